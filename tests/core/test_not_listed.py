"""Firms that stand in excluded lists: by name in any spelling, by credit code, nearly so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import set_path
from desktop_app.core.findings import Audit, Severity, State
from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.pack_lists import ListFile, ListOrigin, list_of
from desktop_app.core.programme import Programme
from desktop_app.core.rules import Auditor, audit
from tests.small_pack import FILES, PROGRAMME, a_small_draft

CODE = "91210100MA0A0A0A0X"
OTHER = "91210200MB1B1B1B1Y"
RULE = """
[[rule]]
code = "S-9"
title = "不在失信名单之中"
severity = "must"
check = "not_listed"
options = { lists = ["arrears", "chosen"] }
clause = "二"
quote = "单个项目投资额度不低于20万元"
[[rule.example]]
tables = { projects = [{ enterprise = "甲机械有限公司" }] }
lists = { arrears = ["甲机械有限公司"], chosen = ["乙"] }
holds = false
[[rule.example]]
tables = { projects = [{ enterprise = "甲机械有限公司" }] }
lists = { arrears = ["丙"], chosen = [{ "名称" = "乙", credit_code = "91210100MA0A0A0A0X" }] }
holds = true
[[rule.example]]
tables = { projects = [{ enterprise = "甲机械有限公司" }] }
lists = { arrears = ["丙"] }
holds = "no_data"
"""
ABOUT = PROGRAMME + (
    '[[list]]\nid = "arrears"\ntitle = "失信企业名单"\n[[list]]\nid = "chosen"\ntitle = "已入选企业"\n'
)
PACK = {
    **FILES,
    "programme.toml": ABOUT,
    "rules.toml": RULE,
    "lists/arrears.csv": "名称,来源\n",
    "lists/chosen.csv": "名称,credit_code,来源\n",
}


def a_programme(arrears: ListFile, chosen: ListFile | None = None, rules: str = RULE) -> Programme:
    read = read_pack({**PACK, "rules.toml": rules})
    lists = {"arrears": arrears, "chosen": chosen or list_of(["无人"])}
    return Programme(
        **{name: getattr(read, name) for name in read.__struct_fields__} | {"lists": lists}
    )


def found(firm: str, arrears: ListFile, code: str = "") -> Audit:
    rows = [{"name": "改造", "enterprise": firm, "credit_code": code}]
    return audit(a_programme(arrears), a_small_draft(projects=rows))


@pytest.mark.parametrize(
    "typed",
    ["东港(集团)机械有限公司", "東港（集團）機械有限公司", "东港 (集团) 机械有限公司\u200b"],
)
def test_a_listed_firm_is_found_in_any_spelling_of_its_name(typed):
    listed = list_of(
        [{"名称": "东港（集团）机械有限公司", "来源": "市信用办", "日期": "2024-05-01"}]
    )
    (one,) = found(typed, listed).findings
    assert (one.severity, one.kind, one.left) == (Severity.MUST, "listed", typed)
    assert one.right == "东港（集团）机械有限公司"
    assert "「失信企业名单」" in one.message
    assert "名称相同" in one.message
    assert "名单写作「东港（集团）机械有限公司」" in one.message
    assert "来源:市信用办,2024-05-01" in one.message
    assert one.places[0].path == "projects/p1/enterprise"


def test_a_listed_code_is_found_under_another_name():
    listed = list_of([{"名称": "东港机械有限公司", "信用代码": CODE}])
    (one,) = found("西山铸造有限公司", listed, f" {CODE.lower()}").findings
    assert one.places[0].path == "projects/p1/credit_code"
    assert "信用代码相同,名单写作「东港机械有限公司」" in one.message
    assert (one.left, one.right) == (f" {CODE.lower()}", CODE)


def test_the_column_of_codes_may_be_called_otherwise():
    rule = RULE.replace('"chosen"] }', '"chosen"], listed_code = "注册号" }')
    listed = list_of([{"名称": "东港机械有限公司", "注册号": CODE}])
    draft = a_small_draft(projects=[{"enterprise": "西山铸造有限公司", "credit_code": CODE}])
    found = audit(a_programme(listed, rules=rule), draft).findings
    assert [one.kind for one in found] == ["listed"]
    assert not audit(a_programme(listed), draft).findings


def test_name_and_code_are_told_together_and_a_code_that_differs_is_named():
    listed = list_of([{"名称": "东港机械有限公司", "信用代码": CODE}])
    (both,) = found("东港机械有限公司", listed, CODE).findings
    assert "名称、信用代码相同" in both.message
    assert "名单写作" not in both.message
    (name,) = found("东港机械有限公司", listed, OTHER).findings
    assert f"名称相同,名单上的信用代码为 {CODE}" in name.message


def test_a_name_one_character_off_is_a_hint():
    (one,) = found("东港精密机戒有限公司", list_of(["东港精密机械有限责任公司"])).findings
    assert (one.severity, one.kind) == (Severity.HINT, "near_listed")
    assert "名称相近" in one.message


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("东港第一机械厂有限公司", "东港第二机械厂有限公司"),
        ("东港机械有限公司", "东港机电有限公司"),
        ("西山精密铸造有限公司", "东港精密机械有限公司"),
    ],
)
def test_other_firms_with_much_in_common_are_not_told(typed, listed):
    assert not found(typed, list_of([listed])).findings


def test_two_firms_with_a_code_each_are_not_near():
    listed = list_of([{"名称": "东港精密机械有限公司", "信用代码": CODE}])
    assert not found("东港精密机戒有限公司", listed, OTHER).findings


def test_without_a_list_nothing_is_green_but_findings_stand():
    chosen = list_of(["东港机械有限公司"])
    programme = a_programme(ListFile(("名称",), ()), chosen)
    clean = audit(programme, a_small_draft(projects=[{"enterprise": "西山铸造有限公司"}]))
    assert [one.state for one in clean.outcomes] == [State.NO_DATA]
    assert clean.outcomes[0].reason == "「失信企业名单」尚未载入"
    told = audit(programme, a_small_draft(projects=[{"enterprise": "东港机械有限公司"}]))
    assert [one.state for one in told.outcomes] == [State.FAILED]
    assert "已入选企业" in told.findings[0].message


def test_a_list_of_the_users_own_tells_its_source_and_date():
    own = replace_origin(list_of(["东港机械有限公司"]), ListOrigin("市信用办来函", "2024-06-01"))
    assert "来源:市信用办来函,2024-06-01" in found("东港机械有限公司", own).findings[0].message


def replace_origin(listed: ListFile, origin: ListOrigin) -> ListFile:
    return ListFile(listed.header, listed.rows, origin)


def test_no_firms_is_no_data():
    programme = a_programme(list_of(["甲"]))
    assert audit(programme, a_small_draft()).outcomes[0].state is State.NO_DATA


@given(st.lists(st.sampled_from(("东港机械有限公司", "東港機械有限公司", "西山厂", ""))), st.data())
def test_after_any_edit_the_findings_are_those_of_the_edited_draft(names, data):
    programme = a_programme(list_of(["东港机械有限公司"]))
    draft = a_small_draft(projects=[{"enterprise": name} for name in ["", *names]])
    auditor = Auditor(programme)
    auditor.audit(draft)
    row = data.draw(st.sampled_from([one.id for one in draft.rows("projects")]))
    text = data.draw(st.sampled_from(("东港机械有限公司", "北山厂", "")))
    after = set_path(draft, f"projects/{row}/enterprise", text).apply(draft)
    assert auditor.audit(after) == audit(programme, after)


def test_the_rule_is_sound_with_its_examples():
    assert lint_pack(PACK) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ('{ lists = ["nobody"] }', "没有名单 lists/nobody.csv"),
        ("{ }", "缺少 lists"),
        ('{ lists = ["arrears"], name = "firm" }', "汇总表没有列「firm」"),
        ('{ lists = ["arrears"], listed_code = "注册号" }', "名单没有列「注册号」"),
        ('{ lists = ["arrears"], colour = "red" }', "不认识的选项「colour」"),
    ],
)
def test_lint_refuses_what_the_options_do_not_know(options, told):
    rules = RULE.replace('{ lists = ["arrears", "chosen"] }', options)
    assert any(told in one.message for one in lint_pack({**PACK, "rules.toml": rules}))


def test_lint_asks_for_the_title_of_a_list_that_messages_name():
    without = {**PACK, "programme.toml": PROGRAMME}
    assert any("没有名称" in one.message for one in lint_pack(without))
