"""What a sheet of a workbook holds besides its values, and how it gets to the values."""

import re
from collections.abc import Mapping

import msgspec

from desktop_app.intake.plain import Merge, Raw

# Cells that are told of one by one; a sheet with more has one trouble, not thousands.
MOST_MARKS = 500
PERCENT_FORMATS = frozenset({9, 10})
# Quoted words, [Red] and [$-804], signs that only take room.
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|_.|\*.')
# A comma behind the last digit divides by a thousand; 0!.0 and 0\.0 move the point.
_SCALED = re.compile(r"%|[0#?],+(?![0#?,])|[0#?][!\\]\.[0#?]")


class Marks(msgspec.Struct):
    """What is known of a sheet's cells, rows and columns, counted from 0.

    `lost` are cells with a formula that was never calculated, or with an error as its result;
    `merged` only where the parser of the values does not give them. `counts_from_1904` is that of
    the whole workbook: its days without a date's format mean other days.
    """

    lost: list[tuple[int, int]] = []
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    struck: list[tuple[int, int]] = []
    shown_otherwise: list[tuple[int, int]] = []
    merged: list[Merge] = []
    counts_from_1904: bool = False


def marked(raw: Raw, marks: Mapping[str, Marks]) -> Raw:
    """The content with what a scan found beside it, by the names of the sheets."""
    if not marks:
        return raw
    sheets = [
        msgspec.structs.replace(
            sheet,
            lost=found.lost,
            hidden_rows=found.hidden_rows,
            hidden_columns=found.hidden_columns,
            struck=found.struck,
            shown_otherwise=found.shown_otherwise,
            merged=sheet.merged or found.merged,
            counts_from_1904=found.counts_from_1904,
        )
        if (found := marks.get(sheet.name)) is not None
        else sheet
        for sheet in raw.sheets
    ]
    return msgspec.structs.replace(raw, sheets=sheets)


def shows_otherwise(code: str) -> bool:
    """Whether a number in this format is seen as another: 25% for 0.25, 158.0 for 1580000."""
    return bool(_SCALED.search(_ASIDE.sub("", code)))


def add(places: list[tuple[int, int]], row: int, column: int) -> None:
    """Remember a cell, as long as there are few."""
    if len(places) < MOST_MARKS:
        places.append((row, column))
