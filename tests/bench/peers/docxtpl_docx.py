"""A Word file out of a template by docxtpl: every table is a loop over its rows."""

from dataclasses import replace
from pathlib import Path

from docxtpl import DocxTemplate

from desktop_app.documents.tree import Document, Table, blocks
from tests.bench.content import Content, body_rows
from tests.bench.peers import bare_docx


def prepare(content: Content, path: Path) -> None:
    """The template: the texts of the document, and in each table a row to be repeated."""
    numbers = iter(range(len(content.layouts)))
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                _loop(block, next(numbers)) if isinstance(block, Table) else block
                for block in section.blocks
            ),
        )
        for section in content.document.sections
    )
    template: Document = replace(content.document, sections=sections)
    bare_docx.write(replace(content, document=template), _template(path))


def write(content: Content, path: Path) -> None:
    tables = [block for block in blocks(content.document) if isinstance(block, Table)]
    template = DocxTemplate(str(_template(path)))
    template.render({"tables": [body_rows(table) for table in tables]}, autoescape=True)
    template.save(str(path))


def _loop(table: Table, number: int) -> Table:
    blank = ("",) * (len(table.columns) - 1)
    cells = tuple(f"{{{{ row[{at}] }}}}" for at in range(len(table.columns)))
    opening = (f"{{%tr for row in tables[{number}] %}}", *blank)
    return replace(table, rows=(opening, cells, ("{%tr endfor %}", *blank)), total=())


def _template(path: Path) -> Path:
    return path.with_name(f"template-{path.name}")
