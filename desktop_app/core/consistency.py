"""Do the plan and the summary name the same projects? Compared in both directions, to the letter.

Used on a draft while it is written, and on the finished files read back.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop_app.core.names import difference, fold, nearest, visible

Kind = Literal[
    "only_in_plan",
    "only_in_summary",
    "differs_in_form",
    "near_match",
    "duplicate",
    "count_stated",
    "total_stated",
]
Part = Literal["county", "industry", "investment"]


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


def compare_names(plan: Sequence[Named], summary: Sequence[Named]) -> Comparison:
    """Raw names first, then folded, then near ones; what is left stands on one side only.

    A name that one side repeats is not reported here: `repeated` does that.
    """
    pairs, plan_left, summary_left = _match(plan, summary, lambda named: named.name)
    in_form, plan_left, summary_left = _match(plan_left, summary_left, lambda n: fold(n.name))
    plan_known = {fold(ours.name) for ours, _ in (*pairs, *in_form)}
    plan_rest = tuple(plan_left)
    summary_rest = tuple(summary_left)
    plan_left = [named for named in plan_left if fold(named.name) not in plan_known]
    summary_left = [named for named in summary_left if fold(named.name) not in plan_known]
    near = nearest([n.name for n in plan_left], [n.name for n in summary_left])
    near_pairs = [(plan_left[i], summary_left[j]) for i, j, _ in near]
    taken_plan, taken_theirs = {i for i, _, _ in near}, {j for _, j, _ in near}
    differences = [
        *(_in_form(ours, theirs) for ours, theirs in in_form),
        *(_near(ours, theirs) for ours, theirs in near_pairs),
        *(_only("only_in_plan", n) for i, n in enumerate(plan_left) if i not in taken_plan),
        *(_only("only_in_summary", n) for j, n in enumerate(summary_left) if j not in taken_theirs),
    ]
    all_pairs = (*pairs, *in_form, *near_pairs)
    in_pairs_plan = {id(ours) for ours, _ in near_pairs}
    in_pairs_summary = {id(theirs) for _, theirs in near_pairs}
    return Comparison(
        all_pairs,
        tuple(differences),
        tuple(named for named in plan_rest if id(named) not in in_pairs_plan),
        tuple(named for named in summary_rest if id(named) not in in_pairs_summary),
    )


def repeated(named: Sequence[Named], document: str) -> list[Difference]:
    """Names that one document holds more than once, the same after folding."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for one in named:
        groups[fold(one.name)].append(one)
    out: list[Difference] = []
    for group in groups.values():
        if len(group) < 2:
            continue
        places = "、".join(f"{one.where}{f'({one.county})' if one.county else ''}" for one in group)
        message = (
            f"项目「{group[0].name}」在{document}中出现 {len(group)} 次:{places};"
            "同一项目只能列一次,请删去重复的,或写清是不同的项目"
        )
        in_plan = group[0] if document.startswith("方案") else None
        out.append(
            Difference("duplicate", message, in_plan, None if in_plan else group[0], tuple(group))
        )
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
    """Projects on both sides of which the two say different counties, industries or money.

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


def says(named: Named, part: Part) -> bool:
    """Whether a document gives this part of a project."""
    return _detail(named, part) not in ("", None)


def _match(
    plan: Sequence[Named], summary: Sequence[Named], key: Callable[[Named], str]
) -> tuple[list[tuple[Named, Named]], list[Named], list[Named]]:
    """Pairs with equal keys, each name used once, and what is left on either side, in order."""
    waiting: dict[str, deque[Named]] = defaultdict(deque)
    for named in summary:
        waiting[key(named)].append(named)
    pairs: list[tuple[Named, Named]] = []
    plan_left: list[Named] = []
    for named in plan:
        same = waiting.get(key(named))
        if same:
            pairs.append((named, same.popleft()))
        else:
            plan_left.append(named)
    taken = {id(theirs) for _, theirs in pairs}
    return pairs, plan_left, [named for named in summary if id(named) not in taken]


def _detail(named: Named, part: Part) -> str | Decimal | None:
    return named.investment if part == "investment" else _group(named, part)


def _group(named: Named, part: str) -> str:
    return fold(named.county if part == "county" else named.industry)


def _in_form(ours: Named, theirs: Named) -> Difference:
    return Difference(
        "differs_in_form",
        f"项目名称写法不一致:方案({ours.where})为「{visible(ours.name)}」,"
        f"汇总表({theirs.where})为「{visible(theirs.name)}」;"
        f"{difference(ours.name, theirs.name)};两处须完全一致",
        ours,
        theirs,
    )


def _near(ours: Named, theirs: Named) -> Difference:
    return Difference(
        "near_match",
        f"疑为同一项目而名称不同:方案({ours.where})为「{ours.name}」,"
        f"汇总表({theirs.where})为「{theirs.name}」;{difference(ours.name, theirs.name)};"
        "请核实后改成一致",
        ours,
        theirs,
    )


def _only(kind: Kind, named: Named) -> Difference:
    if kind == "only_in_plan":
        message = (
            f"方案({named.where})中的项目「{named.name}」在汇总表中没有;"
            "请在汇总表中补上,或从方案中删去"
        )
        return Difference(kind, message, named, None)
    message = (
        f"汇总表({named.where})中的项目「{named.name}」在方案中没有;"
        "请在方案的项目清单中补上,或从汇总表中删去"
    )
    return Difference(kind, message, None, named)
