"""The power fails at any moment: what was told to be saved is there when the draft is opened."""

import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass

import pytest

from desktop_app.errors import AppError
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.schema import STEPS
from tests.crash.effort import chance_for, much, tell
from tests.crash.recorded import FULL_ONLY, OFF, REAL, run_recorded
from tests.crash.recorded_work import (
    BACKUPS,
    COPIES,
    COPIES_LEFT_TO_US,
    DRAFT,
    SHARED,
    SPILLING,
    a_new_draft,
    a_session,
    an_opening,
    sittings_in_a_copy,
    snapshots_taken,
)
from tests.crash.simulated_disk import Acknowledged, lay_out
from tests.crash.states import state_of
from tests.storage.make_old_drafts import CORPUS
from tests.storage.storage_builders import CUT_OFF, a_draft, now

CUTS = much(150, 1000)


@dataclass(frozen=True, slots=True)
class Found:
    """A folder after a power cut, and what a person had been told before it.

    `told` is how often each thing was, and `counts` the state of which it was told last.
    """

    folder: object
    told: Counter
    counts: dict
    files: dict

    @property
    def count(self):
        return max(self.counts.values(), default=0)


def power_cuts(recording, number, chance, tmp_path, name="after"):
    """The folder after each of so many cuts, spread over all that happened."""
    places = sorted(chance.randrange(len(recording.log) + 1) for _ in range(number))
    disk, told, counts, at = recording.disk(), Counter(), {}, 0
    for place in places:
        for operation in recording.log[at:place]:
            disk.happen(operation)
            if isinstance(operation, Acknowledged):
                told[operation.what] += 1
                counts[operation.what] = operation.count
        at = place
        folder = tmp_path / name
        folder.mkdir()
        files = disk.after_power_cut(chance)
        lay_out(files, folder)
        yield Found(folder, told, dict(counts), files)
        shutil.rmtree(folder)


def verdict(recording, found, draft=DRAFT):
    """What has become of the draft: kept, lost (an acknowledged change), changed or unreadable."""
    try:
        with open_draft(found.folder / draft) as file:
            state = state_of(file)
    except AppError:
        return "unreadable"
    if state.count < found.count:
        return "lost"
    return "kept" if state == recording.states.get(state.count) else "changed"


def verdicts(recording, number, chance, tmp_path):
    return Counter(
        verdict(recording, found) for found in power_cuts(recording, number, chance, tmp_path)
    )


def in_words(name, number, counted):
    bad = counted["unreadable"] + counted["changed"]
    return f"S2 {name}: {number} power cuts, {bad} unreadable, {counted['lost']} lost"


def a_recorded_session(tmp_path, settings):
    place = tmp_path / "before"
    place.mkdir()
    a_draft(place / DRAFT, rows=60)
    return run_recorded(a_session, place, settings, sittings=4, steps=14)


