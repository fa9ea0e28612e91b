from dataclasses import replace
from types import MappingProxyType

import pytest

from desktop_app.core.draft import Explanation
from desktop_app.core.explaining import fingerprint
from desktop_app.core.findings import Severity, State
from desktop_app.core.rules import audit
from tests.small_pack import RULES, a_small_draft, a_small_programme


def outcome(result, code):
    return next(one for one in result.outcomes if one.code == code)


def found(result, code):
    return [one for one in result.findings if one.code == code]


def test_a_row_rule_names_the_row_the_column_and_the_value_as_typed():
    draft = a_small_draft([{"name": "甲", "investment": "１９.８万元"}])
    (one,) = found(audit(a_small_programme(), draft), "S-1")
    assert one.message == "投资额 １９.８万元 万元,低于 20 万元,请核实"
    assert [(place.path, place.label) for place in one.places] == [
        ("projects/p1/investment", "附件3 第1行 总投资")
    ]
    assert (one.clause, one.left, one.key) == ("二", "１９.８万元", "S-1@p1")


def test_a_blank_input_is_no_data_and_never_passed():
    result = audit(a_small_programme(), a_small_draft([{"name": "甲"}]))
    assert outcome(result, "S-1").state is State.NO_DATA
    assert found(result, "S-1") == []


@pytest.mark.parametrize("formula", ["100 / form.basic.firms > 3", "100 % form.basic.firms == 1"])
def test_a_zero_that_nothing_can_be_divided_by_is_no_data(formula):
    rule = f"""
[[rule]]
code = "S-9"
title = "比例"
severity = "must"
basis = "derived"
require = "{formula}"
say = "请核实"
"""
    result = audit(a_small_programme(rules=rule), a_small_draft(basic_firms="0"))
    assert outcome(result, "S-9").state is State.NO_DATA
    assert "除数为零" in outcome(result, "S-9").reason


def test_a_rule_over_an_empty_table_is_no_data():
    assert outcome(audit(a_small_programme(), a_small_draft()), "S-1").state is State.NO_DATA


def test_one_failing_row_fails_the_rule():
    rows = [{"name": "甲", "investment": "20"}, {"name": "乙", "investment": "19.99"}]
    result = audit(a_small_programme(), a_small_draft(rows))
    assert outcome(result, "S-1").state is State.FAILED
    assert [one.key for one in found(result, "S-1")] == ["S-1@p2"]


def test_a_check_that_names_a_table_too_does_not_disturb_the_rules_over_its_rows():
    rules = RULES.replace('check = "same_names"', 'check = "same_names"\neach = "projects"')
    draft = a_small_draft([{"name": "甲", "investment": "20"}])
    assert outcome(audit(a_small_programme(rules=rules), draft), "S-1").state is State.PASSED


def test_a_condition_that_does_not_hold_makes_a_rule_not_applicable():
    rules = RULES.replace(
        'require = "row.investment >= 20.0"',
        'when = "row.start >= \\"2024-06\\""\nrequire = "row.investment >= 20.0"',
        1,
    )
    draft = a_small_draft([{"name": "甲", "investment": "1", "start": "2024年5月"}])
    result = audit(a_small_programme(rules=rules), draft)
    assert outcome(result, "S-1").state is State.NOT_APPLICABLE


def test_readings_that_differ_ask_for_an_explanation_and_tell_both():
    draft = a_small_draft([{"name": "甲"}, {"name": "乙"}], basic_firms="10")
    (one,) = found(audit(a_small_programme(), draft), "S-2")
    assert one.severity is Severity.EXPLAIN
    assert "按「从宽」理解:符合" in one.message
    assert "按「从严」理解:不符合" in one.message


def test_a_chosen_reading_decides():
    draft = a_small_draft([{"name": "甲"}, {"name": "乙"}], basic_firms="10")
    values = {**draft.values, "readings/S-2": "loose"}
    result = audit(a_small_programme(), replace(draft, values=MappingProxyType(values)))
    assert outcome(result, "S-2").state is State.PASSED


def test_no_reading_that_holds_fails_the_rule():
    draft = a_small_draft([{"name": "甲"}], basic_firms="10")
    assert outcome(audit(a_small_programme(), draft), "S-2").state is State.FAILED


def explained(draft, key):
    programme = a_small_programme()
    one = next(one for one in audit(programme, draft).findings if one.key == key)
    told = Explanation("规上企业数以统计局年报为准", fingerprint(draft, one))
    return replace(draft, explanations=MappingProxyType({key: told}))


def test_an_explanation_stands_while_the_values_it_explains_stand():
    draft = explained(a_small_draft([{"name": "甲"}, {"name": "乙"}], basic_firms="10"), "S-2")
    (one,) = found(audit(a_small_programme(), draft), "S-2")
    assert one.explanation == "规上企业数以统计局年报为准"


def test_an_explanation_lapses_when_the_values_change():
    draft = explained(a_small_draft([{"name": "甲"}, {"name": "乙"}], basic_firms="10"), "S-2")
    rows = a_small_draft([{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]).tables
    (one,) = found(audit(a_small_programme(), replace(draft, tables=rows)), "S-2")
    assert one.explanation is None
    assert one.lapsed == "当时是2个,现在3个,说明「规上企业数以统计局年报为准」仍成立吗?"


def test_what_was_typed_and_not_understood_is_a_finding_with_what_was_expected():
    draft = a_small_draft([{"name": "甲", "investment": "约五十"}])
    (one,) = found(audit(a_small_programme(), draft), "S-5")
    assert "「约五十」无法识别" in one.message
    assert "一个金额" in one.message


def test_a_clean_draft_passes():
    rows = [{"name": "甲", "investment": "30"}, {"name": "乙", "investment": "40"}]
    draft = a_small_draft(rows, basic_city="某市", basic_firms="3", goals="共实施项目2个。")
    result = audit(a_small_programme(), draft)
    assert result.findings == ()
    assert result.passes
