"""A Word file by python-docx's own tables, each cell found by row and column.

`table.cell` walks the whole table each time, so this is quadratic; `cells_docx` takes them once.
"""

from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as Package
from docx.shared import Pt
from docx.table import Table as WordTable

from desktop_app.documents.tree import Contents, PageBreak, Spacer, Table
from desktop_app.paths import TEMPLATES
from tests.bench.content import Content, body_rows, head_rows, lines_of


def write(content: Content, path: Path) -> None:
    for word, rows in tables(content, path):
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                word.cell(at, column).text = text


def tables(content: Content, path: Path) -> Iterator[tuple[WordTable, list[tuple[str, ...]]]]:
    """The document with empty tables, each with its rows to fill in; saved when all are filled."""
    package = docx.Document(str(TEMPLATES / "base.docx"))
    layouts = iter(content.layouts)
    for section in content.document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                rows = [*head_rows(block), *body_rows(block)]
                layout = next(layouts)
                yield _empty(package, len(rows), layout.widths), rows
                package.styles["Normal"].font.size = Pt(layout.size)
            elif not isinstance(block, Contents | PageBreak | Spacer):
                for text, _ in lines_of(block):
                    package.add_paragraph(text)
    package.save(str(path))


def _empty(package: Package, rows: int, widths: tuple[float, ...]) -> WordTable:
    table = package.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Pt(width)
    return table
