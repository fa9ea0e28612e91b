"""What people type into a form, and what it means; what has no meaning is kept as typed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
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
    (Kind.DATE, "", "2024-06-01 00:00:00", date(2024, 6, 1)),
    (Kind.MONTH, "", "2024.6", Month(2024, 6)),
    (Kind.MONTH, "", "2024年6月", Month(2024, 6)),
    (Kind.MONTH, "", "2024年06月份", Month(2024, 6)),
    (Kind.MONTH, "", "2024/12", Month(2024, 12)),
    (Kind.MONTH, "", "202406", Month(2024, 6)),
    (Kind.MONTH, "", "45444", Month(2024, 6)),
    (Kind.MONTH, "", "2024年6月1日", Month(2024, 6)),
    (Kind.MONTH, "", "二〇二四年十二月", Month(2024, 12)),
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


@given(st.sampled_from(Kind), st.text(max_size=40))
def test_nothing_typed_is_an_error_of_the_program(kind, typed):
    found = parse(kind, typed, "万元")
    if isinstance(found, NotUnderstood):
        assert found.typed == typed
        assert show(found) == typed


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
