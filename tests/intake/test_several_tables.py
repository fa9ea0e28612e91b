"""Workbooks with more than one table of projects: sheets, tables side by side, turned tables."""

from dataclasses import replace

import pytest
from msgspec import structs

from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes
from desktop_app.errors import AppError
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.project_table import read_projects
from tests.small_pack import a_small_programme

TABLE = a_small_programme().summary.table
HEAD = ["序号", "项目名称", "企业名称", "投资额(万元)"]
WITH_COUNTY = [*HEAD, "县区"]


def row(name: str, investment: str = "100", *more: str, firm: str = "") -> list[str]:
    return ["1", name, firm or f"{name}公司", investment, *more]


def read(*sheets: Sheet, wishes: SheetWishes = NO_WISHES, file="a.xlsx", kind="sheets"):
    return read_projects(
        Raw(kind, list(sheets)),
        TABLE,
        file=file,
        county_column="county",
        firm_columns=("credit_code", "enterprise"),
        wishes=wishes,
    )


def names(found) -> list[str]:
    return [one.cells["name"] for one in found.rows]


def kinds(found) -> list[str]:
    return [doubt.kind for doubt in found.doubts]


def told(found, kind: str) -> str:
    (message,) = (doubt.message for doubt in found.doubts if doubt.kind == kind)
    return message


def test_nine_sheets_named_by_county_are_one_table_with_nine_counties():
    counties = [f"{letter}县" for letter in "甲乙丙丁戊己庚辛壬"]
    found = read(*(Sheet(one, [HEAD, row(f"{one}项目")]) for one in counties), file="全市.xlsx")
    assert [one.cells["county"] for one in found.rows] == counties
    assert [one.where for one in found.rows] == [f"{one} 第2行" for one in counties]
    assert [one.new for one in found.cleaned if one.column == "county"] == counties
    assert kinds(found) == ["several_sheets"]
    assert "9张" in told(found, "several_sheets")
    assert found.told_county == ""
    assert found.spots == [(n, 1) for n in range(9)]


def test_a_sheet_without_a_unit_beside_one_with_a_unit_is_told():
    first = Sheet("一批", [["单位:元"], [*HEAD[:3], "投资额"], row("甲", "500000")])
    found = read(first, Sheet("二批", [[*HEAD[:3], "投资额"], row("乙", "600000")]))
    assert kinds(found) == ["several_sheets", "unit_missing"]
    assert "二批" in told(found, "unit_missing")


def test_a_sheet_called_by_a_city_is_its_whatever_its_title_says():
    title = ["填报单位:东县工信局"]
    found = read(Sheet("南江市", [title, HEAD, row("甲")]), Sheet("东县", [HEAD, row("乙")]))
    assert [one.cells["county"] for one in found.rows] == ["南江市", "东县"]


def test_tables_side_by_side_may_have_headers_of_other_depths():
    upper = ["项目名称", "投资(万元)", "", "", "项目名称", "投资额"]
    lower = ["", "总投资", "设备", "", "乙", "6"]
    merged = [(0, 0, 1, 0), (0, 1, 0, 2)]
    found = read(Sheet("项目", [upper, lower, ["甲", "5", "4", "", "丙", "7"]], merged))
    assert sorted(names(found)) == ["丙", "乙", "甲"]


def test_each_sheet_has_its_own_header_and_unit():
    first = Sheet("东县", [["单位:元"], [*HEAD[:3], "投资额"], row("甲", "500000")])
    second = Sheet("西区", [["投资额(亿元)", "企业名称", "项目名称"], ["0.006", "乙公司", "乙"]])
    found = read(first, second)
    assert [(one.cells["name"], one.cells["investment"]) for one in found.rows] == [
        ("甲", "50"), ("乙", "60"),
    ]  # fmt: skip
    # Places by the letters of the first sheet's columns would be wrong for the second.
    assert found.elsewhere == {"西区 第2行"}
    assert found.address["name"] == "B"


