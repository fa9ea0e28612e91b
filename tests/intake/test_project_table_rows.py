"""The disorders of county tables: what is a row, a sum, a heading, and what must be told."""

import csv
import io

import openpyxl
import pytest

from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.values import Kind
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import ProjectsRead, Raw, Sheet
from desktop_app.intake.project_table import read_projects


def amount(column: str, label: str, *synonyms: str) -> Field:
    return Field(
        id=column, label=label, kind=Kind.AMOUNT, unit="万元", total=True, synonyms=synonyms
    )


TABLE = Table(
    id="projects",
    title="项目汇总表",
    unit="万元",
    column=(
        Field(id="name", label="项目名称", kind=Kind.TEXT, required=True, compared=True),
        Field(id="enterprise", label="实施企业", kind=Kind.TEXT, synonyms=("企业名称",)),
        Field(id="county", label="县(市、区)", kind=Kind.TEXT, synonyms=("所属县区",)),
        Field(id="level_before", label="改造前等级", kind=Kind.TEXT),
        Field(id="level_after", label="改造后等级", kind=Kind.TEXT),
        amount("investment", "项目总投资", "项目投资", "投资额"),
        amount("software", "其中:软件", "软件投资"),
        amount("hardware", "其中:硬件", "硬件投资"),
        Field(id="start", label="开始年月", kind=Kind.MONTH, synonyms=("开始时间",)),
        Field(id="finish", label="完成年月", kind=Kind.MONTH),
        Field(id="phone", label="电话", kind=Kind.PHONE, synonyms=("联系电话",)),
    ),
)
HEAD = ["序号", "项目名称", "实施企业", "县(市、区)", "投资额(万元)"]


def project(n: int, investment: str = "100", county: str = "东县") -> list[str]:
    return [str(n), f"第{n}号项目", f"第{n}号公司", county, investment]


def read(*rows: list[str], file: str = "汇总.xlsx", county: str = "", **parts) -> ProjectsRead:
    raw = Raw("sheets", [Sheet("Sheet1", [list(row) for row in rows], **parts)])
    return read_projects(raw, TABLE, file=file, county=county, county_column="county")


def names(found: ProjectsRead) -> list[str]:
    return [row.cells.get("name", "") for row in found.rows]


def kinds(found: ProjectsRead) -> list[str]:
    return [doubt.kind for doubt in found.doubts]


# Headings


def test_a_shared_heading_lends_its_name_and_unit_to_those_below():
    found = read(
        ["项目名称", "改造前", "改造后", "项目投资(元)", "", ""],
        ["", "等级", "等级", "合计", "软件", "其中:硬件"],
        ["甲", "一级", "三级", "1500000", "1000000", "500000"],
        merged=[(0, 0, 1, 0), (0, 3, 0, 5)],
    )
    assert found.rows[0].cells == {
        "name": "甲",
        "level_before": "一级",
        "level_after": "三级",
        "investment": "150",
        "software": "100",
        "hardware": "50",
    }
    assert found.doubts == []
    assert found.header_row == 2
    assert found.columns["software"] == "项目投资(元)/软件"


def test_a_csv_that_lost_its_merges_still_has_two_rows_of_headings():
    text = "项目名称,实施企业,项目投资(元),,\n,,合计,软件,硬件\n甲,甲公司,3000,1000,2000\n"
    found = read(*csv.reader(io.StringIO(text)))
    assert names(found) == ["甲"]
    assert found.rows[0].cells["hardware"] == "0.2"


def test_a_heading_with_a_stroke_is_not_cut_in_two():
    found = read(["项目名称", "投资额/万元", "法人/电话"], ["甲", "5", "张三/1390"])
    assert found.rows[0].cells == {"name": "甲", "investment": "5"}
    assert kinds(found) == ["ignored_column"]


def test_a_nearly_known_heading_is_taken_and_told():
    found = read(["项目名称", "项目总投资额度"], ["甲", "5"])
    assert found.rows[0].cells["investment"] == "5"
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.where) == ("similar_heading", "Sheet1!B1")


def test_a_heading_is_never_taken_for_its_opposite():
    found = read(["项目名称", "投资额", "改造后的等级"], ["甲", "5", "三级"])
    assert found.rows[0].cells["level_after"] == "三级"
    assert "level_before" not in found.rows[0].cells
    table = Table(id="t", title="t", column=tuple(c for c in TABLE.column if c.id != "level_after"))
    rows = [["项目名称", "投资额", "改造后等级"], ["甲", "5", "三级"]]
    found = read_projects(Raw("sheets", [Sheet("表", rows)]), table, file="a.xlsx")
    assert found.rows[0].cells == {"name": "甲", "investment": "5"}


