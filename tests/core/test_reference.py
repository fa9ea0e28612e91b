"""The reference is made of the packs: no field, code or kind of theirs or ours is left out."""

import ast
from typing import get_args

import pytest

from desktop_app.core import consistency, firms, returned_notes
from desktop_app.core.checks import CHECKS
from desktop_app.core.findings import LISTED, SEVERITY_WORDS
from desktop_app.core.kind_words import GROUPS
from desktop_app.core.prose import claims
from desktop_app.core.reference import plain
from desktop_app.core.reference_entries import entry_at
from desktop_app.core.reference_fields import KIND_HOW, field_pages
from desktop_app.core.reference_kinds import kinds_page
from desktop_app.core.reference_rules import own_judgement_page, rules_page
from desktop_app.core.values import Kind
from desktop_app.jobs.packs import usable_programmes
from desktop_app.paths import ROOT
from tests.small_pack import PLAN, PROGRAMME, RULES, a_small_programme

PROGRAMMES = [*usable_programmes()[0], a_small_programme()]
every_programme = pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda one: one.id)
FIELD = """
[[section.field]]
id = "money"
label = "奖补|资金"
kind = "amount"
unit = "万元"
required = true
options = ["一百", "二百"]
hint = "不超过_上限_"
example = "100"
default = "二百"
clause = "二"
"""


def page(programme, part):
    return next(one for one in field_pages(programme) if one.name.endswith(f".{part}"))


def row_of(one, label):
    return next(line for line in one.text.splitlines() if line.startswith(f"| **{label}**"))


@every_programme
def test_every_field_column_chapter_and_paper_has_its_entry(programme):
    told = {one.name: one.text for one in field_pages(programme)}
    assert len(told) == len(field_pages(programme))
    for section in programme.plan.section:
        for field in section.field:
            assert f"**{plain(field.label)}**" in told[f"fields.{programme.id}.{section.id}"]
    for table in programme.tables():
        for column in table.column:
            assert f"**{plain(column.label)}**" in told[f"fields.{programme.id}.{table.id}"]
    for chapter in programme.plan.chapter:
        assert plain(chapter.title) in told[f"fields.{programme.id}.chapters"]
    for paper in programme.papers:
        assert f"fields.{programme.id}.paper.{paper.id}" in told
    for report in programme.reports:
        text = told.get(f"fields.{programme.id}.report.{report.id}", "")
        assert all(plain(one.title) in text for one in report.paragraph)


def test_an_entry_tells_all_that_the_pack_says_of_a_field():
    rules = RULES.replace('at = ["projects"]', 'at = ["basic/money"]').replace(
        'clause = "一"', 'clause = "二"'
    )
    plan = PLAN.replace("[[chapter]]", f"{FIELD}[[chapter]]", 1)
    programme = a_small_programme(plan=plan, rules=rules)
    told = row_of(page(programme, "basic"), r"奖补\|资金")
    for part in (
        KIND_HOW[Kind.AMOUNT], "单位:万元", "**必填**", "可选:一百、二百", "新建时已填「二百」",
        r"不超过\_上限\_", "例如:100", "二「项目数量不少于2个」", "核对:S-2",
    ):  # fmt: skip
        assert part in told


def test_a_column_tells_its_width_what_it_is_compared_with_and_its_other_names():
    told = row_of(page(a_small_programme(), "projects"), "项目名称")
    assert "印表时约宽 20 字" in told
    assert "逐字比对" in told
    assert "导入时也认:项目" in told


def test_every_kind_of_value_says_how_it_is_filled_in():
    assert set(KIND_HOW) == set(Kind)


