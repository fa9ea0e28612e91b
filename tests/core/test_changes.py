from itertools import count

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.changes import (
    Cell,
    Change,
    Explain,
    InsertRows,
    Origin,
    RemoveRows,
    ReplaceCells,
    SetOrigins,
    SetValue,
    StaleChange,
    Together,
    append_rows,
    from_record,
    remove_rows,
    set_path,
    to_record,
)
from desktop_app.core.draft import Draft, Explanation, Row

TEXT = st.text(st.characters(codec="utf-8"), max_size=5)
FILLED = TEXT.filter(bool)
COLUMNS = ["name", "county", "investment"]
CELLS = st.dictionaries(st.sampled_from(COLUMNS), FILLED)
PATHS = ["basic/city", "basic/new", "chapters/goals", "readings/X-1"]
TABLES = ["projects", "indicators"]
EXPLANATIONS = st.builds(Explanation, FILLED, FILLED, TEXT, TEXT)
SIMPLE = [SetValue, ReplaceCells, InsertRows, RemoveRows, SetOrigins, Explain]


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    tables = {}
    for table in TABLES:
        rows = draw(st.lists(st.tuples(CELLS, TEXT), max_size=6))
        if rows:
            tables[table] = tuple(Row(f"r{n}", *row) for n, row in enumerate(rows))
    return Draft(
        "small",
        draw(st.integers(0, 99)),
        draw(st.dictionaries(st.sampled_from(PATHS), FILLED)),
        tables,
        draw(st.dictionaries(st.sampled_from(["X-1", "X-2@r1"]), EXPLANATIONS)),
    )


def a_set_value(draw: st.DrawFn, draft: Draft) -> Change:
    return set_path(draft, draw(st.sampled_from(PATHS)), draw(TEXT))


def a_replace_cells(draw: st.DrawFn, draft: Draft) -> Change:
    """Any cells in any order, one of them perhaps several times."""
    table = draw(st.sampled_from(TABLES))
    held = {row.id: dict(row.cells) for row in draft.rows(table)}
    cells = []
    if held:
        edits = st.tuples(st.sampled_from(sorted(held)), st.sampled_from(COLUMNS), TEXT)
        for row, column, text in draw(st.lists(edits, max_size=6)):
            cells.append(Cell(row, column, held[row].get(column, ""), text))
            held[row][column] = text
    return ReplaceCells(table, tuple(cells))


def an_insert_rows(draw: st.DrawFn, draft: Draft) -> Change:
    table = draw(st.sampled_from(TABLES))
    present = {row.id for row in draft.rows(table)}
    fresh = (name for name in map("new{}".format, count()) if name not in present)
    new = draw(st.integers(0, 4))
    places = draw(st.permutations(range(len(present) + new)))[:new]
    return InsertRows(
        table, tuple((at, Row(next(fresh), draw(CELLS), draw(TEXT))) for at in sorted(places))
    )


def a_remove_rows(draw: st.DrawFn, draft: Draft) -> Change:
    table = draw(st.sampled_from(TABLES))
    chosen = [row.id for row in draft.rows(table) if draw(st.booleans())]
    return remove_rows(draft, table, frozenset(chosen))


def new_origins(draw: st.DrawFn, draft: Draft) -> Change:
    table = draw(st.sampled_from(TABLES))
    chosen = [row for row in draft.rows(table) if draw(st.booleans())]
    return SetOrigins(table, tuple(Origin(row.id, row.origin, draw(TEXT)) for row in chosen))


def an_explain(draw: st.DrawFn, draft: Draft) -> Change:
    key = draw(st.sampled_from(["X-1", "X-2@r1", "X-3"]))
    return Explain(key, draft.explanations.get(key), draw(st.none() | EXPLANATIONS))


MAKERS = dict(
    zip(
        SIMPLE,
        [a_set_value, a_replace_cells, an_insert_rows, a_remove_rows, new_origins, an_explain],
        strict=True,
    )
)


