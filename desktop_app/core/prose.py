"""Counts and totals that the plan's prose states about its own projects.

A false alarm costs more than a missed hint: a number counts only when its clause speaks of all
the projects of this application, or of those of one industry or county, and of nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop_app.core.names import fold
from desktop_app.core.numerals import DIGITS, NUMBER, NUMERAL, UNITS, ZEROS, parse_numeral

Bound = Literal["exact", "about", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated number: what of, how much, how firmly, in which sentence.

    `value` is a count, or an amount in 元; `step` is the value of the last digit written, or of
    the last unit named (百万 in 二亿四千八百万), so that a rounded total may differ by half of it.
    `scope` is the industry or county, empty for all.
    """

    of: Literal["count", "total"]
    value: Decimal
    step: Decimal
    bound: Bound
    text: str
    sentence: str
    scope: str = ""

    def agrees_with(self, actual: Decimal) -> bool:
        """Whether the fact bears the statement out, as firmly as it is worded."""
        match self.bound:
            case "at_least":
                return actual >= self.value
            case "at_most":
                return actual <= self.value
            case "about":
                return abs(actual - self.value) <= max(self.value / 20, self.step)
            case "exact":
                # A rounded total may be off by half of its last digit; a count may not.
                room = self.step / 2 if self.of == "total" else Decimal(0)
                return abs(actual - self.value) <= room


_SENTENCE = re.compile(r"[^。!?;\n\uff01\uff1f\uff1b]+[。!?;\uff01\uff1f\uff1b]?")
_CLAUSE = re.compile(r"(?:[^,\uff0c、]|(?<=\d),(?=\d{3}))+")
# 「几十个」, 「数十个」, 「第三个」 and the end of a misspelt 12,345 state no count.
_COUNT = rf"(?<![几第\d.,{DIGITS}{UNITS}])(?<!数(?=十))(?P<number>{NUMBER})"
_FIRM = r"(?P<firm>约|近|大约|不少于|不低于|至少|超过|逾|超|不超过|不多于)?"
_LOOSE = r"(?P<loose>余|多)?"
_AFTER = r"(?P<after>以上|左右|以内)?"
_COUNT_FIRST = re.compile(
    rf"{_FIRM}\s*{_COUNT}\s*{_LOOSE}\s*(?:个|项)(?P<between>[^,\uff0c、。;\uff1b\d]{{0,14}}?)项目"
    rf"{_AFTER}"
)
_COUNT_LAST = re.compile(
    rf"项目(?:总数|数量|总量)?(?:共计|共有|总计|合计|共|达到|达|为|是|计)?\s*{_FIRM}\s*"
    rf"{_COUNT}\s*{_LOOSE}\s*(?:个|项){_AFTER}"
)
_TOTAL = re.compile(
    r"(?:总投资(?:额|规模)?|投资总额|投资总规模|投资合计|计划投资合计)(?:金额)?"
    r"(?:合计|共计|总计|预计|计划|达到|达|为|是|共)*\s*"
    rf"{_FIRM}\s*(?P<number>{NUMERAL})\s*{_LOOSE}\s*(?P<unit>[百千]?[万亿]?)元{_AFTER}"
)
_BOUNDS: dict[str, Bound] = {
    "约": "about", "近": "about", "大约": "about", "余": "at_least", "多": "at_least",
    "不少于": "at_least", "不低于": "at_least", "至少": "at_least", "超过": "at_least",
    "逾": "at_least", "超": "at_least", "以上": "at_least", "左右": "about",
    "不超过": "at_most", "不多于": "at_most", "以内": "at_most",
}  # fmt: skip
# Words that show that a count is of all projects of this application.
_WHOLE = re.compile(r"(?<!公)共(?![同享性建])|总计|合计|总数|总量|全部|本次|申报|遴选|梳理")
# Words that show that the sentence speaks of something else: another place or time, a part.
_ELSEWHERE = re.compile(
    r"全省|我省|省内|全国|国家级|世界|兄弟|其他城市|上年|去年|往年|此前|截至|历年|以来已|已完成|已建成|已实施"
    r"|累计完成|每年|年均|每个|各个|平均|单个|首批|第一批|第二批|第一年|第二年|前期|中期|后续"
    r"|示范项目|标杆|样板|重点项目|储备|亿元以上|万元以上|规上|技改项目|招商|签约|开工"
    r"|要求|通知|规定|原则上|上限|奖补|财政|贷款|融资|落选|工业投资项目|固定资产"
)
_CHOICE = re.compile(r"经.{0,8}(?:评审|筛选|择优|审核|论证)|择优|筛选")
_CANDIDATES = re.compile(r"征集|意向")
_CHOSEN = re.compile(r"本次|遴选|确定|纳入|推荐")
# Begins a clause about something else than the industry or county named before it.
_ANOTHER = re.compile(r"\s*(?:另有|另外|此外|还有|其他|其它|其余)")
_PART = re.compile(r"其中|分别|部分|一批|若干|包括")
_YEAR = re.compile(
    rf"(?:19|20)\d{{2}}\s*年|[一二][{ZEROS}][{ZEROS}一二三四五六七八九]{{2}}年|“?十[二三四五]五”?"
)


