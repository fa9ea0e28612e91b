"""What the form tells beside what is typed: how it is read, what is needed, what is derived."""

import pytest

from desktop_app.core.derived import derived
from desktop_app.core.needed import needed
from desktop_app.core.notice_text import basis_of, clause_span, quote_spans
from desktop_app.core.pack_forms import Field
from desktop_app.core.pinyin import matches
from desktop_app.core.understood import expected, understood
from desktop_app.core.values import Kind
from tests.small_pack import PLAN, RULES, a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
ASKING = (
    RULES
    + """
[[rule]]
code = "S-7"
title = "有企业的须填行业"
severity = "must"
when = "form.basic.firms > 0"
require = "has(form.basic.industries)"
at = ["basic/industries"]
say = "没有填行业"
clause = "一"
quote = "项目数量不少于2个"
[[rule.example]]
form = { basic = { firms = 1 } }
holds = false
"""
)


def a_field(kind, unit="", options=()):
    return Field(id="x", label="某项", kind=kind, unit=unit, options=options)


@pytest.mark.parametrize(
    ("kind", "unit", "typed", "told"),
    [
        (Kind.AMOUNT, "万元", "3000", "= 3,000 万元"),
        (Kind.AMOUNT, "万元", "三千万元", "= 3,000 万元"),
        (Kind.AMOUNT, "万元", "1.2亿元", "= 12,000 万元,即 1.2 亿元"),
        (Kind.AMOUNT, "万元", "-0.50", "= -0.5 万元"),
        (Kind.AMOUNT, "万元", "500", ""),
        (Kind.DATE, "", "2024.11.18", "= 2024年11月18日 周一"),
        (Kind.DATE, "", "2024年11月18日", "= 2024年11月18日 周一"),
        (Kind.MONTH, "", "2024-6", "= 2024年6月"),
        (Kind.MONTH, "", "2024年6月", ""),
        (Kind.INTEGER, "家", "170", ""),
        (Kind.INTEGER, "家", "一百七十家", "= 170"),
        (Kind.PERCENT, "%", "≥50", "= 50%"),
        (Kind.NAMES, "", "铸造、食品", "= 共 2 个:铸造 · 食品"),
        (Kind.NAMES, "", "铸造", ""),
        (Kind.YES_NO, "", "已", "= 是"),
        (Kind.TEXT, "", "某政〔2024〕1号", ""),
        (Kind.AMOUNT, "万元", "约三十", ""),
        (Kind.DATE, "", "", ""),
    ],
)
def test_a_typed_text_is_told_as_it_is_understood(kind, unit, typed, told):
    assert understood(PROGRAMME, a_field(kind, unit), typed) == told


def test_what_is_not_understood_is_told_by_an_example():
    assert expected(PROGRAMME, a_field(Kind.DATE), "下周三") == "一个日期,如 2024年6月1日"
    assert expected(PROGRAMME, a_field(Kind.DATE), "2024.11.18") == ""


def test_a_field_is_needed_always_or_while_a_rule_asks_for_it():
    programme = a_small_programme(rules=ASKING)
    sections = programme.plan.section
    assert dict(needed(programme, a_small_draft(), sections)) == {"basic/city": None}
    asked = needed(programme, a_small_draft(basic_firms="3"), sections)
    assert asked["basic/industries"].code == "S-7"


def test_a_field_stays_needed_once_it_is_filled():
    programme = a_small_programme(rules=ASKING)
    draft = a_small_draft(basic_firms="3", basic_industries="铸造")
    assert "basic/industries" in needed(programme, draft, programme.plan.section)
    draft = a_small_draft(basic_firms="0", basic_industries="铸造")
    assert "basic/industries" not in needed(programme, draft, programme.plan.section)


def test_figures_are_derived_from_the_summary_with_where_they_come_from():
    draft = a_small_draft(
        [
            {"name": "甲", "county": "东港区", "enterprise": "甲厂", "investment": "20.1"},
            {"name": "乙", "county": "东港区", "enterprise": "甲厂", "investment": "30.2"},
            {"name": "丙", "county": "西山县", "enterprise": "丙厂", "investment": "约三十"},
            {},
        ]
    )
    found = {one.label: one for one in derived(PROGRAMME, draft)}
    assert {label: one.value for label, one in found.items()} == {
        "项目数量": "3 个",
        "县区数": "2 个",
        "企业数": "2 家",
        "行业数": "0 个",
        "总投资": "50.3 万元",
    }
    assert "2 行相加,另有 1 行没有看懂" in found["总投资"].source
    assert found["总投资"].path == "projects/p1/investment"


def test_nothing_is_derived_from_an_empty_summary():
    found = derived(PROGRAMME, a_small_draft())
    assert {one.value for one in found} == {"—"}
    assert {one.path for one in found} == {"projects"}


NOTICE = """关于某事的通知
一、总体要求
(一)目标
到明年全部完成。
(二)路径
分步走。
二、支持方式
第一句。
第二句。
一是软件方向。软件好。
二是硬件方向。
"""


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("一、(二)", "分步走。"),
        ("一、(一)", "到明年全部完成。"),
        ("二、第2段", "第二句。"),
        ("二、一是", "一是软件方向。软件好。"),
        ("二、二是", "二是硬件方向。"),
        ("九、第1段", None),
        ("", None),
    ],
)
def test_a_clause_is_found_by_its_number(clause, text):
    span = clause_span(NOTICE, clause)
    assert (NOTICE[slice(*span)] if span else None) == text


def test_a_quote_is_found_whatever_the_white_space():
    ((start, end),) = quote_spans(NOTICE, "第一句。第二 句。")
    assert NOTICE[start:end] == "第一句。\n第二句。"
    assert quote_spans(NOTICE, "  ") == ()
    assert quote_spans(NOTICE, "(三)") == ()


def test_a_field_stands_on_its_clause_and_the_words_of_the_rules_about_it():
    programme = a_small_programme(rules=ASKING)
    found = basis_of(programme, "basic/industries")
    assert found is not None
    assert (found.clause, found.quotes) == ("一", ("项目数量不少于2个",))
    assert basis_of(programme, "basic/city") is None


def test_a_clause_without_a_rule_is_quoted_from_the_notice():
    plan = PLAN.replace('label = "申报单位"', 'label = "申报单位"\nclause = "二、"', 1)
    found = basis_of(a_small_programme(plan=plan), "basic/city")
    assert found is not None
    assert found.quotes[0].startswith("二、单个项目投资额度")


@pytest.mark.parametrize(
    ("query", "text", "is_found"),
    [
        ("tl", "铁岭市", True),
        ("TLS", "铁岭市", True),
        ("ls", "铁岭市", True),
        ("cq", "重庆市", True),
        ("zq", "重庆市", True),
        ("mesx", "MES系统", True),
        ("铁", "铁岭市", True),
        ("", "铁岭市", True),
        ("x", "铁岭市", False),
    ],
)
def test_words_are_found_by_their_initials(query, text, is_found):
    assert matches(query, text) is is_found
