"""What the formulas of a workbook come to, sheet by sheet, where they are simple ones."""

from collections.abc import Callable
from decimal import Decimal

from desktop_app.core.sheet_places import address
from desktop_app.documents.sheet_sums import Cell, Unknown, result
from desktop_app.documents.sheet_xml import S, SheetXml


class Results:
    """Each formula is computed once. `sheet` gives the sheet of a name, None for no sheet."""

    def __init__(self, sheet: Callable[[str], SheetXml | None]) -> None:
        self._sheet = sheet
        self._known: dict[tuple[str, int, int], Decimal | None] = {}

    def value(self, name: str, row: int, column: int) -> Cell:
        """What a formula sees of a cell; raises `Unknown`."""
        sheet = self._sheet(name)
        if sheet is None:
            raise Unknown(name)
        found = sheet.cell(row, column)
        if found is None or found.find(f"{S}f") is None:
            return sheet.value(row, column)
        key = (name.casefold(), row, column)
        if key not in self._known:
            # A circle of formulas comes to nothing.
            self._known[key] = None
            self._known[key] = result(
                sheet.formula(row, column),
                row,
                lambda other, at, index: self.value(other or name, at, index),
            )
        number = self._known[key]
        if number is None:
            raise Unknown(address(row, column))
        return number

    def update(self, name: str, speaks: Callable[[str], bool] = lambda _: True) -> list[str]:
        """Write what the formulas of a sheet come to; the places of those nobody here knows.

        `speaks` says which formulas to look at.
        """
        sheet = self._sheet(name)
        unknown: list[str] = []
        for row, column, cell in [] if sheet is None else list(sheet.cells()):
            if sheet is None or cell.find(f"{S}f") is None:
                continue
            if not speaks(sheet.formula(row, column)):
                continue
            try:
                number = self.value(name, row, column)
            except Unknown:
                unknown.append(address(row, column))
                continue
            if isinstance(number, Decimal) and sheet.value(row, column) != number:
                sheet.put_result(row, column, number)
        return unknown