def test_no_column_of_the_form_is_filled_from_two_headings():
    found = read(["项目名称", "电话", "联系电话"], ["甲", "13900000000", "13911111111"])
    assert found.rows[0].cells["phone"] == "13900000000"
    assert kinds(found) == ["duplicate_column"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("单位:元", "0.02"),
        ("金额单位:人民币元", "0.02"),
        ("单位:亿元", "2000000"),
        ("项目汇总表(万元)", "200"),
        ("填报单位:元丰公司", "200"),
    ],
)
def test_the_line_above_the_table_gives_the_unit(line, expected):
    found = read([line], ["项目名称", "投资额"], ["甲", "200"])
    assert found.rows[0].cells["investment"] == expected


def test_the_nearest_line_above_the_table_gives_the_unit():
    found = read(["项目汇总表(亿元)"], ["单位:元"], ["项目名称", "投资额"], ["甲", "200"])
    assert found.rows[0].cells["investment"] == "0.02"


def test_the_unit_of_a_heading_wins_over_that_of_the_table():
    found = read(["单位:元"], ["项目名称", "投资额(万元)"], ["甲", "200"])
    assert found.rows[0].cells["investment"] == "200"
    assert found.cleaned == []


# Rows


def test_a_line_that_numbers_the_columns_is_no_project():
    assert names(read(HEAD, ["1", "2", "3", "4", "5"], project(1))) == ["第1号项目"]
    assert names(read(HEAD, ["甲", "乙", "1", "2", "3"], project(1))) == ["第1号项目"]


def test_both_rows_of_a_header_may_come_again():
    head = [["项目名称", "项目投资(万元)", ""], ["", "软件", "硬件"]]
    rows = [*head, ["甲项目", "1", "2"], *head, ["乙项目", "3", "4"]]
    found = read(*rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2), (3, 0, 4, 0), (3, 1, 3, 2)])
    assert names(found) == ["甲项目", "乙项目"]
    assert kinds(found) == []


def test_a_header_in_other_words_on_the_next_page_is_no_project():
    again = ["编号", "项目名称", "企业名称", "所属县区", "总投资"]
    assert names(read(HEAD, project(1), again, project(2))) == ["第1号项目", "第2号项目"]


def test_prepared_rows_without_a_project_are_left_out_in_silence():
    found = read(HEAD, project(1), ["2", "", "", "", ""], ["3", "", "", "", "0"])
    assert names(found) == ["第1号项目"]
    assert kinds(found) == []


def test_a_county_merged_over_prepared_rows_makes_no_projects():
    rows = [HEAD, project(1), ["2", "", "", "", ""], ["3", "", "", "", ""]]
    found = read(*rows, merged=[(1, 3, 3, 3)])
    assert names(found) == ["第1号项目"]


def test_a_row_without_a_name_but_with_content_is_kept_for_the_checks():
    found = read(HEAD, project(1), ["2", "", "乙公司", "东县", "50"])
    assert names(found) == ["第1号项目", ""]


def test_a_filled_in_example_is_left_out_and_told():
    found = read(HEAD, ["示例", "某某项目", "某公司", "某县", "100"], project(1))
    assert names(found) == ["第1号项目"]
    assert kinds(found) == ["example_row"]


def test_a_line_nobody_knows_is_left_out_and_told():
    found = read(HEAD, project(1), ["以下由市里填写", "", "", "", ""])
    assert names(found) == ["第1号项目"]
    assert kinds(found) == ["left_out"]
    assert "以下由市里填写" in found.doubts[0].message


@pytest.mark.parametrize("sign", ["……", "...", "----"])
def test_signs_that_stand_for_more_are_left_out_and_told(sign):
    found = read(HEAD, project(1), [sign] * 5, ["", sign, sign, "", ""])
    assert names(found) == ["第1号项目"]
    assert kinds(found) == ["left_out", "left_out"]


@pytest.mark.parametrize(
    "foot",
    [
        ["填报单位(盖章):东县工信局", "", "填报人:某", "", "2024年11月5日"],
        ["单位负责人:某", "", "审核人:某"],
        ["填报日期:2024年11月5日"],
        ["填表单位盖章:"],
        ["2024年11月5日"],
        ["注:1.金额单位为万元。2.项目名称与方案一致。"],
        ["1.投资额以合同和发票为准,单位为万元。"],
    ],
)
def test_the_foot_of_the_form_is_no_project(foot):
    found = read(HEAD, project(1), foot)
    assert names(found) == ["第1号项目"]
    assert kinds(found) == []


