"""What may be written in another form on the way in, and what must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.pack_forms import Field
from desktop_app.core.values import Kind, NotUnderstood, parse
from desktop_app.intake.cleaning import cleaned, storable


def field(kind: Kind, **parts) -> Field:
    return Field(id="x", label="x", kind=kind, **parts)


AMOUNT = field(Kind.AMOUNT, unit="万元")


@pytest.mark.parametrize(
    ("typed", "unit", "text"),
    [
        ("3,180.0", "", "3180"),
        ("1,580", "万元", "1580"),
        ("3９２．５", "", "392.5"),
        ("200万元", "", "200"),
        ("1.2亿元", "元", "12000"),
        ("1580000", "元", "158"),
        ("0.5", "亿元", "5000"),
        (" 20 ", "", "20"),
        ("约五十", "元", "约五十"),
        ("", "元", ""),
        ("-", "", "-"),
    ],
)
def test_an_amount_is_brought_into_the_columns_unit_or_left_as_typed(typed, unit, text):
    assert cleaned(AMOUNT, typed, unit) == text


@pytest.mark.parametrize(
    ("kind", "typed", "text"),
    [
        (Kind.MONTH, "2024-06-01", "2024年6月"),
        (Kind.MONTH, "2024.6", "2024年6月"),
        (Kind.MONTH, "45444", "2024年6月"),
        (Kind.MONTH, "6月", "6月"),
        (Kind.DATE, "20240601", "2024年6月1日"),
        (Kind.YES_NO, "√", "是"),
        (Kind.YES_NO, "未入库", "否"),
        (Kind.YES_NO, "部分", "部分"),
        (Kind.INTEGER, "12家", "12"),
        (Kind.PHONE, "024-2234 5678", "024-22345678"),
        (Kind.CREDIT_CODE, " 91350100m000100y43 ", "91350100M000100Y43"),
        (Kind.TEXT, "\u3000甲公司\n", "甲公司"),
        (Kind.LONG_TEXT, "一行\r\n二行", "一行\n二行"),
    ],
)
def test_a_value_is_written_in_one_form_where_it_has_a_meaning(kind, typed, text):
    assert cleaned(field(kind), typed) == text


def test_a_choice_takes_the_words_of_the_form():
    sizes = ("大型", "中型", "小型", "微型")
    assert cleaned(field(Kind.CHOICE), "小型企业", options=sizes) == "小型"
    assert cleaned(field(Kind.CHOICE), "规上", options=sizes) == "规上"


@given(st.text(max_size=30), st.sampled_from(list(Kind)))
def test_cleaning_twice_changes_nothing_and_never_changes_the_meaning(typed, kind):
    """But for Excel's serial numbers, whatever is written out is read as the same value."""
    column = field(kind, unit="万元" if kind is Kind.AMOUNT else "")
    once = cleaned(column, typed)
    assert cleaned(column, once) == once
    before = parse(kind, storable(typed), column.unit)
    if not isinstance(before, NotUnderstood) and kind not in (Kind.TEXT, Kind.LONG_TEXT):
        after = parse(kind, once, column.unit)
        assert after == before or (isinstance(before, str) and before.strip() == after)


@given(st.text("0123456789.,-零一二两十百千万亿元○ ", max_size=12), st.sampled_from(["", "万元"]))
def test_an_amount_means_after_cleaning_what_was_typed_or_stays_as_typed(typed, unit):
    before, once = parse(Kind.AMOUNT, typed, "万元"), cleaned(AMOUNT, typed, unit)
    if before is None or isinstance(before, NotUnderstood):
        assert once == typed.strip()
    else:
        assert parse(Kind.AMOUNT, once, "万元") == before


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_compared_name_keeps_its_blanks_widths_and_brackets(typed):
    name = field(Kind.TEXT, compared=True)
    kept = cleaned(name, typed)
    assert kept == storable(typed)
    assert [c for c in typed if c.isprintable()] == [c for c in kept if c.isprintable()]


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_what_no_document_can_hold_is_removed(bad):
    assert storable(f"甲{bad}乙") == "甲乙"


LISTED = ("纺织服装加工", "生物医药制造（含原料药）", "新材料制造")


@pytest.mark.parametrize(
    ("kind", "typed", "text"),
    [
        (Kind.TEXT, "紡織服裝加工", "纺织服装加工"),
        (Kind.TEXT, "生物医药制造(含原料药)", "生物医药制造（含原料药）"),
        (Kind.TEXT, "紡織服裝", "紡織服裝"),
        (Kind.TEXT, "新材料制造", "新材料制造"),
        (Kind.CHOICE, "紡織服裝加工", "纺织服装加工"),
        (Kind.NAMES, "紡織服裝加工、新材料製造、食品", "纺织服装加工、新材料制造、食品"),
        (Kind.LONG_TEXT, "紡織服裝加工", "紡織服裝加工"),
    ],
)
def test_a_name_of_a_list_is_written_as_the_list_has_it(kind, typed, text):
    assert cleaned(field(kind), typed, options=LISTED) == text


def test_one_name_of_several_changes_no_other_that_contains_it():
    typed = "甲(一)、 甲(一)二公司,\n甲(一)"
    assert cleaned(field(Kind.NAMES), typed, options=("甲（一）",)) == (
        "甲（一）、 甲(一)二公司,\n甲（一）"
    )


def test_a_project_name_is_never_written_in_another_script():
    name = field(Kind.TEXT, compared=True)
    assert cleaned(name, "紡織服裝加工", options=LISTED) == "紡織服裝加工"