@st.composite
def changes(draw: st.DrawFn, draft: Draft, kind: type[Change], depth: int = 2) -> Change:
    if kind is not Together:
        return MAKERS[kind](draw, draft)
    steps: list[Change] = []
    for _ in range(draw(st.integers(0, 4))):
        inner = draw(st.sampled_from([*SIMPLE, Together] if depth else SIMPLE))
        step = draw(changes(draft, inner, depth - 1))
        draft = step.apply(draft)
        steps.append(step)
    return Together(draw(TEXT), tuple(steps))


EVERY_KIND = pytest.mark.parametrize("kind", [*SIMPLE, Together])


def test_every_kind_of_change_is_tested_here():
    assert set(MAKERS) | {Together} == set(Change.__args__)


@EVERY_KIND
@settings(max_examples=40)
@given(st.data())
def test_applying_a_change_and_then_its_inverse_gives_the_same_draft(kind, data):
    draft = data.draw(drafts())
    change = data.draw(changes(draft, kind))
    after = change.apply(draft)
    assert change.inverse().apply(after) == draft
    assert change.inverse().inverse().apply(draft) == after


@EVERY_KIND
@settings(max_examples=40)
@given(st.data())
def test_a_change_comes_back_from_its_record_as_it_was(kind, data):
    draft = data.draw(drafts())
    change = data.draw(changes(draft, kind))
    text = msgspec.json.encode(to_record(change))
    assert from_record(msgspec.json.decode(text)) == change


@EVERY_KIND
@settings(max_examples=40)
@given(st.data())
def test_no_blank_value_and_no_empty_table_is_left_in_a_draft(kind, data):
    draft = data.draw(drafts())
    after = data.draw(changes(draft, kind)).apply(draft)
    assert all(after.values.values())
    assert all(after.tables.values())
    assert all(text for table in TABLES for row in after.rows(table) for text in row.cells.values())


@given(st.data())
def test_a_change_leaves_the_draft_it_was_applied_to_as_it_was(data):
    draft = data.draw(drafts())
    before = repr(draft)
    data.draw(changes(draft, Together)).apply(draft)
    assert repr(draft) == before


@given(drafts(), st.sampled_from([*PATHS, "projects/r0/name"]), TEXT)
def test_a_text_set_at_a_path_is_read_back_from_it(draft, path, text):
    if path.startswith("projects") and not draft.rows("projects"):
        draft = append_rows(draft, "projects", [Row("r0")]).apply(draft)
    assert set_path(draft, path, text).apply(draft).value(path) == text


A_DRAFT = Draft(
    "small",
    values={"basic/city": "某市"},
    tables={"projects": (Row("r0", {"name": "甲"}), Row("r1", {"name": "乙"}))},
)


@pytest.mark.parametrize(
    "change",
    [
        SetValue("basic/city", "", "别市"),
        SetValue("basic/other", "旧", "新"),
        ReplaceCells("projects", (Cell("r0", "name", "乙", "丙"),)),
        ReplaceCells("projects", (Cell("r9", "name", "", "丙"),)),
        ReplaceCells("nothing", (Cell("r0", "name", "", "丙"),)),
        SetOrigins("projects", (Origin("r0", "不同", "表"),)),
        SetOrigins("projects", (Origin("没有", "", "表"),)),
        InsertRows("projects", ((0, Row("r0")),)),
        InsertRows("projects", ((3, Row("r9")),)),
        InsertRows("projects", ((-1, Row("r9")),)),
        InsertRows("projects", ((0, Row("r8")), (0, Row("r9")))),
        RemoveRows("projects", ((0, Row("r1", {"name": "乙"})),)),
        RemoveRows("projects", ((0, Row("r0", {"name": "不同"})),)),
        RemoveRows("projects", ((2, Row("r2")),)),
        RemoveRows("projects", ((-1, Row("r1", {"name": "乙"})),)),
        Explain("X-1", Explanation("因为", "f"), None),
        Together("一起", (SetValue("basic/city", "某市", "别市"),) * 2),
    ],
)
def test_a_change_made_for_another_draft_is_refused(change):
    with pytest.raises(StaleChange):
        change.apply(A_DRAFT)


@pytest.mark.parametrize("record", [{}, {"do": "unknown"}, {"do": "set", "path": "a"}])
def test_a_record_that_is_none_of_ours_is_refused(record):
    with pytest.raises((KeyError, ValueError)):
        from_record(record)
