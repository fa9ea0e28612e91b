from types import MappingProxyType

import pytest

from desktop_app.core.checks import CHECKS
from desktop_app.core.draft import Draft, Row
from desktop_app.core.rules import audit
from desktop_app.core.why import why
from desktop_app.jobs.packs import load_programme
from tests.audit_cities.judge import a_case

PROGRAMME = load_programme("liaoning-2024")


def told(code, draft):
    one = next(one for one in audit(PROGRAMME, draft).findings if one.code == code)
    return why(PROGRAMME, draft, one)


def test_the_formula_is_told_with_its_values_and_their_places():
    rows = (Row("a", MappingProxyType({"name": "甲", "investment": "19.99"})),)
    draft = Draft(PROGRAMME.id, 0, tables=MappingProxyType({"projects": rows}))
    lines = told("LN-C3", draft).splitlines()
    assert lines[0] == "LN-C3 单个项目投资额不低于20万元"
    assert "审核公式:row.investment >= 20.0" in lines
    assert "附件3 第1行 项目总投资:19.99(公式中的 row.investment)" in lines[-1]


def test_a_formula_that_asks_something_of_a_text_is_told_with_the_text():
    row = Row("a", MappingProxyType({"key": "level2_share", "final": "40%"}))
    draft = Draft(PROGRAMME.id, 0, tables=MappingProxyType({"targets": (row,)}))
    text = told("LN-E1", draft)
    assert "40%(公式中的 row.final)" in text


def test_a_formula_of_an_ambiguous_clause_is_told_for_each_reading():
    rows = tuple(Row(f"r{n}", MappingProxyType({"name": f"项目{n}"})) for n in range(100))
    values = MappingProxyType({"basic/industrial_firms": "400"})
    text = told("LN-C1", Draft(PROGRAMME.id, 0, values, MappingProxyType({"projects": rows})))
    assert "按「满足其一即可」理解:" in text
    assert "按「两项都要满足」理解:" in text
    assert "附件3 项目汇总表 行数:100" in text


@pytest.mark.parametrize("seed", range(4))
def test_every_finding_can_be_explained(seed):
    draft = a_case(seed)[1].city.draft()
    for one in audit(PROGRAMME, draft).findings:
        assert one.code in why(PROGRAMME, draft, one)


def test_every_check_says_how_it_works():
    assert all(check.how.endswith("。") for check in CHECKS.values())
