"""What a paste does, planned before it is done: nothing lands elsewhere, nothing is lost in silence."""

from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.draft import Draft, Row
from desktop_app.core.paste_plan import Target, Wanted, headings, is_header, plan_paste
from desktop_app.core.values import parse
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()
TABLE = PROGRAMME.summary.table
COLUMNS = TABLE.column
IDS = [column.id for column in COLUMNS]
TEXTS = st.sampled_from(["", "甲", "30", "约三十", "2024年6月", "4000000"])


def read(column, text):
    return parse(column.kind, text, column.unit, PROGRAMME.options(column))


def planned(lines, draft, line=0, column=0, *, may_add=True, **wanted):
    rows = draft.rows("projects")[line:]
    target = Target(rows, COLUMNS[column:], COLUMNS, may_add)
    return plan_paste(tuple(map(tuple, lines)), target, Wanted(**wanted), read)


def pasted(plan, draft):
    ids = [f"new{n}" for n in range(len(plan.added))]
    return plan.change(draft, "projects", ids, "粘贴").apply(draft)


@given(
    st.lists(st.lists(TEXTS, min_size=7, max_size=7), max_size=4),
    st.lists(st.lists(TEXTS, min_size=1, max_size=9), min_size=1, max_size=5),
    st.integers(0, 3),
    st.integers(0, 6),
    st.booleans(),
)
def test_every_cell_lands_where_it_was_shown_or_is_told_as_left_out(
    there, block, line, column, may_add
):
    rows = tuple(
        Row(f"r{n}", MappingProxyType({i: t for i, t in zip(IDS, cells, strict=True) if t}))
        for n, cells in enumerate(there)
    )
    line = min(line, len(rows))
    draft = Draft("small-2024", tables=MappingProxyType({"projects": rows} if rows else {}))
    plan = planned(block, draft, line, column, may_add=may_add)
    after = pasted(plan, draft).rows("projects")
    assert after[:line] == rows[:line]
    blank = [
        one for one in block[len(rows) - line :] if not any(t.strip() for t in one[: 7 - column])
    ]
    kept = [one for n, one in enumerate(block) if n < len(rows) - line or one not in blank]
    if not may_add:
        kept = block[: len(rows) - line]
        assert plan.cut_lines == len(block) - len(kept)
    for n, cells in enumerate(kept):
        for at, text in enumerate(cells[: 7 - column]):
            assert after[line + n].cells.get(IDS[column + at], "") == text
    assert len(after) == max(len(rows), line + len(kept))
    beyond = {at for one in block for at, text in enumerate(one) if at >= 7 - column and text}
    assert set(plan.cut_columns) == beyond
    assert after == () or pasted(plan, draft) == plan.change(
        draft, "projects", [f"new{n}" for n in range(len(plan.added))], ""
    ).apply(draft)


@given(st.lists(st.lists(TEXTS, min_size=7, max_size=7), min_size=1, max_size=4))
def test_what_is_replaced_is_counted_as_a_person_sees_it(block):
    draft = a_small_draft([{"name": "旧", "investment": "30"}, {"name": "甲"}])
    plan = planned(block, draft)
    after = pasted(plan, draft)
    pairs = [
        (old.cells.get(one, ""), new.cells.get(one, ""))
        for old, new in zip(draft.rows("projects"), after.rows("projects"), strict=False)
        for one in IDS
    ]
    assert plan.replaced == sum(1 for old, new in pairs if old and old != new)
    assert plan.emptied == sum(1 for old, new in pairs if old and not new)


def test_undoing_a_paste_gives_the_draft_back():
    draft = a_small_draft([{"name": "旧"}])
    plan = planned([["甲", "甲厂"], ["乙", "乙厂"]], draft)
    change = plan.change(draft, "projects", ["n1"], "粘贴 2 行")
    after = change.apply(draft)
    assert [row.id for row in after.rows("projects")] == ["p1", "n1"]
    assert change.inverse().apply(after) == draft


def test_what_is_not_understood_is_counted_with_its_place_and_pasted_all_the_same():
    draft = a_small_draft([])
    plan = planned([["30"], ["约三十"]], draft, column=5)
    (unread,) = plan.unread
    assert (unread.line, unread.column.id, unread.text) == (2, "investment", "约三十")
    assert [row.cells["investment"] for row in pasted(plan, draft).rows("projects")] == [
        "30",
        "约三十",
    ]


def test_a_line_of_column_names_is_recognised_and_followed():
    lines = (("序号", "项目 名称", "投资额(万元)"), ("1", "甲", "30"))
    assert is_header(lines, COLUMNS)
    plan = planned(lines, a_small_draft([]), column=3, without_first=True, by_name=True)
    assert [None if one is None else one.id for one in plan.columns] == [None, "name", "investment"]
    assert plan.cut_columns == (0,)
    assert plan.added == ({"name": "甲", "investment": "30"},)


def test_lines_of_values_are_no_column_names():
    assert not is_header((("甲厂改造项目", "甲厂", "30"),), COLUMNS)
    assert not is_header((), COLUMNS)
    assert [one and one.id for one in headings(("项目名称", "项目名称"), COLUMNS)] == ["name", None]


def test_amounts_in_yuan_are_noticed_and_converted_only_when_that_is_wanted():
    lines = [["甲", "4000000"], ["乙", "30"]]
    draft = a_small_draft([])
    target = Target((), (COLUMNS[0], COLUMNS[5]), COLUMNS)
    block = tuple(map(tuple, lines))
    plan = plan_paste(block, target, Wanted(), read)
    assert [(one.id, many) for one, many in plan.in_yuan] == [("investment", 1)]
    assert [one["investment"] for one in plan.added] == ["4000000", "30"]
    converted = plan_paste(block, target, Wanted(from_yuan=frozenset({"investment"})), read)
    assert [one["investment"] for one in converted.added] == ["400", "30"]
    assert len(pasted(converted, draft).rows("projects")) == 2
