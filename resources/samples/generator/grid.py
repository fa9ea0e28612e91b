"""The cells of a county's sheet, before any file format: titles, header, rows, sums, foot."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.city import Project

MONEY = ("investment", "software", "hardware", "service", "award")
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Layout:
    """How one county fills in its table.

    `columns` are (project attribute, heading); headings holding "|" stand in two rows. `money`,
    `month`, `yes` and `phone` say how values are written; `titles` are the lines above the header.
    `amounts`, `months` and `flags` are the attributes that are such.
    `sum_at` is the column in which 小计 and 合计 stand. `tidy` is a table with lines and print
    set-up, as against one typed in a hurry.
    """

    file: str
    columns: tuple[tuple[str, str], ...]
    titles: tuple[str, ...] = ()
    money: Callable[[str], Any] = float
    month: Callable[[tuple[int, int]], Any] = lambda m: f"{m[0]}年{m[1]}月"
    yes: tuple[str, str] = ("是", "否")
    phone: Callable[[str], Any] = str
    sections: bool = False
    total: bool = True
    sum_at: int = 1
    formulas: bool = False
    merged_county: bool = False
    blank_rows: bool = False
    foot: tuple[str, ...] = ()
    extra_sheets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sheet: str = "Sheet1"
    tidy: bool = True
    amounts: tuple[str, ...] = MONEY
    months: tuple[str, ...] = ("start", "finish")
    flags: tuple[str, ...] = ("above_scale", "platform")


@dataclass
class Grid:
    """Cells by row, merged ranges (first row, first column, last row, last column), and which rows
    are what. `sums` maps a row to the rows it adds up."""

    cells: list[list[Any]] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    header: tuple[int, int] = (0, 0)
    table_end: int = 0
    sections: list[int] = field(default_factory=list)
    sums: dict[int, list[int]] = field(default_factory=dict)


def laid_out(layout: Layout, rows: Sequence[Project]) -> Grid:
    """The whole sheet."""
    grid = Grid()
    width = len(layout.columns)
    for at, title in enumerate(layout.titles):
        _line(grid, width, title)
        if title:
            grid.merged.append((at, 0, at, width - 1))
    _header(layout, grid)
    first = len(grid.cells)
    if layout.sections:
        _in_sections(layout, grid, rows)
    else:
        _in_order(layout, grid, rows)
    if layout.merged_county:
        column = _column(layout, "county")
        grid.merged.append((first, column, len(grid.cells) - 1, column))
        for row in grid.cells[first + 1 :]:
            row[column] = None
    if layout.total:
        counted = [
            at for at, keys in enumerate(grid.cells) if at >= first and _is_row(layout, keys)
        ]
        _sum_row(layout, grid, "合计", counted, rows)
    grid.table_end = len(grid.cells)
    if layout.foot:
        _line(grid, width)
        for text in layout.foot:
            _line(grid, width, text)
    return grid


def serial(month: tuple[int, int]) -> int:
    """Excel's count of days for the first of a month."""
    return (datetime.date(*month, 1) - datetime.date(1899, 12, 30)).days


def real_date(month: tuple[int, int]) -> datetime.datetime:
    return datetime.datetime(month[0], month[1], 1)


def number(text: str) -> Any:
    """A number where it is one, the text as typed otherwise."""
    try:
        return float(text)
    except ValueError:
        return text


def full_width(text: str) -> str:
    """Digits as an input method in full-width mode leaves them."""
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789." else c for c in text)


def in_yuan(text: str) -> Any:
    return round(float(text) * 10_000)


def with_separators(text: str) -> str:
    return f"{float(text):,.2f}"


def with_unit(text: str) -> str:
    return f"{text}万元"


def local_number(text: str) -> float:
    """A telephone number without its area code, typed as a number."""
    return float(text.rpartition("-")[2])


def old_area_code(text: str) -> str:
    """The city's number as it was dialled before its area code changed."""
    local = text.rpartition("-")[2]
    return f"0410-{local[0]}{local[2:]}"


