from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.draft import Explanation
from desktop_app.core.rules import audit
from desktop_app.core.signs import drawn, unprintable, unseen
from tests.small_pack import RULES, a_small_draft, a_small_programme

ON_PAPER = """
[[rule]]
code = "S-P1"
title = "每个字都能印出来"
severity = "must"
basis = "derived"
check = "printable"
[[rule]]
code = "S-P2"
title = "没有看不见的字符"
severity = "hint"
basis = "derived"
check = "seen"
"""


def found(draft):
    programme = a_small_programme(rules=RULES + ON_PAPER)
    return [one for one in audit(programme, draft).findings if one.code.startswith("S-P")]


@given(st.text(max_size=60))
def test_every_sign_is_unseen_or_drawn_and_then_printable_or_told(text):
    shown = drawn(text)
    told = set(unprintable(text))
    assert unseen(shown) == ()
    assert unprintable("".join(sign for sign in shown if sign not in told)) == ()
    assert told <= set(shown)


def test_a_rare_hanzi_of_a_name_is_printable_and_an_emoji_is_not():
    assert unprintable("喆镕䶮堃〔2024〕①㎡—…") == ()
    assert unprintable("好👍的") == ("👍",)


def test_a_sign_without_a_font_is_found_in_a_cell_with_the_place_and_the_sign():
    (one,) = found(a_small_draft([{"name": "甲厂👍改造项目"}]))
    assert one.code == "S-P1"
    assert "附件3 第1行 项目名称" in one.message
    assert "「👍」(U+1F44D)" in one.message


def test_a_sign_without_a_font_is_found_in_a_chapter():
    (one,) = found(a_small_draft(goals="旧编码\ue5e5"))
    assert one.code == "S-P1"
    assert one.places[0].path == "chapters/goals"
    assert "自造字" in one.message


def test_a_cell_longer_than_a_workbook_holds_is_found():
    (one,) = found(a_small_draft([{"name": "长" * 32_768}]))
    assert "32768个字" in one.message


def test_a_cell_is_measured_as_excel_counts_rare_hanzi():
    (one,) = found(a_small_draft([{"enterprise": "𬭎" * 16_384}]))
    assert "32768个字" in one.message
    assert found(a_small_draft([{"enterprise": "𬭎" * 16_383}])) == []


def test_a_field_longer_than_a_workbooks_cell_is_found_but_a_chapter_may_be():
    (one,) = found(a_small_draft(basic_city="长" * 32_768))
    assert one.places[0].path == "basic/city"
    assert found(a_small_draft(goals="长" * 32_768)) == []


def test_an_unseen_sign_is_a_hint_that_names_it():
    (one,) = found(a_small_draft([{"enterprise": "甲厂\u200b"}]))
    assert one.code == "S-P2"
    assert "U+200B" in one.message


@pytest.mark.parametrize("sign", ["\n", "\t", "\u00a0", "\u2009", "\u200b", "\u202e", "\ufb01"])
def test_a_name_that_reads_otherwise_out_of_a_pdf_must_be_mended(sign):
    one = found(a_small_draft([{"name": f"甲厂{sign}改造项目"}]))[0]
    assert (one.code, one.places[0].label) == ("S-P1", "附件3 第1行 项目名称")
    assert f"U+{ord(sign):04X}" in one.message
    assert "S-P1" not in [
        other.code for other in found(a_small_draft([{"enterprise": f"甲{sign}厂"}]))
    ]


def test_plain_and_full_width_blanks_of_a_name_are_kept():
    assert found(a_small_draft([{"name": " 甲厂  改造\u3000项目 "}])) == []


def test_a_second_mark_on_one_sign_is_unprintable_and_a_single_one_is_not():
    assert unprintable("e\u0301か\u3099") == ()
    (one,) = found(a_small_draft(goals="e\u0301\u0304"))
    assert (one.code, "U+0301" in one.message, "叠加" in one.message) == ("S-P1", True, True)


def test_a_project_called_like_its_heading_is_found():
    (one,) = found(a_small_draft([{"name": "项目名称"}]))
    assert (one.code, "表头" in one.message) == ("S-P1", True)


def test_who_explained_is_printed_and_looked_at_too():
    told = {
        "S-2": Explanation("已经核实", "f", "王工😀"),
        "S-3": Explanation("已经\u200b核实", "f", "王工"),
    }
    emoji, unseen_one = found(replace(a_small_draft(), explanations=told))
    assert (emoji.places[0].label, "U+1F600" in emoji.message) == ("S-2 的情况说明的署名", True)
    assert (unseen_one.places[0].label, unseen_one.code) == ("S-3 的情况说明", "S-P2")
