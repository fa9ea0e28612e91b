"""Programs that write a workbook to a file, each in its own way."""

import csv
import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Font, PatternFill, Side

from tests.corpus.books.grid import (
    Book,
    Fault,
    Formula,
    Page,
    Quoted,
    Rich,
    Shown,
    Value,
    letters,
)  # fmt: skip

_DAY = "yyyy-mm-dd"
# xlwt takes the numbers of the file format only ([MS-XLS] 2.5.10, BErr).
_XLS_FAULTS = {"#N/A": 0x2A, "#REF!": 0x17, "#DIV/0!": 0x07, "#VALUE!": 0x0F}
_XLS_STATES = {"visible": 0, "hidden": 1, "veryHidden": 2}


@dataclass(frozen=True)
class Producer:
    """How a file is made; `lacks` are the words of what its format or program cannot hold."""

    name: str
    suffix: str
    write: Callable[[Book, Path], None]
    lacks: frozenset[str] = frozenset()


def with_openpyxl(book: Book, path: Path) -> None:
    """As openpyxl writes: formulas without results."""
    out = openpyxl.Workbook()
    out.remove(out.active)
    if book.is_1904:
        out.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for page in book.pages:
        sheet = out.create_sheet(page.name)
        sheet.sheet_state = page.state
        for (row, column), value in page.cells.items():
            _openpyxl_cell(sheet.cell(row + 1, column + 1), value)
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[letters(column)].hidden = True
        for row, column in page.cells:
            if row in page.struck_rows:
                sheet.cell(row + 1, column + 1).font = Font(strike=True)
        if page.filtered is not None:
            top, left, bottom, right = page.filtered
            sheet.auto_filter.ref = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
        if page.frozen:
            sheet.freeze_panes = f"B{page.frozen + 1}"
        if page.is_styled:
            _styled(sheet)
    out.save(path)


def _openpyxl_cell(cell: object, value: Value) -> None:
    match value:
        case Formula():
            cell.value = value.text
        case Fault():
            cell.value, cell.data_type = value.word, "e"
        case Rich():
            bold = InlineFont(b=True)
            first, *rest = value.parts
            cell.value = CellRichText(first, *(TextBlock(bold, part) for part in rest))
        case Shown():
            cell.value, cell.number_format = value.number, value.code
        case Quoted():
            cell.value, cell.data_type, cell.quotePrefix = value.text, "s", True
        case str():
            cell.value, cell.data_type = value, "s"
        case Decimal():
            cell.value = float(value)
        case _:
            cell.value = value


def _styled(sheet: object) -> None:
    line = Side(style="thin")
    for row in sheet.iter_rows():
        for cell in row:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            if cell.row % 2:
                cell.fill = PatternFill("solid", fgColor="FFFFEE99")


def with_xlsxwriter(book: Book, path: Path) -> None:
    """As XlsxWriter writes: formulas with the result it was told, else with 0."""
    with xlsxwriter.Workbook(str(path), {"date_1904": book.is_1904}) as out:
        for page in book.pages:
            _xlsxwriter_page(out, page)
        shown = next(n for n, page in enumerate(book.pages) if page.state == "visible")
        out.worksheets()[shown].activate()


def _xlsxwriter_page(out: xlsxwriter.Workbook, page: Page) -> None:
    sheet = out.add_worksheet(page.name)
    if page.state == "hidden":
        sheet.hide()
    elif page.state == "veryHidden":
        sheet.very_hidden()
    border = {"border": 1, "bg_color": "#FFEE99"} if page.is_styled else {}
    heads = {(top, left): (top, left, bottom, right) for top, left, bottom, right in page.merged}
    for (row, column), value in page.cells.items():
        strike = {"font_strikeout": 1} if row in page.struck_rows else {}
        form = {**border, **strike}
        if (row, column) in heads:
            sheet.merge_range(*heads[row, column], "", out.add_format(form))
        _xlsxwriter_cell(out, sheet, row, column, value, form)
    for row in page.hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    for column in page.hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    if page.filtered is not None:
        sheet.autofilter(*page.filtered)
    if page.frozen:
        sheet.freeze_panes(page.frozen, 1)


