"""Whatever is done to a draft file, it holds what plain dictionaries hold."""

import tempfile
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop_app.core.changes import (
    Cell,
    Change,
    Explain,
    InsertRows,
    ReplaceCells,
    SetValue,
    StaleChange,
    Together,
    append_rows,
    remove_rows,
    set_path,
)
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.storage.draft_file import create, open_draft
from tests.storage.storage_builders import now

TEXT = st.text(st.characters(codec="utf-8"), max_size=6)
COLUMN = st.sampled_from(["name", "county", "investment"])
PLACE = st.integers(0, 60)
TABLE = st.sampled_from(["projects", "indicators"])

# Values, rows and explanations, as plain dictionaries hold them.
Held = tuple[dict[str, str], dict[str, list[tuple[str, dict[str, str]]]], dict[str, str]]


def contents(draft: Draft) -> Held:
    """What a draft says, as the model says it."""
    return (
        dict(draft.values),
        {
            table: [(row.id, dict(row.cells)) for row in rows]
            for table, rows in draft.tables.items()
        },
        {key: one.text for key, one in draft.explanations.items()},
    )


def trimmed(held: Held) -> Held:
    """The model without what a draft does not keep: blanks and empty tables."""
    values, tables, told = held
    return (
        {path: text for path, text in values.items() if text},
        {table: rows for table, rows in tables.items() if rows},
        {key: text for key, text in told.items() if text},
    )


