"""What a pasted block does to a table: which line lands in which row, which column in which."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from desktop_app.core.block import Lines
from desktop_app.core.changes import Change
from desktop_app.core.draft import Draft, Row
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Field
from desktop_app.core.row_changes import Writes, new_row, write_and_append
from desktop_app.core.values import Kind, NotUnderstood, Read, show_decimal

Reader = Callable[[Field, str], Read]
_NOISE = re.compile(r"\([^()]*\)|[*:※★\s]|^\d+[.、]|其中")
_FREE = (Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES)
# Ten thousand: a project of more than this many 万元 is more likely told in 元.
_TIMES = Decimal(10_000)
_DOUBTFUL = Decimal(100_000)
_IN_TEN_THOUSANDS = "万元"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block lands: the rows from the current cell down and the columns from it to the
    right, as they are shown, and all columns of the table. Rows are added unless it is fixed."""

    rows: tuple[Row, ...]
    columns: tuple[Field, ...]
    all_columns: tuple[Field, ...]
    may_add: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a person wants it: the first line left out, columns by its names, amounts of these
    columns taken from 元 to 万元."""

    without_first: bool = False
    by_name: bool = False
    from_yuan: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that has no meaning in its column; it is pasted as it is."""

    line: int
    column: Field
    text: str


@dataclass(frozen=True)
class PastePlan:
    """A block on its way into a table. `columns` says where each of its columns lands; None is
    left out."""

    lines: Lines
    target: Target
    wanted: Wanted
    columns: tuple[Field | None, ...]
    read: Reader

    @cached_property
    def landing(self) -> Lines:
        """The lines that have a row to land in, or get one."""
        return self.lines if self.target.may_add else self.lines[: len(self.target.rows)]

    @property
    def cut_lines(self) -> int:
        return len(self.lines) - len(self.landing)

    @cached_property
    def cut_columns(self) -> tuple[int, ...]:
        """The columns of the block (from 0) that hold something and land nowhere."""
        nowhere = [at for at, column in enumerate(self.columns) if column is None]
        return tuple(
            at for at in nowhere if any(at < len(one) and one[at].strip() for one in self.lines)
        )

    @cached_property
    def writes(self) -> Writes:
        """What goes into rows that are there: row id → column id → text."""
        rows = zip(self.target.rows, self.landing, strict=False)
        return {row.id: self._cells(line) for row, line in rows}

    @cached_property
    def added(self) -> tuple[dict[str, str], ...]:
        """The rows that are added at the end; blank lines add none."""
        beyond = (self._cells(line) for line in self.landing[len(self.target.rows) :])
        return tuple(cells for cells in beyond if any(text.strip() for text in cells.values()))

    @cached_property
    def replaced(self) -> int:
        """How many cells hold something else now."""
        return sum(
            1
            for row, cells in zip(self.target.rows, self.writes.values(), strict=False)
            for column, text in cells.items()
            if (old := row.cells.get(column, "")) and old != text
        )

    @cached_property
    def emptied(self) -> int:
        """How many of the replaced cells are blank afterwards."""
        return sum(
            1
            for row, cells in zip(self.target.rows, self.writes.values(), strict=False)
            for column, text in cells.items()
            if not text and row.cells.get(column, "")
        )

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """The cells that are not understood in their column."""
        found: list[Unread] = []
        for at, column in enumerate(self.columns):
            if column is None or column.kind in _FREE:
                continue
            known: dict[str, bool] = {}
            for number, line in enumerate(self.landing, start=1):
                text = line[at] if at < len(line) else ""
                if text not in known:
                    known[text] = isinstance(self.read(column, text), NotUnderstood)
                if known[text]:
                    found.append(Unread(number, column, text))
        return tuple(found)

    @cached_property
    def in_yuan(self) -> tuple[tuple[Field, int], ...]:
        """Columns in 万元 of which amounts look as if they were told in 元, and how many."""
        counted: list[tuple[Field, int]] = []
        for at, column in enumerate(self.columns):
            if column is None or column.kind is not Kind.AMOUNT:
                continue
            if column.unit == _IN_TEN_THOUSANDS:
                texts = {line[at] for line in self.landing if at < len(line)}
                doubtful = {text for text in texts if _is_doubtful(self.read(column, text))}
                many = sum(1 for line in self.landing if at < len(line) and line[at] in doubtful)
                if many:
                    counted.append((column, many))
        return tuple(counted)

    def change(self, draft: Draft, table: str, ids: Sequence[str], label: str) -> Change:
        """The one change that it is; `ids` are those of the added rows."""
        rows = [new_row(row_id, cells) for row_id, cells in zip(ids, self.added, strict=True)]
        return write_and_append(draft, table, self.writes, rows, label)

    def _cells(self, line: Sequence[str]) -> dict[str, str]:
        cells = {
            column.id: text
            for column, text in zip(self.columns, line, strict=False)
            if column is not None
        }
        for column in self.columns if self.wanted.from_yuan else ():
            if column is not None and column.id in self.wanted.from_yuan:
                value = self.read(column, cells.get(column.id, ""))
                if isinstance(value, Decimal) and _is_doubtful(value):
                    cells[column.id] = show_decimal(value / _TIMES)
        return cells


def plan_paste(lines: Lines, target: Target, wanted: Wanted, read: Reader) -> PastePlan:
    """Where a block lands."""
    first = lines[0] if lines else ()
    body = lines[1:] if wanted.without_first else lines
    if wanted.by_name:
        return PastePlan(body, target, wanted, headings(first, target.all_columns), read)
    width = max(map(len, body), default=0)
    reached = target.columns[:width]
    columns = (*reached, *(None for _ in range(width - len(reached))))
    return PastePlan(body, target, wanted, columns, read)


def is_header(lines: Lines, columns: Sequence[Field]) -> bool:
    """Whether the first line of a block names columns of the table."""
    first = [text for text in (lines[0] if lines else ()) if text.strip()]
    named = sum(column is not None for column in headings(first, columns))
    return named >= min(2, len(first)) and 2 * named >= len(first) > 0


def headings(line: Sequence[str], columns: Sequence[Field]) -> tuple[Field | None, ...]:
    """The columns that headings name, each once."""
    exact = {fold(word): one for one in reversed(columns) for word in (one.label, *one.synonyms)}
    bare = {_bare(word): one for one in reversed(columns) for word in (one.label, *one.synonyms)}
    taken: set[str] = set()
    found: list[Field | None] = []
    for text in line:
        column = exact.get(fold(text)) or bare.get(_bare(text)) if text.strip() else None
        if column is not None and column.id in taken:
            column = None
        if column is not None:
            taken.add(column.id)
        found.append(column)
    return tuple(found)


def _bare(text: str) -> str:
    folded = fold(text)
    return _NOISE.sub("", folded) or folded


def _is_doubtful(value: Read) -> bool:
    return isinstance(value, Decimal) and abs(value) >= _DOUBTFUL
