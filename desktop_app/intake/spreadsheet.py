"""Workbooks and CSV files as grids of text."""

import csv
import io
from datetime import datetime, time
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from desktop_app.intake.plain import Raw, Sheet

# Excel keeps 15 digits of a number; a longer one has lost its last digits.
_EXACT_DIGITS = 10**15
_LONGEST_FIELD = 1_000_000


def read_workbook(path: Path) -> Raw:
    """All worksheets of an xlsx, xls, xlsb or ods file, from their first row and column."""
    # By content: the extension is often wrong.
    with path.open("rb") as handle, CalamineWorkbook.from_filelike(handle) as book:
        sheets = [
            _sheet(book, about.name, about.visible is not SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ is SheetTypeEnum.WorkSheet
        ]
    return Raw("sheets", sheets)


def read_csv(path: Path) -> Raw:
    """A CSV in UTF-8 or GB18030, with the separator it uses."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    csv.field_size_limit(_LONGEST_FIELD)
    first = text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    return Raw("sheets", [Sheet(path.stem, rows)])


def _sheet(book: CalamineWorkbook, name: str, is_hidden: bool) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[str]] = []
    damaged: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    # Leading blank rows stay, or every row number would be wrong.
    for at, values in enumerate(sheet.to_python(skip_empty_area=False)):
        row: list[str] = []
        for value in values:
            if isinstance(value, str):
                row.append(value)
            elif isinstance(value, float):
                row.append(number_text(value))
                if abs(value) >= _EXACT_DIGITS:
                    damaged.append((at, len(row) - 1))
                elif 1900 < value < 2100 and row[-1].endswith(".1"):
                    doubtful.append((at, len(row) - 1))
            else:
                row.append(_other(value))
        rows.append(row)
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return Sheet(name, rows, merged, is_hidden, "", damaged, doubtful)


def number_text(value: float) -> str:
    """The number as a person would type it: 158, 19.8; never 158.0 or 19.799999."""
    if value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    return f"{value:.12g}"


def _other(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            bare = value.time() == time(0)
            return value.date().isoformat() if bare else value.isoformat(sep=" ")
        case _:
            return str(value)
