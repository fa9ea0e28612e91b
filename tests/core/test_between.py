"""The change between two states of a draft gives the one from the other, whatever they hold."""

from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.between import change_between
from desktop_app.core.changes import InsertRows, RemoveRows
from desktop_app.core.draft import Draft, Explanation, Row

TEXT = st.text("甲乙丙", min_size=1, max_size=2)
VALUES = st.dictionaries(st.sampled_from(["a/b", "a/c", "chapters/x"]), TEXT)
CELLS = st.dictionaries(st.sampled_from(["name", "county"]), TEXT)
ROWS = st.lists(
    st.builds(Row, st.sampled_from([f"r{n}" for n in range(8)]), CELLS, st.sampled_from("uuuv")),
    unique_by=lambda row: row.id,
    min_size=1,
).map(tuple)
DRAFTS = st.builds(
    Draft,
    st.just("small"),
    values=VALUES.map(MappingProxyType),
    tables=st.dictionaries(st.sampled_from(["projects", "tasks"]), ROWS).map(MappingProxyType),
    explanations=st.dictionaries(
        st.sampled_from(["X", "Y@r1"]), st.builds(Explanation, TEXT, TEXT)
    ).map(MappingProxyType),
)


@given(DRAFTS, DRAFTS)
def test_it_makes_the_one_into_the_other_and_back(old, new):
    change = change_between(old, new, "还原")
    assert change.apply(old) == new
    assert change.inverse().apply(new) == old


@given(DRAFTS)
def test_between_equal_states_there_is_nothing(draft):
    assert change_between(draft, draft, "还原").changes == ()


def test_only_the_row_that_moved_is_moved():
    rows = tuple(Row(f"r{n}") for n in range(6))
    old = Draft("small", tables={"projects": rows})
    new = Draft("small", tables={"projects": (rows[4], *rows[:4], rows[5])})
    away, back = change_between(old, new, "移动").changes
    assert away == RemoveRows("projects", ((4, rows[4]),))
    assert back == InsertRows("projects", ((0, rows[4]),))
