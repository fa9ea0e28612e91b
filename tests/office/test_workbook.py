"""The summary's workbook as LibreOffice opens, prints and recalculates it."""

import csv
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.page_facts import pages_of

TOTAL = "合计"


@pytest.fixture(scope="module")
def book(bundle) -> Path:
    """The only workbook of the bundle."""
    (path,) = bundle.files(".xlsx")
    return path


def cached(path: Path) -> list[float]:
    """The numbers of the 合计 as the file holds them, for readers that do not calculate."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    (row,) = (row for row in sheet.iter_rows(values_only=True) if row[0] == TOTAL)
    return [float(value) for value in row[1:] if isinstance(value, int | float)]


def formulas(path: Path) -> list[str]:
    """The formulas of the 合计."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    (row,) = (row for row in sheet.iter_rows(values_only=True) if row[0] == TOTAL)
    return [str(value) for value in row if str(value).startswith("=")]


def recalculated(office, path: Path, out: Path) -> list[float]:
    """The numbers of the 合计 as LibreOffice works them out."""
    first, *_ = office.csv(path, out)
    with first.open(encoding="utf-8", newline="") as file:
        (row,) = (row for row in csv.reader(file) if row[:1] == [TOTAL])
    return [float(value) for value in row[1:] if value]


def test_the_sums_that_the_workbook_holds_are_those_that_libreoffice_works_out(
    book, office, tmp_path
):
    found = cached(book)
    assert len(found) == len(formulas(book)) >= 4
    assert recalculated(office, book, tmp_path) == pytest.approx(found, abs=1e-9)


def test_libreoffice_does_work_the_sums_out(book, office, tmp_path):
    """Else the test above would compare a number with itself."""
    wrong = Path(shutil.copy(book, tmp_path / "错.xlsx"))
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(wrong, "w") as target:
        for name in source.namelist():
            raw = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                raw = re.sub(rb"(<f>SUM[^<]*</f><v>)[^<]*", rb"\g<1>1", raw)
            target.writestr(name, raw)
    assert set(cached(wrong)) == {1.0}
    out = tmp_path / "out"
    assert recalculated(office, wrong, out) == pytest.approx(cached(book), abs=1e-9)


def test_the_table_prints_on_lying_sheets_with_its_header_on_each(book, office, tmp_path):
    pages = pages_of(office.pdf([book], tmp_path)[book.stem])
    sheet = openpyxl.load_workbook(book).worksheets[0]
    title = next(
        value for row in sheet.iter_rows(values_only=True) for value in row if value == book.stem
    )
    lying = [page for page in pages if page.lies]
    assert len(lying) > 5
    assert pages[: len(lying)] == tuple(lying), "the instructions follow upright"
    assert [title in {line.text for line in page.lines} for page in lying] == [
        page.number == 1 for page in lying
    ]
    heads = {page.grids[0].head for page in lying if page.grids}
    assert len(heads) == 1
    assert all("项目名称" in page.grids[0].head for page in lying if page.grids)
    # Only who signs may stand on a page without rows.
    assert [page.number for page in lying if not page.grids] in ([], [lying[-1].number])


def test_each_printed_page_of_the_workbook_says_its_number(book, office, tmp_path):
    pages = pages_of(office.pdf([book], tmp_path)[book.stem])
    for page in pages:
        told = "".join(line.text for line in page.around)
        assert f"—{page.number}—" in told, page.number
