"""What `set` and `explain` may say, and what they make of it."""

import itertools
from datetime import UTC, datetime

import pytest

from desktop_app.core.draft import Draft
from desktop_app.core.rules import audit
from desktop_app.errors import AppError
from desktop_app.jobs.draft_work import assignments, explanation, starting_values
from tests.small_pack import PLAN, RULES, a_small_draft, a_small_programme

NOW = datetime(2024, 11, 1, 9, 30, tzinfo=UTC)
ONE_PROJECT = [{"name": "甲项目", "investment": "30"}]


def after(draft, *pairs, programme=None):
    ids = (f"r{n}" for n in itertools.count(1))
    change = assignments(programme or a_small_programme(), draft, pairs, new_id=lambda: next(ids))
    return change.apply(draft)


def cells(draft, table="projects"):
    return [dict(row.cells) for row in draft.rows(table)]


def test_values_are_set_as_typed():
    draft = after(a_small_draft(), "basic/city= 某市 ", "chapters/goals=一、=二", "basic/firms=abc")
    assert draft.value("basic/city") == " 某市 "
    assert draft.value("chapters/goals") == "一、=二"
    assert draft.value("basic/firms") == "abc"


def test_an_empty_value_takes_it_away():
    draft = after(a_small_draft(basic_city="某市"), "basic/city=")
    assert "basic/city" not in draft.values


@pytest.mark.parametrize("row", ["1", "p1"])
def test_a_row_is_named_by_number_or_id(row):
    draft = after(a_small_draft(list(ONE_PROJECT)), f"projects/{row}/investment=29.8")
    assert cells(draft) == [{"name": "甲项目", "investment": "29.8"}]


def test_new_rows_are_filled_cell_by_cell_and_old_ones_removed():
    draft = after(
        a_small_draft(list(ONE_PROJECT)),
        "projects/+/name=乙项目", "projects/+2/name=丙项目", "projects/+/investment=40",
        "projects/1=",
    )  # fmt: skip
    assert cells(draft) == [{"name": "乙项目", "investment": "40"}, {"name": "丙项目"}]


def test_assignments_see_those_before_them_and_are_one_change():
    before = a_small_draft([{"name": "甲"}, {"name": "乙"}])
    change = assignments(
        a_small_programme(), before, ["projects/1=", "projects/1/name=丙", "basic/city=某市"]
    )
    draft = change.apply(before)
    assert cells(draft) == [{"name": "丙"}]
    undone = change.inverse().apply(draft)
    assert (undone.values, undone.tables) == (before.values, before.tables)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_can_come_from_a_file(tmp_path, encoding):
    file = tmp_path / "正文.txt"
    file.write_bytes("第一段\n第二段\n".encode(encoding))
    draft = after(a_small_draft(), f"chapters/goals=@{file}")
    assert draft.value("chapters/goals") == "第一段\n第二段"


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("basic/city", "缺少等号"),
        ("basic/nowhere=x", "没有填报项"),
        ("chapters/nowhere=x", "没有填报项"),
        ("projects/+/nowhere=x", "没有填报项"),
        ("projects/9/name=x", "没有第 9 行"),
        ("projects/0/name=x", "没有第 0 行"),
        ("projects/nobody=", "没有第 nobody 行"),
        ("projects/1=x", "没有填报项"),
        ("readings/S-1=strict", "不用选择"),
        ("readings/S-2=lenient", "可选:loose、strict"),
        ("chapters/goals=@没有这个文件.txt", "读不出来"),
        ("", "缺少等号"),
        ("a/b/c/d=x", "没有填报项"),
    ],
)
def test_what_cannot_be_set_is_refused_in_words(pair, said):
    with pytest.raises(AppError, match=said):
        after(a_small_draft(list(ONE_PROJECT)), pair)


