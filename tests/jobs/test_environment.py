"""The check of the computer tells what was found and what to do, and never fails."""

import errno
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.documents.office_fonts import find_office_fonts
from desktop_app.jobs import environment
from desktop_app.jobs.environment import Health, Looked, Memory

GB = 1 << 30
NOW = datetime(2024, 11, 11, 9)


def test_everything_is_looked_at_and_what_is_wrong_has_a_way_on(home, data_folder, backups):
    found = environment.look_closely(NOW)
    assert [one.title for one in found] == [
        "公文字体", "磁盘空间", "写入权限", "存放位置", "日期和时间", "内存",
    ]  # fmt: skip
    assert all(one.found for one in found)
    assert all(one.deed for one in found if one.state in (Health.EXPLAIN, Health.MUST))
    # Looking leaves nothing behind.
    assert not list((home / "文档").iterdir())
    assert not data_folder.exists() and not backups.exists()


@pytest.mark.parametrize(
    ("free", "state", "told"),
    [
        (5 * GB, Health.OK, "5.0 GB"),
        (GB // 2, Health.EXPLAIN, "512 MB"),
        (GB // 10, Health.MUST, "102 MB"),
    ],
)
def test_the_fullest_disk_counts(tmp_path, free, state, told):
    rooms = {tmp_path / "a": 90 * GB, tmp_path / "b": free}
    for folder in rooms:
        folder.mkdir()
    folders = [("文档", tmp_path / "a"), ("临时文件夹", tmp_path / "b")]
    found = environment.look_at_space(folders, rooms.__getitem__)
    assert found.state is state
    assert told in found.found and "临时文件夹" in found.found
    assert ("回收站" in found.deed) == (state is not Health.OK)


def test_a_disk_that_does_not_answer_is_told(tmp_path):
    def refuse(_):
        raise OSError(5, "")

    found = environment.look_at_space([("文档", tmp_path)], refuse)
    assert found.state is Health.EXPLAIN
    assert "磁盘读写出错" in found.found


def test_a_folder_that_takes_no_files_is_told_with_its_path(tmp_path):
    blocked = tmp_path / "a" / ("长" * 100)
    blocked.parent.mkdir()
    fine = environment.look_at_rights([("文档", tmp_path)])
    assert (fine.state, fine.found) == (Health.OK, "文档都可以写入。")
    missing = tmp_path / "file"
    missing.touch()
    # Below a file there can be no folder, but the nearest folder can be written to.
    assert environment.look_at_rights([("文档", missing / "x")]).state is Health.OK


@pytest.fixture
def closed_folder(monkeypatch, tmp_path):
    """A folder that takes no file. The system's answer is given here: the account of the tests may
    be one that no folder is closed to."""
    really = Path.open

    def open_file(path, mode="r", *more, **options):
        if path.parent == tmp_path and "x" in mode:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really(path, mode, *more, **options)

    monkeypatch.setattr(Path, "open", open_file)
    return tmp_path


def test_no_right_to_write_must_be_seen_to_in_the_documents_alone(closed_folder):
    documents = environment.look_at_rights([("文档", closed_folder)])
    assert documents.state is Health.MUST and str(closed_folder) in documents.deed
    others = [("文档", closed_folder.parent), ("备份文件夹", closed_folder)]
    assert environment.look_at_rights(others).state is Health.EXPLAIN


@pytest.mark.parametrize(
    ("now", "last", "state"),
    [
        (NOW, None, Health.OK),
        (NOW, datetime(2024, 11, 10), Health.OK),
        (NOW, datetime(2024, 11, 12), Health.EXPLAIN),
        (datetime(2009, 1, 1), None, Health.MUST),
    ],
)
def test_a_clock_that_cannot_be_right_is_told(now, last, state):
    found = environment.look_at_clock(now, last)
    assert found.state is state
    assert ("调准" in found.deed) == (state is not Health.OK)


@pytest.mark.parametrize(
    ("memory", "state"),
    [
        (Memory(8 * GB, 4 * GB), Health.OK),
        (Memory(1 * GB, GB // 2), Health.HINT),
        (Memory(8 * GB, GB // 10), Health.EXPLAIN),
        (None, Health.HINT),
    ],
)
def test_memory_is_told_by_what_is_left(memory, state):
    assert environment.look_at_memory(memory).state is state


def test_memory_is_read_as_the_system_tells_it(tmp_path):
    told = tmp_path / "meminfo"
    told.write_text("MemTotal:  2048 kB\nMemFree: 1 kB\nMemAvailable: 1024 kB\n")
    assert environment.memory(told) == Memory(2048 * 1024, 1024 * 1024)
    told.write_text("anderes\n")
    assert environment.memory(told) is None
    assert environment.memory(tmp_path / "none") is None


def test_fonts_that_are_not_there_are_named_and_hold_nothing_up(tmp_path):
    found = environment.look_at_fonts(find_office_fonts([tmp_path]))
    assert found.state is Health.HINT
    assert "仿宋_GB2312" in found.found and "打印不受影响" in found.found
    assert environment.look_at_fonts(()).state is Health.OK


def test_documents_in_a_synchronised_folder_are_told(tmp_path):
    found = environment.look_at_place(tmp_path, "坚果云的同步文件夹")
    assert found.state is Health.HINT and "坚果云" in found.found and "副本" in found.deed
    assert environment.look_at_place(tmp_path, "").state is Health.OK


def test_the_heaviest_result_speaks_for_all():
    results = [Looked(one, "", "") for one in (Health.OK, Health.EXPLAIN, Health.HINT)]
    assert environment.worst(results) is Health.EXPLAIN
    assert environment.worst([]) is Health.OK
