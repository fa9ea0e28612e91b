"""Chinese line breaking: what may not begin or end a line, what is never torn."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.linebreak import CLOSERS, OPENERS, TRIMMABLE, atom_ends, break_lines

EM = 16.0
WORDS = (
    "数字化", "改造", "项目", "的", "，", "。", "、", "；", "（一期）", "《实施方案》", "“小巨人”",
    "2024年6月1日", "108个", "1200万元", "50%", "MES", "Industry4.0", "——", "……", "〔2024〕18号", "：",
)  # fmt: skip
WHOLE = ("2024年6月1日", "108个", "1200万元", "50%", "MES", "Industry4.0", "——", "……")
APART = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map("字".join)
PROSE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map("".join)


def widths(text):
    """Half an em for what stands on half a square of the grid."""
    return [EM / 2 if char < "\u2000" else EM for char in text]


def lines(text, measure, **options):
    return break_lines(text, widths(text), measure, EM, **options)


def shown(text, measure, **options):
    return [text[line.start : line.stop] for line in lines(text, measure, **options)]


@given(st.text(max_size=120).map(lambda text: text.replace("\n", "")), st.floats(20, 500))
def test_the_lines_together_are_the_text(text, measure):
    found = lines(text, measure)
    assert "".join(text[line.start : line.end] for line in found) == text
    assert all(line.start <= line.stop <= line.end for line in found)


@given(st.text(max_size=120).map(lambda text: text.replace("\n", "")), st.floats(20, 500))
def test_a_line_is_wider_than_the_measure_only_when_a_single_sign_is(text, measure):
    for line in lines(text, measure):
        assert line.width <= measure + 0.02 or line.stop - line.start == 1


@given(PROSE | st.text("，）（》", min_size=1), st.floats(40, 300))
def test_where_no_mark_gives_way_only_blank_halves_stand_outside_the_measure(text, measure):
    for line in lines(text, measure, give=0):
        wide = sum(widths(text[line.start : line.stop])) - line.lead
        outside = EM / 2 if text[line.stop - 1 : line.stop] in TRIMMABLE else 0
        assert wide - outside <= measure + 0.02 or line.stop - line.start == 1


@given(PROSE, st.integers(min_value=12, max_value=40), st.sampled_from([0, 2 * EM]))
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(text, characters, indent):
    found = shown(text, characters * EM, indent=indent)
    runs = CLOSERS + OPENERS
    for before, line in pairwise(found):
        if before.strip(runs) and line.strip(runs):
            assert line[0] not in CLOSERS
            assert before[-1] not in OPENERS


@given(APART, st.integers(min_value=12, max_value=40))
def test_numbers_with_their_units_words_and_dashes_are_never_torn(text, characters):
    ends = {line.end for line in lines(text, characters * EM)} - {len(text)}
    for word in WHOLE:
        for found in re.finditer(re.escape(word), text):
            torn = ends & set(range(found.start() + 1, found.end()))
            # A date may go on behind its year, where the line would stay ragged else.
            torn -= {end for end in torn if text[end - 1] in "年月" and word[0].isdecimal()}
            assert not torn, (word, shown(text, characters * EM))


def test_a_date_goes_on_behind_its_year_rather_than_leave_a_ragged_line():
    room_for_the_year = "数" * 23 + "2026年12月18日"
    assert shown(room_for_the_year, 28 * EM)[0] == "数" * 23 + "2026年12月"
    fills_up_without_it = "数" * 25 + "2026年12月18日"
    assert shown(fills_up_without_it, 28 * EM)[0] == "数" * 25


def test_a_line_goes_as_far_as_it_can():
    assert shown("数" * 30, 28 * EM) == ["数" * 28, "数数"]
    assert shown("数" * 30, 28 * EM, indent=2 * EM) == ["数" * 26, "数" * 4]


def test_a_full_stop_that_does_not_fit_stands_with_its_blank_half_in_the_margin():
    text = "数" * 27 + "。" + "数" * 5
    assert shown(text, 27.5 * EM) == ["数" * 27 + "。", "数" * 5]


def test_no_single_sign_makes_up_the_last_line():
    assert shown("数" * 28 + "字。", 28 * EM) == ["数" * 27, "数字。"]


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("投资1.2亿元,", ["投", "资", "1.2亿元,"]),
        ("（一期）项目", ["（一", "期）", "项", "目"]),
        ("达到50%以上", ["达", "到", "50%", "以", "上"]),
        ("A-12/B型", ["A-12/B", "型"]),
        ("——即", ["——", "即"]),
    ],
)
def test_what_stands_together(text, atoms):
    ends = [0, *atom_ends(text)]
    assert [text[a:b] for a, b in pairwise(ends)] == atoms


def test_a_word_longer_than_the_line_is_taken_apart_at_its_signs_first():
    found = shown("https://www.example.org/a/very/long/address", 10 * EM)
    assert len(found) > 1
    assert all(line[-1] in "/.:-" for line in found[:-1])
    assert shown("甲" + "A" * 50, 10 * EM) == ["甲" + "A" * 18, "A" * 20, "A" * 12]


def test_a_date_longer_than_the_line_goes_on_behind_its_year():
    assert shown("2026年12月", 4.2 * EM) == ["2026年", "12月"]
    assert shown("（2026年12月）", 4.2 * EM) == ["（2026年", "12月）"]


def test_a_bracket_in_a_narrow_cell_keeps_what_it_opens():
    # 「(市、」 takes 2.5 squares, and two when the blank half of its mark stands outside.
    assert shown("县(市、区)", 2 * EM) == ["县", "(市、", "区)"]