@every_programme
def test_every_code_says_what_it_weighs_what_to_do_and_on_what_ground(programme):
    blocks = rules_page(programme).text.split("\n## ")[1:]
    assert len(blocks) == len(programme.rules)
    for rule, block in zip(programme.rules, blocks, strict=True):
        head = block.partition("\n")[0]
        assert head == f"{plain(rule.code)} {plain(rule.title)}({SEVERITY_WORDS[rule.severity]})"
        assert "**意思**:" in block
        assert len(block.partition("**怎么办**:")[2].partition("\n")[0]) > 8
        ground = block.partition("**依据**:")[2]
        if rule.clause:
            assert ground.startswith(plain(rule.clause))
            assert f"「{plain(rule.quote)}」" in ground if rule.quote else "由这一条推出" in ground
        else:
            assert "没有单列条款" in ground
        assert all(plain(one.title) in block for one in (*rule.fix, *rule.reading))
        assert "{" not in block or "「{…}」" in block


def test_what_is_to_be_explained_asks_for_an_explanation():
    block = rules_page(a_small_programme()).text.partition("## S-2")[2].partition("## S-3")[0]
    assert "写情况说明" in block
    assert "从宽;从严" in block
    assert "请问项目 … 个是否符合要求?" in block


@every_programme
def test_what_people_must_judge_is_listed_with_clause_and_quote(programme):
    told = own_judgement_page(programme).text
    for one in programme.about.note:
        assert f"## {plain(one.code)} {plain(one.title)}" in told
        assert plain(one.text) in told and plain(one.quote) in told
    for name, listed in programme.lists.items():
        assert (f"- {plain(programme.list_label(name))}\n" in f"{told}\n") or listed.rows


def test_a_note_of_a_new_pack_is_listed_without_a_line_of_code():
    note = '[[note]]\ncode = "S-N1"\ntitle = "评审"\ntext = "由专家判断。"\nclause = "一"\n'
    told = own_judgement_page(a_small_programme(programme=PROGRAMME + note)).text
    assert "## S-N1 评审" in told and "由专家判断。" in told


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_says_how_it_works_and_how_it_is_mended(name):
    assert CHECKS[name].how.endswith("。")
    assert CHECKS[name].mend.endswith("。")


def kinds_in_the_code(*makers):
    """The kinds that calls of these makers name outright, in the whole program."""
    found = set()
    for path in (ROOT / "desktop_app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if called in makers and isinstance(first, ast.Constant) and first.value:
                    found.add(first.value)
    return found


def kinds_not_read():
    """What of a Word file is told as not read: the keys of the table that says it."""
    path = ROOT / "desktop_app" / "intake" / "mark_doubts.py"
    tables = [one for one in ast.parse(path.read_text("utf-8")).body if isinstance(one, ast.Assign)]
    return {key.value for one in tables for key in getattr(one.value, "keys", ())}


def every_kind():
    found = {*get_args(consistency.Kind), *get_args(firms.Kind), *get_args(returned_notes.Kind)}
    found |= {f"{part}_differs" for part in get_args(consistency.Part)}
    found |= {f"{of}_stated" for of in get_args(claims.Of)}
    found |= {*LISTED, *kinds_not_read()}
    found |= kinds_in_the_code("Doubt", "Unread", "ScanFinding", "_tell")
    return found | kinds_in_the_code("Disagreement", "_found", "_of_key")


def test_every_kind_that_the_program_can_give_has_words():
    known = {kind for words in GROUPS.values() for kind in words}
    given = every_kind()
    assert len(given) > 70
    assert given == known
    told = kinds_page().text
    for words in GROUPS.values():
        for kind, one in words.items():
            assert f"| {plain(one.means)} | {plain(one.do)} | {plain(kind)} |" in told


def test_a_place_of_a_draft_leads_to_its_entry():
    programme = a_small_programme()
    assert entry_at(programme, "basic/firms").label == "规上企业数"
    assert entry_at(programme, "projects/p1/investment").page == "fields.small-2024.projects"
    assert entry_at(programme, "chapters/goals").words == "工作目标"
    assert entry_at(programme, "S-1@p1").words == "S-1 "
    assert entry_at(programme, "check") is None
    assert entry_at(programme, "basic/nothing") is None
