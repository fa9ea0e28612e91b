"""A paper that was printed from a draft and comes back edited: what was changed, taken one by one.

It is held against what the draft printed when the paper was made. What the draft has changed
since then stays; where both changed the same place, both are shown and a person decides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop_app.core.changes import Cell, Change, ReplaceCells, Together, set_path
from desktop_app.core.differences import Difference
from desktop_app.core.draft import Draft, Row
from desktop_app.core.merging import Conflict, merge, taking
from desktop_app.core.paper import Form, Paper, Read, ReadLine, ReadTable, Trace
from desktop_app.core.programme import Programme
from desktop_app.core.returned_notes import Kind, Noted, Remark, comments, short, who
from desktop_app.core.returned_own_list import own_list_following
from desktop_app.core.returned_tables import NewId, Tables, returned_tables
from desktop_app.core.returned_text import Text, returned_text
from desktop_app.core.typed_numbers import is_same_line
from desktop_app.core.weave import Slot, found, woven


@dataclass(frozen=True, slots=True)
class Returned:
    """One change that came back, as `number` in the order of the paper.

    `old` is what was printed, `new` what stands there now. `conflict` is what the draft holds here
    by now, where it was changed as well ("" for nothing); None where it was not. `author` and
    `time` are those of a tracked change.
    """

    number: int
    kind: Kind
    place: str
    old: str
    new: str
    author: str = ""
    time: str = ""
    comment: str = ""
    conflict: str | None = None
    note: str = ""
    difference: Difference | None = None
    slots: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came back. `others` are changes of texts that the draft does not hold; `base` is what
    the paper was printed from, `wanted` the same with all that came back in fields and tables."""

    items: tuple[Returned, ...]
    remarks: tuple[Remark, ...]
    others: tuple[Noted, ...]
    doubts: tuple[str, ...]
    programme: Programme
    form: Form
    base: Draft
    wanted: Draft
    weaves: Mapping[str, tuple[Slot, ...]]


def compare(
    programme: Programme,
    base: Draft,
    ours: Draft,
    paper: Paper,
    read: Sequence[Read],
    new_id: NewId,
) -> Comparison:
    """What is different in a paper that came back.

    `paper` is what `base` prints, the state it was made from; `ours` is the draft as it is now.
    """
    form = programme.summary if paper.form == "summary" else programme.plan
    lines = [(float(at), one) for at, one in enumerate(read) if isinstance(one, ReadLine)]
    grids = [(at, one) for at, one in enumerate(read) if isinstance(one, ReadTable)]
    text = returned_text(programme, base, paper, lines, form.attachment)
    tables = returned_tables(programme, base, paper, grids, new_id)
    wanted = _wanted(base, text, tables)
    found_items = [*_of_tables(base, ours, wanted, text, tables), *_of_text(ours, text)]
    found_items.sort(key=lambda one: one[0].order)
    items = tuple(
        replace(item, number=number) for number, (_, item) in enumerate(found_items, start=1)
    )
    return Comparison(
        items,
        tuple(_remarks(found_items, text, tables)),
        tuple(sorted(text.others, key=lambda one: one.order)),
        tuple(tables.doubts),
        programme,
        paper.form,
        base,
        wanted,
        MappingProxyType(text.weaves),
    )


def accepting(compared: Comparison, numbers: Collection[int], draft: Draft, label: str) -> Together:
    """The change that brings some of what came back into the draft as it is now.

    Numbers that there are none of are passed over; in a conflict, what came back holds.
    """
    wanted_numbers = frozenset(numbers)
    chosen = [one for one in compared.items if one.number in wanted_numbers]
    changes: list[Change] = []
    differences = [one.difference for one in chosen if one.difference is not None]
    cells, others = _cells_first(draft, differences)
    for change in cells:
        draft = change.apply(draft)
        changes.append(change)
    for difference in others:
        change = taking(draft, compared.wanted, difference)
        draft = change.apply(draft)
        changes.append(change)
    if compared.form == "plan":
        following = own_list_following(
            compared.programme, compared.base, compared.wanted, draft, differences
        )
        for change in following:
            draft = change.apply(draft)
        changes += following
    slots: dict[str, list[int]] = {}
    for path, slot in (pair for one in chosen for pair in one.slots):
        slots.setdefault(path, []).append(slot)
    for path, wanted in slots.items():
        change = set_path(draft, path, woven(compared.weaves[path], wanted, draft.value(path)))
        draft = change.apply(draft)
        changes.append(change)
    return Together(label, tuple(changes))


