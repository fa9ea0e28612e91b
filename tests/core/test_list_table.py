"""Lists out of untidy tables: the column of names is found, and nothing is dropped in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.list_table import Grid, ReadList, read_list, words_of
from desktop_app.core.pack import read_pack
from tests.small_pack import FILES, PLAN, PROGRAMME

ABOUT = '[[list]]\nid = "trades"\ntitle = "重点行业"\nwords = ["行业领域"]\n'
PACK = read_pack(
    {
        **FILES,
        "programme.toml": PROGRAMME + ABOUT,
        "plan.toml": PLAN.replace('kind = "names"', 'kind = "names"\nlist = "trades"'),
        "lists/trades.csv": "名称,来源\n",
        "lists/arrears.csv": "名称,credit_code,来源\n",
    }
)
CODE = "91210100MA0A0A0A0X"


def read(rows, list_id="arrears", column="", **about) -> ReadList:
    return read_list(words_of(PACK, list_id), [Grid("", rows, **about)], column)


def names(found: ReadList) -> list[str]:
    assert found.listed is not None, found.refusal
    return list(found.listed.options())


def test_the_names_are_found_below_a_title_beside_other_columns():
    rows = [
        ["附件1 严重失信主体名单", "", ""],
        ["", "", ""],
        ["序号", "企业\n名称", "统一社会信用代码"],
        ["1", "甲机械有限公司", CODE],
        ["2", " 乙铸造有限公司 ", ""],
    ]
    found = read(rows)
    assert names(found) == ["甲机械有限公司", "乙铸造有限公司"]
    assert found.column == "企业名称"
    assert found.listed.header == ("名称", "credit_code")
    assert found.listed.rows[0] == ("甲机械有限公司", CODE)
    assert "表头上方 1 行" in found.dropped[0]


@pytest.mark.parametrize("heading", ["行业领域", "试点行业", "名称", "行业名称"])
def test_a_column_is_known_by_the_words_of_pack_field_and_custom(heading):
    assert names(read([["代码", heading], ["C33", "家具制造"]], "trades")) == ["家具制造"]


def test_a_number_that_does_not_count_on_is_part_of_the_name_and_told():
    found = read([["360 安全科技有限公司"], ["58 同城有限公司"], ["甲厂"]])
    assert names(found) == ["360 安全科技有限公司", "58 同城有限公司", "甲厂"]
    assert "第1行「360 安全科技有限公司」开头的数字算作名称" in found.odd
    numbered = read([["1 甲厂"], ["2 360 安全科技有限公司"], ["4 乙厂"], ["５、丙厂"]])
    assert names(numbered) == ["甲厂", "360 安全科技有限公司", "乙厂", "丙厂"]


def test_what_is_no_name_is_left_out_and_told():
    rows = [
        ["名称"],
        ["甲厂"],
        ["名称"],
        ["甲 厂"],
        ["乙厂"],
        ["合计:2"],
        ["注:以上企业不予支持"],
    ]
    found = read(rows)
    assert names(found) == ["甲厂", "乙厂"]
    assert found.duplicates == 1
    told = "\n".join(found.dropped)
    assert "重复的 1 行没有载入:第4行「甲 厂」与第2行" in told
    assert "第6行「合计:2」" in told
    assert "第7行「注:以上企业不予支持」" in told


def test_a_row_with_a_code_and_no_name_is_told():
    found = read([["企业名称", "信用代码"], ["甲厂", ""], ["", CODE]])
    assert (names(found), found.blanks) == (["甲厂"], 1)
    assert "没有名称的 1 行没有载入:第3行" in found.dropped


def test_one_name_with_two_codes_is_two_firms():
    rows = [["企业名称", "信用代码"], ["甲厂", CODE], ["甲厂", "91210200MB1B1B1B1Y"]]
    assert names(read(rows)) == ["甲厂", "甲厂"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("甲厂、乙厂", "可能是几个名称"),
        ("2024", "只有数字"),
        ("甲机械\n有限公司", "中间有换行"),
        ("长" * 61, "太长"),
    ],
)
def test_odd_names_go_in_and_are_told(name, why):
    found = read([["名称", "区"], [name, "东区"], ["丙厂", "西区"]])
    assert names(found) == [name.replace("\n", ""), "丙厂"]
    assert why in found.odd[0]


def test_a_name_that_was_struck_through_is_told():
    found = read([["名称"], ["甲厂"], ["乙厂"]], struck=frozenset({1}))
    assert names(found) == ["甲厂", "乙厂"]
    assert "第2行「甲厂」在文件里被划掉" in found.odd[0]


def test_lines_of_names_need_no_heading():
    rows = [["失信企业名单"], ["现公布如下:"], ["1、甲厂"], ["(2)乙厂"], [""], ["3 丙厂"]]
    found = read(rows)
    assert names(found) == ["甲厂", "乙厂", "丙厂"]
    assert "3 行前面的序号没有算作名称" in found.odd


def test_names_in_one_line_are_as_good_as_one_in_each():
    assert names(read([["甲厂、乙厂;丙厂"]])) == ["甲厂", "乙厂", "丙厂"]


def test_which_column_is_meant_is_asked_and_taken():
    rows = [["区", "主体", "事由"], ["东区", "甲厂", "欠税"]]
    asked = read(rows)
    assert asked.listed is None
    assert asked.headings == ("区", "主体", "事由")
    assert asked.refusal == (
        "看不出哪一列是名称;表里的列有:「区」、「主体」、「事由」。请指定其中一列。"
    )
    assert names(read(rows, column="主体")) == ["甲厂"]
    assert "没有「企业」这一列" in read(rows, column="企业").refusal


def test_nothing_in_the_column_is_refused():
    assert "没有一个名称" in read([["名称", "区"], ["", "东区"]]).refusal
    assert read([]).refusal
    assert read([["", ""]]).refusal


def test_sheets_that_have_the_column_are_read_and_the_others_named():
    grids = [
        Grid("东区", [["名称"], ["甲厂"]]),
        Grid("西区", [["单位名称", "备注"], ["乙厂", "新"]]),
        Grid("说明", [["填", "表"], ["一", "二"]]),
        Grid("旧", [["名称"], ["丙厂"]], is_hidden=True),
    ]
    found = read_list(words_of(PACK, "arrears"), grids)
    assert names(found) == ["甲厂", "乙厂"]
    assert "没有载入:说明、旧" in found.dropped[-1]


CELLS = st.text("甲乙丙厂 \n、1序号名称合计注:", max_size=6)


@given(st.lists(st.lists(CELLS, max_size=3), max_size=8), st.sampled_from(("", "名称", "区")))
def test_any_table_is_a_list_of_names_that_differ_or_a_sentence(rows, column):
    found = read(rows, column=column)
    if found.listed is None:
        assert found.refusal.endswith("。")
        return
    assert not found.refusal
    told = names(found)
    assert all(one.strip() for one in told)
    assert all(len(row) == len(found.listed.header) for row in found.listed.rows)
