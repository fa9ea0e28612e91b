"""The tree as a Word file: package, parts, styles by python-docx, the body a stream of XML."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document as Package

from desktop_app.documents.clean import clean
from desktop_app.documents.docx_grid import grid_xml
from desktop_app.documents.docx_pages import Pages, R, W, measure, page_of, twips
from desktop_app.documents.docx_picture import add_pictures, picture_xml
from desktop_app.documents.docx_table import table_xml
from desktop_app.documents.docx_text import field as word_field
from desktop_app.documents.docx_text import paragraph, run, runs, table_entry
from desktop_app.documents.files import replacing
from desktop_app.documents.signature import foot_text, signature_indents
from desktop_app.documents.styles import BODY, HEADINGS, LINE, MM, RULE, TEXT, TITLES
from desktop_app.documents.table_layout import TABLE_AFTER, em_width
from desktop_app.documents.tree import (
    Block,
    Contents,
    Document,
    Figure,
    FormFoot,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Section,
    SignatureBlock,
    Spacer,
    Table,
    blocks,
    listed_headings,
)
from desktop_app.documents.typeset import title_lines
from desktop_app.paths import TEMPLATES

TEMPLATE = TEMPLATES / "base.docx"
# The same draft gives the same bytes, so no clock is asked.
FIXED_DATE = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
# Stands for the title in the properties until it is put in.
_TITLE = "shenbao-title-of-the-document"
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
)
_CLOSING = "</w:body></w:document>"
_STYLES = {
    "body": "BodyText",
    "flush": "Flush",
    "title": "Title",
    "subtitle": "Subtitle",
    "note": "Note",
    "cover_title": "CoverTitle",
    "cover_line": "CoverLine",
    "attachment": "Attachment",
    "label": "Label",
    "text": "PlainText",
    "item": "ListItem",
    "code": "Code",
}
# Two blocks of XML that Word would run together are kept apart by a line of this height.
_HAIR = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
# What follows a table keeps off its last rule, which is as thick as the rows are higher by.
_AFTER_TABLE = f'<w:spacing w:before="{twips(TABLE_AFTER - RULE)}"/>'


def write_docx(document: Document, path: Path, pages: Mapping[str, int] | None = None) -> None:
    """Write a numbered document to `path`.

    `pages` maps headings' anchors to the page numbers that the contents show until someone
    refreshes them; without it they stand empty. The same document gives the same bytes.
    """
    # Hundreds of papers differ in their title and their body alone.
    blank = tuple(replace(section, blocks=()) for section in document.sections)
    pictures = tuple(one for one in blocks(document) if isinstance(one, Picture))
    frame = _frame(replace(document, title=_TITLE, sections=blank, sheets=()), pictures)
    body = _Body(document, frame.ends, pages or {}, dict(frame.pictures))
    with replacing(path) as temporary:
        _save(frame, document, body, temporary)


@dataclass(frozen=True, slots=True)
class _Frame:
    """All of a file but its body and its title: the parts by name, what ends each section, the ids
    of its pictures."""

    parts: tuple[tuple[str, bytes], ...]
    ends: tuple[str, ...]
    pictures: tuple[tuple[bytes, str], ...]


# Thousands of papers of one bundle share a frame. It is made of nothing but what it is asked with
# and the program's own template, neither of which changes, and nobody can change its bytes.
@lru_cache(maxsize=8)
def _frame(document: Document, pictures: tuple[Picture, ...]) -> _Frame:
    """The frame of documents with these sections, marks and author, none of which has any block,
    and with these pictures."""
    package = docx.Document(str(TEMPLATE))
    _properties(package, document)
    made = Pages(package, document)
    # Made first: a section's header and footer are parts of the package.
    ends = tuple(made.section_xml(section) for section in document.sections)
    ids = add_pictures(package, pictures)
    buffer = io.BytesIO()
    package.save(buffer)
    with zipfile.ZipFile(buffer) as source:
        parts = tuple((name, source.read(name)) for name in source.namelist())
    return _Frame(parts, ends, tuple(ids.items()))


def _properties(package: Package, document: Document) -> None:
    core = package.core_properties
    core.title = document.title
    # 255 characters are what python-docx lets a property hold.
    core.author = clean(document.author)[:255]
    core.last_modified_by = core.author
    core.comments = clean(document.mark)[:255]
    core.language = "zh-CN"
    core.revision = 1
    core.created = FIXED_DATE
    core.modified = FIXED_DATE


def _save(frame: _Frame, document: Document, body: "_Body", path: Path) -> None:
    """The frame with title and body put in, the body streamed; every entry bears the same date."""
    title = escape(clean(document.title)[:255]).encode()
    with zipfile.ZipFile(path, "w") as target:
        for name, content in frame.parts:
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            if name == _PROPERTIES:
                target.writestr(entry, content.replace(_TITLE.encode(), title))
                continue
            if name != _BODY:
                target.writestr(entry, content)
                continue
            with target.open(entry, "w") as out:
                out.write(_OPENING.encode())
                for chunk in body.chunks():
                    out.write(chunk.encode())
                out.write(_CLOSING.encode())


@dataclass
class _Body:
    document: Document
    ends: Sequence[str]
    numbers: Mapping[str, int]
    pictures: Mapping[bytes, str]
    _page_break: bool = False
    _pictures_set: int = 0

    def chunks(self) -> Iterator[str]:
        """The XML of all blocks; a section's properties end its last paragraph."""
        sections = self.document.sections
        for position, section in enumerate(sections):
            is_last = position == len(sections) - 1
            held = ""
            for chunk in self._section(section):
                if held:
                    yield held
                held = chunk
            properties = self.ends[position]
            self._page_break = False
            if is_last:
                yield held
                if not held.endswith("</w:p>"):
                    yield paragraph("Note", "", spacing=_HAIR)
                yield properties
            elif held.endswith("</w:p>"):
                before, _, after = held.rpartition("</w:pPr>")
                yield f"{before}{properties}</w:pPr>{after}"
            else:
                yield held
                yield paragraph("Note", "", spacing=_HAIR, section=properties)

    def _section(self, section: Section) -> Iterator[str]:
        page = page_of(section)
        width = measure(page)
        self._height = (page.height_mm - page.top_mm - page.bottom_mm) * MM
        previous: Block | None = None
        for position, block in enumerate(section.blocks):
            keeps = _is_kept(section.blocks[position + 1 : position + 3], width)
            if isinstance(block, PageBreak):
                self._page_break = True
                continue
            is_bare = isinstance(block, Table) and not (block.caption or block.unit)
            is_bare = is_bare or isinstance(block, Grid)
            if is_bare and (self._page_break or isinstance(previous, Table | Grid)):
                # Word joins two tables without a paragraph between, and breaks pages before text.
                yield paragraph("Note", "", spacing=_HAIR, page_break=self._taken_break())
            after_table = _AFTER_TABLE if isinstance(previous, Table | Grid) else ""
            yield from self._block(block, width, keeps, after_table)
            previous = block

    def _block(self, block: Block, width: float, keeps: bool, spacing: str) -> Iterator[str]:
        breaks = self._taken_break()
        match block:
            case Heading():
                yield _heading(block, breaks, spacing)
            case Paragraph(parts, style, anchor):
                yield paragraph(
                    _STYLES[style],
                    runs(_cut(parts, style, width)),
                    anchor=anchor,
                    keep_next=keeps,
                    page_break=breaks,
                    spacing=spacing,
                )
            case Table():
                yield from table_xml(block, width, breaks, spacing, keeps=keeps)
            case Grid():
                yield from grid_xml(block, width, keeps=keeps)
            case SignatureBlock():
                yield from _signature(block, breaks)
            case FormFoot(entries):
                yield paragraph(
                    "FormFoot", run(foot_text(entries, width)), page_break=breaks, spacing=spacing
                )
            case Contents(depth, title):
                yield paragraph("TOCHeading", run(title), page_break=breaks)
                yield from self._contents(depth, width)
            case Spacer(lines):
                yield from _blank_lines(lines, breaks)
            case Picture():
                self._pictures_set += 1
                yield from picture_xml(
                    block,
                    self.pictures,
                    self._pictures_set,
                    (width, self._height),
                    breaks=breaks,
                    spacing=spacing,
                )
            case Figure(_, height_mm):
                # No picture of a seal goes into Word files: its room alone is left.
                yield from _blank_lines(height_mm * MM / LINE, breaks)
            case _:
                raise NotImplementedError(f"write_docx cannot write {type(block).__name__}")

    def _taken_break(self) -> bool:
        breaks, self._page_break = self._page_break, False
        return breaks

    def _contents(self, depth: int, width: float) -> Iterator[str]:
        """Real entries with our page numbers, inside a field that people may refresh."""
        listed = listed_headings(self.document, depth)
        opening = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' TOC \\o "1-{depth}" \\f C \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        stop = f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(width)}"/>'
        if not listed:
            yield paragraph("TOC1", opening + closing)
        for index, heading in enumerate(listed):
            page = self.numbers.get(heading.anchor)
            number = word_field(
                f"PAGEREF {heading.anchor} \\h", run("" if page is None else str(page))
            )
            entry = (
                f'<w:hyperlink w:anchor="{heading.anchor}" w:history="1">'
                f"{run(heading.number + heading.text)}<w:r><w:tab/></w:r>{number}</w:hyperlink>"
            )
            entry = opening + entry if index == 0 else entry
            entry = entry + closing if index == len(listed) - 1 else entry
            yield paragraph(f"TOC{heading.level}", entry, tabs=stop)
        # LibreOffice loses the page number of a section that ends within the field.
        yield paragraph("Note", "", spacing=_HAIR)


