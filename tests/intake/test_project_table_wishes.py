"""A table read as a person says: another sheet, header, columns, unit, rows."""

import pytest

from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.errors import AppError
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.project_table import read_projects
from tests.small_pack import a_small_programme

TABLE = a_small_programme().summary.table
HEAD = ["序号", "项目名称", "企业名称", "总投资(万元)"]


def rows(*names):
    return [[str(n), name, f"{name}公司", "30"] for n, name in enumerate(names, start=1)]


def read(wishes, *sheets, merged=()):
    made = [
        Sheet(f"表{n}", [list(row) for row in one], list(merged))
        for n, one in enumerate(sheets, start=1)
    ]
    return read_projects(Raw("sheets", made), TABLE, file="a.xlsx", wishes=wishes)


def names(found):
    return [row.cells["name"] for row in found.rows]


def test_another_sheet_is_read_when_it_is_chosen():
    first, second = [HEAD, *rows("甲", "乙")], [HEAD, *rows("丙")]
    assert names(read(NO_WISHES, first, second)) == ["甲", "乙", "丙"]
    found = read(NO_WISHES.with_sheet(1), first, second)
    assert (names(found), found.sheet) == (["丙"], "表2")
    assert [doubt.kind for doubt in found.doubts] == ["other_sheet"]


def test_a_sheet_that_is_not_there_is_refused():
    with pytest.raises(AppError, match="只有1张工作表,没有第3张"):
        read(NO_WISHES.with_sheet(2), [HEAD, *rows("甲")])


def test_a_header_that_a_person_points_at_is_taken_whatever_it_says():
    sheet = [["某县"], ["编号", "干什么", "谁来干", "花多少"], *rows("甲", "乙")]
    with pytest.raises(AppError, match="没有找到表头"):
        read(NO_WISHES, sheet)
    pointed = NO_WISHES.with_header(1)
    with pytest.raises(AppError, match=r"还不知道.*项目名称"):
        read(pointed, sheet)
    found = read(pointed.with_columns({"name": 1, "investment": 3}), sheet)
    assert [row.cells for row in found.rows] == [
        {"name": "甲", "investment": "30"}, {"name": "乙", "investment": "30"},
    ]  # fmt: skip
    assert found.rows[0].where == "表1 第3行"
    assert found.columns["name"] == "干什么"


def test_a_table_without_a_header_is_read_from_its_first_row():
    wishes = NO_WISHES.with_header(-1).with_columns({"name": 1, "investment": 3})
    assert names(read(wishes, rows("甲", "乙"))) == ["甲", "乙"]


def test_a_header_over_as_many_rows_as_a_person_says():
    sheet = [["项目名称", "总投资"], ["(全称)", "(万元)"], ["甲", "30"]]
    wishes = SheetWishes(header=0, depth=2, columns=(("investment", 1), ("name", 0)))
    assert names(read(wishes, sheet)) == ["甲"]
    assert names(read(SheetWishes(header=0, depth=1), sheet)) == ["(全称)", "甲"]


def test_columns_are_as_a_person_says_and_what_is_left_is_told():
    sheet = [["项目名称", "企业名称", "总投资(万元)"], ["甲公司", "甲", "30"]]
    found = read(NO_WISHES.with_columns({"name": 1, "enterprise": 0}), sheet)
    assert found.rows[0].cells == {"name": "甲", "enterprise": "甲公司"}
    assert [doubt.kind for doubt in found.doubts] == ["ignored_column"]
    assert "总投资" in found.doubts[0].message


def test_a_column_beyond_the_sheet_is_none():
    found = read(NO_WISHES.with_columns({"name": 1, "county": 99}), [HEAD, *rows("甲")])
    assert found.rows[0].cells == {"name": "甲"}


def test_a_unit_that_a_person_says_counts_for_all_amounts():
    sheet = [HEAD, ["1", "甲", "甲公司", "300000"]]
    assert read(NO_WISHES, sheet).rows[0].cells["investment"] == "300000"
    assert read(SheetWishes(unit="元"), sheet).rows[0].cells["investment"] == "30"


def test_rows_come_in_or_stay_out_as_a_person_says():
    sheet = [HEAD, *rows("甲", "乙"), ["合计", "", "", "60"], ["某项目说明"]]
    found = read(NO_WISHES, sheet)
    assert names(found) == ["甲", "乙"]
    assert found.spots == [(0, 1), (0, 2)]
    assert found.passed == {(0, 3): "合计行", (0, 4): "不像项目"}
    wishes = NO_WISHES.with_row((0, 3), is_read=True).with_row((0, 1), is_read=False)
    found = read(wishes, sheet)
    assert [row.where for row in found.rows] == ["表1 第3行", "表1 第4行"]
    assert found.passed[(0, 1)] == "按您的选择不读入"


def test_a_sum_is_held_against_the_rows_that_are_read():
    sheet = [HEAD, *rows("甲", "乙"), ["合计", "", "", "60"]]
    assert not read(NO_WISHES, sheet).doubts
    left = read(NO_WISHES.with_row((0, 1), is_read=False), sheet)
    assert [doubt.kind for doubt in left.doubts] == ["total_differs"]


def test_each_cleaning_says_which_cell_it_is_about():
    found = read(NO_WISHES, [HEAD, ["1", "甲", "甲公司", "30.50"]])
    assert [(one.where, one.row, one.column) for one in found.cleaned] == [
        ("表1!D2", "表1 第2行", "investment")
    ]
