"""Blocks on the clipboard, as Excel and WPS put them there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.block import MOST_LINES, TooMuch, read_block, write_block

CELLS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=5
    )
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲\t1\r\n乙\t2\r\n", (("甲", "1"), ("乙", "2"))),
        ("甲\t1\n乙\t2", (("甲", "1"), ("乙", "2"))),
        ('"第一行\n第二行"\t1\r\n', (("第一行\n第二行", "1"),)),
        ('"他说""好"""\t1\r\n', (('他说"好"', "1"),)),
        ('5" 显示屏\t1\r\n', (('5" 显示屏', "1"),)),
        ('"没有写完的引号\t1\n乙\t2\n', (('"没有写完的引号', "1"), ("乙", "2"))),
        ("甲\t\t\r\n", (("甲", "", ""),)),
        ("甲\r\n\r\n乙\r\n\r\n\r\n", (("甲",), ("",), ("乙",))),
        ("", ()),
        ("\r\n\t\r\n", ()),
    ],
)
def test_a_block_is_read_as_it_was_copied(text, lines):
    read = read_block(text)
    assert tuple(line or ("",) for line in read) == lines


def test_a_very_long_cell_is_read_whole():
    long = "字" * 200_000
    assert read_block(f'{long}\t"甲"\n')[0][0] == long


def test_more_lines_than_a_table_takes_at_once_are_refused_with_a_sentence():
    with pytest.raises(TooMuch, match=r"剪贴板里有 20,001 行,没有粘贴"):
        read_block("甲\n" * (MOST_LINES + 1))


@given(BLOCKS)
def test_what_is_copied_is_pasted_back_as_it_was(lines):
    read = read_block(write_block(lines))
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    assert tuple(line or ("",) for line in read) == tuple(lines)
