"""Two people's changes to copies of one draft: what goes together, and what a person must decide.

Both began from the same state, the base. What only the other one changed is taken; what both
changed to the same is there already; what both changed differently is a conflict and is decided by
a person, with both contents side by side. Where rows stand is not compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from desktop_app.core.changes import (
    Cell,
    Change,
    Explain,
    InsertRows,
    ReplaceCells,
    SetValue,
    append_rows,
    remove_rows,
    set_path,
)
from desktop_app.core.differences import Difference, all_cells, differences
from desktop_app.core.draft import Draft, Row

Side = Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place that both changed: what was there, and what each has there now."""

    theirs: Difference
    base: str
    ours: str

    @property
    def path(self) -> str:
        return self.theirs.path


@dataclass(frozen=True, slots=True)
class Merge:
    """What the other one changed: `clean` can be taken, `same` is here already."""

    clean: tuple[Difference, ...]
    same: tuple[Difference, ...]
    conflicts: tuple[Conflict, ...]


def merge(base: Draft, ours: Draft, theirs: Draft) -> Merge:
    """Sort everything that `theirs` has changed since `base`, against what `ours` holds now."""
    clean: list[Difference] = []
    same: list[Difference] = []
    conflicts: list[Conflict] = []
    before, here, there = _Standing(base), _Standing(ours), _Standing(theirs)
    new_here = here.rows.keys() - before.rows.keys()
    added = {(key[0], _cells(here.rows[key])) for key in new_here}
    theirs_alone = (*differences(base, theirs), *_explained_anew(base, theirs))
    for one in _with_whole_rows(theirs_alone, before, here, there):
        now, wanted = here.at(one), there.at(one)
        is_twin = one.what == "row_added" and (one.path.partition("/")[0], wanted) in added
        if now == wanted or is_twin:
            same.append(one)
        elif now == before.at(one):
            clean.append(one)
        else:
            conflicts.append(Conflict(one, one.old, here.in_words(one)))
    return Merge(tuple(clean), tuple(same), tuple(conflicts))


def taking(draft: Draft, theirs: Draft, one: Difference) -> Change:
    """The change that brings one difference into the draft as it is now."""
    if one.what == "value":
        return SetValue(one.path, draft.values.get(one.path, ""), one.new)
    if one.what == "explanation":
        new = theirs.explanations.get(one.path)
        return Explain(one.path, draft.explanations.get(one.path), new)
    table, row_id = one.path.split("/")[:2]
    if one.what == "row_removed":
        return remove_rows(draft, table, frozenset({row_id}))
    row = next((row for row in draft.rows(table) if row.id == row_id), None)
    if row is None:
        return _inserting(draft, theirs, table, row_id)
    wanted = next(row for row in theirs.rows(table) if row.id == row_id)
    if one.what == "cell":
        return set_path(draft, one.path, one.new)
    columns = dict.fromkeys([*row.cells, *wanted.cells])
    cells = (Cell(row_id, c, row.cells.get(c, ""), wanted.cells.get(c, "")) for c in columns)
    return ReplaceCells(table, tuple(cells))


class _Standing:
    """What stands at the place of a difference in one draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.rows: Mapping[tuple[str, str], Row] = {
            (table, row.id): row for table, rows in draft.tables.items() for row in rows
        }

    def at(self, one: Difference) -> object:
        """What is there, to be compared; None where there is no row or explanation."""
        match one.what:
            case "value":
                return self._draft.values.get(one.path, "")
            case "explanation":
                told = self._draft.explanations.get(one.path)
                return (told.text, told.fingerprint) if told else None
            case "cell":
                table, row_id, column = one.path.split("/", 2)
                return self.rows[table, row_id].cells.get(column, "")
            case _:
                table, row_id = one.path.split("/", 1)
                row = self.rows.get((table, row_id))
                return None if row is None else _cells(row)

    def in_words(self, one: Difference) -> str:
        """What is there, to be read; blank for nothing."""
        match one.what:
            case "value":
                return self._draft.values.get(one.path, "")
            case "explanation":
                told = self._draft.explanations.get(one.path)
                return told.text if told else ""
            case "cell":
                table, row_id, column = one.path.split("/", 2)
                return self.rows[table, row_id].cells.get(column, "")
            case _:
                table, row_id = one.path.split("/", 1)
                row = self.rows.get((table, row_id))
                return all_cells(row) if row else ""


def _with_whole_rows(
    found: Iterable[Difference], base: _Standing, ours: _Standing, theirs: _Standing
) -> Iterator[Difference]:
    """Where they changed cells of a row that is gone here, the question is about the row."""
    asked: set[str] = set()
    for one in found:
        table, _, rest = one.path.partition("/")
        row_id = rest.partition("/")[0]
        if one.what != "cell" or (table, row_id) in ours.rows:
            yield one
        elif (path := f"{table}/{row_id}") not in asked:
            asked.add(path)
            old, new = (all_cells(side.rows[table, row_id]) for side in (base, theirs))
            yield Difference("row_added", path, old, new)


def _explained_anew(base: Draft, theirs: Draft) -> Iterator[Difference]:
    """Explanations that stay as they are but were given again for other values."""
    for key, told in theirs.explanations.items():
        before = base.explanations.get(key)
        if before is None or before.text != told.text:
            continue
        if before.fingerprint != told.fingerprint:
            yield Difference("explanation", key, told.text, told.text)


def _cells(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset(row.cells.items())


def _inserting(draft: Draft, theirs: Draft, table: str, row_id: str) -> InsertRows:
    """Their row behind the nearest row before it that is here too, else before the nearest
    behind it, else at the end."""
    order = [row.id for row in theirs.rows(table)]
    place = order.index(row_id)
    row = theirs.rows(table)[place]
    here = {one.id: at for at, one in enumerate(draft.rows(table))}
    for known in reversed(order[:place]):
        if known in here:
            return InsertRows(table, ((here[known] + 1, row),))
    for known in order[place + 1 :]:
        if known in here:
            return InsertRows(table, ((here[known], row),))
    return append_rows(draft, table, [row])
