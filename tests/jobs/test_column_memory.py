"""Columns that were put right are known again by the header, wherever it stands in the file."""

from pathlib import Path

import pytest

from desktop_app.core.sheet_wishes import SheetWishes
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.jobs.column_memory import ColumnMemory
from desktop_app.jobs.file_wishes import FileWishes
from desktop_app.jobs.understand_file import Incoming, understand
from tests.small_pack import a_small_programme

HEAD = ["编号", "干什么", "花多少"]
PROGRAMME = a_small_programme()


def a_raw(*sheets):
    made = [Sheet(f"表{n}", [list(row) for row in one]) for n, one in enumerate(sheets, start=1)]
    return Raw("sheets", made)


def put_right(tmp_path, raw, wishes):
    return understand(PROGRAMME, Incoming(tmp_path / "东县.xlsx", raw), FileWishes(table=wishes))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "数据" / "a.json"


@pytest.fixture
def kept(path, tmp_path):
    """A memory in which the columns of one county are."""
    wishes = SheetWishes(header=1).with_columns({"name": 1, "investment": 2})
    raw = a_raw([["东县"], HEAD, ["1", "甲", "30"]])
    ColumnMemory(path).keep("small", put_right(tmp_path, raw, wishes), "东县")
    return ColumnMemory(path)


def test_the_same_header_is_known_in_another_row_of_another_sheet(kept):
    raw = a_raw([["说明"]], [["东县"], ["2025年"], [], HEAD, ["1", "乙", "40"]])
    found = kept.recall("small", raw)
    assert found.sender == "东县"
    expected = SheetWishes(1, 3, 1, is_for_all=True).with_columns({"name": 1, "investment": 2})
    assert found.wishes == expected
    read = understand(PROGRAMME, Incoming(Path("西县.xlsx"), raw), FileWishes(table=expected))
    cells = read.rows[0].cells
    assert (cells["name"], cells["investment"], cells["county"]) == ("乙", "40", "西县")


def test_another_header_another_programme_and_a_single_heading_are_not(kept):
    raw = a_raw([HEAD, ["1", "乙", "40"]])
    assert kept.recall("other", raw) is None
    assert kept.recall("small", a_raw([["编号", "干什么", "花了多少"]])) is None
    assert kept.recall("small", a_raw([["干什么", "编号", "花多少"]])) is None
    assert kept.recall("small", a_raw([["编号"]])) is None


def test_what_is_forgotten_stays_forgotten(kept, path):
    raw = a_raw([HEAD, ["1", "乙", "40"]])
    found = kept.recall("small", raw)
    kept.forget(found.key)
    assert ColumnMemory(path).recall("small", raw) is None


def test_what_was_read_as_it_looked_and_what_has_no_header_is_not_kept(path, tmp_path):
    memory = ColumnMemory(path)
    plain = a_raw([["项目名称", "总投资"], ["甲", "30"]])
    memory.keep("small", put_right(tmp_path, plain, SheetWishes()), "东县")
    none = SheetWishes(header=-1).with_columns({"name": 1, "investment": 2})
    memory.keep("small", put_right(tmp_path, a_raw([["1", "甲", "30"]]), none), "东县")
    assert not path.exists()


def test_a_unit_that_was_chosen_is_kept_without_columns(path, tmp_path):
    memory = ColumnMemory(path)
    raw = a_raw([["项目名称", "总投资"], ["甲", "300000"]])
    memory.keep("small", put_right(tmp_path, raw, SheetWishes(unit="元")), "东县")
    assert memory.recall("small", raw).wishes == SheetWishes(0, 0, 1, None, "元", is_for_all=True)


@pytest.mark.parametrize("text", ["不是 JSON", "[]", '{"x": 3}', "\x00"])
def test_a_damaged_memory_knows_nothing(path, text):
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    assert ColumnMemory(path).recall("small", a_raw([HEAD])) is None


def test_where_nothing_can_be_written_work_goes_on(tmp_path):
    (tmp_path / "file").write_text("")
    memory = ColumnMemory(tmp_path / "file" / "a.json")
    raw = a_raw([HEAD, ["1", "甲", "30"]])
    wishes = SheetWishes(header=0).with_columns({"name": 1, "investment": 2})
    memory.keep("small", put_right(tmp_path, raw, wishes), "东县")
    assert memory.recall("small", raw) is None
