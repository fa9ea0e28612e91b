"""A Word file as lines and tables, to the letter, in the order of the body.

Read from the package's XML: ten thousand rows take a second, and names lose no blank.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.intake.plain import UNIT_LINE, Line, Raw, Sheet
from desktop_app.intake.word_numbers import Numbering
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
    ROW,
    Cell,
    PackedRows,
    Paragraph,
    grid,
    is_table_of_its_own,
    one_cell,
)

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_DOCUMENT = re.compile(r"/relationships/officeDocument$")
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = f"{W}txbxContent"
_RUN, _RUN_PROPERTIES = f"{W}r", f"{W}rPr"
_PARAGRAPH, _PROPERTIES, _TEXT = f"{W}p", f"{W}pPr", f"{W}t"
_TABLE, _CONTROL = f"{W}tbl", f"{W}sdt"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted text, field codes, the fallback copy of a text box: not what the reader sees.
_SKIPPED = {
    *(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr")),
    *(f"{W}{name}" for name in ("sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "rt")),
    _FALLBACK,
}
# Ticks and boxes that Word takes from the Wingdings fonts; other such signs have no character.
_SYMBOLS = {"F0FC": "√", "F0FB": "×", "F0FE": "☑", "F052": "☑", "F0A8": "□", "F0A3": "□"}
PIECE = 1 << 18


def read_docx(path: Path) -> Raw:
    """Paragraphs and tables of the body, content controls and text boxes included.

    A table is a `Sheet`; the line at its place has the sheet's index. Its title is the last
    paragraph before it, and a line that gives the unit (单位:万元) after a line feed. Entries of
    an automatic contents list are left out.
    """
    with zipfile.ZipFile(path) as packed:
        main = _main_part(packed)
        folder = posixpath.dirname(main)
        rows = PackedRows(_paragraphs)
        body = _parsed(packed, main, rows.pack).find(f"{W}body")
        styles_root = _optional(packed, posixpath.join(folder, "styles.xml"))
        numbering_root = _optional(packed, posixpath.join(folder, "numbering.xml"))
    if body is None:
        raise ValueError("no body")
    numbering = Numbering(numbering_root, list_styles(styles_root))
    reader = _Reader(read_styles(styles_root), numbering, rows)
    reader.blocks(body)
    reader.finish()
    return Raw("text", reader.sheets, reader.lines)


@dataclass
class _Reader:
    """One pass over the body. `carried` is the text of a paragraph whose mark was deleted."""

    styles: Styles
    numbering: Numbering
    rows: PackedRows
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
            elif tag == _TABLE:
                self._table(element)
            elif tag == _CONTROL and _is_placeholder(element):
                continue
            elif tag not in _SKIPPED and isinstance(tag, str):
                # Content controls, custom XML, tracked insertions: their content counts.
                self.blocks(element)

    def finish(self) -> None:
        """A last paragraph whose mark was deleted stands by itself."""
        if self.carried.strip():
            self.lines.append(Line(self.carried))
            self.carried = ""

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(_PROPERTIES)
        style = self.styles.of(_style_of(properties))
        own = _text(element)
        is_bold = bool(own.strip()) and _is_bold(element, style, self.styles)
        if _mark_is_deleted(properties):
            self.carried += own
        else:
            text = self.carried + own
            self.carried = ""
            self._line(text, is_bold, properties, style)
        for box in _boxes(element):
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
        rows, merged = grid(element, self.rows, lambda cell: self._cell(cell, inner))
        if rows:
            title = f"{self.title}\n{self.unit}" if self.unit else self.title
            name = f"表{len(self.sheets) + 1}"
            self.sheets.append(Sheet(name=name, rows=rows, merged=merged, title=title))
            self.lines.append(Line("", table=len(self.sheets) - 1))
        for table in inner:
            self._table(table)

    def _cell(self, cell: Cell, inner: list[etree._Element]) -> str:
        """A cell's paragraphs joined by line breaks. A table in it is read by itself when it has
        rows and columns, else its text counts as the cell's."""
        parts: list[str] = []
        if cell.element is None:
            parts.extend(map(self._of_cell, cell.paragraphs))
        else:
            self._cell_parts(cell.element, parts, inner)
        while parts and not parts[-1]:
            parts.pop()
        while parts and not parts[0]:
            parts.pop(0)
        return "\n".join(parts)

    def _cell_parts(
        self, parent: etree._Element, parts: list[str], inner: list[etree._Element]
    ) -> None:
        for element in parent:
            tag = element.tag
            if tag == _PARAGRAPH:
                parts.append(self._of_cell(_paragraph(element)))
                for box in _boxes(element):
                    self._cell_parts(box, parts, inner)
            elif tag == _TABLE and is_table_of_its_own(element):
                inner.append(element)
            elif tag == _CONTROL and _is_placeholder(element):
                continue
            elif tag not in _SKIPPED and isinstance(tag, str):
                self._cell_parts(element, parts, inner)

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
    return Paragraph(_text(element), numbering_of(properties), _style_of(properties))


