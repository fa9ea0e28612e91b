from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.numerals import arabic, in_chinese, parse_number, parse_numeral
from tests.chinese_numbers import DIGITS, spellings

# What numbers, amounts and dates are made of, in wrong orders.
NUMBER_LIKE = st.text("0123456789.,-零〇○◯一二两三十百千万亿元整壹拾年月日约%个", max_size=24)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百零八", 108), ("一零八", 108), ("二〇二四", 2024), ("二○二四", 2024), ("两百", 200), ("十二", 12),
        ("壹佰贰拾", 120), ("三千万", 30_000_000), ("1,080", 1080), ("１２．５", Decimal("12.5")),
        ("一亿二千万", 120_000_000), ("二万四千八百零六万", 248_060_000), ("一百二", 120), ("一亿二", 120_000_000),
        ("1.2万", None), ("约10", None), ("-3", None), ("第三", None), ("", None), ("十百千", None),
        ("万", None), ("三千二万", None), ("一亿零", None), ("二三十", None), ("一亿二千", None),
    ],
)  # fmt: skip
def test_a_number_is_read_or_refused(text, number):
    assert parse_number(text) == number


@given(st.integers(min_value=0, max_value=10**16 - 1) | st.integers(min_value=0, max_value=10**5))
def test_chinese_numerals_mean_what_arabic_ones_do(number):
    assert {text: parse_number(text) for text in spellings(number)} == dict.fromkeys(
        spellings(number), number
    )


@given(st.integers(min_value=1000, max_value=9999))
def test_a_year_in_single_digits_reads_as_one(number):
    for zero in "零〇○◯":
        digits = (zero + DIGITS[1:])[:10]
        assert parse_number("".join(digits[int(digit)] for digit in str(number))) == number


@pytest.mark.parametrize("text", ["○", "○○", "◯◯◯"])
def test_circles_alone_are_a_tick_or_a_placeholder(text):
    assert parse_number(text) is None
    assert arabic(f"{text}公司") == f"{text}公司"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3千万", 30_000_000), ("5百万", 5_000_000), ("1亿2000万", 120_000_000), ("3千5百万", 35_000_000),
        ("2亿4806.6万", 248_066_000), ("2亿480.6万", 204_806_000), ("1.2亿", 120_000_000), ("1万2000", 12_000),
        ("12,345.67万", 123_456_700), ("1.2亿3000万", None), ("1亿20000万", None), ("1亿2000", None),
        ("1万20", None), ("1亿0万", None), ("亿", None),
    ],
)  # fmt: skip
def test_digits_may_be_mixed_with_units(text, number):
    found = parse_numeral(text)
    assert (None if found is None else found.value) == number


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("二亿四千八百万", 10**6), ("二亿四千八百零六万", 10**4), ("一百零八", 1), ("一百二", 10),
        ("2亿4806.6万", 1000), ("3千万", 10**7), ("3000万", 10**4), ("12.50", Decimal("0.01")),
    ],
)  # fmt: skip
def test_a_number_is_as_precise_as_its_last_digit_or_unit(text, step):
    found = parse_numeral(text)
    assert found is not None
    assert found.step == step


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from([",", "，"]))
def test_commas_between_thousands_change_nothing(number, comma):
    text = f"{number:,}".replace(",", comma)
    assert parse_number(text) == number
    assert parse_number(f"{text}.25") == number + Decimal("0.25")


@given(st.from_regex(r"[0-9,]{1,12}(\.[0-9,]{1,6})?", fullmatch=True))
def test_commas_anywhere_else_are_no_number(text):
    whole = text.partition(".")[0]
    is_proper = text.count(",") == 0 or (
        "," not in text.partition(".")[2] and whole == f"{int(whole.replace(',', '') or '0'):,}"
    )
    assert (parse_number(text) is not None) == is_proper


@given(NUMBER_LIKE | st.text(max_size=40))
def test_no_text_is_an_error_of_the_program(text):
    for number in (parse_number(text), (found := parse_numeral(text)) and found.value):
        assert number is None or number.is_finite()


def test_a_row_of_digits_too_long_for_a_number_is_none():
    assert parse_number("9" * 16) == 10**16 - 1
    assert parse_number("9" * 5000) is None
    assert parse_number("九" * 5000) is None


def test_only_the_numbers_of_a_text_become_arabic():
    assert arabic("甲厂智能车间(一期)二十三号线") == "甲厂智能车间(1期)23号线"
    assert arabic("万元以下项目") == "万元以下项目"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"),
        (100, "一百"), (101, "一百零一"), (110, "一百一十"), (1005, "一千零五"),
        (24_806, "二万四千八百零六"), (248_060_000, "二亿四千八百零六万"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_chinese(value, written):
    assert in_chinese(value) == written


@given(st.integers(0, 10**12 - 1))
def test_what_is_written_in_chinese_reads_as_the_number(value):
    assert parse_number(in_chinese(value)) == value


@pytest.mark.parametrize("value", [-1, 10**12])
def test_a_number_beyond_what_is_written_is_refused(value):
    with pytest.raises(ValueError, match=str(value)):
        in_chinese(value)


@pytest.mark.parametrize(
    ("text", "number"),
    [("二点四八亿", "248000000"), ("三十九点八", "39.8"), ("一百零八点零五", "108.05")],
)
def test_a_spoken_decimal_is_read(text, number):
    assert parse_numeral(text).value == Decimal(number)
