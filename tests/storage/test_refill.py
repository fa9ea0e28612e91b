"""What was salvaged goes on as a draft of its own, with its history where that is whole."""

import shutil

import pytest

from desktop_app.core.changes import set_path
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.refill import refill
from desktop_app.storage.refusals import DamagedDraft, NameTaken, NotMade
from desktop_app.storage.salvage import salvage
from tests.storage.make_old_drafts import CORPUS, a_copy
from tests.storage.storage_builders import a_draft, behind_our_back, everything, no_file_above, now

PAGE = 4096


def refilled(path, target):
    refill(salvage(path), target, author="乙", now=now)
    return open_draft(target)


def test_a_whole_draft_comes_back_with_its_history_versions_and_sources(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        file.mark("version", "版本:送审稿", "送审稿")
        file.undo()
        saved = everything(file)
    with refilled(path, tmp_path / "b.shenbao") as file:
        assert everything(file) == saved
        assert file.history.redoable is not None
        assert [one.detail for one in file.history.versions] == ["送审稿"]


def test_what_was_read_behind_the_last_whole_entry_is_one_change_that_can_be_undone(tmp_path):
    path = a_draft(tmp_path / "a.shenbao")
    with open_draft(path) as file:
        for n in range(5):
            file.do(set_path(file.draft, f"basic/f{n}", f"值{n}"), "填")
        saved = file.draft
    behind_our_back(path, "delete from journal where seq = 6")
    with refilled(path, tmp_path / "b.shenbao") as file:
        assert (file.draft.values, file.draft.tables) == (saved.values, saved.tables)
        assert len(file.history.moments) == 6
        assert file.undo().label.startswith("抢救")


@pytest.mark.parametrize("old", sorted(CORPUS.glob("*.shenbao")), ids=lambda path: path.stem)
def test_drafts_of_every_format_can_be_refilled(tmp_path, old):
    path = a_copy(old, tmp_path)
    with open_draft(path, read_only=True) as file:
        held = (file.draft.values, file.draft.tables, file.draft.explanations)
    with refilled(path, tmp_path / "新.shenbao") as file:
        assert (file.draft.values, file.draft.tables, file.draft.explanations) == held


def test_nothing_is_replaced_and_a_full_disk_leaves_nothing(tmp_path):
    path = a_draft(tmp_path / "a.shenbao", rows=100)
    found = salvage(path)
    with pytest.raises(NameTaken):
        refill(found, path, author="", now=now)
    with no_file_above(20_000), pytest.raises(NotMade, match="磁盘"):
        refill(found, tmp_path / "b.shenbao", author="", now=now)
    assert [one.name for one in tmp_path.iterdir()] == ["a.shenbao"]


@pytest.mark.parametrize("page", [0, 1, 5])
def test_a_damaged_draft_is_refused_with_what_can_still_be_read(tmp_path, page):
    path = a_draft(tmp_path / "a.shenbao", rows=60)
    raw = bytearray(path.read_bytes())
    raw[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(raw)
    with pytest.raises(DamagedDraft, match=r"还能读出 1 个填报项、60 行表格内容.*recover"):
        open_draft(path)
    assert path.read_bytes() == raw


def test_a_copy_of_a_workbook_is_not_taken_for_a_damaged_draft(tmp_path):
    path = tmp_path / "a.shenbao"
    behind_our_back(path, "create table t (a text, b text)")
    behind_our_back(path, "insert into t values ('a/b', '字')")
    shutil.copy(path, tmp_path / "c.shenbao")
    with pytest.raises(Exception, match="不是申报匣的草稿"):
        open_draft(path)
