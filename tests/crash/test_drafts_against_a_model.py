"""Whatever is done to a draft file, it holds what plain dictionaries hold."""

import sqlite3
import tempfile
from contextlib import closing
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

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
from desktop_app.core.merging import Side
from desktop_app.jobs.merge_drafts import compare_copies, take
from desktop_app.storage.copying import copy_file
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.refusals import DraftInUse, NotSaved
from tests.crash.effort import much
from tests.storage.make_old_drafts import CORPUS, a_copy
from tests.storage.storage_builders import now

TEXT = st.text(st.characters(codec="utf-8"), max_size=6)
COLUMN = st.sampled_from(["name", "county", "investment"])
PLACE = st.integers(0, 60)
TABLE = st.sampled_from(["projects", "indicators"])

EDITS = st.dictionaries(
    st.sampled_from(["basic/a", "basic/b"]),
    st.sampled_from(["", "甲", "乙"]),
    min_size=1,
    max_size=2,
)

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
        self.serial = 0
        self.marks = 0
        self.merges = 0
        self.has_looked = False
        self.undone: list[Held] = []

    @initialize(old=st.sampled_from([None, *sorted(CORPUS.glob("*.shenbao"))]))
    def begin(self, old: Path | None) -> None:
        """With a new draft, or with one of an older format, which is migrated."""
        if old is None:
            create(self.path, "small", None, author="", now=now).close()
        else:
            self.path = a_copy(old, self.path.parent)
        self.file = open_draft(self.path)
        values, tables, told = contents(self.file.draft)
        self.values, self.told = values, told
        self.tables = {"projects": [], "indicators": []} | tables
        self.revision = self.file.draft.revision
        moments = self.file.history.moments
        self.first, self.found = self.revision, len(moments)
        self.versions = [one.detail for one in self.file.history.versions]
        self.done = []
        for one in moments:
            before = contents(self.file.at(one.revision - 1))
            match one.kind:
                case "change":
                    self.done.append(before)
                    self.undone.clear()
                case "undo":
                    self.done.pop()
                    self.undone.append(before)
                case "redo":
                    self.undone.pop()
                    self.done.append(before)
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
        self.values, tables, self.told = deepcopy(held)
        self.tables = {"projects": [], "indicators": []} | tables
        self.revision += 1

    def stepped(self) -> None:
        """One more change has come to be what the model says now."""
        self.revision += 1
        self.done.append(self.settled)
        self.undone.clear()
        self.settled = self.held()

    def a_row(self, text: str) -> Row:
        self.serial += 1
        return Row(f"new{self.serial}", {"name": text} if text else {}, text)

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
        self.versions.append(f"版本{self.marks}")
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

    @rule(in_the_middle=st.booleans())
    def go_on_with_a_copy_as_a_crash_leaves_it(self, in_the_middle: bool) -> None:
        """The files as they lie, of an open draft or of one whose pages are half written."""
        self.serial += 1
        copy = self.path.with_name(f"crash-{self.serial}.shenbao")
        if in_the_middle:
            self.file.close()
            with closing(sqlite3.connect(self.path, isolation_level=None)) as db:
                db.execute("pragma cache_size = 1")
                db.execute("begin")
                db.execute("update journal set change = hex(randomblob(3000))")
                copy_file(self.path, copy)
                db.execute("rollback")
        else:
            copy_file(self.path, copy)
            self.file.close()
        self.path = copy
        self.file = open_draft(copy)

    @precondition(lambda self: not self.has_looked)
    @rule()
    def look_with_a_second_window(self) -> None:
        """Once only: the window waits for a second before it gives up."""
        self.has_looked = True
        with pytest.raises(DraftInUse):
            open_draft(self.path)
        with open_draft(self.path, read_only=True) as second:
            assert second.draft == self.file.draft
            with pytest.raises(NotSaved):
                second.do(SetValue("basic/a", second.draft.value("basic/a"), "二"), "填")

    @rule(ours=EDITS, theirs=EDITS, row=st.booleans(), side=st.sampled_from(["ours", "theirs"]))
    def take_in_what_a_colleague_did(
        self, ours: dict[str, str], theirs: dict[str, str], row: bool, side: Side
    ) -> None:
        """Both fill in fields of their copies; the colleague may add a row at the end."""
        base, length = dict(self.values), len(self.tables["projects"])
        self.serial += 1
        copy = self.path.with_name(f"colleague-{self.serial}.shenbao")
        self.file.snapshot(copy)
        new = self.a_row("同事")
        with open_draft(copy, author="同事", now=now) as other:
            for path, text in theirs.items():
                other.do(set_path(other.draft, path, text), "填")
            if row:
                other.do(append_rows(other.draft, "projects", [new]), "加")
        for path, text in ours.items():
            self.do(set_path(self.file.draft, path, text))
            self.values[path] = text
            self.settled = self.held()
        with open_draft(copy, read_only=True) as other:
            found = compare_copies(self.file, other)
            decisions: dict[str, Side] = {one.path: side for one in found.found.conflicts}
            take(self.file, found, decisions, "副本")
        self.merges += 1
        for path, text in theirs.items():
            before, here = base.get(path, ""), self.values.get(path, "")
            differs = text not in (before, here)
            assert (path in decisions) == (differs and here != before)
            if differs and (here == before or side == "theirs"):
                self.values[path] = text
                self.stepped()
        if row:
            place = length or len(self.tables["projects"])
            self.tables["projects"].insert(place, (new.id, dict(new.cells)))
            self.stepped()

    @invariant()
    def holds_what_was_done(self) -> None:
        assert self.file.draft.revision == self.revision
        self.settled = self.held()
        assert contents(self.file.draft) == trimmed(self.settled)

    def teardown(self) -> None:
        self.file.close()
        with open_draft(self.path) as file:
            assert file.draft == self.file.draft
            assert (
                len(file.journal())
                == self.found + self.revision - self.first + self.marks + self.merges
            )
            assert [one.detail for one in file.history.versions] == self.versions
        self.folder.cleanup()


DraftsAgainstAModel.TestCase.settings = settings(max_examples=much(30, 300), stateful_step_count=25)
TestDraftsAgainstAModel = DraftsAgainstAModel.TestCase
