"""A Word table as a grid: spans and vertical merges, rows that begin further right."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.plain import Merge
from desktop_app.intake.word_styles import W, integer, switched

# Word itself has at most 63 columns; a span of thousands is damage.
_MOST_COLUMNS = 256
ROW, _CELL = f"{W}tr", f"{W}tc"
_INNER = (f"{W}tbl", f"{W}txbxContent")
_ROW_PROPERTIES = f"{W}trPr"
_DELETED, _INSERTED = f"{W}trPr/{W}del", f"{W}trPr/{W}ins"
_TEXTS = (f"{W}t", f"{W}delText")
_SPAN, _DOWN, _ACROSS = (f"{W}{name}" for name in ("gridSpan", "vMerge", "hMerge"))
_PACKED = "packed"
_AROUND = (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo")
# Longer texts are names, and seldom twice the same.
_SHORT = 12


class Paragraph(NamedTuple):
    """A paragraph of a cell: its text, the list level it names itself (numId, ilvl), its style.

    `runs_on` where its end was deleted: the next one is part of it.
    """

    text: str
    numbered: tuple[str, int] | None
    style: str | None
    runs_on: bool = False


class Cell(NamedTuple):
    """One cell: how many columns it takes, its part in a merge, and what it holds: its element, or
    its paragraphs where its row was packed."""

    element: etree._Element | None
    span: int
    vertical: str
    sideways: str
    paragraphs: tuple[Paragraph, ...] = ()


class Row(NamedTuple):
    """A row of cells, the columns left free before and after them, whether Word hides it."""

    before: int
    cells: Sequence[Cell]
    after: int
    is_hidden: bool = False


class PackedRows:
    """Rows of long tables, taken out of the tree while it grows: as elements, ten thousand rows of
    a summary are two million and take 600 MB."""

    def __init__(
        self,
        paragraphs_of: Callable[[etree._Element], Iterator[Paragraph]],
        kept: Sequence[str] = (),
        told: Sequence[str] = (),
        taken: Callable[[etree._Element], None] | None = None,
    ) -> None:
        """Rows with an element of the `kept` tags in them are not taken out; `taken` is given
        each row with one of the `told` tags that is, before it is emptied."""
        self._paragraphs_of = paragraphs_of
        self._kept = (*_INNER, *kept)
        self._watched = (*self._kept, *told)
        self._taken = taken
        self._rows: list[Row] = []
        self._same: dict[Cell, Cell] = {}

    def pack(self, element: etree._Element) -> None:
        """Keep what a row's cells say and empty it, unless there is more in it than paragraphs."""
        element.attrib.pop(_PACKED, None)  # a stranger's file may say anything
        if (
            next(element.iterancestors(_CELL), None) is not None
            or element.find(_DELETED) is not None
        ):
            return
        watched = [one.tag for one in element.iter(*self._watched)]
        if any(tag in self._kept for tag in watched):
            return
        row = _row(element)
        # A table of one cell is a frame, and what stands in it is no cell's text.
        if len(row.cells) < 2:
            return
        cells = tuple(map(self._packed, row.cells))
        if watched and self._taken is not None:
            self._taken(element)
        element.clear()
        element.set(_PACKED, str(len(self._rows)))
        self._rows.append(row._replace(cells=cells))

    def _packed(self, cell: Cell) -> Cell:
        """A cell with its paragraphs for its element. Most cells of a long table say what others
        say (a county, 是): they are kept once."""
        paragraphs = () if cell.element is None else tuple(self._paragraphs_of(cell.element))
        packed = cell._replace(element=None, paragraphs=paragraphs)
        is_short = sum(len(one.text) for one in paragraphs) <= _SHORT
        return self._same.setdefault(packed, packed) if is_short else packed

    def of(self, element: etree._Element) -> Row:
        """A row of the tree, packed or not."""
        number = element.get(_PACKED)
        return _row(element) if number is None else self._rows[int(number)]


