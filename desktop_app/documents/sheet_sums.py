"""What the simple formulas of a form come to: sums, counts and plain arithmetic.

Where a formula is none of these, nobody here knows its result, and it is left to Excel or WPS.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, DivisionByZero, InvalidOperation

from desktop_app.core.sheet_places import row_and_column

# What stands in a cell: a number, a text, or nothing. Rows and columns count from 0; the sheet is
# "" where the formula names none.
Cell = Decimal | str | None
CellAt = Callable[[str, int, int], Cell]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<range>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)(?![\w(!])"
    r"|(?P<name>[A-Za-z]+)\(|(?P<sign>[-+*/(),]))"
)
_MOST_CELLS = 2_000_000


class Unknown(Exception):
    """The formula is none that is computed here."""


def result(formula: str, row: int, cell: CellAt) -> Decimal:
    """What a formula that stands in `row` comes to; raises `Unknown`."""
    try:
        return _Formula(formula, row, cell).value()
    except (InvalidOperation, DivisionByZero, RecursionError) as reason:
        raise Unknown(formula) from reason


class _Formula:
    """Read from left to right, as it is computed."""

    def __init__(self, formula: str, row: int, cell: CellAt) -> None:
        self._row, self._cell = row, cell
        self._tokens = list(_tokens(formula))
        self._at = 0

    def value(self) -> Decimal:
        found = self._sum()
        if self._peek()[0]:
            raise Unknown(self._peek()[1])
        return found

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _next(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _take(self, sign: str) -> None:
        if self._next() != ("sign", sign):
            raise Unknown(sign)

    def _sum(self) -> Decimal:
        found = self._product()
        while self._peek() in (("sign", "+"), ("sign", "-")):
            _, sign = self._next()
            other = self._product()
            found = found + other if sign == "+" else found - other
        return found

    def _product(self) -> Decimal:
        found = self._factor()
        while self._peek() in (("sign", "*"), ("sign", "/")):
            _, sign = self._next()
            other = self._factor()
            found = found * other if sign == "*" else found / other
        return found

    def _factor(self) -> Decimal:
        kind, text = self._next()
        match kind, text:
            case "sign", "-":
                return -self._factor()
            case "sign", "+":
                return self._factor()
            case "sign", "(":
                found = self._sum()
                self._take(")")
                return found
            case "number", _:
                return Decimal(text)
            case "range", _ if ":" not in text:
                (cell,) = self._cells(text)
                return _number(cell)
            case "name", _:
                return self._function(text.upper())
            case _:
                raise Unknown(text)

    def _function(self, name: str) -> Decimal:
        if name == "ROW":
            self._take(")")
            return Decimal(self._row + 1)
        if name == "ROUND":
            found = self._sum()
            self._take(",")
            places = self._sum()
            self._take(")")
            # Excel rounds half away from zero.
            return found.quantize(Decimal(1).scaleb(-int(places)), "ROUND_HALF_UP")
        if name == "SUBTOTAL":
            which = self._sum()
            self._take(",")
            name = {9: "SUM", 109: "SUM", 3: "COUNTA", 103: "COUNTA"}.get(int(which), "")
        cells = list(self._arguments())
        numbers = [one for one in cells if isinstance(one, Decimal)]
        match name:
            case "SUM":
                return sum(numbers, Decimal(0))
            case "COUNT":
                return Decimal(len(numbers))
            case "COUNTA":
                return Decimal(sum(one is not None for one in cells))
            case "MAX" | "MIN":
                return (max if name == "MAX" else min)(numbers, default=Decimal(0))
            case _:
                raise Unknown(name)

    def _arguments(self) -> Iterator[Cell]:
        while True:
            kind, text = self._peek()
            if kind == "range" and (":" in text or self._is_alone()):
                self._next()
                yield from self._cells(text)
            else:
                yield self._sum()
            token = self._next()
            if token == ("sign", ")"):
                return
            if token != ("sign", ","):
                raise Unknown(token[1])

    def _is_alone(self) -> bool:
        behind = self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else ("", "")
        return behind in (("sign", ","), ("sign", ")"))

    def _cells(self, text: str) -> Iterator[Cell]:
        sheet, _, area = text.rpartition("!")
        if sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        first, _, last = area.partition(":")
        (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise Unknown(text)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield self._cell(sheet, row, column)


def _number(cell: Cell) -> Decimal:
    if isinstance(cell, str):
        raise Unknown(cell)
    return Decimal(0) if cell is None else cell


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = formula.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise Unknown(text[at:])
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()
