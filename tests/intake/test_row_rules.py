"""What a row below a header is, where two readings are near: sums and what they cover."""

import pytest
from msgspec import structs

from desktop_app.core.values import Kind
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.project_table import read_projects
from tests.small_pack import a_small_programme

TABLE = a_small_programme().summary.table
HEAD = ["序号", "项目名称", "企业名称", "县区", "行业", "投资额(万元)", "备注"]


def row(n: int, name: str, investment: str, note: str = "") -> list[str]:
    return [str(n), name, f"{name}公司", "东县", "铸造", investment, note]


def total(word: str, investment: str, at: int = 0) -> list[str]:
    cells = ["", "", "", "", "", investment, ""]
    cells[at] = word
    return cells


def read(*rows: list[str], head: list[str] = HEAD, table=TABLE):
    return read_projects(Raw("sheets", [Sheet("表", [head, *rows])]), table, file="a.xlsx")


def names(found) -> list[str]:
    return [one.cells.get("name", "") for one in found.rows]


def told(found) -> list[tuple[str, str]]:
    return [(one.kind, one.where) for one in found.doubts if one.kind != "ignored_column"]


def test_a_subtotal_that_says_the_sum_of_all_is_wrong():
    first, second = (row(1, "甲", "10"), row(2, "乙", "20")), row(3, "丙", "30")
    assert told(read(*first, total("小计", "30"), second, total("小计", "30"))) == []
    found = read(*first, total("小计", "60"), second, total("小计", "30"))
    assert told(found) == [("total_differs", "表!F4")]


def test_a_section_with_a_sum_covers_the_rows_below_it_only():
    rows = [row(1, "甲", "10"), total("二、西县", "30"), row(2, "乙", "30")]
    assert told(read(total("一、东县", "10"), *rows)) == []
    assert told(read(total("一、东县", "40"), *rows)) == [("total_differs", "表!F2")]


@pytest.mark.parametrize(("at", "is_sum"), [(0, True), (3, True), (6, False)])
def test_a_row_with_words_where_the_name_stands_is_a_sum_by_its_first_cells(at, is_sum):
    cells = total("合计", "10", at)
    cells[1] = "东县一个"
    found = read(row(1, "甲", "10"), cells)
    assert names(found) == (["甲"] if is_sum else ["甲", "东县一个"])


def test_a_remark_that_speaks_of_a_sum_leaves_a_project_one():
    assert names(read(row(1, "甲", "10", "合计"), row(2, "乙", "20"))) == ["甲", "乙"]


def test_small_amounts_alone_are_a_sum_and_no_line_that_counts_the_columns():
    amount = next(one for one in TABLE.column if one.id == "investment")
    parts = [structs.replace(amount, id=key, label=key, synonyms=()) for key in ("软件", "服务")]
    table = structs.replace(TABLE, column=(*TABLE.column, *parts))
    head, line = [*HEAD[:6], "软件", "服务"], [*row(1, "甲", "9")[:6], "5", "4"]
    sums = ["", "", "", "", "", "9", "5", "4"]
    assert told(read(line, sums, head=head, table=table)) == []
    found = read(line, [*sums[:7], "3"], head=head, table=table)
    assert told(found) == [("total_differs", "表!H3")]


def test_one_amount_alone_is_a_sum_where_the_table_has_one_column_of_amounts():
    assert told(read(row(1, "甲", "10"), total("", "10"))) == []
    found = read(row(1, "甲", "10"), total("", "77"))
    assert names(found) == ["甲"]
    assert told(found) == [("total_differs", "表!F3")]


def test_one_amount_of_several_alone_is_neither_a_project_nor_a_sum_and_told():
    amount = next(one for one in TABLE.column if one.id == "investment")
    other = structs.replace(amount, id="software", label="软件", synonyms=())
    table = structs.replace(TABLE, column=(*TABLE.column, other))
    head = [*HEAD[:6], "软件"]
    found = read([*row(1, "甲", "10")[:6], "5"], total("", "77"), head=head, table=table)
    assert names(found) == ["甲"]
    assert told(found) == [("left_out", "表 第3行")]


def test_rows_that_are_only_numbered_are_blank():
    found = read(row(1, "甲", "10"), [*total("2", "0"), ""], [*total("3", ""), ""])
    assert (names(found), told(found)) == (["甲"], [])


@pytest.mark.parametrize(
    ("cells", "is_example"),
    [
        (["示例", "某某改造项目", "某公司", "", "", "10", ""], True),
        (["1", "某某改造项目", "某公司", "", "", "10", "示例:"], True),
        (["1", "示例", "某公司", "", "", "10", ""], False),
        (["1", "某某改造项目", "示例", "", "", "10", ""], False),
    ],
)
def test_an_example_says_so_where_rows_are_numbered_or_remarked_on(cells, is_example):
    found = read(row(1, "甲", "10"), cells)
    assert [one[0] for one in told(found)] == (["example_row"] if is_example else [])
    assert len(found.rows) == (1 if is_example else 2)


def with_people():
    """The table with a column that counts people, whom nobody adds up."""
    people = structs.replace(TABLE.column[-1], id="people", label="从业人员", kind=Kind.INTEGER)
    return structs.replace(TABLE, column=(*TABLE.column, people))


def test_a_sum_that_adds_up_people_as_well_is_a_sum():
    head = [*HEAD[:-1], "从业人员"]
    rows = [[*row(1, "甲", "10")[:-1], "30"], [*row(2, "乙", "20")[:-1], "50"]]
    found = read(*rows, [*total("合计", "30")[:-1], "80"], head=head, table=with_people())
    assert names(found) == ["甲", "乙"]
    alone = read(*rows, ["合计", "", "", "", "", "", "80"], head=head, table=with_people())
    assert names(alone) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("heading", "is_told"),
    [
        ("用水量(万吨)", True),
        ("用水量（立方米）", True),
        ("用水量(吨)", False),
        ("用水量", False),
        ("用水量(选填)", False),
    ],
)
def test_a_heading_in_another_unit_that_is_no_money_is_told(heading, is_told):
    water = structs.replace(
        TABLE.column[-1], id="water", label="用水量", kind=Kind.AMOUNT, unit="吨", synonyms=()
    )
    table = structs.replace(TABLE, column=(*TABLE.column, water))
    found = read([*row(1, "甲", "10")[:-1], "12"], head=[*HEAD[:-1], heading], table=table)
    doubts = [one for one in found.doubts if one.kind == "other_unit"]
    assert bool(doubts) is is_told
    assert [one.cells["water"] for one in found.rows] == ["12"]
    if is_told:
        assert "没有换算" in doubts[0].message
        assert doubts[0].where == "表!G1"


def test_a_listed_name_in_another_script_is_taken_over_and_told():
    rows = [row(n, f"项目{n}", "10") for n in range(1, 4)]
    rows[1][4] = "鑄造"
    found = read_projects(
        Raw("sheets", [Sheet("表", [HEAD, *rows])]),
        TABLE,
        file="a.xlsx",
        options={"industry": ("铸造", "家具")},
    )
    assert [one.cells["industry"] for one in found.rows] == ["铸造"] * 3
    assert [(one.where, one.old, one.new) for one in found.cleaned] == [("表!E3", "鑄造", "铸造")]
