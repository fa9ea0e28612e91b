"""A workbook by openpyxl in its write-only mode: the same cells, formats and widths."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

from desktop_app.documents.styles import FACES, TABLE_CELL, TABLE_HEAD, TextStyle
from desktop_app.documents.tree import Table, blocks
from tests.bench.content import Content, as_number, body_rows, head_rows

_ALIGN = {"text": "left", "center": "center", "number": "right"}


def write(content: Content, path: Path) -> None:
    book = Workbook(write_only=True)
    book.add_named_style(_look("head", TABLE_HEAD, "center"))
    for kind, align in _ALIGN.items():
        book.add_named_style(_look(kind, TABLE_CELL, align))
    sheet = book.create_sheet()
    tables = [block for block in blocks(content.document) if isinstance(block, Table)]
    for layout in content.layouts:
        for column, width in enumerate(layout.widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width / 5.25

    def cell(value: str | float, style: str) -> WriteOnlyCell:
        made = WriteOnlyCell(sheet, value)
        made.style = style
        return made

    for table in tables:
        heads = head_rows(table)
        sheet.print_title_rows = f"1:{len(heads)}"
        for row in heads:
            sheet.append([cell(text, "head") for text in row])
        kinds = [column.kind for column in table.columns]
        for row in body_rows(table):
            sheet.append(
                [
                    cell(number if kind == "number" and (number := as_number(text)) else text, kind)
                    for text, kind in zip(row, kinds, strict=True)
                ]
            )
    book.save(str(path))


def _look(name: str, style: TextStyle, align: str) -> NamedStyle:
    thin = Side(style="thin")
    return NamedStyle(
        name,
        font=Font(name=FACES[style.face].office, size=style.size),
        alignment=Alignment(horizontal=align, vertical="center", wrap_text=True),
        border=Border(thin, thin, thin, thin),
    )