def test_what_a_gathering_sheet_repeats_is_read_once_and_told():
    parts = [Sheet("东县", [HEAD, row("甲"), row("乙")]), Sheet("西区", [HEAD, row("丙")])]
    whole = Sheet("汇总", [WITH_COUNTY, *(row(*one) for one in (
        ("甲", "100", "东县"), ("乙", "100", "东县"), ("丙", "100", "西区")))])  # fmt: skip
    found = read(*parts, whole)
    assert names(found) == ["甲", "乙", "丙"]
    assert {one.where.split()[0] for one in found.rows} == {"汇总"}
    assert kinds(found) == ["repeated_rows", "repeated_rows"]
    assert found.passed[0, 2] == "与 汇总 第3行 重复"
    # The counties that were filled in for rows that are not read are no cleanings.
    assert found.cleaned == []


def test_of_two_sheets_with_the_same_projects_the_fuller_one_is_read():
    brief = Sheet("汇总", [["项目名称", "企业名称"], *([one, f"{one}公司"] for one in "甲乙丙")])
    found = read(
        brief, Sheet("东县", [HEAD, row("甲"), row("乙")]), Sheet("西区", [HEAD, row("丙")])
    )
    assert [one.where for one in found.rows] == ["东县 第2行", "东县 第3行", "西区 第2行"]
    assert all(one.cells["investment"] == "100" for one in found.rows)


def test_a_gathering_sheet_from_before_adds_nothing_and_its_differences_are_told():
    old = Sheet("汇总", [WITH_COUNTY, row("甲", "90", "东县"), row("丙", "100", "西区")])
    found = read(old, Sheet("东县", [HEAD, row("甲"), row("乙")]), Sheet("西区", [HEAD, row("丙")]))
    assert sorted(names(found)) == ["丙", "乙", "甲"]
    assert "总投资不同" in told(found, "repeated_differs")
    assert "汇总 第2行" in told(found, "repeated_differs")


def test_projects_without_firms_are_one_by_their_names():
    head = ["项目名称", "投资额", "县区"]
    found = read(Sheet("一", [head, ["甲", "5", "东县"]]), Sheet("二", [head[:2], ["甲", "5"]]))
    assert (names(found), kinds(found)) == (["甲"], ["repeated_rows"])


def test_tables_side_by_side_may_hold_the_same_name_whatever_other_sheets_hold():
    sheet = Sheet("一", [HEAD * 2, [*row("甲"), *row("甲", "200")]])
    found = read(sheet, Sheet("二", [HEAD, row("乙")]))
    assert names(found) == ["甲", "甲", "乙"]


def test_what_sheets_say_of_their_county_comes_before_the_files_name():
    sheets = Sheet("东县", [HEAD, row("甲")]), Sheet("Sheet2", [HEAD, row("乙")])
    found = read(*sheets, file="南县汇总.xlsx")
    assert [one.cells["county"] for one in found.rows] == ["东县", "南县"]


def test_two_firms_may_have_projects_of_one_name():
    name = "数字化改造项目"
    found = read(
        Sheet("东县", [HEAD, row(name, firm="甲公司")]),
        Sheet("西区", [HEAD, row(name, firm="乙公司")]),
    )
    assert names(found) == [name, name]
    assert kinds(found) == ["several_sheets"]


def test_a_project_that_stands_twice_in_one_sheet_is_left_to_the_checks():
    found = read(Sheet("东县", [HEAD, row("甲"), row("甲")]), Sheet("西区", [HEAD, row("乙")]))
    assert names(found) == ["甲", "甲", "乙"]


