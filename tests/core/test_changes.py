from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import (
    Cell,
    Change,
    Explain,
    InsertRows,
    ReplaceCells,
    Together,
    from_record,
    remove_rows,
    set_path,
    to_record,
)
from desktop_app.core.draft import Draft, Explanation, Row
from tests.small_pack import a_small_draft

TEXT = st.text("甲乙（）(1 \u3000", max_size=4)
CELLS = st.dictionaries(st.sampled_from(["name", "county"]), TEXT.filter(bool))


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    return a_small_draft(draw(st.lists(CELLS, max_size=5)), basic_city=draw(TEXT.filter(bool)))


@st.composite
def changes(draw: st.DrawFn, draft: Draft, depth: int = 1) -> Change:
    rows = draft.rows("projects")
    kinds = ["set", "explain", "insert"] + (["cells", "remove"] if rows else [])
    match draw(st.sampled_from(kinds + (["together"] if depth else []))):
        case "set":
            path = draw(st.sampled_from(["basic/city", "basic/new", "chapters/goals"]))
            return set_path(draft, path, draw(TEXT))
        case "cells":
            row = draw(st.sampled_from(rows))
            return ReplaceCells(
                "projects", (Cell(row.id, "name", row.cells.get("name", ""), draw(TEXT)),)
            )
        case "insert":
            at = draw(st.integers(0, len(rows)))
            return InsertRows(
                "projects", ((at, Row(f"new{draft.revision}{len(rows)}", {"name": "新"})),)
            )
        case "remove":
            ids = draw(st.sets(st.sampled_from([row.id for row in rows]), min_size=1))
            return remove_rows(draft, "projects", frozenset(ids))
        case "explain":
            old = draft.explanations.get("k")
            return Explain("k", old, draw(st.sampled_from([None, Explanation("因为", "f")])))
        case _:
            steps: list[Change] = []
            for _ in range(draw(st.integers(0, 3))):
                step = draw(changes(draft, depth=0))
                draft = step.apply(draft)
                steps.append(step)
            return Together("一起", tuple(steps))


@given(st.data())
def test_applying_a_change_and_then_its_inverse_gives_the_same_draft(data: st.DataObject):
    draft = data.draw(drafts())
    change = data.draw(changes(draft))
    assert change.inverse().apply(change.apply(draft)) == draft


@given(st.data())
def test_a_change_comes_back_from_its_record(data: st.DataObject):
    draft = data.draw(drafts())
    change = data.draw(changes(draft))
    assert from_record(to_record(change)).apply(draft) == change.apply(draft)


@given(st.data())
def test_the_check_code_changes_with_any_value(data: st.DataObject):
    draft = data.draw(drafts())
    path = data.draw(st.sampled_from(["basic/city", "chapters/goals"]))
    text = data.draw(TEXT)
    after = set_path(draft, path, text).apply(draft)
    assert (after.check_code() == draft.check_code()) == (draft.value(path) == text)
