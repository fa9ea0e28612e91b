"""County workbooks as staff send them, understood from their grids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.pack_forms import Field
from desktop_app.core.values import Kind
from desktop_app.errors import AppError
from desktop_app.intake.cleaning import cleaned
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.project_table import column_letters, read_projects
from tests.small_pack import a_small_programme

TABLE = a_small_programme().summary.table
HEAD = ["序号", "项目名称", "企业名称", "信用代码", "县区", "行业", "投资额(万元)", "开始年月"]


def row(n: int, name: str, investment: str = "100", county: str = "东县") -> list[str]:
    return [str(n), name, f"{name}公司", "91350100M000100Y43", county, "铸造", investment, "2024.6"]


def read(*rows: list[str], file: str = "东县.xlsx", county: str = "", **parts):
    raw = Raw("sheets", [Sheet("Sheet1", [list(one) for one in rows], **parts)])
    return read_projects(raw, TABLE, file=file, county=county, county_column="county")


def names(found) -> list[str]:
    return [one.cells["name"] for one in found.rows]


def kinds(found) -> list[str]:
    return [doubt.kind for doubt in found.doubts]


@pytest.mark.parametrize("above", range(5))
def test_the_header_is_found_below_titles(above):
    titles = [["某县项目汇总表"], ["填报单位:某县"], [""], ["报送日期"], [""]][:above]
    found = read(*titles, HEAD, row(1, "甲项目"))
    assert names(found) == ["甲项目"]
    assert found.header_row == above + 1
    assert found.rows[0].where == f"Sheet1 第{above + 2}行"


def test_columns_are_known_by_their_other_names_in_any_order():
    found = read(
        ["投资额", "单位名称", "项目", "县区", "开始时间"], ["50", "甲公司", "甲", "东县", "2024.7"]
    )
    assert found.rows[0].cells["investment"] == "50"
    assert found.rows[0].cells["name"] == "甲"


def test_a_header_over_two_rows_names_its_columns_by_the_lower_one():
    rows = [
        ["项目名称", "投资(万元)", "", "县区"],
        ["", "总投资", "设备", ""],
        ["甲", "50", "20", "东县"],
    ]
    found = read(*rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)])
    assert found.rows[0].cells == {"name": "甲", "investment": "50", "county": "东县"}
    assert found.address["investment"] == "B"


def test_sections_sums_blank_rows_and_the_foot_are_no_projects():
    found = read(
        HEAD,
        ["一、铸造行业"],
        row(1, "甲项目"),
        [],
        row(2, "乙项目"),
        ["", "小计", "", "", "", "", "200"],
        HEAD,
        row(3, "丙项目"),
        ["合计", "", "", "", "", "", "300"],
        ["填报单位(盖章):东县工信局", "", "填报人:某"],
        ["注:本表一式三份"],
    )
    assert names(found) == ["甲项目", "乙项目", "丙项目"]
    assert kinds(found) == []


def test_a_sum_that_is_not_the_sum_is_told_with_its_cell():
    found = read(HEAD, row(1, "甲项目"), ["合计", "", "", "", "", "", "101"])
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.where) == ("total_differs", "Sheet1!G3")
    assert "101" in doubt.message
    assert "100" in doubt.message


@pytest.mark.parametrize("unit", ["(元)", "(单位:元)"])
def test_a_column_in_yuan_is_brought_into_ten_thousands(unit):
    head = [*HEAD[:6], f"投资额{unit}", HEAD[7]]
    found = read(head, row(1, "甲项目", "1,580,000"))
    assert found.rows[0].cells["investment"] == "158"
    assert ("Sheet1!G2", "1,580,000", "158") in [(c.where, c.old, c.new) for c in found.cleaned]


def test_a_unit_above_the_table_counts_for_its_amounts():
    head = [*HEAD[:6], "投资额", HEAD[7]]
    found = read(
        ["某县项目表"], ["", "", "", "", "", "", "", "单位:元"], head, row(1, "甲", "200000")
    )
    assert found.rows[0].cells["investment"] == "20"


def test_a_unit_in_the_cell_wins_over_the_heading():
    found = read(HEAD, row(1, "甲项目", "1.2亿元"))
    assert found.rows[0].cells["investment"] == "12000"


def test_a_merged_county_counts_for_all_its_rows():
    rows = [HEAD, row(1, "甲项目"), row(2, "乙项目", county=""), row(3, "丙项目", county="")]
    found = read(*rows, merged=[(1, 4, 3, 4)])
    assert [one.cells["county"] for one in found.rows] == ["东县"] * 3


def test_a_blank_county_is_filled_as_told_or_from_the_file_and_never_overwritten():
    rows = [HEAD, row(1, "甲项目", county="西区"), row(2, "乙项目", county="")]
    assert [r.cells["county"] for r in read(*rows, county="南县").rows] == ["西区", "南县"]
    rows = [[c for i, c in enumerate(one) if i != 4] for one in rows]
    assert [r.cells["county"] for r in read(*rows, file="3.银杉县上报.xlsx").rows] == ["银杉县"] * 2


def test_a_project_name_is_never_touched():
    found = read(HEAD, row(1, " 甲（一期) 项目\u200b "))
    assert names(found) == [" 甲（一期) 项目\u200b "]


def test_what_is_not_understood_stays_as_typed():
    found = read(HEAD, row(1, "甲项目", "约五十"))
    assert found.rows[0].cells["investment"] == "约五十"


def test_an_unknown_column_is_told():
    found = read([*HEAD, "领导批示"], [*row(1, "甲项目"), "同意"])
    assert kinds(found) == ["ignored_column"]


def test_a_month_that_may_have_lost_its_zero_is_told():
    month = [*row(1, "甲项目")[:7], "2024.1"]
    assert kinds(read(HEAD, month, doubtful=[(1, 7)])) == ["ambiguous_month"]
    assert kinds(read(HEAD, month)) == []


def test_a_sheet_without_header_is_refused_with_what_is_needed():
    with pytest.raises(AppError, match="没有找到表头"):
        read(["今天", "天气"], ["很", "好"])


def test_a_header_without_rows_is_told():
    assert kinds(read(HEAD)) == ["no_rows"]


def test_the_sheet_with_the_projects_is_chosen_and_hidden_ones_are_told():
    sheets = [
        Sheet("填表说明", [["说明"], ["请如实填写"]]),
        Sheet("Sheet2", [HEAD]),
        Sheet("项目", [HEAD, row(1, "甲项目")]),
        Sheet("旧", [HEAD, row(1, "旧项目"), row(2, "旧项目2")], hidden=True),
    ]
    found = read_projects(Raw("sheets", sheets), TABLE, file="a.xlsx")
    assert (found.sheet, names(found)) == ("项目", ["甲项目"])
    assert "hidden" in kinds(found) or "other_sheet" in kinds(found)


@given(st.integers(0, 16383))
def test_column_letters_count_as_excel_does(index):
    number = 0
    for letter in column_letters(index):
        number = number * 26 + ord(letter) - 64
    assert number == index + 1


@given(st.text())
def test_a_name_keeps_every_character_that_can_be_stored(text):
    field = Field(id="name", label="项目名称", kind=Kind.TEXT, compared=True)
    kept = cleaned(field, text)
    kept.encode("utf-8")
    assert kept == "".join(
        c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if c in "\t\n"
        or (
            ord(c) >= 0x20
            and c != "\x7f"
            and not 0xD800 <= ord(c) < 0xE000
            and ord(c) not in (0xFFFE, 0xFFFF)
        )
    )
