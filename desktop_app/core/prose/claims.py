"""What a number in a text may claim, and the words about it that all claims are read by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from desktop_app.core.figures import Scope
from desktop_app.core.prose import subjects
from desktop_app.core.prose.clauses import Clause, Passage
from desktop_app.core.prose.places import Named, Places
from desktop_app.core.prose.quantities import Quantity
from desktop_app.core.prose.scopes import banded, graded, timed

Of = Literal["count", "total", "share"]
_LONGEST_KIND = 8
# A number behind nothing but these goes on from the clause before.
FILLERS = re.compile(
    r"^(?:目标值|期末目标|期末|目标|合计|共计|总计|共|申请|安排|预计|约|计划|达到|为|已|将|累计|[\s\u3000:\uff1a])*$"
)
# What may stand between the name of a part and its number, with the noun left out.
_ELIDED = re.compile(
    r"^(?:行业|产业|领域|类|地区|方向|方面|水平|等级|的|有|共有|共|共计|计|合计|为|各|分别|则|项目|企业"
    r"|启动|开工|完成|完工|竣工|实施|安排|申报|推荐|建设|投资|总投资|占比|占|比重|[:\uff1a\s])*$"
)
BEHIND_ELIDED = re.compile(
    r"^\s*(?:$|[,\uff0c;\uff1b、。()\uff08\uff09占的以中里是属在]|20\d{2}\s?年|(?:项目)?(?:[达升提跃迈])?[到至上升]"
    r"|(?:项目)?(?:达到|提升|属于|来自|分布|集中|位于|落[在户地]|启动|开工|完成|竣工))"
)


@lru_cache(maxsize=64)
def part_before(part: str) -> re.Pattern[str]:
    """「软件投入」 or 「软件」 right before a number."""
    return re.compile(
        rf"{re.escape(part)}(?:部分|类)?(?:总)?(?:投入|投资|支出|费用)?(?:金额|额)?"
        r"(?:合计|共计|总计|达到|达|为|是|共|占|[:\uff1a])*\s*$"
    )


# What follows the name of a part before the noun: 「铸造行业的项目」, 「2025年启动的项目」.
_PART_TAIL = re.compile(
    r"^(?:行业|产业|领域|方向|地区|类|水平|等级|及以上|以上|底前|前|开始|启动|开工|完成|完工|竣工|实施|目标|达到|改造后|安排|的|有"
    r"|万元|亿元|[年月])*"
)
PART = re.compile(r"部分|一批|若干")


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure of the form, and the words by which a text speaks of it."""

    id: str
    words: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text may speak of.

    `years` are the first and last year of the projects; `parts` the labels of the parts of an
    investment (软件, 硬件). `noun` and `counter` are what a pack calls its rows, `usual` the
    noun by which they are read.
    """

    places: Places
    years: tuple[int, int] | None = None
    parts: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    noun: str = "项目"
    counter: str = "个"
    usual: str = "项目"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a number may state: a measure of a part, or `form:<id>` of the form."""

    measure: str
    scope: Scope = field(default_factory=Scope)


# What a number claims: of what kind, which figures, and whether the words make it sure.
Claimed = tuple[Of, tuple[Claim, ...], bool]


@dataclass(frozen=True, slots=True)
class Spot:
    """A number with its clause, what stands before it (from the clause it goes on from, if nothing
    in its own) and behind it, up to the next numbers.

    `following` is the next clause; `chosen_at` is where the passage turns from candidates to those
    chosen, 0 where it does not.
    """

    clause: Clause
    one: Quantity
    before: str
    behind: str
    following: str
    passage: Passage
    chosen_at: int
    terms: Terms


def without_parts(terms: Terms, kind: str, noun: str = "项目") -> str:
    """What is said right before the noun, beside the part and whose projects they are."""
    ends = [named.end for named in terms.places.named(kind)]
    for found in (timed(kind, terms.years), graded(kind), banded(f"{kind}{noun}")):
        if found is not None:
            ends.append(found.end)
    ends += [match.end() for match in subjects.OURS.finditer(f"{kind}{noun}")]
    rest = kind[min(max(ends, default=0), len(kind)) :]
    return _PART_TAIL.sub("", rest)[-_LONGEST_KIND:]


def is_behind_its_part(at: Spot) -> bool:
    text, start = at.clause.text, at.one.start
    if not at.clause.text[:start].strip():
        text, start = at.before, len(at.before)
    ends = [named.end for named in at.terms.places.named(text) if named.end <= start]
    for found in (timed(text, at.terms.years), graded(text), banded(text)):
        if found is not None and found.end <= start:
            ends.append(found.end)
    return bool(ends) and _ELIDED.match(text[max(ends) : start]) is not None


def scope_of(named: Sequence[Named]) -> Scope:
    found = {
        dimension: frozenset(one.name for one in named if one.dimension == dimension)
        for dimension in ("industry", "county")
    }
    return Scope(found["industry"], found["county"])
