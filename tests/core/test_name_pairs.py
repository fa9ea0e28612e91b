"""Which projects are taken for one under two names, and which never are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.name_pairs import likeness, near_pairs, reading
from tests.endless import endless_names

FIRM = "银杉华晟铸造有限公司"
SIGNS = "银杉青砚沐泉白榆盛垣松岚柏川云栈恒拓瑞丰启景宏新明达远诚博润安和鼎正泰祥"


def pairs(left, right):
    """Each side as names, or (name, enterprise, credit code, county)."""
    sides = [
        [reading(*((one,) if isinstance(one, str) else one)) for one in side]
        for side in (left, right)
    ]
    return sorted((i, j) for i, j, _ in near_pairs(*sides))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The enterprise in front of the name, in the column, or on one side alone.
        (f"{FIRM}数字化改造项目", ("数字化改造项目", FIRM)),
        (("数字化改造项目", FIRM), (f"{FIRM}数字化改造项目", FIRM)),
        (f"{FIRM}数字化改造项目", "数字化改造项目"),
        # Short for the firm.
        ("华晟铸造数字化改造项目", ("数字化改造项目", FIRM)),
        ("华晟铸造数字化改造项目", f"{FIRM}数字化改造项目"),
        ("华晟铸造公司数字化改造项目", f"{FIRM}数字化改造项目"),
        (("数字化改造项目", "华晟铸造"), ("数字化改造项", FIRM)),
        # The kind of company.
        (f"{FIRM}数字化改造项目", "银杉华晟铸造有限责任公司数字化改造项目"),
        (f"{FIRM}数字化改造项目", "银杉华晟铸造股份有限公司数字化改造项目"),
        (f"{FIRM}数字化改造项目", "银杉华晟铸造数字化改造项目"),
        ("华晟铸造厂数字化改造项目", "华晟铸造数字化改造项目"),
        # A slip in the firm or in the project.
        ("银杉华晨铸造有限公司数字化改造项目", f"{FIRM}数字化改造项目"),
        (f"{FIRM}数字化改建项目", f"{FIRM}数字化改造项目"),
        (f"{FIRM}数字化改造", f"{FIRM}数字化改造建设项目"),
        (f"{FIRM}仓储项目", f"{FIRM}仓贮项目"),
        (f"{FIRM}MSE系统建设项目", f"{FIRM}MES系统建设项目"),
        (f"{FIRM}一体化管控平台", f"{FIRM}体化管控平台"),
        # Words in another order.
        (f"{FIRM}数字化车间智能化改造", f"{FIRM}智能化改造数字化车间"),
        (f"{FIRM}ERP与MES系统", f"{FIRM}MES与ERP系统"),
        # Another name of the firm, the same code.
        (("数字化改造项目", FIRM, "91X"), ("数字化改造工程", "青砚重机有限公司", "91X")),
    ],
)
def test_one_project_under_two_names_is_a_pair(one, other):
    assert pairs([one], [other]) == [(0, 0)]
    assert pairs([other], [one]) == [(0, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{FIRM}数字化改造项目（一期）", f"{FIRM}数字化改造项目（二期）"),
        (f"{FIRM}数字化改造项目（一期）", f"{FIRM}数字化改造项目"),
        (f"{FIRM}2号线改造项目", f"{FIRM}3号线改造项目"),
        (f"{FIRM}MES系统建设项目", f"{FIRM}ERP系统建设项目"),
        (f"{FIRM}三维设计平台建设项目", f"{FIRM}二维设计平台建设项目"),
        (f"{FIRM}铸造车间改造项目", f"{FIRM}机加车间改造项目"),
        (f"{FIRM}数字化改造项目", "青砚同泽机械有限公司数字化改造项目"),
        (("数字化改造项目", FIRM), ("数字化改造工程", "青砚同泽机械有限公司")),
        ("甲公司智能车间改造", "乙公司智能车间改造"),
        (("数字化改造项目", "第一铸造厂"), ("数字化改造工程", "第二铸造厂")),
    ],
)
def test_two_projects_are_never_a_pair(one, other):
    assert pairs([one], [other]) == []


@pytest.mark.parametrize(
    ("name", "enterprise", "firm", "own"),
    [
        (f"{FIRM}改造项目", "", "银杉华晟铸造", "改造项目"),
        ("改造项目", "华晟（集团）股份有限公司", "华晟", "改造项目"),
        ("华晟铸造厂改造项目", "", "华晟铸造", "改造项目"),
        ("智能工厂建设项目", "", "", "智能工厂建设项目"),
        ("铸造厂房改造项目", "", "", "铸造厂房改造项目"),
        ("华晟公司改造项目", FIRM, "银杉华晟铸造", "改造项目"),
        ("华为云平台应用", FIRM, "银杉华晟铸造", "华为云平台应用"),
        (FIRM, FIRM, "银杉华晟铸造", FIRM),
    ],
)
def test_a_name_is_read_as_a_firm_and_what_it_does(name, enterprise, firm, own):
    found = reading(name, enterprise)
    assert (found.firm, found.own) == (firm, own)


def test_projects_of_one_firm_go_each_to_its_own_partner():
    ours = [f"{FIRM}{title}" for title in ("铸造车间数字化改造", "锻造车间数字化改造", "仓储平台")]
    theirs = [
        f"{FIRM}{title}" for title in ("仓贮平台", "锻造车间数字化改建", "铸造车间数字化改建")
    ]
    assert pairs(ours, theirs) == [(0, 2), (1, 1), (2, 0)]


def test_a_second_project_of_a_firm_is_left_alone_when_its_like_has_a_partner():
    ours = [f"{FIRM}铸造车间MES系统建设", f"{FIRM}铸造车间ERP系统建设"]
    assert pairs(ours, [f"{FIRM}铸造车间MES系统建"]) == [(0, 0)]


def test_among_equally_near_names_enterprise_and_county_decide():
    near = [("精益化车间改造的项目", "", "", "西县"), ("精益化车间改造的项目", "", "", "东县")]
    far = [("精益化车间改造地项目", "", "", "东县"), ("精益化车间改造地项目", "", "", "西县")]
    assert pairs(near, far) == [(0, 1), (1, 0)]


def test_a_title_that_several_firms_have_is_nobodys():
    firms = [f"{FIRM}数字化改造项目", "青砚同泽机械有限公司数字化改造项目"]
    assert pairs(["数字化改造项目"], firms) == []
    assert pairs(["数字化改造项目"], firms[:1]) == [(0, 0)]


TITLES = st.text("数字化改造车间系统平台一二12MES（）", min_size=1, max_size=9)
FIRMS = st.sampled_from(
    ["", FIRM, "银杉华晟铸造", "华晟铸造", "青砚同泽机械有限公司", "同泽机械厂"]
)
CASES = st.tuples(st.builds("".join, st.tuples(FIRMS, TITLES)), FIRMS)


@given(CASES, CASES)
def test_likeness_is_the_same_both_ways(one, other):
    left, right = reading(*one), reading(*other)
    assert likeness(left, right) == likeness(right, left)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_nothing_is_too_strange_to_be_compared(name, enterprise, other):
    one, two = reading(name + "\ud800", enterprise), reading(other, enterprise)
    for i, j, _ in near_pairs([one, two], [two]):
        assert (i, j) in ((0, 0), (1, 0))


@pytest.mark.parametrize("seed", range(3))
def test_no_near_pair_is_lost_among_hundreds(seed):
    """Against all pairs: none is nearer for both of its names than what they were given."""
    chance = random.Random(seed)
    firms = [
        "",
        *(
            "".join(chance.choices(SIGNS, k=length)) + kind
            for kind in ("有限公司", "机械", "厂")
            for length in (2, 3, 9)
        ),
    ]
    titles = [
        "数字化车间智能化改造",
        "铸造车间MES系统",
        "仓储平台(一期)",
        "仓储平台(二期)",
        "产线改造项目",
        "智能装备机加产线改造项目",
        "焊装机器人工作站技术升级改造项目",
    ]
    one_side = [reading(*a_case(chance, firms, titles)) for _ in range(300)]
    other_side = [reading(*a_case(chance, firms, titles)) for _ in range(300)]
    for left, right in ((one_side, other_side), (other_side, one_side)):
        found = near_pairs(left, right)
        ours, theirs = {i: score for i, _, score in found}, {j: score for _, j, score in found}
        assert len(found) > 100
        for i, one in enumerate(left):
            for j, other in enumerate(right):
                assert likeness(one, other) <= max(ours.get(i, 0.0), theirs.get(j, 0.0))


def a_case(chance, firms, titles):
    firm, title = chance.choice(firms), chance.choice(titles)
    bare = firm.removesuffix("有限公司")
    name = chance.choice(["", firm, bare, bare[-4:], bare[-3:]]) + title
    for _ in range(chance.choice([0, 1, 1, 2])):
        at = chance.randrange(len(name))
        name = name[:at] + chance.choice(["", "甲", "的"]) + name[at + 1 :]
    return name, chance.choice(["", firm])


def test_ten_thousand_projects_with_a_slip_each_are_paired():
    chance = random.Random(5)
    names = [
        f"{''.join(chance.choices(SIGNS, k=4))}机械有限公司数字化车间智能化改造项目"
        for _ in range(10_000)
    ]
    left = [reading(name) for name in names]
    right = [reading(f"{name[:12]}{name[13:]}", name[:8]) for name in names]
    assert len(near_pairs(left, right)) == len(names)


def test_very_long_names_are_nearest_to_themselves():
    texts = endless_names(20_000)
    found = near_pairs([reading(one) for one in texts], [reading(f"{one}丙") for one in texts])
    assert sorted((left, right) for left, right, _ in found) == [(n, n) for n in range(len(texts))]