def _xlsxwriter_cell(
    out: xlsxwriter.Workbook, sheet: object, row: int, column: int, value: Value, form: dict
) -> None:
    style = out.add_format(form) if form else None
    match value:
        case bool():
            sheet.write_boolean(row, column, value, style)
        case Formula(text=text, result=None):
            sheet.write_formula(row, column, text, style)
        case Formula(text=text, result=result):
            sheet.write_formula(row, column, text, style, result)
        case Fault(word=word):
            sheet.write_formula(row, column, f"={word}", style, word)
        case Rich(parts=parts):
            bold = out.add_format({"bold": True})
            runs = [one for n, part in enumerate(parts) for one in ((bold, part), (part,))[n == 0]]
            sheet.write_rich_string(row, column, *runs, *((style,) if style else ()))
        case Shown(number=number, code=code):
            sheet.write_number(row, column, number, out.add_format({**form, "num_format": code}))
        case Quoted(text=text):
            quoted = out.add_format({**form, "quote_prefix": True})
            sheet.write_string(row, column, text, quoted)
        case datetime.date():
            day = out.add_format({**form, "num_format": _DAY})
            sheet.write_datetime(row, column, value, day)
        case str():
            sheet.write_string(row, column, value, style)
        case _:
            sheet.write_number(row, column, float(value), style)


def with_xlwt(book: Book, path: Path) -> None:
    """As xlwt writes: a workbook of Excel 97, formulas without results."""
    out = xlwt.Workbook(encoding="utf-8")
    out.dates_1904 = book.is_1904
    for page in book.pages:
        sheet = out.add_sheet(page.name, cell_overwrite_ok=True)
        sheet.visibility = _XLS_STATES[page.state]
        styles: dict[tuple[bool, str], xlwt.XFStyle] = {}
        for (row, column), value in page.cells.items():
            code = _DAY if type(value) is datetime.date else getattr(value, "code", "General")
            key = (row in page.struck_rows, code)
            if key not in styles:
                edge = "borders: left thin, right thin;" if page.is_styled else ""
                strike = f"font: struck_out {'on' if key[0] else 'off'};"
                styles[key] = xlwt.easyxf(strike + edge, num_format_str=code)
            _xlwt_cell(sheet, row, column, value, styles[key])
        for top, left, bottom, right in page.merged:
            sheet.merge(top, bottom, left, right)
        for row in page.hidden_rows:
            sheet.row(row).hidden = True
        for column in page.hidden_columns:
            sheet.col(column).hidden = True
        if page.frozen:
            sheet.set_panes_frozen(True)
            sheet.set_horz_split_pos(page.frozen)
    out.save(str(path))


def _xlwt_cell(
    sheet: xlwt.Worksheet, row: int, column: int, value: Value, style: xlwt.XFStyle
) -> None:
    match value:
        case Formula(text=text):
            sheet.write(row, column, xlwt.Formula(text.removeprefix("=")), style)
        case Fault(word=word):
            sheet.row(row).set_cell_error(column, _XLS_FAULTS[word], style)
        case Rich(parts=parts):
            bold = xlwt.easyfont("bold on")
            first, *rest = parts
            sheet.write_rich_text(row, column, (first, *((part, bold) for part in rest)), style)
        case Shown(number=number):
            sheet.write(row, column, number, style)
        case Quoted(text=text):
            sheet.write(row, column, text, style)
        case _:
            sheet.write(row, column, value, style)


def with_csv(encoding: str, separator: str) -> Callable[[Book, Path], None]:
    """As Excel and WPS save the sheet in front as text: what is seen, without its looks."""

    def write(book: Book, path: Path) -> None:
        page = book.pages[0]
        width = max((column for _, column in page.cells), default=0) + 1
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
        for row in range(page.last_row + 1):
            writer.writerow([_seen(page.cells.get((row, n), "")) for n in range(width)])
        path.write_bytes(text.getvalue().encode(encoding))

    return write


def _seen(value: Value) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case Formula(result=result):
            return "" if result is None else f"{result:g}" if type(result) is float else str(result)
        case Fault(word=word):
            return word
        case Rich(parts=parts):
            return "".join(parts)
        case Quoted(text=text):
            return text
        case Shown(number=number):
            return f"{number:.0%}"
        case datetime.date():
            return f"{value.year}/{value.month}/{value.day}"
        case int() | float() if abs(value) >= 1e12:
            # As Excel shows a long number, digits gone.
            return f"{value:.5E}"
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)


_PLAIN = frozenset({"looks", "types", "sheets"})
OPENPYXL = Producer("openpyxl", ".xlsx", with_openpyxl, frozenset({"results", "control"}))
XLSXWRITER = Producer("XlsxWriter", ".xlsx", with_xlsxwriter)
XLWT = Producer("xlwt", ".xls", with_xlwt, frozenset({"results", "filter"}))
CSVS = tuple(
    Producer(f"csv {encoding} {name}", ".csv", with_csv(encoding, separator), _PLAIN)
    for encoding in ("utf-8", "utf-8-sig", "gb18030")
    for separator, name in ((",", "comma"), ("\t", "tab"), (";", "semicolon"))
)
PRODUCERS = (OPENPYXL, XLSXWRITER, XLWT, *CSVS)
