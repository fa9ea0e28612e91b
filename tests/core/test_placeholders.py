"""What was left to be filled in is found, and nothing else."""

import pytest

from desktop_app.core.placeholders import unfilled
from desktop_app.core.rules import audit
from tests.plan_texts import load_texts
from tests.small_pack import RULES, a_small_draft, a_small_programme

TEXTS = load_texts()
RULE = """
[[rule]]
code = "S-7"
title = "没有待填"
severity = "must"
check = "placeholders"
basis = "derived"
[[rule.example]]
values = { "chapters/goals" = "XX市" }
holds = false
"""
PROGRAMME = a_small_programme(rules=RULES + RULE)


def left(text, known=()):
    return [one.text for one in unfilled(text, known)]


@pytest.mark.parametrize("plan", TEXTS, ids=lambda one: one.name)
def test_plans_as_cities_write_them_have_nothing_left(plan):
    assert left(plan.text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("XX市共有企业170家", ["XX"]),
        ("××市", ["××"]),
        ("ＸＸ县", ["ＸＸ"]),
        ("○○局", ["○○"]),
        ("总投资____万元", ["____"]),
        ("**市", ["**"]),
        ("牵头单位【待填】。", ["【待填】"]),
        ("总投资（待补充）万元", ["（待补充）"]),
        ("[此处插入表格]", ["[此处插入表格]"]),
        ("【】", ["【】"]),
        ("　　年　　月　　日", ["年　　月　　日"]),
        ("{项目总数}个", ["{项目总数}"]),
        ("{项目数量}个", []),
        ("二〇〇八年,3×5米,MAXX系统,XX-100型,【责任单位：市工信局】,2024年6月,5*3", []),
    ],
)
def test_what_is_left_to_be_filled_in(text, found):
    assert left(text, {"项目数量"}) == found


def found(draft):
    return [one for one in audit(PROGRAMME, draft).findings if one.code == "S-7"]


def test_the_same_left_in_several_places_is_one_finding_with_each_place():
    text = "XX市现状。\nXX市目标,XX个。"
    (one,) = found(a_small_draft(goals=text))
    assert [text[slice(*place.span)] for place in one.places] == ["XX", "XX", "XX"]
    assert one.message == "附件2 第一章 工作目标 第1段等3处还留着待填的「XX」;请填写或删去"


def test_a_token_without_a_value_is_told_with_what_to_fill_in():
    (one,) = found(a_small_draft(goals="总投资{总投资}万元。"))
    assert "「总投资」现在没有数值;请先填写总投资" in one.message
    rows = [{"name": "甲", "investment": "20"}]
    assert found(a_small_draft(rows, goals="总投资{总投资}万元。")) == []


def test_fields_and_cells_are_looked_at_too():
    rows = [{"name": "××厂改造项目", "investment": "20"}]
    told = [one.places[0].label for one in found(a_small_draft(rows, basic_city="XX市"))]
    assert told == ["基本信息 申报单位", "附件3 第1行 项目名称"]
