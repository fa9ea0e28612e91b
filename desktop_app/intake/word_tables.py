"""A Word table as a grid: spans and vertical merges, rows that begin further right."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.word_styles import W, integer

Merge = tuple[int, int, int, int]
# Word itself has at most 63 columns; a span of thousands is damage.
_MOST_COLUMNS = 256
_AROUND = (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the file: its element, how many columns it takes, its part in a merge."""

    element: etree._Element
    span: int
    vertical: str
    sideways: str


def grid(
    table: etree._Element, text_of: Callable[[Cell], str]
) -> tuple[list[list[str]], list[Merge]]:
    """The table's rows of text and its merged ranges, the text in the first cell of each."""
    rows: list[list[str]] = []
    merged: list[Merge] = []
    open_merges: dict[int, int] = {}
    for row in _rows(table):
        at = len(rows)
        cells = [""] * _skipped(row, "gridBefore")
        beside = -1
        for cell in _cells(row):
            column = len(cells)
            if column >= _MOST_COLUMNS:
                break
            text = "" if cell.vertical == "continue" else text_of(cell)
            last = column + cell.span - 1
            if cell.sideways == "continue" and beside >= 0:
                first = merged[beside]
                merged[beside] = (first[0], first[1], first[2], last)
            elif cell.vertical == "continue" and column in open_merges:
                first = merged[open_merges[column]]
                merged[open_merges[column]] = (first[0], first[1], at, first[3])
            else:
                open_merges.pop(column, None)
                if cell.vertical == "restart":
                    open_merges[column] = len(merged)
                beside = len(merged)
                merged.append((at, column, at, last))
            cells += [text, *[""] * (cell.span - 1)]
        cells += [""] * _skipped(row, "gridAfter")
        rows.append(cells)
    return rows, [one for one in merged if one[0] != one[2] or one[1] != one[3]]


def one_cell(table: etree._Element) -> etree._Element | None:
    """The only cell of a table that has one; None for a real table."""
    found: etree._Element | None = None
    for row in _rows(table):
        for cell in _cells(row):
            if found is not None:
                return None
            found = cell.element
    return found


def is_table_of_its_own(table: etree._Element) -> bool:
    """Whether a table inside a cell has rows and columns, and is not there for layout."""
    widths = [sum(1 for _ in _cells(row)) for row in _rows(table)]
    return len(widths) > 1 and max(widths) > 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in _AROUND:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[Cell]:
    for child in row:
        if child.tag == f"{W}tc":
            yield _cell(child)
        elif child.tag in _AROUND:
            yield from _cells(child)


def _cell(element: etree._Element) -> Cell:
    properties = element.find(f"{W}tcPr")
    if properties is None:
        return Cell(element, 1, "", "")
    span = properties.find(f"{W}gridSpan")
    width = 1 if span is None else min(max(1, integer(span, 1)), _MOST_COLUMNS)
    return Cell(element, width, _merge(properties, "vMerge"), _merge(properties, "hMerge"))


def _merge(properties: etree._Element, name: str) -> str:
    merge = properties.find(f"{W}{name}")
    return "" if merge is None else merge.get(f"{W}val", "continue")


def _skipped(row: etree._Element, name: str) -> int:
    """Columns left free before or after the cells of a row."""
    skipped = row.find(f"{W}trPr/{W}{name}")
    return 0 if skipped is None else min(max(0, integer(skipped, 0)), _MOST_COLUMNS)
