from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.numerals import arabic, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百零八", 108), ("一零八", 108), ("二〇二四", 2024), ("两百", 200), ("十二", 12),
        ("壹佰贰拾", 120), ("三千万", 30_000_000), ("1,080", 1080), ("１２．５", Decimal("12.5")),
        ("1.2万", None), ("约10", None), ("-3", None), ("第三", None), ("", None), ("十百千", None),
    ],
)  # fmt: skip
def test_a_number_is_read_or_refused(text, number):
    assert parse_number(text) == number


@given(st.integers(min_value=0, max_value=10**8))
def test_chinese_numerals_mean_what_arabic_ones_do(number):
    assert parse_number(cn2an.an2cn(number, "low")) == number
    assert parse_number(cn2an.an2cn(number, "up")) == number


@given(st.integers(min_value=1000, max_value=9999))
def test_a_year_in_single_digits_reads_as_one(number):
    assert (
        parse_number("".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))) == number
    )


def test_only_the_numbers_of_a_text_become_arabic():
    assert arabic("甲厂智能车间(一期)二十三号线") == "甲厂智能车间(1期)23号线"
    assert arabic("万元以下项目") == "万元以下项目"
