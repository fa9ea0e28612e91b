"""A Word file as bare XML: the same paragraphs and table cells in our styles, strings into a zip.

The floor for a Word writer: nothing is cleaned, checked or linked; no contents, no footers.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from desktop_app.documents.styles import MM
from desktop_app.documents.table_layout import style_id
from desktop_app.documents.tree import Block, Contents, Heading, PageBreak, Paragraph, Spacer, Table
from desktop_app.paths import TEMPLATES
from tests.bench.content import Content, Layout, body_rows, head_rows, lines_of, page_of

_BODY = "word/document.xml"
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document'
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
_ALIGN = {"text": "left", "center": "center", "number": "right"}
_STYLES = {
    "body": "BodyText", "flush": "Flush", "title": "Title", "subtitle": "Subtitle", "note": "Note",
    "cover_title": "CoverTitle", "cover_line": "CoverLine", "attachment": "Attachment",
}  # fmt: skip


def write(content: Content, path: Path) -> None:
    body = "".join([_OPENING, *_body(content), "</w:body></w:document>"])
    with zipfile.ZipFile(TEMPLATES / "base.docx") as base, zipfile.ZipFile(path, "w") as target:
        for name in base.namelist():
            text = body if name == _BODY else base.read(name)
            target.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)


def _body(content: Content) -> Iterator[str]:
    layouts = iter(content.layouts)
    last = len(content.document.sections) - 1
    for at, section in enumerate(content.document.sections):
        for block in section.blocks:
            if isinstance(block, Table):
                yield from _table(block, next(layouts))
            elif not isinstance(block, Contents | PageBreak | Spacer):
                for text, _ in lines_of(block):
                    yield _paragraph(_style(block), text)
        page = page_of(section)
        high, wide = round(page.height_mm * MM * 20), round(page.width_mm * MM * 20)
        left, right = round(page.left_mm * MM * 20), round(page.right_mm * MM * 20)
        top, bottom = round(page.top_mm * MM * 20), round(page.bottom_mm * MM * 20)
        orient = ' w:orient="landscape"' if section.landscape else ""
        properties = (
            f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{orient}/><w:pgMar w:top="{top}"'
            f' w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="720"'
            ' w:footer="720" w:gutter="0"/></w:sectPr>'
        )
        yield properties if at == last else f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def _style(block: Block) -> str:
    match block:
        case Heading(_, level):
            return f"Heading{level}"
        case Paragraph(_, style):
            return _STYLES[style]
        case _:
            return "Note"


def _paragraph(style: str, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _table(table: Table, layout: Layout) -> Iterator[str]:
    if table.caption:
        yield _paragraph("Caption", f"{table.number} {table.caption}")
    widths = [round(width * 20) for width in layout.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="{sum(widths)}"'
        ' w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )
    head, cell = style_id("TableHead", layout.size), style_id("TableCell", layout.size)

    def opening(width: int, style: str, align: str) -> str:
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/>'
            f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{align}"/></w:pPr>'
            '<w:r><w:t xml:space="preserve">'
        )

    heads = [opening(width, head, "center") for width in widths]
    cells = [
        opening(width, cell, _ALIGN[column.kind])
        for width, column in zip(widths, table.columns, strict=True)
    ]
    for row in head_rows(table):
        yield _row(heads, row, "<w:cantSplit/><w:tblHeader/>")
    for row in body_rows(table):
        yield _row(cells, row, "<w:cantSplit/>")
    yield "</w:tbl>"


def _row(openings: list[str], texts: tuple[str, ...], properties: str) -> str:
    cells = "".join(
        f"{opening}{escape(text)}</w:t></w:r></w:p></w:tc>"
        for opening, text in zip(openings, texts, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"
