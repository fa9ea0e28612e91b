"""Firms of one table that are written in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from desktop_app.core.firms import FirmRow, firm_doubts

BODY = "91211200MA0000{:03d}"
FIRM = "银杉华晟铸造有限公司"


def code(number):
    body = BODY.format(number)
    return body + uscc.calc_check_digit(body)


GOOD = code(7)
# The tenth and eleventh signs exchanged; one sign changed; one left out.
SWAPPED = GOOD[:8] + GOOD[9] + GOOD[8] + GOOD[10:]
CHANGED = GOOD[:12] + "5" + GOOD[13:]
SHORTER = GOOD[:5] + GOOD[6:]


def rows(*firms):
    return [FirmRow(name, code, f"第{n}行") for n, (name, code) in enumerate(firms, start=1)]


def test_several_projects_of_one_firm_are_no_doubt():
    assert firm_doubts(rows((FIRM, GOOD), (FIRM, GOOD), (FIRM, f" {GOOD.lower()}"))) == ()


@pytest.mark.parametrize(
    ("other", "likely", "says"),
    [
        ("银杉华晟铸造有限责任公司", "form", "公司类型不同"),
        (f"{FIRM} ", "form", "空格"),
        ("銀杉華晟鑄造有限公司", "form", "繁体字"),
        ("银杉华晨铸造有限公司", "slip", "「晟」与「晨」"),
        ("华晟铸造", "slip", "简称"),
        ("青砚同泽机械有限公司", "other", "企业更名"),
    ],
)
def test_one_code_under_two_names_says_how_far_they_are_apart(other, likely, says):
    (one,) = firm_doubts(rows((FIRM, GOOD), (other, GOOD), (FIRM, GOOD)))
    assert (one.kind, one.likely, one.usual, one.key) == ("code_two_names", likely, FIRM, GOOD)
    assert says in one.message
    assert "第1行、第3行" in one.message and "第2行" in one.message
    assert [row.where for row in one.rows] == ["第1行", "第2行", "第3行"]


def test_without_a_majority_no_name_is_called_usual():
    (one,) = firm_doubts(rows((FIRM, GOOD), ("银杉华晟铸造有限责任公司", GOOD)))
    assert one.usual == ""
    assert "多数" not in one.message


def test_brackets_of_another_width_are_only_another_form():
    (one,) = firm_doubts(rows(("华晟（集团）有限公司", GOOD), ("华晟(集团)有限公司", GOOD)))
    assert one.likely == "form"
    assert "括号的全角半角不同" in one.message


def test_one_name_under_two_codes_says_which_code_may_be_right():
    (one,) = firm_doubts(rows((FIRM, GOOD), (f"{FIRM}\u200b", CHANGED)))
    assert (one.kind, one.usual) == ("name_two_codes", GOOD)
    assert f"只有「{GOOD}」的校验位正确" in one.message


def test_two_codes_that_are_both_right_are_not_told_apart():
    (one,) = firm_doubts(rows((FIRM, code(1)), (FIRM, code(2))))
    assert (one.kind, one.usual) == ("name_two_codes", "")


@pytest.mark.parametrize("other", [SWAPPED, CHANGED, SHORTER])
def test_a_firm_typed_twice_with_a_slip_in_name_and_code_is_near(other):
    (one,) = firm_doubts(rows((FIRM, GOOD), ("银杉华晨铸造有限公司", other)))
    assert (one.kind, one.usual) == ("near_firm", GOOD)
    assert "第1行" in one.message and "第2行" in one.message


def test_near_codes_of_other_firms_and_far_codes_of_near_names_are_no_doubt():
    assert firm_doubts(rows((FIRM, GOOD), ("青砚同泽机械有限公司", CHANGED))) == ()
    assert firm_doubts(rows((FIRM, code(1)), ("银杉华晨铸造有限公司", code(222)))) == ()


def test_what_is_no_code_and_a_blank_name_say_nothing():
    assert (
        firm_doubts(rows((FIRM, "无"), ("青砚同泽机械有限公司", "无"), ("", GOOD), (FIRM, "")))
        == ()
    )


def test_a_group_is_one_doubt_and_counties_are_named():
    told = [
        FirmRow(name, GOOD, f"第{n}行", county="东县")
        for n, name in enumerate([FIRM, "甲厂", "乙厂", FIRM])
    ]
    (one,) = firm_doubts(told)
    assert len(one.rows) == 4
    assert "第3行(东县)" in one.message


ROWS = st.lists(
    st.builds(
        FirmRow,
        st.one_of(st.sampled_from([FIRM, "华晟铸造", "甲厂", "甲 厂", ""]), st.text(max_size=8)),
        st.one_of(st.sampled_from([GOOD, SWAPPED, CHANGED, SHORTER, ""]), st.text(max_size=8)),
        st.just("第1行"),
    ),
    max_size=12,
)


@given(ROWS)
def test_each_doubt_has_two_rows_or_more_that_differ(found):
    for one in firm_doubts(found):
        assert len(one.rows) > 1
        assert len({(row.name, row.credit_code) for row in one.rows}) > 1
        assert all(row in found for row in one.rows)


@given(ROWS)
def test_the_order_of_the_rows_does_not_matter(found):
    there, back = firm_doubts(found), firm_doubts(found[::-1])
    assert sorted((d.kind, len(d.rows)) for d in there) == sorted(
        (d.kind, len(d.rows)) for d in back
    )


def test_a_very_long_name_among_ten_thousand_firms_is_one_more_doubt():
    many = [(f"{FIRM}{n}", BODY.format(n % 1000) + str(n)) for n in range(10_000)]
    long = [("甲" * 20_000, GOOD), ("乙" * 20_000, GOOD), ("甲", "9" * 20_000)]
    assert len(firm_doubts(rows(*many, *long))) == len(firm_doubts(rows(*many))) + 1
