"""A workbook by XlsxWriter alone: the same cells, formats and widths, the header repeated."""

from pathlib import Path

import xlsxwriter

from desktop_app.documents.styles import FACES, TABLE_CELL, TABLE_HEAD
from desktop_app.documents.tree import Table, blocks
from tests.bench.content import Content, as_number, body_rows, head_rows

_ALIGN = {"text": "left", "center": "center", "number": "right"}


def write(content: Content, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    looks = {
        kind: book.add_format(
            {
                "font_name": FACES[style.face].office,
                "font_size": style.size,
                "align": align,
                "valign": "vcenter",
                "text_wrap": True,
                "border": 1,
            }
        )
        for kind, style, align in (
            ("head", TABLE_HEAD, "center"),
            *((kind, TABLE_CELL, align) for kind, align in _ALIGN.items()),
        )
    }
    sheet = book.add_worksheet()
    tables = [block for block in blocks(content.document) if isinstance(block, Table)]
    at = 0
    for table, layout in zip(tables, content.layouts, strict=True):
        for column, width in enumerate(layout.widths):
            sheet.set_column(column, column, width / 5.25)
        first = at
        for row in head_rows(table):
            for column, text in enumerate(row):
                sheet.write_string(at, column, text, looks["head"])
            at += 1
        sheet.repeat_rows(first, at - 1)
        columns = [(column.kind == "number", looks[column.kind]) for column in table.columns]
        for row in body_rows(table):
            for column, (text, (is_number, look)) in enumerate(zip(row, columns, strict=True)):
                number = as_number(text) if is_number else None
                if number is None:
                    sheet.write_string(at, column, text, look)
                else:
                    sheet.write_number(at, column, number, look)
            at += 1
    book.close()
