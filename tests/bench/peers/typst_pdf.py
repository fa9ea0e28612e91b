"""The document as typst source, set by typst with our fonts."""

from collections.abc import Iterator
from pathlib import Path

import typst

from desktop_app.documents.pdf_cells import CELL_ABOVE
from desktop_app.documents.styles import LINE, MARK, PAGE_NUMBER, RULE, TABLE_CAPTION, TextStyle
from desktop_app.documents.table_layout import cell_style, head_style, spans
from desktop_app.documents.tree import (
    Contents,
    Document,
    Heading,
    PageBreak,
    Section,
    Spacer,
    Table,
)
from desktop_app.paths import FONTS
from tests.bench.content import Content, Layout, body_rows, lines_of, page_of

FAMILIES = {
    "title": "OA Title Song",
    "song": "OA Song",
    "hei": "OA Hei",
    "kai": "OA Kai Open",
    "fang": "OA FangSong Open",
}
_OPENING = """#set document(date: none)
#set text(font: "OA Song", lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
"""
_ALIGN = {"text": "left", "center": "center", "number": "right"}


def write(content: Content, path: Path) -> None:
    source = path.with_suffix(".typ")
    source.write_text("".join(_source(content)), "utf-8")
    typst.compile(str(source), output=str(path), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _source(content: Content) -> Iterator[str]:
    yield _OPENING
    layouts = iter(content.layouts)
    for section in content.document.sections:
        yield _page(content.document, section)
        for block in section.blocks:
            match block:
                case Table():
                    yield from _table(block, next(layouts))
                case Contents(depth, title):
                    yield f"#outline(title: {_quoted(title)}, depth: {depth})\n"
                case PageBreak():
                    yield "#pagebreak(weak: true)\n"
                case Spacer(lines):
                    yield f"#v({lines * LINE}pt)\n"
                case Heading(text, level) if text and not block.run_in:
                    [(shown, style)] = lines_of(block)
                    yield f"#block(heading(level: {level}, {_set(shown, style)}))\n"
                case _:
                    for shown, style in lines_of(block):
                        yield f"#{_set(shown, style)}\n"


def _page(document: Document, section: Section) -> str:
    page = page_of(section)
    number = f"text(size: {PAGE_NUMBER.size}pt)[— #counter(page).display() —]"
    foot = f"text(size: {MARK.size}pt, {_quoted(document.foot(section))})"
    shown = f"{foot} + h(1fr) + {number}" if section.numbered else foot
    return (
        f"#set page(width: {page.width_mm}mm, height: {page.height_mm}mm,"
        f" margin: (top: {page.top_mm}mm, bottom: {page.bottom_mm}mm,"
        f" left: {page.left_mm}mm, right: {page.right_mm}mm), footer: context {{ {shown} }})\n"
    )


def _set(shown: str, style: TextStyle) -> str:
    align = "left" if style.align == "justify" else style.align
    return (
        f"par(leading: {style.line - style.size}pt, spacing: {style.line - style.size}pt,"
        f" justify: {str(style.align == 'justify').lower()},"
        f" first-line-indent: (amount: {style.indent}em, all: true),"
        f" align({align}, text(weight: 400, font: {_fonts(style)}, size: {style.size}pt,"
        f" {_quoted(shown)})))"
    )


def _table(table: Table, layout: Layout) -> Iterator[str]:
    if table.caption:
        yield f"#{_set(f'{table.number} {table.caption}', TABLE_CAPTION)}\n"
    cell, head = cell_style(layout.size), head_style(layout.size)
    widths = "".join(f"{width:.2f}pt," for width in layout.widths)
    aligns = "".join(f"{_ALIGN[column.kind]} + horizon," for column in table.columns)
    yield (
        f"#block({{ set text(font: {_fonts(cell)}, size: {cell.size}pt)\n"
        f"set par(leading: {cell.line - cell.size}pt, justify: false)\n"
        f"set table.cell(breakable: false)\n"
        f"table(columns: ({widths}), align: ({aligns}), stroke: {RULE}pt,"
        f" inset: (x: {layout.padding}pt, y: {CELL_ABOVE}pt),\n"
        f"table.header({''.join(_head(table, head))}),\n"
    )
    for row in body_rows(table):
        yield "".join(f"{_quoted(text)}," for text in row) + "\n"
    yield ")})\n"


def _head(table: Table, style: TextStyle) -> Iterator[str]:
    grouped = spans(table)
    has_groups = any(group for _, _, group in grouped)

    def cell(text: str, over: str) -> str:
        shown = f"text(font: {_fonts(style)}, {_quoted(text)})"
        return f"table.cell(align: center + horizon, {over}{shown}),"

    for first, last, group in grouped:
        if group:
            yield cell(group, f"colspan: {last - first + 1}, ")
        else:
            yield cell(table.columns[first].title, "rowspan: 2, " if has_groups else "")
    if has_groups:
        for column in table.columns:
            if column.group:
                yield cell(column.title, "")


def _fonts(style: TextStyle) -> str:
    return f'("{FAMILIES[style.face]}", "OA FangSong Open")'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
