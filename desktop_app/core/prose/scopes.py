"""Which part of the projects a clause speaks of: industries, counties, times, levels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from desktop_app.core.figures import LEVELS, Band, Scope, Span, levels_from
from desktop_app.core.names import fold
from desktop_app.core.numerals import NUMERAL, ZEROS, parse_number, parse_numeral
from desktop_app.core.values import Month

Dimension = Literal["industry", "county", "time", "level"]
_INDUSTRY_TAIL = re.compile(r"(?:[\u4e00-\u9fff]{2,}?)(制造业|加工业|制造|加工|行业|产业|业)$")
_COUNTY_TAIL = re.compile(r"(自治县|县|区|市)$")
# 「银州经济开发区」 is not 「银州区」.
_OTHER_PLACE = r"(?!市|区|县|镇|乡|街|路|经济|经开|高新|开发|工业园|新区|大|北|南|东|西)"
_DIGIT = f"{ZEROS}一二三四五六七八九"
_YEAR = rf"(?P<year>20\d{{2}}|二[{ZEROS}][{_DIGIT}]{{2}})年"
_TIME = re.compile(
    rf"(?P<until>截至|截止|到|至|于)?\s*{_YEAR}(?:\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份)?)?"
    r"(?:\s*\d{1,2}日(?:\d{1,2}时)?)?"
    r"(?P<end>底前|末前|年底前|底|末|前|之前)?(?P<since>以来|以后|起|后)?"
)
_HALF = re.compile(r"[上下]半年|[一二三四1-4]季度")
_STARTS = re.compile(r"启动|开工|开始|新开|动工|立项|始建")
_FINISHES = re.compile(r"完成|完工|竣工|建成|验收|投用|投产|达产|结束")
_TOTAL_SO_FAR = re.compile(r"累计|全部|共")
_NOT_A_GRADE = (
    r"(?!市场|单位|公司|网络|联动|管理|分类|节点|学科|指标|响应|标题|以下|医院|域名|目录|科目)"
)
_LEVEL = re.compile(
    rf"(?<![国省市区县])(?P<level>[一二三四五])级{_NOT_A_GRADE}(?P<up>及以上|及其以上|以上|或以上)?"
    r"|(?P<none>无等级|一级以下|未达一级|未达到一级|尚无等级)"
)
_RISE = re.compile(
    r"由(?P<before>无等级|[一二三四五]级)[^,\uff0c。]{0,6}?(?:提升|提高|跃升|升级|达)[到至为]?(?P<after>[一二三四五]级)"
)
_BAND = re.compile(
    rf"(?P<front>投资(?:额)?(?:在)?)?(?P<number>{NUMERAL})(?P<unit>[百千]?[万亿]?)元(?P<side>及以上|以上|以下|以内)"
    r"(?=(?:的)?(?:[^,\uff0c。;\uff1b]{0,4}项目|的?[^,\uff0c。;\uff1b]{0,3}[\d一二三四五六七八九十两]))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of one industry or county, and where it ends in the clause."""

    dimension: Dimension
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timed:
    """The months a clause names, in the ways they may be meant; none if they lie outside the time
    of the projects. `verb` is what the clause says happens then."""

    spans: tuple[Span, ...]
    verb: str
    start: int
    end: int

    @property
    def scopes(self) -> tuple[Scope, ...]:
        return self.meant_by("")

    def meant_by(self, text: str) -> tuple[Scope, ...]:
        """The parts that may be meant, by the start of projects or by their end, as the verb of the
        clause with the number says, else that of the clause with the time."""
        starts, finishes = _verbs(text)
        if not (starts or finishes):
            starts, finishes = _verbs(self.verb)
        found: list[Scope] = []
        for span in self.spans:
            if starts or not finishes:
                found.append(Scope(started=span))
            if finishes or not starts:
                found.append(Scope(finished=span))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Graded:
    """The parts that a level in a clause may mean."""

    scopes: tuple[Scope, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Banded:
    """The investments that a clause limits the projects to."""

    band: Band
    start: int
    end: int


@dataclass(frozen=True)
class Places:
    """The names by which a clause is tied to industries and counties, as they may be shortened."""

    industries: tuple[str, ...]
    counties: tuple[str, ...]
    city: str = ""

    def named(self, text: str) -> list[Named]:
        """The mentions in a clause, the longest first where one holds another, in order."""
        pattern, meaning = _pattern(self)
        if pattern is None:
            return []
        return [
            Named(*meaning[match[0]], match.start(), match.end())
            for match in pattern.finditer(text)
        ]


@lru_cache(maxsize=64)
def _pattern(
    places: Places,
) -> tuple[re.Pattern[str] | None, dict[str, tuple[Dimension, str]]]:
    meaning: dict[str, tuple[Dimension, str]] = {}
    short: dict[str, list[tuple[Dimension, str]]] = {}
    for name in places.industries:
        meaning[name] = ("industry", name)
        meaning.setdefault(fold(name), ("industry", name))
        tail = _INDUSTRY_TAIL.search(name)
        if tail is not None and len(name) - len(tail[1]) >= 2:
            short.setdefault(name[: -len(tail[1])], []).append(("industry", name))
    for name in places.counties:
        meaning[name] = ("county", name)
        tail = _COUNTY_TAIL.search(name)
        stem = name[: -len(tail[1])] if tail else ""
        # 「铁岭」 alone is the city, not the county of the same name.
        if len(stem) >= 2 and not places.city.startswith(stem):
            short.setdefault(stem, []).append(("county", name))
    stems = {stem: found[0] for stem, found in short.items() if len(found) == 1}
    for stem, found in stems.items():
        meaning.setdefault(stem, found)
    words = sorted(meaning, key=len, reverse=True)
    if not words:
        return None, {}
    parts = (
        re.escape(word) + (_OTHER_PLACE if word in stems and stems[word][0] == "county" else "")
        for word in words
    )
    return re.compile("|".join(parts)), meaning


def timed(text: str, years: tuple[int, int] | None) -> Timed | None:
    """The time a clause names; None for none.

    No spans are left where the time lies outside the projects' `years` or is finer than months.
    """
    match = _TIME.search(text)
    if match is None:
        return None
    number = parse_number(match["year"])
    year = int(number) if number is not None else 0
    spans: tuple[Span, ...] = ()
    is_known = years is not None and years[0] <= year <= years[1]
    if is_known and not _HALF.search(text):
        spans = _spans(match, year, text)
    return Timed(spans, text, match.start(), match.end())


def _spans(match: re.Match[str], year: int, text: str) -> tuple[Span, ...]:
    month = _month(match["month"])
    if match["month"] and month is None:
        return ()
    if match["since"]:
        return (Span(Month(year, month or 1)),)
    last = Month(year, month or 12)
    within = Span(Month(year, month or 1), last)
    until = Span(None, last)
    is_until = match["until"] in ("截至", "截止", "到", "至") or "前" in (match["end"] or "")
    may_be_until = match["end"] is not None or _TOTAL_SO_FAR.search(text) is not None
    return (until,) if is_until else (within, until) if may_be_until else (within,)


def _verbs(text: str) -> tuple[bool, bool]:
    return _STARTS.search(text) is not None, _FINISHES.search(text) is not None


def _month(text: str | None) -> int | None:
    number = parse_number(text) if text else None
    return int(number) if number is not None and 1 <= number <= 12 else None


def graded(text: str, *, is_before: bool = False) -> Graded | None:
    """The level of digitalisation a clause names, as parts of the projects; None for none.

    `is_before` says that the text speaks of the time before the change.
    """
    rise = _RISE.search(text)
    if rise is not None:
        before = "无" if rise["before"] == "无等级" else rise["before"]
        scope = Scope(levels=frozenset({rise["after"]}), levels_before=frozenset({before}))
        return Graded((scope,), rise.start(), rise.end())
    matches = list(_LEVEL.finditer(text))
    if len(matches) != 1:
        return None
    match = matches[0]
    level = "无" if match["none"] else f"{match['level']}级"
    exact = frozenset({level})
    sets = [levels_from(level)] if match["up"] else [exact]
    if not match["up"] and "达到" in text and level != LEVELS[-1]:
        sets.append(levels_from(level))
    scopes = tuple(Scope(levels_before=one) if is_before else Scope(levels=one) for one in sets)
    return Graded(scopes, match.start(), match.end())


def banded(text: str) -> Banded | None:
    """The investments that a clause limits the projects to: 「投资100万元以上的项目」."""
    match = _BAND.search(text)
    if match is None:
        return None
    numeral = parse_numeral(match["number"] + match["unit"])
    is_told = match["front"] or "项目" in text[match.end() : match.end() + 6]
    if numeral is None or not is_told:
        return None
    is_floor = "以上" in match["side"]
    band = Band(numeral.value) if is_floor else Band(below=numeral.value)
    return Banded(band, match.start(), match.end())


def joined(scopes: Sequence[Scope]) -> Scope | None:
    """One part out of several limits; None where two of them limit the same thing."""
    industries: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    levels_before: frozenset[str] = frozenset()
    started: Span | None = None
    finished: Span | None = None
    invested: Band | None = None
    for one in scopes:
        if (one.started and started) or (one.finished and finished):
            return None
        industries = one.industries or industries
        counties = one.counties or counties
        levels = one.levels or levels
        levels_before = one.levels_before or levels_before
        started = one.started or started
        finished = one.finished or finished
        invested = one.invested or invested
    return Scope(industries, counties, started, finished, levels, levels_before, invested)
