"""A draft in a synchronised folder, on a share or a stick: worked on here, written back whole."""

import errno
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.core.changes import set_path
from desktop_app.jobs.backups import copies_of, restore
from desktop_app.jobs.merge_drafts import compare_copies
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.refusals import (
    DamagedDraft,
    DraftInUse,
    MissingDraft,
    NotPublished,
    NotSaved,
)
from tests.storage.make_old_drafts import CORPUS
from tests.storage.storage_builders import a_draft, everything, now

EDIT_AND_DIE = """
import os, platform, sys
platform.node = lambda: sys.argv[3]
from pathlib import Path
from desktop_app.core.changes import set_path
from desktop_app.storage.draft_file import open_draft
file = open_draft(Path(sys.argv[1]), author="王工")
file.do(set_path(file.draft, "basic/city", sys.argv[2]), "填写")
print("saved", flush=True)
os._exit(9)
"""


@pytest.fixture
def work(tmp_path, monkeypatch):
    """Where this computer keeps its copies."""
    return at_computer(monkeypatch, tmp_path, "PC-1")


@pytest.fixture
def path(tmp_path, work):
    """A draft in a synchronised folder."""
    (tmp_path / "坚果云").mkdir()
    a_draft(tmp_path / "坚果云" / "a.shenbao")
    assert left_in(work) == []
    return tmp_path / "坚果云" / "a.shenbao"


def at_computer(monkeypatch, tmp_path, name):
    """From here on the tests sit at the computer of this name."""
    work = tmp_path / f"{name} 的副本"
    monkeypatch.setenv("SHENBAO_WORK", str(work))
    monkeypatch.setattr(platform, "node", lambda: name)
    return work


def left_in(folder):
    return sorted(one.name for one in folder.rglob("*") if one.is_file())


def fill(file, text):
    file.do(set_path(file.draft, "basic/city", text), "填写")


def edit(path, text):
    with open_draft(path, author="王工", now=now) as file:
        fill(file, text)


def edit_and_die(path, text):
    script = [sys.executable, "-c", EDIT_AND_DIE, str(path), text, platform.node()]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.stdout == "saved\n", done.stderr


def city(path):
    with open_draft(path, read_only=True) as file:
        return file.draft.value("basic/city")


def test_the_draft_is_replaced_whole_when_it_is_closed_and_the_copy_goes(path, work):
    before = path.read_bytes()
    with open_draft(path, author="王工", now=now) as file:
        assert "坚果云 的同步文件夹" in file.notice
        assert "关闭时写回" in file.notice
        fill(file, "新市")
        assert path.read_bytes() == before
        assert left_in(path.parent) == ["a.shenbao", "~$a.shenbao"]
        assert "a.shenbao" in left_in(work)
        wanted = everything(file)
    with open_draft(path, read_only=True) as file:
        assert everything(file) == wanted
    assert left_in(path.parent) == ["a.shenbao"]
    assert left_in(work) == []


def test_it_can_be_written_back_before_it_is_closed(path):
    with open_draft(path, now=now) as file:
        assert not file.write_back()
        fill(file, "新市")
        assert file.write_back()
        copy = shutil.copy(path, path.parent.parent / "b.shenbao")
        assert city(Path(copy)) == "新市"
        assert not file.write_back()


def test_what_was_only_looked_at_is_not_touched(path, work):
    before = path.stat()
    open_draft(path, now=now).close()
    assert city(path) == "某市"
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert left_in(work) == []


def test_what_was_saved_before_a_crash_is_gone_on_with_and_written_back(path, work):
    edit_and_die(path, "断电市")
    with open_draft(path, read_only=True) as file:
        assert file.draft.value("basic/city") == "断电市"
        assert "还没有写回" in file.notice
    with open_draft(path, now=now) as file:
        assert file.draft.value("basic/city") == "断电市"
        assert "已经接着打开" in file.notice
    assert left_in(work) == []
    assert city(path) == "断电市"


