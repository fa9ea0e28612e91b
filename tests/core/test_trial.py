"""Lint runs every expression on values of the kinds that a draft gives it; examples prove nothing
of those, for an example may give a text column a number."""

import pytest

from desktop_app.core.pack_lint import lint_pack
from tests.small_pack import FILES, PLAN, RULES

RULE = """
[[rule]]
code = "S-9"
title = "试"
severity = "must"
basis = "derived"
each = "projects"
{keys}
at = ["name"]
[[rule.example]]
row = {{ name = 20.0, investment = 30.0 }}
holds = true
[[rule.example]]
row = {{ name = 10.0, investment = 10.0 }}
holds = false
"""
SOUND = 'require = "row.investment >= 20.0"\nsay = "请核实"'


def told(keys, more=""):
    rules = RULES + RULE.format(keys=keys) + more
    return [f"{one.key} {one.message}" for one in lint_pack({**FILES, "rules.toml": rules})]


def test_a_rule_whose_expressions_go_with_their_columns_has_no_problem():
    assert told(SOUND) == []


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ('require = "row.name >= 20.0"\nsay = "请核实"', "require"),
        ('require = "row.investment"\nsay = "请核实"', "require"),
        (f'when = "row.name > 1.0"\n{SOUND}', "when"),
        (f"when = \"row.name != '某'\"\n{SOUND.replace('row.investment', 'row.name')}", "require"),
        (SOUND.replace("请核实", "{row.name + 1}"), "say"),
        (SOUND + '\nfix = [{ title = "改", at = "name", to = "row.name - 1" }]', "fix[0].to"),
    ],
)
def test_an_expression_that_would_stop_the_audit_is_told(keys, where):
    assert any(one.startswith(f"rule[6].{where} S-9") for one in told(keys)), told(keys)


def test_a_margin_that_is_no_number_is_told():
    margin = 'margin = [{ title = "名", value = "row.name", least = "20.0" }]'
    assert any("rule[6].margin[0].value" in one for one in told(f"{SOUND}\n{margin}"))


def test_what_is_read_as_a_number_where_it_is_seen_to_be_one_is_right():
    keys = 'when = "row.name.matches(\'^[0-9]+$\')"\nrequire = "int(row.name) >= 0"\nsay = "请核实"'
    assert not any("试算时出错" in one for one in told(keys))
    bare = keys.partition("\n")[2]
    assert any("试算时出错" in one for one in told(bare))


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ('where = "row.name > 1.0"', "where"),
        ('where = "row.investment"', "where"),
        ('sum = "row.name"', "sum"),
        ('where = "row.name != \'\'"\nsum = "row.investment + 1"', "sum"),
    ],
)
def test_a_measure_that_cannot_be_taken_is_told(keys, where):
    measure = f'[[measure]]\nid = "m"\ntitle = "数"\n{keys}\n'
    assert any(one.startswith(f"measure[0].{where} ") for one in told(SOUND, measure))


@pytest.mark.parametrize(
    "value", ["form.basic.city", "form.basic.city + 1", "facts.count.projects > 1"]
)
def test_a_figure_that_is_no_number_is_told(value):
    figure = f'[[figure]]\nid = "f"\ntitle = "数"\nwords = ["数"]\nvalue = "{value}"\nunit = "家"\n'
    files = {**FILES, "plan.toml": PLAN.replace("[project_list]", f"{figure}[project_list]")}
    assert any(one.key == "figure[0].value" for one in lint_pack(files))
