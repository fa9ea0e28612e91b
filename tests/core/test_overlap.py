from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.overlap import Overlap, as_bits, places_of

TEXTS = st.text("甲乙丙丁戊", max_size=12)


def half(left, right):
    return (left + right) // 4


@given(TEXTS, st.lists(TEXTS, min_size=20, max_size=40))
def test_exactly_those_with_enough_characters_in_common_are_found(text, texts):
    everyone = (1 << len(texts)) - 1
    found = set(places_of(Overlap(texts).at_least(text, half, everyone)))
    common = [sum((Counter(text) & Counter(other)).values()) for other in texts]
    assert found == {
        at for at, other in enumerate(texts) if common[at] >= half(len(text), len(other))
    }


@given(TEXTS, st.lists(TEXTS, max_size=40), st.sets(st.integers(0, 39)))
def test_only_those_asked_for_are_found(text, texts, asked):
    among = as_bits(at for at in asked if at < len(texts))
    found = Overlap(texts).at_least(text, half, among)
    assert found | among == among


def test_a_text_too_long_to_be_a_name_is_always_found():
    texts = ["甲" * 5_000, *"乙丙丁戊己庚辛壬癸子丑"]
    found = Overlap(texts).at_least("乙", half, (1 << len(texts)) - 1)
    assert 0 in places_of(found)


@given(st.sets(st.integers(0, 300)))
def test_places_become_bits_and_places_again(places):
    assert set(places_of(as_bits(places))) == places
