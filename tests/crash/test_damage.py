"""A damaged draft is noticed, or it still is what was saved; either way it is not made worse."""

import pytest

from desktop_app.core.changes import set_path
from desktop_app.errors import AppError
from desktop_app.storage.draft_file import open_draft
from tests.crash.effort import chance_for, much, tell
from tests.crash.recorded import REAL, run_recorded
from tests.crash.recorded_work import DRAFT, SPILLING, a_paste, a_session
from tests.crash.simulated_disk import Acknowledged, lay_out
from tests.crash.states import state_of
from tests.storage.storage_builders import a_draft, everything, now

PAGE = 4096
# Long enough that flips hit every column of the journal, and not only the changes in it.
AUTHOR = "某市工业和信息化局 数字化转型工作专班 王工"


@pytest.fixture(scope="module")
def long_draft(tmp_path_factory):
    """A draft of about 460 KB after a long history, and everything that is in it."""
    path = a_draft(tmp_path_factory.mktemp("long") / DRAFT, rows=500)
    with open_draft(path, author=AUTHOR, now=now) as file:
        file.do(a_paste(file.draft, "整表"), "粘贴")
        number = 0
        while path.stat().st_size < 450_000:
            number += 1
            told = f"第{number}次填写"
            file.do(set_path(file.draft, f"basic/x{number}", told), f"{told},按县里来电更正" * 3)
            if number % 20 == 0:
                file.undo()
                file.mark("version", "记下", f"版本{number}")
        known = everything(file), state_of(file)
    assert path.stat().st_size < 500_000
    return path.read_bytes(), known


def with_a_flipped_bit(whole, chance):
    broken = bytearray(whole)
    broken[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def cut_short(whole, chance):
    return whole[: chance.randrange(len(whole))]


def with_a_zeroed_page(whole, chance):
    page = chance.randrange(len(whole) // PAGE) * PAGE
    return whole[:page] + bytes(PAGE) + whole[page + PAGE :]


def is_refused(path, known):
    """Whether the file is refused and left alone; False where it shows exactly what was saved."""
    before = path.read_bytes()
    try:
        with open_draft(path) as file:
            assert known(file), "silent"
            return False
    except AppError as reason:
        assert path.name in str(reason), reason
        assert "请" in str(reason), reason
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]
        return True


@pytest.mark.parametrize(
    ("name", "broken_by", "number"),
    [
        ("bit flips", with_a_flipped_bit, much(36, 150)),
        ("truncations", cut_short, much(10, 40)),
        ("zeroed pages", with_a_zeroed_page, much(14, 60)),
    ],
)
def test_damage_is_never_silent_and_never_written_to(tmp_path, long_draft, name, broken_by, number):
    whole, saved = long_draft
    chance = chance_for(name)
    refused = 0
    for _ in range(number):
        path = tmp_path / "damaged.shenbao"
        path.write_bytes(broken_by(whole, chance))
        refused += is_refused(path, lambda file: (everything(file), state_of(file)) == saved)
    tell(f"S4 {name}: {number}, {refused} refused, {number - refused} without effect, 0 silent")
    assert refused > number / 2


@pytest.mark.parametrize(("name", "settings"), [("session", REAL), ("spilling", SPILLING)])
def test_a_draft_moved_without_its_journal_after_a_kill_is_refused_or_as_saved(
    tmp_path, name, settings
):
    place = tmp_path / "before"
    place.mkdir()
    a_draft(place / DRAFT, rows=60)
    recording = run_recorded(a_session, place, settings, sittings=2, steps=14)
    chance = chance_for(f"journal dropped {name}")
    number = much(30, 250)
    places = sorted(chance.randrange(len(recording.log)) for _ in range(number))
    disk, count, at, refused = recording.disk(), 0, 0, 0
    path = tmp_path / "alone" / DRAFT
    for killed_at in places:
        for operation in recording.log[at:killed_at]:
            disk.happen(operation)
            if isinstance(operation, Acknowledged):
                count = operation.count
        at = killed_at
        lay_out({DRAFT: disk.as_written()[DRAFT]}, path.parent)

        def is_a_saved_state(file, told=count):
            state = state_of(file)
            return state.count >= told and state == recording.states.get(state.count)

        refused += is_refused(path, is_a_saved_state)
    tell(f"S4 journal dropped, {name}: {number} kills, {refused} refused, the rest as saved")
    assert 0 < refused < number