def test_a_repeated_row_comes_in_when_a_person_wants_it():
    sheets = Sheet("东县", [HEAD, row("甲"), row("乙")]), Sheet("西区", [HEAD, row("甲")])
    assert names(read(*sheets)) == ["甲", "乙"]
    assert names(read(*sheets, wishes=NO_WISHES.with_row((1, 1), is_read=True))) == [
        "甲",
        "乙",
        "甲",
    ]


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (Sheet("填写示例", [HEAD, row("示例项目")]), "other_sheet"),
        (Sheet("作废", [HEAD, row("旧项目")]), "other_sheet"),
        (Sheet("旧", [HEAD, row("旧项目")], hidden=True), "hidden"),
        # Two of five columns are no table like it.
        (Sheet("电话", [["项目名称", "开始年月"], ["戊项目", "2024.6"]]), "other_sheet"),
    ],
)
def test_sheets_that_are_not_meant_are_told_and_not_read(other, kind):
    main = Sheet("项目", [[*HEAD, "县区"], row("甲", "100", "东县"), row("乙", "100", "东县")])
    found = read(other, main)
    assert (names(found), kinds(found)) == (["甲", "乙"], [kind])


def test_a_longer_sheet_that_says_it_is_a_copy_is_not_taken_for_the_table():
    copy = Sheet("项目表备份", [HEAD, *(row(f"旧{n}") for n in range(9))])
    found = read(copy, Sheet("项目表", [HEAD, row("甲")]))
    assert (names(found), kinds(found)) == (["甲"], ["other_sheet"])


def test_a_chosen_sheet_is_read_alone_though_it_repeats_another():
    sheets = Sheet("东县", [HEAD, row("甲")]), Sheet("汇总", [HEAD, row("甲"), row("乙")])
    found = read(*sheets, wishes=NO_WISHES.with_sheet(0))
    assert (names(found), found.sheet, kinds(found)) == (["甲"], "东县", ["other_sheet"])


def test_columns_that_a_person_says_count_for_all_sheets_that_have_them_so():
    first = Sheet("东县", [HEAD, row("甲", "50")])
    second = Sheet("西区", [HEAD, row("乙", "60")])
    third = Sheet("南区", [[*HEAD[1:], "县区"], ["丙", "丙公司", "70", "南区"]])
    wishes = NO_WISHES.with_columns({"name": 2, "investment": 3})
    found = read(first, second, third, wishes=wishes)
    assert names(found) == ["甲公司", "乙公司", "丙"]
    assert [one.cells["investment"] for one in found.rows] == ["50", "60", "70"]


def test_a_header_that_is_pointed_at_may_be_meant_for_all_sheets_that_have_it():
    head = ["编号", "干什么", "谁来干", "花多少"]
    sheets = [
        Sheet("东县", [["东县"], head, row("甲", "5")]),
        Sheet("西区", [head, row("乙", "6")]),
        Sheet("南区", [[*head, "备注"], row("丙", "7")]),
        Sheet("旧表", [head, row("丁", "8")]),
    ]
    wishes = SheetWishes(sheet=0).with_header(1).with_columns({"name": 1, "investment": 3})
    assert names(read(*sheets, wishes=wishes)) == ["甲"]
    found = read(*sheets, wishes=replace(wishes, is_for_all=True))
    assert [(one.cells["name"], one.cells["county"]) for one in found.rows] == [
        ("甲", "东县"), ("乙", "西区"),
    ]  # fmt: skip
    assert [one.where for one in found.rows] == ["东县 第3行", "西区 第2行"]


def test_the_unit_that_a_person_says_counts_for_all_sheets():
    second = Sheet("西区", [["项目名称", "投资额", "企业名称"], ["乙", "600000", "乙公司"]])
    found = read(Sheet("东县", [HEAD, row("甲", "500000")]), second, wishes=SheetWishes(unit="元"))
    assert [one.cells["investment"] for one in found.rows] == ["50", "60"]


def test_sums_are_held_against_the_rows_of_their_own_sheet():
    def sheet(name: str, total: str) -> Sheet:
        return Sheet(name, [HEAD, row(f"{name}项目"), ["合计", "", "", total]])

    assert kinds(read(sheet("东县", "100"), sheet("西区", "100"))) == ["several_sheets"]
    found = read(sheet("东县", "100"), sheet("西区", "200"))
    assert [one.where for one in found.doubts if one.kind == "total_differs"] == ["西区!D3"]


