"""The sums of a table's columns, kept while it changes: only rows that changed are read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal

from desktop_app.core.draft import Row
from desktop_app.core.facts import numbers_of
from desktop_app.core.programme import Field

_Part = tuple[Decimal, int]
# What is taken off again must leave nothing behind, however long the numbers.
_EXACT = Context(prec=500)


@dataclass
class RunningSums:
    """Sums of the `total` columns in their units. `unread` counts filled cells that are not
    numbers and so are missing from the sum."""

    columns: tuple[Field, ...]
    sums: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    unread: dict[str, int] = field(default_factory=dict[str, int])
    _known: dict[str, tuple[Row, tuple[_Part, ...]]] = field(
        default_factory=dict[str, "tuple[Row, tuple[_Part, ...]]"]
    )

    def update(self, rows: Sequence[Row]) -> None:
        """Take these rows for the table as it is now."""
        known, parts = self._known, dict[str, tuple[Row, tuple[_Part, ...]]]()
        for row in rows:
            was = known.get(row.id)
            parts[row.id] = was if was is not None and was[0] is row else (row, self._read(row))
        gone = [one for row_id, one in known.items() if row_id not in parts]
        gone += [known[i] for i, one in parts.items() if i in known and known[i] is not one]
        come = [one for i, one in parts.items() if known.get(i) is not one]
        self._known = parts
        for sign, many in ((-1, gone), (1, come)):
            for _, amounts in many:
                self._add(amounts, sign)

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
        for column, (amount, unread) in zip(self.columns, amounts, strict=True):
            before = self.sums.get(column.id, Decimal(0))
            change = _EXACT.add if sign > 0 else _EXACT.subtract
            self.sums[column.id] = change(before, amount)
            self.unread[column.id] = self.unread.get(column.id, 0) + sign * unread


def _part(column: Field, text: str) -> _Part:
    numbers = numbers_of(column, (text,))
    return (numbers[0], 0) if numbers else (Decimal(0), int(bool(text.strip())))
