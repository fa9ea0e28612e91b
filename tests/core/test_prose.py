from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.prose import Places, Terms, statements
from tests.chinese_numbers import spellings

TERMS = Terms(
    Places(("铸造行业", "食品加工"), ("银州区", "清河区", "铁岭县"), "铁岭市"),
    years=(2024, 2026),
    parts=("软件",),
)


def read(text):
    return list(statements(text, TERMS))


def told(text: str) -> list[tuple[str, Decimal, str]]:
    return [(claimed(one), one.quantity.value, limits(one)) for one in read(text)]


def claimed(one):
    return one.claims[0].measure


def limits(one):
    scope = one.claims[0].scope
    return "、".join(sorted(scope.industries | scope.counties | scope.levels))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("全市共实施项目108个。", 108),
        ("共实施数字化转型项目一百零八个", 108),
        ("本次申报项目108个", 108),
        ("项目总数为108个", 108),
        ("经遴选,共有108个“智改数转网联”项目纳入试点", 108),
        ("共计１０８个项目", 108),
        ("合计108项改造项目", 108),
        ("各县(市、区)共申报项目165个,经评审择优确定108个。", 108),
        ("各县区累计征集意向项目165个,经专家评审,本次共遴选108个项目", 108),
    ],
)
def test_a_count_of_all_projects_is_read(text, count):
    assert told(text) == [("projects", Decimal(count), "")]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("总投资1.2亿元", 120_000_000),
        ("项目总投资额达12,345.6万元", 123_456_000),
        ("计划总投资约3亿元", 300_000_000),
        ("总投资一亿二千万元", 120_000_000),
        ("总投资2亿4806.6万元", 248_066_000),
        ("总投资2亿4,806.6万元", 248_066_000),
        ("总投资1亿2000余万元", 120_000_000),
        ("总投资3千万元", 30_000_000),
        ("总投资十二亿元", 1_200_000_000),
        ("总投资约两亿四千八百万元", 248_000_000),
    ],
)
def test_a_total_is_read_in_yuan(text, yuan):
    assert told(text) == [("investment", Decimal(yuan), "")]


@given(st.integers(min_value=1, max_value=10**9))
def test_a_total_in_words_is_borne_out_by_the_figure_it_gives(yuan):
    for text in spellings(yuan):
        (found,) = read(f"总投资{text}元")
        assert found.quantity.agrees_with(Decimal(yuan))
        assert not found.quantity.agrees_with(Decimal(yuan) + found.quantity.step)


@given(st.text("0123456789,.，零○一二两十百千万亿元共项目总投资个余约第几", max_size=30))
def test_no_sentence_is_an_error_of_the_program(text):
    for one in read(text):
        assert one.text in one.sentence and one.quantity.value.is_finite()
        assert text[one.start : one.end].strip() == one.text


def test_a_number_is_tied_to_the_industry_its_sentence_names():
    text = "其中铸造行业实施项目40个,总投资1.2亿元。"
    assert told(text) == [
        ("projects", Decimal(40), "铸造行业"),
        ("investment", Decimal(120_000_000), "铸造行业"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "全省已累计实施项目5000个,总投资100亿元。",
        "原则上项目数量不少于100个。",
        "2023年全市共实施技改项目56个,总投资8亿元。",
        "截至目前,全市共建成数字化项目230个。",
        "第一年完成项目60个,第二年完成48个。",
        "建设公共服务平台项目3个。",
        "培育标杆项目10个。",
        "每个项目投资不低于20万元。",
        "其中重点项目30个。",
        "规上工业企业共170家。",
        "争取省级奖补资金3000万元。",
        "共组织培训20场次。",
        "累计征集意向项目165个,总投资4.2亿元。",
        "2024年1—9月,全市工业投资项目共211个。",
        "铸造行业项目较多,另有家具制造项目1个,其余项目30个。",
        "二○二三年共实施项目56个。",
        "二零二三年共实施项目56个。",
        "共实施数百个项目。",
        "共实施几十个项目,总计数十个项目。",
        "本次申报的第十二个项目。",
        "本次申报○○个项目。",
        "共12,3456个项目,总投资12,34万元,总投资1.200,50万元,总投资○○万元,总投资百万元。",
    ],
)
def test_numbers_about_something_else_do_not_alarm(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "actual", "agrees"),
    [
        ("共实施项目108个", 108, True),
        ("共实施项目108个", 107, False),
        ("总投资1.23亿元", 123_456_000, True),
        ("总投资1.23亿元", 123_600_000, False),
        ("总投资二亿四千八百万元", 248_060_000, True),
        ("总投资二亿四千八百万元", 248_600_000, False),
        ("总投资二亿四千八百零六万元", 248_066_000, False),
        ("总投资两亿四千八百零七万元", 248_066_000, True),
        ("总投资2亿4806.6万元", 248_066_000, True),
        ("总投资2亿4806.6万元", 248_076_000, False),
        ("总投资2亿元", 248_066_000, True),
        ("总投资二亿元", 251_000_000, False),
        ("共实施一百个项目", 104, False),
        ("共实施约一百个项目", 104, True),
        ("共实施约一百个项目", 150, False),
        ("共实施约100个项目", 104, True),
        ("共实施项目100余个", 104, True),
        ("共实施项目100余个", 99, False),
        ("共实施100个以上项目", 99, False),
    ],
)
def test_a_statement_binds_as_firmly_as_it_is_worded(text, actual, agrees):
    assert [one.quantity.agrees_with(Decimal(actual)) for one in read(text)] == [agrees]
