"""Everything a person does to a draft: small immutable values that apply and invert.

`apply` is strict: a change whose old values are not those of the draft is a fault of the program
and raises `StaleChange`, so a replayed journal that does not fit is noticed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from desktop_app.core.draft import Draft, Explanation, Row


class StaleChange(ValueError):
    """The draft is not in the state this change was made for."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """One single value, by its path; an empty text means absent."""

    path: str
    old: str
    new: str

    def apply(self, draft: Draft) -> Draft:
        if draft.values.get(self.path, "") != self.old:
            raise StaleChange(self.path)
        values = dict(draft.values)
        if self.new:
            values[self.path] = self.new
        else:
            values.pop(self.path, None)
        return replace(draft, values=MappingProxyType(values))

    def inverse(self) -> "SetValue":
        return SetValue(self.path, self.new, self.old)


class Cell(NamedTuple):
    """One cell of a ReplaceCells; a tuple, because a paste makes them by the ten thousand."""

    row: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ReplaceCells:
    """Any number of cells of one table: a keystroke, a paste, a fill down."""

    table: str
    cells: tuple[Cell, ...]

    def apply(self, draft: Draft) -> Draft:
        touched = {cell.row for cell in self.cells}
        made = {row.id: dict(row.cells) for row in draft.rows(self.table) if row.id in touched}
        if len(made) < len(touched):
            missing = next(one for one in touched if one not in made)
            raise StaleChange(f"{self.table}/{missing}")
        for row_id, column, old, new in self.cells:
            cells = made[row_id]
            if cells.get(column, "") != old:
                raise StaleChange(f"{row_id}/{column}")
            if new:
                cells[column] = new
            else:
                cells.pop(column, None)
        rows = [
            row if row.id not in made else Row(row.id, MappingProxyType(made[row.id]), row.origin)
            for row in draft.rows(self.table)
        ]
        return _with_rows(draft, self.table, rows)

    def inverse(self) -> "ReplaceCells":
        return ReplaceCells(
            self.table,
            tuple(Cell(c.row, c.column, c.new, c.old) for c in reversed(self.cells)),
        )


@dataclass(frozen=True, slots=True)
class InsertRows:
    """Rows with the positions (from 0, in the finished table, ascending) they take."""

    table: str
    rows: tuple[tuple[int, Row], ...]

    def apply(self, draft: Draft) -> Draft:
        present = {row.id for row in draft.rows(self.table)}
        wanted = dict(self.rows)
        if len(wanted) != len(self.rows) or any(row.id in present for row in wanted.values()):
            raise StaleChange(self.table)
        kept = iter(draft.rows(self.table))
        total = len(present) + len(wanted)
        if any(not 0 <= position < total for position in wanted):
            raise StaleChange(self.table)
        rows = [wanted[at] if at in wanted else next(kept) for at in range(total)]
        return _with_rows(draft, self.table, rows)

    def inverse(self) -> "RemoveRows":
        return RemoveRows(self.table, self.rows)


@dataclass(frozen=True, slots=True)
class RemoveRows:
    """Rows that go, with their positions (ascending) so that they can come back."""

    table: str
    rows: tuple[tuple[int, Row], ...]

    def apply(self, draft: Draft) -> Draft:
        rows = list(draft.rows(self.table))
        gone = dict(self.rows)
        for position, row in gone.items():
            if not 0 <= position < len(rows) or rows[position] != row:
                raise StaleChange(f"{self.table}/{row.id}")
        kept = [row for position, row in enumerate(rows) if position not in gone]
        return _with_rows(draft, self.table, kept)

    def inverse(self) -> InsertRows:
        return InsertRows(self.table, self.rows)


class Origin(NamedTuple):
    """Where one row came from, before and after."""

    row: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SetOrigins:
    """Rows that a newer file brought up to date come from that file."""

    table: str
    rows: tuple[Origin, ...]

    def apply(self, draft: Draft) -> Draft:
        wanted = {one.row: one for one in self.rows}
        rows: list[Row] = []
        for row in draft.rows(self.table):
            one = wanted.pop(row.id, None)
            if one is not None and row.origin != one.old:
                raise StaleChange(f"{self.table}/{row.id}")
            rows.append(row if one is None else replace(row, origin=one.new))
        if wanted:
            raise StaleChange(f"{self.table}/{next(iter(wanted))}")
        return _with_rows(draft, self.table, rows)

    def inverse(self) -> "SetOrigins":
        return SetOrigins(self.table, tuple(Origin(o.row, o.new, o.old) for o in self.rows))


@dataclass(frozen=True, slots=True)
class Explain:
    """An explanation under a finding's key; None takes it away."""

    key: str
    old: Explanation | None
    new: Explanation | None

    def apply(self, draft: Draft) -> Draft:
        if draft.explanations.get(self.key) != self.old:
            raise StaleChange(self.key)
        kept = dict(draft.explanations)
        if self.new is None:
            kept.pop(self.key, None)
        else:
            kept[self.key] = self.new
        return replace(draft, explanations=MappingProxyType(kept))

    def inverse(self) -> "Explain":
        return Explain(self.key, self.new, self.old)


