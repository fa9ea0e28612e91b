"""Tables that are laid out as no form asks for: further tables, deep headers, sections, merges."""

import pytest
from msgspec import structs

from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.project_table import read_projects
from tests.small_pack import a_small_programme

TABLE = a_small_programme().summary.table
HEAD = ["序号", "项目名称", "企业名称", "信用代码", "县区", "行业", "投资额(万元)", "开始年月"]


def row(n: int, name: str, investment: str = "100", county: str = "东县", month: str = "2024.6"):
    return [str(n), name, f"{name}公司", "91350100M000100Y43", county, "铸造", investment, month]


def read(*rows: list[str], file: str = "a.xlsx", **parts):
    raw = Raw("sheets", [Sheet("Sheet1", [list(one) for one in rows], **parts)])
    return read_projects(raw, TABLE, file=file, county_column="county")


def column(found, key: str) -> list[str]:
    return [one.cells.get(key, "") for one in found.rows]


def kinds(found) -> list[str]:
    return [doubt.kind for doubt in found.doubts]


def test_a_further_table_is_read_by_its_own_header():
    below = ["序号", "县区", "项目名称", "投资额(元)"]
    found = read(HEAD, row(1, "甲项目"), [], below, ["1", "西区", "乙项目", "2000000"])
    assert column(found, "name") == ["甲项目", "乙项目"]
    assert column(found, "county") == ["东县", "西区"]
    assert column(found, "investment") == ["100", "200"]
    assert kinds(found) == ["further_table"]
    assert found.doubts[0].where == "Sheet1 第4行"


def test_a_further_table_without_units_keeps_those_above():
    first = [*HEAD[:6], "投资额(元)", HEAD[7]]
    found = read(first, row(1, "甲", "2000000"), [*HEAD[:6], "投资额"], row(1, "乙", "3000000")[:7])
    assert column(found, "investment") == ["200", "300"]


def test_sums_by_county_below_are_no_projects_and_told():
    found = read(
        HEAD,
        row(1, "甲项目"),
        [],
        ["县区", "项目数", "总投资"],
        ["东县", "1", "100"],
        ["西区", "0", "0"],
    )
    assert column(found, "name") == ["甲项目"]
    assert kinds(found) == ["other_table"]
    assert "第4至6行" in found.doubts[0].message


def test_the_header_printed_again_does_not_hide_the_rows_above_it():
    upper = ["序号", "项目名称", "投资情况", "", "县区"]
    lower = ["", "", "总投资", "设备", ""]
    again = ["序号", "项目名称", "项目总投资", "设备", "县区"]
    rows = [["1", "甲", "50", "20", "东县"], again, ["2", "乙", "60", "20", "东县"]]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)]
    assert column(read(upper, lower, *rows, merged=merged), "name") == ["甲", "乙"]


def test_a_header_over_three_rows_names_its_columns_by_the_lowest():
    rows = [
        ["项目名称", "资金情况", "", "县区"],
        ["", "投资(元)", "", ""],
        ["", "总投资", "设备", ""],
        ["甲", "500000", "200000", "东县"],
    ]
    merged = [(0, 0, 2, 0), (0, 1, 0, 2), (1, 1, 1, 2), (0, 3, 2, 3)]
    found = read(*rows, merged=merged)
    assert found.rows[0].cells == {"name": "甲", "investment": "50", "county": "东县"}
    assert found.header_row == 3


def test_a_line_of_the_unit_above_is_no_part_of_the_header():
    found = read(["单位:元", *[""] * 7], [*HEAD[:6], "投资额", HEAD[7]], row(1, "甲", "500000"))
    assert column(found, "investment") == ["50"]
    assert found.columns["name"] == "项目名称"
    assert kinds(found) == []


def test_units_in_a_row_of_their_own_count():
    units = ["", "", "", "", "", "", "元", ""]
    found = read([*HEAD[:6], "投资额", HEAD[7]], units, row(1, "甲", "500000"))
    assert column(found, "investment") == ["50"]


