"""What two people changed in copies of one draft: taken, there already, or to be decided."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.core.merging import merge, taking

TEXT = st.sampled_from(["", "甲", "乙"])


def a_state(values=None, rows=(), told=None):
    explanations = {key: Explanation(text, mark) for key, (text, mark) in (told or {}).items()}
    tables = {"projects": tuple(Row(key, cells) for key, cells in rows)} if rows else {}
    return Draft("small-2024", 1, values or {}, tables, explanations)


def paths(found):
    return [one.path for one in found]


def all_taken(found, ours, theirs, conflicts=False):
    for one in (*found.clean, *(c.theirs for c in found.conflicts if conflicts)):
        ours = taking(ours, theirs, one).apply(ours)
    return ours


def test_what_only_they_changed_is_taken_and_ours_stays():
    base = a_state({"basic/city": "甲", "basic/phone": "1"}, [("a", {"name": "甲"})])
    ours = a_state({"basic/city": "甲", "basic/phone": "2"}, [("a", {"name": "甲"})])
    theirs = a_state({"basic/city": "乙", "basic/phone": "1"}, [("a", {"name": "丙"})])
    found = merge(base, ours, theirs)
    assert paths(found.clean) == ["basic/city", "projects/a/name"]
    assert (found.same, found.conflicts) == ((), ())
    merged = all_taken(found, ours, theirs)
    assert merged.values == {"basic/city": "乙", "basic/phone": "2"}
    assert merged.rows("projects") == (Row("a", {"name": "丙"}),)


def test_what_both_changed_differently_is_shown_with_all_three():
    base, ours, theirs = (
        a_state({"basic/city": text}, [("a", {"name": text})]) for text in ("甲", "乙", "丙")
    )
    found = merge(base, ours, theirs)
    assert found.clean == ()
    assert [(c.path, c.base, c.ours, c.theirs.new) for c in found.conflicts] == [
        ("basic/city", "甲", "乙", "丙"),
        ("projects/a/name", "甲", "乙", "丙"),
    ]


def test_what_both_changed_alike_is_there_already():
    base, both = a_state({"basic/city": "甲"}), a_state({"basic/city": "乙"})
    assert paths(merge(base, both, both).same) == ["basic/city"]


def test_a_row_that_one_removed_and_the_other_edited_is_one_question_about_the_row():
    base = a_state(rows=[("a", {"name": "甲", "county": "一", "industry": "三"})])
    edited = a_state(rows=[("a", {"name": "乙", "county": "二", "industry": "三"})])
    gone = a_state()
    (ours_gone,) = merge(base, gone, edited).conflicts
    (theirs_gone,) = merge(base, edited, gone).conflicts
    told = [(c.path, c.base, c.ours, c.theirs.new) for c in (ours_gone, theirs_gone)]
    assert told == [
        ("projects/a", "甲、一、三", "", "乙、二、三"),
        ("projects/a", "甲、一、三", "乙、二、三", ""),
    ]
    assert all_taken(merge(base, gone, edited), gone, edited, conflicts=True) == edited
    assert all_taken(merge(base, edited, gone), edited, gone, conflicts=True).rows("projects") == ()


def test_the_same_project_added_by_both_is_not_added_twice():
    base = a_state()
    ours = a_state(rows=[("a", {"name": "甲"})])
    theirs = a_state(rows=[("b", {"name": "甲"}), ("c", {"name": "乙"})])
    found = merge(base, ours, theirs)
    assert (paths(found.same), paths(found.clean)) == (["projects/b"], ["projects/c"])


def test_a_new_row_comes_behind_the_row_that_it_stood_behind():
    base = a_state(rows=[("a", {}), ("b", {}), ("z", {})])
    ours = a_state(rows=[("z", {}), ("b", {}), ("mine", {"name": "甲"}), ("a", {})])
    theirs = a_state(rows=[("first", {"name": "乙"}), ("a", {}), ("b", {}), ("c", {}), ("z", {})])
    merged = all_taken(merge(base, ours, theirs), ours, theirs)
    assert [row.id for row in merged.rows("projects")] == ["z", "b", "c", "mine", "first", "a"]


def test_an_explanation_given_again_for_other_values_is_taken():
    base = a_state(told={"S-2": ("因为", "旧值")})
    theirs = a_state(told={"S-2": ("因为", "新值")})
    found = merge(base, base, theirs)
    assert all_taken(found, base, theirs).explanations["S-2"].fingerprint == "新值"
    ours = a_state(told={"S-2": ("所以", "旧值")})
    (conflict,) = merge(base, ours, theirs).conflicts
    assert (conflict.base, conflict.ours, conflict.theirs.new) == ("因为", "所以", "因为")


def states(row_ids):
    """States of one draft; a cell also says the row it is in, so that no two rows are alike."""
    return st.builds(
        lambda values, rows: a_state(
            {key: text for key, text in values.items() if text},
            [
                (key, {"id": key} | {column: text for column, text in cells.items() if text})
                for key, cells in rows.items()
            ],
        ),
        st.dictionaries(st.sampled_from(["basic/city", "basic/firms"]), TEXT),
        st.dictionaries(
            st.sampled_from(row_ids),
            st.dictionaries(st.sampled_from(["name", "county"]), TEXT),
        ),
    )


SHARED = states(["a", "b", "c", "d"])


def places(*drafts):
    """Everything a draft can say, by place; a missing row is None."""
    named = dict.fromkeys(path for draft in drafts for path in draft.values)
    rows = dict.fromkeys(row.id for draft in drafts for row in draft.rows("projects"))
    for path in named:
        yield path, [draft.values.get(path, "") for draft in drafts]
    for row_id in rows:
        held = [{row.id: row.cells for row in draft.rows("projects")} for draft in drafts]
        yield f"projects/{row_id}", [row_id in one for one in held]
        for column in ("name", "county"):
            path = f"projects/{row_id}/{column}"
            yield path, [one.get(row_id, {}).get(column) for one in held]


@given(SHARED, SHARED, SHARED)
def test_nothing_is_lost_and_nothing_is_decided_in_silence(base, ours, theirs):
    found = merge(base, ours, theirs)
    merged = all_taken(found, ours, theirs)
    asked = {c.path for c in found.conflicts}
    for path, (was, here, there, now) in places(base, ours, theirs, merged):
        row = "/".join(path.split("/")[:2])
        if {path, row} & asked or there == was:
            assert now == here
        else:
            assert now == there
            assert here in (was, there)


@given(SHARED, SHARED, SHARED)
def test_when_they_are_right_everywhere_it_says_what_they_changed(base, ours, theirs):
    found = merge(base, ours, theirs)
    merged = all_taken(found, ours, theirs, conflicts=True)
    asked = {c.path for c in found.conflicts}
    for path, (was, here, there, now) in places(base, ours, theirs, merged):
        is_of_a_row = "/".join(path.split("/")[:2]) in asked
        assert now == (there if there != was or is_of_a_row else here)
    assert merge(base, merged, theirs).clean == ()
    assert merge(base, merged, theirs).conflicts == ()
