import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.figures import Figures, Project
from desktop_app.core.prose import Places, Terms, Wording, statements
from desktop_app.core.stated import Ground, unborne
from desktop_app.core.values import Month
from tests.chinese_numbers import spellings
from tests.endless import ENDLESS, endless

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


# 12 projects of 11 firms: 铸造行业 5 in 银州区 and 2 in 清河区, 食品加工 1, 1 and 3 in 铁岭县.
# Amounts in 万元, months of 2024 and 2025 from 1 to 24.
ROWS = (
    # county, industry, firm, investment, start, finish, level before, level
    ("银州区", "铸造行业", "A", 410, 7, 14, "一级", "二级"),
    ("银州区", "铸造行业", "A", 320, 8, 15, "一级", "二级"),
    ("银州区", "铸造行业", "B", 260, 9, 18, "无", "二级"),
    ("银州区", "铸造行业", "C", 150, 10, 20, "一级", "三级"),
    ("银州区", "铸造行业", "D", 90, 11, 23, "一级", "二级"),
    ("清河区", "铸造行业", "E", 70, 12, 24, "一级", "三级"),
    ("清河区", "铸造行业", "F", 60, 12, 30, "无", "二级"),
    ("银州区", "食品加工", "G", 240, 13, 24, "一级", "四级"),
    ("铁岭县", "食品加工", "H", 200, 14, 26, "一级", "二级"),
    ("铁岭县", "食品加工", "I", 80, 15, 28, "二级", "三级"),
    ("铁岭县", "食品加工", "J", 45, 16, 30, "无", "二级"),
    ("清河区", "食品加工", "K", 35, 17, 32, "一级", "二级"),
)


