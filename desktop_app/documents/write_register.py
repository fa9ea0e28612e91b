"""A register: a workbook whose sheets are one long table each, to be filtered and filled in."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desktop_app.documents.clean import clean
from desktop_app.documents.new_workbook import new_workbook
from desktop_app.documents.styles import (
    FACES,
    MARK,
    PAGE_NUMBER,
    TABLE_CELL,
    TABLE_HEAD,
    TEXT,
    TextStyle,
)
from desktop_app.documents.xlsx_text import cell_text, sheet_name, text_lines

_A4 = 9
_INCH = 25.4
# What a width of one measures in points, and what Excel adds to a column's width (write_xlsx).
_CHARACTER, _MARGINS = 5.25, 3.75
# Left, right, top, bottom: a list for the desk, not a form that is sealed.
_MARGINS_MM = (10.0, 10.0, 12.0, 15.0)
# Excel makes no row higher than 409 points.
_HIGHEST = 400
_TITLE = TextStyle("hei", 14, line=22, align="left")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its heading, its width in full-width signs, and how its cells stand.

    A number column holds counts; everything else is text, whatever it looks like.
    """

    title: str
    width: float
    kind: Literal["text", "center", "number"] = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table under its title and lines of notes; every row has a cell for each heading."""

    title: str
    notes: tuple[str, ...]
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A workbook of such sheets; `mark` is the revision mark at the foot of its pages."""

    title: str
    sheets: tuple[Sheet, ...]
    mark: str = ""
    author: str = ""


def write_register(register: Register, path: Path) -> None:
    """Write the workbook: text stays text, the same register gives the same bytes.

    Every sheet filters by its header row, keeps it in sight and prints it on each page.
    """
    # No text becomes a formula, a number or a link, however it begins.
    plain = {
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with new_workbook(path, register.title, register.author, register.mark, plain) as book:
        made = _Book(book, register.mark)
        for sheet in register.sheets:
            made.write(sheet)


@dataclass
class _Book:
    book: xlsxwriter.Workbook
    mark: str
    _formats: dict[tuple[object, ...], Format] = field(default_factory=dict)

    def write(self, sheet: Sheet) -> None:
        page: Worksheet = self.book.add_worksheet(sheet_name(sheet.title))
        self._set_up(page)
        widths = [_points(heading) for heading in sheet.headings]
        for index, width in enumerate(widths):
            page.set_column(index, index, (width - _MARGINS) / _CHARACTER)
        top = self._head_lines(page, sheet, sum(widths))
        last = len(sheet.headings) - 1
        self._row(page, top, sheet, tuple(one.title for one in sheet.headings), widths)
        for at, row in enumerate(sheet.rows, start=top + 1):
            self._row(page, at, sheet, row, widths, is_head=False)
        bottom = top + len(sheet.rows)
        page.autofilter(top, 0, max(bottom, top + 1), last)
        page.freeze_panes(top + 1, 0)
        page.repeat_rows(top)
        page.print_area(0, 0, bottom, last)

    def _set_up(self, page: Worksheet) -> None:
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(*(one / _INCH for one in _MARGINS_MM))
        page.fit_to_pages(1, 0)
        foot = clean(self.mark).replace("&", "&&")
        song = FACES[PAGE_NUMBER.face].office
        page.set_footer(
            f'&L&"{song}"&{round(MARK.size)}{foot}&R&"{song}"&{round(MARK.size)}第 &P 页，共 &N 页'
        )

    def _head_lines(self, page: Worksheet, sheet: Sheet, width: float) -> int:
        """Title and notes over the whole width; returns the row below them."""
        last = len(sheet.headings) - 1
        lines = [(sheet.title, _TITLE), *((note, TEXT["note"]) for note in sheet.notes)]
        for row, (line, style) in enumerate(lines):
            text = cell_text(line)
            look = self._format(style, "left", border=False)
            if last:
                page.merge_range(row, 0, row, last, "", look)
            page.write_string(row, 0, text, look)
            page.set_row(row, _height(text_lines(text, width, style.size), style))
        return len(lines)

    def _row(
        self,
        page: Worksheet,
        at: int,
        sheet: Sheet,
        texts: tuple[str, ...],
        widths: list[float],
        is_head: bool = True,
    ) -> None:
        style = TABLE_HEAD if is_head else TABLE_CELL
        lines = 1
        for index, (heading, text) in enumerate(zip(sheet.headings, texts, strict=True)):
            kind = "center" if is_head or heading.kind == "number" else heading.kind
            look = self._format(style, "center" if kind == "center" else "left", border=True)
            if heading.kind == "number" and not is_head and text.isdecimal():
                page.write_number(at, index, int(text), self._number())
            elif text:
                page.write_string(at, index, cell_text(text), look)
                # The arrow of the filter takes room in the header.
                room = widths[index] - (2 * style.size if is_head else 0)
                lines = max(lines, text_lines(text, max(room, 2 * style.size), style.size))
            else:
                page.write_blank(at, index, None, look)
        page.set_row(at, _height(lines, style))

    def _number(self) -> Format:
        return self._format(TABLE_CELL, "center", border=True, number="0")

    def _format(self, style: TextStyle, align: str, *, border: bool, number: str = "") -> Format:
        key = (style.face, style.size, align, border, number)
        made = self._formats.get(key)
        if made is None:
            made = self._formats[key] = self.book.add_format(
                {
                    "font_name": FACES[style.face].office,
                    "font_size": style.size,
                    "align": align,
                    "valign": "vcenter",
                    "text_wrap": True,
                    "border": 1 if border else 0,
                    # @ keeps a code a code when someone edits the cell.
                    "num_format": number or ("@" if border else "General"),
                }
            )
        return made


def _points(heading: Heading) -> float:
    return heading.width * TABLE_CELL.size + 2 * _MARGINS


def _height(lines: int, style: TextStyle) -> float:
    return min(lines * style.line + 4, _HIGHEST)
