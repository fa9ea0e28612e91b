"""A Word file as lines and tables, to the letter, in the order of the body.

Read from the package's XML: ten thousand rows take a second, and names lose no blank.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.plain import UNIT_LINE, Line, Raw, Sheet, Spot
from desktop_app.intake.printed_mark import printed_mark
from desktop_app.intake.word_comments import read_comments
from desktop_app.intake.word_marks import END, MARKED, START, Marks
from desktop_app.intake.word_numbers import Numbering
from desktop_app.intake.word_package import main_part, optional_part, parsed_part
from desktop_app.intake.word_styles import (
    Style,
    Styles,
    W,
    list_styles,
    numbering_of,
    outline_of,
    read_styles,
    switched,
)
from desktop_app.intake.word_tables import (
    Cell,
    PackedRows,
    Paragraph,
    grid,
    is_table_of_its_own,
    one_cell,
    tracked_rows,
)
from desktop_app.intake.word_text import (
    CONTROL,
    RUN_PROPERTIES,
    SKIPPED,
    TABLE,
    boxes,
    is_placeholder,
    run_text,
    shown_runs,
    text_of,
)
from desktop_app.intake.word_unread import UNREAD, NotRead, holds_table, is_aside

_PARAGRAPH, _PROPERTIES = f"{W}p", f"{W}pPr"
_MARK_GONE = ("del", "moveFrom")


def read_docx(source: Path | IO[bytes]) -> Raw:
    """Paragraphs and tables of the body, content controls and text boxes included.

    A table is a `Sheet`; the line at its place has the sheet's index. Its title is the last
    paragraph before it, and a line that gives the unit (单位:万元) after a line feed. Entries of
    an automatic contents list are left out. Tracked changes are read as accepted, and told.
    """
    with zipfile.ZipFile(source) as packed:
        main = main_part(packed)
        folder = posixpath.dirname(main)
        unread = NotRead()
        rows = PackedRows(_paragraphs, MARKED, UNREAD, unread.count)
        body = parsed_part(packed, main, rows.pack).find(f"{W}body")
        words = read_comments(
            optional_part(packed, posixpath.join(folder, "comments.xml")),
            optional_part(packed, posixpath.join(folder, "commentsExtended.xml")),
        )
        mark = printed_mark(packed)
        styles_root = optional_part(packed, posixpath.join(folder, "styles.xml"))
        numbering_root = optional_part(packed, posixpath.join(folder, "numbering.xml"))
        for name in packed.namelist():
            if is_aside(name, folder) and holds_table(packed, name):
                unread.count_tables(parsed_part(packed, name))
    if body is None:
        raise ValueError("no body")
    numbering = Numbering(numbering_root, list_styles(styles_root))
    marks = Marks(words)
    is_marked = next(body.iter(*MARKED), None) is not None
    reader = _Reader(read_styles(styles_root), numbering, rows, marks if is_marked else None)
    reader.blocks(body)
    reader.finish()
    unread.count(body)
    return Raw(
        "text",
        reader.sheets,
        reader.lines,
        tracked=marks.tracked,
        comments=marks.comments(),
        tracked_count=marks.count,
        comment_count=words.count,
        mark=mark,
        unread=list(unread.found()),
    )


@dataclass
class _Reader:
    """One pass over the body. `carried` is the text of a paragraph whose mark was deleted; `marks`
    collects what was marked, None in a file without."""

    styles: Styles
    numbering: Numbering
    rows: PackedRows
    marks: Marks | None = None
    lines: list[Line] = field(default_factory=list[Line])
    sheets: list[Sheet] = field(default_factory=list[Sheet])
    title: str = ""
    unit: str = ""
    carried: str = ""

    def blocks(self, parent: etree._Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == _PARAGRAPH:
                self._paragraph(element)
            elif tag == TABLE:
                self._table(element)
            elif tag == CONTROL and is_placeholder(element):
                continue
            elif tag in (START, END):
                self._sign(element, Spot(len(self.lines)))
            elif tag not in SKIPPED and isinstance(tag, str):
                # Content controls, custom XML, tracked insertions: their content counts.
                self.blocks(element)

    def finish(self) -> None:
        """A last paragraph whose mark was deleted stands by itself."""
        if self.carried.strip():
            self.lines.append(Line(self.carried))
            self.carried = ""

    def _sign(self, element: etree._Element, spot: Spot) -> None:
        if self.marks is not None:
            self.marks.sign(element.tag, element.get(f"{W}id", ""), spot)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(_PROPERTIES)
        style = self.styles.of(_style_of(properties))
        own = text_of(element)
        if self.marks is not None and not style.is_contents:
            self.marks.paragraph(element, Spot(len(self.lines), len(self.carried)))
        is_bold = bool(own.strip()) and _is_bold(element, style, self.styles)
        if _mark_is_deleted(properties):
            self.carried += own
        else:
            text = self.carried + own
            self.carried = ""
            self._line(text, is_bold, properties, style)
        for box in boxes(element):
            self.blocks(box)

    def _line(
        self, text: str, is_bold: bool, properties: etree._Element | None, style: Style
    ) -> None:
        number = self._number(numbering_of(properties), style)
        if not text.strip() or style.is_contents:
            return
        outline = outline_of(properties)
        level = style.level if outline is None else outline
        self.lines.append(Line(text, level, is_bold, number))
        if UNIT_LINE.fullmatch(text.strip()):
            self.unit = text.strip()
        else:
            self.title, self.unit = f"{number}{text}".strip(), ""

    def _table(self, element: etree._Element) -> None:
        frame = one_cell(element, self.rows)
        if frame is not None:
            # A table of one cell is a frame around what stands in it.
            self.blocks(frame)
            return
        inner: list[etree._Element] = []
        sheet = len(self.sheets)
        rows, merged, hidden = grid(
            element,
            self.rows,
            lambda cell, row, column: self._cell(cell, Spot(-1, 0, sheet, row, column), inner),
        )
        self._rows_marked(element, sheet if rows else -1)
        if rows:
            title = f"{self.title}\n{self.unit}" if self.unit else self.title
            name = f"表{len(self.sheets) + 1}"
            self.sheets.append(Sheet(name, rows, merged, title=title, hidden_rows=hidden))
            self.lines.append(Line("", table=len(self.sheets) - 1))
        for table in inner:
            self._table(table)

    def _rows_marked(self, table: etree._Element, sheet: int) -> None:
        """Rows inserted or deleted as a whole; where no row is left, at the line behind."""
        if self.marks is None:
            return
        for at, sign, text in tracked_rows(table):
            spot = Spot(len(self.lines)) if sheet < 0 else Spot(-1, 0, sheet, at)
            self.marks.row(sign, text, spot)

    def _cell(self, cell: Cell, spot: Spot, inner: list[etree._Element]) -> str:
        """A cell's paragraphs joined by line breaks. A table in it is read by itself when it has
        rows and columns, else its text counts as the cell's."""
        found: list[Paragraph] = []
        if cell.element is None:
            found.extend(cell.paragraphs)
        else:
            self._cell_parts(cell.element, spot, found, inner)
        parts: list[str] = []
        runs_on = False
        for paragraph in found:
            text = self._of_cell(paragraph)
            if runs_on:
                parts[-1] += text
            else:
                parts.append(text)
            runs_on = paragraph.runs_on
        while parts and not parts[-1]:
            parts.pop()
        while parts and not parts[0]:
            parts.pop(0)
        return "\n".join(parts)

    def _cell_parts(
        self,
        parent: etree._Element,
        spot: Spot,
        found: list[Paragraph],
        inner: list[etree._Element],
    ) -> None:
        for element in parent:
            tag = element.tag
            if tag == _PARAGRAPH:
                found.append(_paragraph(element))
                if self.marks is not None:
                    self.marks.paragraph(element, spot)
                for box in boxes(element):
                    self._cell_parts(box, spot, found, inner)
            elif tag == TABLE and is_table_of_its_own(element):
                inner.append(element)
            elif tag == CONTROL and is_placeholder(element):
                continue
            elif tag in (START, END):
                self._sign(element, spot)
            elif tag not in SKIPPED and isinstance(tag, str):
                self._cell_parts(element, spot, found, inner)

    def _of_cell(self, paragraph: Paragraph) -> str:
        """The 序号 column is often numbered by Word; such a cell holds nothing else."""
        number = self._number(paragraph.numbered, self.styles.of(paragraph.style))
        return paragraph.text or number

    def _number(self, numbered: tuple[str, int] | None, style: Style) -> str:
        """The automatic number of a paragraph; a level without a list keeps the style's list."""
        numbered = numbered or style.numbered
        if numbered is None:
            return ""
        return self.numbering.next_number(self.numbering.level_of(numbered, style.id))


