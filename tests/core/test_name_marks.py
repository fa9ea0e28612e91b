"""Where two names differ, for the eye and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.name_marks import bracketed, difference, marked

FIRM = "银杉华晟铸造"
NAMES = st.text(
    "甲厂 一二1ⅠI期（）()[]【】MESes鐵铁有限责任公司\u200b\u3000\ud800车间", max_size=20
)
ANY = st.one_of(NAMES, st.text(max_size=20))


@given(ANY, ANY)
def test_the_stretches_of_a_side_are_that_name_again(left, right):
    parts = marked(left, right)
    assert "".join(one.left for one in parts) == left
    assert "".join(one.right for one in parts) == right
    for one in parts:
        assert left[one.left_at :].startswith(one.left)
        assert right[one.right_at :].startswith(one.right)
        assert one.is_same == (one.left == one.right) == (one.in_words == "")


@given(ANY, ANY)
def test_two_different_texts_never_have_an_empty_difference(one, other):
    assert (difference(one, other) == "") == (one == other)


@given(ANY, ANY)
def test_how_two_names_differ_does_not_depend_on_which_comes_first(one, other):
    there, back = ({part.kind for part in marked(*pair)} for pair in [(one, other), (other, one)])
    assert bool(there - {None}) == bool(back - {None})


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("甲厂（一期）", "甲厂(一期)", ["括号的全角半角不同"] * 2),
        ("甲厂【一期】", "甲厂(一期)", ["括号的种类不同"] * 2),
        ("甲厂 一期", "甲厂一期", ["空格不同"]),
        ("甲厂\u3000一期", "甲厂 一期", ["空格不同"]),
        ("甲厂\u200b一期", "甲厂一期", ["有看不见的字符"]),
        ("甲厂ＭＥＳ", "甲厂MES", ["全角半角不同"]),
        ("甲厂mes", "甲厂MES", ["字母大小写不同"]),
        ("甲—乙", "甲-乙", ["符号写法不同"]),
        ("甲厂十二期", "甲厂12期", ["数字写法不同"]),
        ("甲厂Ⅰ期", "甲厂一期", ["数字写法不同"]),
        ("甲廠", "甲厂", ["一处是繁体字"]),
        (f"{FIRM}有限公司", f"{FIRM}有限责任公司", ["公司类型不同"]),
        (f"{FIRM}（集团）有限公司", f"{FIRM}股份有限公司", ["公司类型不同"]),
        (f"{FIRM}有限公司改造", f"{FIRM}改造", ["公司类型不同"]),
        (f"{FIRM}有限公司改造", "改造", ["企业名称一处有、一处没有"]),
        ("数字化车间智能化改造", "智能化改造数字化车间", ["词序不同", "词序不同"]),
        ("甲厂改造", "甲厂改造项目", ["一处多了文字"]),
        ("甲厂改造", "甲厂改建", ["文字不同"]),
        (
            "有 限公司（甲）",
            "有限公司(甲)",
            ["空格不同", *["括号的全角半角不同"] * 2],
        ),
    ],
)
def test_the_kind_of_a_difference_is_named(one, other, how):
    assert [part.in_words for part in marked(one, other) if not part.is_same] == how


def test_a_message_groups_what_is_of_one_kind_and_names_place_and_signs():
    told = difference("甲厂改造项目（一期）", "甲厂改造项目(一期)")
    assert told == (
        "括号的全角半角不同:第7字处「（〈全角〉」与「(〈半角〉」、第10字处「）〈全角〉」与「)〈半角〉」"
    )
    assert difference("甲厂 ", "甲厂") == "空格不同:第3字处前者多「〈半角空格〉」"
    assert difference("甲厂", "甲厂项目") == "一处多了文字:末尾处后者多「项目」"


def test_brackets_stand_around_what_differs_with_unseen_signs_named():
    parts = marked("甲厂\u200b（一期）", "甲厂(一期）")
    assert bracketed(parts) == (
        "甲厂【〈不可见字符 U+200B〉】【（〈全角〉】一期）", "甲厂【】【(〈半角〉】一期）",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲" * 20_000, "乙" * 20_000),
        ("甲乙" * 10_000, "乙甲" * 10_000),
        ("一二" * 10_000, "12" * 10_000),
        ("鐵" * 20_000, "铁" * 20_000),
        ("公司" * 10_000 + "甲", "有限公司" * 5_000),
        (" \u200b" * 10_000, ""),
        ("（" * 20_000, "(" * 20_000),
    ],
)
def test_very_long_names_are_told_in_short(one, other):
    assert 0 < len(difference(one, other)) < 2_000
