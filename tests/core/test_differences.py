"""What is different between two states of a draft, by field, row and cell."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.differences import Difference, differences, in_words
from desktop_app.core.draft import Draft, Explanation, Row
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
TEXT = st.sampled_from(["", "甲", "乙"])


def a_state(values=None, rows=(), told=None):
    explanations = {key: Explanation(text, "f") for key, text in (told or {}).items()}
    tables = {"projects": tuple(Row(key, cells) for key, cells in rows)} if rows else {}
    return Draft("small-2024", 1, values or {}, tables, explanations)


def told(old, new):
    return [(one.what, in_words(PROGRAMME, old, new, one), one.old, one.new)
            for one in differences(old, new)]  # fmt: skip


def test_the_same_state_has_none():
    state = a_small_draft([{"name": "甲"}], goals="一")
    assert differences(state, state.at_revision(9)) == []


def test_values_and_chapters_are_told_by_their_labels():
    old = a_state({"basic/city": "某市", "chapters/goals": "一", "readings/S-2": "strict"})
    new = a_state({"basic/city": "别市", "basic/firms": "9", "chapters/goals": "二"})
    assert told(old, new) == [
        ("value", "基本信息 申报单位", "某市", "别市"),
        ("value", "附件2 第一章 工作目标", "一", "二"),
        ("value", "S-2 的理解方式", "strict", ""),
        ("value", "基本信息 规上企业数", "", "9"),
    ]


def test_rows_are_known_by_their_id_and_told_by_their_number():
    old = a_state(rows=[("a", {"name": "甲"}), ("b", {"name": "乙", "county": "某县"})])
    new = a_state(rows=[("c", {"name": "丙"}), ("b", {"name": "乙二"})])
    assert told(old, new) == [
        ("row_removed", "附件3 第1行", "甲", ""),
        ("row_added", "附件3 第1行", "", "丙"),
        ("cell", "附件3 第2行 项目名称", "乙", "乙二"),
        ("cell", "附件3 第2行 县区", "某县", ""),
    ]


def test_a_row_that_only_moved_says_the_same():
    old = a_state(rows=[("a", {"name": "甲"}), ("b", {"name": "乙"})])
    new = a_state(rows=[("b", {"name": "乙"}), ("a", {"name": "甲"})])
    assert differences(old, new) == []


def test_an_empty_row_is_a_row():
    assert told(a_state(), a_state(rows=[("a", {})])) == [("row_added", "附件3 第1行", "", "空行")]


def test_explanations_are_told_by_their_finding():
    old, new = a_state(told={"S-2": "因为"}), a_state(told={"S-2": "所以", "S-1@a": "另"})
    assert told(old, new) == [
        ("explanation", "情况说明 S-2", "因为", "所以"),
        ("explanation", "情况说明 S-1@a", "", "另"),
    ]


STATES = st.builds(
    lambda values, rows: a_state(
        {key: text for key, text in values.items() if text},
        [(key, {c: t for c, t in cells.items() if t}) for key, cells in rows.items()],
    ),
    st.dictionaries(st.sampled_from(["basic/city", "basic/firms"]), TEXT),
    st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        st.dictionaries(st.sampled_from(["name", "county"]), TEXT),
    ),
)


@given(STATES, STATES)
def test_doing_what_differs_makes_the_older_say_what_the_newer_says(old, new):
    values, rows = dict(old.values), {row.id: dict(row.cells) for row in old.rows("projects")}
    for one in differences(old, new):
        _, _, rest = one.path.partition("/")
        match one.what:
            case "value":
                values[one.path] = one.new
            case "row_removed":
                del rows[rest]
            case "row_added":
                (row,) = (row for row in new.rows("projects") if row.id == rest)
                rows[rest] = dict(row.cells)
            case "cell":
                row_id, _, column = rest.partition("/")
                rows[row_id][column] = one.new
    assert {key: text for key, text in values.items() if text} == new.values
    assert {
        key: {column: text for column, text in cells.items() if text} for key, cells in rows.items()
    } == {row.id: dict(row.cells) for row in new.rows("projects")}


@given(STATES, STATES)
def test_the_other_way_round_everything_is_turned(old, new):
    def turned(one: Difference):
        other = {"row_added": "row_removed", "row_removed": "row_added"}
        return (other.get(one.what, one.what), one.path, one.new, one.old)

    back = {(one.what, one.path, one.old, one.new) for one in differences(new, old)}
    assert {turned(one) for one in differences(old, new)} == back