def _style_of(properties: etree._Element | None) -> str | None:
    style = None if properties is None else properties.find(f"{W}pStyle")
    return None if style is None else style.get(f"{W}val")


def _paragraph(element: etree._Element) -> Paragraph:
    properties = element.find(_PROPERTIES)
    return Paragraph(
        text_of(element),
        numbering_of(properties),
        _style_of(properties),
        _mark_is_deleted(properties),
    )


def _paragraphs(parent: etree._Element) -> Iterator[Paragraph]:
    """The paragraphs of a cell that holds nothing else, content controls opened."""
    for element in parent:
        tag = element.tag
        if tag == _PARAGRAPH:
            yield _paragraph(element)
        elif tag == CONTROL and is_placeholder(element):
            continue
        elif tag not in SKIPPED and isinstance(tag, str):
            yield from _paragraphs(element)


def _is_bold(paragraph: etree._Element, style: Style, styles: Styles) -> bool:
    """Whether all text of a paragraph is bold, by its runs or by their styles."""
    for run in shown_runs(paragraph):
        properties = run.find(RUN_PROPERTIES)
        named = None if properties is None else properties.find(f"{W}rStyle")
        own = switched(properties, "b")
        if own is None:
            own = style.bold or (named is not None and styles.of(named.get(f"{W}val")).bold)
        if not own and any(part.strip() for part in run_text(run)):
            return False
    return True


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    own = None if properties is None else properties.find(RUN_PROPERTIES)
    return own is not None and any(own.find(f"{W}{name}") is not None for name in _MARK_GONE)
