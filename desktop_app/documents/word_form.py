"""A Word form that others made: its paragraphs and tables by number, and their texts written.

Paragraphs and tables count in the order in which they are read: content controls, text boxes and
frames are opened.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

from docx.oxml.ns import qn
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.documents.clean import clean
from desktop_app.documents.pieces import replace_in

P, R, T, TBL, TR, TC = (qn(f"w:{one}") for one in ("p", "r", "t", "tbl", "tr", "tc"))
PARAGRAPH_LOOKS, LOOKS = qn("w:pPr"), qn("w:rPr")
_TAB, _BREAK, _CONTROL, _TYPE = qn("w:tab"), qn("w:br"), qn("w:sdt"), qn("w:type")
_PROMPTS = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_IDS = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{one}" for one in ("paraId", "textId")
)
_UNSEEN = {
    *(qn(f"w:{one}") for one in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr")),
    *(qn(f"w:{one}") for one in ("tblPr", "tblGrid", "tcPr", "trPr", "instrText", "delText")),
    _FALLBACK,
}
# How guidance is set off; what is filled in is not.
_OF_GUIDANCE = tuple(
    qn(f"w:{one}") for one in ("color", "highlight", "i", "iCs", "vanish", "rStyle")
)
# What no second paragraph may have: marks of places, and what is counted or named once.
_BOOKMARKS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))
_OF_COMMENTS = tuple(qn(f"w:comment{one}") for one in ("RangeStart", "RangeEnd", "Reference"))
_FOOTNOTE, _PROOF = qn("w:footnoteReference"), qn("w:proofErr")
_ONCE = (*_BOOKMARKS, *_OF_COMMENTS, _FOOTNOTE, _PROOF, qn("w:lastRenderedPageBreak"))
_HELD = (*_BOOKMARKS, qn("w:sectPr"), qn("w:drawing"), qn("w:pict"), qn("w:object"))


class WordForm:
    """The body of a document: `paragraphs` outside tables and `tables`, each in order."""

    def __init__(self, root: etree._Element) -> None:
        body = root.find(qn("w:body"))
        if body is None:
            raise ValueError("no body")
        self.paragraphs: list[etree._Element] = []
        self.tables: list[etree._Element] = []
        self._take(body)

    def _take(self, parent: etree._Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == P:
                self.paragraphs.append(element)
                for box in _boxes(element):
                    self._take(box)
            elif tag == TBL:
                self._take_table(element)
            elif tag not in _UNSEEN and isinstance(tag, str):
                self._take(element)

    def _take_table(self, table: etree._Element) -> None:
        cells = [cell for row in rows_of(table) for _, _, cell in cells_of(row)]
        if len(cells) == 1:
            # A table of one cell is a frame around what stands in it.
            self._take(cells[0])
            return
        self.tables.append(table)
        for cell in cells:
            for inner in cell.iter(TBL):
                if inner in _own_tables(cell) and _has_columns(inner):
                    self._take_table(inner)


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, those in content controls as well."""
    return list(_inside(table, TR))