def test_tables_side_by_side_are_both_read_and_told():
    head = ["项目名称", "投资额", "县区", "", "项目名称", "投资额(元)"]
    found = read(head, ["甲", "50", "东县", "", "乙", "600000"], ["丙", "70", "东县", "", "", ""])
    assert found.rows[0].cells == {"name": "甲", "investment": "50", "county": "东县"}
    assert column(found, "name") == ["甲", "丙", "乙"]
    assert (found.rows[2].cells["investment"], found.rows[2].where) == ("60", "Sheet1 第2行右栏")
    assert found.elsewhere == {"Sheet1 第2行右栏"}
    assert [(one.kind, one.where) for one in found.doubts] == [("table_beside", "Sheet1!E1")]


@pytest.mark.parametrize(
    "titles", [("一、东县", "二、西区"), ("东县", "西区"), ("(一)东县", "(二)西区")]
)
def test_sections_give_their_county_to_the_rows_below(titles):
    head, first, second = ([*one[:4], *one[5:]] for one in (HEAD, row(1, "甲"), row(2, "乙")))
    found = read(["某某市项目表"], head, [titles[0]], first, [titles[1]], second)
    assert column(found, "county") == ["东县", "西区"]
    assert [one.new for one in found.cleaned if one.column == "county"] == ["东县", "西区"]


@pytest.mark.parametrize(("total", "told"), [("200", []), ("201", ["total_differs"])])
def test_a_sum_without_its_word_is_a_sum_and_compared(total, told):
    amount = next(one for one in TABLE.column if one.id == "investment")
    other = structs.replace(amount, id="software", label="软件", synonyms=())
    table = structs.replace(TABLE, column=(*TABLE.column, other))
    rows = [
        [*HEAD, "软件"],
        [*row(1, "甲"), "10"],
        [*row(2, "乙"), "10"],
        [*[""] * 6, total, "", "20"],
    ]
    found = read_projects(Raw("sheets", [Sheet("Sheet1", rows)]), table, file="a.xlsx")
    assert column(found, "name") == ["甲", "乙"]
    assert kinds(found) == told


def test_a_cell_merged_over_columns_is_told():
    found = read(HEAD, row(1, "甲项目"), merged=[(1, 4, 1, 5)])
    assert kinds(found) == ["merged_across"]
    assert "E2、F2" in found.doubts[0].message


def test_a_merge_that_ends_beyond_all_rows_ends_with_them():
    beyond = [(1, column, 4_000_000_000, column) for column in range(len(HEAD))]
    found = read(HEAD, row(1, "甲项目"), row(2, "乙项目", county=""), merged=beyond)
    assert column(found, "name") == ["甲项目"]


def test_a_numbered_line_below_a_note_is_one_more():
    found = read(HEAD[1:], row(1, "甲")[1:], ["注:1.一式三份"], ["2.另附说明"])
    assert column(found, "name") == ["甲"]
    assert kinds(found) == []


def test_a_hidden_column_and_a_struck_row_are_read_and_told():
    found = read(HEAD, row(1, "甲"), row(2, "乙"), hidden_columns=[6, 20], struck=[(2, 1), (2, 2)])
    assert column(found, "name") == ["甲", "乙"]
    assert kinds(found) == ["struck", "hidden_columns"]
    assert "第3行" in found.doubts[0].message
    assert " G 列" in found.doubts[1].message


def test_a_number_shown_as_another_is_told_with_its_cell():
    found = read(HEAD, row(1, "甲", "0.25"), shown_otherwise=[(1, 6)])
    assert kinds(found) == ["shown_otherwise"]
    assert "Sheet1!G2" in found.doubts[0].message


@pytest.mark.parametrize(("month", "told"), [("45444", ["serial_date"]), ("202406", [])])
def test_a_day_without_its_format_is_read_and_told(month, told):
    found = read(HEAD, row(1, "甲", month=month))
    assert column(found, "start") == ["2024年6月"]
    assert kinds(found) == told


def test_a_code_whose_last_digits_are_gone_is_told_as_text_too():
    cells = row(1, "甲")
    cells[3] = "912101002024110000"
    found = read(HEAD, cells)
    assert kinds(found) == ["damaged"]
    assert found.doubts[0].where == "Sheet1!D2"
