"""A collection workbook: what one county fills in, locked but for the cells that are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from desktop_app.core.collection import GUIDE, MARK_SHEET, OPTIONS, SHEET
from desktop_app.core.pack_forms import Field
from desktop_app.core.shown import says_unit
from desktop_app.core.values import Kind
from desktop_app.documents.new_workbook import new_workbook
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.styles import FACES
from desktop_app.documents.xlsx_text import cell_text, number_format, number_in, text_lines

SERIAL, ROW_ID = "序号", "编号(勿改)"
# Empty lines below the projects that are there.
_ROOM = 200
_HEADER_ROWS = 4
_A4 = 9
_CODE_LENGTH = 18
_HEAD_GROUND = "#E8ECF2"
_LONGEST_PROMPT = 255
_WIDEST = 30
# Excel has no higher rows.
_HIGHEST = 409
# The size of type, and the points that a line of it takes.
_TYPE, _TYPE_LINE = 11, 15
# Points that a sign of a column's width takes: seven pixels.
_SIGN = 5.25
_PLAIN = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_NUMBERS = (Kind.AMOUNT, Kind.INTEGER, Kind.PERCENT)


@dataclass(frozen=True, slots=True)
class Asked:
    """One column: the field, the texts it may take, and whether others may be typed as well."""

    field: Field
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """A workbook for one county; `rows` are its projects so far (row id, cells by field id), whose
    ids stand in `id_column` (from 0), unseen; `said` is what the sheet says that nobody sees,
    `notes` are the lines of the guide."""

    title: str
    lead: str
    unit: str
    columns: tuple[Asked, ...]
    rows: tuple[tuple[str, Mapping[str, str]], ...]
    id_column: int
    said: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def write_collection(one: Collection, path: Path) -> None:
    """Write the workbook: headings locked, drop-down lists, hints at each cell, a guide, and a
    sheet that nobody sees. The same collection gives the same bytes."""
    with new_workbook(path, one.title, "", "", _PLAIN) as book:
        _Book(book, one).write()


class _Book:
    def __init__(self, book: xlsxwriter.Workbook, one: Collection) -> None:
        self._book, self._one = book, one
        self._lists: dict[tuple[str, ...], str] = {}
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def write(self) -> None:
        sheet: Worksheet = self._book.add_worksheet(SHEET)
        guide: Worksheet = self._book.add_worksheet(GUIDE)
        options: Worksheet = self._book.add_worksheet(OPTIONS)
        hidden: Worksheet = self._book.add_worksheet(MARK_SHEET)
        self._fill(sheet)
        self._explain(guide)
        for at, texts in enumerate(self._lists):
            options.write_column(0, at, [cell_text(text) for text in texts])
        options.hide()
        for at, line in enumerate(self._one.said):
            for column, text in enumerate(line):
                hidden.write_string(at, column, cell_text(text))
        hidden.very_hidden()
        for page in (sheet, guide, options, hidden):
            # Against slips, not against anybody: there is no password.
            page.protect("", {"format_columns": True, "format_rows": True})

    def _fill(self, sheet: Worksheet) -> None:
        one = self._one
        last = one.id_column
        sheet.merge_range(
            0,
            0,
            0,
            last - 1,
            cell_text(one.title),
            # To the left: the sheet is wider than a screen.
            self._look(font_size=16, bold=True, align="left", border=0),
        )
        sheet.merge_range(
            1,
            0,
            1,
            last - 1,
            cell_text(one.lead),
            self._look(text_wrap=True, align="left", border=0),
        )
        sheet.merge_range(2, 0, 2, last - 1, one.unit, self._look(align="right", border=0))
        sheet.set_row(0, 28)
        sheet.set_row(1, 48)
        sheet.set_row(3, 40)
        head = self._look(bold=True, text_wrap=True, bg_color=_HEAD_GROUND)
        sheet.write_string(3, 0, SERIAL, head)
        sheet.set_column(0, 0, 6)
        for at, asked in enumerate(one.columns, start=1):
            sheet.write_string(3, at, cell_text(_heading(asked.field)), head)
            sheet.set_column(at, at, _width(asked))
        sheet.write_string(3, last, ROW_ID, head)
        sheet.set_column(last, last, 10, None, {"hidden": True})
        end = _HEADER_ROWS + len(one.rows) + _ROOM - 1
        for at, asked in enumerate(one.columns, start=1):
            self._advise(sheet, at, end, asked)
        for line in range(_HEADER_ROWS, end + 1):
            self._line(sheet, line)
            sheet.set_row(line, self._height(line - _HEADER_ROWS))
        sheet.freeze_panes(_HEADER_ROWS, min(2, last))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(2, 0)
        sheet.repeat_rows(3)
        sheet.repeat_columns(0, 1)
        sheet.print_area(0, 0, max(_HEADER_ROWS + len(one.rows), _HEADER_ROWS + 1), last - 1)

    def _line(self, sheet: Worksheet, line: int) -> None:
        at = line - _HEADER_ROWS
        row_id, cells = self._one.rows[at] if at < len(self._one.rows) else ("", {})
        sheet.write_number(line, 0, at + 1, self._look())
        for column, asked in enumerate(self._one.columns, start=1):
            text = cells.get(asked.field.id, "")
            number = number_in(text) if asked.field.kind in _NUMBERS else None
            if number is not None:
                look = self._look(locked=False, num_format=number_format(number))
                sheet.write_number(line, column, float(number), look)
                continue
            # As text: a code of eighteen digits would lose its last ones as a number.
            form = "General" if asked.field.kind in _NUMBERS else "@"
            look = self._look(locked=False, text_wrap=True, align="left", num_format=form)
            if text:
                sheet.write_string(line, column, cell_text(text), look)
            else:
                sheet.write_blank(line, column, None, look)
        locked = self._look()
        if row_id:
            sheet.write_string(line, self._one.id_column, row_id, locked)

    def _height(self, at: int) -> float:
        """Points for the longest text of a line; an empty one has room for two lines of type."""
        if at >= len(self._one.rows):
            return 2 * _TYPE_LINE
        cells = self._one.rows[at][1]
        lines = [
            text_lines(cells.get(asked.field.id, ""), _width(asked) * _SIGN, _TYPE)
            for asked in self._one.columns
        ]
        return min(_HIGHEST, max(2, *lines) * _TYPE_LINE)

    def _advise(self, sheet: Worksheet, column: int, end: int, asked: Asked) -> None:
        field = asked.field
        told = _told(field)
        rule: dict[str, object] = {"validate": "any"}
        if asked.options:
            rule = {
                "validate": "list",
                "source": self._reference(asked.options),
                "error_title": "不在可选项中",
                "error_message": "请从下拉列表中选择。",
                # Lists may be longer where the county knows better; a choice has no others.
                "error_type": "stop" if field.kind is Kind.CHOICE else "warning",
            }
        elif field.kind in _NUMBERS:
            told_unit = f"；单位是{field.unit}" if field.unit else ""
            rule = {
                "validate": "decimal",
                "criteria": ">=",
                "value": 0,
                "error_title": "应为数字",
                "error_message": f"请只填数字，不写单位{told_unit}。",
                "error_type": "warning",
            }
        elif field.kind is Kind.CREDIT_CODE:
            rule = {
                "validate": "length",
                "criteria": "==",
                "value": _CODE_LENGTH,
                "error_title": "应为18位",
                "error_message": "统一社会信用代码是18位，请对照营业执照。",
                "error_type": "warning",
            }
        if told:
            rule |= {"input_title": field.label[:32], "input_message": told[:_LONGEST_PROMPT]}
        if len(rule) > 1:
            sheet.data_validation(_HEADER_ROWS, column, end, column, rule)

    def _reference(self, options: tuple[str, ...]) -> str:
        if options not in self._lists:
            letter = xl_col_to_name(len(self._lists))
            self._lists[options] = f"={OPTIONS}!${letter}$1:${letter}${len(options)}"
        return self._lists[options]

    def _explain(self, sheet: Worksheet) -> None:
        head = self._look(bold=True, bg_color=_HEAD_GROUND)
        body = self._look(text_wrap=True, align="left")
        for at, (title, width) in enumerate((("填报项", 20), ("必填", 6), ("怎样填", 60))):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title, head)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        row = 1
        for asked in self._one.columns:
            field = asked.field
            how = _told(field, "从下拉列表中选择" if asked.options else "")
            for at, text in enumerate((field.label, "是" if field.required else "", how)):
                sheet.write_string(row, at, cell_text(text), body)
            row += 1
        for note in self._one.notes:
            sheet.merge_range(row + 1, 0, row + 1, 2, cell_text(note), body)
            sheet.set_row(row + 1, 32)
            row += 1

    def _look(self, **wishes: object) -> Format:
        """A format: centred, with a frame and locked unless it is wished otherwise."""
        key = tuple(sorted(wishes.items()))
        if key not in self._formats:
            usual = {
                "font_name": FACES["song"].office, "font_size": _TYPE, "align": "center",
                "valign": "vcenter", "border": 1,
            }  # fmt: skip
            self._formats[key] = self._book.add_format({**usual, **wishes})
        return self._formats[key]


def _width(asked: Asked) -> float:
    """The width of a column, in signs of half a square."""
    return min(_WIDEST, max(8, 1.5 * asked.field.width))


def _heading(field: Field) -> str:
    unit = f"({field.unit})" if field.unit and not says_unit(field.label, field.unit) else ""
    return f"{field.label}{unit}"


def _told(field: Field, more: str = "") -> str:
    """How a field is filled in."""
    example = f"例如：{field.example}" if field.example else ""
    return "；".join(part for part in (full_width(field.hint), example, more) if part)
