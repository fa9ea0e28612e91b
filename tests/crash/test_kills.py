"""The program is killed at any moment: what it had acknowledged is there when it starts again."""

import hashlib
import json
import multiprocessing
import random
import shutil
from collections import Counter
from dataclasses import replace
from time import monotonic

import pytest

from desktop_app.core.changes import Together, append_rows
from desktop_app.core.draft import Draft, Row
from desktop_app.jobs.read_bundle import MANIFEST
from desktop_app.storage.draft_file import create, open_draft
from tests.crash.effort import FULL, chance_for, much, tell
from tests.crash.killed_work import KINDS, PROGRAMME, SMALL, After, work_until_killed
from tests.crash.states import state_of
from tests.storage.storage_builders import now

KILLS = much(25, 500)
# A new draft after so many kills: a long history would make the kills few and slow.
KILLS_PER_DRAFT = 25
# Seconds that the kinds of work take, corrected by what is seen.
FIRST_GUESS = dict.fromkeys(KINDS, 0.003) | {"reading": 0.2, "build": 1.5}
# Some kills come after the work they were meant for, so that its end is hit as well.
BEYOND_THE_END = 1.2
# What a change that was under way is called in the history.
MOMENTS = {"typing": "change", "paste": "change", "import": "change"}
PATIENCE = 60


@pytest.fixture(scope="module")
def processes():
    """Makes processes that have the program loaded already: most of a start is imports."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.crash.killed_work"])
    return context


class Known:
    """What a person was told of a draft, of its copies and of its bundles, up to the kill."""

    def __init__(self, path):
        with open_draft(path) as file:
            self.state = state_of(file)
        self.before = None
        self.copies = []
        self.bundles = []

    def told(self, message):
        """Take in what the worker told last; an opening is checked like one of ours."""
        if not isinstance(message, After):
            # An opening foretells nothing: what was foretold before the kill may still come.
            if message.kind != "opening":
                self.before = message
            return
        if message.kind == "opening":
            self.check(message.state)
            return
        if message.kind == "snapshot":
            self.copies.append(message.made)
        if message.kind == "build":
            self.bundles.append(message.made)
        assert message.state.content == self.before.content
        self.state = replace(message.state, moments=self.state.moments + message.state.moments)
        self.before = None

    def check(self, found):
        """What is found is what was told last, or that and the one change that was under way."""
        count = self.state.count
        assert found.moments[:count] == self.state.moments
        if found.count == count:
            assert found == self.state
        else:
            assert found.count == count + 1
            assert self.before is not None
            kind = self.before.kind
            assert found.moments[-1].split()[1] == MOMENTS.get(kind, kind)
            assert found.content == self.before.content
            assert self.before.sources in (None, found.sources)
        self.state, self.before = found, None


class Office:
    """One draft with the folders beside it, through many kills."""

    def __init__(self, processes, folder, chance):
        self.processes = processes
        self.chance = chance
        self.path = folder / "某市.shenbao"
        self.backups = folder / "申报匣备份"
        self.out = folder / "成册"
        self.seen = set()
        rows = [Row(f"r{n}", {"name": f"项目{n}"}) for n in range(40)]
        first = Together("新建", (append_rows(Draft(PROGRAMME.id), "projects", rows),))
        create(self.path, PROGRAMME.id, first, author="甲", now=now).close()
        self.known = Known(self.path)

    def kill_during(self, kind, took):
        """Let somebody work and kill the process in work of this kind; returns where it hit."""
        ours, theirs = self.processes.Pipe(duplex=False)
        kinds = [self.chance.choice(SMALL) for _ in range(self.chance.randint(1, 6))]
        if kind != "opening":
            kinds.append("reading" if kind == "import" else kind)
        given = (theirs, self.path, self.backups, self.out, kinds)
        child = self.processes.Process(
            target=work_until_killed, args=(*given, self.chance.random()), daemon=True
        )
        child.start()
        theirs.close()
        last = self._watch(ours, kind, took)
        child.kill()
        child.join()
        for message in _all_of(ours):
            last = message
            self.known.told(message)
        return "between" if isinstance(last, After) else last.kind

    def _watch(self, ours, kind, took):
        """Listen until the work has begun and a random part of its time has passed."""
        until, began, last = None, 0.0, None
        while until is None or monotonic() < until:
            patience = PATIENCE if until is None else max(0.0, until - monotonic())
            if not ours.poll(patience):
                assert until is not None, f"nothing was told for {PATIENCE} s after {last}"
                # It takes longer than was thought.
                took[kind] *= 1.05
                continue
            last = ours.recv()
            self.known.told(last)
            if isinstance(last, After):
                took[last.kind] = (took[last.kind] + monotonic() - began) / 2
                continue
            began = monotonic()
            # The work of this kind comes last of all that was asked for, if it is not small.
            if until is None and last.kind == kind:
                until = began + self.chance.random() * BEYOND_THE_END * took[kind]
        return last

    def check(self):
        """Open everything that is there, as a person would after the crash."""
        with open_draft(self.path) as file:
            self.known.check(state_of(file))
            assert file.at(file.draft.revision) == file.draft
        self._check_copies()
        self._check_bundles()

    def _check_copies(self):
        there = {path.name: path for path in self.backups.glob("*/[0-9]*.shenbao")}
        # Ten are kept, and the making of another may have just let the oldest of them go.
        assert set(self.known.copies[-9:]) <= set(there)
        for name, path in there.items():
            if name not in self.seen:
                with open_draft(path, read_only=True) as file:
                    assert f"第{file.draft.revision}版 {file.draft.check_code()}" in name
                self.seen.add(name)

    def _check_bundles(self):
        """Each folder under a final name has every file of its manifest, as it was built."""
        there = [path for path in self.out.glob("*") if not path.name.startswith(".")]
        assert {path.name for path in there} >= set(self.known.bundles)
        for folder in there:
            if folder.name not in self.seen:
                manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
                assert len(manifest["files"]) > 3
                for one in manifest["files"]:
                    built = (folder / one["file"]).read_bytes()
                    assert hashlib.sha256(built).hexdigest() == one["sha256"]
                self.seen.add(folder.name)


def _all_of(connection):
    """What was told before the kill and not heard yet; the last of it may be cut off."""
    while True:
        try:
            yield connection.recv()
        except (EOFError, OSError):
            return


def test_killing_the_program_loses_nothing_that_it_had_acknowledged(tmp_path, processes):
    chance = chance_for("kills")
    hit, took = Counter(), dict(FIRST_GUESS)
    wanted, unchecked = [], 0
    for number in range(KILLS):
        if number % KILLS_PER_DRAFT == 0:
            folder = tmp_path / str(number)
            folder.mkdir()
            office = Office(processes, folder, chance)
        wanted = wanted or random.Random(chance.random()).sample(KINDS, len(KINDS))
        hit[office.kill_during(wanted.pop(), took)] += 1
        # Some are killed again while they open what the kill before left.
        if chance.random() < 0.3 and number % KILLS_PER_DRAFT < KILLS_PER_DRAFT - 1:
            unchecked += 1
            continue
        office.check()
    shutil.rmtree(tmp_path)
    told = ", ".join(f"{kind} {hit[kind]}" for kind in (*KINDS, "between"))
    tell(f"S1 {KILLS} kills, 0 unreadable, 0 lost; {unchecked} twice in a row; during {told}")
    assert set(hit) >= set(KINDS) or not FULL
