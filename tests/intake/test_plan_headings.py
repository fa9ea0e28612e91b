"""How chapters are headed, and what of a paragraph is the heading."""

import pytest

from desktop_app.intake.plain import Line, Raw
from desktop_app.intake.plan import read_plan
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()


def read(*lines: Line | str):
    given = [Line(line) if isinstance(line, str) else line for line in lines]
    return read_plan(Raw("text", [], given), PROGRAMME, file="方案.docx")


@pytest.mark.parametrize(
    ("goals", "funds"),
    [
        ("Ⅰ、工作目标", "Ⅱ、资金安排"),
        ("㈠工作目标", "㈡资金安排"),
        ("【工作目标】", "【资金安排】"),
        ("一、工作目標", "二、資金安排"),
        (
            "一、工作目标(用一句很长很长的话来说明这一章的标题在括号里面写了些什么以及为什么写)",
            "二、资金安排",
        ),
    ],
)
def test_chapters_are_known_by_other_numbers_scripts_and_brackets(goals, funds):
    found = read(Line(goals, bold=True), "正文。", Line(funds, bold=True), "用于改造。")
    assert found.chapters == {"goals": "正文。", "funds": "用于改造。"}
    assert found.doubts == []


@pytest.mark.parametrize("is_bold", [True, False])
def test_titles_without_a_number_lead_before_numbered_lines_below_them(is_bold):
    found = read(
        Line("工作目标", bold=is_bold), "先说明。", "(一)主要目标", "到2026年完成。",
        Line("资金安排", bold=is_bold), "用于改造。",
    )  # fmt: skip
    assert found.chapters["goals"] == "先说明。\n(一)主要目标\n到2026年完成。"
    assert found.chapters["funds"] == "用于改造。"


@pytest.mark.parametrize("stop", [":", "：", "。", "\n"])
def test_text_in_the_headings_own_line_is_text_of_the_chapter(stop):
    found = read(f"一、工作目标{stop}到2026年完成。", f"二、资金安排{stop}用于改造。")
    assert found.chapters == {"goals": "到2026年完成。", "funds": "用于改造。"}


def test_a_title_over_two_lines_is_one_title():
    found = read("一、\n工作目标", "正文。", "二、资金\n安排", "用于改造。")
    assert found.chapters == {"goals": "正文。", "funds": "用于改造。"}
    assert found.doubts == []


def test_a_whole_plan_in_one_paragraph_is_cut_at_its_headings():
    found = read("某市实施方案\n一、工作目标\n第一句。\n第二句。\n二、资金安排\n用于改造。")
    assert found.chapters == {"goals": "第一句。\n第二句。", "funds": "用于改造。"}


def test_a_heading_that_only_gathers_chapters_is_no_text_of_the_one_before():
    found = read(
        Line("一、总体要求", 1), Line("(一)工作目标", 2), "正文。",
        Line("二、支持政策", 1), Line("(一)资金安排", 2), "用于改造。",
    )  # fmt: skip
    assert found.chapters == {"goals": "正文。", "funds": "用于改造。"}
    assert "二、支持政策" in found.others[""]


def test_titles_in_a_row_in_front_are_contents_even_without_the_word():
    titles = ("一、工作目标", "二、资金安排", "三、具体项目")
    found = read(
        "某市实施方案", *titles, titles[0], "正文。", titles[1], "用于改造。", titles[2], "见附表。"
    )
    assert found.chapters == {"goals": "正文。", "funds": "用于改造。", "projects": "见附表。"}
    assert found.doubts == []


def test_a_heading_that_names_two_chapters_is_told():
    found = read("一、工作目标和资金安排", "正文。", "二、具体项目", "见附表。")
    (told,) = found.doubts
    assert told.kind == "shared_heading"
    assert "工作目标和资金安排" in told.message
