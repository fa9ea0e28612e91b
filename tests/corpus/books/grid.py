"""A workbook as plain data, before any producer writes it."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Formula:
    """A formula, and its result where the program that made the file had calculated it."""

    text: str
    result: float | str | None = None


@dataclass(frozen=True)
class Fault:
    """An error value such as #N/A."""

    word: str


@dataclass(frozen=True)
class Rich:
    """A text in several fonts."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A number that its format shows as another, as 0.25 is shown as 25%."""

    number: float
    code: str


@dataclass(frozen=True)
class Quoted:
    """A text that begins with the apostrophe of a person who wants digits to stay."""

    text: str


Value = str | int | float | Decimal | bool | date | Formula | Fault | Rich | Shown | Quoted
Merge = tuple[int, int, int, int]


@dataclass
class Page:
    """One sheet; rows and columns are counted from 0."""

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merged: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    struck_rows: list[int] = field(default_factory=list)
    state: str = "visible"
    filtered: Merge | None = None
    frozen: int = 0
    is_styled: bool = False

    def turned(self) -> "Page":
        """The same with rows for columns."""
        return replace(
            self,
            cells={(column, row): value for (row, column), value in self.cells.items()},
            merged=[(left, top, right, bottom) for top, left, bottom, right in self.merged],
        )

    @property
    def last_row(self) -> int:
        """The last row with something in it, -1 when there is none."""
        return max((row for row, _ in self.cells), default=-1)


@dataclass
class Book:
    """A workbook, and how its days are counted."""

    pages: list[Page]
    is_1904: bool = False


def letters(column: int) -> str:
    """Excel's name of a column counted from 0."""
    out = ""
    while column >= 0:
        out = chr(ord("A") + column % 26) + out
        column = column // 26 - 1
    return out


def number_of(column: str) -> int:
    """The number of a column, A being 1; 0 for none."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
