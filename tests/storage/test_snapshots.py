"""Copies that are kept: when, how many, and that a copy is the draft."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import set_path
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.refusals import NotMade
from desktop_app.storage.snapshots import (
    BEFORE_IMPORT,
    HOURLY,
    ON_FREEZE,
    ON_OPENING,
    folder_of,
    folders_for,
    is_due,
    snapshots_in,
    take,
)
from tests.storage.storage_builders import NOON, a_draft, everything, no_file_above

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def file(tmp_path):
    with open_draft(a_draft(tmp_path / "某市.shenbao")) as opened:
        yield opened


def edit(file):
    city = f"第{file.draft.revision}市"
    file.do(set_path(file.draft, "basic/city", city), "填")


def test_a_copy_opens_as_the_draft_it_was_and_its_name_tells_of_it(file, tmp_path):
    path = take(file, tmp_path / "备份", BEFORE_IMPORT, NOON)
    (known,) = snapshots_in(path.parent)
    assert (known.number, known.time, known.why) == (1, NOON, "导入前")
    assert (known.revision, known.code) == (4, file.draft.check_code())
    before = everything(file)
    edit(file)
    with open_draft(path, read_only=True) as copy:
        assert everything(copy) == before


def test_drafts_of_one_name_have_folders_of_their_own(tmp_path):
    backups = tmp_path / "备份"
    for place in ("一", "二"):
        (tmp_path / place).mkdir()
        with open_draft(a_draft(tmp_path / place / "某市.shenbao")) as file:
            take(file, backups, ON_OPENING, NOON)
    with open_draft(a_draft(tmp_path / "别市.shenbao")) as file:
        take(file, backups, ON_OPENING, NOON)
    assert len(list(backups.iterdir())) == 3
    assert len(folders_for(tmp_path / "一" / "某市.shenbao", backups)) == 2


def test_nothing_is_kept_twice(file, tmp_path):
    assert is_due(file, tmp_path, BEFORE_IMPORT, NOON)
    take(file, tmp_path, BEFORE_IMPORT, NOON)
    assert not is_due(file, tmp_path, BEFORE_IMPORT, NOON + DAY)
    edit(file)
    assert is_due(file, tmp_path, BEFORE_IMPORT, NOON)
    assert is_due(file, tmp_path, ON_FREEZE, NOON)


@pytest.mark.parametrize(
    ("why", "minutes", "due"),
    [
        (ON_OPENING, 9, False), (ON_OPENING, 11, True),
        (HOURLY, 59, False), (HOURLY, 61, True),
        # A clock that was set back must not end the copies.
        (ON_OPENING, -600, True), (HOURLY, -600, True),
    ],
)  # fmt: skip
def test_commands_of_one_sitting_share_a_copy_and_work_goes_into_one_each_hour(
    file, tmp_path, why, minutes, due
):
    take(file, tmp_path, ON_OPENING, NOON)
    edit(file)
    assert is_due(file, tmp_path, why, NOON + minutes * MINUTE) == due


def kept(file, backups):
    return [(one.number, one.why) for one in snapshots_in(folder_of(file, backups))]


def test_ten_are_kept_and_one_of_each_day_and_every_freeze(file, tmp_path):
    for n in range(40):
        edit(file)
        take(file, tmp_path, ON_FREEZE if n == 3 else HOURLY, NOON + n // 8 * DAY + n * MINUTE)
    numbers = [number for number, _ in kept(file, tmp_path)]
    # The last of each of five days, the tenth before the last to the last, and 定稿.
    assert numbers == [4, 8, 16, 24, *range(31, 41)]


def test_days_are_kept_for_thirty_days(file, tmp_path):
    for n in range(45):
        edit(file)
        take(file, tmp_path, HOURLY, NOON + n * DAY)
    assert [number for number, _ in kept(file, tmp_path)] == list(range(16, 46))


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=15))
def test_whatever_the_clock_says_the_newest_copies_stay(tmp_path_factory, steps):
    backups = tmp_path_factory.mktemp("b")
    with open_draft(a_draft(backups / "某市.shenbao")) as file:
        for step in steps:
            edit(file)
            take(file, backups, HOURLY, NOON + step * DAY)
        newest = [number for number, _ in kept(file, backups)][-10:]
    assert newest == list(range(1, len(steps) + 1))[-10:]


def test_other_files_in_the_folder_are_left_alone(file, tmp_path):
    folder = folder_of(file, tmp_path)
    folder.mkdir()
    (folder / "我的说明.txt").write_text("不要删")
    (folder / "0001 2024-99-99 12.00 打开时 第1版 AAAA-BBBB.shenbao").write_text("日期不对")
    for n in range(15):
        edit(file)
        take(file, tmp_path, HOURLY, NOON + n * MINUTE)
    assert len(list(folder.iterdir())) == 12


def test_a_full_disk_leaves_no_half_copy_and_the_draft_as_it_is(file, tmp_path):
    before = everything(file)
    with no_file_above(8192), pytest.raises(NotMade, match=r"没有完成.*草稿没有受影响"):
        take(file, tmp_path / "备份", HOURLY, NOON)
    assert list(folder_of(file, tmp_path / "备份").iterdir()) == []
    assert everything(file) == before


def test_a_place_that_is_no_folder_is_told(file, tmp_path):
    (tmp_path / "备份").write_text("文件")
    with pytest.raises(NotMade, match="没有完成"):
        take(file, tmp_path / "备份", HOURLY, datetime(2024, 11, 1))
