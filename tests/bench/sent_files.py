"""A project table of any length in every format that counties send, and the least that reading it
takes."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt
from lxml import etree
from python_calamine import CalamineWorkbook

from desktop_app.core.programme import Programme
from desktop_app.intake.plain import Sheet
from tests.bench.city import a_city
from tests.hostile.office_files import open_document
from tests.word_files import a_word_file, paragraph, run, table

COLUMNS = (
    "name", "enterprise", "credit_code", "county", "industry", "size", "above_scale", "content",
    "investment", "award", "start", "phone",
)  # fmt: skip
_NUMBERS = ("investment", "award")
_MOST_OF_XLS = 65_000

Cells = Sequence[Sequence[str | float]]


def city_rows(programme: Programme, rows: int) -> Cells:
    """The header and as many projects, no two alike; amounts are numbers."""
    head = [one.label for one in programme.summary.table.column if one.id in COLUMNS]
    ids = [one.id for one in programme.summary.table.column if one.id in COLUMNS]
    draft = a_city(programme, rows)
    body = [
        [float(row.cells[key]) if key in _NUMBERS else row.cells[key] for key in ids]
        for row in draft.tables[programme.summary.table.id]
    ]
    return [head, *body]


def unlike_rows(programme: Programme, rows: int) -> Cells:
    """No cell says what another does, nor what its column is for: nothing can be said only once."""
    head = [one.label for one in islice(programme.summary.table.column, len(COLUMNS))]
    return [head, *([f"项目内容{n}之{at}" for at in range(len(head))] for n in range(rows))]


def with_sums(rows: Cells) -> Sheet:
    """The table with a 小计 below every tenth project."""
    head, *body = [[str(cell) for cell in row] for row in rows]
    amount = COLUMNS.index("investment")
    sums = ["小计", *[""] * (amount - 1), "30", *[""] * (len(head) - amount - 1)]
    parts = (body[at : at + 10] for at in range(0, len(body), 10))
    return Sheet("表", [head, *(row for part in parts for row in (*part, sums))])


def with_headers(rows: Cells) -> Sheet:
    """The table with its header again above every twentieth project, in another order each time."""
    head, *body = [[str(cell) for cell in row] for row in rows]
    heads = (head, [head[1], head[0], *head[2:]])
    out: list[list[str]] = []
    for n, at in enumerate(range(0, len(body), 20)):
        out += [heads[n % 2], *body[at : at + 20]]
    return Sheet("表", out)


def write_xlsx(path: Path, rows: Cells) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, float):
                sheet.write_number(at, column, value)
            else:
                sheet.write_string(at, column, value)
    book.close()


def _write_xls(path: Path, rows: Cells) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("项目表")
    for at, row in enumerate(rows[:_MOST_OF_XLS]):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    book.save(str(path))


def _write_ods(path: Path, rows: Cells) -> None:
    lines = ("".join(map(_ods_cell, row)) for row in rows)
    path.write_bytes(
        open_document("".join(f"<table:table-row>{line}</table:table-row>" for line in lines))
    )


def _ods_cell(value: str | float) -> str:
    if isinstance(value, float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def _write_csv(path: Path, rows: Cells) -> None:
    with path.open("w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows(rows)


def _write_docx(path: Path, rows: Cells) -> None:
    body = table(*([paragraph(run(escape(str(cell)))) for cell in row] for row in rows))
    a_word_file(path.parent, body).rename(path)


def _by_calamine(path: Path) -> None:
    with CalamineWorkbook.from_path(str(path)) as book:
        book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def _by_csv(path: Path) -> None:
    list(csv.reader(io.StringIO(path.read_text("gb18030"), newline="")))


def _by_lxml(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        tree = etree.fromstring(packed.read("word/document.xml"))
    for cell in tree.iter("{*}tc"):
        "".join(cell.itertext())


# Of each format: how it is written, and the floor that its reading is measured by.
FORMATS: Mapping[str, tuple[Callable[[Path, Cells], None], str, Callable[[Path], None]]] = {
    "xlsx": (write_xlsx, "raw calamine", _by_calamine),
    "xls": (_write_xls, "raw calamine", _by_calamine),
    "ods": (_write_ods, "raw calamine", _by_calamine),
    "csv": (_write_csv, "the csv module", _by_csv),
    "docx": (_write_docx, "lxml, every cell's text", _by_lxml),
}
