"""The simulated disk forgets what a disk may forget, and nothing else."""

import os
import random

from tests.crash.recorded import run_recorded
from tests.crash.simulated_disk import (
    FOLDER,
    SECTOR,
    Name,
    Rename,
    SimulatedDisk,
    Sync,
    SyncFolder,
    Truncate,
    Unname,
    Write,
)

OLD, NEW = b"o" * SECTOR, b"n" * SECTOR


def a_disk(content=b"", *operations):
    disk = SimulatedDisk({("a", 1): content} if content else {})
    for operation in operations:
        disk.happen(operation)
    return disk


def outcomes(disk, times=300):
    """Everything that a power cut may leave."""
    chance = random.Random(1)
    return [disk.after_power_cut(chance) for _ in range(times)]


def alike(found, *expected):
    """Whether what was found is one of these each time, and each of them was found."""
    return all(one in expected for one in found) and all(one in found for one in expected)


def test_what_was_synced_stays():
    disk = a_disk(b"", Name("a", 1), Write(1, 0, NEW * 3), Sync(1), SyncFolder("."))
    assert alike(outcomes(disk), {"a": NEW * 3})


def test_of_what_was_not_synced_any_sectors_may_be_there():
    disk = a_disk(OLD * 3, Write(1, 0, NEW * 3))
    found = {one["a"] for one in outcomes(disk)}
    every = {a + b + c for a in (OLD, NEW) for b in (OLD, NEW) for c in (OLD, NEW)}
    assert found == every


def test_a_later_write_may_be_there_without_an_earlier_one():
    disk = a_disk(OLD * 2, Write(1, 0, NEW), Write(1, SECTOR, NEW))
    assert {"a": OLD + NEW} in outcomes(disk)


def test_a_sector_may_be_as_any_of_its_writes_left_it():
    middle = b"m" * SECTOR
    disk = a_disk(OLD, Write(1, 0, middle), Write(1, 0, NEW))
    assert {one["a"] for one in outcomes(disk)} == {OLD, middle, NEW}


def test_a_file_may_have_grown_without_its_content():
    disk = a_disk(OLD, Write(1, SECTOR, NEW))
    assert {one["a"] for one in outcomes(disk)} == {OLD, OLD + bytes(SECTOR), OLD + NEW}


def test_a_file_made_shorter_and_longer_again_never_shows_what_was_cut_off_as_new():
    disk = a_disk(OLD * 2, Truncate(1, 0), Write(1, SECTOR, NEW))
    ends = {one["a"][SECTOR:] for one in outcomes(disk)}
    assert ends == {b"", OLD, NEW, bytes(SECTOR)}


def test_names_come_through_in_their_order_up_to_some_point():
    disk = a_disk(b"", Name("b", 2), Name("c", 3), Unname("b"))
    assert {tuple(one) for one in outcomes(disk)} == {(), ("b",), ("b", "c"), ("c",)}


def test_a_synced_folder_holds_its_names_and_a_deleted_file_may_come_back_after_it():
    disk = a_disk(OLD, Name("b", 2), SyncFolder("."), Unname("a"))
    assert alike(outcomes(disk), {"a": OLD, "b": b""}, {"b": b""})
    disk.happen(SyncFolder("."))
    assert alike(outcomes(disk), {"b": b""})


def test_a_new_file_under_an_old_name_is_never_mixed_with_the_old_one():
    """The journal is made anew under one name again and again."""
    disk = a_disk(
        OLD * 2, Unname("a"), Name("a", 2), Write(2, 0, NEW), Sync(2), Write(2, SECTOR, NEW)
    )
    found = [one.get("a") for one in outcomes(disk)]
    assert set(found) == {OLD * 2, None, NEW, NEW + bytes(SECTOR), NEW * 2}


def test_a_replaced_file_is_the_old_or_the_new_one():
    disk = a_disk(OLD, Name("b", 2), Write(2, 0, NEW), Sync(2), SyncFolder("."), Rename("b", "a"))
    assert alike(outcomes(disk), {"a": OLD, "b": NEW}, {"a": NEW})
    unsynced = a_disk(OLD, Name("b", 2), Write(2, 0, NEW), SyncFolder("."), Rename("b", "a"))
    assert {"a": b""} in outcomes(unsynced)


def test_two_names_of_a_file_show_one_content():
    disk = a_disk(OLD * 4, Name("b", 1), SyncFolder("."), Write(1, 0, NEW * 4))
    assert all(one["a"] == one["b"] for one in outcomes(disk))


def test_a_file_goes_with_the_folder_that_it_lies_in():
    disk = a_disk(b"", Name("f", FOLDER), Name("f/a", 1), Write(1, 0, NEW), Sync(1))
    disk.happen(SyncFolder("f"))
    assert alike(outcomes(disk), {}, {"f/a": NEW})
    disk.happen(SyncFolder("."))
    assert alike(outcomes(disk), {"f/a": NEW})


def test_a_program_that_is_killed_leaves_all_that_it_wrote():
    disk = a_disk(OLD, Write(1, 0, NEW), Name("b", 2), Unname("a"), Write(2, 1, b"x"))
    assert disk.as_written() == {"b": b"\0x"}


def what_a_program_did(recorder):
    """Through SQLite and by itself; the names and contents on the disk afterwards are its log's."""
    import sqlite3

    root = recorder.root
    for _ in range(2):
        db = sqlite3.connect(root / "a", isolation_level=None)
        db.execute("create table t (x)")
        db.execute("insert into t values (randomblob(20000))")
        db.execute("delete from t")
        db.execute("vacuum")
        db.close()
        os.link(root / "a", root / "c")
        (root / "a").rename(root / "b")
        (root / "b").unlink()
        (root / "c").replace(root / "d")
    (root / "folder").mkdir()
    (root / "folder" / "e").write_bytes(b"written by itself")
    with (root / "folder" / "e").open("rb+") as handle:
        os.fsync(handle.fileno())
    there = {
        one.relative_to(root).as_posix(): one.read_bytes()
        for one in root.rglob("*")
        if one.is_file()
    }
    return recorder.found, tuple(recorder.log), there


def test_the_log_of_a_program_gives_the_files_that_it_left(tmp_path):
    (tmp_path / "old").write_bytes(OLD)
    found, log, there = run_recorded(what_a_program_did, tmp_path)
    disk = SimulatedDisk(found)
    for operation in log:
        disk.happen(operation)
    assert len(log) > 60
    assert disk.as_written() == there
