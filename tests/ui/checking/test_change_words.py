"""What a change would do, in words, before anybody agrees to it."""

import pytest

from desktop_app.core.changes import (
    Cell,
    InsertRows,
    RemoveRows,
    ReplaceCells,
    SetValue,
    StaleChange,
    Together,
)
from desktop_app.core.draft import Row
from desktop_app.ui.checking.change_words import outlook
from desktop_app.ui.checking.pairs import in_parts
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()


def a_draft_of(count):
    return a_small_draft(projects=[{"name": f"{n}号厂", "investment": "30"} for n in range(count)])


def test_a_cell_is_told_with_place_old_and_new():
    draft = a_draft_of(3)
    change = ReplaceCells("projects", (Cell("p2", "investment", "30", "45"),))
    found = outlook(PROGRAMME, draft, change, 4)
    (step,) = found.steps
    assert (step.where, step.old, step.new) == ("附件3 第2行 总投资", "30", "45")


def test_of_many_places_the_first_few_and_their_number_are_told():
    draft = a_draft_of(12)
    cells = tuple(Cell(f"p{n}", "investment", "30", "45") for n in range(1, 13))
    found = outlook(PROGRAMME, draft, ReplaceCells("projects", cells), 4)
    assert (len(found.steps), found.total) == (4, 12)


def test_rows_that_come_and_go_are_told_by_their_number():
    draft = a_draft_of(3)
    gone = RemoveRows("projects", ((1, draft.rows("projects")[1]),))
    come = InsertRows("projects", ((2, Row("x1", {"name": "新厂"})),))
    found = outlook(PROGRAMME, draft, Together("换", (gone, come)), 4)
    assert [(one.what, one.where) for one in found.steps] == [
        ("row_removed", "附件3 第2行"),
        ("row_added", "附件3 第3行"),
    ]


def test_of_a_long_text_only_the_part_that_changes_is_told():
    text = "前文。" * 60 + "共实施项目4个。" + "后文。" * 60
    draft = a_small_draft(goals=text)
    change = SetValue("chapters/goals", text, text.replace("4个", "3个"))
    (step,) = outlook(PROGRAMME, draft, change, 4).steps
    assert "项目4个" in step.old
    assert "项目3个" in step.new
    assert len(step.old) < 40
    assert step.old.startswith("…")
    assert step.old.endswith("…")


def test_a_change_made_for_another_state_is_noticed():
    change = ReplaceCells("projects", (Cell("p2", "investment", "29", "45"),))
    with pytest.raises(StaleChange):
        outlook(PROGRAMME, a_draft_of(3), change, 4)


def test_values_that_have_nothing_in_common_are_not_marked():
    assert in_parts("约五十", "一个金额,如 120.5(单位:万元)") == ()
    assert in_parts("29.8", "29.8") == ()
    assert [one.is_same for one in in_parts("29.8", "19.8")] != [True]
