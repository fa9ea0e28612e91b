"""Tables that follow from the text: what counts as a task, where it stands, who answers for it."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from desktop_app.core.draft import Row
from desktop_app.core.findings import Severity, State
from desktop_app.core.gathered import (
    duties_by_office,
    gathered_rows,
    rows_beside,
    tasks_of,
)
from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.rules import audit
from tests.duty_pack import DUTY_FILES, GOALS, a_duty_draft, a_duty_programme

PACK = a_duty_programme()
TABLE = PACK.table("tasks")


def tasks(text: str):
    return tasks_of(PACK, TABLE.gathered, {"goals": text})


def named(text: str) -> list[tuple[str, str, list[str]]]:
    return [(one.number, one.name, [o.name for o in one.offices]) for one in tasks(text)]


def findings(text: str, code: str, typed: list[dict[str, str]] | None = None):
    found = audit(PACK, with_typed(text, typed or [])).findings
    return [one for one in found if one.code == code]


def with_typed(text: str, typed: list[dict[str, str]]):
    draft = a_duty_draft(text)
    rows = tuple(Row(f"t{n}", MappingProxyType(one)) for n, one in enumerate(typed, start=1))
    tables = {**draft.tables, "tasks": rows} if rows else draft.tables
    return replace(draft, tables=MappingProxyType(tables))


def test_each_heading_with_its_offices_is_a_task_and_one_over_tasks_is_none():
    assert named(GOALS) == [
        ("一、（一）", "摸清底数", ["市经信局", "各县(市、区)人民政府"]),
        ("一、（二）1", "遴选服务商", ["市经信局", "市财政局", "市科技局"]),
        ("一、（二）2", "验收改造", ["市经信局"]),
        ("一、（三）", "落实资金", ["市财政局"]),
    ]


def test_items_below_a_task_are_part_of_it():
    text = "(一)甲任务。(责任单位:甲局)\n1.第一步。\n2.第二步。\n(二)乙任务。(责任单位:乙局)"
    assert [name for _, name, _ in named(text)] == ["甲任务", "乙任务"]
    assert tasks(text)[0].text == "甲任务。\n1.第一步。\n2.第二步。"


def test_one_mark_below_all_items_speaks_for_the_heading_above_them():
    text = "(一)甲任务\n1.第一步。\n2.第二步。\n(责任单位:甲局)\n(二)乙任务。(责任单位:乙局)"
    assert [(name, who) for _, name, who in named(text)] == [
        ("甲任务", ["甲局"]),
        ("乙任务", ["乙局"]),
    ]


def test_paragraphs_without_headings_are_called_by_their_first_sentence():
    text = "开展评测,摸清底数。组织企业自评。(责任单位:甲局)\n没有责任单位的一段。"
    assert named(text) == [("一、", "开展评测,摸清底数", ["甲局"])]


def test_an_office_named_above_the_first_heading_is_not_lost():
    text = "本章由专班推进。(责任单位:甲局)\n下面分述。\n(一)建平台。(责任单位:乙局)\n(二)育人才。"
    assert named(text) == [
        ("一、", "本章由专班推进", ["甲局"]),
        ("一、（一）", "建平台", ["乙局"]),
        ("一、（二）", "育人才", []),
    ]


def test_a_typed_row_is_named_by_what_is_filled_in():
    (one,) = findings(GOALS, "S-23", [{"task": "", "lead": "市教育局"}])
    assert "「市教育局」" in one.message


def test_the_places_are_those_of_the_typed_text():
    for task in tasks(GOALS):
        start, end = task.span
        assert GOALS[start:end] == task.name
        assert [GOALS[one.start : one.end] for one in task.offices] == [
            one.name for one in task.offices
        ]


def test_the_rows_name_who_leads_and_who_helps():
    rows = gathered_rows(PACK, TABLE, {"goals": GOALS})
    assert dict(rows[1].cells) == {
        "place": "一、（二）1", "task": "遴选服务商", "lead": "市经信局", "support": "市财政局、市科技局",
    }  # fmt: skip
    assert [row.id for row in rows] == [
        row.id for row in gathered_rows(PACK, TABLE, {"goals": GOALS})
    ]


def test_without_a_column_for_who_helps_no_office_is_lost():
    alone = replace_gathered(support="")
    row = gathered_rows(PACK, alone, {"goals": GOALS})[1]
    assert row.cells["lead"] == "市经信局、市财政局、市科技局"


def test_where_the_first_leads_the_others_behind_its_mark_help():
    row = gathered_rows(PACK, replace_gathered(first_leads=True), {"goals": GOALS})[0]
    assert (row.cells["lead"], row.cells["support"]) == ("市经信局", "各县(市、区)人民政府")


def replace_gathered(**other):
    from msgspec import structs

    return structs.replace(TABLE, gathered=structs.replace(TABLE.gathered, **other))


def test_an_office_by_any_of_its_names_has_all_its_tasks():
    text = "(一)甲。(责任单位:市经信局)\n(二)乙。(责任单位:市工信局、市财政局)\n(三)丙。(责任单位:市 经信局)"
    first, second = duties_by_office(PACK, TABLE.gathered, tasks(text))
    assert (first.name, first.spellings) == ("市经信局", ("市经信局", "市工信局", "市 经信局"))
    assert [task.name for task, _ in first.tasks] == ["甲", "乙", "丙"]
    assert [task.name for task, _ in second.tasks] == ["乙"]


def test_a_task_without_an_office_is_found_at_its_heading():
    text = GOALS.replace("(责任单位:市财政局)", "")
    (one,) = findings(text, "S-20")
    assert one.severity is Severity.MUST
    assert "落实资金" in one.message
    (place,) = one.places
    assert text[slice(*place.span)] == "落实资金"
    assert findings(GOALS, "S-20") == []


def test_two_ways_to_write_an_office_are_found_at_the_rarer_one():
    text = GOALS.replace("（责任单位：市经信局）", "（责任单位：市经济和信息化局）")
    (one,) = findings(text, "S-21")
    assert (one.left, one.right) == ("市经信局", "市经济和信息化局")
    assert [text[slice(*place.span)] for place in one.places] == ["市经济和信息化局"]
    assert findings(GOALS, "S-21") == []


def test_an_office_in_traditional_characters_is_the_same_one():
    text = "(一)甲。(责任单位:市财政局)\n(二)乙。(责任单位:市財政局)"
    assert [one.right for one in findings(text, "S-21")] == ["市財政局"]


def test_a_task_named_twice_is_found_at_both_places():
    text = "(一)甲任务。(责任单位:甲局)\n(二)甲任务。(责任单位:乙局)"
    (one,) = findings(text, "S-22")
    assert len(one.places) == 2


def test_typed_rows_that_the_text_does_not_give_are_told_and_the_others_are_not():
    given = {"task": "落实资金", "lead": "市财政局"}
    other = {"task": "落实资金", "lead": "市税务局"}
    assert findings(GOALS, "S-23", [given]) == []
    (one,) = findings(GOALS, "S-23", [given, other])
    assert one.severity is Severity.HINT
    assert [place.path for place in one.places] == ["tasks/t2/task"]
    (fix,) = one.fixes
    assert [
        row.id for row in fix.change.apply(with_typed(GOALS, [given, other])).rows("tasks")
    ] == ["t1"]


def test_a_row_says_the_same_in_whatever_width():
    (given, *_) = gathered_rows(PACK, TABLE, {"goals": "(一)甲。(责任单位:县(市)局)"})
    same = Row("a", MappingProxyType({"task": "甲", "lead": "县（市）局"}))
    other = Row("b", MappingProxyType({"task": "乙", "lead": "县（市）局"}))
    assert rows_beside([given], [same, other]) == (other,)


@pytest.mark.parametrize("text", ["", "(一)甲。"])
def test_nothing_is_green_before_there_are_tasks(text):
    states = {one.code: one.state for one in audit(PACK, a_duty_draft(text)).outcomes}
    assert states["S-20"] is (State.FAILED if text else State.NO_DATA)


def test_what_typing_changes_is_found_anew_and_nothing_else():
    from desktop_app.core.changes import set_path
    from desktop_app.core.rules import Auditor

    auditor, draft = Auditor(PACK), a_duty_draft()
    auditor.audit(draft)
    draft = set_path(draft, "chapters/goals", GOALS + "\n(四)新任务。").apply(draft)
    assert auditor.audit(draft) == audit(PACK, draft)
    assert any(one.code == "S-20" for one in auditor.audit(draft).findings)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('task = "task"', 'task = "nothing"', "没有列「nothing」"),
        ('chapters = ["goals"]', 'chapters = ["nowhere"]', "没有章「nowhere」"),
        ('chapters = ["goals"]', "chapters = []", "从哪几章"),
        ('offices = "offices"', 'offices = "none"', "没有名单 lists/none.csv"),
        ('support = "support"', "first_leads = true", "first_leads"),
        (
            'title = "责任分工表"',
            'title = "责任分工表"\nrows = [{ task = "甲" }]',
            "不能有给定的行",
        ),
    ],
)
def test_what_is_wrong_in_a_gathered_table_is_told_by_key(old, new, told):
    text = DUTY_FILES["plan.toml"]
    assert old in text
    problems = lint_pack(DUTY_FILES | {"plan.toml": text.replace(old, new)})
    assert any(told in str(one) and one.file == "plan.toml" for one in problems), problems


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('check = "gathered"\noptions = { table = "projects" }', "随正文汇集的表"),
        ('check = "gathered"\noptions = { table = "tasks", look = ["lost"] }', "「lost」"),
        ('each = "tasks"\nrequire = "has(row.lead)"\nsay = "缺"', 'check = "gathered"'),
    ],
)
def test_a_rule_that_cannot_be_over_such_a_table_is_refused(rule, told):
    text = f'{DUTY_FILES["rules.toml"]}\n[[rule]]\ncode = "S-30"\ntitle = "甲"\nseverity = "must"\nbasis = "derived"\n{rule}\n'
    problems = lint_pack(DUTY_FILES | {"rules.toml": text})
    assert any(told in one.message and "S-30" in one.message for one in problems), problems


def test_what_a_task_lacks_is_told_by_the_tables_own_words():
    plan = DUTY_FILES["plan.toml"].replace(
        'support = "support"', 'support = "support"\nmarks = ["承办科室"]'
    )
    programme = read_pack(DUTY_FILES | {"plan.toml": plan})
    title = programme.table("tasks").title
    found = audit(programme, a_duty_draft("(一)摸清底数。开展评测。")).findings
    told = next(one.message for one in found if one.code == "S-20")
    assert told == (
        f"一、（一）「摸清底数」没有写明承办科室,{title}中会空着;请在这一段的末尾写上(承办科室:…)"
    )
