"""Values in the text that follow the draft: what is printed, audited and read back."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import remove_rows
from desktop_app.core.facts import Subject, in_print
from desktop_app.core.live_values import resolved, restored
from desktop_app.core.rules import audit
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
ROWS = [
    {"name": "甲", "investment": "30.5", "county": "东港区", "industry": "铸造"},
    {"name": "乙", "investment": "20", "county": "西山县", "industry": "铸造"},
]
SIGNS = st.text(st.sampled_from("甲乙个{}3.,\n 项目数量𠮷"), max_size=30)
VALUES = st.dictionaries(
    st.sampled_from(["项目数量", "甲", "乙3"]),
    st.sampled_from(["", "108", "𠮷林", "3.5"]),
    max_size=3,
)


def texts(draft):
    return {one.name: one.text for one in Subject(PROGRAMME, draft).live}


def stated(draft):
    return [one for one in audit(PROGRAMME, draft).findings if one.code == "S-6"]


def test_the_values_are_those_of_all_of_each_industry_and_county_and_of_the_form():
    known = texts(a_small_draft(ROWS, basic_city="某市", basic_firms="１０家"))
    assert known["项目数量"] == "2"
    assert known["总投资"] == "50.5"
    assert known["总投资(亿元)"] == "0.01"
    assert known["铸造项目数量"] == "2"
    assert known["西山县总投资"] == "20"
    assert known["申报单位"] == "某市"
    assert known["规上企业数"] == "10"
    assert known["试点行业"] == ""


@given(SIGNS.filter(lambda text: "{" not in text), VALUES)
def test_a_text_without_tokens_is_as_it_was(text, values):
    assert resolved(text, values).text == text


@given(SIGNS)
def test_braces_around_what_is_no_value_print_as_typed(text):
    assert resolved(text, {"别的": "1"}).text == text


@given(SIGNS, VALUES)
def test_every_place_of_the_printed_text_leads_back_to_what_was_typed(text, values):
    found = resolved(text, values)
    done = 0
    for piece in found.pieces:
        assert text[done : piece.start] == found.text[piece.at - (piece.start - done) : piece.at]
        assert values[text[piece.start + 1 : piece.end - 1]] == found.text[piece.at : piece.until]
        assert found.typed_span(piece.at, piece.until) == (piece.start, piece.end)
        assert not found.is_typed(piece.at, piece.until)
        done = piece.end
    assert found.typed_span(0, len(found.text)) == (0, len(text))


@given(SIGNS, VALUES)
def test_a_line_that_comes_back_as_printed_has_its_tokens_again(text, values):
    line = text.replace("\n", "")
    printed = resolved(line, values)
    assert resolved(restored(line, printed, printed.text), values).text == printed.text


def test_a_line_that_was_changed_elsewhere_keeps_its_token():
    line = "全市推荐项目{项目数量}个。"
    printed = resolved(line, {"项目数量": "108"})
    assert restored(line, printed, "我市共推荐项目108个。") == "我市共推荐项目{项目数量}个。"


def test_a_number_that_was_changed_is_a_typed_number():
    line = "全市推荐项目{项目数量}个。"
    printed = resolved(line, {"项目数量": "108"})
    assert restored(line, printed, "全市推荐项目1080个。") == "全市推荐项目1080个。"
    assert restored(line, printed, "全市推荐项目118个。") == "全市推荐项目118个。"


def test_a_live_number_is_true_before_and_after_a_row_goes():
    draft = a_small_draft(ROWS, goals="全市共实施项目{项目数量}个,总投资{总投资}万元。")
    assert stated(draft) == []
    draft = remove_rows(draft, "projects", frozenset({"p2"})).apply(draft)
    assert stated(draft) == []
    assert (
        in_print(PROGRAMME, draft).value("chapters/goals") == "全市共实施项目1个,总投资30.5万元。"
    )


def test_a_wrong_number_behind_a_token_is_pointed_to_and_mended_in_the_typed_text():
    text = "𠮷{申报单位}总投资{总投资}万元。全市共实施项目4个。"
    draft = a_small_draft(ROWS, goals=text, basic_city="某某某市")
    (one,) = stated(draft)
    start, end = one.places[0].span
    assert text[start:end] == "4个"
    fixed = one.fixes[0].change.apply(draft)
    assert fixed.value("chapters/goals") == text.replace("4个", "2个")
    assert stated(fixed) == []


def test_a_token_that_says_something_wrong_has_no_number_to_mend():
    (one,) = stated(a_small_draft(ROWS, goals="全市共实施项目{规上企业数}个。", basic_firms="10"))
    assert one.fixes == ()
    assert "10个" in one.message


def test_a_draft_without_tokens_is_itself_in_print():
    draft = a_small_draft(ROWS, goals="{不是数值}")
    assert in_print(PROGRAMME, draft) is draft
