"""Places in a workbook as people name them."""

import re

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")


def column_letters(index: int) -> str:
    """Excel's letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column that letters name, counted from 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """B7 for row 6, column 1."""
    return f"{column_letters(column)}{row + 1}"


def row_and_column(text: str) -> tuple[int, int]:
    """B7 as (6, 1); ValueError for what is no address."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[2]) - 1, column_number(match[1])
