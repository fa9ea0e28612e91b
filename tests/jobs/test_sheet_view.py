"""How a person sees the tables that are read: several sheets, turned ones, places in them."""

from pathlib import Path

import pytest

from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.jobs.file_wishes import FileWishes
from desktop_app.jobs.sheet_view import SheetView
from desktop_app.jobs.understand_file import Incoming, understand
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()
EAST = Sheet("东县", [["项目名称", "总投资"], ["甲项目", "30"], ["合计", "30"]])
WEST = Sheet("东县 二", [["某县"], ["总投资", "项目名称"], ["40", "乙项目"]])
TURNED = Sheet("横表", [["项目名称", "丙项目"], ["企业名称", "丙公司"], ["总投资", "50"]])


def view_of(*sheets: Sheet, wishes: SheetWishes = NO_WISHES) -> SheetView:
    incoming = Incoming(Path("a.xlsx"), Raw("sheets", list(sheets)))
    view = understand(PROGRAMME, incoming, FileWishes(table=wishes)).view
    assert view is not None
    return view


def test_sheets_that_are_read_together_stand_below_one_another():
    view = view_of(EAST, WEST)
    assert view.together == (0, 1)
    assert (view.column_label(2), view.line("2")) == ("C 列", "第 2 行")
    assert [view.label(row) for row in range(6)] == [
        "1", "2", "3", "东县 二·1", "东县 二·2", "东县 二·3",
    ]  # fmt: skip
    assert [view.why_not(row) for row in range(6)] == ["表头", "", "合计行", "表头以上", "表头", ""]
    assert [view.is_open(row) for row in range(6)] == [False, True, True, False, False, True]


def test_a_chosen_sheet_stands_alone_and_the_others_are_still_offered():
    view = view_of(EAST, WEST, wishes=SheetWishes(sheet=1))
    assert (view.sheet, len(view.rows), view.together) == (1, 3, (0, 1))


def test_which_cells_are_read_is_known_of_each_sheet():
    head = ["项目名称", "总投资", "", "项目名称", "总投资"]
    beside = Sheet("并排", [head, ["甲", "3", "略", "乙", "4"]])
    view = view_of(beside)
    assert [view.is_taken(1, column) for column in range(5)] == [True, True, False, True, True]
    assert view.read == {1}
    assert view.rows == beside.rows


@pytest.mark.parametrize(
    ("place", "row"),
    [
        ("东县 第2行", 1), ("东县!B3", 2), ("东县 二 第3行", 5), ("东县 二!A3", 5), ("东县 第9行", -1),
        ("东县", -1), ("没有 第2行", -1), ("东县 二", -1),
    ],
)  # fmt: skip
def test_the_row_of_a_place_is_found_in_its_own_sheet(place, row):
    assert view_of(EAST, WEST).row_of(place) == row


def test_a_turned_sheet_has_columns_for_rows():
    view = view_of(TURNED)
    assert [view.label(row) for row in range(2)] == ["A", "B"]
    assert (view.column_label(2), view.line("B")) == ("第 3 行", "B 列")
    assert (view.row_of("横表 B列"), view.row_of("横表!B3")) == (1, 1)
    assert view.read == {1}
