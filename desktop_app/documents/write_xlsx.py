"""The tree as a workbook: one sheet that prints like the form, and sheets of plain lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from desktop_app.documents.clean import clean
from desktop_app.documents.grid_layout import COLUMNS, grid_cuts
from desktop_app.documents.new_workbook import new_workbook
from desktop_app.documents.signature import foot_text
from desktop_app.documents.styles import (
    BODY,
    FACES,
    LANDSCAPE,
    MARK,
    PAGE_NUMBER,
    PICTURE_TITLE,
    PORTRAIT,
    TABLE_CAPTION,
    TABLE_CELL,
    TABLE_HEAD,
    TABLE_UNIT,
    TEXT,
    Page,
    TextStyle,
    heading_style,
)
from desktop_app.documents.table_layout import em_width, ems_per_line, spans
from desktop_app.documents.tree import (
    Block,
    Column,
    Contents,
    Document,
    Figure,
    FormFoot,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    SignatureBlock,
    Spacer,
    Table,
    blocks,
)
from desktop_app.documents.xlsx_text import (
    cell_text,
    free_name,
    number_format,
    number_in,
    sheet_name,
    sheet_widths,
    text_lines,
)

_A4 = 9
_INCH = 25.4
_LONGEST_LIST = 255
_OPTIONS_SHEET = "选项"
_WIDE_TABLE = 8
# A width of one is a digit of the default font, 7 pixels; 5 more are margins.
_CHARACTER, _MARGINS = 5.25, 3.75
_HIGHEST = 400
# The only column of a sheet of plain lines: A4's measure in signs of a 宋体 workbook as well as of
# a Calibri one, so that it is not printed smaller than it is set.
_PLAIN_WIDTH = 64
_JUSTIFY = {"justify": "left"}


def write_xlsx(document: Document, path: Path) -> None:
    """Write the blocks of all sections down one sheet; `document.sheets` follow as they are.

    Text stays text whatever it looks like; only number columns hold numbers. The same document
    gives the same bytes.
    """
    with new_workbook(path, document.title, document.author, document.mark) as book:
        _Book(book, document).write()


@dataclass
class _Book:
    book: xlsxwriter.Workbook
    document: Document
    _formats: dict[tuple[object, ...], Format] = field(default_factory=dict)
    _lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    _numbers: dict[str, tuple[float, Format] | None] = field(default_factory=dict)
    _row: int = 0
    _widths: tuple[float, ...] = ()
    _has_head: bool = False

    def write(self) -> None:
        tables = [block for block in blocks(self.document) if isinstance(block, Table)]
        if any(isinstance(block, Grid) for block in blocks(self.document)):
            tables.append(COLUMNS)
        is_landscape = any(section.landscape for section in self.document.sections)
        self._widths = sheet_widths(tables, is_landscape)
        titles = {sheet_name(title) for title, _ in self.document.sheets}
        sheet = self._sheet(free_name(sheet_name(self._main_name()), titles))
        for index, width in enumerate(self._widths):
            sheet.set_column(index, index, (width - _MARGINS) / _CHARACTER)
        self._page(sheet, is_landscape)
        breaks: list[int] = []
        for block in blocks(self.document):
            if isinstance(block, PageBreak):
                if self._row:
                    breaks.append(self._row)
            else:
                self._block(sheet, block)
        if breaks:
            sheet.set_h_pagebreaks(breaks)
        sheet.print_area(0, 0, max(self._row - 1, 0), len(self._widths) - 1)
        for title, lines in self.document.sheets:
            self._plain_sheet(sheet_name(title), lines)
        self._options()

    def _main_name(self) -> str:
        """The attachment's own mark (附件3) where there is one."""
        for block in blocks(self.document):
            if isinstance(block, Paragraph) and block.style == "attachment":
                return "".join(run.text for run in block.runs)
        return self.document.title

    def _sheet(self, name: str) -> Worksheet:
        sheet: Worksheet = self.book.add_worksheet(name)
        # One sheet holds all sections; a cover is none of its pages.
        sections = self.document.sections
        section = next((one for one in sections if one.numbered), sections[0])
        foot = clean(self.document.foot(section)).replace("&", "&&")
        song = FACES[PAGE_NUMBER.face].office
        sheet.set_footer(
            f'&L&"{song}"&{round(MARK.size)}{foot}&R&"{song}"&{round(PAGE_NUMBER.size)}— &P —'
        )
        if self.document.watermark:
            shown = clean(self.document.watermark).replace("&", "&&")
            sheet.set_header(f'&C&"{FACES["hei"].office}"&36&KC0C0C0{shown}')
        return sheet

    def _page(self, sheet: Worksheet, is_landscape: bool) -> None:
        page: Page = PORTRAIT
        if is_landscape:
            sheet.set_landscape()
            page = LANDSCAPE
        sheet.set_paper(_A4)
        # Excel turns no page number into the margin: the landscape sheet's foot bears it.
        sheet.set_margins(
            page.left_mm / _INCH, page.right_mm / _INCH, page.top_mm / _INCH, page.bottom_mm / _INCH
        )
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()

    def _block(self, sheet: Worksheet, block: Block) -> None:
        match block:
            case Heading(text, level, number, _, run_in, look):
                style = BODY if run_in else heading_style(level, look)
                self._line(sheet, number + text + run_in, style)
            case Paragraph(parts, style):
                self._line(sheet, "".join(run.text for run in parts), TEXT[style])
            case Table():
                self._table(sheet, block)
            case Grid(rows):
                for row in rows:
                    self._grid_row(sheet, row)
            case SignatureBlock(name, date):
                self._line(sheet, name, TABLE_UNIT)
                self._line(sheet, date, TABLE_UNIT)
            case FormFoot(entries):
                self._line(sheet, foot_text(entries, sum(self._widths)), TEXT["note"])
            case Contents(_, title):
                # A workbook has no pages to list: the title alone stands for it.
                self._line(sheet, title, TEXT["title"])
            case Picture(_, title):
                self._line(sheet, title, PICTURE_TITLE)
            case Spacer() | Figure():
                self._row += 1
            case _:
                raise NotImplementedError(f"write_xlsx cannot write {type(block).__name__}")

    def _line(self, sheet: Worksheet, text: str, style: TextStyle) -> None:
        """One text over the sheet's whole width."""
        shown = cell_text(text)
        style_format = self._format(style, wrap=True)
        if len(self._widths) > 1:
            sheet.merge_range(self._row, 0, self._row, len(self._widths) - 1, "", style_format)
        sheet.write_string(self._row, 0, shown, style_format)
        # Excel does not fit the height of merged cells to their text.
        self._height(sheet, text_lines(shown, sum(self._widths), style.size), style)
        self._row += 1

    def _table(self, sheet: Worksheet, table: Table) -> None:
        if table.caption:
            number = f"{table.number} " if table.number else ""
            self._line(sheet, number + table.caption, TABLE_CAPTION)
        if table.unit:
            self._line(sheet, table.unit, TABLE_UNIT)
        top = self._row
        self._head(sheet, table)
        if not self._has_head:
            self._has_head = True
            sheet.repeat_rows(top, self._row - 1)
            sheet.freeze_panes(self._row, 2 if len(table.columns) > _WIDE_TABLE else 0)
        first = self._row
        looks = [self._look(column) for column in table.columns]
        ems = [ems_per_line(width, TABLE_CELL.size) for width in self._widths]
        for row in table.rows:
            for index, (column, text) in enumerate(zip(table.columns, row, strict=True)):
                self._cell(sheet, index, column, text, looks[index])
            # Neither LibreOffice nor every Excel fits the height of wrapped text by itself.
            self._height(sheet, self._lines(row, ems), TABLE_CELL)
            self._row += 1
        if table.rows:
            self._validate(sheet, table, first, self._row - 1)
        if table.total:
            self._total(sheet, table, first)

    def _grid_row(self, sheet: Worksheet, row: Sequence[tuple[str, str]]) -> None:
        """One or two pairs of label and value, over as many columns as their shares take."""
        cuts = grid_cuts(self._widths)
        edges = cuts if len(row) > 1 else (*cuts[:2], cuts[-1])
        lines = 1
        for n, text in enumerate(text for pair in row for text in pair):
            is_label = n % 2 == 0
            first, last = edges[n], edges[n + 1] - 1
            style = TABLE_HEAD if is_label else TABLE_CELL
            look = self._format(
                style, align="center" if is_label else "left", wrap=True, border=True
            )
            if last > first:
                sheet.merge_range(self._row, first, self._row, last, "", look)
            sheet.write_string(self._row, first, cell_text(text), look)
            lines = max(lines, text_lines(text, sum(self._widths[first : last + 1]), style.size))
        self._height(sheet, lines, TABLE_CELL)
        self._row += 1

    def _head(self, sheet: Worksheet, table: Table) -> None:
        head = self._format(TABLE_HEAD, wrap=True, border=True)
        grouped = spans(table)
        has_groups = any(group for _, _, group in grouped)
        top = self._row
        for first, last, group in grouped:
            if group and last > first:
                sheet.merge_range(top, first, top, last, cell_text(group), head)
            elif group:
                sheet.write_string(top, first, cell_text(group), head)
            for index in range(first, last + 1):
                title = cell_text(table.columns[index].title)
                if has_groups and not group:
                    sheet.merge_range(top, index, top + 1, index, title, head)
                else:
                    sheet.write_string(top + has_groups, index, title, head)
        for below in range(1 + has_groups):
            titles = [
                (column.title, width)
                for column, width in zip(table.columns, self._widths, strict=False)
                if below or not has_groups
            ]
            lines = max(
                (text_lines(text, width, TABLE_HEAD.size) for text, width in titles), default=1
            )
            self._height(sheet, lines, TABLE_HEAD)
            self._row += 1

    def _lines(self, row: Sequence[str], ems: Sequence[int]) -> int:
        """The lines of a row's highest cell; `ems` are what a line of each column holds."""
        lines = 1
        for text, width, per_line in zip(row, self._widths, ems, strict=False):
            if "\n" in text:
                lines = max(lines, text_lines(text, width, TABLE_CELL.size))
            # No text is wider than all its signs at full width: most need not be measured.
            elif len(text) > lines * per_line:
                lines = max(lines, ceil(em_width(text) / per_line))
        return lines

    def _height(self, sheet: Worksheet, lines: int, style: TextStyle) -> None:
        sheet.set_row(self._row, min(lines * style.line + 4, _HIGHEST))

    def _look(self, column: Column) -> Format:
        return self._cell_format("center" if column.kind == "center" else "left")

    def _cell(self, sheet: Worksheet, index: int, column: Column, text: str, look: Format) -> None:
        """`look` is how the column shows text; numbers have a format by their decimals."""
        number = self._number(text) if column.kind == "number" else None
        if number is not None:
            sheet.write_number(self._row, index, *number)
        elif text:
            sheet.write_string(self._row, index, cell_text(text), look)
        else:
            sheet.write_blank(self._row, index, None, look)

    def _number(self, text: str) -> tuple[float, Format] | None:
        """The number a text is and how it is shown; the same amounts come again and again."""
        if text not in self._numbers:
            number = number_in(text)
            if number is None:
                self._numbers[text] = None
            else:
                shown = self._cell_format("right", number_format(number))
                self._numbers[text] = float(number), shown
        return self._numbers[text]

    def _total(self, sheet: Worksheet, table: Table, first: int) -> None:
        for index, (column, text) in enumerate(zip(table.columns, table.total, strict=True)):
            number = number_in(text)
            if column.total and number is not None and self._row > first:
                letter = xl_col_to_name(index)
                sheet.write_formula(
                    self._row,
                    index,
                    f"=SUM({letter}{first + 1}:{letter}{self._row})",
                    self._cell_format("right", number_format(number)),
                    float(number),  # pyright: ignore[reportArgumentType]  (annotated as int)
                )
            else:
                self._cell(sheet, index, column, text, self._look(column))
        self._row += 1

    def _validate(self, sheet: Worksheet, table: Table, first: int, last: int) -> None:
        for index, column in enumerate(table.columns):
            if not column.options:
                continue
            options = tuple(clean(option) for option in column.options)
            source: list[str] | str = list(options)
            if len(",".join(options)) > _LONGEST_LIST or any("," in one for one in options):
                source = self._lists.setdefault(options, self._reference(options))
            sheet.data_validation(
                first,
                index,
                last,
                index,
                {
                    "validate": "list",
                    "source": source,
                    "error_type": "warning",
                    "error_title": "不在可选项中",
                    "error_message": "请从下拉列表中选择。",
                },
            )

    def _reference(self, options: tuple[str, ...]) -> str:
        letter = xl_col_to_name(len(self._lists))
        return f"={_OPTIONS_SHEET}!${letter}$1:${letter}${len(options)}"

    def _options(self) -> None:
        """Lists too long for a cell's own drop-down stand on a sheet that is not shown."""
        if not self._lists:
            return
        sheet: Worksheet = self.book.add_worksheet(_OPTIONS_SHEET)
        for index, options in enumerate(self._lists):
            for row, option in enumerate(options):
                sheet.write_string(row, index, cell_text(option))
        sheet.hide()

    def _plain_sheet(self, name: str, lines: tuple[str, ...]) -> None:
        sheet = self._sheet(name)
        self._page(sheet, is_landscape=False)
        sheet.set_column(0, 0, _PLAIN_WIDTH)
        sheet.write_string(0, 0, name, self._format(TABLE_CAPTION, wrap=True))
        body = self._format(TABLE_CELL, wrap=True)
        width = _PLAIN_WIDTH * _CHARACTER + _MARGINS
        for row, line in enumerate(lines, start=1):
            text = cell_text(line)
            sheet.write_string(row, 0, text, body)
            high = text_lines(text, width, TABLE_CELL.size) * TABLE_CELL.line + 4
            sheet.set_row(row, min(high, _HIGHEST))

    def _cell_format(self, align: str, number: str = "") -> Format:
        return self._format(TABLE_CELL, align=align, wrap=True, border=True, number=number)

    def _format(
        self,
        style: TextStyle,
        *,
        align: str = "",
        wrap: bool = False,
        border: bool = False,
        number: str = "",
    ) -> Format:
        align = align or _JUSTIFY.get(style.align, style.align)
        key = (style.face, style.size, align, wrap, border, number)
        made = self._formats.get(key)
        if made is None:
            options: dict[str, object] = {
                "font_name": FACES[style.face].office,
                "font_size": style.size,
                "align": align,
                "valign": "vcenter",
                "text_wrap": wrap,
                "border": 1 if border else 0,
            }
            # @ keeps a code a code when someone edits the cell.
            options["num_format"] = number or ("@" if border else "General")
            made = self._formats[key] = self.book.add_format(options)
        return made
