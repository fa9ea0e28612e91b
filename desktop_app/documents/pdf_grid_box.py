"""A grid of labels and values in the PDF: rows with rules, no row torn that fits a sheet."""

from collections.abc import Sequence
from itertools import pairwise

from desktop_app.documents.grid_layout import COLUMNS
from desktop_app.documents.pdf_cells import Cell, SetTable
from desktop_app.documents.pdf_flow import Flow
from desktop_app.documents.pdf_pen import baseline
from desktop_app.documents.styles import CELL_ABOVE, RULE, TextStyle
from desktop_app.documents.tree import Grid

# Of label and value over which columns; a lone value has the rest of the line.
_PLACES = ((0, 0), (1, 1), (2, 2), (3, 3))
_ALONE = ((0, 0), (1, 3))
_LEAST_LINES = 2
_Row = tuple[tuple[Cell, int, int], ...]


class GridBox:
    """A grid to be placed; `reserve` is the height of what must stand below its last row."""

    def __init__(self, grid: Grid, measure: float) -> None:
        self.reserve = 0.0
        self._set = SetTable(COLUMNS, measure)
        self._rows = [self._row(row) for row in grid.rows]

    def need(self, flow: Flow) -> float:
        """The first row, with all that follows when it is the only one."""
        if not self._rows:
            return 0.0
        height = self._height(self._rows[0]) + (self.reserve if len(self._rows) == 1 else 0.0)
        return min(height, flow.height)

    def place(self, flow: Flow) -> None:
        """Draw the rows over as many sheets as they take."""
        part = _Part(self._set, flow)
        for index, row in enumerate(self._rows):
            height = self._height(row)
            is_last = index == len(self._rows) - 1
            need = height + self.reserve if is_last else height
            if min(need, flow.height) > flow.room and not flow.is_fresh and height <= flow.height:
                part = part.next()
            rest = row
            while self._height(rest) > flow.room:
                rest, part = self._torn(rest, part, flow)
            part.draw(rest, self._height(rest))
        part.close()

    def _row(self, pairs: Sequence[tuple[str, str]]) -> _Row:
        texts = [text for pair in pairs for text in pair]
        places = _ALONE if len(pairs) == 1 else _PLACES
        return tuple(
            (self._set.cell(text, first, last, _style(self._set, n)), first, last)
            for n, (text, (first, last)) in enumerate(zip(texts, places, strict=True))
        )

    def _height(self, row: _Row) -> float:
        return max(len(cell.lines) for cell, _, _ in row) * self._set.style.line + 2 * CELL_ABOVE

    def _torn(self, row: _Row, part: "_Part", flow: Flow) -> "tuple[_Row, _Part]":
        """Draw of a row higher than a sheet what there is room for; the rest is returned."""
        count = int((flow.room - 2 * CELL_ABOVE) / self._set.style.line)
        if count < _LEAST_LINES and part.has_rows:
            return row, part.next()
        count = max(count, 1)
        piece = tuple((cell._replace(lines=cell.lines[:count]), a, b) for cell, a, b in row)
        part.draw(piece, self._height(piece))
        rest = tuple((cell._replace(lines=cell.lines[count:]), a, b) for cell, a, b in row)
        return rest, part.next()


class _Part:
    """The part of a grid on one sheet; its rules are drawn when it is closed."""

    def __init__(self, cells: SetTable, flow: Flow) -> None:
        self._set = cells
        self._flow = flow
        self._edges = [flow.left + edge for edge in cells.edges]
        self._levels = [flow.top]
        self._inner: list[bool] = []

    @property
    def has_rows(self) -> bool:
        return bool(self._inner)

    def next(self) -> "_Part":
        """Close this part and go on with the next sheet."""
        self.close()
        self._flow.next_sheet()
        return _Part(self._set, self._flow)

    def draw(self, row: _Row, height: float) -> None:
        for n, (cell, first, last) in enumerate(row):
            self._cell(cell, first, last, height, _style(self._set, n), is_label=n % 2 == 0)
        self._flow.top -= height
        self._levels.append(self._flow.top)
        self._inner.append(len(row) == len(_PLACES))

    def close(self) -> None:
        """Draw the rules, each from end to end; those between two pairs only where there are."""
        if not self.has_rows:
            return
        edges, levels = self._edges, self._levels
        rules = [(edges[0], level, edges[-1], level) for level in levels]
        rules += [(x, levels[0], x, levels[-1]) for x in (edges[0], edges[1], edges[-1])]
        rules += [(x, top, x, bottom) for top, bottom in self._halved() for x in edges[2:4]]
        self._flow.sheet.pen.rules(rules, RULE)

    def _halved(self) -> list[tuple[float, float]]:
        """Where rows of two pairs stand one below the other: from the upper to the lower edge."""
        runs: list[tuple[float, float]] = []
        for (top, bottom), is_inner in zip(pairwise(self._levels), self._inner, strict=True):
            if is_inner and runs and runs[-1][1] == top:
                runs[-1] = runs[-1][0], bottom
            elif is_inner:
                runs.append((top, bottom))
        return runs

    def _cell(
        self, cell: Cell, first: int, last: int, height: float, style: TextStyle, *, is_label: bool
    ) -> None:
        if not any(line.text for line in cell.lines):
            return
        left = self._edges[first] + self._set.padding
        right = self._edges[last + 1] - self._set.padding
        y = baseline(
            self._flow.top - (height - len(cell.lines) * style.line) / 2, style.line, cell.size
        )
        lines: list[tuple[float, float, str]] = []
        for text, width, lead in cell.lines:
            x = (left + right - width) / 2 if is_label else left
            lines.append((x - lead, y, text))
            y -= style.line
        self._flow.sheet.pen.cell(lines, style.face, cell.size)


def _style(cells: SetTable, place: int) -> TextStyle:
    """Labels are set as a table's header, values as its cells."""
    return cells.total_style if place % 2 == 0 else cells.style