def _paragraphs(parent: etree._Element) -> Iterator[Paragraph]:
    """The paragraphs of a cell that holds nothing else, content controls opened."""
    for element in parent:
        tag = element.tag
        if tag == _PARAGRAPH:
            yield _paragraph(element)
        elif tag == _CONTROL and _is_placeholder(element):
            continue
        elif tag not in _SKIPPED and isinstance(tag, str):
            yield from _paragraphs(element)


def _text(element: etree._Element) -> str:
    """The paragraph's text as it stands."""
    return "".join(part for run in _shown_runs(element) for part in _run_text(run))


def _shown_runs(element: etree._Element) -> Iterator[etree._Element]:
    for run in _runs(element):
        if not switched(run.find(_RUN_PROPERTIES), "vanish"):
            yield run


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        tag = child.tag
        if tag in (_RUN, _MATH_TEXT):
            yield child
        elif tag == _CONTROL and _is_placeholder(child):
            continue
        elif tag not in _SKIPPED and tag not in (_TABLE, _BOX) and isinstance(tag, str):
            yield from _runs(child)


def _run_text(run: etree._Element) -> Iterator[str]:
    if run.tag == _MATH_TEXT:
        yield run.text or ""
    for child in run:
        tag = child.tag
        if tag == _TEXT:
            yield child.text or ""
        elif tag == f"{W}tab":
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            if child.get(f"{W}type") in (None, "textWrapping"):
                yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            code = child.get(f"{W}char", "").upper()
            yield _SYMBOLS.get(code, "")
        elif tag == f"{W}ruby":
            for base in child.iter(f"{W}rubyBase"):
                yield "".join("".join(_run_text(one)) for one in _runs(base))


def _is_bold(paragraph: etree._Element, style: Style, styles: Styles) -> bool:
    """Whether all text of a paragraph is bold, by its runs or by their styles."""
    for run in _shown_runs(paragraph):
        properties = run.find(_RUN_PROPERTIES)
        named = None if properties is None else properties.find(f"{W}rStyle")
        own = switched(properties, "b")
        if own is None:
            own = style.bold or (named is not None and styles.of(named.get(f"{W}val")).bold)
        if not own and any(part.strip() for part in _run_text(run)):
            return False
    return True


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes anchored in a paragraph, each once and without those inside them."""
    if next(element.iter(_BOX), None) is None:
        return
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK and isinstance(child.tag, str) and len(child):
            yield from _boxes(child)


def _is_placeholder(control: etree._Element) -> bool:
    """A content control that nobody filled shows a prompt, which is no text of the plan."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _main_part(packed: zipfile.ZipFile) -> str:
    """The document's part: Word itself does not always call it word/document.xml."""
    relations = _optional(packed, "_rels/.rels")
    for relation in () if relations is None else relations:
        if _DOCUMENT.search(relation.get("Type", "")):
            return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def _optional(packed: zipfile.ZipFile, part: str) -> etree._Element | None:
    return _parsed(packed, part) if part in packed.namelist() else None


def _parsed(
    packed: zipfile.ZipFile, part: str, row: Callable[[etree._Element], None] | None = None
) -> etree._Element:
    """The part's tree; `row` is given every table row as soon as it is whole."""
    # No entities, no network, no huge nodes: the file is a stranger's.
    parser = etree.XMLPullParser(
        events=("end",),
        tag=ROW,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    )
    with packed.open(part) as file:
        for piece in _transitional(file):
            parser.feed(piece)
            for _, element in parser.read_events():
                if row is not None:
                    row(element)
    return parser.close()


def _transitional(file: IO[bytes]) -> Iterator[bytes]:
    """The file in pieces; the strict kind of OOXML differs in its names only."""
    rest = b""
    while piece := file.read(PIECE):
        text = (rest + piece).replace(_STRICT, _TRANSITIONAL)
        rest = text[-len(_STRICT) + 1 :]
        yield text[: -len(rest)]
    yield rest
