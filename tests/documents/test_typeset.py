"""Titles broken by sense: none is too long for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.styles import TEXT
from desktop_app.documents.typeset import kern_after, measured, set_title, title_lines


def test_a_title_of_thousands_of_signs_is_broken_whole():
    title = "数字化转型试点" * 700
    lines = title_lines(title, TEXT["title"], 442)
    assert "".join(lines) == title
    assert max(map(len, lines)) * TEXT["title"].size <= 442


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某某产业园区管理委员会提质增效行动工作方案", "管理委员会"),
        ("某某瑞铭新型材料有限责任公司循环冷却系统工程档案", "有限责任公司"),
    ],
)
def test_a_title_is_not_broken_in_what_a_body_or_a_firm_is_called(title, name):
    lines = title_lines(title, TEXT["title"], 442)
    assert len(lines) == 2
    assert any(name in line for line in lines)


def test_a_title_is_broken_between_words_into_lines_of_like_length():
    title = "2024年某某市中小企业数字化转型城市试点实施方案"
    lines = ["2024年某某市中小企业", "数字化转型城市试点实施方案"]
    assert title_lines(title, TEXT["title"], 442) == lines


@given(
    st.lists(
        st.sampled_from(
            ["2024年", "1月1日", "辽宁省", "5G", "数字化转型", "实施方案", "，", "）（", "的"]
        ),
        min_size=1,
        max_size=30,
    ).map("".join)
)
def test_a_title_stands_in_the_middle_of_the_measure_with_all_that_is_drawn(text):
    style = TEXT["title"]
    (source,) = measured([(text, style.face)], style.size)
    for line in set_title(source, 442):
        inside = range(line.line.start, line.line.stop)
        wide = sum(source.widths[n] for n in inside) + sum(kern_after(line).values())
        assert wide <= 442.1
        assert line.x == pytest.approx((442 - wide) / 2, abs=0.1)
