import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.names import difference, fold, nearest, visible

UNSEEN = "\u200b\u200e\u2060\u00ad\ufeff\ufe0f\x00\x1f\x7f\u3164\U000e0101"
SIGNS = "甲乙厂数字化改造项目一二期MES5G()（）[]【】 \u3000-—“”·\u200b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲厂（一期）", "甲厂(一期)"), ("甲厂【一期】", "甲厂(一期)"), ("甲厂 一期", "甲厂一期"),
        ("甲厂\u200b一期", "甲厂一期"), ("ＭＥＳ系统", "MES系统"), ("mes系统", "MES系统"),
        ("甲—乙", "甲-乙"), ("“甲”", '"甲"'), ("甲·乙", "甲•乙"), ("甲厂\u3000", "甲厂"),
    ],
)  # fmt: skip
def test_what_the_eye_does_not_see_folds_away(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("甲厂一期", "甲厂1期"), ("有限公司", "有限责任公司"), ("甲厂", "乙厂"), ("甲、乙", "甲乙")],
)
def test_what_the_eye_does_see_stays(one, other):
    assert fold(one) != fold(other)


@given(st.text(SIGNS, max_size=30))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(SIGNS, max_size=20), st.sampled_from([*UNSEEN, " ", "\u3000"]), st.data())
def test_an_unseen_sign_anywhere_folds_away_and_is_shown_by_name(text, sign, data):
    at = data.draw(st.integers(0, len(text)))
    marked = text[:at] + sign + text[at:]
    assert fold(marked) == fold(text)
    assert f"{visible(sign)}" in visible(marked)
    assert visible(sign).startswith("〈")


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_different_texts_never_have_an_empty_difference(one, other):
    assert (difference(one, other) == "") == (one == other)


def test_the_difference_names_place_and_both_signs():
    told = difference("甲厂改造项目（一期）", "甲厂改造项目(一期)")
    assert told == "第7字处「（〈全角〉」与「(〈半角〉」;第10字处「）〈全角〉」与「)〈半角〉」"
    assert difference("甲厂 ", "甲厂") == "第3字处前者多「〈半角空格〉」"
    assert difference("甲厂", "甲厂项目") == "末尾处后者多「项目」"


@given(
    st.lists(st.text("甲乙丙丁戊厂车间改造项目", min_size=4, max_size=12), max_size=8),
    st.lists(st.text("甲乙丙丁戊厂车间改造项目", min_size=4, max_size=12), max_size=8),
)
def test_near_names_are_paired_once_each_and_best_first(left, right):
    pairs = nearest(left, right)
    assert len({i for i, _, _ in pairs}) == len(pairs) == len({j for _, j, _ in pairs})
    assert [score for *_, score in pairs] == sorted((s for *_, s in pairs), reverse=True)


def test_names_whose_numbers_differ_are_never_a_pair():
    assert nearest(["甲公司智能车间一期"], ["甲公司智能车间二期"]) == []
    assert [pair[:2] for pair in nearest(["甲公司智能车间一期"], ["甲公司智能车间1期"])] == [(0, 0)]
