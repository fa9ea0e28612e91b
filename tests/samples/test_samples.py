"""The practice city itself: the same bytes every time, and every disorder it promises."""

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[2] / "resources" / "samples"
CITY = ROOT / "liaoning-2024"


def written(folder: Path, *options: str) -> dict[str, str]:
    subprocess.run(
        [sys.executable, str(ROOT / "make_samples.py"), str(folder), *options], check=True
    )
    return hashes(folder)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_files_in_the_repository_are_what_the_script_writes(tmp_path):
    assert written(tmp_path) == hashes(CITY)


def test_the_key_names_twenty_faults_with_code_and_correction():
    faults = tomllib.loads((CITY / "answers.toml").read_text("utf-8"))["fault"]
    assert [fault["number"] for fault in faults] == list(range(1, 21))
    assert all(fault["code"] and fault["match"] and fault["correction"] for fault in faults)


@pytest.fixture(scope="module")
def cells() -> dict[str, list[list[object]]]:
    out: dict[str, list[list[object]]] = {}
    for path in sorted((CITY / "counties").iterdir()):
        with CalamineWorkbook.from_path(str(path)) as book:
            sheet = book.get_sheet_by_index(0)
            out[path.name] = sheet.to_python(skip_empty_area=False)
    return out


def has(rows: list[list[object]], text: str) -> bool:
    return any(text in str(cell) for row in rows for cell in row)


def test_nine_workbooks_two_of_them_old(cells):
    assert len(cells) == 9
    assert sum(name.endswith(".xls") for name in cells) == 2


def test_headers_stand_on_different_rows(cells):
    rows = {
        next(n for n, row in enumerate(sheet) if sum(bool(str(c).strip()) for c in row) > 8)
        for sheet in cells.values()
    }
    assert {0, 1, 2, 3} <= rows


@pytest.mark.parametrize(
    "text",
    [
        "小计",
        "合计",
        "一、",
        "填报单位(盖章)",
        "(元)",
        "万元",
        "√",
        "已入库",
        "/",
        "２",
        ",",
        "约五十",
    ],
)
def test_each_disorder_occurs(cells, text):
    assert any(has(rows, text) for rows in cells.values())


def test_counties_are_merged_over_rows_somewhere():
    with CalamineWorkbook.from_path(str(next((CITY / "counties").glob("松澜县*")))) as book:
        ranges = book.get_sheet_by_index(0).merged_cell_ranges or []
    assert any(last[0] - first[0] > 5 for first, last in ranges)


def test_a_date_is_a_serial_number_somewhere(cells):
    assert any(
        isinstance(cell, int | float) and 45_400 < cell < 46_500
        for row in cells["白榆区.xls"]
        for cell in row
    )