def test_a_text_that_begins_with_an_at_sign_is_written_with_two():
    draft = after(a_small_draft(), "basic/city=@@SUM(A1)", "chapters/goals=@@@")
    assert (draft.value("basic/city"), draft.value("chapters/goals")) == ("@SUM(A1)", "@@")


@pytest.mark.parametrize("name", ["SUM(A1)", "", "甲\x00乙", "\ud800", "长" * 5000])
def test_a_file_that_is_none_is_refused_with_the_way_to_type_an_at_sign(name):
    with pytest.raises(AppError, match="写成 @@"):
        after(a_small_draft(), f"basic/city=@{name}")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "图.png"
    file.write_bytes(b"\x89PNG\xff\xff\x80")
    with pytest.raises(AppError, match="不是文本文件"):
        after(a_small_draft(), f"chapters/goals=@{file}")


def test_a_reading_is_chosen():
    draft = after(a_small_draft(), "readings/S-2=strict")
    assert draft.value("readings/S-2") == "strict"


def test_a_new_draft_has_the_defaults_and_the_given_rows():
    plan = PLAN.replace('label = "试点行业"', 'label = "试点行业"\ndefault = "铸造"').replace(
        'title = "责任分工表"\n', 'title = "责任分工表"\nrows = [{ task = "动员部署" }]\n', 1
    )
    programme = a_small_programme(plan=plan)
    draft = starting_values(programme, lambda: "t1").apply(Draft(programme.id))
    assert draft.value("basic/industries") == "铸造"
    assert cells(draft, "tasks") == [{"task": "动员部署"}]


def a_draft_with_few_projects(count=1):
    projects = [{"name": f"项目{n}", "investment": "30"} for n in range(count)]
    return a_small_draft(projects, basic_firms="10")


def explained(draft, target, text="市政府第12次常务会议同意", programme=None):
    return explanation(programme or a_small_programme(), draft, target, text, "王工", NOW)


def test_an_explanation_keeps_who_and_when_and_lets_the_finding_stand():
    draft = a_draft_with_few_projects()
    change = explained(draft, "S-2", "  市政府第12次常务会议同意 ")
    later = change.apply(draft)
    (kept,) = later.explanations.values()
    assert (kept.text, kept.author, kept.time) == (
        "市政府第12次常务会议同意", "王工", "2024-11-01T09:30:00+00:00",
    )  # fmt: skip
    found = {one.code: one for one in audit(a_small_programme(), later).findings}
    assert found["S-2"].explanation == "市政府第12次常务会议同意"
    assert change.inverse().apply(later).explanations == {}


@pytest.mark.parametrize("text", ["", "  ", "同上", "无", "已核实", "属实。"])
def test_an_explanation_that_says_nothing_is_refused(text):
    with pytest.raises(AppError, match="不能为空"):
        explained(a_draft_with_few_projects(), "S-2", text)


def test_only_what_is_found_can_be_explained():
    with pytest.raises(AppError, match="无须处理"):
        explained(a_draft_with_few_projects(9), "S-2")
    with pytest.raises(AppError, match="没有编号为 S-99 的问题"):
        explained(a_draft_with_few_projects(), "S-99")


def test_what_must_be_corrected_cannot_be_explained_away():
    draft = a_small_draft([{"name": "甲项目", "investment": "3"}])
    with pytest.raises(AppError, match="必须改正"):
        explained(draft, "S-1")


def test_one_of_several_findings_must_be_named():
    rules = RULES.replace('severity = "must"\neach', 'severity = "explain"\neach', 1)
    programme = a_small_programme(rules=rules)
    draft = a_small_draft([{"name": "甲", "investment": "3"}, {"name": "乙", "investment": "4"}])
    with pytest.raises(AppError, match="2 处"):
        explained(draft, "S-1", programme=programme)
    for target in ("S-1@2", "S-1@p2"):
        assert explained(draft, target, programme=programme).key == "S-1@p2"
    with pytest.raises(AppError, match="没有找到问题"):
        explained(draft, "S-1@7", programme=programme)
