import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from desktop_app.core.names import fold, nearest, numbers_in, spoken, visible

UNSEEN = "\u200b\u200e\u2060\u00ad\ufeff\ufe0f\x00\x1f\x7f\u3164\U000e0101"
COMMON = "银杉青砚沐泉白榆盛垣松岚柏川云栈恒拓瑞丰启景宏新明达远诚博润安和鼎正泰祥"
SIGNS = "甲乙厂数字化改造项目一二期MES5G()（）[]【】 \u3000-—“”·\u200b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲厂（一期）", "甲厂(一期)"), ("甲厂【一期】", "甲厂(一期)"), ("甲厂 一期", "甲厂一期"),
        ("甲厂\u200b一期", "甲厂一期"), ("ＭＥＳ系统", "MES系统"), ("mes系统", "MES系统"),
        ("甲—乙", "甲-乙"), ("ﬁ", "fi"), ("Straße", "strasse"), ("㈠", "(一)"), ("⼀期", "一期"), ("“甲”", '"甲"'), ("甲·乙", "甲•乙"), ("甲厂\u3000", "甲厂"),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲厂一期", "甲厂1期"), ("甲厂一期", "甲厂Ⅰ期"), ("甲厂一期", "甲厂I期"),
        ("甲厂（二）", "甲厂(Ⅱ)"), ("第十二标段", "第XII标段"), ("鐵嶺鑄造廠", "铁岭铸造厂"),
        ("後台系統", "后台系统"), ("二〇二四年", "2024年"), ("乾燥設備", "干燥设备"),
    ],
)  # fmt: skip
def test_names_that_are_read_aloud_alike_are_spoken_alike(one, other):
    assert spoken(one) == spoken(other)
    assert numbers_in(one) == numbers_in(other)


@pytest.mark.parametrize(
    ("one", "other"), [("甲厂一期", "甲厂二期"), ("V型线", "5型线"), ("MIX系统", "M9系统")]
)
def test_other_numbers_and_letters_in_words_are_not_spoken_alike(one, other):
    assert spoken(one) != spoken(other)


@pytest.mark.parametrize(
    "name", ["乾坤铸造", "於家沟", "喆堃科技（集团）有限公司", "·甲\U0001f600"]
)
def test_a_name_in_simplified_characters_stays_as_it_is(name):
    assert spoken(name) == fold(name)


@given(st.text(max_size=30))
def test_nothing_is_too_strange_to_be_read(text):
    assert spoken(text + "\ud800") == spoken(text)
    assert isinstance(numbers_in(text), tuple)


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


@given(
    st.lists(st.text("甲乙丙丁戊厂车间改造项目", min_size=4, max_size=12), max_size=8),
    st.lists(st.text("甲乙丙丁戊厂车间改造项目", min_size=4, max_size=12), max_size=8),
)
def test_near_names_are_paired_once_each_and_best_first(left, right):
    pairs = nearest(left, right)
    assert len({i for i, _, _ in pairs}) == len(pairs) == len({j for _, j, _ in pairs})
    assert [score for *_, score in pairs] == sorted((s for *_, s in pairs), reverse=True)


def stands_alone(pairs, left, right, score):
    """No pair would be better for both of its names than what they have."""
    ours, theirs = {i: s for i, _, s in pairs}, {j: s for _, j, s in pairs}
    return not any(
        score(i, j) > max(ours.get(i, 0.0), theirs.get(j, 0.0)) for i in left for j in right
    )


@pytest.mark.parametrize("seed", range(3))
def test_no_near_pair_is_lost_among_hundreds(seed):
    chance = random.Random(seed)
    left = [
        "".join(chance.choices("甲乙丙丁戊厂车间改造项目", k=chance.randint(3, 12)))
        for _ in range(250)
    ]
    right = [a_slip(name, chance) for name in left]
    chance.shuffle(right)

    def score(i, j):
        found = fuzz.ratio(spoken(left[i]), spoken(right[j]))
        return found if found >= 82 and numbers_in(left[i]) == numbers_in(right[j]) else 0.0

    pairs = nearest(left, right)
    assert all(score(i, j) == found for i, j, found in pairs)
    assert stands_alone(pairs, range(len(left)), range(len(right)), score)


def a_slip(name, chance):
    at = chance.randrange(len(name))
    return name[:at] + chance.choice(["", "甲", "厂", "新的"]) + name[at + chance.randint(0, 1) :]


def test_ten_thousand_names_with_a_slip_each_are_paired():
    chance = random.Random(7)
    left = [f"{''.join(chance.choices(COMMON, k=4))}铸造车间数字化改造项目" for _ in range(10_000)]
    right = [a_slip(name, chance) for name in left]
    assert len(nearest(left, right)) > 9_000


def test_names_whose_numbers_differ_are_never_a_pair():
    assert nearest(["甲公司智能车间一期"], ["甲公司智能车间二期"]) == []
    assert [pair[:2] for pair in nearest(["甲公司智能车间一期"], ["甲公司智能车间1期"])] == [(0, 0)]
