"""Which part of the projects a clause speaks of by its time, level or amount."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop_app.core.figures import LEVELS, Band, Scope, Span, levels_from
from desktop_app.core.numerals import NUMBER, NUMERAL, ZEROS, parse_number, parse_numeral
from desktop_app.core.values import Month

_DIGIT = f"{ZEROS}一二三四五六七八九"
_YEAR = rf"(?P<year>20\d{{2}}|二[{ZEROS}][{_DIGIT}]{{2}})\s?年"
_TIME = re.compile(
    rf"(?P<until>截至|截止|到|至|于)?\s*{_YEAR}(?P<calendar>度)?"
    r"(?:\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月(?:份)?"
    r"|的?(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4])季度)?"
    r"(?:\s*\d{1,2}\s?日(?:\s?\d{1,2}\s?时)?)?"
    r"(?P<end>年?底以?前|末前|年底|底|末|以前|之前|前)?(?P<since>以来|以后|起|后)?"
)
# 「2025年启动8个,其中当年竣工4个」
_SAME_YEAR = re.compile(r"当年|同年|年内")
_FINER = re.compile(r"[上下]半年|[一二三四1-4]季度|[上中下]旬")
_STARTS = re.compile(r"启动|开工|开始|新开|动工|立项|始建|[再已]启|开建")
_FINISHES = re.compile(
    r"完(?:成|工|结)|竣工|建[成好]|验收|投用|投产|达产|结束|收官|收尾|销号|干成|[先再前]完"
)
_TOTAL_SO_FAR = re.compile(r"累计|(?<!占)(?:全部|共)")
_NOT_A_GRADE = (
    r"(?!市场|单位|公司|网络|联动|管理|分类|节点|学科|指标|响应|标题|以下|医院|域名|目录|科目)"
)
_LEVEL = re.compile(
    rf"(?<![国省市区县])(?P<level>[一二三四五])级{_NOT_A_GRADE}(?P<up>及以上|及其以上|以上|或以上)?"
    r"|(?P<none>无等级|一级以下|未达一级|未达到一级|尚无等级)"
)
_JOINS = re.compile("[、和与及]|以及")
_RISE = re.compile(
    r"由(?P<before>无等级|[一二三四五]级)[^,\uff0c。]{0,6}?(?:提升|提高|跃升|升级|达)[到至为]?(?P<after>[一二三四五]级)"
)
_BAND = re.compile(
    r"(?P<front>投资(?:额|规模)?(?:在|达到|达)?\s*)?(?<!收入)(?<!产值)(?<!营收)(?<!税收)(?<!利润)"
    rf"(?P<over>(?<![不未])(?:超过|超|过)\s*)?(?P<number>{NUMERAL})\s*(?P<unit>[百千]?[万亿]?)元\s*"
    r"(?(over)(?:以上)?|(?P<side>(?:\([含及]\)|[含及])?以上|以下|以内))"
    rf"(?=(?:的)?[^,\uff0c。;\uff1b\d]{{0,9}}?(?:项目|{NUMBER}\s?[个项](?!百分)))"
)
# 「50万元以上的每个项目」 tells what each gets, not how many there are.
_LIMIT = re.compile(r"的?(?:单个|每个|各个)")


@dataclass(frozen=True, slots=True)
class Timed:
    """The months a clause names, in the ways they may be meant; none if they lie outside the time
    of the projects. `verb` is what the clause says happens then."""

    spans: tuple[Span, ...]
    verb: str
    start: int
    end: int
    year: int

    @property
    def scopes(self) -> tuple[Scope, ...]:
        return self.meant_by("")

    @property
    def kind(self) -> str:
        """By what the time limits the projects, as the verb says: their start or their end."""
        match _verbs(self.verb):
            case (True, False):
                return "started"
            case (False, True):
                return "finished"
            case _:
                return "time"

    def meant_by(self, text: str) -> tuple[Scope, ...]:
        """The parts that may be meant, by the start of projects or by their end, as the verb of the
        clause with the number says, else that of the clause with the time."""
        starts, finishes = _verbs(text)
        if not (starts or finishes):
            starts, finishes = _verbs(self.verb)
        spans = self.spans
        if len(spans) == 1 and spans[0].first is not None and _TOTAL_SO_FAR.search(text):
            spans = (*spans, Span(None, spans[0].last))
        found: list[Scope] = []
        for span in spans:
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

    @property
    def kind(self) -> str:
        return "level_before" if self.scopes[0].levels_before else "level"


@dataclass(frozen=True, slots=True)
class Banded:
    """The investments that a clause limits the projects to."""

    band: Band
    start: int
    end: int


@lru_cache(maxsize=256)
def timed(text: str, years: tuple[int, int] | None, same_year: int | None = None) -> Timed | None:
    """The time a clause names; None for none. `same_year` is what 「当年」 means.

    No spans are left where the time lies outside the projects' `years` or is finer than months.
    """
    match = _TIME.search(text) if "年" in text else None
    if match is None:
        same = _SAME_YEAR.search(text) if same_year is not None else None
        if same is None or same_year is None:
            return None
        year = Span(Month(same_year, 1), Month(same_year, 12))
        return Timed((year,), text, same.start(), same.end(), same_year)
    number = parse_number(match["year"])
    year_named = int(number) if number is not None else 0
    is_known = years is not None and years[0] <= year_named <= years[1]
    rest = text[match.end() :]
    spans = _spans(match, year_named, text) if is_known and not _FINER.search(rest) else ()
    return Timed(spans, text, match.start(), match.end(), year_named)


def _spans(match: re.Match[str], year: int, text: str) -> tuple[Span, ...]:
    months = _months(match)
    if months is None:
        return ()
    first, last = Month(year, months[0]), Month(year, months[1])
    if match["since"]:
        return (Span(first),)
    within, until = Span(first, last), Span(None, last)
    is_until = match["until"] in ("截至", "截止", "到", "至") or "前" in (match["end"] or "")
    may_be_until = match["end"] is not None or _TOTAL_SO_FAR.search(text) is not None
    return (until,) if is_until else (within, until) if may_be_until else (within,)


def rest_of(time: Timed, before: Timed | None) -> Timed:
    """The time that is left of one after another: 「…2026年6月底前完成27个,其余2026年底前完成」."""
    spans = tuple(one for one in time.spans if one.first is not None)
    ends = [one.last for one in before.spans if one.last is not None] if before else []
    for end in ends:
        first = Month(end.year + end.month // 12, end.month % 12 + 1)
        spans += tuple(Span(first, one.last) for one in time.spans)
    return replace(time, spans=spans)


def _months(match: re.Match[str]) -> tuple[int, int] | None:
    """The first and last month of the year that are named; None for a month that is none."""
    if match["half"]:
        return (1, 6) if match["half"][0] == "上" else (7, 12)
    if match["quarter"]:
        number = parse_number(match["quarter"])
        quarter = int(number) if number is not None else 1
        return 3 * quarter - 2, 3 * quarter
    if match["month"]:
        month = _month(match["month"])
        return None if month is None else (month, month)
    return 1, 12


def _verbs(text: str) -> tuple[bool, bool]:
    return _STARTS.search(text) is not None, _FINISHES.search(text) is not None


def _month(text: str | None) -> int | None:
    number = parse_number(text) if text else None
    return int(number) if number is not None and 1 <= number <= 12 else None


@lru_cache(maxsize=256)
def graded(text: str, *, is_before: bool | None = False) -> Graded | None:
    """The level of digitalisation a clause names, as parts of the projects; None for none.

    `is_before` says that the text speaks of the time before the change; None, that it may.
    """
    if "级" not in text:
        return None
    rise = _RISE.search(text)
    if rise is not None:
        before = "无" if rise["before"] == "无等级" else rise["before"]
        scope = Scope(levels=frozenset({rise["after"]}), levels_before=frozenset({before}))
        return Graded((scope,), rise.start(), rise.end())
    matches = list(_LEVEL.finditer(text))
    if len(matches) > 1 and not _are_joined(text, matches):
        return None
    if not matches:
        return None
    sets = _level_sets(matches, text)
    scopes: tuple[Scope, ...] = ()
    if not is_before:
        scopes += tuple(Scope(levels=one) for one in sets)
    if is_before is not False:
        scopes += tuple(Scope(levels_before=one) for one in sets)
    return Graded(scopes, matches[0].start(), matches[-1].end())


def _level_sets(matches: Sequence[re.Match[str]], text: str) -> list[frozenset[str]]:
    levels = ["无" if match["none"] else f"{match['level']}级" for match in matches]
    match, level = matches[0], levels[0]
    if len(levels) > 1:
        return [frozenset(levels)]
    if match["up"]:
        return [levels_from(level)]
    exact = frozenset({level})
    return [exact, levels_from(level)] if "达到" in text and level != LEVELS[-1] else [exact]


def _are_joined(text: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether levels stand in one list: 「三级和四级合起来14个」."""
    return all(
        _JOINS.fullmatch(text[one.end() : other.start()]) is not None
        for one, other in itertools.pairwise(matches)
    )


@lru_cache(maxsize=256)
def banded(text: str) -> Banded | None:
    """The investments that a clause limits the projects to: 「投资100万元以上的项目」."""
    match = _BAND.search(text) if "元" in text else None
    if match is None or _LIMIT.match(text[match.end() :]):
        return None
    amount = match["number"] + match["unit"]
    # 「过百万元」 is 一百万元.
    numeral = parse_numeral(f"一{amount}" if amount[0] in "百千万亿" else amount)
    if numeral is None:
        return None
    is_ceiling = match["side"] in ("以下", "以内")
    band = Band(below=numeral.value) if is_ceiling else Band(numeral.value)
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
