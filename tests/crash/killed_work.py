"""Somebody at work who tells every step before and after it, to be killed at any moment."""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop_app.core.changes import set_path
from desktop_app.jobs.build_bundle import build_bundle
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.packs import load_programme
from desktop_app.paths import SAMPLES
from desktop_app.storage.about import Source
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.snapshots import HOURLY, take
from tests.crash.recorded_work import a_paste
from tests.crash.states import State, content_mark, state_of

PROGRAMME = load_programme("liaoning-2024")
COUNTIES = sorted((SAMPLES / PROGRAMME.id / "counties").iterdir())
KINDS = (
    "opening", "typing", "paste", "reading", "import", "undo", "redo", "snapshot", "version",
    "build",
)  # fmt: skip
# What takes little time goes on until the kill comes.
SMALL = ("typing", "paste", "undo", "typing", "redo", "version")


@dataclass(frozen=True, slots=True)
class Before:
    """What comes: its kind, and the draft's content and sources when it is done, if known."""

    kind: str
    content: str
    sources: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class After:
    """What a person was told: the state of the draft, and what was made beside it."""

    kind: str
    state: State
    made: str = ""


class Worker:
    """Works on a draft and tells it through a pipe."""

    def __init__(self, connection, path, backups, out, chance):
        self._tell = connection.send
        self._path = path
        self._backups = backups
        self._out = out
        self._chance = chance
        self._state = None

    def work(self, kinds):
        """These kinds of work in turn, then small work without end."""
        self._tell(Before("opening", ""))
        with open_draft(self._path, author="甲", now=datetime.now) as file:
            self._after(file, "opening")
            for kind in kinds:
                getattr(self, kind)(file)
            while True:
                getattr(self, self._chance.choice(SMALL))(file)

    def typing(self, file):
        paths = ("basic/city", "chapters/goals", f"projects/{self._a_row(file)}/name")
        text = f"第{file.draft.revision}次填写"
        self._do(file, "typing", set_path(file.draft, self._chance.choice(paths), text))

    def paste(self, file):
        self._do(file, "paste", a_paste(file.draft, f"第{file.draft.revision}次"))

    def reading(self, file):
        self._tell(Before("reading", content_mark(file.draft)))
        county = self._chance.choice(COUNTIES)
        brought = import_files(PROGRAMME, file.draft, [county])
        self._after(file, "reading")
        sources = [Source(one.sha256, one.file.name, one.size, one.kind) for one in brought.files]
        self._do(file, "import", brought.change, sources)

    def undo(self, file):
        undone = file.history.undoable
        if undone is not None:
            entry = file.journal()[undone.seq - 1]
            self._announce(file, "undo", entry.read_change().inverse())
            file.undo()
            self._after(file, "undo")

    def redo(self, file):
        redone = file.history.redoable
        if redone is not None:
            entry = file.journal()[redone.seq - 1]
            self._announce(file, "redo", entry.read_change())
            file.redo()
            self._after(file, "redo")

    def snapshot(self, file):
        self._tell(Before("snapshot", content_mark(file.draft)))
        when = datetime(2024, 11, 1) + timedelta(minutes=file.draft.revision)
        made = take(file, self._backups, HOURLY, when)
        self._after(file, "snapshot", made.name)

    def version(self, file):
        self._tell(Before("version", content_mark(file.draft)))
        file.mark("version", "记下版本", f"版本{len(file.history.moments)}")
        self._after(file, "version")

    def build(self, file):
        self._tell(Before("build", content_mark(file.draft)))
        made = build_bundle(PROGRAMME, file.draft, self._out, preview=True)
        self._after(file, "build", made.folder.name)

    def _do(self, file, kind, change, sources=()):
        known = tuple(one.sha256 for one in file.sources())
        new = tuple(one.sha256 for one in sources if one.sha256 not in known)
        self._announce(file, kind, change, known + new)
        file.do(change, kind, sources)
        self._after(file, kind)

    def _announce(self, file, kind, change, sources=None):
        """Foretell the content without the file: by the change itself."""
        after = change.apply(file.draft).at_revision(file.draft.revision + 1)
        self._tell(Before(kind, content_mark(after), sources))

    def _after(self, file, kind, made=""):
        state = state_of(file)
        self._tell(After(kind, replace(state, moments=self._new(state)), made))
        self._state = state

    def _new(self, state):
        """At opening every moment, later those that came since: the pipe stays short."""
        return state.moments[self._state.count if self._state else 0 :]

    def _a_row(self, file):
        return self._chance.choice(file.draft.rows("projects")).id


def work_until_killed(connection, path, backups, out, kinds, seed):
    """What the other process does; it never returns."""
    Worker(connection, path, backups, out, random.Random(seed)).work(kinds)
