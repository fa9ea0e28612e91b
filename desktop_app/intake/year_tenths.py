"""Months that lost their last digit: 2024.1 may have been 2024.10."""

from collections.abc import Sequence


def is_year_tenth(text: str) -> bool:
    """Whether the text is like 2024.1, which as a number may have been 2024.10."""
    year = text[:-2]
    return len(year) == 4 and year.isdecimal() and year[:2] in ("19", "20")


def year_tenths(rows: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Their cells in a text, which does not say whether it was typed so or comes of a number."""
    return [
        (at, column)
        for at, row in enumerate(rows)
        for column, typed in enumerate(row)
        if typed.endswith(".1") and is_year_tenth(typed)
    ]