def a_month(number):
    return Month(2024 + (number - 1) // 12, (number - 1) % 12 + 1)


def a_ground(counties=()):
    names = dict(zip(TERMS.places.counties, counties, strict=True)) if counties else {}
    projects = tuple(
        Project(
            f"项目{n}",
            firm,
            names.get(county, county),
            industry,
            Decimal(amount * 10_000),
            Decimal(amount * 4_000),
            {"软件": Decimal(amount * 3_000), "硬件": Decimal(amount * 7_000)},
            a_month(start),
            a_month(finish),
            level,
            before,
        )
        for n, (county, industry, firm, amount, start, finish, before, level) in enumerate(ROWS)
    )
    wordings = (
        Wording("award", ("奖补资金",), "万元"),
        Wording("local_match", ("市级配套", "市财政配套", "配套资金"), "万元"),
        Wording("firms", ("规上工业企业",), "家"),
    )
    places = Places(TERMS.places.industries, counties or TERMS.places.counties, TERMS.places.city)
    terms = Terms(places, (2024, 2026), ("软件", "硬件"), wordings)
    form = {"award": 8_000_000, "local_match": 3_000_000, "firms": 170}
    figures = {key: Decimal(value) for key, value in form.items()}
    return Ground(terms, Figures(projects), figures, {}, "万元")


def alarms(text, ground=None):
    return [one.statement.text for _, one in unborne(text, ground or a_ground())]


def wrong(number: str) -> str:
    """A number with its first digit one step up."""
    return f"{int(number[0]) % 9 + 1}{number[1:]}"


# Between ⟨ and ⟩ stands the number that the sentence is about.
TRUE = {
    "parts of a part": "推荐项目12个，其中食品加工5个，其中铁岭县⟨3⟩个、清河区1个；铸造行业7个。",
    "back to the outer kind": "推荐项目12个，其中铸造行业7个，其中银州区5个；食品加工⟨5⟩个。",
    "a sum behind its parts": "推荐项目12个，银州区6个，其中铸造行业5个，总投资⟨1470⟩万元。",
    "brackets that divide": "本次申报项目12个（铸造行业7个、食品加工⟨5⟩个）。",
    "where they are": "申报项目12个，食品加工项目（5个）集中在铁岭县（⟨3⟩个）。",
    "among those": "申报项目12个，银州区的6个项目中铸造行业占了⟨5⟩个。",
    "respectively": "全市申报项目12个，银州区、清河区、铁岭县分别承担⟨6⟩个、3个和3个项目。",
    "respectively, again": "申报项目12个，铸造行业、食品加工项目分别为7个、5个，投资分别为⟨1360⟩万元、600万元。",
    "two measures": "全市申报项目和实施企业分别为12个和⟨11⟩家。",
    "each of several": "申报项目12个，银州区6个，清河区、铁岭县各⟨3⟩个。",
    "the former": "申报项目12个，铸造行业投资1360万元，食品加工投资600万元，前者占⟨69.4⟩%，后者占30.6%。",
    "sum of named parts": "申报项目12个，银州区6个，清河区3个，两区共⟨9⟩个，铁岭县3个。",
    "sum of all": "银州区6个项目，清河区3个项目，铁岭县3个项目，三地相加，项目⟨12⟩个。",
    "sum behind a list": "申报项目中，铸造行业总投资1360万元，食品加工总投资600万元，合计⟨1960⟩万元。",
    "joined levels": "申报项目12个，改造后三级和四级合起来⟨4⟩个。",
    "a list that leaves a name out": "申报项目12个，食品加工项目铁岭县3个，清河区⟨1⟩个。",
    "the rest in time": "申报项目12个，2025年底前完成7个，其余⟨5⟩个2026年完成。",
    "half a year": "申报项目12个，2025年上半年启动⟨5⟩个。",
    "amounts from": "申报项目12个，投资200万元以上的⟨5⟩个，其中300万元以上的2个。",
    "amounts over": "申报项目12个，投资过百万元的项目有⟨6⟩个。",
    "the largest": "申报项目12个，最大的⟨410⟩万元，最小的35万元。",
    "the largest, told behind": "申报项目12个，其中甲项目投资⟨410⟩万元，是全市投资最大的项目。",
    "average by firm": "申报项目12个，总投资1960万元，户均⟨178.2⟩万元。",
    "a noun behind": "本次申报项目12个，⟨1960⟩万元投资全部由11家企业承担。",
    "said again": "本次申报项目总投资0.2亿元（⟨1960⟩万元）。",
    "awards of parts": "申请奖补资金800万元，其中铸造行业⟨544⟩万元、食品加工240万元。",
    "words parted": "市级财政配套⟨300⟩万元。",
    "a word around": "市财政再拿⟨300⟩万元配套。",
    "labels": "项目数：12个\n企业数：⟨11⟩家\n总投资：1960万元",
    "list marks": "● 本次申报项目12个\n- 银州区 ⟨6⟩ 个\n- 清河区 3 个\n- 铁岭县 3 个",
    "slashes": "申报项目12个：银州区6个/1470万元，清河区⟨3⟩个/165万元。",
    "spaces": "申报项目 12 个，2025 年 底前完成 ⟨7⟩ 个。",
    "chosen later": "征集意向项目65个。经评审，最终确定⟨12⟩个。",
    "traditional script": "本次申報項目12個，其中鑄造行業⟨7⟩個、食品加工5個。",
    "a hard break": (
        "本次申报项目按照通知要求由各县区逐级推荐上报并经过专家评审，最终确定本\n"
        "次申报项目12个并按照先急后缓的原则排定了实施的次序和责任单位，其中铸造\n"
        "行业⟨7⟩个、食品加工5个，各项目的责任单位和完成时限见附件三项目汇总表。"
    ),
}
NOT_OURS = {
    "parts of what is not ours": "本次申报项目12个。全市推动400家企业上云，其中银州区150家、清河区120家。",
    "brackets about another count": "银州区在建项目8个（总投资62亿元）。",
    "another beside those counted": "申报项目12个，银州区6个，清河区另有3个项目，投资约900万元。",
    "not in the table": "申报项目12个，清河区已验收的9个项目投资900万元，不在表内。",
    "candidates, then those chosen": "本次征集项目65个。经专家论证，保留30个。经会议研究，确定12个。",
    "one of many": "申报项目12个，清河区3个，其中最大的一个70万元，一个都不能少。",
    "some of them": "申报项目12个，铁岭县3个项目，由3家企业承担，有1家企业为首次申报。",
    "the first few": "申报项目12个，前三个项目投资合计990万元。",
    "of each": "申报项目12个，2025年完成；每完成1个，10天内验收1个。",
    "a county's money": "三是县区配套资金尚有420万元缺口。",
    "how many more": "申报项目12个，银州区6个，比清河区多3个。",
    "a list that nobody can pair": "申报项目12个，铸造行业、食品加工分别为银州区5个、1个、2个。",
    "a chapter on what there is": "一、现有工作基础\n银州区建成项目45个，清河区建成项目23个。\n",
    "a county's namesake": "申报项目12个，银州经济开发区建成厂房9个。",
}


@pytest.mark.parametrize("kind", TRUE)
def test_a_true_number_stays_quiet_and_a_wrong_one_does_not(kind):
    before, number, behind = re.split("[⟨⟩]", TRUE[kind])
    assert alarms(before + number + behind) == []
    changed = before + wrong(number) + behind
    start, end = len(before), len(before) + len(wrong(number))
    found = [one.statement for _, one in unborne(changed, a_ground())]
    assert any(one.start < end and start < one.end for one in found)


@pytest.mark.parametrize("kind", NOT_OURS)
def test_a_number_of_something_else_stays_quiet(kind):
    assert alarms(NOT_OURS[kind]) == []


@pytest.mark.parametrize(
    ("counties", "text"),
    [
        (("高新技术产业开发区", "经济技术开发区", "铁岭县"), "高新区⟨6⟩个，经开区3个。"),
        (("铁岭经济开发区", "清河区", "铁岭县"), "经开区⟨6⟩个，清河区3个。"),
        (("西区", "河西区", "铁岭县"), "西区⟨6⟩个，河西区3个。"),
        (("濱城區", "翠屏區", "龍潭縣"), "滨城区⟨6⟩个，翠屏区3个。"),
    ],
)
def test_counties_are_known_by_the_names_people_use(counties, text):
    ground = a_ground(counties)
    before, number, behind = re.split("[⟨⟩]", f"本次申报项目12个，其中{text}")
    assert alarms(before + number + behind, ground) == []
    assert alarms(before + wrong(number) + behind, ground) == [f"{wrong(number)}个"]


def test_what_is_quoted_stands_as_it_was_typed():
    text = "一、總體情況\n本次申報項目１９個，其中鑄造行業７個。"
    (found,) = (one.statement for _, one in unborne(text, a_ground()))
    assert found.text == text[found.start : found.end] == "１９個"
    assert text[slice(*found.digits)] == "１９"
    assert found.sentence == "本次申報項目１９個，其中鑄造行業７個。"


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_text_without_end_is_read_to_its_end_and_alarms_nobody(kind):
    text = endless(kind, 10_000)
    assert alarms(f"{text}。\n本次申报项目{len(ROWS)}个。") == []
    assert alarms(f"{text}。\n本次申报项目99个。") == ["99个"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "其中",
                "分别为",
                "依次",
                "各",
                "两区共",
                "前者占",
                "合计",
                "银州区",
                "清河区",
                "铸造行业",
                "项目",
                "企业",
                "总投资",
                "12个",
                "3家",
                "1.2亿元",
                "45%",
                "2025年",
                "底前",
                "完成",
                "二级",
                "达到",
                "最大的",
                "一个",
                "（",
                "）",
                "：",
                "；",
                "、",
                "，",
                "。",
                "\n",
                "和",
                "的",
                "中",
                "另有",
                "其余",
                "申報",
                "萬元",
                "○",
                "一",
            ]
        ),
        max_size=60,
    )
)
def test_no_order_of_words_is_an_error_of_the_program(words):
    text = "".join(words)
    for one in read(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == one.text
    alarms(text)
