"""What differs between two states of a draft, so that only that is looked at again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row


@dataclass(frozen=True, slots=True)
class TableChange:
    """How a table changed: `at` are positions whose rows are others, `columns` those with another
    text in any of them. `is_moved` says that rows came, went or changed places; then every column
    counts as changed and `at` is empty."""

    at: tuple[int, ...] = ()
    columns: frozenset[str] = frozenset()
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """The paths of single values and the tables that changed, and whether explanations did."""

    values: frozenset[str] = frozenset()
    tables: Mapping[str, TableChange] = field(default_factory=lambda: MappingProxyType({}))
    explanations: bool = False

    def touches(self, reads: Iterable[str]) -> bool:
        """Whether anything of `reads` changed.

        One of `reads` is a path of a single value, `section/*` for all below it, `table.column`,
        `table.*` for any cell, or `explanations`; a row that comes or goes touches all columns.
        """
        return any(self._touches(one) for one in reads)

    def column(self, table: str, column: str) -> bool:
        """Whether any row says something else in a column."""
        change = self.tables.get(table)
        return change is not None and (change.is_moved or column in change.columns)

    def _touches(self, read: str) -> bool:
        if read == "explanations":
            return self.explanations
        if read.endswith("/*"):
            return any(path.startswith(read[:-1]) for path in self.values)
        table, dot, column = read.partition(".")
        if not dot:
            return read in self.values
        return table in self.tables if column == "*" else self.column(table, column)


def changed_between(old: Draft, new: Draft) -> Changed:
    """What differs between two states; rows that are the same object are not looked into."""
    values: frozenset[str] = frozenset()
    if old.values is not new.values:
        paths = old.values.keys() | new.values.keys()
        values = frozenset(p for p in paths if old.values.get(p) != new.values.get(p))
    tables: dict[str, TableChange] = {}
    for table in old.tables.keys() | new.tables.keys():
        change = _of_table(old.rows(table), new.rows(table))
        if change is not None:
            tables[table] = change
    explained = old.explanations is not new.explanations and old.explanations != new.explanations
    return Changed(values, MappingProxyType(tables), explained)


def _of_table(old: tuple[Row, ...], new: tuple[Row, ...]) -> TableChange | None:
    if old is new:
        return None
    if len(old) != len(new):
        return TableChange(is_moved=True)
    at: list[int] = []
    columns: set[str] = set()
    for position, (before, after) in enumerate(zip(old, new, strict=True)):
        if before is after:
            continue
        if before.id != after.id:
            return TableChange(is_moved=True)
        at.append(position)
        names = before.cells.keys() | after.cells.keys()
        columns |= {c for c in names if before.cells.get(c) != after.cells.get(c)}
    return TableChange(tuple(at), frozenset(columns)) if at else None