def cells_of(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """First column, width in columns and element of each cell of a row."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    at = 0 if before is None else int(before.get(qn("w:val"), "0"))
    for cell in _inside(row, TC):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        width = 1 if span is None else int(span.get(qn("w:val"), "1"))
        yield at, width, cell
        at += width


def cell_at(table: etree._Element, row: int, column: int) -> etree._Element:
    """The cell that covers a place of a table; LookupError where there is none."""
    return cell_in(rows_of(table)[row], column)


def cell_in(row: etree._Element, column: int) -> etree._Element:
    """The cell of a row that covers a column; LookupError where there is none."""
    for at, width, cell in cells_of(row):
        if at <= column < at + width:
            return cell
    raise LookupError(column)


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph as it stands."""
    return "".join(one.read() for one in _pieces(paragraph))


def cell_text(cell: etree._Element) -> str:
    """The text of a cell, its paragraphs line by line."""
    return "\n".join(text_of(one) for one in _own_paragraphs(cell)).strip("\n")


def write(
    paragraph: etree._Element, start: int, end: int, text: str, *, plain: bool = False
) -> None:
    """Put a text in the place of some signs of a paragraph, in the looks of what was there.

    `plain` takes away what sets guidance off from the text: colour, slant, marker.
    """
    pieces = _pieces(paragraph)
    if not pieces:
        pieces = [_Piece(_new_text(paragraph))]
    at, prompt = 0, None
    for piece in pieces:
        at += len(piece.read())
        if piece.prompting is not None and start == end == at and prompt is None:
            prompt = piece
    if prompt is not None:
        # Where a control asks for it, it goes into the control.
        prompt.write(clean(text))
    else:
        replace_in(pieces, start, end, clean(text))
    mark_filled(paragraph)
    if plain:
        for run in paragraph.iter(R):
            looks = run.find(LOOKS)
            if looks is not None:
                _without_guidance_looks(looks)
    for one in list(paragraph.iter(T)):
        _with_breaks(one)


def write_whole(paragraph: etree._Element, text: str, *, plain: bool = False) -> None:
    """Put a text in the place of all that a paragraph says."""
    write(paragraph, 0, len(text_of(paragraph)), text, plain=plain)


def write_cell(cell: etree._Element, text: str) -> None:
    """Put a text in the place of what a cell says, each line as its first paragraph looks."""
    own = list(_own_paragraphs(cell))
    if not own:
        own = [etree.SubElement(cell, P)]
    filled = next((one for one in own if text_of(one).strip()), own[0])
    looks = another(filled)
    first, *others = [text] if has_plain_control(filled) else text.split("\n")
    write_whole(filled, first)
    last = filled
    for line in others:
        made = another(looks)
        write_whole(made, line)
        last.addnext(made)
        last = made
    for one in own:
        if one is not filled and text_of(one).strip():
            write_whole(one, "")


def another(element: etree._Element) -> etree._Element:
    """A copy to stand beside its model: without what may be in a file only once."""
    made = deepcopy(element)
    made.tail = None
    for one in made.iter(etree.Element):
        for name in _IDS:
            one.attrib.pop(name, None)
    for one in list(made.iter(*_ONCE, qn("w:sectPr"))):
        one.getparent().remove(one)
    for one in made.iter(_CONTROL):
        number = one.find(f"{qn('w:sdtPr')}/{qn('w:id')}")
        if number is not None:
            number.getparent().remove(number)
    return made


def paragraph_like(model: etree._Element | None) -> etree._Element:
    """A new blank paragraph in the looks of another, of its text where it has any."""
    made = etree.Element(P)
    if model is None:
        return made
    own = model.find(PARAGRAPH_LOOKS)
    if own is not None:
        made.append(another(own))
    run = next((one for one in model.iter(R) if text_of(one).strip()), None)
    run = next(model.iter(R), None) if run is None else run
    looks = None if run is None else run.find(LOOKS)
    if looks is None and own is not None:
        looks = own.find(LOOKS)
    if looks is not None:
        copied = another(looks)
        _without_guidance_looks(copied)
        etree.SubElement(made, R).append(copied)
    return made


def holds_something(paragraph: etree._Element) -> bool:
    """Whether a paragraph carries more than text: a picture, a mark, the end of a page or of a
    section."""
    if any(one.get(_TYPE) not in (None, "textWrapping") for one in paragraph.iter(_BREAK)):
        return True
    return next(paragraph.iter(*_HELD), None) is not None


def mark_filled(paragraph: etree._Element) -> None:
    """The controls that a paragraph stands in, or holds, show their prompt no longer."""
    for control in (*paragraph.iterancestors(_CONTROL), *paragraph.iter(_CONTROL)):
        _is_filled(control)


def is_numbered(paragraph: etree._Element) -> bool:
    """Whether Word writes a number in front of it."""
    return paragraph.find(f"{PARAGRAPH_LOOKS}/{qn('w:numPr')}") is not None


def has_plain_control(paragraph: etree._Element) -> bool:
    """Whether it stands in a content control that takes no second paragraph, or holds one."""
    around = [*paragraph.iterancestors(_CONTROL)]
    return next(paragraph.iter(_CONTROL), None) is not None or any(
        one.find(f"{qn('w:sdtPr')}/{qn('w:text')}") is not None for one in around
    )


def outermost(paragraph: etree._Element) -> etree._Element:
    """The content control around a paragraph, the outer one of several; itself without one."""
    return next(iter([*paragraph.iterancestors(_CONTROL)][::-1]), paragraph)


class _Piece:
    """A part of a paragraph's text: letters, or a tab or line break that stands for one; or the
    prompt of a control that nobody filled, which is no text."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        controls = element.iterancestors(_CONTROL)
        self.prompting = next((one for one in controls if one.find(_PROMPTS) is not None), None)

    def read(self) -> str:
        if self.prompting is not None:
            return ""
        if self._element.tag == T:
            return self._element.text or ""
        return "\t" if self._element.tag == _TAB else "\n"

    def write(self, text: str) -> None:
        if self.prompting is not None:
            for one in list(self.prompting.iter(T)):
                if one is not self._element:
                    one.getparent().remove(one)
        if self._element.tag != T:
            made = etree.Element(T)
            self._element.addprevious(made)
            self._element.getparent().remove(self._element)
            self._element = made
        self._element.text = text
        self._element.set(_SPACE, "preserve")


def _pieces(paragraph: etree._Element) -> list[_Piece]:
    return [_Piece(one) for one in _seen(paragraph)]


def _seen(parent: etree._Element) -> Iterator[etree._Element]:
    for one in parent:
        tag = one.tag
        if tag in (T, _TAB, _BREAK):
            if tag != _BREAK or one.get(_TYPE) in (None, "textWrapping"):
                yield one
        elif tag not in _UNSEEN and tag not in (TBL, _BOX) and isinstance(tag, str):
            yield from _seen(one)


def _new_text(paragraph: etree._Element) -> etree._Element:
    """A run for a paragraph without text, in the looks that its own mark has."""
    control = next(paragraph.iter(qn("w:sdtContent")), None)
    blank = next((one for one in paragraph.iter(R) if not len(one) or one[-1].tag == LOOKS), None)
    if blank is not None and control is None:
        return etree.SubElement(blank, T)
    run = etree.SubElement(paragraph if control is None else control, R)
    looks = paragraph.find(f"{PARAGRAPH_LOOKS}/{LOOKS}")
    if looks is not None:
        run.append(deepcopy(looks))
    return etree.SubElement(run, T)


def _with_breaks(element: etree._Element) -> None:
    """Line feeds and tabs in a text become those of Word."""
    first, *others = re.split("([\n\t])", element.text or "")
    if not others:
        return
    element.text = first
    last = element
    for sign, text in zip(others[::2], others[1::2], strict=True):
        made = etree.Element(_BREAK if sign == "\n" else _TAB)
        last.addnext(made)
        last = etree.Element(T, {_SPACE: "preserve"})
        last.text = text
        made.addnext(last)


def _without_guidance_looks(looks: etree._Element) -> None:
    for one in [each for each in looks if each.tag in _OF_GUIDANCE]:
        looks.remove(one)


def _is_filled(control: etree._Element) -> None:
    """A control that shows its prompt no longer says so."""
    sign = control.find(_PROMPTS)
    if sign is None:
        return
    sign.getparent().remove(sign)
    for run in control.iter(R):
        style = run.find(f"{LOOKS}/{qn('w:rStyle')}")
        if style is not None:
            style.getparent().remove(style)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, also those in controls and insertions, but not those of inner tables."""
    for one in parent:
        if one.tag == tag:
            yield one
        elif one.tag not in _UNSEEN and one.tag not in (P, TBL, TC) and isinstance(one.tag, str):
            yield from _inside(one, tag)


def _own_paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    yield from _inside(cell, P)


def _own_tables(cell: etree._Element) -> list[etree._Element]:
    return list(_inside(cell, TBL))


def _has_columns(table: etree._Element) -> bool:
    widths = [len(list(cells_of(row))) for row in rows_of(table)]
    return len(widths) > 1 and max(widths) > 1


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK and isinstance(child.tag, str) and len(child):
            yield from _boxes(child)
