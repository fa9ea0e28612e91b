"""A Word file as a city's office lays it out: red-tape typography done with ordinary styles."""

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from generator.fixed import FIXED, normalised

BODY, BLACK, KAI, TITLE, SMALL = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
TEXT_WIDTH_CM = 15.6


def new_document() -> Document:
    """An empty A4 document with the margins and the body text of GB/T 9704."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    normal = _paragraph_style(document, "Normal")
    normal.font.size = Pt(16)
    _set_fonts(normal.element.get_or_add_rPr(), BODY)
    layout = normal.paragraph_format
    layout.first_line_indent = Pt(32)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
    layout.space_before = layout.space_after = Pt(0)
    heading = _paragraph_style(document, "Heading 1")
    heading.font.size, heading.font.bold = Pt(16), False
    heading.font.color.rgb = RGBColor(0, 0, 0)
    _set_fonts(heading.element.get_or_add_rPr(), BLACK)
    heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(0)
    _page_number(section.footer.paragraphs[0])
    return document


def title(document: Document, text: str, below: str) -> None:
    """The title over the text, and a line in brackets under it."""
    _centred(document, text, TITLE, 22)
    _centred(document, below, KAI, 16)
    document.add_paragraph()


def heading(document: Document, text: str, by_hand: bool) -> None:
    """A chapter's heading: a real heading style, or bold text as many offices do it."""
    if not by_hand:
        document.add_heading(text, 1)
        return
    added = document.add_paragraph()
    added.paragraph_format.keep_with_next = True
    run = added.add_run(text)
    run.bold = True
    _set_fonts(run._element.get_or_add_rPr(), BLACK)


def paragraph(document: Document, text: str) -> None:
    """A paragraph; one that begins with （一） has its first sentence in 楷体."""
    added = document.add_paragraph()
    added.paragraph_format.keep_with_next = len(text) < 20
    if text.startswith("（") and "。" in text[:24]:
        lead, _, text = text.partition("。")
        run = added.add_run(f"{lead}。")
        _set_fonts(run._element.get_or_add_rPr(), KAI)
    added.add_run(text)


def caption(document: Document, text: str) -> None:
    """The line above a table."""
    _centred(document, text, BLACK, 14)


def table(
    document: Document,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    to_the_left: Sequence[int] = (),
) -> None:
    """A table in small type, its head repeated on each page.

    `widths` are shares of the text width; `to_the_left` are the columns of longer text.
    """
    made = document.add_table(rows=0, cols=len(head), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    unit = TEXT_WIDTH_CM / sum(widths)
    for number, texts in enumerate((head, *rows)):
        row = made.add_row()
        _mark_row(row._tr.get_or_add_trPr(), is_head=number == 0)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Cm(widths[column] * unit)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            left = number > 0 and column in to_the_left
            _cell_text(cell.paragraphs[0], text, bold=number == 0, left=left)
    _grid_widths(made._tbl, [Cm(width * unit) for width in widths])
    after = document.add_paragraph()
    after.paragraph_format.line_spacing = Pt(14)


def save(document: Document, path: Path, author: str) -> None:
    """The file, with the properties of an office's own and fixed dates."""
    about = document.core_properties
    about.author = about.last_modified_by = author
    about.title = about.comments = ""
    about.created = about.modified = FIXED
    document.save(str(path))
    normalised(path)


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _centred(document: Document, text: str, font: str, size: int) -> None:
    added = document.add_paragraph()
    added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    added.paragraph_format.first_line_indent = Pt(0)
    if size > 16:
        added.paragraph_format.line_spacing = Pt(36)
    added.paragraph_format.keep_with_next = True
    _sized(added.add_run(text), font, size)


def _cell_text(added: Paragraph, text: str, bold: bool, left: bool) -> None:
    layout = added.paragraph_format
    layout.first_line_indent = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.SINGLE, 1.0
    added.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    run = added.add_run(text)
    run.bold = bold or None
    _sized(run, SMALL, 10.5)


def _sized(run: Run, font: str, size: float) -> None:
    run.font.size = Pt(size)
    _set_fonts(run._element.get_or_add_rPr(), font)


def _set_fonts(properties: BaseOxmlElement, font: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def _mark_row(properties: BaseOxmlElement, is_head: bool) -> None:
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _grid_widths(made: BaseOxmlElement, widths: Sequence[Cm]) -> None:
    for column, width in zip(made.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(int(width.twips)))


def _page_number(added: Paragraph) -> None:
    added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    added.paragraph_format.first_line_indent = Pt(0)
    _sized(added.add_run("— "), SMALL, 14)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    added._p.append(field)
    _sized(added.add_run(" —"), SMALL, 14)
