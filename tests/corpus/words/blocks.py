"""Paragraphs and tables as plain values, and two producers that make Word files of them."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml

from tests.word_files import NS

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
NAMESPACES = (
    f'xmlns:w="{NS}" xmlns:w14="{W14}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="yj"><w:name w:val="一级标题"/></w:style>'
)
_LISTS = (
    ("chineseCountingThousand", "%1、"),
    ("decimal", "%1."),
    ("decimal", "(%1)"),
    ("decimal", "%1"),
)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: its text, or finished runs (`xml`). `level` is a heading style's, `listed` an
    automatic list: 1 counts 一、 2 counts 1. 3 counts (1) 4 counts 1."""

    text: str = ""
    level: int = 0
    bold: bool = False
    listed: int = 0
    xml: str = ""
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `merged` are (first row, first column, last row, last column)."""

    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Xml:
    """A finished piece of the body."""

    text: str


Block = Para | Grid | Xml


def runs(text: str, pieces: int = 1, properties: str = "") -> str:
    """The text as so many runs, its line feeds as breaks and its tabs as tabs."""
    size = max(1, -(-len(text) // pieces))
    cut = [text[at : at + size] for at in range(0, len(text), size)]
    inner = [
        escape(piece)
        .replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        .replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        for piece in cut
    ]
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return "".join(f'<w:r>{rpr}<w:t xml:space="preserve">{one}</w:t></w:r>' for one in inner)


def para(block: Para, pieces: int = 1) -> str:
    properties = block.properties
    if block.level:
        properties = f'<w:pStyle w:val="{block.level}"/>{properties}'
    if block.listed:
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{block.listed}"/></w:numPr>'
        properties += number
    inner = block.xml or runs(block.text, pieces, "<w:b/>" if block.bold else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def grid(block: Grid, cell=lambda text: para(Para(text))) -> str:
    """The table's XML; `cell` makes the paragraphs of a cell of its text."""
    out = ""
    for at, row in enumerate(block.rows):
        cells, column = "", 0
        while column < len(row):
            merge = next((m for m in block.merged if m[0] <= at <= m[2] and m[1] == column), None)
            span, properties = 1, ""
            if merge is not None:
                span = merge[3] - merge[1] + 1
                properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
                if merge[2] > merge[0]:
                    start = ' w:val="restart"' if at == merge[0] else ""
                    properties += f"<w:vMerge{start}/>"
            is_below = merge is not None and at > merge[0]
            content = "<w:p/>" if is_below else cell(row[column])
            cells += f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
            column += span
        out += f"<w:tr>{cells}</w:tr>"
    columns = '<w:gridCol w:w="1500"/>' * max(map(len, block.rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{out}</w:tbl>"


def body(blocks: Sequence[Block], pieces: int = 1) -> str:
    out = ""
    for block in blocks:
        if isinstance(block, Xml):
            out += block.text
        elif isinstance(block, Para):
            out += para(block, pieces)
        else:
            out += grid(block, lambda text: para(Para(text), pieces))
    return out


def by_hand(
    blocks: Sequence[Block],
    path: Path,
    *,
    pieces: int = 1,
    parts: Mapping[str, str] | None = None,
) -> None:
    """A file of OOXML written part by part; `parts` are further ones, by name (footnotes.xml)."""
    more = dict(parts or {})
    numbers = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for n, (form, text) in enumerate(_LISTS, start=1)
    ) + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, len(_LISTS) + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = ["styles.xml", "numbering.xml", *more]
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{kinds}.{name[:-4].rstrip("0123456789")}+xml"/>'
        for name in names
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/{name[:-4].rstrip("0123456789")}" Target="{name}"/>'
        for n, name in enumerate(names, start=1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/>{types}</Types>',
        )
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1"'
            f' Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        packed.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        )
        text = body(blocks, pieces)
        packed.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{text}</w:body></w:document>"
        )
        packed.writestr("word/styles.xml", f"<w:styles {NAMESPACES}>{_STYLES}</w:styles>")
        packed.writestr("word/numbering.xml", f"<w:numbering {NAMESPACES}>{numbers}</w:numbering>")
        for name, content in more.items():
            packed.writestr(f"word/{name}", content)


def by_python_docx(blocks: Sequence[Block], path: Path) -> None:
    """The same file made with python-docx."""
    document = docx.Document()
    end = document.element.body.sectPr
    for block in blocks:
        if isinstance(block, Xml):
            for element in parse_xml(f"<w:body {NAMESPACES}>{block.text}</w:body>"):
                end.addprevious(element)
        elif isinstance(block, Grid):
            _add_grid(document, block)
        elif block.xml or block.properties or block.listed:
            end.addprevious(parse_xml(para(block).replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))
        else:
            style = f"Heading {block.level}" if block.level else None
            paragraph = document.add_paragraph(style=style)
            paragraph.add_run(block.text).bold = block.bold or None
    document.save(str(path))


def _add_grid(document, block: Grid) -> None:
    width = max(map(len, block.rows))
    table = document.add_table(rows=len(block.rows), cols=width)
    for at, row in enumerate(table.rows):
        for cell, text in zip(row.cells, block.rows[at], strict=False):
            cell.text = text
    for top, left, bottom, right in block.merged:
        text = block.rows[top][left]
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
