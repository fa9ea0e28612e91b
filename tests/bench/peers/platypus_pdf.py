"""The document as flowables of reportlab's platypus: CJK paragraphs and LongTables."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus.tableofcontents import TableOfContents

from desktop_app.documents.pdf_cells import CELL_ABOVE
from desktop_app.documents.styles import (
    FACES,
    LINE,
    MARK,
    MM,
    PAGE_NUMBER,
    RULE,
    TABLE_CAPTION,
    TEXT,
    TextStyle,
)
from desktop_app.documents.table_layout import cell_style, head_style, spans
from desktop_app.documents.tree import Contents, Heading, PageBreak, Section, Table
from desktop_app.documents.tree import Spacer as Blank
from desktop_app.paths import FONTS
from tests.bench.content import Content, Layout, body_rows, head_rows, lines_of, page_of

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}
_COLUMN = {"text": "left", "center": "center", "number": "right"}


def write(content: Content, path: Path) -> None:
    for face in FACES.values():
        pdfmetrics.registerFont(TTFont(face.files[0], str(FONTS / face.files[0]), shapable=False))
    document = content.document
    made = _Template(str(path), invariant=1, title=document.title, author=document.author)
    for at, section in enumerate(document.sections):
        page = page_of(section)
        wide, high = page.width_mm * MM, page.height_mm * MM
        left, bottom = page.left_mm * MM, page.bottom_mm * MM
        frame = Frame(
            left, bottom, wide - left - page.right_mm * MM, high - bottom - page.top_mm * MM,
            0, 0, 0, 0,
        )  # fmt: skip
        foot = partial(_foot, document.foot(section), section, left)
        made.addPageTemplates(
            PageTemplate(f"section{at}", [frame], onPage=foot, pagesize=(wide, high))
        )
    flowables = list(_flowables(content))
    if any(isinstance(one, TableOfContents) for one in flowables):
        # Page numbers stand before what they count, so platypus sets the document again.
        made.multiBuild(flowables)
    else:
        made.build(flowables)


class _Template(BaseDocTemplate):
    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 reportlab's name for it
        level = getattr(flowable, "level", 0)
        if level:
            self.notify("TOCEntry", (level - 1, flowable.getPlainText(), self.page))


def _flowables(content: Content) -> Iterator[Flowable]:
    layouts = iter(content.layouts)
    for at, section in enumerate(content.document.sections):
        if at:
            yield NextPageTemplate(f"section{at}")
            yield NewPage()
        for block in section.blocks:
            match block:
                case Table():
                    yield from _table(block, next(layouts))
                case Contents(depth, title):
                    yield _paragraph(title, TEXT["title"])
                    yield TableOfContents(
                        levelStyles=[_style(TEXT["contents"]) for _ in range(depth)],
                        rightColumnWidth=40,
                    )
                case PageBreak():
                    yield NewPage()
                case Blank(lines):
                    yield Spacer(1, lines * LINE)
                case _:
                    for text, style in lines_of(block):
                        paragraph = _paragraph(text, style)
                        if isinstance(block, Heading) and block.text and block.level <= 2:
                            paragraph.level = block.level
                        yield paragraph


def _table(table: Table, layout: Layout) -> Iterator[Flowable]:
    if table.caption:
        yield _paragraph(f"{table.number} {table.caption}", TABLE_CAPTION)
    cell, head = cell_style(layout.size), head_style(layout.size)
    font = FACES[cell.face].files[0]
    head_set = _style(head)
    styles = [_style(cell, align=_COLUMN[column.kind], font=font) for column in table.columns]
    rooms = [width - 2 * layout.padding for width in layout.widths]
    titles = [[Paragraph(escape(text), head_set) for text in row] for row in head_rows(table)]

    def fitted(text: str, at: int) -> str | Paragraph:
        """A paragraph only where the text needs more than a line: paragraphs are slow."""
        if pdfmetrics.stringWidth(text, font, cell.size) <= rooms[at]:
            return text
        return Paragraph(escape(text), styles[at])

    rows = [[fitted(text, at) for at, text in enumerate(row)] for row in body_rows(table)]
    commands = [
        ("FONT", (0, 0), (-1, -1), font, cell.size, cell.line),
        ("GRID", (0, 0), (-1, -1), RULE, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), layout.padding),
        ("RIGHTPADDING", (0, 0), (-1, -1), layout.padding),
        ("TOPPADDING", (0, 0), (-1, -1), CELL_ABOVE),
        ("BOTTOMPADDING", (0, 0), (-1, -1), CELL_ABOVE),
    ]
    for at, column in zip(count(), table.columns):
        commands.append(("ALIGN", (at, 0), (at, -1), _COLUMN[column.kind].upper()))
    if len(titles) > 1:
        for first, last, group in spans(table):
            if group:
                commands.append(("SPAN", (first, 0), (last, 0)))
            else:
                titles[0][first] = titles[1][first]
                commands.append(("SPAN", (first, 0), (first, 1)))
    yield LongTable(
        [*titles, *rows], layout.widths, repeatRows=len(titles), style=commands, hAlign="CENTER"
    )


def _foot(foot: str, section: Section, left: float, canvas: Canvas, made: BaseDocTemplate) -> None:
    font = FACES["song"].files[0]
    canvas.setFont(font, MARK.size)
    canvas.drawString(left, 60, foot)
    if section.numbered:
        canvas.setFont(font, PAGE_NUMBER.size)
        canvas.drawRightString(canvas._pagesize[0] - left, 60, f"— {made.page} —")


def _paragraph(text: str, style: TextStyle) -> Paragraph:
    return Paragraph(escape(text), _style(style))


def _style(style: TextStyle, align: str = "", font: str = "") -> ParagraphStyle:
    return ParagraphStyle(
        style.face,
        fontName=font or FACES[style.face].files[0],
        fontSize=style.size,
        leading=style.line,
        alignment=_ALIGN[align or style.align],
        firstLineIndent=style.indent * style.size,
        spaceBefore=style.before,
        spaceAfter=style.after,
        keepWithNext=int(style.keep_with_next),
        wordWrap="CJK",
    )