def _cut(parts: Sequence[Run], style: str, width: float) -> Sequence[Run]:
    """GB/T 9704 7.3.1: a title goes on to the next line between words, which Word cannot tell."""
    if style not in TITLES or len(parts) != 1:
        return parts
    lines = [
        line for part in parts[0].text.split("\n") for line in title_lines(part, TEXT[style], width)
    ]
    return (Run("\n".join(lines), parts[0].face),)


def _is_kept(following: Sequence[Block], width: float) -> bool:
    """Whether who signs follows, at once or behind a single line: two lines stay with it."""
    if following and isinstance(following[0], Paragraph) and _is_one_line(following[0], width):
        following = following[1:]
    return bool(following) and isinstance(following[0], SignatureBlock | FormFoot)


def _is_one_line(block: Paragraph, width: float) -> bool:
    style = TEXT[block.style]
    ems = sum(em_width(part.text) for part in block.runs) + style.indent
    return ems <= round(width / style.size)


def _heading(block: Heading, breaks: bool, spacing: str) -> str:
    """A heading of its own, or a paragraph whose first words are one; the contents find both."""
    text = block.number + block.text
    if not block.run_in:
        style = f"{'Book' if block.look == 'book' else ''}Heading{block.level}"
        return paragraph(style, run(text), anchor=block.anchor, page_break=breaks, spacing=spacing)
    face = HEADINGS[block.level].face if block.text else ""
    named = table_entry(text, block.level) if block.text else ""
    content = named + run(text, face) + run(block.run_in)
    return paragraph("BodyText", content, anchor=block.anchor, page_break=breaks, spacing=spacing)


def _signature(block: SignatureBlock, breaks: bool) -> Iterator[str]:
    name, date = signature_indents(block)
    # 7.3.5: room for the seal over the name, one line without it.
    above = LINE * (2 if block.sealed else 1)
    for text, right, spaced in ((block.name, name, above), (block.date, date, 0.0)):
        indent = (
            f'<w:ind w:rightChars="{round(right * 100)}" w:right="{twips(right * BODY.size)}"/>'
        )
        spacing = f'<w:spacing w:before="{twips(spaced)}"/>' if spaced else ""
        yield paragraph(
            "Signature",
            run(text),
            keep_next=text is block.name,
            page_break=breaks and text is block.name,
            spacing=spacing,
            indent=indent,
            align="right",
        )


def _blank_lines(lines: float, breaks: bool) -> Iterator[str]:
    whole, part = divmod(lines, 1)
    heights = [LINE] * int(whole) + [part * LINE] * (part > 0)
    for index, height in enumerate(heights):
        spacing = f'<w:spacing w:line="{twips(height)}" w:lineRule="exact"/>'
        yield paragraph("Flush", "", spacing=spacing, page_break=breaks and index == 0)
