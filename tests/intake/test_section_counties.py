"""Counties of a summary that stand over its rows, in a line or in a title."""

from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.project_table import read_projects
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()
HEAD = ["序号", "项目名称", "总投资"]


def counties(*sheets: Sheet, file="汇总.docx"):
    form = PROGRAMME.summary
    raw = Raw("text", list(sheets))
    return read_projects(raw, form.table, file=file, county_column=form.county)


def test_a_line_in_the_table_gives_the_county_of_the_rows_below():
    rows = [
        HEAD,
        ["一、东县", "", ""],
        ["1", "甲项目", "20"],
        ["二、西县", "", ""],
        ["2", "乙项目", "30"],
    ]
    found = counties(Sheet("表1", rows))
    assert [row.cells["county"] for row in found.rows] == ["东县", "西县"]
    assert [(one.old, one.new) for one in found.cleaned if one.column == "county"] == [
        ("", "东县"), ("", "西县"),
    ]  # fmt: skip


def test_each_tables_title_gives_its_own_county():
    found = counties(
        Sheet("表1", [HEAD, ["1", "甲项目", "20"]], title="(一)东县"),
        Sheet("表2", [HEAD, ["1", "乙项目", "30"]], title="(二)西县"),
    )
    assert [row.cells["county"] for row in found.rows] == ["东县", "西县"]
    assert found.told_county == ""


def test_a_county_that_a_row_gives_stands():
    head = ["项目名称", "县区", "总投资"]
    rows = [
        head,
        ["一、东县", "", ""],
        ["甲项目", "南县", "20"],
        ["二、西县", "", ""],
        ["乙项目", "", "30"],
    ]
    found = counties(Sheet("表1", rows))
    assert [row.cells["county"] for row in found.rows] == ["南县", "西县"]
