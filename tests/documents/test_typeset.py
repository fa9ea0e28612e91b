"""Titles broken by sense: none is too long for it."""

from desktop_app.documents.styles import TEXT
from desktop_app.documents.typeset import title_lines


def test_a_title_of_thousands_of_signs_is_broken_whole():
    title = "数字化转型试点" * 700
    lines = title_lines(title, TEXT["title"], 442)
    assert "".join(lines) == title
    assert max(map(len, lines)) * TEXT["title"].size <= 442


def test_a_title_is_broken_between_words_into_lines_of_like_length():
    title = "2024年某某市中小企业数字化转型城市试点实施方案"
    lines = ["2024年某某市中小企业", "数字化转型城市试点实施方案"]
    assert title_lines(title, TEXT["title"], 442) == lines
