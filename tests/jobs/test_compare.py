"""Two drafts compared for the mid-term, and the table of it as a file."""

import docx
import pytest

from desktop_app.core.draft import Draft, Row
from desktop_app.errors import AppError
from desktop_app.intake.worker import read_here
from desktop_app.jobs.compare import compare_drafts, write_adjustment
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()


def a_state(*names):
    rows = tuple(Row(name, {"name": name}) for name in names)
    return Draft(PROGRAMME.id, 3, {"basic/city": "某市"}, {"projects": rows})


OLD, NEW = a_state("甲项目", "乙系统"), a_state("乙系统", "冲压岛")


def test_the_table_is_written_and_replaces_no_file(tmp_path):
    out = tmp_path / "对照表.docx"
    found = compare_drafts(PROGRAMME, OLD, NEW).adjustment
    write_adjustment(PROGRAMME, NEW, found, out)
    (table,) = docx.Document(str(out)).tables
    assert [row.cells[3].text for row in table.rows] == ["项目名称", "甲项目", "冲压岛"]
    written = out.read_bytes()
    with pytest.raises(AppError, match="没有覆盖"):
        write_adjustment(PROGRAMME, OLD, found, out)
    assert out.read_bytes() == written
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name", ["表.pdf", "表.XLSX"])
def test_the_ending_says_the_format(name, tmp_path):
    write_adjustment(
        PROGRAMME, NEW, compare_drafts(PROGRAMME, OLD, NEW).adjustment, tmp_path / name
    )
    raw = read_here(tmp_path / name, "pdf" if name.endswith("pdf") else "workbook")
    cells = [cell for sheet in raw.sheets for row in sheet.rows for cell in row]
    assert {"甲项目", "冲压岛", "删去", "新增"} <= set(cells)


@pytest.mark.parametrize("name", ["表", "表.doc", "表.txt"])
def test_another_ending_is_refused_and_nothing_written(name, tmp_path):
    found = compare_drafts(PROGRAMME, OLD, NEW).adjustment
    with pytest.raises(AppError, match=r"\.docx、\.pdf 或 \.xlsx"):
        write_adjustment(PROGRAMME, NEW, found, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path):
    found = compare_drafts(PROGRAMME, OLD, NEW).adjustment
    with pytest.raises(AppError, match="没有写成"):
        write_adjustment(PROGRAMME, NEW, found, tmp_path / "无" / "表.docx")
    assert list(tmp_path.iterdir()) == []


def test_drafts_of_different_programmes_are_not_compared():
    with pytest.raises(AppError, match="不是同一个申报事项"):
        compare_drafts(PROGRAMME, OLD, Draft("other", 1))
