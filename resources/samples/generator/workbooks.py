"""Nine county workbooks, each in its own disorder."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Alignment, Border, Font, Side

from generator.city import Project
from generator.fixed import normalised

FIXED = datetime.datetime(2024, 11, 1, 9, 0, 0)


@dataclass(frozen=True)
class Layout:
    """How one county fills in its table.

    `columns` are (project attribute, heading); headings holding "|" stand in two rows. `money`,
    `month` and `yes` say how values are written; `titles` are the lines above the header.
    """

    file: str
    columns: tuple[tuple[str, str], ...]
    titles: tuple[str, ...] = ()
    money: Callable[[str], Any] = float
    month: Callable[[tuple[int, int]], Any] = lambda m: f"{m[0]}年{m[1]}月"
    yes: tuple[str, str] = ("是", "否")
    phone: Callable[[str], Any] = str
    sections: bool = False
    subtotals: bool = False
    total: bool = True
    merged_county: bool = False
    blank_rows: bool = False
    foot: tuple[str, ...] = ()
    extra_sheets: tuple[tuple[str, tuple[str, ...]], ...] = ()


def number(text: str) -> Any:
    """A number where it is one, the text as typed otherwise."""
    try:
        return float(text)
    except ValueError:
        return text


def serial(month: tuple[int, int]) -> int:
    """Excel's count of days for the first of a month."""
    return (datetime.date(*month, 1) - datetime.date(1899, 12, 30)).days


def grid(layout: Layout, rows: list[Project]) -> tuple[list[list[Any]], list[tuple[int, ...]]]:
    """The sheet's cells and its merged ranges (first row, first column, last row, last column)."""
    width = len(layout.columns)
    cells: list[list[Any]] = [[title] + [None] * (width - 1) for title in layout.titles]
    merged: list[tuple[int, ...]] = [
        (n, 0, n, width - 1) for n, title in enumerate(layout.titles) if title
    ]
    _header(layout, cells, merged)
    ordered = sorted(rows, key=lambda one: one.industry) if layout.sections else rows
    first_data, section = len(cells), ""
    since: list[Project] = []
    for number_, one in enumerate(ordered, start=1):
        if layout.sections and one.industry != section:
            if section and layout.subtotals:
                cells.append(_sum_row(layout, "小计", since))
                since = []
            section = one.industry
            numeral = "一二三四五"[
                sum(isinstance(r[0], str) and "、" in r[0] for r in cells[first_data:])
            ]
            cells.append([f"{numeral}、{section}"] + [None] * (width - 1))
            merged.append((len(cells) - 1, 0, len(cells) - 1, width - 1))
        cells.append([_cell(layout, one, key, number_) for key, _ in layout.columns])
        since.append(one)
        if layout.blank_rows and number_ % 5 == 0:
            cells.append([None] * width)
    if layout.sections and layout.subtotals:
        cells.append(_sum_row(layout, "小计", since))
    if layout.merged_county:
        column = next(n for n, (key, _) in enumerate(layout.columns) if key == "county")
        last = len(cells) - 1
        merged.append((first_data, column, last, column))
        for row in cells[first_data + 1 :]:
            row[column] = None
    if layout.total:
        cells.append(_sum_row(layout, "合计", ordered))
    if layout.foot:
        cells.append([None] * width)
        for n, text in enumerate(layout.foot):
            cells.append([text] + [None] * (width - 1))
            if n == 0:
                merged.append((len(cells) - 1, 0, len(cells) - 1, min(3, width - 1)))
    return cells, merged


def _header(layout: Layout, cells: list[list[Any]], merged: list[tuple[int, ...]]) -> None:
    at = len(cells)
    if not any("|" in heading for _, heading in layout.columns):
        cells.append([heading for _, heading in layout.columns])
        return
    upper: list[Any] = []
    lower: list[Any] = []
    for n, (_, heading) in enumerate(layout.columns):
        parent, _, child = heading.partition("|")
        previous = layout.columns[n - 1][1].partition("|")[0] if n else ""
        upper.append(None if child and parent == previous else parent)
        lower.append(child or None)
        if not child:
            merged.append((at, n, at + 1, n))
    groups = [heading.partition("|")[0] for _, heading in layout.columns]
    n = 0
    while n < len(groups):
        end = n
        while end + 1 < len(groups) and groups[end + 1] == groups[n]:
            end += 1
        if end > n:
            merged.append((at, n, at, end))
        n = end + 1
    cells += [upper, lower]


def _cell(layout: Layout, one: Project, key: str, at: int) -> Any:
    if key == "number":
        return at
    if key == "note":
        return "同意推荐" if at == 1 else None
    value = getattr(one, key)
    if key in ("investment", "software", "hardware", "service", "award"):
        if value and not value.replace(".", "").isdigit():
            return value
        return layout.money(value) if value else None
    if key in ("start", "finish"):
        return layout.month(value)
    if key in ("above_scale", "platform"):
        return layout.yes[0] if value else layout.yes[1]
    if key == "phone":
        return layout.phone(value)
    return value


