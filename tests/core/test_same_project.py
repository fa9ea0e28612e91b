"""One project that two counties report under two names, and two projects of one firm."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.consistency import Named
from desktop_app.core.same_project import same_project_twice

FIRM = "银杉华晟铸造有限公司"


def project(name, county="东县", money=None, enterprise=FIRM, code=""):
    amount = None if money is None else Decimal(money)
    return Named(
        name,
        f"{county}第1行",
        county=county,
        investment=amount,
        enterprise=enterprise,
        credit_code=code,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (project(f"{FIRM}数字化改造项目"), project("数字化改造项目", "西县")),
        (project("数字化改造项目", money=5), project("数字化改造", "西县", money=6)),
        (project("数字化车间智能化改造"), project("智能化改造数字化车间", "西县")),
        (project("数字化改造一期"), project("数字化改造1期", "西县")),
        (project("铸造车间改造项目", money=5), project("铸造车间改建项目", "西县", money=5)),
        (
            project("数字化改造项目", enterprise="甲厂", code="91X"),
            project("数字化改造工程", "西县", enterprise="乙厂", code="91X"),
        ),
    ],
)  # fmt: skip
def test_one_project_under_two_counties_is_told_once(one, other):
    (found,) = same_project_twice([one, other])
    assert found.kind == "duplicate"
    assert found.others == (one, other)
    assert one.where in found.message and other.where in found.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (project("铸造车间改造项目", money=5), project("锻造车间改造项目", "西县", money=6)),
        (project("铸造车间改造项目"), project("锻造车间改造项目", "西县")),
        (project("数字化改造一期", money=5), project("数字化改造二期", "西县", money=5)),
        (project("MES系统建设", money=5), project("ERP系统建设", "西县", money=5)),
        (project("数字化改造"), project("数字化改造项目")),
        (project("数字化改造", ""), project("数字化改造项目", "西县")),
        (project("数字化改造"), project("数字化改造项目", "西县", enterprise="青砚同泽机械有限公司")),
        (project("数字化改造", enterprise=""), project("数字化改造项目", "西县", enterprise="")),
    ],
)  # fmt: skip
def test_two_projects_are_no_doubt(one, other):
    assert same_project_twice([one, other]) == ()


def test_names_that_fold_to_one_are_left_to_the_check_of_repeated_names():
    assert same_project_twice([project("改造（一期）"), project("改造(一期)", "西县")]) == ()


def test_three_counties_are_one_group():
    told = [
        project(name, county)
        for name, county in [
            ("改造平台", "东县"),
            ("改造平台项目", "西县"),
            ("改造平台工程", "南县"),
        ]
    ]
    (found,) = same_project_twice(told)
    assert found.others == tuple(told)


@given(
    st.lists(
        st.builds(
            Named,
            st.text(max_size=8),
            county=st.sampled_from(["", "东县", "西县"]),
            enterprise=st.sampled_from(["", FIRM]),
        ),
        max_size=8,
    )
)
def test_a_group_is_always_of_two_counties(rows):
    for one in same_project_twice(rows):
        assert len({named.county for named in one.others}) > 1


def test_ten_thousand_numbered_projects_of_one_firm_are_ten_thousand():
    names = [
        project(f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}车间第{n}号线", "东西"[n % 2])
        for n in range(10_000)
    ]
    twice = (project("甲" * 20_000), project("甲" * 20_001, "西县"))
    (found,) = same_project_twice([*names, *twice])
    assert found.others == twice
