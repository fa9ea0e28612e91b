"""Do the plan and the summary name the same projects? Compared in both directions, to the letter.

Used on a draft while it is written, and on the finished files read back.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop_app.core.name_marks import difference
from desktop_app.core.name_pairs import Reading, near_pairs, reading
from desktop_app.core.names import fold, in_plain_script, spoken, visible
from desktop_app.core.own_words import USUAL, OwnWords

Kind = Literal[
    "only_in_plan",
    "only_in_summary",
    "differs_in_form",
    "near_match",
    "duplicate",
    "count_stated",
    "total_stated",
]
Part = Literal["county", "industry", "investment", "enterprise"]


@dataclass(frozen=True, slots=True)
class Named:
    """A project as one document names it, raw, with the place where it stands.

    `path` is the place in a draft, empty for a file that was read; `investment` is in the
    summary's unit.
    """

    name: str
    where: str = ""
    path: str = ""
    county: str = ""
    industry: str = ""
    investment: Decimal | None = None
    enterprise: str = ""
    credit_code: str = ""


Pair = tuple[Named, Named]
# What tells equal names apart, the surest first; a blank tells nothing.
_EVIDENCE: tuple[Callable[[Named], tuple[str, ...]], ...] = (
    lambda one: (fold(one.enterprise), fold(one.county)),
    lambda one: (fold(one.credit_code),),
    lambda one: (fold(one.enterprise),),
    lambda one: (fold(one.county),),
    lambda _: (),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement between plan and summary (or, for a duplicate, within one of them)."""

    kind: Kind
    message: str
    plan: Named | None = None
    summary: Named | None = None
    others: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs that belong together, the disagreements, and what is left on each side."""

    pairs: tuple[tuple[Named, Named], ...]
    differences: tuple[Difference, ...]
    plan_rest: tuple[Named, ...]
    summary_rest: tuple[Named, ...]


def compare_names(
    plan: Sequence[Named], summary: Sequence[Named], words: OwnWords = USUAL
) -> Comparison:
    """Raw names first, then what is the same in another form, then near ones; what is left stands
    on one side only.

    The same in another form are names that fold to one, and names that are read aloud alike:
    數字 for 数字, Ⅰ期 for 一期. Of several equal names those of one enterprise or county belong
    together. A name that one side repeats is not reported here: `repeated` does that.
    """
    pairs, plan_left, summary_left = _match(plan, summary, lambda name: name)
    in_form, plan_left, summary_left = _match(plan_left, summary_left, fold)
    known = {fold(ours.name) for ours, _ in (*pairs, *in_form)}
    plan_rest, plan_again = _without_known(plan_left, known)
    summary_rest, summary_again = _without_known(summary_left, known)
    as_spoken, plan_rest, summary_rest = _match(plan_rest, summary_rest, spoken)
    near = near_pairs(
        *([read_for_comparing(one) for one in side] for side in (plan_rest, summary_rest))
    )
    near_ones = [(plan_rest[i], summary_rest[j]) for i, j, _ in near]
    plan_rest, summary_rest = _left_of(plan_rest, summary_rest, near_ones)
    return Comparison(
        (*pairs, *in_form, *as_spoken, *near_ones),
        (
            *(_in_form(ours, theirs, words) for ours, theirs in (*in_form, *as_spoken)),
            *(_near(ours, theirs, words) for ours, theirs in near_ones),
            *(_only("only_in_plan", one, words) for one in plan_rest),
            *(_only("only_in_summary", one, words) for one in summary_rest),
        ),
        _in_order(plan, [*plan_rest, *plan_again]),
        _in_order(summary, [*summary_rest, *summary_again]),
    )


def repeated(
    named: Sequence[Named], document: str, words: OwnWords = USUAL, *, in_plan: bool = False
) -> list[Difference]:
    """Names that one document holds more than once, the same after folding, in either script;
    `document` is what it is called, `in_plan` on which side it stands."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        groups[in_plain_script(one.name)].append(one)
    out: list[Difference] = []
    for group in groups.values():
        if len(group) < 2:
            continue
        places = "、".join(f"{one.where}{f'({one.county})' if one.county else ''}" for one in group)
        other = next((o.name for o in group if fold(o.name) != fold(group[0].name)), "")
        also = f"(又写作「{other}」)" if other else ""
        message = (
            f"{words.noun}「{group[0].name}」{also}在{document}中出现 {len(group)} 次:{places};"
            f"同一{words.noun}只能列一次,请删去重复的,或写清是不同的{words.noun}"
        )
        first = group[0]
        plan, summary = (first, None) if in_plan else (None, first)
        out.append(Difference("duplicate", message, plan, summary, tuple(group)))
    return out


def counts_that_differ(
    comparison: Comparison, plan: Sequence[Named], summary: Sequence[Named], part: str
) -> list[tuple[str, int, int]]:
    """Groups (county or industry) whose counts differ for another reason than missing names.

    `part` is "county" or "industry". A name that stands on one side only changes its group's
    count too, but it is reported by itself; here the rest is compared. Groups that one document
    does not give at all are left out.
    """
    ours = Counter(_group(named, part) for named in plan)
    theirs = Counter(_group(named, part) for named in summary)
    if not any(ours.keys() - {""}) or not any(theirs.keys() - {""}) or "" in ours or "" in theirs:
        return []
    explained = Counter(_group(named, part) for named in comparison.plan_rest)
    explained.subtract(Counter(_group(named, part) for named in comparison.summary_rest))
    return [
        (group, ours[group], theirs[group])
        for group in sorted(ours.keys() | theirs.keys())
        if ours[group] - theirs[group] != explained[group]
    ]


