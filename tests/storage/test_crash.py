"""What the machine can do to a draft: a write cut off, the disk full, the place read-only."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.core.changes import SetValue, append_rows, set_path
from desktop_app.core.draft import Row
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.refusals import NotMade, NotSaved, ReadOnlyPlace
from tests.storage.storage_builders import CUT_OFF, a_draft, everything, no_file_above, now


@pytest.mark.parametrize("read_only", [False, True])
def test_a_change_that_was_cut_off_is_undone_at_the_next_opening(tmp_path, read_only):
    path = a_draft(tmp_path / "a.shenbao", rows=300)
    with open_draft(path) as file:
        saved = everything(file)
    subprocess.run([sys.executable, "-c", CUT_OFF, str(path)], check=False)
    assert path.with_name("a.shenbao-journal").stat().st_size > 0
    with open_draft(path, read_only=read_only) as file:
        assert everything(file) == saved
    assert [found.name for found in tmp_path.iterdir()] == ["a.shenbao"]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_header_ahead_of_its_file_when_the_power_went_is_undone_as_well(tmp_path, read_only):
    """The disk may have taken the new number of pages before the pages."""
    path = a_draft(tmp_path / "a.shenbao", rows=300)
    with open_draft(path) as file:
        saved = everything(file)
    pages = path.stat().st_size // 4096
    subprocess.run([sys.executable, "-c", CUT_OFF, str(path)], check=False)
    with path.open("rb+") as handle:
        handle.truncate(pages * 4096)
        handle.seek(28)
        handle.write((pages + 9).to_bytes(4, "big"))
    with open_draft(path, read_only=read_only) as file:
        assert everything(file) == saved


def test_wherever_writing_stops_the_change_is_refused_and_all_before_it_stays(tmp_path):
    path = a_draft(tmp_path / "a.shenbao", rows=100)
    size = path.stat().st_size
    with open_draft(path) as file:
        before = everything(file)
        change = append_rows(
            file.draft, "projects", [Row(f"n{n}", {"name": "长" * 300}) for n in range(100)]
        )
        stopped = 0
        # From the first byte of SQLite's own journal to the last page of the grown file.
        for limit in (0, 100, 512, 3000, 5000, 9000, *range(size, size + 400_000, 25_000)):
            with no_file_above(limit):
                try:
                    file.do(change, "导入")
                except NotSaved as reason:
                    stopped += 1
                    assert "本次修改没有保存" in str(reason)
                    assert "磁盘" in str(reason)
                    assert everything(file) == before
                    continue
            break
        assert stopped > 8
        assert file.draft.revision == 5
        saved = everything(file)
    with open_draft(path) as file:
        assert everything(file) == saved


def test_a_new_draft_on_a_full_disk_leaves_nothing_behind(tmp_path):
    for limit in (0, 5000, 20_000):
        with no_file_above(limit), pytest.raises(NotMade, match=r"没有建成.*请"):
            create(tmp_path / "a.shenbao", "small", SetValue("a", "", "字"), author="", now=now)
        assert list(tmp_path.iterdir()) == []


def test_a_snapshot_on_a_full_disk_leaves_nothing_behind_and_the_draft_goes_on(tmp_path):
    path = a_draft(tmp_path / "a.shenbao", rows=100)
    with open_draft(path) as file:
        with no_file_above(20_000), pytest.raises(NotMade, match=r"备份.*没有完成.*草稿没有受影响"):
            file.snapshot(tmp_path / "copy.shenbao")
        assert not list(tmp_path.glob("*copy*"))
        file.do(set_path(file.draft, "basic/city", "别市"), "填")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 KB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = os.name == "posix" and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "none", place],
        capture_output=True,
        check=False,
    ).returncode  # fmt: skip
    if not mounted:
        pytest.skip("file systems cannot be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_told_and_what_was_saved_stays(small_disk):
    path = a_draft(small_disk / "a.shenbao")
    with open_draft(path) as file:
        with pytest.raises(NotSaved) as refusal:
            for n in range(500):
                file.do(set_path(file.draft, f"basic/x{n}", "字" * 3000), "填")
        saved = everything(file)
    assert str(refusal.value) == (
        "磁盘已满,本次修改没有保存,「a.shenbao」之前的内容完好;请清理磁盘后再试。"
    )
    for read_only in (False, True):
        with open_draft(path, read_only=read_only) as file:
            assert everything(file) == saved
    with pytest.raises(NotMade, match="磁盘已满"):
        create(small_disk / "b.shenbao", "small", SetValue("a", "", "字"), author="", now=now)
    with open_draft(path) as file, pytest.raises(NotMade, match="磁盘已满"):
        file.snapshot(small_disk / "copy.shenbao")
    assert [found.name for found in small_disk.iterdir()] == ["a.shenbao"]


def test_a_read_only_place_is_told_at_opening_and_can_be_read(small_disk):
    path = a_draft(small_disk / "a.shenbao")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(ReadOnlyPlace, match=r"只读的.*请复制到本机硬盘"):
        open_draft(path)
    with open_draft(path, read_only=True) as file:
        assert file.draft.revision == 4
    with pytest.raises(NotMade, match="没有建成"):
        create(small_disk / "b.shenbao", "small", None, author="", now=now)


def test_a_draft_cut_off_in_a_read_only_place_asks_to_be_copied_with_its_journal(small_disk):
    path = a_draft(small_disk / "a.shenbao", rows=300)
    subprocess.run([sys.executable, "-c", CUT_OFF, str(path)], check=False)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(ReadOnlyPlace, match=r"a\.shenbao-journal"):
        open_draft(path, read_only=True)
