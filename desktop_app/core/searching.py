"""Finding a text in the cells of a table, and what replacing it would make of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.core.draft import Row


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: a text, in the whole cell or part of it, in one column or all."""

    text: str
    whole: bool = False
    case: bool = False
    column: str = ""

    def hits(self, cell: str) -> bool:
        return bool(self.text) and self._pattern().search(cell) is not None

    def replaced(self, cell: str, by: str) -> str:
        """The cell with every occurrence replaced by a text, taken as it is."""
        return self._pattern().sub(lambda _: by, cell) if self.text else cell

    def found(
        self, rows: Sequence[Row], columns: Sequence[str], places: Sequence[int]
    ) -> list[tuple[int, str]]:
        """The cells that hold it: the place of the row in `rows` and the column, row by row."""
        wanted = [one for one in columns if not self.column or one == self.column]
        return [
            (at, column)
            for at in places
            for column in wanted
            if self.hits(rows[at].cells.get(column, ""))
        ]

    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self.text, whole=self.whole, case=self.case)


@dataclass(frozen=True, slots=True)
class Replacement:
    """One cell that a replacement would change."""

    row: str
    number: int
    column: str
    old: str
    new: str


def replacements(
    search: Search, by: str, rows: Sequence[Row], columns: Sequence[str], places: Sequence[int]
) -> Iterator[Replacement]:
    """What replacing all would change; cells that stay as they are do not count."""
    for at, column in search.found(rows, columns, places):
        old = rows[at].cells.get(column, "")
        new = search.replaced(old, by)
        if new != old:
            yield Replacement(rows[at].id, at + 1, column, old, new)


def as_writes(wanted: Sequence[Replacement]) -> Mapping[str, Mapping[str, str]]:
    """The replacements as cells to write: row id → column id → text."""
    writes: dict[str, dict[str, str]] = {}
    for one in wanted:
        writes.setdefault(one.row, {})[one.column] = one.new
    return writes


@lru_cache(maxsize=16)
def _pattern(text: str, *, whole: bool, case: bool) -> re.Pattern[str]:
    literal = re.escape(text)
    flags = re.NOFLAG if case else re.IGNORECASE
    return re.compile(rf"\A(?:{literal})\Z" if whole else literal, flags)