@pytest.mark.parametrize("title", ["一、装备制造业", "(二)农产品加工", "二、 东县(3个)"])
def test_a_section_title_is_no_project_wherever_it_stands(title):
    found = read(HEAD, [title], project(1), ["", title, "", "", ""], project(2))
    assert names(found) == ["第1号项目", "第2号项目"]


def test_a_line_merged_across_the_table_is_a_section_title():
    found = read(
        HEAD, ["", "东县", "", "", ""], project(1), merged=[(1, 1, 1, 4)]
    )  # fmt: skip
    assert names(found) == ["第1号项目"]


def test_a_project_whose_name_sounds_like_a_sum_or_section_is_one():
    rows = [["1", "能耗累计", "甲公司", "东县", "5"], ["2", "一、二期工程", "乙公司", "东县", "6"]]
    assert names(read(HEAD, *rows)) == ["能耗累计", "一、二期工程"]


def test_a_name_merged_over_two_rows_is_one_project_and_is_told():
    rows = [HEAD, project(1), ["", "", "配套公司", "东县", "5"], project(2)]
    found = read(*rows, merged=[(1, 1, 2, 1)])
    assert names(found) == ["第1号项目", "第2号项目"]
    assert kinds(found) == ["merged_row"]


def test_an_amount_merged_over_two_projects_is_counted_once_and_told():
    found = read(HEAD, project(1), project(2, ""), merged=[(1, 4, 2, 4)])
    assert [row.cells.get("investment") for row in found.rows] == ["100", None]
    assert kinds(found) == ["merged_amount"]


# Sums


def sums(*rows: list[str]) -> list[str]:
    return [doubt.where for doubt in read(HEAD, *rows).doubts if "differs" in doubt.kind]


def total(word: str, investment: str, index: int = 1) -> list[str]:
    cells = ["", "", "", "", investment]
    cells[index] = word
    return cells


@pytest.mark.parametrize(
    "word", ["合计", "合 计", "总计:", "合计(万元)", "东县合计", "合计(2个项目)"]
)
@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_sum_is_known_by_its_word(word, index):
    rows = [project(1), project(2), total(word, "200", index)]
    assert names(read(HEAD, *rows)) == ["第1号项目", "第2号项目"]
    assert sums(*rows) == []
    assert sums(*rows[:2], total(word, "201", index)) == ["Sheet1!E4"]


def test_a_sum_may_stand_above_its_rows():
    assert sums(total("合计", "200"), project(1), project(2)) == []
    assert sums(total("合计", "300"), project(1), project(2)) == ["Sheet1!E2"]


def test_a_partial_sum_covers_its_own_part():
    rows = [project(1), total("小计", "100"), project(2, "50"), total("小计", "50")]
    assert sums(*rows, total("合计", "150")) == []
    assert sums(*rows[:3], total("小计", "150"), total("合计", "150")) == []
    assert sums(*rows[:3], total("小计", "60"), total("合计", "150")) == ["Sheet1!E5"]


def test_the_last_sum_covers_all_rows_and_not_only_the_last_part():
    rows = [project(1), total("小计", "100"), project(2, "50"), total("小计", "50")]
    assert sums(*rows, total("合计", "50")) == ["Sheet1!E6"]


def test_a_section_title_may_carry_the_sum_of_its_rows():
    head = ["一、装备制造业", "", "", "", "200"]
    assert sums(head, project(1), project(2)) == []
    assert sums(head, project(1), project(2), ["二、其他", "", "", "", "100"], project(3)) == []
    assert sums(head, project(1), project(2), ["二、其他", "", "", "", "9"], project(3)) == [
        "Sheet1!E5"
    ]


def test_a_stated_number_of_projects_is_counted():
    found = read(HEAD, project(1), total("合计:2个项目", "100"))
    assert kinds(found) == ["count_differs"]
    assert "2 个项目" in found.doubts[0].message


# County


@pytest.mark.parametrize(
    ("file", "title", "county"),
    [
        ("银杉县.xlsx", "", "银杉县"),
        ("3.银杉县上报(终稿).xlsx", "", "银杉县"),
        ("附件3:某江市银杉区项目汇总表.xlsx", "", "银杉区"),
        ("汇总表.xlsx", "云陌自治县2024年项目表", "云陌自治县"),
        ("项目.xlsx", "填报单位:银杉县工业和信息化局", "银杉县"),
        ("海川市.xlsx", "", "海川市"),
        ("中小企业数字化转型城市试点项目汇总表.xlsx", "各县区项目表", ""),
        ("全区项目.xlsx", "", ""),
        ("2024年城市试点.xlsx", "", ""),
        ("关于报送银杉县项目的函.xlsx", "", "银杉县"),
    ],
)
def test_blank_counties_take_that_of_the_file_or_its_title(file, title, county):
    found = read([title], HEAD, project(1, county=""), file=file)
    assert found.rows[0].cells.get("county", "") == county
    assert [one.new for one in found.cleaned] == ([county] if county else [])


