"""One or two honest small files of every format that the program reads: what is mutated."""

import io
import random
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import xlsxwriter
import xlwt
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.numbering import number
from desktop_app.documents.tree import Column, Document, Heading, Section, Table, paragraph
from desktop_app.documents.write_pdf import write_pdf
from tests.corpus import made as made_files
from tests.hostile.office_files import open_document
from tests.small_pack import a_small_programme
from tests.word_files import a_word_file, comment, commented, deleted, inserted, run
from tests.word_files import paragraph as word_paragraph
from tests.word_files import table as word_table

PROGRAMME = a_small_programme()
_FIELDS = PROGRAMME.summary.table.column
_ROWS = 12
_MOMENT = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@cache
def rows() -> list[list[object]]:
    """A title, a unit, the header and projects, as a county sends them."""
    head = [field.label for field in _FIELDS]
    body = [
        [f"{field.label}{n}" if at else n for at, field in enumerate(_FIELDS)]
        for n in range(1, _ROWS + 1)
    ]
    for n, row in enumerate(body, start=1):
        row[-1] = n * 31.5
    total = ["合计", *[""] * (len(head) - 2), sum(n * 31.5 for n in range(1, _ROWS + 1))]
    return [["汇总表"], ["单位:万元"], head, *body, total]


def _openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows():
        sheet.append(row)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(_FIELDS))
    sheet.row_dimensions[6].hidden = True
    sheet["A30"] = "=SUM(A4:A15)"
    sheet["B30"] = date(2024, 6, 1)
    book.create_sheet("说明").append(["填表说明"])
    book["说明"].sheet_state = "hidden"
    return _saved(book.save)


def _xlsxwriter() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("项目表")
    for at, row in enumerate(rows()):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    sheet.write_datetime(20, 1, date(2024, 6, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_rich_string(21, 0, "甲", book.add_format({"bold": True}), "乙", "丙")
    sheet.write_comment(3, 1, "批注")
    sheet.data_validation(3, 2, 14, 2, {"validate": "list", "source": ["是", "否"]})
    book.close()
    return out.getvalue()


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("项目表")
    for at, row in enumerate(rows()):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    sheet.merge(20, 21, 0, 2)
    sheet.write(22, 0, date(2024, 6, 1), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(23, 0, xlwt.Formula("1+2"))
    return _saved(book.save)


def _ods() -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
            if isinstance(value, int | float)
            else f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in row
        )
        + '<table:table-cell table:number-columns-repeated="20"/></table:table-row>'
        for row in rows()
    )
    spanned = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell '
        'table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="date" '
        'office:date-value="2024-06-01"><text:p>2024年6月</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
    )
    return open_document(cells + spanned)


def _csv(encoding: str) -> bytes:
    return "".join(",".join(map(str, row)) + "\r\n" for row in rows()).encode(encoding)


def _pasted(between: str) -> bytes:
    """The table as it comes out of a spreadsheet or a chat, as text."""
    return "".join(between.join(map(str, row)) + "\r\n" for row in rows()[2:]).encode()


def _chat() -> bytes:
    """Projects as people write them in a chat, one a line with the names of the columns."""
    name, *others = _FIELDS
    lines: list[str] = []
    for nth, *values in rows()[3:-1]:
        told = ";".join(f"{one.label}:{value}" for one, value in zip(others, values, strict=True))
        lines.append(f"{nth}、{name.label}:第{nth}号改造项目;{told}")
    return "\n".join(lines).encode()


def _with_macros(whole: bytes) -> bytes:
    """The workbook as Excel saves it with macros (.xlsm)."""
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Sub AutoOpen()" * 9)
    return out.getvalue()


def _xlsb() -> bytes:
    """A kept one: nothing that is here writes them."""
    return (Path(made_files.__file__).parent / "binary00.xlsb").read_bytes()


def _plan() -> bytes:
    """A plan by python-docx: chapters, a table with merged cells, numbered paragraphs."""
    document = docx.Document()
    document.add_heading("样板工程实施方案", 0)
    for chapter in PROGRAMME.plan.chapter:
        document.add_heading(chapter.title, 1)
        document.add_paragraph("到2026年底,全部项目完成改造,共12个,总投资2457万元。")
    table = document.add_table(0, len(_FIELDS), "Table Grid")
    for row in rows()[2:]:
        for cell, value in zip(table.add_row().cells, row, strict=False):
            cell.text = str(value)
    table.cell(3, 1).merge(table.cell(4, 2))
    for n in range(4):
        document.add_paragraph(f"第{n}个企业改造项目", "List Number")
    return _saved(document.save)


def _marked_up() -> bytes:
    """A Word file with tracked changes, comments and a table, part by part."""
    head = [field.label for field in _FIELDS]
    body = word_paragraph(inserted("一、总体目标") + commented(run("加快改造")))
    body += word_paragraph(deleted("二、资金安排"), "del") + word_paragraph(run("专款专用。"))
    grid = [[word_paragraph(run(str(text))) for text in row] for row in (head, *rows()[3:7])]
    body += word_table(*grid, ("ins", grid[-1]))
    with TemporaryDirectory() as folder:
        return a_word_file(Path(folder), body, comment("请核对")).read_bytes()


def _printed() -> bytes:
    """A plan as this program prints it."""
    content = [
        part
        for chapter in PROGRAMME.plan.chapter
        for part in (Heading(chapter.title, 1), paragraph("到2026年底,项目共12个。"))
    ]
    columns = tuple(Column(field.label, 6) for field in _FIELDS)
    table = Table(columns, tuple(tuple(map(str, row)) for row in rows()[3:9]), "项目清单")
    document = number(Document("方案", (Section((*content, table)),)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        write_pdf(document, path)
        return path.read_bytes()


def _drawn() -> bytes:
    """A ruled table with its drawing in plain words, so that a mutation reaches it."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    for page in range(2):
        canvas.grid([50, 150, 300, 500], range(400, 801, 50))
        for row in range(8):
            for column, x in enumerate((55, 155, 305)):
                canvas.drawString(x, 415 + row * 50, f"Name {page}-{row}-{column}")
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(200, -550, "sideways")
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _saved(save) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def _still(whole: bytes) -> bytes:
    """The same without the time at which it was made, so that a seed is the same every day."""
    if not whole.startswith(b"PK"):
        return whole
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            raw = _MOMENT.sub(b"2024-11-20T09:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name), raw, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@cache
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """By extension; the same bytes in every run."""
    made = {
        "xlsx": (_openpyxl(), _xlsxwriter()),
        "xlsm": (_with_macros(_xlsxwriter()),),
        "xlsb": (_xlsb(),),
        "xls": (_xls(),),
        "ods": (_ods(),),
        "csv": (_csv("utf-8"), _csv("gb18030")),
        "txt": (_pasted("\t"), _pasted("   "), _chat()),
        "docx": (_plan(), _marked_up()),
        "pdf": (_printed(), _drawn()),
    }
    return {form: tuple(map(_still, several)) for form, several in made.items()}


def seed_of(dice: random.Random, form: str) -> bytes:
    return dice.choice(seeds()[form])
