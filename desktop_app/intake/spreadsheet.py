"""Workbooks and CSV files as grids of text."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO, cast

from msgspec.structs import replace
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.sheet_marks import marked
from desktop_app.intake.unreadable import MOST_CELLS, TooVast
from desktop_app.intake.year_tenths import is_year_tenth, year_tenths

if TYPE_CHECKING:
    from pathlib import Path

# Excel keeps 15 digits of a number; a longer one has lost its last digits.
_EXACT_DIGITS = 10**15
_LONGEST_FIELD = 1_000_000
_SHORT_NUMBER = 13
# Sums of many amounts are off by a few units of the fourteenth digit; people type no thirteen.
_NOISE = 1e-13
_SEPARATORS = ",\t;"


def read_workbook(content: BinaryIO) -> Raw:
    """All worksheets of an xlsx, xls, xlsb or ods file, from their first row and column."""
    import zipfile

    raw = read_cells(content)
    if not zipfile.is_zipfile(content):
        from desktop_app.intake.xls_scan import scan_xls

        content.seek(0)
        return marked(raw, scan_xls(content.read()))
    from desktop_app.intake.printed_mark import printed_mark

    with zipfile.ZipFile(content) as packed:
        raw = replace(raw, mark=printed_mark(packed))
        if "content.xml" in packed.namelist():
            from desktop_app.intake.ods_scan import scan_ods

            return marked(raw, scan_ods(packed))
        if "xl/workbook.bin" in packed.namelist():
            from desktop_app.intake.xlsb_scan import scan_xlsb

            return marked(raw, scan_xlsb(packed))
    return raw


def read_cells(content: BinaryIO) -> Raw:
    """The worksheets with their cells and merges alone; what else there is, others look for."""
    # By content: the extension is often wrong.
    with CalamineWorkbook.from_filelike(content) as book:
        sheets = [
            _sheet(book, about.name, about.visible is not SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ is SheetTypeEnum.WorkSheet
        ]
    return Raw("sheets", sheets)


def read_csv(path: "Path", content: bytes | None = None) -> Raw:
    """A CSV in UTF-8 or GB18030, with the separator it uses; `content` when it was read already.

    Raises `UnicodeDecodeError` for other encodings.
    """
    import csv
    import io

    raw = path.read_bytes() if content is None else content
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    csv.field_size_limit(_LONGEST_FIELD)
    head = text[:_LONGEST_FIELD]
    separator = max(_SEPARATORS, key=head.count)
    sheet = _of_lines(path, text) if path.suffix.lower() == ".txt" else None
    if sheet is None:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        sheet = Sheet(path.stem, [list(row) for row in read])
    # A CSV does not say whether 2024.1 was typed or is what a table made of the number 2024.10.
    return Raw("sheets", [replace(sheet, doubtful=year_tenths(sheet.rows))])


def _of_lines(path: "Path", text: str) -> Sheet | None:
    """A chat that was kept as a file; None where the cells are parted as in a CSV."""
    from desktop_app.intake.pasted_table import sheet_of

    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    sheet = sheet_of(plain, path.stem)
    is_chat = sheet.first_number == 0 or not any(sign in plain for sign in _SEPARATORS)
    return sheet if is_chat else None


def number_text(value: float) -> str:
    """The number as a person would type it: 158, 19.8; never 158.0 or 19.799999999999997."""
    exact = repr(value)
    if exact.endswith(".0"):
        return exact[:-2] if value else "0"
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    if len(exact) > _SHORT_NUMBER:
        # Fifteen digits are what Excel shows at most.
        exact, short = f"{value:.15g}", f"{value:.12g}"
        if abs(float(short) - value) < abs(value) * _NOISE:
            exact = short
    return f"{Decimal(exact):f}" if "e" in exact else exact


def _sheet(book: CalamineWorkbook, name: str, is_hidden: bool) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise TooVast(name)
    damaged: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    # Leading blank rows stay, or every row number would be wrong.
    rows = sheet.to_python(skip_empty_area=False)
    # Amounts of which there is nothing to tell, as they are written: many come again.
    known: dict[object, str] = {}
    for at, row in enumerate(rows):
        # Most cells are texts already: only the others are looked at one by one.
        for column in [n for n, value in enumerate(row) if type(value) is not str]:
            value = row[column]
            if type(value) is float and value in known:
                row[column] = known[value]
                continue
            text = number_text(value) if type(value) is float else _other(value)
            if type(value) in (float, int):
                if abs(value) >= _EXACT_DIGITS:  # type: ignore[operator]
                    damaged.append((at, column))
                elif text.endswith(".1") and is_year_tenth(text):
                    doubtful.append((at, column))
                elif type(value) is float:
                    known[value] = text
            row[column] = text
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return Sheet(name, cast("list[list[str]]", rows), merged, is_hidden, "", damaged, doubtful)


def _other(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            bare = value.time() == time(0)
            return value.date().isoformat() if bare else value.isoformat(" ", "seconds")
        case date():
            return value.isoformat()
        case _:
            return str(value)