def test_a_total_of_a_further_table_is_held_against_its_own_rows():
    below = ["项目名称", "县区", "企业名称", "投资额(万元)"]
    found = read(
        Sheet(
            "项目", [HEAD, row("甲"), below, ["乙", "东县", "乙公司", "70"], ["合计", "", "", "70"]]
        )
    )
    assert kinds(found) == ["further_table"]


def test_a_header_that_repeats_itself_makes_two_tables():
    line = [*row("甲"), *row("乙", "200")]
    found = read(Sheet("项目", [HEAD * 2, line, ["合计", "", "", "100", "合计", "", "", "200"]]))
    assert [(one.cells["name"], one.where) for one in found.rows] == [
        ("甲", "项目 第2行"), ("乙", "项目 第2行右栏"),
    ]  # fmt: skip
    assert kinds(found) == ["table_beside"]


def test_names_that_are_counted_are_a_table_beside_another():
    found = read(Sheet("项目", [["序号", "项目名称"] * 2, ["1", "甲", "2", "乙"]]))
    assert names(found) == ["甲", "乙"]


def test_a_total_over_tables_side_by_side_is_a_sum_in_both():
    head = ["项目名称", "投资额", "", "项目名称", "投资额"]
    found = read(Sheet("项目", [head, ["甲", "5", "", "乙", "6"], ["合计", "5", "", "", "7"]]))
    assert names(found) == ["甲", "乙"]
    assert [one.where for one in found.doubts if one.kind == "total_differs"] == ["项目!E3"]


def test_what_stands_before_a_repeated_header_is_said_of_both():
    head = ["县区", "企业名称", "项目名称", "投资额", "项目名称", "投资额"]
    rows = [["东县", "甲公司", "甲一", "5", "甲二", "6"], ["西区", "乙公司", "乙一", "7", "", ""]]
    found = read(Sheet("项目", [head, *rows]))
    assert [(one.cells["name"], one.cells["enterprise"]) for one in found.rows] == [
        ("甲一", "甲公司"), ("乙一", "乙公司"), ("甲二", "甲公司"),
    ]  # fmt: skip
    assert [one.where for one in found.rows][-1] == "项目 第2行右栏"


def test_a_second_name_without_a_table_of_its_own_is_told():
    found = read(Sheet("项目", [["项目名称", "投资额", "项目名称"], ["甲", "5", "甲(旧名)"]]))
    assert names(found) == ["甲"]
    assert kinds(found) == ["duplicate_column"]


FIELDS = [["项目名称", "甲", "乙"], ["企业名称", "甲公司", "乙公司"], ["投资额(元)", "500000", "x"]]


def test_a_turned_table_is_read_by_its_columns_and_told():
    found = read(Sheet("项目", FIELDS))
    assert [one.cells["name"] for one in found.rows] == ["甲", "乙"]
    assert [one.where for one in found.rows] == ["项目 B列", "项目 C列"]
    assert [(one.where, one.row, one.new) for one in found.cleaned] == [
        ("项目!B3", "项目 B列", "50")
    ]
    assert kinds(found) == ["turned"]
    assert found.address == {}
    assert found.elsewhere == {"项目 B列", "项目 C列"}


def test_what_is_marked_in_a_turned_table_is_told_at_its_place():
    sheet = Sheet("项目", FIELDS, hidden_columns=[2], lost=[(2, 2)], struck=[(0, 1)])
    found = read(sheet)
    assert set(kinds(found)) == {"turned", "hidden_rows", "lost", "struck"}
    assert "C列是隐藏的" in told(found, "hidden_rows")
    assert "C3" in told(found, "lost")
    assert "B列有删除线" in told(found, "struck")


