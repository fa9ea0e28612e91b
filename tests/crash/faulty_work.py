"""Work on drafts of which one step fails: what is done, and what must be found afterwards.

`WORK` is the list of it; what is added there is tried with every fault at every step.
"""

import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from desktop_app.core.changes import Together, append_rows, set_path
from desktop_app.core.draft import Draft, Row
from desktop_app.errors import AppError
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.snapshots import HOURLY, take
from tests.crash.recorded_work import BACKUPS, COPIES, DRAFT, SHARED, a_paste
from tests.crash.recorder import Fault
from tests.crash.states import Shown, shown_by
from tests.storage.make_old_drafts import CORPUS
from tests.storage.storage_builders import CUT_OFF, NOON, a_draft, now

_ENOUGH = 400


@dataclass
class Attempt:
    """What a person saw of work in which the operations `failed`.

    `shown` is what the window held after the work, `shown_later` after one more change; None
    where there was no window, or where it took no further change.
    """

    failed: tuple[str, ...] = ()
    refusal: str = ""
    wrong: str = ""
    shown: Shown | None = None
    shown_later: Shown | None = None


class Trial:
    """One attempt, with a fault in what is done under `attempt`."""

    def __init__(self, recorder, fault):
        self._recorder = recorder
        self._fault = fault
        self.seen = Attempt()

    def attempt(self, act):
        """What `act` returns; None where it failed."""
        with self._recorder.armed(self._fault):
            try:
                return act()
            except AppError as reason:
                self.seen.refusal = str(reason)
            except Exception:  # noqa: BLE001 - whatever it is, the person has seen no sentence
                self.seen.wrong = traceback.format_exc()
            finally:
                self.seen.failed = tuple(self._recorder.failed)
        return None

    def look(self, file):
        """See what the window holds, and whether it goes on."""
        self.seen.shown = shown_by(file)
        try:
            file.do(set_path(file.draft, "basic/later", "后来"), "填写")
        except AppError as reason:
            assert "重新打开" in str(reason), reason
            return
        self.seen.shown_later = shown_by(file)


@dataclass(frozen=True, slots=True)
class Work:
    """`prepare` fills a folder, `do` works there with a trial, `check` looks at what is left.

    `check` is given the folder, what was seen, and the states before and after: what a person
    finds without any fault.
    """

    name: str
    prepare: Callable
    do: Callable
    check: Callable


def attempts(recorder, name, error, template):
    """What a person saw with the fault at the first operation, at the second, and so on.

    Each leaves its folder; the last attempt is the one that the fault came too late for.
    """
    (work,) = (one for one in WORK if one.name == name)
    seen = []
    for number in range(1, _ENOUGH):
        place = recorder.root / str(number)
        shutil.copytree(template, place)
        trial = Trial(recorder, Fault(number, error))
        work.do(trial, place)
        recorder.log.clear()
        seen.append(trial.seen)
        if not trial.seen.failed:
            return seen
    raise AssertionError(f"{name} does not end")


def _a_filled_draft(place):
    a_draft(place / DRAFT, rows=40)


def _a_cut_off_draft(place):
    _a_filled_draft(place)
    subprocess.run([sys.executable, "-c", CUT_OFF, str(place / DRAFT)], check=False)


def _an_old_draft(place):
    shutil.copy(CORPUS / "1-everything.shenbao", place / DRAFT)


def _one_change(trial, place):
    with open_draft(place / DRAFT, author="甲", now=now) as file:
        trial.attempt(lambda: file.do(set_path(file.draft, "basic/city", "别市"), "填写"))
        trial.look(file)


def _paste(trial, place):
    with open_draft(place / DRAFT, author="甲", now=now) as file:
        trial.attempt(lambda: file.do(a_paste(file.draft, "贴"), "粘贴"))
        trial.look(file)


def _undo(trial, place):
    with open_draft(place / DRAFT, author="甲", now=now) as file:
        trial.attempt(file.undo)
        trial.look(file)


def _snapshot(trial, place):
    with open_draft(place / DRAFT, author="甲", now=now) as file:
        trial.attempt(lambda: take(file, place / BACKUPS, HOURLY, NOON))
        trial.look(file)


def _opening(trial, place):
    file = trial.attempt(lambda: open_draft(place / DRAFT, author="甲", now=now))
    if file is not None:
        with file:
            trial.look(file)