def _line(grid: Grid, width: int, text: str = "") -> None:
    grid.cells.append([text or None, *[None] * (width - 1)])


def _header(layout: Layout, grid: Grid) -> None:
    at = len(grid.cells)
    groups = [heading.partition("|")[0] for _, heading in layout.columns]
    children = [heading.partition("|")[2] for _, heading in layout.columns]
    if not any(children):
        grid.cells.append(list(groups))
        grid.header = (at, at)
        return
    grid.header = (at, at + 1)
    upper: list[Any] = [
        None if n and child and group == groups[n - 1] else group
        for n, (group, child) in enumerate(zip(groups, children, strict=True))
    ]
    grid.cells += [upper, [child or None for child in children]]
    grid.merged += [(at, n, at + 1, n) for n, child in enumerate(children) if not child]
    n = 0
    while n < len(groups):
        end = n
        while end + 1 < len(groups) and groups[end + 1] == groups[n]:
            end += 1
        if end > n:
            grid.merged.append((at, n, at, end))
        n = end + 1


def _in_order(layout: Layout, grid: Grid, rows: Sequence[Project]) -> None:
    for n, one in enumerate(rows, start=1):
        grid.cells.append(_row(layout, one, n))
        if layout.blank_rows and n % 5 == 0:
            _line(grid, len(layout.columns))


def _in_sections(layout: Layout, grid: Grid, rows: Sequence[Project]) -> None:
    """「一、××」 over the rows of each industry, 小计 under them."""
    width = len(layout.columns)
    industries = list(dict.fromkeys(one.industry for one in rows))
    counted = 0
    for numeral, industry in zip("一二三四五", industries, strict=False):
        mine = [one for one in rows if one.industry == industry]
        at = len(grid.cells)
        grid.sections.append(at)
        grid.merged.append((at, 0, at, width - 1))
        _line(grid, width, f"{numeral}、{industry}行业")
        for one in mine:
            counted += 1
            grid.cells.append(_row(layout, one, counted))
        covered = list(range(at + 1, at + 1 + len(mine)))
        _sum_row(layout, grid, "小计", covered, mine)


def _row(layout: Layout, one: Project, at: int) -> list[Any]:
    return [_cell(layout, one, key, at) for key, _ in layout.columns]


def _cell(layout: Layout, one: Project, key: str, at: int) -> Any:
    match key:
        case "number":
            return at
        case "opinion":
            return "同意推荐"
        case "turnover":
            return round(float(one.award) * 90 + 300)
        case "phone":
            return layout.phone(one.phone)
    value = getattr(one, key)
    if key in layout.months:
        return layout.month(value) if value else None
    if key in layout.flags:
        return layout.yes[0] if value else layout.yes[1]
    if key in layout.amounts:
        readable = value.replace(".", "").isdigit()
        return (layout.money(value) if readable else value) if value else None
    return value


def _sum_row(
    layout: Layout, grid: Grid, word: str, covered: list[int], rows: Sequence[Project]
) -> None:
    """A sum as Excel makes it: what is no number does not count."""
    out: list[Any] = []
    for n, (key, _) in enumerate(layout.columns):
        if n == layout.sum_at:
            out.append(word)
        elif key in layout.amounts:
            known = [text for one in rows if (text := getattr(one, key)).replace(".", "").isdigit()]
            out.append(layout.money(f"{sum(map(float, known)):.1f}".removesuffix(".0")))
        else:
            out.append(None)
    grid.sums[len(grid.cells)] = covered
    grid.cells.append(out)


def _is_row(layout: Layout, cells: Sequence[Any]) -> bool:
    name = cells[_column(layout, "name")]
    return bool(name) and name not in ("小计", "合计")


def _column(layout: Layout, wanted: str) -> int:
    return next(n for n, (key, _) in enumerate(layout.columns) if key == wanted)