@pytest.mark.parametrize(
    "rows",
    [
        # A card: which text belongs to which heading is not known.
        [["项目名称", "甲", "县区", "东县"], ["企业名称", "甲公司", "投资额", "50"],
         ["行业", "铸造", "联系电话", "略"]],
        FIELDS[:2],
    ],
)  # fmt: skip
def test_what_may_be_turned_and_is_not_sure_is_refused(rows):
    with pytest.raises(AppError, match="没有找到表头"):
        read(Sheet("项目", rows))


def test_traditional_headings_sums_and_units_are_understood_and_told():
    head = ["序號", "項目名稱", "企業名稱", "投資額", "縣區"]
    rows = [["單位:萬元"], head, row("甲", "5", "東縣"), ["總計", "", "", "5", ""]]
    found = read(Sheet("項目", rows))
    assert [one.cells for one in found.rows] == [
        {"name": "甲", "enterprise": "甲公司", "investment": "5", "county": "東縣"}
    ]
    assert (found.unit, kinds(found)) == ("万元", ["traditional_heading"])
    assert "項目名稱" in told(found, "traditional_heading")


@pytest.mark.parametrize(
    ("typed", "since_1904", "read_as"),
    [
        ("43982", True, "2024年6月"),
        ("45444", False, "2024年6月"),
        ("43982.0", True, "2024年6月"),
        ("2024.6", True, "2024年6月"),
        ("99999", True, "99999"),
    ],
)
def test_days_without_a_format_are_counted_as_the_workbook_counts(typed, since_1904, read_as):
    rows = [[*HEAD, "开始年月"], row("甲", "5", typed)]
    found = read(Sheet("项目", rows, counts_from_1904=since_1904))
    assert found.rows[0].cells["start"] == read_as
    cleaned = [(one.old, one.new) for one in found.cleaned if one.column == "start"]
    assert cleaned == ([(typed, read_as)] if typed != read_as else [])


def test_tables_of_a_text_that_differ_in_columns_are_all_read():
    first, second = Sheet("表1", [HEAD, row("甲")]), Sheet("表2", [HEAD[1:], row("乙")[1:]])
    further = Sheet("表3", [row("丙")[1:]])
    found = read(first, second, further, kind="text")
    assert names(found) == ["甲", "乙", "丙"]
    assert found.rows[-1].where == "表3 第1行"
    odd = Sheet("表2", [[*HEAD[1:], "打分"], [*row("乙")[1:], "9"]])
    found = read(first, odd, kind="text")
    assert [one.where for one in found.doubts if one.kind == "ignored_column"] == ["表2!D1"]


def test_tables_side_by_side_go_on_on_the_next_page():
    pages = [
        Sheet("表1", [HEAD * 2, [*row("甲"), *row("乙")]]),
        Sheet("表2", [[*row("丙"), *row("丁")]]),
    ]
    found = read(*pages, kind="text")
    assert [(one.cells["name"], one.where) for one in found.rows] == [
        ("甲", "表1 第2行"), ("丙", "表2 第1行"), ("乙", "表1 第2行右栏"), ("丁", "表2 第1行右栏"),
    ]  # fmt: skip


def test_no_row_is_both_read_and_passed():
    head = ["项目名称", "投资额", "", "项目名称", "投资额"]
    found = read(
        Sheet(
            "项目", [head, ["甲", "5", "", "", ""], ["", "", "", "乙", "6"], ["", "", "", "", ""]]
        )
    )
    assert {*found.spots} == {(0, 1), (0, 2)}
    assert found.passed == {(0, 3): "空行"}


def test_marks_of_a_sheet_with_several_tables_are_told_once():
    head = ["项目名称", "投资额", "", "项目名称", "投资额"]
    sheet = Sheet("项目", [head, ["甲", "5", "", "乙", "6"]], hidden_rows=[1], hidden_columns=[4])
    assert sorted(kinds(read(sheet))) == ["hidden_columns", "hidden_rows", "table_beside"]
    assert structs.replace(sheet, side="") == sheet
