"""Levels, numbers and length of a chapter's text."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.chapter_text import (
    LEVELS,
    at_level,
    length_of,
    lines_of,
    printed_numbers,
    renumbered_text,
    wrong_numbers,
)

PIECES = st.lists(
    st.sampled_from(
        [
            "(一)总体目标。写",
            "（三）分年目标",
            "1.甲",
            "3、丙",
            "(2)乙：好",
            "正文。",
            "",
            "  ",
            "一、附则",
            "\u3000全市",
        ]
    ),
    max_size=9,
)


def told(text):
    return [one.told for one in wrong_numbers(text)]


def test_levels_are_read_with_heading_and_what_runs_on():
    lines = list(lines_of("（一）总体目标。到2026年\n\n 1.甲\n(2)乙：丙\n一、不是\n1.5亿元"))
    assert [(one.level, one.number, one.heading, one.rest) for one in lines] == [
        (2, "（一）", "总体目标", "。到2026年"),
        (3, "1.", "甲", ""),
        (4, "(2)", "乙", "：丙"),
        (0, "", "", "一、不是"),
        (0, "", "", "1.5亿元"),
    ]


def test_numbers_that_repeat_or_leave_one_out_are_told_with_what_is_printed():
    assert told("（一）甲\n（一）乙\n（四）丙") == [
        "第2段编号「（一）」重复,印出来是「（二）」",
        "第3段编号「（四）」不连续,印出来是「（三）」",
    ]
    assert told("（一）甲\n1.子\n2.丑\n（二）乙\n1.寅") == []
    assert told("一、总则\n全文") == ["第1段的「一、」是章的编号,在这里印成正文,应为「（一）」"]


def test_numbering_anew_keeps_how_each_number_is_written():
    assert renumbered_text("(一)甲\n(一)乙\n3、丙\n１.丁") == "(一)甲\n(二)乙\n1、丙\n2.丁"


@given(PIECES)
def test_after_numbering_anew_every_number_is_the_printed_one(pieces):
    text = "\n".join(pieces)
    new = renumbered_text(text)
    assert wrong_numbers(new) == ()
    assert renumbered_text(new) == new
    assert len(new.splitlines()) == len(text.splitlines())


@given(PIECES)
def test_lines_say_where_they_stand(pieces):
    text = "\r\n".join(pieces)
    for one in lines_of(text):
        assert text[one.start : one.end] == one.number + one.heading + one.rest


@given(PIECES.filter(bool), st.data())
def test_a_line_put_to_a_level_has_the_next_number_and_its_own_words(pieces, data):
    text = "\n".join(pieces)
    at = data.draw(st.integers(0, len(text)))
    level = data.draw(st.sampled_from(LEVELS))
    new = at_level(text, at, level)
    row = text.count("\n", 0, at)
    before, after = text.split("\n"), new.split("\n")
    assert before[:row] + before[row + 1 :] == after[:row] + after[row + 1 :]
    (line,) = list(lines_of(before[row])) or [None]
    (now,) = list(lines_of(after[row])) or [None]
    if line is not None and line.text not in ("", "一、附则"):
        assert (now.level, now.text) == (level, line.text)
        lines = list(lines_of("\n".join(after[: row + 1])))
        assert printed_numbers(lines)[-1] == now.number


def test_length_is_counted_in_signs_and_lines_of_paper():
    found = length_of("一" * 26 + "\n\n" + "二" * 27)
    assert (found.signs, found.paragraphs) == (53, 2)
    assert round(found.pages * 22) == 3
