"""Who answers for a task, read out of the text: every form of the mark, every place exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.duty_marks import duty_marks

LEADS, HELPS = ("责任单位", "牵头单位"), ("配合单位",)
# What divides one office from the next, or says who leads.
NAMES = st.text(st.sampled_from("市县区财政经信科技局委办中心"), min_size=2, max_size=8).map(
    lambda name: f"{name}局"
)


def offices(text: str) -> list[tuple[str, bool]]:
    (mark,) = duty_marks(text, LEADS, HELPS)
    return [(one.name, one.leads) for one in mark.offices]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("做事。(责任单位:甲局、乙局)", [("甲局", True), ("乙局", True)]),
        ("做事。（责任单位：甲局，乙局）", [("甲局", True), ("乙局", True)]),
        ("做事。【责任单位 : 甲局 】", [("甲局", True)]),
        ("(牵头单位:甲局;配合单位:乙局、丙局)", [("甲局", True), ("乙局", False), ("丙局", False)]),
        ("(责任单位:甲局牵头,乙局、丙局配合)", [("甲局", True), ("乙局", False), ("丙局", False)]),
        ("(责任单位:甲局,各县(市、区)政府按职责分工负责)", [("甲局", True), ("各县(市、区)政府", True)]),
        ("做事。\n责任单位:甲局、乙局\n", [("甲局", True), ("乙局", True)]),
        ("做事。(责任单位:甲局、乙局", [("甲局", True), ("乙局", True)]),
        ("做事。(责任单位:甲局、、乙局、)", [("甲局", True), ("乙局", True)]),
        ("做事。(责任单位:)", []),
        ("(责任单位:甲局、乙局等)", [("甲局", True), ("乙局", True)]),
        ("(责任单位:甲局、乙局等有关部门)", [("甲局", True), ("乙局", True)]),
        ("(责任单位:甲局、乙局等相关单位按职责分工负责)", [("甲局", True), ("乙局", True)]),
        ("(责任单位:甲局牵头、乙局、丙局配合)", [("甲局", True), ("乙局", False), ("丙局", False)]),
        ("(责任单位:甲局、乙局牵头)", [("甲局", True), ("乙局", True)]),
        ("(牵头单位:甲局 配合单位:乙局)", [("甲局", True), ("乙局", False)]),
        ("(牵头单位:甲局、配合单位:乙局、丙局)", [("甲局", True), ("乙局", False), ("丙局", False)]),
        ("(牵头单位:甲局。配合单位：乙局。)", [("甲局", True), ("乙局", False)]),
    ],
)  # fmt: skip
def test_a_mark_is_read_in_whatever_signs_it_is_written(text, wanted):
    assert offices(text) == wanted


@pytest.mark.parametrize(
    "text", ["明确责任单位,压实责任。", "由责任单位:甲局负责", "(责任人:张某)", ""]
)
def test_what_only_speaks_of_offices_is_no_mark(text):
    assert list(duty_marks(text, LEADS, HELPS)) == []


def test_a_bracket_left_open_ends_with_its_line():
    first, second = duty_marks("甲(责任单位:甲局\n乙(责任单位:乙局)", LEADS, HELPS)
    assert [one.name for one in (*first.offices, *second.offices)] == ["甲局", "乙局"]


@given(
    st.lists(NAMES, min_size=1, max_size=5, unique=True),
    st.sampled_from(["()", "（）"]),
    st.sampled_from(":："),
    st.sampled_from("、,，;；"),
    st.text(st.sampled_from("甲乙丙。、,1"), max_size=9),
)
def test_all_offices_come_back_in_order_from_the_places_where_they_stand(
    names, brackets, colon, between, before
):
    text = f"{before}{brackets[0]}责任单位{colon}{between.join(names)}{brackets[1]}"
    (mark,) = duty_marks(text, LEADS, HELPS)
    assert [one.name for one in mark.offices] == names
    assert [text[one.start : one.end] for one in mark.offices] == names
    assert text[mark.start : mark.end] == text[len(before) :]