def _cells_first(
    draft: Draft, differences: Iterable[Difference]
) -> tuple[list[ReplaceCells], list[Difference]]:
    """Cells of rows that are here in one change for each table, and what else there is: each
    change of a long table by itself would go through all of it."""
    rows = {(table, row.id): row for table, listed in draft.tables.items() for row in listed}
    cells: dict[str, list[Cell]] = {}
    others: list[Difference] = []
    for one in differences:
        parts = one.path.split("/")
        row = rows.get((parts[0], parts[1])) if one.what == "cell" else None
        if row is None:
            others.append(one)
            continue
        cell = Cell(row.id, parts[2], row.cells.get(parts[2], ""), one.new)
        cells.setdefault(parts[0], []).append(cell)
    return [ReplaceCells(table, tuple(listed)) for table, listed in cells.items()], others


def _wanted(base: Draft, text: Text, tables: Tables) -> Draft:
    """The state the paper was made from with all that was changed in fields and tables."""
    values = dict(base.values)
    for path, (new, _) in text.fields.items():
        values[path] = new
    rows: dict[str, tuple[Row, ...]] = {**base.tables, **tables.wanted}
    return replace(
        base,
        values=MappingProxyType({path: told for path, told in values.items() if told}),
        tables=MappingProxyType({table: listed for table, listed in rows.items() if listed}),
        explanations=base.explanations,
    )


def _of_tables(
    base: Draft, ours: Draft, wanted: Draft, text: Text, tables: Tables
) -> Iterable[tuple[Noted, Returned]]:
    """Fields, cells and rows: what is here already is left out, what was changed here is told."""
    notes = {**tables.notes, **{path: noted for path, (_, noted) in text.fields.items()}}
    merged = merge(base, ours, wanted)
    for one in (*merged.clean, *merged.conflicts):
        difference = one.theirs if isinstance(one, Conflict) else one
        noted = notes.get(difference.path)
        if noted is None:
            # A row that is gone here while its cells came back changed: the row is asked about.
            inside = (
                told for path, told in notes.items() if path.startswith(f"{difference.path}/")
            )
            noted = next(inside, None)
        if noted is None:
            continue
        conflict = one.ours if isinstance(one, Conflict) else None
        yield noted, _returned(noted, conflict, difference)


def _of_text(ours: Draft, text: Text) -> Iterable[tuple[Noted, Returned]]:
    lines = {
        path: [line.strip() for line in ours.value(path).splitlines() if line.strip()]
        for path in text.weaves
    }
    places = {path: found(slots, lines[path]) for path, slots in text.weaves.items()}
    for noted, slots in text.lines:
        states = [
            _state(text.weaves[path][slot], places[path][slot], lines[path]) for path, slot in slots
        ]
        if all(state == _HERE for state in states):
            continue
        conflicts = [state for state in states if state not in (_HERE, _AS_IT_WAS)]
        conflict = conflicts[0].removeprefix(_OTHER) if conflicts else None
        yield noted, _returned(noted, conflict, slots=slots)


_HERE, _AS_IT_WAS, _OTHER = "here", "as it was", "other:"


def _state(slot: Slot, place: int | None, lines: Sequence[str]) -> str:
    """Whether what a slot wants is here already, or it is as it was, or something else is here."""
    if place is None:
        if slot.new is None:
            return _HERE
        return _AS_IT_WAS if slot.old is None else _OTHER
    line = lines[place]
    if slot.new is not None and is_same_line(slot.new, line):
        return _HERE
    if slot.old is not None and is_same_line(slot.old, line):
        return _AS_IT_WAS
    return f"{_OTHER}{line}"


def _returned(
    noted: Noted,
    conflict: str | None,
    difference: Difference | None = None,
    slots: tuple[tuple[str, int], ...] = (),
) -> Returned:
    author, time = who(noted.traces)
    said = ";".join(one.text for one in comments(noted.traces))
    return Returned(
        0,
        noted.kind,
        noted.place,
        noted.old,
        noted.new,
        author,
        time,
        said,
        conflict,
        noted.note,
        difference,
        slots,
    )


def _remarks(
    items: Sequence[tuple[Noted, Returned]], text: Text, tables: Tables
) -> Iterable[Remark]:
    """Every comment with its place, and the change that it stands at."""
    numbers = {
        id(trace): number
        for number, (noted, _) in enumerate(items, start=1)
        for trace in noted.traces
    }
    told: set[int] = set()
    spots: list[tuple[str, Iterable[Trace]]] = [
        (_of_line(place, line), (*line.before, *line.traces)) for place, line in text.places
    ]
    spots += [(place, traces) for place, traces, _ in tables.places]
    for place, traces in spots:
        for one in comments(traces):
            if id(one) not in told:
                told.add(id(one))
                yield Remark(
                    place, one.quoted, one.text, one.author, one.time, numbers.get(id(one))
                )


def _of_line(place: str, line: ReadLine) -> str:
    """A place that names no paragraph is told with its text."""
    return place if place.endswith("段") else f"{place}「{short(line.text, 20)}」"