@dataclass(frozen=True, slots=True)
class Together:
    """Several changes that are one to the user: an import, a fix over many rows."""

    label: str
    changes: "tuple[Change, ...]"

    def apply(self, draft: Draft) -> Draft:
        for change in self.changes:
            draft = change.apply(draft)
        return draft

    def inverse(self) -> "Together":
        return Together(self.label, tuple(change.inverse() for change in reversed(self.changes)))


Change = SetValue | ReplaceCells | InsertRows | RemoveRows | SetOrigins | Explain | Together


def append_rows(draft: Draft, table: str, rows: Sequence[Row]) -> InsertRows:
    """The change that puts rows at the end of a table."""
    start = len(draft.rows(table))
    return InsertRows(table, tuple((start + n, row) for n, row in enumerate(rows)))


def remove_rows(draft: Draft, table: str, ids: frozenset[str]) -> RemoveRows:
    """The change that takes the rows with these ids out of a table."""
    rows = enumerate(draft.rows(table))
    return RemoveRows(table, tuple((at, row) for at, row in rows if row.id in ids))


def set_path(draft: Draft, path: str, text: str) -> SetValue | ReplaceCells:
    """The change that puts a text at a path, a field's or a cell's."""
    parts = path.split("/")
    if len(parts) == 3:
        cell = Cell(parts[1], parts[2], draft.value(path), text)
        return ReplaceCells(parts[0], (cell,))
    return SetValue(path, draft.value(path), text)


def to_record(change: Change) -> dict[str, Any]:
    """The change as plain JSON values, for the journal."""
    match change:
        case SetValue(path, old, new):
            return {"do": "set", "path": path, "old": old, "new": new}
        case ReplaceCells(table, cells):
            listed = [[c.row, c.column, c.old, c.new] for c in cells]
            return {"do": "cells", "table": table, "cells": listed}
        case InsertRows(table, rows):
            return {"do": "insert", "table": table, "rows": _rows_record(rows)}
        case RemoveRows(table, rows):
            return {"do": "remove", "table": table, "rows": _rows_record(rows)}
        case SetOrigins(table, rows):
            return {"do": "origins", "table": table, "rows": [list(one) for one in rows]}
        case Explain(key, old, new):
            return {"do": "explain", "key": key, "old": _told(old), "new": _told(new)}
        case Together(label, changes):
            return {"do": "together", "label": label, "changes": [to_record(c) for c in changes]}


def from_record(record: Mapping[str, Any]) -> Change:
    """The change a journal record describes; KeyError or ValueError when it is none."""
    reader = _READERS.get(record["do"])
    if reader is None:
        raise ValueError(record["do"])
    return reader(record)


def _read_together(record: Mapping[str, Any]) -> Together:
    return Together(record["label"], tuple(from_record(r) for r in record["changes"]))


def _read_cells(record: Mapping[str, Any]) -> ReplaceCells:
    return ReplaceCells(record["table"], tuple(Cell(*cell) for cell in record["cells"]))


def _read_origins(record: Mapping[str, Any]) -> SetOrigins:
    return SetOrigins(record["table"], tuple(Origin(*one) for one in record["rows"]))


def _read_explain(record: Mapping[str, Any]) -> Explain:
    old, new = (None if record[k] is None else Explanation(*record[k]) for k in ("old", "new"))
    return Explain(record["key"], old, new)


_READERS: dict[str, Callable[[Mapping[str, Any]], Change]] = {
    "set": lambda r: SetValue(r["path"], r["old"], r["new"]),
    "cells": _read_cells,
    "insert": lambda r: InsertRows(r["table"], _read_rows(r["rows"])),
    "remove": lambda r: RemoveRows(r["table"], _read_rows(r["rows"])),
    "origins": _read_origins,
    "explain": _read_explain,
    "together": _read_together,
}


def _rows_record(rows: tuple[tuple[int, Row], ...]) -> list[list[Any]]:
    return [[position, row.id, dict(row.cells), row.origin] for position, row in rows]


def _read_rows(listed: Sequence[Sequence[Any]]) -> tuple[tuple[int, Row], ...]:
    return tuple(
        (int(position), Row(row_id, MappingProxyType(cast("dict[str, str]", cells)), origin))
        for position, row_id, cells, origin in listed
    )


def _told(explanation: Explanation | None) -> list[str] | None:
    if explanation is None:
        return None
    return [explanation.text, explanation.fingerprint, explanation.author, explanation.time]


def _with_rows(draft: Draft, table: str, rows: Sequence[Row]) -> Draft:
    tables = dict(draft.tables)
    if rows:
        tables[table] = tuple(rows)
    else:
        tables.pop(table, None)
    return replace(draft, tables=MappingProxyType(tables))
