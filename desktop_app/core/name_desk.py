"""The name desk: the plan's projects beside the summary's, row by row, and the changes that make
them agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from desktop_app.core.changes import (
    Cell,
    Change,
    ReplaceCells,
    SetValue,
    StaleChange,
    Together,
)
from desktop_app.core.checks.agreement import copying, plan_names, removing, summary_names
from desktop_app.core.consistency import Named, compare_names
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.likeness import closest
from desktop_app.core.names import fold, spoken
from desktop_app.core.place_words import place_label
from desktop_app.core.programme import Programme
from desktop_app.core.prose_names import mentions

Kind = Literal["same", "form", "near", "by_hand", "prose", "only_plan", "only_summary"]
Side = Literal["plan", "summary"]
# Paths of a name in the plan and of one in the summary.
Pairing = tuple[str, str]
_IN_PAIRS: tuple[Kind, ...] = ("form", "near", "by_hand")
_CHAPTERS = "chapters/"


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A project as either side names it. `is_again` says that its side names it more than once,
    `times` how often the words of a text stand there."""

    kind: Kind
    plan: Named | None = None
    summary: Named | None = None
    is_again: bool = False
    times: int = 1

    @property
    def identity(self) -> str:
        told = [one.path if one else "" for one in (self.plan, self.summary)]
        # One text may call several projects by other names.
        return "|".join([*told, self.plan.name if self.plan and self.kind == "prose" else ""])

    @property
    def county(self) -> str:
        named = (self.summary, self.plan)
        return next((one.county for one in named if one is not None and one.county), "")

    @property
    def is_open(self) -> bool:
        """Whether something is to be decided."""
        return self.kind != "same"


@dataclass(frozen=True, slots=True)
class NameDesk:
    """All rows: pairs in the plan's order, what differs first, and then what one side has alone.

    Without a list of its own the plan prints the summary's; then only its text can differ.
    """

    rows: tuple[DeskRow, ...]
    has_list: bool

    @property
    def same(self) -> int:
        return sum(not row.is_open for row in self.rows)


def lay_out(
    programme: Programme,
    draft: Draft,
    by_hand: Iterable[Pairing] = (),
    apart: Set[Pairing] = frozenset(),
) -> NameDesk:
    """The desk of a draft. `by_hand` are pairs that a person made, `apart` those that are none."""
    subject = Subject(programme, draft)
    plan, summary = plan_names(subject), summary_names(subject)
    paired = list(_by_hand(plan, summary, by_hand)) if plan else []
    used = {id(one) for row in paired for one in (row.plan, row.summary)}
    rows = [*paired]
    if plan:
        left, right = ([n for n in side if id(n) not in used] for side in (plan, summary))
        found = compare_names(left, right)
        rows += _paired(found.pairs, apart)
        names = [{fold(one.name) for one in side} for side in (plan, summary)]
        for one in found.plan_rest:
            rows.append(DeskRow("only_plan", one, is_again=fold(one.name) in names[1]))
        for one in found.summary_rest:
            rows.append(DeskRow("only_summary", None, one, fold(one.name) in names[0]))
    rows += _in_prose(programme, draft, plan, summary)
    order = {kind: at for at, kind in enumerate((*_IN_PAIRS, "prose", "only_plan", "only_summary"))}
    rows.sort(key=lambda row: 0 if row.kind in _IN_PAIRS else order.get(row.kind, len(order)))
    return NameDesk(tuple(rows), bool(plan))


def can_take(desk: NameDesk, row: DeskRow, side: Side) -> bool:
    """Whether a row can be decided for a side by the program."""
    match row.kind:
        case "same":
            return False
        case "prose":
            return row.times == 1 if side == "summary" else not desk.has_list
        case "only_plan" | "only_summary":
            keeps = side == row.kind.removeprefix("only_")
            return not (keeps and row.is_again)
        case _:
            return True


def takes_away(row: DeskRow, side: Side) -> bool:
    """Whether deciding for a side would take a whole project out of the other's list."""
    return row.kind.startswith("only_") and side != row.kind.removeprefix("only_")