def statements(
    text: str, industries: Sequence[str] = (), counties: Sequence[str] = ()
) -> Iterator[Statement]:
    """All numbers in a chapter that state how many projects there are or what they cost.

    `industries` and `counties` are the names by which a number may be tied to a part.
    """
    for sentence in _SENTENCE.finditer(text):
        yield from _in_sentence(sentence[0].strip(), industries, counties)


def _in_sentence(
    sentence: str, industries: Sequence[str], counties: Sequence[str]
) -> Iterator[Statement]:
    # A year anywhere makes it a sentence about the past, or about one stage of the work.
    if _ELSEWHERE.search(sentence) or _YEAR.search(sentence):
        return
    chosen = _CHOICE.search(sentence)
    of_candidates = False
    scope: str | None = ""
    for match in _CLAUSE.finditer(sentence):
        clause = match[0]
        named = _scope(clause, (*industries, *counties))
        # 「铸造行业实施项目30个,总投资1.2亿元」: the second clause still speaks of the industry.
        scope = named if named != "" else (None if _ANOTHER.match(clause) else scope)
        # 「申报165个,经评审择优确定108个」: what stands before the choice are candidates.
        if _CANDIDATES.search(clause):
            of_candidates = True
        elif _CHOSEN.search(clause):
            of_candidates = False
        are_candidates = of_candidates or (chosen is not None and match.end() <= chosen.start())
        if scope is not None and not are_candidates:
            yield from _in_clause(clause, sentence, scope)


def _in_clause(clause: str, sentence: str, scope: str) -> Iterator[Statement]:
    is_part = _PART.search(clause) is not None and not scope
    if is_part:
        return
    for pattern in (_COUNT_FIRST, _COUNT_LAST):
        for match in pattern.finditer(clause):
            if (scope or _WHOLE.search(clause)) and _is_of_projects(match):
                yield from _statement("count", match, sentence, scope)
    for match in _TOTAL.finditer(clause):
        yield from _statement("total", match, sentence, scope)


def _scope(clause: str, names: Sequence[str]) -> str | None:
    """The one industry or county a clause names, "" for none, None when there are several."""
    folded = fold(clause)
    found = [name for name in names if name and fold(name) in folded]
    longest = [n for n in found if not any(n != o and fold(n) in fold(o) for o in found)]
    if len(longest) > 1:
        return None
    return longest[0] if longest else ""


def _is_of_projects(match: re.Match[str]) -> bool:
    between = match.groupdict().get("between") or ""
    return not re.search(r"[的家个类种批]|企业.*(?:的|开展)|重点|示范|标杆|优秀", between)


def _statement(
    of: Literal["count", "total"], match: re.Match[str], sentence: str, scope: str
) -> Iterator[Statement]:
    """The statement a match makes; none when its number cannot be read."""
    numeral = parse_numeral(match["number"] + (match["unit"] if of == "total" else ""))
    if numeral is None:
        return
    # A count in round words is no rounded one: 「约一百个」 is as near as 「约100个」.
    step = numeral.step if of == "total" else Decimal(1)
    text = match[0].strip()
    yield Statement(of, numeral.value, step, _bound(match), text, sentence, scope)


def _bound(match: re.Match[str]) -> Bound:
    for word in (match["firm"], match["loose"], match["after"]):
        if word:
            return _BOUNDS[word]
    return "exact"