def _whole_sitting(trial, place):
    """Also what happens while the draft is closed."""

    def sit():
        with open_draft(place / DRAFT, author="甲", now=now) as file:
            file.do(set_path(file.draft, "basic/city", "别市"), "填写")
            return shown_by(file)

    trial.seen.shown = trial.attempt(sit)


def _a_shared_draft(place):
    (place / SHARED).mkdir()
    a_draft(place / SHARED / DRAFT, rows=40)


@contextmanager
def _copies_in(place):
    """As at a computer that keeps its copies there."""
    before = os.environ.get("SHENBAO_WORK")
    os.environ["SHENBAO_WORK"] = str(place / COPIES)
    try:
        yield
    finally:
        os.environ.pop("SHENBAO_WORK")
        if before is not None:
            os.environ["SHENBAO_WORK"] = before


def _sitting_in_a_copy(trial, place):
    """The draft is fetched, changed, and written back while it is closed."""

    def sit():
        with open_draft(place / SHARED / DRAFT, author="甲", now=now) as file:
            file.do(set_path(file.draft, "basic/city", "别市"), "填写")
            return shown_by(file)

    with _copies_in(place):
        trial.seen.shown = trial.attempt(sit)


def _create(trial, place):
    rows = [Row(f"r{n}", {"name": f"项目{n}"}) for n in range(20)]
    first = Together("新建草稿", (append_rows(Draft("small"), "projects", rows),))
    file = trial.attempt(lambda: create(place / DRAFT, "small", first, author="甲", now=now))
    if file is not None:
        with file:
            trial.look(file)


def check_draft(place, seen, before, after):
    """The draft holds what the window showed; a window that stopped says to open it anew."""
    with open_draft(place / DRAFT) as file:
        found = shown_by(file)
    if seen.shown_later is not None:
        assert seen.shown == (before if seen.refusal else after)
        assert found == seen.shown_later
    elif seen.refusal:
        assert is_as_told(found, seen, before, after)
    else:
        assert found == after == seen.shown


def is_as_told(found, seen, before, after):
    """Who was told that a change is not saved must not find it later."""
    return found == before or (found == after and "不能确定" in seen.refusal)


def check_snapshot(place, seen, before, after):
    check_draft(place, seen, before, after)
    copies = list(place.glob(f"{BACKUPS}/*/[0-9]*.shenbao"))
    assert len(copies) == 1 or seen.refusal
    for path in copies:
        with open_draft(path, read_only=True) as file:
            assert shown_by(file) == before


def check_opening(place, seen, before, after):
    """Refused or not, the next opening shows the draft as it was, or as the window went on."""
    with open_draft(place / DRAFT) as file:
        assert shown_by(file) == (seen.shown_later or before)
    for path in place.glob("a.旧格式*"):
        with open_draft(path, read_only=True) as file:
            assert shown_by(file) == before


def check_sitting(place, seen, before, after):
    with open_draft(place / DRAFT) as file:
        found = shown_by(file)
    assert is_as_told(found, seen, before, after) if seen.refusal else found == after


def check_sitting_in_a_copy(place, seen, before, after):
    """What was saved is there, written back or not; the shared file is never a half one."""
    with _copies_in(place / "nowhere"), open_draft(place / SHARED / DRAFT, read_only=True) as file:
        alone = shown_by(file)
    with _copies_in(place), open_draft(place / SHARED / DRAFT) as file:
        found = shown_by(file)
    assert alone in (before, after)
    if not seen.refusal:
        assert alone == found == after
    elif "修改已保存在本机" in seen.refusal:
        assert found == after
    else:
        assert is_as_told(found, seen, before, after)


def check_new(place, seen, before, after):
    """Whole or absent; where it is absent it can be made."""
    path = place / DRAFT
    if path.exists():
        with open_draft(path) as file:
            assert shown_by(file) == (seen.shown_later or after)
    else:
        assert seen.refusal
        create(path, "small", None, author="甲", now=now).close()


WORK = (
    Work("one change", _a_filled_draft, _one_change, check_draft),
    Work("paste", _a_filled_draft, _paste, check_draft),
    Work("undo", _a_filled_draft, _undo, check_draft),
    Work("create", lambda place: None, _create, check_new),
    Work("snapshot", _a_filled_draft, _snapshot, check_snapshot),
    Work("opening after a kill", _a_cut_off_draft, _opening, check_opening),
    Work("upgrade", _an_old_draft, _opening, check_opening),
    Work("sitting in a copy", _a_shared_draft, _sitting_in_a_copy, check_sitting_in_a_copy),
    Work("whole sitting", _a_filled_draft, _whole_sitting, check_sitting),
)
