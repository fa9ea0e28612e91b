"""What will happen to today's drafts when the format gets another step."""

import sqlite3

import pytest

from desktop_app.core.changes import set_path
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.refusals import DamagedDraft, DraftInUse, NameTaken, NewerDraft, NotMade
from desktop_app.storage.schema import STEPS, migrate, version_of
from tests.storage.storage_builders import a_draft, behind_our_back, everything

KEPT = f"a.旧格式{len(STEPS)}.shenbao"


def notes(db: sqlite3.Connection) -> None:
    db.execute("create table notes (path text primary key, text text not null) strict")


def fails_halfway(db: sqlite3.Connection) -> None:
    db.execute("create table notes (path text primary key) strict")
    db.execute("select * from what_is_not_there")


NEXT = (*STEPS, notes)


def test_an_older_draft_is_kept_and_its_copy_brought_up_to_date(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        saved = everything(file)
    with open_draft(path, steps=NEXT) as file:
        assert everything(file) == saved
        file.do(set_path(file.draft, "basic/city", "别市"), "填")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.shenbao", KEPT]
    with open_draft(tmp_path / KEPT) as file:
        assert everything(file) == saved
    with open_draft(path, steps=NEXT) as file:
        assert file.draft.value("basic/city") == "别市"
    with pytest.raises(NewerDraft):
        open_draft(path)


def test_an_older_draft_is_read_without_being_changed(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    before = path.read_bytes()
    with open_draft(path, steps=NEXT, read_only=True) as file:
        assert file.draft.value("basic/city") == "某市"
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.shenbao"]


def test_a_step_that_fails_leaves_the_older_draft_alone(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    before = path.read_bytes()
    with pytest.raises(NotMade, match="升级没有完成.*原文件没有改动"):  # noqa: RUF043
        open_draft(path, steps=(*STEPS, fails_halfway))
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.shenbao"]


def test_a_damaged_older_draft_is_not_brought_up_to_date(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    behind_our_back(path, "update fields set typed = '别市'")
    before = path.read_bytes()
    with pytest.raises(DamagedDraft):
        open_draft(path, steps=NEXT)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.shenbao"]


def test_an_upgrade_that_was_cut_off_after_keeping_the_older_draft_goes_on(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    before = path.read_bytes()
    open_draft(path, steps=NEXT).close()
    path.write_bytes(before)
    with open_draft(path, steps=NEXT) as file:
        assert file.draft.value("basic/city") == "某市"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.shenbao", KEPT]


def test_an_older_draft_in_use_or_kept_already_is_left_alone(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    before = path.read_bytes()
    with open_draft(path), pytest.raises(DraftInUse):
        open_draft(path, steps=NEXT)
    (tmp_path / KEPT).write_text("kept before")
    with pytest.raises(NameTaken, match="旧格式"):
        open_draft(path, steps=NEXT)
    assert path.read_bytes() == before
    assert (tmp_path / KEPT).read_text() == "kept before"


def test_a_step_and_its_record_are_one(tmp_path):
    db = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, (*STEPS, fails_halfway))
    assert version_of(db) == len(STEPS)
    assert not db.execute("select 1 from sqlite_schema where name = 'notes'").fetchall()
    migrate(db, NEXT)
    assert version_of(db) == len(STEPS) + 1
    db.close()
