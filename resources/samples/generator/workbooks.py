"""A county's sheet as a file: two libraries for .xlsx, one for the old .xls."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from xlsxwriter.utility import xl_col_to_name

from generator.city import Project
from generator.fixed import FIXED, normalised
from generator.grid import Grid, Layout, laid_out

_WIDTHS = {
    "number": 6, "name": 36, "enterprise": 28, "credit_code": 22, "county": 10, "industry": 16,
    "size": 8, "above_scale": 8, "quality": 16, "level_before": 9, "level_after": 9, "stage": 22,
    "content": 34, "start": 13, "finish": 13, "provider": 24, "platform": 11, "contact": 9,
    "phone": 15, "opinion": 11, "turnover": 13,
}  # fmt: skip
_NARROW = 11
_A3 = 8
_LEFT = ("name", "enterprise", "content", "stage", "provider")


def write_openpyxl(layout: Layout, rows: Sequence[Project], path: Path) -> None:
    """The sheet by openpyxl, as WPS and Excel files mostly look."""
    grid = laid_out(layout, rows)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = layout.sheet
    side = Side(style="thin")
    thin = Border(left=side, right=side, top=side, bottom=side) if layout.tidy else None
    for n, row in enumerate(grid.cells):
        role = _role(grid, n)
        for m, value in enumerate(row):
            cell = sheet.cell(n + 1, m + 1, value)
            cell.font = Font(
                name="宋体", size=18 if n == 0 and role == "title" else 11,
                bold=role in ("head", "section", "sum") or (n == 0 and role == "title"),
            )  # fmt: skip
            cell.alignment = Alignment(
                horizontal=_side(layout, role, n, m), vertical="center",
                wrap_text=role in ("head", "row"),
            )  # fmt: skip
            if role in ("head", "section", "sum", "row", "blank") and thin:
                cell.border = thin
            if isinstance(value, datetime.datetime):
                cell.number_format = "yyyy-mm-dd"
        sheet.row_dimensions[n + 1].height = _height(layout, role, n)
    for r1, c1, r2, c2 in grid.merged:
        sheet.merge_cells(start_row=r1 + 1, start_column=c1 + 1, end_row=r2 + 1, end_column=c2 + 1)
    for n, (key, _) in enumerate(layout.columns):
        sheet.column_dimensions[get_column_letter(n + 1)].width = _WIDTHS.get(key, _NARROW)
    if layout.tidy:
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
    for title, lines in layout.extra_sheets:
        extra = book.create_sheet(title)
        for n, line in enumerate(lines, start=1):
            extra.cell(n, 1, line)
    book.properties.creator = "县工信局"
    book.save(path)
    normalised(path)


def write_xlsxwriter(layout: Layout, rows: Sequence[Project], path: Path) -> None:
    """The sheet by XlsxWriter; sums may be formulas with their values."""
    grid = laid_out(layout, rows)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "县工信局", "created": FIXED})
    sheet = book.add_worksheet(layout.sheet)
    looks: dict[tuple[Any, ...], Any] = {}

    def look(role: str, n: int, m: int, is_date: bool = False) -> Any:
        key = (role, n == 0, _side(layout, role, n, m), is_date)
        if key not in looks:
            big = role == "title" and n == 0
            looks[key] = book.add_format({
                "font_name": "宋体", "font_size": 18 if big else 11,
                "bold": big or role in ("head", "section", "sum"),
                "border": int(layout.tidy and role not in ("title", "foot")),
                "text_wrap": role in ("head", "row"), "valign": "vcenter", "align": key[2],
                **({"num_format": "yyyy/m/d"} if is_date else {}),
            })  # fmt: skip
        return looks[key]

    merged = {(r1, c1): (r2, c2) for r1, c1, r2, c2 in grid.merged}
    covered = _covered(grid)
    for n, row in enumerate(grid.cells):
        role = _role(grid, n)
        sheet.set_row(n, _height(layout, role, n))
        for m, value in enumerate(row):
            if (n, m) in merged:
                r2, c2 = merged[n, m]
                sheet.merge_range(n, m, r2, c2, value, look(role, n, m))
            elif (n, m) in covered:
                continue
            elif value is None:
                if role in ("row", "sum", "blank"):
                    sheet.write_blank(n, m, None, look(role, n, m))
            elif isinstance(value, datetime.datetime):
                sheet.write_datetime(n, m, value, look(role, n, m, is_date=True))
            elif isinstance(value, str):
                sheet.write_string(n, m, value, look(role, n, m))
            elif layout.formulas and role == "sum":
                name, lines = xl_col_to_name(m), grid.sums[n]
                formula = f"=SUM({name}{lines[0] + 1}:{name}{lines[-1] + 1})"
                sheet.write_formula(n, m, formula, look(role, n, m), value)
            else:
                sheet.write_number(n, m, value, look(role, n, m))
    for n, (key, _) in enumerate(layout.columns):
        sheet.set_column(n, n, _WIDTHS.get(key, _NARROW))
    if layout.tidy:
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
    for title, lines in layout.extra_sheets:
        extra = book.add_worksheet(title)
        extra.set_column(0, 0, 80)
        for n, line in enumerate(lines):
            extra.write_string(n, 0, line)
    book.close()
    normalised(path)


def write_xls(layout: Layout, rows: Sequence[Project], path: Path) -> None:
    """The sheet as Excel 97 wrote it."""
    grid = laid_out(layout, rows)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(layout.sheet, cell_overwrite_ok=True)
    looks: dict[tuple[Any, ...], Any] = {}

    def look(role: str, n: int, m: int, is_date: bool) -> Any:
        key = (role, n == 0, _side(layout, role, n, m), is_date)
        if key not in looks:
            big = role == "title" and n == 0
            lined = layout.tidy and role not in ("title", "foot")
            looks[key] = xlwt.easyxf(
                f"font: name 宋体, height {360 if big else 220},"
                f" bold {'on' if big or role in ('head', 'sum') else 'off'};"
                f"align: vert centre, horiz {key[2]},"
                f" wrap {'on' if role in ('head', 'row') else 'off'};"
                + ("borders: left thin, right thin, top thin, bottom thin;" if lined else ""),
                num_format_str="YYYY-MM-DD" if is_date else "General",
            )
        return looks[key]

    merged = {(r1, c1): (r2, c2) for r1, c1, r2, c2 in grid.merged}
    covered = _covered(grid)
    for n, row in enumerate(grid.cells):
        role = _role(grid, n)
        sheet.row(n).height_mismatch = True
        sheet.row(n).height = int(_height(layout, role, n) * 20)
        for m, value in enumerate(row):
            style = look(role, n, m, isinstance(value, datetime.datetime))
            if (n, m) in merged:
                r2, c2 = merged[n, m]
                sheet.write_merge(n, r2, m, c2, value or "", style)
            elif (n, m) not in covered and (value is not None or role in ("row", "sum")):
                sheet.write(n, m, value, style)
    for n, (key, _) in enumerate(layout.columns):
        sheet.col(n).width = _WIDTHS.get(key, _NARROW) * 256
    if layout.tidy:
        sheet.portrait, sheet.paper_size_code = False, _A3
        sheet.fit_num_pages, sheet.fit_width_to_pages, sheet.fit_height_to_pages = 1, 1, 0
    for title, lines in layout.extra_sheets:
        extra = book.add_sheet(title)
        for n, line in enumerate(lines):
            extra.write(n, 0, line)
    book.save(str(path))


def _role(grid: Grid, n: int) -> str:
    first, last = grid.header
    if n < first:
        return "title"
    if n <= last:
        return "head"
    if n >= grid.table_end:
        return "foot"
    if n in grid.sections:
        return "section"
    if n in grid.sums:
        return "sum"
    return "row" if any(value is not None for value in grid.cells[n]) else "blank"


def _side(layout: Layout, role: str, n: int, m: int) -> str:
    if role in ("title", "section", "foot"):
        return "center" if role == "title" and n == 0 else "left"
    key = layout.columns[m][0]
    if role == "row" and key in _LEFT:
        return "left"
    return "center" if role == "head" or key not in layout.amounts else "right"


def _height(layout: Layout, role: str, n: int) -> float:
    if role == "row":
        return 32.0
    if role == "title" and n == 0:
        return 30.0
    return 32.0 if role == "head" else 18.0


def _covered(grid: Grid) -> set[tuple[int, int]]:
    return {
        (row, column)
        for r1, c1, r2, c2 in grid.merged
        for row in range(r1, r2 + 1)
        for column in range(c1, c2 + 1)
    }