def test_in_a_table_of_several_counties_a_blank_stays_blank():
    rows = [HEAD, project(1, county="东县"), project(2, county="西县"), project(3, county="")]
    assert "county" not in read(*rows, file="南县.xlsx").rows[2].cells
    assert read(*rows, file="南县.xlsx", county="北县").rows[2].cells["county"] == "北县"


# The file


def test_what_the_sheet_hides_or_has_lost_is_told():
    found = read(HEAD, project(1), hidden_rows=[1], lost=[(1, 4)])
    assert kinds(found) == ["hidden_rows", "lost"]
    assert "第2行" in found.doubts[0].message
    assert "E2" in found.doubts[1].message


def test_a_long_number_that_lost_digits_is_told_with_its_cell():
    found = read(["项目名称", "电话"], ["甲", "1234567890123456"], damaged=[(1, 1)])
    assert [(doubt.kind, doubt.where) for doubt in found.doubts] == [("damaged", "Sheet1!B2")]


def test_a_second_sheet_with_projects_is_read_and_told():
    sheets = [Sheet("一", [HEAD, project(1), project(2)]), Sheet("二", [HEAD, project(3)])]
    found = read_projects(Raw("sheets", sheets), TABLE, file="a.xlsx")
    assert names(found) == ["第1号项目", "第2号项目", "第3号项目"]
    assert (found.sheet, kinds(found)) == ("一", ["several_sheets"])


def test_a_table_that_goes_on_over_pages_is_one():
    """As Word and PDF files have it: with the header again, and without."""
    pages = [
        Sheet("表1", [["联系人", "电话"], ["张三", "1"]]),
        Sheet("表2", [HEAD, project(1)]),
        Sheet("表3", [HEAD, project(2)]),
        Sheet("表4", [project(3), total("合计", "300")]),
        Sheet("表5", [["另一张", "表"]]),
    ]
    found = read_projects(Raw("text", pages), TABLE, file="a.docx")
    assert names(found) == ["第1号项目", "第2号项目", "第3号项目"]
    assert [row.where for row in found.rows] == ["表2 第2行", "表3 第2行", "表4 第1行"]
    assert kinds(found) == []


def test_a_workbook_with_every_disorder_comes_through_whole(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([])
    sheet.append(["银杉县项目表"])
    sheet.append(["单位:元"])
    sheet.append(["序号", "项目名称", "企业名称", "所属县区", "项目投资", None, None, "开始时间"])
    sheet.append([None, None, None, None, "合计", "软件", "硬件"])
    sheet.append(["一、装备制造业"])
    sheet.append([1, "甲项目（一期)", "甲公司", "银杉县", 1580000, 580000, 1000000, 2024.1])
    sheet.append([2, "乙项目 ", " 乙公司", None, "１，０００，０００", None, None, "2024.10"])
    sheet.append(["小计", None, None, None, 2580000])
    sheet.append([])
    sheet.append([3, "丙项目", "丙公司", "松澜县", "20万元", None, None, "2024年6月"])
    sheet.append(["合计", None, None, None, 2790000])
    sheet.append(["填报人:某"])
    for merge in ("A2:H2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:G4", "H4:H5", "D7:D9"):
        sheet.merge_cells(merge)
    book.save(tmp_path / "银杉县.xlsx")
    raw = read_raw(tmp_path / "银杉县.xlsx")
    found = read_projects(raw, TABLE, file="银杉县.xlsx", county_column="county")
    assert [tuple(row.cells.values()) for row in found.rows] == [
        ("甲项目（一期)", "甲公司", "银杉县", "158", "58", "100", "2024年1月"),
        ("乙项目 ", "乙公司", "银杉县", "100", "2024年10月"),
        ("丙项目", "丙公司", "松澜县", "20", "2024年6月"),
    ]
    assert [row.where for row in found.rows] == ["Sheet 第7行", "Sheet 第8行", "Sheet 第11行"]
    assert [(doubt.kind, doubt.where) for doubt in found.doubts] == [
        ("ambiguous_month", "Sheet!H7"),
        ("total_differs", "Sheet!E12"),
    ]
    assert ("Sheet!E11", "20万元", "20") in [(c.where, c.old, c.new) for c in found.cleaned]
    assert not any(one.where.startswith("Sheet!B") for one in found.cleaned)
