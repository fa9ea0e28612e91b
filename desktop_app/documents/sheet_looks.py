"""How the cells of somebody's workbook show what is in them, and what may be chosen in them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.core.sheet_places import row_and_column
from desktop_app.documents.sheet_xml import S, SheetXml

# ECMA-376 18.8.30: formats that need not be written down, and those of the Chinese editions.
_PERCENT = {9: "0%", 10: "0.00%"}
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PLAIN = {0: "", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00"}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DAY = re.compile(r"[ymdYMD]")
_DECIMALS = re.compile(r"\.([0#?]+)")


class Looks:
    """The number formats of a workbook, by the style of a cell."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._codes: list[str] = []
        if styles is None:
            return
        own = {
            int(one.get("numFmtId", "0")): one.get("formatCode", "")
            for one in styles.iter(f"{S}numFmt")
        }
        for one in styles.iterfind(f"{S}cellXfs/{S}xf"):
            number = int(one.get("numFmtId", "0"))
            builtin = "yyyy-m-d" if number in _DATES else {**_PERCENT, **_PLAIN}.get(number, "")
            self._codes.append(own.get(number, builtin))

    def _code(self, style: str | None) -> str:
        at = int(style or 0)
        code = self._codes[at] if at < len(self._codes) else ""
        return _QUOTED.sub("", code.split(";")[0])

    def is_percent(self, style: str | None) -> bool:
        """Whether 0.5 is shown as 50%."""
        return "%" in self._code(style)

    def is_day(self, style: str | None) -> bool:
        """Whether a number is shown as a day."""
        code = self._code(style)
        return bool(_DAY.search(code)) and "d" in code.lower()

    def hides(self, style: str | None, number: Decimal) -> bool:
        """Whether fewer decimals are shown than the number has."""
        code = self._code(style)
        if not code or "0" not in code or self.is_percent(style):
            return False
        found = _DECIMALS.search(code)
        places = len(found[1]) if found else 0
        exponent = number.normalize().as_tuple().exponent
        return isinstance(exponent, int) and -exponent > places


class Choices:
    """The texts that may be chosen in cells, where a list is written into the rule itself or
    stands in the same sheet."""

    def __init__(self, sheet: SheetXml) -> None:
        self._rules = list(_rules(sheet))

    def of(self, row: int, column: int) -> tuple[str, ...]:
        """What may be chosen in a cell; empty where anything may be typed, or nobody can tell."""
        for areas, options in self._rules:
            if any(
                top <= row <= bottom and left <= column <= right
                for top, left, bottom, right in areas
            ):
                return options
        return ()


_Area = tuple[int, int, int, int]


def _rules(sheet: SheetXml) -> Iterator[tuple[list[_Area], tuple[str, ...]]]:
    for rule in sheet.root.iterfind(f"{S}dataValidations/{S}dataValidation"):
        if rule.get("type") != "list":
            continue
        options = _options(sheet, rule.findtext(f"{S}formula1") or "")
        areas = [_area(one) for one in rule.get("sqref", "").split()]
        if options:
            yield areas, options


def _options(sheet: SheetXml, formula: str) -> tuple[str, ...]:
    if formula.startswith('"') and formula.endswith('"'):
        return tuple(one.strip() for one in formula[1:-1].replace('""', '"').split(","))
    try:
        top, left, bottom, right = _area(formula)
    except ValueError:
        # Of another sheet, or computed.
        return ()
    cells = (sheet.text(row, at) for row in range(top, bottom + 1) for at in range(left, right + 1))
    return tuple(text for text in cells if text)


def _area(text: str) -> _Area:
    first, _, last = text.partition(":")
    return (*row_and_column(first), *row_and_column(last or first))