def test_where_writing_back_fails_the_copy_stays_and_the_draft_is_as_it_was(
    path, work, monkeypatch
):
    before = path.read_bytes()

    def broken(self, target):
        raise OSError(errno.EIO, "", str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", broken)
        with pytest.raises(NotPublished, match="修改已保存在本机") as refusal:
            edit(path, "新市")
    assert str(work) in str(refusal.value)
    assert path.read_bytes() == before
    assert left_in(path.parent) == ["a.shenbao"]
    open_draft(path, now=now).close()
    assert city(path) == "新市"


class Held(PermissionError):
    """What Windows says while a virus scanner or a sync client has a file open."""

    winerror = 32


def held(monkeypatch, times, error):
    """Let replacing fail so many times; what is waited in between is returned."""
    really, waited, left = Path.replace, [], [times]

    def replace(self, target):
        if left[0]:
            left[0] -= 1
            raise error(errno.EACCES, "", str(target))
        return really(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("time.sleep", waited.append)
    return waited


def test_a_file_that_a_scanner_holds_for_a_moment_is_waited_for(path, monkeypatch):
    waited = held(monkeypatch, 3, Held)
    edit(path, "新市")
    assert waited == [0.05, 0.1, 0.2]
    assert city(path) == "新市"


def test_a_file_that_stays_held_is_not_waited_for_without_end(path, monkeypatch):
    waited = held(monkeypatch, 100, Held)
    with pytest.raises(NotPublished):
        edit(path, "新市")
    assert sum(waited) == pytest.approx(2.55)


def test_nobody_waits_where_there_is_no_permission(path, monkeypatch):
    waited = held(monkeypatch, 1, PermissionError)
    with pytest.raises(NotPublished, match="没有写入权限"):
        edit(path, "新市")
    assert waited == []


def test_a_place_that_goes_away_takes_nothing_with_it(path):
    away = path.parent.with_name("拔出")
    with pytest.raises(NotPublished, match="请接好后再打开"), open_draft(path, now=now) as file:
        path.parent.rename(away)
        fill(file, "没有U盘时")
    with (
        pytest.raises(NotPublished),
        open_draft(path, now=now) as file,
    ):
        assert "现在连接不上" in file.notice
        fill(file, "还是没有")
    away.rename(path.parent)
    open_draft(path, now=now).close()
    assert city(path) == "还是没有"


def test_a_share_that_does_not_answer_leaves_the_copy_to_work_on(path, monkeypatch):
    edit_and_die(path, "断网前")
    really = Path.stat

    def stat(self, **given):
        if self.is_relative_to(path.parent):
            raise OSError(errno.EHOSTDOWN, "", str(self))
        return really(self, **given)

    with (
        monkeypatch.context() as patch,
        pytest.raises(NotPublished, match="修改已保存在本机"),
    ):
        patch.setattr(Path, "stat", stat)
        with open_draft(path, now=now) as file:
            assert "现在连接不上" in file.notice
            fill(file, "断网后")
    open_draft(path, now=now).close()
    assert city(path) == "断网后"


def test_a_stick_that_was_pulled_out_leaves_its_copy_to_be_found(
    path, tmp_path, monkeypatch, backups
):
    """The path alone does not tell any more that it was one."""
    edit_and_die(path, "断电市")
    path.parent.rename(tmp_path / "拔出")
    monkeypatch.setattr("desktop_app.storage.working_copy.unsafe_place", lambda _: "")
    with open_draft(path, read_only=True) as file:
        assert file.draft.value("basic/city") == "断电市"
    (found,) = copies_of(path)
    assert (found.snapshot.why, found.fault) == ("本机未写回", "")
    saved = restore(path, 1, tmp_path / "救回.shenbao")
    assert city(saved) == "断电市"


def test_a_stick_that_comes_back_under_another_letter_gets_what_it_lacks(path, work):
    edit_and_die(path, "断电市")
    path.parent.rename(path.parent.with_name("Dropbox"))
    back = path.parent.with_name("Dropbox") / path.name
    with open_draft(back, now=now) as file:
        assert file.draft.value("basic/city") == "断电市"
    assert city(back) == "断电市"
    assert "a.shenbao" not in left_in(work)


def test_who_is_behind_gets_what_others_have_written_back(path, tmp_path):
    edit_and_die(path, "一")
    shutil.copytree(tmp_path / "PC-1 的副本", tmp_path / "以前的副本")
    open_draft(path, now=now).close()
    edit(path, "二")
    shutil.copytree(tmp_path / "以前的副本", tmp_path / "PC-1 的副本", dirs_exist_ok=True)
    with open_draft(path, now=now) as file:
        assert file.draft.value("basic/city") == "二"


def test_two_who_changed_it_both_keep_theirs_and_are_told_to_merge(path, tmp_path, monkeypatch):
    edit_and_die(path, "一号机的")
    (path.parent / "~$a.shenbao").unlink()
    at_computer(monkeypatch, tmp_path, "PC-2")
    edit(path, "二号机的")
    at_computer(monkeypatch, tmp_path, "PC-1")
    with open_draft(path, now=now) as file:
        assert "已被别人修改过" in file.notice
        assert file.draft.value("basic/city") == "二号机的"
        (other,) = path.parent.glob("a(*).shenbao")
        with open_draft(other, read_only=True) as mine:
            assert mine.draft.value("basic/city") == "一号机的"
            (conflict,) = compare_copies(file, mine).found.conflicts
    assert (conflict.ours, conflict.theirs.new) == ("二号机的", "一号机的")


def test_a_draft_that_changed_under_an_open_window_is_not_replaced(path, tmp_path, monkeypatch):
    at_computer(monkeypatch, tmp_path, "PC-1")
    file = open_draft(path, now=now)
    fill(file, "一号机的")
    (path.parent / "~$a.shenbao").unlink()
    at_computer(monkeypatch, tmp_path, "PC-2")
    edit(path, "二号机的")
    at_computer(monkeypatch, tmp_path, "PC-1")
    with pytest.raises(NotPublished, match="请用 merge 把两份合并"):
        file.close()
    (other,) = path.parent.glob("a(*).shenbao")
    assert (city(path), city(other)) == ("二号机的", "一号机的")


def test_after_parting_the_window_goes_on_with_its_own(path, tmp_path, monkeypatch):
    with open_draft(path, now=now) as file:
        fill(file, "一号机的")
        path.write_bytes(b"")
        with pytest.raises(NotPublished):
            file.write_back()
        fill(file, "又改了")
        other = file.path
        assert other != path
    assert city(other) == "又改了"
    assert left_in(path.parent) == sorted(["a.shenbao", other.name])


def test_a_draft_that_was_damaged_meanwhile_is_not_made_worse(path):
    with pytest.raises(NotPublished, match="已损坏"), open_draft(path, now=now) as file:
        fill(file, "新市")
        path.write_bytes(path.read_bytes()[:5000])
    assert path.stat().st_size == 5000
    (other,) = path.parent.glob("a(*).shenbao")
    assert city(other) == "新市"


def test_another_computer_is_asked_to_wait_and_told_how_to_go_on(path, tmp_path, monkeypatch):
    with open_draft(path, author="王工", now=now):
        at_computer(monkeypatch, tmp_path, "PC-2")
        with pytest.raises(DraftInUse, match=r"王工\(电脑 PC-1\)从11月1日12:00起") as refusal:
            open_draft(path)
        assert "请删去旁边的「~$a.shenbao」" in str(refusal.value)
        with open_draft(path, read_only=True) as file:
            assert "王工" in file.notice
            with pytest.raises(NotSaved):
                fill(file, "别市")
        (path.parent / "~$a.shenbao").unlink()
        edit(path, "二号机的")
        at_computer(monkeypatch, tmp_path, "PC-1")


def test_a_second_window_here_is_told_as_everywhere(path):
    with open_draft(path, author="王工", now=now), pytest.raises(DraftInUse, match="王工"):
        open_draft(path)


def test_a_damaged_draft_leaves_nothing_here(path, work):
    raw = bytearray(path.read_bytes())
    raw[5000:9000] = bytes(4000)
    path.write_bytes(raw)
    with pytest.raises(DamagedDraft, match=r"「a\.shenbao」"):
        open_draft(path)
    assert path.read_bytes() == bytes(raw)
    assert left_in(work) == []


def test_a_damaged_copy_is_set_aside_and_the_draft_opened_as_it_lies(path, work):
    edit_and_die(path, "断电市")
    (copy,) = work.rglob("a.shenbao")
    copy.write_bytes(copy.read_bytes()[:6000])
    with open_draft(path, now=now) as file:
        assert file.draft.value("basic/city") == "某市"
        assert "recover --salvage" in file.notice
    (aside,) = work.rglob("a(损坏).shenbao")
    assert aside.stat().st_size == 6000


def test_no_journal_is_ever_seen_there(path, tmp_path):
    seen = set()
    new = path.with_name("b.shenbao")
    with create(new, "small", None, author="甲", now=now) as file:
        for text in "甲乙丙":
            fill(file, text)
            file.write_back()
            seen |= set(left_in(path.parent))
    assert seen == {"a.shenbao", "b.shenbao", "~$b.shenbao"}
    assert city(new) == "丙"


def test_an_older_draft_is_kept_beside_the_newer_one(path, work):
    shutil.copy(CORPUS / "1-everything.shenbao", path)
    old = path.read_bytes()
    edit(path, "新市")
    assert path.with_name("a.旧格式1.shenbao").read_bytes()[100:] == old[100:]
    assert left_in(work) == []
    assert city(path) == "新市"


def test_a_draft_that_is_nowhere_is_missed(path):
    path.unlink()
    with pytest.raises(MissingDraft):
        open_draft(path)
    shutil.rmtree(path.parent)
    with pytest.raises(MissingDraft, match="找不到文件夹"):
        open_draft(path)


def test_where_this_computer_has_no_better_place_the_draft_is_worked_on_as_it_lies(
    path, monkeypatch, tmp_path
):
    monkeypatch.setenv("SHENBAO_WORK", str(tmp_path / "OneDrive"))
    with open_draft(path, now=now) as file:
        fill(file, "新市")
        assert city(path) == "新市"
