"""Which rows of a table are looked at, and in what order: filters and a sort.

A view only: the rows of the draft, their order and their numbers stay.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from desktop_app.core.draft import Row
from desktop_app.core.pack_forms import Field
from desktop_app.core.values import Month, NotUnderstood, Read

Reader = Callable[[Field, str], Read]
BLANK = ""


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What a column must hold: a text in it, and one of `values` (outer blanks do not count; None
    means any; "" stands for blank cells)."""

    text: str = ""
    values: frozenset[str] | None = None

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and self.values is None


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column."""

    column: str
    descending: bool = False


def _no_filters() -> Mapping[str, ColumnFilter]:
    return {}


@dataclass(frozen=True, slots=True)
class View:
    """What is wanted of a table: words in any column, filters by column, a sort."""

    words: str = ""
    filters: Mapping[str, ColumnFilter] = field(default_factory=_no_filters)
    sort: Sort | None = None

    @property
    def is_filtered(self) -> bool:
        return bool(self.words.strip()) or any(not one.is_empty for one in self.filters.values())

    @property
    def is_plain(self) -> bool:
        """Whether all rows are shown as they are printed."""
        return not self.is_filtered and self.sort is None

    def places(self, rows: Sequence[Row], columns: Sequence[Field], read: Reader) -> list[int]:
        """The places of the rows to show, in the order to show them."""
        words = [one.casefold() for one in _folded(self.words).split()]
        kept = [(column, one) for column, one in self.filters.items() if not one.is_empty]
        shown = list(range(len(rows)))
        for column, one in kept:
            shown = [at for at in shown if _passes(one, rows[at].cells.get(column, ""))]
        if words:
            ids = [column.id for column in columns]
            shown = [at for at in shown if _holds(rows[at], ids, words)]
        sorted_by = next((c for c in columns if self.sort and c.id == self.sort.column), None)
        if self.sort is None or sorted_by is None:
            return shown
        keys = {at: _key(read(sorted_by, rows[at].cells.get(sorted_by.id, ""))) for at in shown}
        filled = [at for at in shown if keys[at][0] != _NOTHING]
        # Rows without a value stay at the end either way; equal ones stay as they are printed.
        filled.sort(key=keys.__getitem__, reverse=self.sort.descending)
        return filled + [at for at in shown if keys[at][0] == _NOTHING]


def values_of(rows: Sequence[Row], column: str) -> list[tuple[str, int]]:
    """The different texts of a column with how often each stands there; blank ones as ""."""
    counted = Counter(row.cells.get(column, "").strip() for row in rows)
    return sorted(counted.items(), key=lambda one: (one[0] == BLANK, -one[1], one[0]))


_NOTHING = 9
Key = tuple[int, Decimal, str]


def _key(value: Read) -> Key:
    """Numbers before dates before texts; what has no value comes last."""
    none = Decimal(0)
    match value:
        case None:
            return _NOTHING, none, ""
        case bool():
            return 0, Decimal(not value), ""
        case int() | Decimal():
            return 0, Decimal(value), ""
        case date() | Month():
            return 1, none, value.isoformat() if isinstance(value, date) else value.iso()
        case NotUnderstood(typed=typed):
            return 3, none, _folded(typed)
        case tuple():
            return 2, none, _spoken("、".join(value))
        case str():
            return 2, none, _spoken(value)


def _passes(wanted: ColumnFilter, text: str) -> bool:
    if wanted.values is not None and text.strip() not in wanted.values:
        return False
    needle = _folded(wanted.text).casefold().strip()
    return not needle or needle in _folded(text).casefold()


def _holds(row: Row, columns: Sequence[str], words: Sequence[str]) -> bool:
    told = "\n".join(_folded(row.cells.get(column, "")) for column in columns).casefold()
    return all(word in told for word in words)


def _spoken(text: str) -> str:
    """Texts in the order of the office's character set, whose first level goes by pinyin."""
    return _folded(text).encode("gb18030", "replace").decode("latin-1")


@lru_cache(maxsize=131072)
def _folded(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)