def _sum_row(layout: Layout, word: str, rows: list[Project]) -> list[Any]:
    out: list[Any] = []
    for n, (key, _) in enumerate(layout.columns):
        if n == (1 if layout.columns[0][0] == "number" else 0):
            out.append(word)
        elif key in ("investment", "software", "hardware", "service", "award"):
            known = [getattr(one, key) for one in rows]
            total = sum(float(text) for text in known if text.replace(".", "").isdigit())
            out.append(layout.money(f"{total:.1f}"))
        else:
            out.append(None)
    return out


def write_openpyxl(layout: Layout, rows: list[Project], path: Path) -> None:
    cells, merged = grid(layout, rows)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    thin = Border(*(Side(style="thin"),) * 4)
    for n, row in enumerate(cells, start=1):
        for m, value in enumerate(row, start=1):
            cell = sheet.cell(n, m, value)
            if isinstance(value, datetime.datetime):
                cell.number_format = "yyyy-mm-dd"
            if n > len(layout.titles):
                cell.border = thin
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    for first_row, first_column, last_row, last_column in merged:
        sheet.merge_cells(
            start_row=first_row + 1, start_column=first_column + 1,
            end_row=last_row + 1, end_column=last_column + 1,
        )  # fmt: skip
    if layout.titles:
        sheet["A1"].font = Font(size=16, bold=True)
        sheet["A1"].alignment = Alignment(horizontal="center")
    for n, (key, _) in enumerate(layout.columns):
        letter = openpyxl.utils.get_column_letter(n + 1)
        sheet.column_dimensions[letter].width = 36 if key == "name" else 14
    for title, lines in layout.extra_sheets:
        extra = book.create_sheet(title)
        for n, line in enumerate(lines, start=1):
            extra.cell(n, 1, line)
    book.properties.creator = "县工信局"
    book.save(path)
    normalised(path)


def write_xlsxwriter(layout: Layout, rows: list[Project], path: Path) -> None:
    cells, merged = grid(layout, rows)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "县工信局", "created": FIXED})
    sheet = book.add_worksheet("项目表")
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    date = book.add_format({"border": 1, "num_format": "yyyy/m/d"})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    covered = {
        (row, column)
        for r1, c1, r2, c2 in merged
        for row in range(r1, r2 + 1)
        for column in range(c1, c2 + 1)
    }
    for r1, c1, r2, c2 in merged:
        look = title if r1 < len(layout.titles) else plain
        sheet.merge_range(r1, c1, r2, c2, cells[r1][c1] or "", look)
    for n, row in enumerate(cells):
        for m, value in enumerate(row):
            if value is None or (n, m) in covered:
                continue
            if isinstance(value, datetime.datetime):
                sheet.write_datetime(n, m, value, date)
            elif isinstance(value, str):
                sheet.write_string(n, m, value, plain)
            else:
                sheet.write_number(n, m, value, plain)
    for n, (key, _) in enumerate(layout.columns):
        sheet.set_column(n, n, 36 if key == "name" else 13)
    for name, lines in layout.extra_sheets:
        extra = book.add_worksheet(name)
        for n, line in enumerate(lines):
            extra.write_string(n, 0, line)
    book.close()
    normalised(path)


def write_xls(layout: Layout, rows: list[Project], path: Path) -> None:
    cells, merged = grid(layout, rows)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    date = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    starts = {(r1, c1): (r2, c2) for r1, c1, r2, c2 in merged}
    covered = {
        (row, column)
        for r1, c1, r2, c2 in merged
        for row in range(r1, r2 + 1)
        for column in range(c1, c2 + 1)
    }
    for n, row in enumerate(cells):
        for m, value in enumerate(row):
            if (n, m) in starts:
                r2, c2 = starts[n, m]
                sheet.write_merge(n, r2, m, c2, value or "")
            elif value is not None and (n, m) not in covered:
                if isinstance(value, datetime.datetime):
                    sheet.write(n, m, value, date)
                else:
                    sheet.write(n, m, value)
    for title, lines in layout.extra_sheets:
        extra = book.add_sheet(title)
        for n, line in enumerate(lines):
            extra.write(n, 0, line)
    book.save(str(path))


def full_width(text: str) -> str:
    """Digits as an input method in full-width mode leaves them."""
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789." else c for c in text)


def in_yuan(text: str) -> Any:
    return round(float(text) * 10_000)


def with_separators(text: str) -> str:
    return f"{float(text):,.1f}"


def with_unit(text: str) -> str:
    return f"{text}万元"