@pytest.mark.parametrize(
    ("name", "settings", "share"), [("session", REAL, 1), ("spilling session", SPILLING, 2)]
)
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path, name, settings, share):
    recording = a_recorded_session(tmp_path, settings)
    chance = chance_for(f"cuts {name}")
    counted = verdicts(recording, CUTS // share, chance, tmp_path)
    tell(in_words(name, CUTS // share, counted))
    assert counted == {"kept": CUTS // share}


def test_the_same_cuts_lose_changes_where_the_folder_is_not_synced(tmp_path):
    """SQLite's default: a journal whose deletion is forgotten undoes what was acknowledged."""
    recording = a_recorded_session(tmp_path, FULL_ONLY)
    counted = verdicts(recording, CUTS, chance_for("cuts full"), tmp_path)
    tell(in_words("self-test, synchronous=FULL without the lock", CUTS, counted))
    assert counted["lost"] > 0
    assert counted["unreadable"] + counted["changed"] == 0


def test_the_same_cuts_damage_a_draft_that_is_never_synced(tmp_path):
    recording = a_recorded_session(tmp_path, OFF)
    counted = verdicts(recording, CUTS, chance_for("cuts off"), tmp_path)
    tell(in_words("self-test, synchronous=OFF", CUTS, counted))
    assert counted["unreadable"] > 0


def test_a_new_draft_is_whole_or_absent_after_a_power_cut(tmp_path):
    place = tmp_path / "before"
    place.mkdir()
    recording = run_recorded(a_new_draft, place)
    number, absent = CUTS // 3, 0
    for found in power_cuts(recording, number, chance_for("cuts new"), tmp_path):
        if DRAFT in found.files:
            assert verdict(recording, found) == "kept"
            continue
        absent += 1
        assert not found.count
        # Nothing that was left there stands in the way of making it again.
        create(found.folder / DRAFT, "small", None, author="甲", now=now).close()
    assert 0 < absent < number
    tell(f"S2 new draft: {number} power cuts, {absent} absent, {number - absent} whole")


def cut_off_draft(place):
    """A draft whose program was killed while it wrote, with the journal that undoes it."""
    a_draft(place / DRAFT, rows=100)
    subprocess.run([sys.executable, "-c", CUT_OFF, str(place / DRAFT)], check=False)


def test_a_power_cut_while_an_earlier_one_is_undone_loses_nothing(tmp_path):
    place = tmp_path / "before"
    place.mkdir()
    cut_off_draft(place)
    recording = run_recorded(an_opening, place)
    number = CUTS // 3
    counted = verdicts(recording, number, chance_for("cuts undoing"), tmp_path)
    tell(in_words("undoing an earlier cut", number, counted))
    assert counted == {"kept": number}


@pytest.mark.parametrize("old", sorted(CORPUS.glob("1-*.shenbao")), ids=lambda path: path.stem)
def test_an_old_draft_is_whole_as_it_was_or_as_it_became(tmp_path, old):
    place = tmp_path / "before"
    place.mkdir()
    for path in CORPUS.glob(f"{old.name}*"):
        shutil.copy(path, place / path.name.replace(old.name, DRAFT))
    recording = run_recorded(an_opening, place, COPIES_LEFT_TO_US)
    number, formats = CUTS // 3, Counter()
    for found in power_cuts(recording, number, chance_for(f"cuts {old.stem}"), tmp_path):
        version = int.from_bytes(found.files[DRAFT][60:64], "big")
        formats[version] += 1
        kept = [path for path in found.folder.glob("*.旧格式1.shenbao") if path.name[0] != "."]
        assert kept or version < len(STEPS)
        for path in kept:
            with open_draft(path, read_only=True) as file:
                assert state_of(file) == min(recording.states.items())[1]
        assert verdict(recording, found) == "kept"
    assert set(formats) == {1, len(STEPS)}
    tell(f"S2 upgrade of {old.stem}: {number} power cuts, {formats[1]} old, rest new, all whole")


def test_copies_that_were_told_to_be_kept_are_there_after_a_power_cut(tmp_path):
    place = tmp_path / "before"
    place.mkdir()
    a_draft(place / DRAFT)
    recording = run_recorded(snapshots_taken, place, COPIES_LEFT_TO_US, number=13)
    number, seen = CUTS // 3, 0
    for found in power_cuts(recording, number, chance_for("cuts copies"), tmp_path):
        names = {}
        for path in sorted(found.folder.glob(f"{BACKUPS}/*/[0-9]*.shenbao")):
            names[int(path.name[:4])] = path
            with closing(open_draft(path, read_only=True)) as file:
                state = state_of(file)
            assert state == recording.states[state.count]
        newest = found.told["snapshot"]
        assert set(range(max(1, newest - 8), newest + 1)) <= set(names)
        assert verdict(recording, found) == "kept"
        seen += len(names)
    assert seen
    tell(f"S2 copies: {number} power cuts, {seen} copies found, all whole, none missing")


def test_a_power_cut_takes_nothing_from_a_draft_that_is_worked_on_in_a_copy(tmp_path, monkeypatch):
    """With its copy all that was saved is there; alone it is whole, with all that was written back."""
    place = tmp_path / "before"
    (place / SHARED).mkdir(parents=True)
    a_draft(place / SHARED / DRAFT, rows=60)
    recording = run_recorded(sittings_in_a_copy, place, COPIES_LEFT_TO_US, sittings=3)
    shutil.rmtree(place)
    number, alone, together = CUTS // 3, Counter(), Counter()
    draft = f"{SHARED}/{DRAFT}"
    # Where it was, because a copy is known by the path of its draft.
    for found in power_cuts(recording, number, chance_for("cuts copy"), tmp_path, "before"):
        monkeypatch.setenv("SHENBAO_WORK", str(tmp_path / "none"))
        written_back = found.counts.get("written back", 0)
        with open_draft(found.folder / draft, read_only=True) as file:
            state = state_of(file)
        assert state == recording.states[state.count]
        alone["kept" if state.count >= written_back else "lost"] += 1
        monkeypatch.setenv("SHENBAO_WORK", str(found.folder / COPIES))
        together[verdict(recording, found, draft)] += 1
    tell(in_words("written back from a copy, alone", number, alone))
    tell(in_words("written back from a copy, with it", number, together))
    assert alone == {"kept": number}
    assert together == {"kept": number}
