"""One worksheet of a workbook that others made: its cells read and written in the XML itself.

A cell keeps its style; everything that is not touched stays as it is.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.core.sheet_places import address, row_and_column
from desktop_app.documents.clean import clean
from desktop_app.documents.pieces import replace_in
from desktop_app.documents.sheet_formulas import copied
from desktop_app.documents.sheet_sums import Cell

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RICH, _TEXT = f"{S}r", f"{S}t"
# Excel counts days from here; the one day that never was (1900-02-29) is before all of ours.
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LONGEST = 32_767
_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")


class SheetXml:
    """The cells of a worksheet. Rows and columns count from 0.

    `strings` are the workbook's shared texts, as elements; `counts_from_1904` how it keeps dates.
    """

    def __init__(
        self, root: etree._Element, strings: list[etree._Element], *, counts_from_1904: bool = False
    ) -> None:
        self.root = root
        self._strings = strings
        self._epoch = _EPOCH_1904 if counts_from_1904 else _EPOCH
        found = root.find(f"{S}sheetData")
        if found is None:
            raise ValueError("no sheetData")
        self.rows_element = found
        self._rows: dict[int, etree._Element] = {}
        self.look_again()

    def look_again(self) -> None:
        """The rows are where their numbers say, also after these were changed."""
        self._rows = {}
        at = -1
        for row in self.rows_element.iterchildren(f"{S}row"):
            at = int(row.get("r", at + 2)) - 1
            # What may be left out is written, so that rows can be told by it.
            row.set("r", str(at + 1))
            column = -1
            for cell in row.iterchildren(f"{S}c"):
                told = cell.get("r")
                column = column + 1 if told is None else row_and_column(told)[1]
                cell.set("r", address(at, column))
            self._rows[at] = row

    @property
    def last_row(self) -> int:
        return max(self._rows, default=-1)

    def row(self, at: int) -> etree._Element | None:
        """The element of a row, None where the sheet has none."""
        return self._rows.get(at)

    def cells(self) -> Iterator[tuple[int, int, etree._Element]]:
        """All cells there are, with their places."""
        for at, row in self._rows.items():
            for cell in row.iterchildren(f"{S}c"):
                yield at, row_and_column(cell.get("r", ""))[1], cell

    def cell(self, row: int, column: int) -> etree._Element | None:
        """The element of a cell, None where the sheet has none."""
        line = self._rows.get(row)
        wanted = address(row, column)
        if line is None:
            return None
        return next((one for one in line.iterchildren(f"{S}c") if one.get("r") == wanted), None)

    def formula(self, row: int, column: int) -> str:
        """The formula of a cell without its sign; "" where it has none."""
        found = self.cell(row, column)
        told = None if found is None else found.find(f"{S}f")
        return "" if told is None else told.text or ""

    def text(self, row: int, column: int) -> str:
        """The text of a cell; that of a number as the file has it."""
        found = self.cell(row, column)
        if found is None:
            return ""
        holder = self._holder(found)
        if holder is not None:
            return "".join(one.text or "" for one in _texts(holder))
        value = found.find(f"{S}v")
        return "" if value is None else value.text or ""

    def value(self, row: int, column: int) -> Cell:
        """What a formula sees of a cell."""
        found = self.cell(row, column)
        if found is None:
            return None
        text = self.text(row, column)
        if not text:
            return None
        if found.get("t", "n") != "n":
            return text
        try:
            return Decimal(text)
        except InvalidOperation:
            return text

    def make_cell(self, row: int, column: int, style: str = "") -> etree._Element:
        """The cell at a place, made in its place and with a style where there is none."""
        found = self.cell(row, column)
        if found is not None:
            return found
        line = self._made_row(row)
        cell = etree.Element(f"{S}c", {"r": address(row, column)})
        if style:
            cell.set("s", style)
        behind = (
            at
            for at, one in enumerate(line)
            if one.tag != f"{S}c" or row_and_column(one.get("r", ""))[1] > column
        )
        line.insert(next(behind, len(line)), cell)
        # The span is a hint that would be wrong now.
        line.attrib.pop("spans", None)
        return cell

    def put_text(self, row: int, column: int, text: str, style: str = "") -> None:
        """A text, whatever it looks like."""
        cell = self._emptied(row, column, style)
        if not text:
            return
        cell.set("t", "inlineStr")
        told = etree.SubElement(etree.SubElement(cell, f"{S}is"), _TEXT)
        # More no cell holds; that it was cut is found when the file is read back.
        _write(told, text[:_LONGEST])

    def put_number(self, row: int, column: int, number: Decimal, style: str = "") -> None:
        cell = self._emptied(row, column, style)
        etree.SubElement(cell, f"{S}v").text = _plain(number)

    def put_day(self, row: int, column: int, day: date, style: str = "") -> None:
        """A day as Excel counts it, for a cell that shows dates."""
        self.put_number(row, column, Decimal((day - self._epoch).days), style)

    def put_result(self, row: int, column: int, number: Decimal | None) -> None:
        """What a formula comes to; None takes an old result away."""
        cell = self.make_cell(row, column)
        for one in cell.findall(f"{S}v"):
            cell.remove(one)
        cell.attrib.pop("t", None)
        if number is not None:
            etree.SubElement(cell, f"{S}v").text = _plain(number)

    def put_between(self, row: int, column: int, start: int, end: int, text: str) -> None:
        """Put a text in the place of some signs of a cell's text; the runs around it keep their
        looks."""
        cell = self.make_cell(row, column)
        holder = self._holder(cell)
        made = etree.Element(f"{S}is")
        for one in () if holder is None else holder:
            # How a text is read aloud would fit it no longer.
            if one.tag in (_RICH, _TEXT):
                made.append(deepcopy(one))
        parts = list(_texts(made))
        if not parts:
            parts = [etree.SubElement(made, _TEXT)]
        replace_in([_Piece(one) for one in parts], start, end, clean(text))
        whole = "".join(one.text or "" for one in parts)
        self._emptied(row, column, "")
        if whole:
            cell.set("t", "inlineStr")
            cell.append(made)

    def _made_row(self, row: int) -> etree._Element:
        line = self._rows.get(row)
        if line is None:
            line = etree.Element(f"{S}row", {"r": str(row + 1)})
            if row > self.last_row:
                self.rows_element.append(line)
            else:
                behind = next(one for at, one in sorted(self._rows.items()) if at > row)
                behind.addprevious(line)
            self._rows[row] = line
        return line

    def _emptied(self, row: int, column: int, style: str) -> etree._Element:
        cell = self.make_cell(row, column, style)
        for one in list(cell):
            if one.tag in (f"{S}f", f"{S}v", f"{S}is"):
                cell.remove(one)
        cell.attrib.pop("t", None)
        return cell

    def _holder(self, cell: etree._Element) -> etree._Element | None:
        """What holds the text of a cell: its own, or the shared one."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return cell.find(f"{S}is")
        if kind != "s":
            return None
        at = int(cell.findtext(f"{S}v") or -1)
        return self._strings[at] if 0 <= at < len(self._strings) else None


class _Piece:
    """A text element of a sheet, as `replace_in` takes it."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element

    def read(self) -> str:
        return self._element.text or ""

    def write(self, text: str) -> None:
        _write(self._element, text, escape=False)


def unshared(sheet: SheetXml) -> None:
    """Every formula written out where it stands: those that share one could not be moved."""
    masters: dict[str, tuple[int, int, str]] = {}
    for row, column, cell in sheet.cells():
        told = cell.find(f"{S}f")
        if told is None or told.get("t") != "shared":
            continue
        number = told.get("si", "")
        if told.text:
            masters[number] = (row, column, told.text)
        if number in masters:
            top, left, formula = masters[number]
            told.text = copied(formula, row - top, column - left)
            for name in ("t", "si", "ref"):
                told.attrib.pop(name, None)


def _texts(holder: etree._Element) -> Iterator[etree._Element]:
    for one in holder:
        if one.tag == _TEXT:
            yield one
        elif one.tag == _RICH:
            yield from one.iterchildren(_TEXT)


def _write(element: etree._Element, text: str, *, escape: bool = True) -> None:
    element.text = _ESCAPE.sub("_x005F_", clean(text)) if escape else text
    if text != text.strip() or "\n" in text:
        element.set(_SPACE, "preserve")


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
