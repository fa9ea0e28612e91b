"""Tables in the PDF: rows with rules, the header again on every page, no row torn in two."""

from collections.abc import Sequence

from desktop_app.documents.pdf_cells import Cell, Row, SetTable
from desktop_app.documents.pdf_flow import Box, Flow
from desktop_app.documents.pdf_pen import baseline
from desktop_app.documents.styles import CELL_ABOVE, RULE, TextStyle
from desktop_app.documents.tree import Table

_ALIGN = {"text": "left", "center": "center", "number": "right"}
# The first page of a table shows at least so many of its rows.
_FIRST_ROWS = 2
# A row higher than a page is torn, but not for less than so many lines.
_LEAST_LINES = 2


class TableBox:
    """A table to be placed; `reserve` is the height of what must stand below its last row."""

    def __init__(self, table: Table, measure: float, above: Sequence[Box]) -> None:
        self.reserve = 0.0
        self._table = table
        self._above = above
        self._set = SetTable(table, measure)
        self._total = [self._set.total(table.total)] if table.total else []

    def need(self, flow: Flow) -> float:
        """Caption, header and the first rows, with all that follows when these are all."""
        rows = [self._set.row(row) for row in self._table.rows[:_FIRST_ROWS]]
        height = sum(box.height for box in self._above) + sum(self._set.head_heights)
        if len(self._table.rows) <= _FIRST_ROWS:
            rows += self._total
            height += self.reserve
        return min(height + sum(map(self._set.height, rows)), flow.height)

    def place(self, flow: Flow) -> None:
        """Draw caption, header and rows over as many sheets as they take."""
        for box in self._above:
            flow.put(box)
        aligns = tuple(_ALIGN[column.kind] for column in self._table.columns)
        part = _Part(self._set, flow)
        after = self.reserve + sum(map(self._set.height, self._total))
        last = len(self._table.rows) - 1
        for index, texts in enumerate(self._table.rows):
            row = self._set.row(texts)
            height = self._set.height(row)
            need = height + after if index == last and height + after <= part.most else height
            if need > flow.room and part.has_rows and need <= part.most:
                part = part.next()
            if height > flow.room:
                part = _torn(part, flow, self._set, row, aligns)
            else:
                part.draw(row, height, self._set.style, aligns)
        for row in self._total:
            height = self._set.height(row)
            if height > flow.room and part.has_rows:
                part = part.next()
            part.draw(row, height, self._set.total_style, ("center", *aligns[1:]))
        part.close()


class _Part:
    """The part of a table on one sheet: its header, then rows; the rules when it is closed."""

    def __init__(self, table: SetTable, flow: Flow) -> None:
        self.has_rows = False
        self._set = table
        self._flow = flow
        self._edges = [flow.left + edge for edge in table.edges]
        self._top = flow.top
        self._levels: list[float] = []
        self._head()

    @property
    def most(self) -> float:
        """The height that the rows of one sheet can have together."""
        return self._flow.height - sum(self._set.head_heights)

    def next(self) -> "_Part":
        """Close this part and go on with the next sheet."""
        self.close()
        self._flow.next_sheet()
        return _Part(self._set, self._flow)

    def draw(self, row: Row, height: float, style: TextStyle, aligns: Sequence[str]) -> None:
        """Draw a row, cell after cell, each in the middle of its height."""
        edges = self._edges
        for index, cell in enumerate(row):
            self._cell(
                cell, edges[index], edges[index + 1], self._flow.top, height, style, aligns[index]
            )
        self._flow.top -= height
        self._levels.append(self._flow.top)
        self.has_rows = True

    def close(self) -> None:
        """Draw the rules, each from end to end: readers find cells by them."""
        edges, bottom = self._edges, self._flow.top
        ends = (edges[0], edges[-1])
        rules = [(ends[0], level, ends[1], level) for level in (self._top, *self._levels)]
        upper = self._top - self._set.head_heights[0]
        for first, last in self._grouped():
            rules.append((edges[first], upper, edges[last + 1], upper))
        inner = {edge for first, last in self._grouped() for edge in range(first + 1, last + 1)}
        for index, x in enumerate(edges):
            rules.append((x, upper if index in inner else self._top, x, bottom))
        self._flow.sheet.pen.rules(rules, RULE)

    def _grouped(self) -> list[tuple[int, int]]:
        if len(self._set.head_heights) == 1:
            return []
        return [(one.first, one.last) for one in self._set.head if (one.row, one.rows) == (0, 1)]

    def _head(self) -> None:
        heights = self._set.head_heights
        for one in self._set.head:
            top = self._top - sum(heights[: one.row])
            high = sum(heights[one.row : one.row + one.rows])
            left, right = self._edges[one.first], self._edges[one.last + 1]
            self._cell(one.cell, left, right, top, high, self._set.head_style, "center")
        self._flow.top -= sum(heights)
        self._levels.append(self._flow.top)

    def _cell(
        self,
        cell: Cell,
        left: float,
        right: float,
        top: float,
        height: float,
        style: TextStyle,
        align: str,
    ) -> None:
        if not any(line.text for line in cell.lines):
            return
        top -= (height - len(cell.lines) * style.line) / 2
        y = baseline(top, style.line, cell.size)
        left += self._set.padding
        right -= self._set.padding
        lines: list[tuple[float, float, str]] = []
        for text, width, lead in cell.lines:
            x = left
            if align != "left":
                x = right - width if align == "right" else (left + right - width) / 2
            lines.append((x - lead, y, text))
            y -= style.line
        self._flow.sheet.pen.cell(lines, style.face, cell.size)


def _torn(part: _Part, flow: Flow, table: SetTable, row: Row, aligns: Sequence[str]) -> _Part:
    """A row higher than a page, drawn by as many lines as each sheet holds."""
    rest = max(len(cell.lines) for cell in row)
    while rest:
        count = int((flow.room - 2 * CELL_ABOVE) / table.style.line)
        if count < min(_LEAST_LINES, rest) and part.has_rows:
            part = part.next()
            continue
        count = max(count, 1)
        piece = tuple(cell._replace(lines=cell.lines[:count]) for cell in row)
        part.draw(piece, table.height(piece), table.style, aligns)
        row = tuple(cell._replace(lines=cell.lines[count:]) for cell in row)
        rest = max(rest - count, 0)
        if rest:
            part = part.next()
    return part