def grid(
    table: etree._Element, packed: PackedRows, text_of: Callable[[Cell, int, int], str]
) -> tuple[list[list[str]], list[Merge], list[int]]:
    """The table's rows of text, its merged ranges, the text in the first cell of each, and the
    rows that Word does not show.

    `text_of` is given a cell with its row and column.
    """
    rows: list[list[str]] = []
    # First cell of a range → its last; only ranges of several cells.
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    open_merges: dict[int, Merge] = {}
    hidden: list[int] = []
    for row in map(packed.of, _rows(table)):
        at = len(rows)
        if row.is_hidden:
            hidden.append(at)
        cells = [""] * row.before
        beside: Merge | None = None
        for cell in row.cells:
            column = len(cells)
            if column >= _MOST_COLUMNS:
                break
            # A merge that nothing began (its first row may be deleted) is shown with its text.
            is_below = cell.vertical == "continue" and column in open_merges
            text = "" if is_below else text_of(cell, at, column)
            last = column + cell.span - 1
            if cell.sideways == "continue" and beside is not None:
                beside = (*beside[:3], last)
                merged[beside[:2]] = beside[2:]
            elif is_below:
                first = (*open_merges[column][:2], at, open_merges[column][3])
                open_merges[column] = first
                merged[first[:2]] = first[2:]
            else:
                open_merges.pop(column, None)
                beside = (at, column, at, last)
                if cell.vertical == "restart":
                    open_merges[column] = beside
                if cell.span > 1:
                    merged[beside[:2]] = beside[2:]
            cells += [text, *[""] * (cell.span - 1)]
        cells += [""] * row.after
        rows.append(cells)
    return rows, [(*first, *last) for first, last in sorted(merged.items())], hidden


def one_cell(table: etree._Element, packed: PackedRows) -> etree._Element | None:
    """The only cell of a table that has one; None for a real table."""
    found: etree._Element | None = None
    for row in map(packed.of, _rows(table)):
        for cell in row.cells:
            if found is not None or cell.element is None:
                return None
            found = cell.element
    return found


def tracked_rows(table: etree._Element) -> Iterator[tuple[int, etree._Element, str]]:
    """Rows inserted or deleted as a whole: where in the grid, the sign that says so, the texts."""
    at = 0
    for row in _every_row(table):
        sign = row.find(_DELETED)
        is_gone = sign is not None
        sign = sign if is_gone else row.find(_INSERTED)
        if sign is not None:
            cells = ("".join(one.text or "" for one in cell.iter(*_TEXTS)) for cell in row)
            yield at, sign, "、".join(text for text in cells if text.strip())
        at += not is_gone


def is_table_of_its_own(table: etree._Element) -> bool:
    """Whether a table inside a cell has rows and columns, and is not there for layout."""
    widths = [sum(1 for _ in _cells(row)) for row in _rows(table)]
    return len(widths) > 1 and max(widths) > 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in _every_row(table) if row.find(_DELETED) is None)


def _every_row(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == ROW:
            yield child
        elif child.tag in _AROUND:
            yield from _every_row(child)


def _row(element: etree._Element) -> Row:
    cells = list(_cells(element))
    is_hidden = bool(switched(element.find(_ROW_PROPERTIES), "hidden"))
    return Row(_skipped(element, "gridBefore"), cells, _skipped(element, "gridAfter"), is_hidden)


def _cells(row: etree._Element) -> Iterator[Cell]:
    for child in row:
        if child.tag == _CELL:
            yield _cell(child)
        elif child.tag in _AROUND:
            yield from _cells(child)


def _cell(element: etree._Element) -> Cell:
    properties = element.find(f"{W}tcPr")
    if properties is None:
        return Cell(element, 1, "", "")
    told = {one.tag: one for one in properties}
    span = told.get(_SPAN)
    width = 1 if span is None else min(max(1, integer(span, 1)), _MOST_COLUMNS)
    return Cell(element, width, _merge(told.get(_DOWN)), _merge(told.get(_ACROSS)))


def _merge(merge: etree._Element | None) -> str:
    return "" if merge is None else merge.get(f"{W}val", "continue")


def _skipped(row: etree._Element, name: str) -> int:
    """Columns left free before or after the cells of a row."""
    skipped = row.find(f"{W}trPr/{W}{name}")
    return 0 if skipped is None else min(max(0, integer(skipped, 0)), _MOST_COLUMNS)