def taking(
    programme: Programme, draft: Draft, rows: Sequence[DeskRow], side: Side, label: str
) -> Change:
    """The change that decides these rows for a side: one step to undo.

    A name that also stands in the plan's text, once, is changed there too. Raises StaleChange on
    applying when a name is another by now.
    """
    changes: list[Change] = []
    cells: dict[str, list[Cell]] = {}
    texts = {path: text for path, text in draft.values.items() if path.startswith(_CHAPTERS)}
    known = _known(programme, draft)
    for row in rows:
        if row.plan is None or row.summary is None:
            changes.append(_alone(Subject(programme, draft), row, side))
            continue
        old, new = (row.plan, row.summary) if side == "summary" else (row.summary, row.plan)
        if not old.path.startswith(_CHAPTERS):
            table, row_id, column = old.path.split("/")
            cells.setdefault(table, []).append(Cell(row_id, column, old.name, new.name))
            _replace(texts, known, old.name, new.name)
        elif texts.get(old.path, "").count(old.name) == 1:
            texts[old.path] = texts[old.path].replace(old.name, new.name)
        else:
            # Somebody wrote on in the text: what was seen is not what is there.
            changes.append(SetValue(old.path, old.name, new.name))
    changes += [ReplaceCells(table, tuple(found)) for table, found in cells.items()]
    changes += [
        SetValue(path, draft.values.get(path, ""), text)
        for path, text in texts.items()
        if text != draft.values.get(path, "")
    ]
    return changes[0] if len(changes) == 1 else Together(label, tuple(changes))


def partners(desk: NameDesk, row: DeskRow, wanted: str, most: int) -> tuple[DeskRow, ...]:
    """What the other side has alone and a row may be paired with, the most alike first; only
    names that hold what is `wanted`."""
    other = "only_summary" if row.kind == "only_plan" else "only_plan"
    held = fold(wanted)
    found = [one for one in desk.rows if one.kind == other and held in fold(_name(one))]
    nearest = closest(spoken(_name(row)), [spoken(_name(one)) for one in found], most)
    return tuple(found[at] for at in nearest)


def _name(row: DeskRow) -> str:
    named = row.plan or row.summary
    return "" if named is None else named.name


def _alone(subject: Subject, row: DeskRow, side: Side) -> Change:
    try:
        return _added_or_gone(subject, row, side)
    except KeyError as reason:
        raise StaleChange(row.identity) from reason


def _added_or_gone(subject: Subject, row: DeskRow, side: Side) -> Change:
    form = subject.programme
    if row.plan is not None:
        table = form.summary.table
        return copying(subject, row.plan, table) if side == "plan" else removing(subject, row.plan)
    if row.summary is None:
        return Together("", ())
    if side == "summary":
        return copying(subject, row.summary, form.plan.project_list)
    return removing(subject, row.summary)


def _replace(texts: dict[str, str], known: Set[str], old: str, new: str) -> None:
    """Put a new name into the text where the old one stands once, and not as a part of another."""
    holding = [path for path, text in texts.items() if old in text]
    if len(holding) != 1 or texts[holding[0]].count(old) != 1:
        return
    text = texts[holding[0]]
    if not any(old in one and one != old and one in text for one in known):
        texts[holding[0]] = text.replace(old, new)


def _known(programme: Programme, draft: Draft) -> frozenset[str]:
    """Every name of a project, as typed."""
    tables = (programme.summary.table.id, programme.plan.project_list.id)
    name = programme.summary.name
    rows = (row for table in tables for row in draft.rows(table))
    return frozenset(text for row in rows if (text := row.cells.get(name, "")).strip())


def _by_hand(
    plan: Sequence[Named], summary: Sequence[Named], pairings: Iterable[Pairing]
) -> Iterator[DeskRow]:
    ours, theirs = ({one.path: one for one in side} for side in (plan, summary))
    for left, right in pairings:
        one, other = ours.pop(left, None), theirs.pop(right, None)
        # Once the names are the same, comparing finds the pair.
        if one is not None and other is not None and one.name != other.name:
            yield DeskRow("by_hand", one, other)


def _paired(pairs: Iterable[tuple[Named, Named]], apart: Set[Pairing]) -> Iterator[DeskRow]:
    for one, other in pairs:
        if one.name == other.name:
            yield DeskRow("same", one, other)
        elif (one.path, other.path) in apart:
            yield DeskRow("only_plan", one)
            yield DeskRow("only_summary", None, other)
        else:
            yield DeskRow("form" if fold(one.name) == fold(other.name) else "near", one, other)


def _in_prose(
    programme: Programme, draft: Draft, plan: Sequence[Named], summary: Sequence[Named]
) -> Iterator[DeskRow]:
    """What the plan's text calls a project of the summary, where that is another name."""
    texts = _chapters(programme, draft)
    by_name = {one.name: one for one in summary}
    known = by_name.keys() | {one.name for one in plan}
    seen: set[tuple[str, str]] = set()
    for one in mentions(texts, list(by_name), known):
        if (one.path, one.text) in seen:
            continue
        seen.add((one.path, one.text))
        where = f"{place_label(programme, one.path)} 正文"
        named = Named(one.text, where, one.path)
        times = texts[one.path].count(one.text)
        yield DeskRow("prose", named, by_name[one.name], times=times)


def _chapters(programme: Programme, draft: Draft) -> Mapping[str, str]:
    paths = (f"{_CHAPTERS}{one.id}" for one in programme.plan.chapter)
    return {path: text for path in paths if (text := draft.values.get(path, ""))}
