"""Sums and counts over a table, kept while it changes: only rows that changed are read again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from operator import is_not

from desktop_app.core.draft import Row
from desktop_app.core.facts import numbers_of
from desktop_app.core.pack_forms import Field

_Part = tuple[Decimal, int]
_Parts = tuple[Row, tuple[_Part, ...]]
# What is taken off again must leave nothing behind, however long the numbers.
_EXACT = Context(prec=500)


@dataclass
class RunningSums:
    """Sums of columns in their units. `unread` counts filled cells that are not numbers and so are
    missing from the sum. After `update`, call `read` until it says that all is read."""

    columns: tuple[Field, ...]
    sums: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    unread: dict[str, int] = field(default_factory=dict[str, int])
    _rows: Sequence[Row] = ()
    _known: dict[str, _Parts] = field(default_factory=dict[str, _Parts])
    _waiting: dict[str, Row] = field(default_factory=dict[str, Row])

    def update(self, rows: Sequence[Row]) -> None:
        """Take these rows for the table as it is now; those that are new wait to be read."""
        gone: list[tuple[_Part, ...]] = []
        for old, new in _changes(self._rows, rows):
            if old is not None:
                self._waiting.pop(old.id, None)
                known = self._known.pop(old.id, None)
                if known is not None:
                    gone.append(known[1])
            if new is not None:
                self._waiting[new.id] = new
        self._rows = rows
        if self._known:
            for amounts in gone:
                self._add(amounts, -1)
        else:
            # Nothing of them is left, as after a paste over the whole table.
            self.sums.update(dict.fromkeys(self.sums, Decimal(0)))
            self.unread.update(dict.fromkeys(self.unread, 0))

    def read(self, most: int | None = None) -> bool:
        """Read rows that wait, at most so many; whether all are read now."""
        many = len(self._waiting) if most is None else most
        for row_id in [row_id for row_id, _ in zip(self._waiting, range(many), strict=False)]:
            row = self._waiting.pop(row_id)
            amounts = self._read(row)
            self._known[row_id] = row, amounts
            self._add(amounts, 1)
        return not self._waiting

    def of(self, rows: Sequence[Row]) -> Mapping[str, Decimal]:
        """The sums over some of the rows."""
        sums = {column.id: Decimal(0) for column in self.columns}
        for row in rows:
            for column, (amount, _) in zip(self.columns, self._parts(row), strict=True):
                sums[column.id] = _EXACT.add(sums[column.id], amount)
        return sums

    def _parts(self, row: Row) -> tuple[_Part, ...]:
        was = self._known.get(row.id)
        return was[1] if was is not None and was[0] is row else self._read(row)

    def _read(self, row: Row) -> tuple[_Part, ...]:
        return tuple(_part(column, row.cells.get(column.id, "")) for column in self.columns)

    def _add(self, amounts: tuple[_Part, ...], sign: int) -> None:
        change = _EXACT.add if sign > 0 else _EXACT.subtract
        for column, (amount, unread) in zip(self.columns, amounts, strict=True):
            self.sums[column.id] = change(self.sums.get(column.id, Decimal(0)), amount)
            self.unread[column.id] = self.unread.get(column.id, 0) + sign * unread


@dataclass
class RunningValues:
    """How many rows hold each text of a column, outer blanks aside."""

    column: str
    _rows: Sequence[Row] = ()
    _counted: Counter[str] = field(default_factory=Counter[str])

    def update(self, rows: Sequence[Row]) -> int:
        """Take these rows for the table as it is now; how many texts it holds, blanks aside."""
        for old, new in _changes(self._rows, rows):
            for row, sign in ((old, -1), (new, 1)):
                if row is not None:
                    text = row.cells.get(self.column, "").strip()
                    self._counted[text] += sign
                    if not self._counted[text]:
                        del self._counted[text]
        self._rows = rows
        return len(self._counted.keys() - {""})


def _changes(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows that are not the same object before and after; None where there is none."""
    if len(old) == len(new):
        pairs = [(old[at], new[at]) for at, differs in enumerate(map(is_not, old, new)) if differs]
        if all(one.id == other.id for one, other in pairs):
            yield from pairs
            return
    before = {row.id: row for row in old}
    after = {row.id: row for row in new}
    for row_id, row in before.items():
        if after.get(row_id) is not row:
            yield row, after.get(row_id)
    for row_id, row in after.items():
        if row_id not in before:
            yield None, row


def _part(column: Field, text: str) -> _Part:
    numbers = numbers_of(column, (text,)) if text else []
    return (numbers[0], 0) if numbers else (Decimal(0), int(bool(text.strip())))