class DraftsAgainstAModel(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.shenbao"
        self.file = create(self.path, "small", None, author="", now=now)
        self.tables: dict[str, list[tuple[str, dict[str, str]]]] = {
            "projects": [],
            "indicators": [],
        }
        self.values: dict[str, str] = {}
        self.told: dict[str, str] = {}
        self.revision = 0
        self.serial = 0
        self.marks = 0
        self.done: list[Held] = []
        self.undone: list[Held] = []
        self.settled = self.held()

    def held(self) -> Held:
        """What the model says now."""
        return deepcopy((self.values, self.tables, self.told))

    def do(self, change: Change) -> None:
        self.file.do(change, "做")
        self.revision += 1
        self.done.append(self.settled)
        self.undone.clear()

    def go_to(self, held: Held) -> None:
        self.values, self.tables, self.told = deepcopy(held)
        self.revision += 1

    def a_row(self, text: str) -> Row:
        self.serial += 1
        return Row(f"r{self.serial}", {"name": text} if text else {}, text)

    @rule(name=st.sampled_from(["a", "b", "c"]), text=TEXT)
    def set_a_value(self, name: str, text: str) -> None:
        self.do(set_path(self.file.draft, f"basic/{name}", text))
        self.values[f"basic/{name}"] = text

    @rule(table=TABLE, texts=st.lists(TEXT, min_size=1, max_size=4))
    def add_rows(self, table: str, texts: list[str]) -> None:
        new = [self.a_row(text) for text in texts]
        self.do(append_rows(self.file.draft, table, new))
        self.tables[table] += [(row.id, dict(row.cells)) for row in new]

    @rule(table=TABLE, places=st.sets(PLACE, min_size=1, max_size=4), text=TEXT)
    def insert_rows_anywhere(self, table: str, places: set[int], text: str) -> None:
        ours = self.tables[table]
        total = len(ours) + len(places)
        new = [(at, self.a_row(text)) for at in sorted({place % total for place in places})]
        new = [(at, row) for n, (at, row) in enumerate(new) if at <= len(ours) + n]
        self.do(InsertRows(table, tuple(new)))
        for at, row in new:
            ours.insert(at, (row.id, dict(row.cells)))

    @rule(table=TABLE, edits=st.lists(st.tuples(PLACE, COLUMN, TEXT), min_size=1, max_size=5))
    def paste_cells(self, table: str, edits: list[tuple[int, str, str]]) -> None:
        ours = self.tables[table]
        cells: list[Cell] = []
        for place, column, text in edits if ours else []:
            row_id, held = ours[place % len(ours)]
            cells.append(Cell(row_id, column, held.get(column, ""), text))
            held.pop(column, None)
            if text:
                held[column] = text
        self.do(ReplaceCells(table, tuple(cells)))

    @rule(table=TABLE, places=st.sets(PLACE, min_size=1, max_size=3), comes_back=st.booleans())
    def remove_rows_and_perhaps_put_them_back(
        self, table: str, places: set[int], comes_back: bool
    ) -> None:
        ours = self.tables[table]
        ids = frozenset(ours[place % len(ours)][0] for place in places if ours)
        gone = remove_rows(self.file.draft, table, ids)
        self.do(gone)
        self.tables[table] = [row for row in ours if row[0] not in ids]
        self.settled = self.held()
        if comes_back:
            self.do(gone.inverse())
            self.tables[table] = ours

    @rule(text=TEXT, place=PLACE)
    def do_several_things_as_one(self, text: str, place: int) -> None:
        """Add a row, write in it, take another away, all within one another."""
        draft, ours = self.file.draft, self.tables["projects"]
        new = self.a_row("新")
        steps: list[Change] = [append_rows(draft, "projects", [new])]
        steps.append(ReplaceCells("projects", (Cell(new.id, "name", "新", text),)))
        ours.append((new.id, {"name": text} if text else {}))
        between = Together("中", tuple(steps)).apply(draft)
        row_id = ours[place % len(ours)][0]
        away = remove_rows(between, "projects", frozenset({row_id}))
        del ours[place % len(ours)]
        value = set_path(draft, "basic/a", text)
        self.values["basic/a"] = text
        self.do(Together("外", (Together("内", tuple(steps)), away, value)))

    @rule(key=st.sampled_from(["X-1", "X-2@r1"]), text=TEXT)
    def explain_or_take_back(self, key: str, text: str) -> None:
        new = Explanation(text, "f", "甲", "2024") if text else None
        self.do(Explain(key, self.file.draft.explanations.get(key), new))
        self.told[key] = text

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            taken_back = self.file.undo()
            assert (taken_back is None) == (not self.done)
            if self.done:
                self.undone.append(self.held())
                self.go_to(self.done.pop())

    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        for _ in range(steps):
            done_again = self.file.redo()
            assert (done_again is None) == (not self.undone)
            if self.undone:
                self.done.append(self.held())
                self.go_to(self.undone.pop())

    @rule(kind=st.sampled_from(["version", "freeze"]))
    def name_a_version(self, kind: str) -> None:
        self.file.mark(kind, "记下", f"版本{self.marks}")
        self.marks += 1

    @rule()
    def look_at_the_draft_as_it_was(self) -> None:
        if self.done and not self.undone:
            earlier = self.file.at(self.revision - 1)
            assert contents(earlier) == trimmed(self.done[-1])

    @rule()
    def do_what_does_not_fit(self) -> None:
        wrong = SetValue("basic/a", "从来没有的内容", "新")
        with pytest.raises(StaleChange):
            self.file.do(Together("一起", (SetValue("basic/new", "", "新"), wrong)), "错")

    @rule()
    def open_again(self) -> None:
        self.file.close()
        self.file = open_draft(self.path)

    @precondition(lambda self: self.revision)
    @rule()
    def go_on_with_a_snapshot(self) -> None:
        copy = self.path.with_name(f"{self.revision}-{self.serial}.shenbao")
        if not copy.exists():
            self.file.snapshot(copy)
            self.file.close()
            self.path = copy
            self.file = open_draft(copy)

    @invariant()
    def holds_what_was_done(self) -> None:
        assert self.file.draft.revision == self.revision
        self.settled = self.held()
        assert contents(self.file.draft) == trimmed(self.settled)

    def teardown(self) -> None:
        self.file.close()
        with open_draft(self.path) as file:
            assert file.draft == self.file.draft
            assert len(file.journal()) == self.revision + self.marks
            assert [one.detail for one in file.history.versions] == [
                f"版本{n}" for n in range(self.marks)
            ]
        self.folder.cleanup()


DraftsAgainstAModel.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
TestDraftsAgainstAModel = DraftsAgainstAModel.TestCase
