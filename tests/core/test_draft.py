import re
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.core.draft import Draft, Explanation, Row

# What a person can type; control characters are taken out where text comes in.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=6)
COLUMNS = ["name", "county", "investment"]
CELLS = st.dictionaries(st.sampled_from(COLUMNS), TEXT, max_size=3)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """At least one value, and two rows that differ, so that each can be changed."""
    values = draw(st.dictionaries(st.sampled_from(["basic/a", "basic/b"]), TEXT, min_size=1))
    rows = [Row(f"r{n}", draw(CELLS)) for n in range(draw(st.integers(2, 4)))]
    return Draft("small", 1, values, {"projects": tuple(rows)})


def with_rows(draft: Draft, *rows: Row) -> Draft:
    return replace(draft, tables={**draft.tables, "projects": rows})


@given(drafts(), st.data())
def test_the_check_code_changes_when_a_value_changes(draft, data):
    path = data.draw(st.sampled_from(sorted(draft.values)))
    text = data.draw(TEXT)
    assume(text != draft.values[path])
    other = replace(draft, values={**draft.values, path: text})
    assert other.check_code() != draft.check_code()


@given(drafts(), st.data())
def test_the_check_code_changes_when_a_cell_changes(draft, data):
    first, *rest = draft.rows("projects")
    column, text = data.draw(st.sampled_from(COLUMNS)), data.draw(TEXT)
    assume(text != first.cells.get(column))
    other = with_rows(draft, Row(first.id, {**first.cells, column: text}), *rest)
    assert other.check_code() != draft.check_code()


@given(drafts())
def test_the_check_code_changes_when_a_value_goes_or_moves_to_another_path(draft):
    path, text = next(iter(draft.values.items()))
    fewer = {key: value for key, value in draft.values.items() if key != path}
    for values in (fewer, {**fewer, "basic/c": text}):
        assert replace(draft, values=values).check_code() != draft.check_code()


@given(drafts())
def test_the_check_code_changes_when_rows_go_change_places_or_change_tables(draft):
    first, second, *rest = draft.rows("projects")
    for other in (
        with_rows(draft, second, *rest),
        with_rows(draft, second, first, *rest),
        with_rows(draft, first, second, *rest, Row("more")),
        with_rows(draft, Row("r9", first.cells), second, *rest),
        replace(draft, tables={"indicators": draft.rows("projects")}),
        replace(draft, tables={}),
        replace(draft, programme="other"),
    ):
        assert other.check_code() != draft.check_code()


@given(drafts())
def test_the_check_code_does_not_depend_on_history_explanations_or_typing_order(draft):
    same = Draft(
        draft.programme,
        draft.revision + 7,
        dict(reversed(draft.values.items())),
        {
            "projects": tuple(
                Row(row.id, dict(reversed(row.cells.items())), "某县.xlsx 第3行")
                for row in draft.rows("projects")
            )
        },
        {"X-1": Explanation("因为", "f")},
    )
    assert same.check_code() == draft.check_code()


@given(drafts())
def test_the_check_code_can_be_read_out_over_the_telephone(draft):
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}", draft.check_code())


def test_a_path_names_a_field_or_a_cell_and_what_is_not_there_is_blank():
    draft = Draft(
        "small", 0, {"basic/a": "甲"}, {"projects": (Row("r0", {"name": "乙"}), Row("r1"))}
    )
    assert draft.value("basic/a") == "甲"
    assert draft.value("basic/b") == ""
    assert draft.value("projects/r0/name") == "乙"
    assert draft.value("projects/r1/name") == ""
    assert draft.value("projects/r9/name") == ""
    assert draft.value("nothing/r0/name") == ""
    assert draft.rows("nothing") == ()
