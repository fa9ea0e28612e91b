"""Further papers of a pack over a draft, and what lint refuses in papers.toml."""

import pytest

from desktop_app.core.facts import Subject
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.papers import PaperView
from tests.paper_pack import PAPERS, a_paper_draft, a_paper_programme, paper_files


def view(paper_id, draft=None, papers=PAPERS):
    programme = a_paper_programme(papers)
    paper = next(one for one in programme.papers if one.id == paper_id)
    return PaperView(Subject(programme, draft or a_paper_draft()), paper)


def part(one, part_id):
    return next(found for found in one.paper.part if found.id == part_id)


def test_a_paper_is_made_for_the_rows_for_which_its_condition_holds():
    assert [row.id for row in view("file").rows()] == ["p1", "p2"]
    assert [row.id for row in view("contract").rows()] == ["p2"]
    assert view("report").rows() == (None,)


def test_texts_hold_what_was_typed_in_the_form_of_the_field_and_marks_for_blanks():
    one = view("file")
    row = one.rows()[0]
    assert one.title(row) == "甲厂改造项目一企一档"
    assert one.text("{row.start}，{row.credit_code}，{form.basic.industries}。", row) == (
        "2024年7月，××，××。"
    )


def test_the_name_of_a_paper_is_its_label_or_its_title_without_what_is_filled_in():
    names = [one.name for one in a_paper_programme().papers]
    assert names == ["一企一档", "改造合同", "月报"]


def test_a_table_prints_the_rows_tied_to_the_papers_row():
    one = view("file")
    first, second = one.rows()
    tied = part(one, "links")
    assert [row.cells["task"] for row in one.table_rows(tied, first)] == ["上云", "上软件"]
    assert [row.cells["task"] for row in one.table_rows(tied, second)] == ["上设备"]


def test_a_table_may_be_tied_by_any_condition():
    papers = PAPERS.replace(
        "row.lead == owner.county", "row.lead != owner.county && owner.investment > 35.0"
    )
    one = view("file", papers=papers)
    first, second = one.rows()
    tied = part(one, "links")
    assert one.table_rows(tied, first) == []
    assert [row.cells["task"] for row in one.table_rows(tied, second)] == ["上云", "上软件"]


def test_an_indicator_tells_target_value_share_and_whether_it_is_met():
    one = view("report")
    projects, investment = one.measured(part(one, "figures"))
    assert (projects.target, projects.value, projects.period) == ("3", "2", "1")
    assert (projects.share, projects.is_met) == ("66.7%", False)
    assert (investment.value, investment.share, investment.is_met) == ("70", "", None)


@pytest.mark.parametrize(
    ("goal", "target", "is_met"),
    [
        ("least", "2", True), ("least", "3", False), ("most", "2", True), ("most", "1", False),
        ("equal", "2", True), ("equal", "1", False), ("equal", "3", False),
    ],
)  # fmt: skip
def test_which_way_a_target_is_met(goal, target, is_met):
    papers = PAPERS.replace('target = "form.basic.firms"', f'goal = "{goal}"\ntarget = "{target}"')
    one = view("report", papers=papers)
    assert one.measured(part(one, "figures"))[0].is_met is is_met


def test_a_sound_pack_has_no_problems():
    assert lint_pack(paper_files()) == []


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ('id = "contract"', 'id = "file"', "paper[1].id", "重复"),
        ('id = "contract"', 'id = "plan"', "paper[1].id", "方案或汇总表"),
        ('each = "projects"\nfolder', 'each = "firms"\nfolder', "paper[0].each", "没有表「firms」"),
        ('folder = "一企一档"', 'folder = "打印"', "paper[0].folder", "程序自己用的"),
        ('folder = "一企一档"', 'folder = "a/b"', "paper[0].folder", "不能作文件夹"),
        ('folder = "一企一档"', 'folder = "con"', "paper[0].folder", "不能作文件夹"),
        ('folder = "一企一档"', 'folder = "Aux.2024"', "paper[0].folder", "不能作文件夹"),
        ('folder = "一企一档"', "", "paper[0].folder", "自己的文件夹"),
        ('folder = "改造合同"', 'folder = "一企一档"', "paper[1].folder", "已用于"),
        ('"row.investment >= 35.0"', '"row.money >= 35.0"', "paper[1].when", "row.money"),
        ('"row.investment >= 35.0"', '"row.name >= 35.0"', "paper[1].when", "row.name"),
        ("甲方：{row.name}", "甲方：{row.nam}", "paper[1].part[0].text", "row.nam"),
        ('"{form.basic.city}某局"', '"{form.basic.town}某局"', "paper[1].signed", "town"),
        ('"credit_code", ', '"code", ', "paper[0].part[0].fields", "没有列「code」"),
        ('table = "tasks"\nwhere', 'table = "task"\nwhere', "paper[0].part[1].table", "没有表"),
        ("row.lead == owner.county", "row.lead == owner.town", "paper[0].part[1].where", "town"),
        ("row.lead == owner.county", "row.head == owner.county", "paper[0].part[1].where", "head"),
        ("row.lead == owner.county", "row.lead == '甲'", "paper[0].part[1].where", "哪些行是它的"),
        ('"facts.measure.big"', '"facts.measure.bag"', "paper[2].part[0].indicator[0].period", "bag"),
        ('id = "investment"', 'id = "projects"', "paper[2].part[0].indicator[1].id", "重复"),
        ('"项目名称和数量完全一致"', '"数量一致"', "paper[0].quote", "通知原文中没有"),
        ("sealed = true", "sealed = true\nlandscape = 3", "paper[1].landscape", "应为 true 或 false"),
        ('signed = "{form.basic.city}某局"\n', "", "paper[1].sealed", "落款"),
        ('title = "{row.name}改造合同"', 'title = "改造合同"', "paper[1].title", "分不出是谁的"),
        ("landscape = true", "joined = true", "paper[2].joined", "逐行"),
        ('note = "由程序计算"', "not = 1", "paper[2].part[0].not", "不认识的键"),
    ],
)  # fmt: skip
def test_lint_names_file_line_and_key_of_what_is_wrong(old, new, key, words):
    assert old in PAPERS
    files = paper_files(PAPERS.replace(old, new, 1))
    found = [one for one in lint_pack(files) if one.file == "papers.toml" and one.key == key]
    assert any(words in one.message for one in found), lint_pack(files)
    assert all(one.line > 1 for one in found)
