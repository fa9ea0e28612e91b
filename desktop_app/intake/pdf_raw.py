"""A PDF as paragraphs and ruled tables.

Characters are put into the cells that the page's rules draw. Blanks that the PDF library only
infers from gaps are left out, so that names come back to the letter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium

from desktop_app.intake.pdf_grid import (
    Grid,
    Ruled,
    grids,
    line_text,
    text_lines,
)
from desktop_app.intake.pdf_lines import (
    Measure,
    TextLine,
    goes_on,
    is_edge,
    is_foot,
    measure_of,
    running,
    running_titles,
)
from desktop_app.intake.pdf_page import Glyph, Page, read_page
from desktop_app.intake.pdfium_turn import PDFIUM
from desktop_app.intake.plain import COUNTERS, UNIT_LINE, Line, Merge, Raw, Sheet
from desktop_app.intake.unreadable import TooMuch

_SAME_COLUMN = 3.0
_BESIDE = 4.0
_MOST_HEADER_ROWS = 4
_MOST_PAGES = 3_000
_CONTINUED = re.compile(r".{0,30}(?:续表|[(\uff08]续[)\uff09]).{0,20}|表\s*\d+\s*续")


@dataclass(slots=True)
class _Table:
    """A table as it grows over pages."""

    title: str
    xs: list[float]
    rows: list[list[str]]
    merged: list[Merge]


@dataclass(slots=True)
class _Shown:
    """One page in reading order; lines and tables, each with its height on the sheet."""

    parts: list[tuple[float, TextLine | Ruled]]
    edges: list[TextLine]


def read_pdf(source: Path | bytes) -> Raw:
    """Paragraphs in reading order, ruled tables as sheets.

    A table that goes on over the page end with the same columns is one sheet, its repeated header
    dropped. Page numbers, running titles, watermarks and the revision mark are left out.
    """
    with PDFIUM, pdfium.PdfDocument(source) as document:
        pages = [_shown(page) for page in _read(document)]
    titles = running_titles([page.edges for page in pages])
    edges = {id(line) for page in pages for line in page.edges if running(line) in titles}
    for page in pages:
        page.parts = [part for part in page.parts if id(part[1]) not in edges]
    lines = [part for page in pages for _, part in page.parts if isinstance(part, TextLine)]
    tables = (part for page in pages for _, part in page.parts if isinstance(part, Ruled))
    draws_blanks = any(table.draws_blanks for table in tables)
    builder = _Builder(measure_of(lines), draws_blanks)
    for page in pages:
        builder.page(page)
    return builder.finished()


@dataclass
class _Builder:
    measure: Measure
    draws_blanks: bool
    lines: list[Line] = field(default_factory=list[Line])
    tables: list[_Table] = field(default_factory=list[_Table])
    last: TextLine | Ruled | None = None

    def page(self, page: _Shown) -> None:
        is_first = True
        waiting: list[TextLine] = []
        for _, part in page.parts:
            if isinstance(part, Ruled):
                if not (is_first and self._went_on(part)):
                    self._lines(waiting, is_first_of_page=is_first)
                    self._new_table(part)
                waiting = []
                self.last = part
                is_first = False
            elif is_first and isinstance(self.last, Ruled) and _repeats_caption(part.text):
                # 表3(续) and 单位:万元 above the rest of a table are no text between two tables.
                waiting.append(part)
            else:
                self._lines([*waiting, part], is_first_of_page=is_first)
                waiting = []
                is_first = False
        self._lines(waiting, is_first_of_page=is_first)

    def finished(self) -> Raw:
        sheets = [
            Sheet(name=f"表{n}", rows=table.rows, merged=table.merged, title=table.title)
            for n, table in enumerate(self.tables, start=1)
        ]
        return Raw("text", sheets, self.lines)

    def _lines(self, lines: Sequence[TextLine], *, is_first_of_page: bool) -> None:
        for line in lines:
            before = self.last
            if isinstance(before, TextLine) and goes_on(
                before, line, self.measure, same_page=not is_first_of_page
            ):
                self.lines[-1] = Line(_rejoined(self.lines[-1].text, line.text))
            else:
                self.lines.append(Line(line.text))
            self.last = line

    def _new_table(self, table: Ruled) -> None:
        texts = [one.text.strip() for one in self.lines[-2:] if one.table < 0]
        title = texts[-1] if texts else ""
        if UNIT_LINE.fullmatch(title):
            title = "\n".join(texts)
        rows = table.read(draws_blanks=self.draws_blanks)
        self.tables.append(_Table(title, table.xs, rows, table.merged))
        self.lines.append(Line("", table=len(self.tables) - 1))

    def _went_on(self, part: Ruled) -> bool:
        """Add a grid to the table that the page before ended with, if it goes on with it."""
        if not isinstance(self.last, Ruled) or not _same_columns(self.last.xs, part.xs):
            return False
        rows = part.read(draws_blanks=self.draws_blanks)
        table = self.tables[-1]
        repeated = 0
        while repeated < min(_MOST_HEADER_ROWS, len(rows)) and rows[repeated] == (
            table.rows[repeated] if repeated < len(table.rows) else None
        ):
            repeated += 1
        rest = rows[repeated:]
        shift = len(table.rows) - repeated
        if rest and _is_rest_of_row(table.rows, rest[0]):
            table.rows[-1] = [a + b for a, b in zip(table.rows[-1], rest[0], strict=True)]
            rest = rest[1:]
            shift -= 1
            repeated += 1
        _merge_on(table, rest, repeated, shift, part.merged)
        table.rows.extend(rest)
        return True


def _read(document: pdfium.PdfDocument) -> Iterator[Page]:
    """Page by page: all characters of a long file with their places take a gigabyte."""
    if len(document) > _MOST_PAGES:
        raise TooMuch(f"{len(document)} pages")
    for index in range(len(document)):
        page = document[index]
        try:
            yield read_page(page)
        finally:
            page.close()


def _shown(page: Page) -> _Shown:
    tables = grids(page)
    free = [glyph for glyph in page.glyphs if not any(grid.take(glyph) for grid in tables)]
    if page.lies:
        # On a sheet that lies on its side the page number stands beside the table.
        free = [glyph for glyph in free if not any(_is_beside(grid, glyph) for grid in tables)]
    parts: list[tuple[float, TextLine | Ruled]] = [(one.ys[0], one.ruled()) for one in tables]
    edges: list[TextLine] = []
    for glyphs in text_lines(free):
        drawn = [glyph for glyph in glyphs if glyph.sign.strip()]
        if not drawn:
            continue
        text = line_text(glyphs)
        right = max(glyph.right for glyph in drawn)
        # A Latin bracket among hanzi of the same type is a fifth higher than they are.
        hanzi = [glyph for glyph in drawn if "\u4e00" <= glyph.sign <= "\u9fff"]
        height = max(glyph.height for glyph in hanzi or drawn)
        line = TextLine(text, drawn[0].left, right, drawn[0].y, height)
        if is_foot(line, page.bottom, page.top):
            continue
        parts.append((line.y, line))
        if is_edge(line, page.bottom, page.top):
            edges.append(line)
    parts.sort(key=lambda part: -part[0])
    return _Shown(parts, edges)


def _is_beside(grid: Grid, glyph: Glyph) -> bool:
    outside = not grid.xs[0] - _BESIDE <= glyph.left <= grid.xs[-1] + _BESIDE
    return outside and grid.ys[-1] <= glyph.y <= grid.ys[0]


def _same_columns(ours: Sequence[float], theirs: Sequence[float]) -> bool:
    """The same column widths; odd and even sheets may have other margins."""
    return len(ours) == len(theirs) and all(
        abs((a - ours[0]) - (b - theirs[0])) <= _SAME_COLUMN
        for a, b in zip(ours, theirs, strict=True)
    )


def _repeats_caption(text: str) -> bool:
    return bool(_CONTINUED.fullmatch(text.strip()) or UNIT_LINE.fullmatch(text.strip()))


def _is_rest_of_row(rows: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a page's first row is what the page before had no room for: it has no number of its
    own in a table whose rows are numbered."""
    head = next((line[0] for line in rows[:_MOST_HEADER_ROWS] if line and line[0].strip()), "")
    if "".join(head.split()).casefold() not in COUNTERS or len(rows) < 2:
        return False
    return rows[-1][0].strip().isdecimal() and not row[0].strip() and any(row)


def _merge_on(
    table: _Table, rest: Sequence[Sequence[str]], repeated: int, shift: int, merged: Sequence[Merge]
) -> None:
    """Merged cells of the next page; an empty one at its top goes on with the one it was cut off
    from (a county over its rows)."""
    last = len(table.rows) - 1
    for first_row, first_column, last_row, last_column in merged:
        if last_row < repeated:
            continue
        top = max(first_row, repeated) + shift
        table.merged.append((top, first_column, last_row + shift, last_column))
    for column, text in enumerate(rest[0] if rest else ()):
        above = next(
            (m for m in table.merged if m[1] == m[3] == column and m[0] < m[2] == last), None
        )
        if text.strip() or above is None:
            continue
        below = next((m for m in table.merged if m[:2] == (last + 1, column)), None)
        table.merged.remove(above)
        if below is not None:
            table.merged.remove(below)
        end = below[2] if below is not None else last + 1
        table.merged.append((above[0], column, end, column))


def _rejoined(text: str, more: str) -> str:
    """A paragraph's line and the next one; two Latin words keep their blank."""
    if text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii() and more[:1].isalpha():
        return f"{text} {more}"
    return text + more
