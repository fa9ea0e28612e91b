"""Work on drafts that is recorded, to be cut off afterwards at any of its steps."""

import os
from dataclasses import dataclass
from datetime import timedelta

from desktop_app.core.changes import Cell, ReplaceCells, Together, append_rows, set_path
from desktop_app.core.draft import Draft, Row
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.snapshots import HOURLY, take
from tests.crash.simulated_disk import SimulatedDisk
from tests.crash.states import state_of
from tests.storage.storage_builders import NOON, WORKBOOK, now

DRAFT = "a.shenbao"
BACKUPS = "申报匣备份"
# A draft in the first is worked on in the second.
SHARED, COPIES = "OneDrive", "副本"
# A cache of three pages: much of a change is in the file before the change is whole.
SPILLING = {"also": ("pragma cache_size = 3",)}
# What no setting of ours governs, the copies made by SQLite's backup, rests on our own syncing.
COPIES_LEFT_TO_US = {"also": ("pragma synchronous = off",)}


@dataclass(frozen=True, slots=True)
class Recording:
    """What happened to the files, and every state that the draft was in, by its count."""

    found: dict
    folders: tuple
    log: tuple
    states: dict

    def disk(self):
        """The disk before anything of it happened."""
        return SimulatedDisk(self.found, self.folders)


class Sitting:
    """Somebody at a draft, who is told after each step that it is saved."""

    def __init__(self, recorder):
        self.recorder = recorder
        self.states = {}

    def saved(self, file, what="change"):
        state = state_of(file)
        self.states[state.count] = state
        self.recorder.acknowledge(what, state.count)

    def saved_elsewhere(self, what):
        """The last state has also come to where it belongs."""
        self.recorder.acknowledge(what, max(self.states))

    def recording(self):
        recorder = self.recorder
        return Recording(recorder.found, tuple(recorder.folders), tuple(recorder.log), self.states)


def a_session(recorder, sittings, steps):
    """Typing, pasting, taking in, undoing and marking, closed and opened again between."""
    sitting = Sitting(recorder)
    for number in range(sittings):
        with open_draft(recorder.root / DRAFT, author="甲", now=now) as file:
            sitting.saved(file, "opening")
            for step in range(steps):
                _one_step(file, number * steps + step)
                sitting.saved(file)
    return sitting.recording()


def _one_step(file, number):
    """The kinds of work in turn; none of them leaves the draft as it was."""
    match number % 7:
        case 0 | 3:
            file.do(set_path(file.draft, "basic/city", f"第{number}市"), "填写")
        case 1:
            file.do(a_paste(file.draft, f"第{number}次"), "粘贴")
        case 2:
            rows = [Row(f"n{number}-{n}", {"name": f"新{number}-{n}"}) for n in range(5)]
            file.do(append_rows(file.draft, "projects", rows), "导入", [WORKBOOK])
        case 4:
            file.undo()
        case 5:
            file.redo()
        case _:
            file.mark("version", f"版本{number}", f"版本{number}")


def a_paste(draft, told):
    """One change over every row, and a value with it."""
    cells = tuple(
        Cell(row.id, "origin", row.cells.get("origin", ""), f"{told}{row.id}" * 12)
        for row in draft.rows("projects")
    )
    pasted = ReplaceCells("projects", cells)
    return Together("粘贴", (set_path(draft, "basic/bureau", told), pasted))


def a_new_draft(recorder):
    """A draft made where there was none, and one change in it."""
    sitting = Sitting(recorder)
    rows = [Row(f"r{n}", {"name": f"项目{n}"}) for n in range(40)]
    first = Together("新建草稿", (append_rows(Draft("small"), "projects", rows),))
    with create(recorder.root / DRAFT, "small", first, author="甲", now=now) as file:
        sitting.saved(file, "made")
        file.do(set_path(file.draft, "basic/city", "某市"), "填写")
        sitting.saved(file)
    return sitting.recording()


def an_opening(recorder):
    """A draft opened: after a crash, or of an older format; then one change in it."""
    sitting = Sitting(recorder)
    with open_draft(recorder.root / DRAFT, author="甲", now=now) as file:
        sitting.saved(file, "opening")
        file.do(set_path(file.draft, "basic/city", "某市"), "填写")
        sitting.saved(file)
    return sitting.recording()


def sittings_in_a_copy(recorder, sittings):
    """A draft in a synchronised folder, written back in the middle and at the end of each."""
    os.environ["SHENBAO_WORK"] = str(recorder.root / COPIES)
    sitting = Sitting(recorder)
    for number in range(sittings):
        with open_draft(recorder.root / SHARED / DRAFT, author="甲", now=now) as file:
            sitting.saved(file, "opening")
            for step in range(4):
                file.do(set_path(file.draft, "basic/city", f"第{number}-{step}市"), "填写")
                sitting.saved(file)
                if step == 1:
                    file.write_back()
                    sitting.saved(file, "written back")
        sitting.saved_elsewhere("written back")
    return sitting.recording()


def snapshots_taken(recorder, number):
    """A copy after each change; more of them than are kept."""
    sitting = Sitting(recorder)
    with open_draft(recorder.root / DRAFT, author="甲", now=now) as file:
        sitting.saved(file, "opening")
        for at in range(number):
            file.do(set_path(file.draft, "basic/city", f"第{at}市"), "填写")
            sitting.saved(file)
            take(file, recorder.root / BACKUPS, HOURLY, NOON + timedelta(minutes=at))
            sitting.saved(file, "snapshot")
    return sitting.recording()