def details_that_differ(
    comparison: Comparison, part: Part, has_place: Callable[[Named], bool]
) -> list[tuple[tuple[Named, Named], ...]]:
    """Projects on both sides of which the two say different counties, industries, money or firms.

    Enterprises are compared to the letter, blanks and brackets too; counties and industries folded.

    One entry for each two values, with all the projects that have them. `has_place` tells whether
    a project stands where this part is asked for: there a blank is an omission, elsewhere it says
    nothing and is not compared.
    """
    found: dict[tuple[object, object], list[tuple[Named, Named]]] = defaultdict(list)
    for ours, theirs in comparison.pairs:
        left, right = _detail(ours, part), _detail(theirs, part)
        is_compared = all(says(one, part) or has_place(one) for one in (ours, theirs))
        if is_compared and left != right:
            found[left, right].append((ours, theirs))
    return [tuple(pairs) for pairs in found.values()]


def read_for_comparing(named: Named) -> Reading:
    """A project's name with all that is known of it, read for `name_pairs`."""
    return reading(named.name, named.enterprise, named.credit_code, named.county, named.investment)


def says(named: Named, part: Part) -> bool:
    """Whether a document gives this part of a project."""
    return _detail(named, part) not in ("", None)


def _match(
    plan: Sequence[Named], summary: Sequence[Named], key: Callable[[str], str]
) -> tuple[list[Pair], list[Named], list[Named]]:
    """Pairs with equal keys, each name used once, and what is left on either side, in order.

    Where several names have one key, their enterprises and counties say which belong together.
    """
    ours, theirs = _by_key(plan, key), _by_key(summary, key)
    pairs: list[Pair] = []
    several = False
    for shared, left in ours.items():
        right = theirs.get(shared)
        if right is None:
            continue
        if len(left) == len(right) == 1:
            pairs.append((left[0], right[0]))
        else:
            several = True
            pairs += _by_evidence(left, right)
    if several:
        places = {id(one): n for n, one in enumerate(plan)}
        pairs.sort(key=lambda pair: places[id(pair[0])])
    return pairs, *_left_of(plan, summary, pairs)


def _by_key(named: Sequence[Named], key: Callable[[str], str]) -> dict[str, list[Named]]:
    """Names by what they are compared by; nearly always each stands alone."""
    found: dict[str, list[Named]] = {}
    for one in named:
        shared = key(one.name)
        if shared in found:
            found[shared].append(one)
        else:
            found[shared] = [one]
    return found


def _by_evidence(plan: Sequence[Named], summary: Sequence[Named]) -> list[Pair]:
    """Names that are the same, paired by enterprise and county, then by either, then in order."""
    pairs: list[Pair] = []
    for told in _EVIDENCE:
        waiting: dict[tuple[str, ...], deque[Named]] = defaultdict(deque)
        for named in summary:
            waiting[told(named)].append(named)
        found: list[Pair] = []
        for named in plan:
            same = waiting.get(told(named))
            if same and all(told(named)):
                found.append((named, same.popleft()))
        pairs += found
        plan, summary = _left_of(plan, summary, found)
    return pairs


def _left_of(
    plan: Sequence[Named], summary: Sequence[Named], pairs: Sequence[Pair]
) -> tuple[list[Named], list[Named]]:
    ours, theirs = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return [n for n in plan if id(n) not in ours], [n for n in summary if id(n) not in theirs]


def _without_known(side: Sequence[Named], known: Set[str]) -> tuple[list[Named], list[Named]]:
    """The names of a side, and apart from them those that repeat one that has its partner."""
    again = [named for named in side if fold(named.name) in known]
    return [named for named in side if fold(named.name) not in known], again


def _in_order(side: Sequence[Named], some: Sequence[Named]) -> tuple[Named, ...]:
    wanted = {id(one) for one in some}
    return tuple(one for one in side if id(one) in wanted)


def _detail(named: Named, part: Part) -> str | Decimal | None:
    if part == "enterprise":
        return named.enterprise
    return named.investment if part == "investment" else _group(named, part)


def _group(named: Named, part: str) -> str:
    return fold(named.county if part == "county" else named.industry)


def _in_form(ours: Named, theirs: Named, words: OwnWords) -> Difference:
    return Difference(
        "differs_in_form",
        f"{words.noun}名称写法不一致:{words.plan}({ours.where})为「{visible(ours.name)}」,"
        f"{words.summary}({theirs.where})为「{visible(theirs.name)}」;"
        f"{difference(ours.name, theirs.name)};两处须完全一致",
        ours,
        theirs,
    )


def _near(ours: Named, theirs: Named, words: OwnWords) -> Difference:
    return Difference(
        "near_match",
        f"疑为同一{words.noun}而名称不同:{words.plan}({ours.where})为「{ours.name}」,"
        f"{words.summary}({theirs.where})为「{theirs.name}」;{difference(ours.name, theirs.name)};"
        "请核实后改成一致",
        ours,
        theirs,
    )


def _only(kind: Kind, named: Named, words: OwnWords) -> Difference:
    if kind == "only_in_plan":
        message = (
            f"{words.plan}({named.where})中的{words.noun}「{named.name}」在{words.summary}中没有;"
            f"请在{words.summary}中补上,或从{words.plan}中删去"
        )
        return Difference(kind, message, named, None)
    message = (
        f"{words.summary}({named.where})中的{words.noun}「{named.name}」在{words.plan}中没有;"
        f"请在{words.plan}的{words.noun}清单中补上,或从{words.summary}中删去"
    )
    return Difference(kind, message, None, named)
