"""What people type into a form, and what it means; what has no meaning is kept as typed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from desktop_app.core.values import (
    MONEY_UNITS,
    Kind,
    Month,
    NotUnderstood,
    credit_code_checksum_holds,
    parse,
    show,
    split_names,
)
from tests.chinese_numbers import spellings

UNDERSTOOD = [
    (Kind.INTEGER, "个", "108", 108),
    (Kind.INTEGER, "个", "１０８", 108),
    (Kind.INTEGER, "个", "1,080", 1080),
    (Kind.INTEGER, "个", "1，080", 1080),
    (Kind.INTEGER, "个", " 108个 ", 108),
    (Kind.INTEGER, "家", "一百零八家", 108),
    (Kind.INTEGER, "个", "108.0", 108),
    (Kind.AMOUNT, "万元", "120.5", Decimal("120.5")),
    (Kind.AMOUNT, "万元", "１２０．５", Decimal("120.5")),
    (Kind.AMOUNT, "万元", "1,200", Decimal("1200")),
    (Kind.AMOUNT, "万元", "1.2亿元", Decimal("12000")),
    (Kind.AMOUNT, "万元", "1.2亿", Decimal("12000")),
    (Kind.AMOUNT, "万元", "120万", Decimal("120")),
    (Kind.AMOUNT, "万元", "1205000元", Decimal("120.5")),
    (Kind.AMOUNT, "万元", "¥50万元", Decimal("50")),
    (Kind.AMOUNT, "万元", "人民币五十万元整", Decimal("50")),
    (Kind.AMOUNT, "万元", "3百万元", Decimal("300")),
    (Kind.AMOUNT, "万元", "三千五百万元", Decimal("3500")),
    (Kind.AMOUNT, "万元", "一亿二千万元", Decimal("12000")),
    (Kind.AMOUNT, "万元", "一亿二千三百万元", Decimal("12300")),
    (Kind.AMOUNT, "万元", "两亿四千八百零六万元", Decimal("24806")),
    (Kind.AMOUNT, "万元", "贰亿肆仟捌佰零陆万元整", Decimal("24806")),
    (Kind.AMOUNT, "万元", "二万四千八百零六万元", Decimal("24806")),
    (Kind.AMOUNT, "万元", "十二亿元", Decimal("120000")),
    (Kind.AMOUNT, "万元", "3千万元", Decimal("3000")),
    (Kind.AMOUNT, "万元", "5百万元", Decimal("500")),
    (Kind.AMOUNT, "万元", "1亿2000万元", Decimal("12000")),
    (Kind.AMOUNT, "万元", "2亿4806.6万元", Decimal("24806.6")),
    (Kind.AMOUNT, "万元", "2亿4,806.6 万元", Decimal("24806.6")),
    (Kind.AMOUNT, "万元", "三十万元", Decimal("30")),
    (Kind.AMOUNT, "元", "一百二十元", Decimal("120")),
    (Kind.AMOUNT, "万元", "一百二十元", Decimal("0.012")),
    (Kind.AMOUNT, "万元", "三千五百", Decimal("3500")),
    (Kind.AMOUNT, "万元", "12,345.67", Decimal("12345.67")),
    (Kind.AMOUNT, "万元", "12，345.67", Decimal("12345.67")),
    (Kind.AMOUNT, "万元", "1 200", Decimal("1200")),
    (Kind.AMOUNT, "万元", "-3", Decimal("-3")),
    (Kind.AMOUNT, "元", "3", Decimal("3")),
    (Kind.PERCENT, "%", "50%", Decimal("50")),
    (Kind.PERCENT, "%", "５０％", Decimal("50")),
    (Kind.PERCENT, "%", "≥50%", Decimal("50")),
    (Kind.PERCENT, "%", "50%以上", Decimal("50")),
    (Kind.PERCENT, "%", "百分之五十", Decimal("50")),
    (Kind.DATE, "", "2024年6月1日", date(2024, 6, 1)),
    (Kind.DATE, "", "2024-06-01", date(2024, 6, 1)),
    (Kind.DATE, "", "2024/6/1", date(2024, 6, 1)),
    (Kind.DATE, "", "2024.6.1", date(2024, 6, 1)),
    (Kind.DATE, "", "20240601", date(2024, 6, 1)),
    (Kind.DATE, "", "45444", date(2024, 6, 1)),
    (Kind.DATE, "", "２０２４年６月１日", date(2024, 6, 1)),
    (Kind.DATE, "", "二〇二四年六月一日", date(2024, 6, 1)),
    (Kind.DATE, "", "二〇二四年十一月二十三日", date(2024, 11, 23)),
    (Kind.DATE, "", "二○二四年六月一日", date(2024, 6, 1)),
    (Kind.DATE, "", "二◯二四年六月一日", date(2024, 6, 1)),
    (Kind.DATE, "", "2024-06-01 00:00:00", date(2024, 6, 1)),
    (Kind.MONTH, "", "2024.6", Month(2024, 6)),
    (Kind.MONTH, "", "2024年6月", Month(2024, 6)),
    (Kind.MONTH, "", "2024年06月份", Month(2024, 6)),
    (Kind.MONTH, "", "2024/12", Month(2024, 12)),
    (Kind.MONTH, "", "202406", Month(2024, 6)),
    (Kind.MONTH, "", "45444", Month(2024, 6)),
    (Kind.MONTH, "", "2024年6月1日", Month(2024, 6)),
    (Kind.MONTH, "", "二〇二四年十二月", Month(2024, 12)),
    (Kind.MONTH, "", "二○二四年十二月", Month(2024, 12)),
    (Kind.INTEGER, "个", "一百○八个", 108),
    (Kind.YES_NO, "", "是", True),
    (Kind.YES_NO, "", "√", True),
    (Kind.YES_NO, "", "已入库", True),
    (Kind.YES_NO, "", "否", False),
    (Kind.YES_NO, "", "未入库", False),
    (Kind.CREDIT_CODE, "", "91110000600037341L", "91110000600037341L"),
    (Kind.CREDIT_CODE, "", " 91110000 6000 37341l ", "91110000600037341L"),
    (Kind.CREDIT_CODE, "", "９１１１００００６０００３７３４１Ｌ", "91110000600037341L"),
    (Kind.PHONE, "", "138 0000 1234", "13800001234"),
    (Kind.PHONE, "", "024-23456789", "024-23456789"),
    (Kind.PHONE, "", "（024）23456789", "02423456789"),
    (Kind.PHONE, "", "400-123-4567", "400-123-4567"),
    (Kind.NAMES, "", "甲行业、乙行业;丙行业", ("甲行业", "乙行业", "丙行业")),
]


@pytest.mark.parametrize(("kind", "unit", "typed", "meant"), UNDERSTOOD)
def test_it_is_read_as_people_type_it(kind, unit, typed, meant):
    found = parse(kind, typed, unit)
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.INTEGER, "约一百"), (Kind.INTEGER, "10.5"), (Kind.INTEGER, "10-20"),
        (Kind.AMOUNT, "约五十"), (Kind.AMOUNT, "50万美元"), (Kind.AMOUNT, "1.2.3"),
        (Kind.AMOUNT, "五十万至六十万"), (Kind.PERCENT, "一半"),
        (Kind.INTEGER, "12,34"), (Kind.INTEGER, "91210112345678901234"), (Kind.INTEGER, "1,2"), (Kind.INTEGER, "1,2345"), (Kind.INTEGER, "○"),
        (Kind.INTEGER, "9" * 5000), (Kind.AMOUNT, "9" * 5000), (Kind.PERCENT, "1,2%"),
        (Kind.AMOUNT, "1.200,50"), (Kind.AMOUNT, "1,2"), (Kind.AMOUNT, "12,34万元"), (Kind.AMOUNT, "1，2345"),
        (Kind.AMOUNT, "12 34"), (Kind.AMOUNT, "0,123"), (Kind.AMOUNT, "1,200,5"),
        (Kind.AMOUNT, "万元"), (Kind.AMOUNT, "千万元"), (Kind.AMOUNT, "元"), (Kind.AMOUNT, "整"), (Kind.AMOUNT, "-"),
        (Kind.AMOUNT, "一亿二千元"), (Kind.AMOUNT, "3千"), (Kind.AMOUNT, "1.2亿3000万元"),
        (Kind.DATE, "2024-02-30"), (Kind.DATE, "2024年13月1日"), (Kind.DATE, "明年"),
        (Kind.DATE, "99999"), (Kind.MONTH, "2024.13"), (Kind.MONTH, "2024"),
        (Kind.MONTH, "2024年下半年"), (Kind.YES_NO, "部分"), (Kind.PHONE, "12345"),
        (Kind.CREDIT_CODE, "9111000060003734"), (Kind.CREDIT_CODE, "91110000600037341I"),
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_kept_as_typed_with_an_example_of_what_has(kind, typed):
    found = parse(kind, typed, "万元" if kind is Kind.AMOUNT else "")
    assert isinstance(found, NotUnderstood)
    assert found.typed == typed
    assert found.expected


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\u200b", "\n\t "])
def test_a_blank_of_any_kind_is_no_value(kind, blank):
    assert parse(kind, blank, "万元") is None


# What values of all kinds are made of, in wrong orders.
VALUE_LIKE = st.text(
    "0123456789０１２٣٤.,，-+() \u3000\n%≥½²①ⅠAXax/:年月日号份元千百万亿整人民币¥个家项以上约"
    "零〇○◯一二三四十两壹贰拾佰仟是否有无√×、;电邮@",
    max_size=24,
)


NUMERAL_LIKE = st.text("零一二五两十百千万亿元1.", max_size=12)


@settings(max_examples=1000)
@given(
    VALUE_LIKE | NUMERAL_LIKE | st.text(max_size=40),
    st.sampled_from(["", *MONEY_UNITS, "%", "万美元"]),
    st.sampled_from([(), ("一级", "二级"), ("示范县", "甲区")]),
)
def test_nothing_typed_is_an_error_of_the_program(typed, unit, options):
    for kind in Kind:
        found = parse(kind, typed, unit, options)
        if isinstance(found, NotUnderstood):
            assert found.typed == typed
        assert isinstance(show(found, unit), str)


@given(st.sampled_from(Kind), st.sampled_from("0123456789一九万亿拾"), st.integers(1, 30_000))
def test_a_cell_full_of_one_sign_is_no_error_either(kind, sign, length):
    found = parse(kind, sign * length, "万元")
    assert isinstance(show(found, "万元"), str)


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_back_however_it_is_written(day):
    written = [
        show(day), day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day:%Y%m%d}",
        f"{day.year}.{day.month:02}.{day.day:02}", str((day - date(1899, 12, 30)).days),
    ]  # fmt: skip
    assert {parse(Kind.DATE, text) for text in written} == {day}
    assert parse(Kind.MONTH, written[0]) == Month(day.year, day.month)


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)))
def test_a_month_reads_back_as_it_is_shown(day):
    month = Month(day.year, day.month)
    assert parse(Kind.MONTH, show(month)) == month
    assert parse(Kind.MONTH, month.iso()) == month


@given(
    st.decimals(min_value=0, max_value=10**9, places=4),
    st.sampled_from(sorted(MONEY_UNITS)),
    st.sampled_from(["元", "万元", "亿元"]),
)
def test_an_amount_means_the_same_in_whatever_unit_it_is_typed(number, typed_in, unit):
    found = parse(Kind.AMOUNT, f"{number:f}{typed_in}", unit)
    assert isinstance(found, Decimal)
    assert found * MONEY_UNITS[unit] == number * MONEY_UNITS[typed_in]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_an_amount_reads_back_as_it_is_shown(number):
    assert parse(Kind.AMOUNT, show(number), "万元") == number


@given(st.integers(min_value=1, max_value=10**12), st.sampled_from(["元", "万元", "亿元"]))
def test_an_amount_in_words_means_what_the_figure_does(number, unit):
    for text in spellings(number):
        assert parse(Kind.AMOUNT, f"{text}元", unit) == number / MONEY_UNITS[unit]
        assert parse(Kind.AMOUNT, f"人民币{text}元整", unit) == number / MONEY_UNITS[unit]


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_separators_change_nothing(number):
    assert parse(Kind.INTEGER, f"{number:,}") == number
    assert parse(Kind.AMOUNT, f"{number:,}.50", "万元") == number + Decimal("0.5")


@given(st.from_regex(r"[0-9ANY][0-9]{7}[0-9ABCDEFGHJKLMNPQRTUWXY]{9}", fullmatch=True))
def test_one_wrong_sign_of_a_credit_code_breaks_its_checksum(start):
    code = start + uscc.calc_check_digit(start)
    assert credit_code_checksum_holds(code)
    other = "1" if code[8] == "0" else "0"
    assert not credit_code_checksum_holds(code[:8] + other + code[9:])
    assert parse(Kind.CREDIT_CODE, code[:8] + other + code[9:]) is not None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("汽车零部件", "汽车零部件制造"), ("专用设备制造", "专用设备制造"),
        ("专用设备制造(矿山)", "专用设备制造"), ("专用 设备制造", "专用设备制造"), ("设备制造", None), ("食品", None),
    ],
)  # fmt: skip
def test_a_choice_is_the_option_it_can_only_mean(typed, meant):
    found = parse(Kind.CHOICE, typed, "", ("汽车零部件制造", "专用设备制造", "通用设备制造"))
    assert (None if isinstance(found, NotUnderstood) else found) == meant


def test_an_amount_in_yuan_has_no_meaning_in_a_column_of_another_currency():
    assert parse(Kind.AMOUNT, "120.5", "万美元") == Decimal("120.5")
    assert isinstance(parse(Kind.AMOUNT, "5万元", "万美元"), NotUnderstood)


def test_a_choice_that_could_be_two_options_is_asked_about():
    found = parse(Kind.CHOICE, "二级", "", ("二级(设备)", "二级(系统)"))
    assert isinstance(found, NotUnderstood)
    assert "二级(设备)" in found.expected


@given(st.lists(st.text("甲乙丙丁(一期)", min_size=1, max_size=6), max_size=6))
def test_names_in_one_field_come_apart_again(names):
    assert split_names("、".join(names)) == tuple(names)


@given(st.integers(min_value=0, max_value=100_000))
def test_a_number_of_days_that_is_no_day_of_a_project_is_no_date(serial):
    found = parse(Kind.DATE, f"{serial:05}")
    day = date(1899, 12, 30) + timedelta(days=serial)
    if 1930 <= day.year <= 2100:
        assert found == day
    else:
        assert isinstance(found, NotUnderstood)
