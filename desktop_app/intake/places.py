"""Places in a workbook as people name them, also where its grid was turned or cut to be read."""

from collections.abc import Sequence

from desktop_app.core.sheet_places import column_letters
from desktop_app.intake.plain import Sheet

# Cells and rows that are named one by one; the rest is counted.
LISTED = 12


def row_words(sheet: Sheet, at: int) -> str:
    """A row of the grid without its sheet: 第12行, in a turned one C列."""
    if sheet.is_turned:
        return f"{column_letters(at)}列"
    return f"第{at + sheet.first_number}行{sheet.side}"


def row_place(sheet: Sheet, at: int) -> str:
    """A row of the grid: Sheet1 第12行."""
    return f"{sheet.name} {row_words(sheet, at)}"


def row_places(sheet: Sheet) -> list[str]:
    """All rows of the grid as `row_place` tells them."""
    if sheet.is_turned:
        return [row_place(sheet, at) for at in range(len(sheet.rows))]
    start, end = f"{sheet.name} 第", f"行{sheet.side}"
    first = sheet.first_number
    return [f"{start}{number}{end}" for number in range(first, first + len(sheet.rows))]


def cell_words(sheet: Sheet, at: int, index: int) -> str:
    """A cell of the grid without its sheet: C5."""
    row, column = (index, at) if sheet.is_turned else (at, index)
    return f"{column_letters(column)}{row + sheet.first_number}"


def cell_place(sheet: Sheet, at: int, index: int) -> str:
    """A cell of the grid: Sheet1!C5."""
    return f"{sheet.name}!{cell_words(sheet, at, index)}"


def column_words(sheet: Sheet, index: int) -> str:
    """A column of the grid: C列, in a turned one 第3行."""
    return f"第{index + 1}行" if sheet.is_turned else f"{column_letters(index)}列"


def rows_words(sheet: Sheet, rows: Sequence[int]) -> str:
    """Several rows of the grid: 第3、4行, of many the first and 等."""
    more = "等" if len(rows) > LISTED else ""
    if sheet.is_turned:
        return "、".join(column_letters(at) for at in rows[:LISTED]) + f"列{more}"
    numbers = "、".join(str(at + sheet.first_number) for at in rows[:LISTED])
    return f"第{numbers}行{sheet.side}{more}"


def span_words(sheet: Sheet, first: int, last: int) -> str:
    """Rows of the grid from one to another: 第3至5行."""
    if sheet.is_turned:
        return f"{column_letters(first)}至{column_letters(last)}列"
    number = sheet.first_number
    return f"第{first + number}至{last + number}行{sheet.side}"


def columns_words(sheet: Sheet, columns: Sequence[int]) -> str:
    """Several columns of the grid: C、D 列, of many the first and 等."""
    more = "等" if len(columns) > LISTED else ""
    if sheet.is_turned:
        return f"第{'、'.join(str(index + 1) for index in columns[:LISTED])}行{more}"
    return f"{'、'.join(column_letters(index) for index in columns[:LISTED])} 列{more}"


def cells_words(places: Sequence[str]) -> str:
    """Several cells: Sheet1!C5、Sheet1!C6, of many the first and how many there are."""
    more = f"等{len(places)}格" if len(places) > LISTED else ""
    return "、".join(places[:LISTED]) + more
