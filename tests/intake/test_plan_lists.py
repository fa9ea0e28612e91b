"""Projects that a plan names without numbers, in cards, in columns, in its text."""

import pytest

from desktop_app.intake.plain import Line, Raw, Sheet
from desktop_app.intake.plan import read_plan
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()
NAMES = ["甲厂车间改造项目", "乙厂产线升级项目", "丙厂平台建设项目"]


def read(*lines: str, sheets=()):
    given = [
        Line("一、具体项目"),
        *map(Line, lines),
        *(Line("", table=n) for n in range(len(sheets))),
    ]
    return read_plan(Raw("text", list(sheets), given), PROGRAMME, file="方案.docx")


def names(found) -> list[str]:
    return [row.cells["name"] for row in found.projects]


@pytest.mark.parametrize("before", ["• ", "-\u3000", "", "项目名称：", "项目一：", "◆"])
def test_names_behind_other_signs_than_numbers_are_a_list(before):
    found = read(*(f"{before}{name}(总投资120万元)" for name in NAMES))
    assert names(found) == NAMES
    assert [row.cells["investment"] for row in found.projects] == ["120"] * 3


def test_two_lines_without_numbers_or_sums_are_text():
    found = read(*NAMES[:2])
    assert (names(found), found.chapters["projects"]) == ([], "\n".join(NAMES[:2]))


def test_a_numbered_project_with_its_sum_needs_no_list_around_it():
    assert names(read("1.甲厂车间改造项目(甲公司,总投资120万元)")) == NAMES[:1]


@pytest.mark.parametrize("name", [NAMES[0], "甲厂“黑灯工厂”改造项目"])
def test_marks_around_a_whole_name_are_taken_off_and_listed(name):
    found = read(*(f"{n}.《{one}》,总投资120万元" for n, one in enumerate([name, *NAMES[1:]], 1)))
    assert names(found) == [name, *NAMES[1:]]
    assert (found.cleaned[0].old, found.cleaned[0].new) == (f"《{name}》", name)


def test_names_between_marks_in_the_text_are_told():
    found = read(f"推荐《{NAMES[0]}》和“{NAMES[1]}”。")
    assert [one.kind for one in found.doubts] == ["mentioned", "mentioned"]
    assert NAMES[1] in found.doubts[1].message


HEAD = ["序号", "项目名称", "总投资"]


def test_a_table_with_its_header_twice_is_read_column_by_column():
    rows = [
        [*HEAD, *HEAD],
        ["1", NAMES[0], "20", "3", NAMES[2], "25元"],
        ["2", NAMES[1], "30", "", "", ""],
    ]
    found = read(sheets=[Sheet("表1", rows)])
    assert names(found) == NAMES
    assert [row.where for row in found.projects] == [
        "第一章 表1 第2行", "第一章 表1 第3行", "第一章 表1 第2行右栏",
    ]  # fmt: skip
    assert (found.cleaned[0].where, found.cleaned[0].old) == ("第一章 表1 F2", "25元")


def test_a_table_turned_on_its_side_is_read_by_its_first_column():
    rows = [["项目名称", *NAMES], ["总投资(万元)", "20", "30", "40"]]
    found = read(sheets=[Sheet("表1", rows)])
    assert names(found) == NAMES
    assert [row.cells["investment"] for row in found.projects] == ["20", "30", "40"]
    assert found.projects[0].where == "第一章 表1 第2列"


def test_cards_count_once_beside_a_list_whichever_comes_first():
    cards = [Sheet("表", [["项目名称", one], ["总投资", "20"]]) for one in NAMES]
    whole = Sheet("表", [HEAD, *([str(n), one, "20"] for n, one in enumerate(NAMES, 1))])
    for sheets in ([*cards, whole], [whole, *cards], [cards[0], whole]):
        found = read(sheets=sheets)
        assert sorted(names(found)) == sorted(NAMES)
        assert {one.kind for one in found.doubts} == {"repeated_list"}


def test_a_card_of_four_columns_is_no_list_with_its_first_row_as_header():
    rows = [["项目名称", NAMES[0], "总投资", "20"], ["县区", "东县", "", ""]]
    found = read(sheets=[Sheet("表1", rows)])
    assert [row.cells for row in found.projects] == [
        {"name": NAMES[0], "investment": "20", "county": "东县"}
    ]


def test_a_row_of_dots_is_no_project_and_is_told():
    found = read(sheets=[Sheet("表1", [HEAD, ["1", NAMES[0], "20"], ["……", "……", "……"]])])
    assert names(found) == NAMES[:1]
    assert [one.kind for one in found.doubts] == ["left_out"]


def test_a_column_with_something_in_it_that_is_not_read_is_told():
    rows = [[*HEAD, "得分", "备注"], ["1", NAMES[0], "20", "5", ""]]
    (told,) = read(sheets=[Sheet("表1", rows)]).doubts
    assert (told.kind, "得分" in told.message, "备注" in told.message) == (
        "ignored_column",
        True,
        False,
    )


def test_headings_of_tables_are_read_in_traditional_script():
    rows = [
        ["序號", "項目名稱", "總投資(萬元)"],
        ["1", "鑄造車間改造項目", "20"],
        ["合計", "", "20"],
    ]
    found = read(sheets=[Sheet("表1", rows)])
    assert [row.cells for row in found.projects] == [
        {"name": "鑄造車間改造項目", "investment": "20"}
    ]
    assert found.doubts == []


def test_projects_with_their_sums_are_found_without_a_chapter_for_them():
    lines = [
        "一、工作目标",
        "如下。",
        *(f"{n}.{one}(总投资20万元)" for n, one in enumerate(NAMES, 1)),
    ]
    found = read_plan(Raw("text", [], list(map(Line, lines))), PROGRAMME, file="方案.docx")
    assert (names(found), found.chapters) == (NAMES, {"goals": "如下。"})


def test_numbered_lines_that_count_projects_are_no_projects():
    lines = [f"{n}.{one}行业改造项目：{n}个，总投资{n}0万元。" for n, one in enumerate("甲乙丙", 1)]
    found = read(*lines)
    assert (names(found), found.chapters["projects"]) == ([], "\n".join(lines))


def test_a_list_in_one_paragraph_is_cut_at_its_numbers():
    lines = "\n".join(f"{n}.{one}(总投资120万元)" for n, one in enumerate(NAMES, 1))
    found = read(lines)
    assert (names(found), found.chapters["projects"]) == (NAMES, "")
