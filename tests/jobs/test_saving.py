"""Changes go to the disk in a thread of their own: in order, told when they are there, kept if not."""

import queue
import threading
from datetime import timedelta

import pytest

from desktop_app.core.between import change_between
from desktop_app.core.changes import append_rows, set_path
from desktop_app.core.draft import Draft, Row
from desktop_app.jobs.saving import Saving
from desktop_app.storage.draft_file import DraftFile, create, open_draft
from tests.small_pack import a_passing_draft, a_small_programme
from tests.storage.storage_builders import NOON, a_draft, no_file_above, now

LONG = 30


class Told:
    """A listener that keeps what it is told, and looks at the file at that very moment."""

    def __init__(self):
        self._heard = queue.Queue()
        self.settled = []
        self.saving = None

    def opened(self, standing):
        self._heard.put(("opened", standing))

    def refused(self, sentence):
        self._heard.put(("refused", sentence))

    def saved(self, standing, waiting):
        self.settled.append(self.saving.settled())
        with open_draft(standing.path, read_only=True) as file:
            self._heard.put(("saved", standing, waiting, file.draft))

    def failed(self, sentence, waiting):
        self._heard.put(("failed", sentence, waiting))

    def declined(self, sentence):
        self._heard.put(("declined", sentence))

    def warned(self, sentence):
        self._heard.put(("warned", sentence))

    def closed(self, sentence):
        self._heard.put(("closed", sentence))

    def next(self, *kinds):
        """What is told next; it has to be of one of these kinds."""
        told = self._heard.get(timeout=LONG)
        assert told[0] in kinds, told
        return told


class Sitting:
    """Somebody at a draft."""

    def __init__(self, path, clock=now):
        self.told = Told()
        self.saving = self.told.saving = Saving(path, self.told, author="王工", now=clock)
        self.saving.start()
        told = self.told.next("opened", "refused")
        self.standing = told[1]

    def fill(self, text, path="basic/city"):
        self.saving.do("填写", lambda draft: set_path(draft, path, text))

    def end(self):
        self.saving.close(abandon=True)
        assert self.saving.wait(LONG)


@pytest.fixture
def path(tmp_path):
    return a_draft(tmp_path / "a.shenbao", rows=30)


@pytest.fixture
def sitting(path):
    sitting = Sitting(path)
    yield sitting
    sitting.end()


def city(path):
    with open_draft(path, read_only=True) as file:
        return file.draft.value("basic/city")


def test_what_is_told_to_be_saved_is_in_the_file_at_that_moment(sitting):
    for number in range(5):
        sitting.fill(f"第{number}市")
    for number in range(5):
        _, standing, _, on_disk = sitting.told.next("saved")
        assert standing.draft == on_disk
        assert on_disk.value("basic/city") == f"第{number}市"


def test_who_is_told_of_the_last_change_finds_the_draft_settled(sitting):
    sitting.fill("新市")
    standing = sitting.told.next("saved")[1]
    sitting.saving.undo()
    undone = sitting.told.next("saved")[1]
    assert sitting.told.settled == [standing, undone]


def test_what_is_written_into_a_row_that_was_just_undone_is_told_and_the_draft_settles(sitting):
    row = Row("new", {"name": "新项目"})
    sitting.saving.do("新增行", lambda draft: append_rows(draft, "projects", (row,)))
    sitting.told.next("saved")
    sitting.saving.undo()
    sitting.saving.type("填写", "projects/new/name", "写在撤销之后")
    sitting.saving.flush()
    undone = sitting.told.next("saved")[1]
    assert "没有写入" in sitting.told.next("warned")[1]
    assert sitting.told.next("saved")[1].draft == undone.draft
    assert sitting.told.settled[-1].draft == undone.draft
    sitting.fill("新市")
    assert sitting.told.next("saved")[3].value("basic/city") == "新市"


def test_nothing_is_told_and_nobody_waits_while_the_disk_works(sitting, monkeypatch):
    goes_on, really = threading.Event(), DraftFile.do

    def slow(self, *given):
        assert goes_on.wait(LONG)
        return really(self, *given)

    monkeypatch.setattr(DraftFile, "do", slow)
    sitting.fill("慢市")
    sitting.fill("更慢市")
    assert sitting.saving.settled() is None
    goes_on.set()
    assert sitting.told.next("saved")[1].draft.value("basic/city") == "慢市"
    assert sitting.told.next("saved")[1].draft.value("basic/city") == "更慢市"


def test_what_is_typed_in_one_field_without_a_pause_is_one_change(sitting, path):
    revision = sitting.standing.draft.revision
    for length in range(1, 5):
        sitting.saving.type("填写 申报单位", "basic/city", "某某新市"[:length])
    _, standing, waiting, _ = sitting.told.next("saved")
    assert (standing.draft.value("basic/city"), waiting) == ("某某新市", 0)
    assert standing.draft.revision == revision + 1
    assert standing.undoable == "填写 申报单位"


def test_another_field_or_another_change_writes_what_was_typed_before(sitting):
    sitting.saving.type("一", "basic/city", "甲")
    sitting.saving.type("二", "basic/bureau", "乙")
    sitting.saving.type("三", "basic/city", "丙")
    rows = [Row("n1", {"name": "新"})]
    sitting.saving.do("粘贴", lambda draft: append_rows(draft, "projects", rows))
    labels = [sitting.told.next("saved")[1].undoable for _ in range(4)]
    assert labels == ["一", "二", "三", "粘贴"]


def test_typing_back_to_what_was_there_is_no_change(sitting):
    sitting.saving.type("填写", "basic/city", "某")
    sitting.saving.type("填写", "basic/city", "某市")
    before = sitting.standing.draft
    assert sitting.told.next("saved")[1].draft == before
    sitting.fill("别市", "basic/bureau")
    assert sitting.told.next("saved")[1].draft.value("basic/bureau") == "别市"


def test_typing_that_changes_nothing_behind_an_undo_still_tells_how_the_draft_stands(sitting):
    sitting.fill("新市")
    bureau = sitting.told.next("saved")[1].draft.value("basic/bureau")
    sitting.saving.undo()
    sitting.saving.type("填写", "basic/bureau", bureau)
    told = [sitting.told.next("saved")[1] for _ in range(2)]
    assert [one.draft.value("basic/city") for one in told] == ["某市", "某市"]
    assert sitting.told.settled[-1] == told[-1]


def test_undo_and_redo_take_their_turn(sitting):
    sitting.saving.type("填写", "basic/city", "新市")
    sitting.saving.undo()
    sitting.saving.redo()
    told = [sitting.told.next("saved")[1] for _ in range(3)]
    assert [one.draft.value("basic/city") for one in told] == ["新市", "某市", "新市"]
    assert [bool(one.redoable) for one in told] == [False, True, False]


def test_a_full_disk_keeps_what_waits_and_writes_it_when_there_is_room(sitting, path):
    size = path.stat().st_size
    with no_file_above(size):
        sitting.fill("长" * 200_000)
        sitting.fill("后来", "basic/bureau")
        _, sentence, waiting = sitting.told.next("failed")
        assert "没有保存" in sentence
        assert waiting >= 1
        sitting.saving.close()
        sitting.told.next("failed")
    sitting.saving.flush()
    sitting.told.next("saved")
    assert sitting.told.next("saved")[1].draft.value("basic/bureau") == "后来"
    sitting.saving.close()
    assert sitting.told.next("closed")[1] == ""


def test_what_cannot_be_stored_at_all_does_not_hold_up_the_rest(sitting):
    sitting.fill("坏\ud800字")
    sitting.fill("好字")
    assert "无法保存的字符" in sitting.told.next("failed")[1]
    assert sitting.told.next("saved")[1].draft.value("basic/city") == "好字"


def test_a_change_that_does_not_fit_is_told_and_the_thread_lives(sitting):
    sitting.fill("没有", "projects/nowhere/name")
    sitting.fill("有")
    assert "没有写入" in sitting.told.next("warned")[1]
    # What the person sees is then what the disk has.
    assert sitting.told.next("saved")[3].rows("projects")
    assert sitting.told.next("saved")[1].draft.value("basic/city") == "有"


def test_work_goes_on_elsewhere_when_the_folder_is_gone(sitting, path, tmp_path):
    sitting.fill("先")
    sitting.told.next("saved")
    path.rename(tmp_path / "b.shenbao")
    sitting.fill("后")
    assert "已被移动" in sitting.told.next("failed")[1]
    new = tmp_path / "另存.shenbao"
    sitting.saving.save_elsewhere(new)
    assert sitting.told.next("opened")[1].path == new
    assert sitting.told.next("saved")[1].draft.value("basic/city") == "后"
    sitting.end()
    with open_draft(new) as file:
        assert [one.label for one in file.history.moments][-2:] == ["填写", "填写"]
    assert city(tmp_path / "b.shenbao") == "先"


def test_what_was_abandoned_is_not_written_later(sitting, path):
    with no_file_above(path.stat().st_size):
        sitting.fill("长" * 200_000)
        sitting.told.next("failed")
        sitting.saving.close(abandon=True)
        assert sitting.told.next("closed")[1] == ""
    assert city(path) == "某市"


def test_a_draft_that_another_window_has_is_open_for_reading(sitting, path):
    second = Sitting(path)
    assert second.standing.read_only
    assert "只读方式打开" in second.standing.notice
    second.fill("二窗")
    assert "只读" in second.told.next("failed")[1]
    second.saving.close()
    assert second.told.next("closed")[1] == ""


def test_what_is_no_draft_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "x.shenbao").write_text("不是", "utf-8")
    sitting = Sitting(tmp_path / "x.shenbao")
    assert "不是申报匣的草稿" in sitting.standing
    assert sitting.saving.wait(LONG)


def test_a_fault_on_opening_is_told_and_nobody_waits_for_ever(tmp_path):
    sitting = Sitting(tmp_path / "x\0.shenbao")
    assert "没有打开这份草稿" in sitting.standing
    assert sitting.saving.wait(LONG)


def test_a_copy_is_kept_at_opening_and_every_hour(path, backups):
    clock = [NOON]
    sitting = Sitting(path, lambda: clock[0])
    for minutes in (30, 61, 90, 125):
        clock[0] = NOON + timedelta(minutes=minutes)
        sitting.fill(f"第{minutes}市")
        sitting.told.next("saved")
        sitting.saving.tend()
    sitting.saving.close()
    sitting.told.next("closed")
    kept = [one.name.split()[2:4] for one in sorted(backups.rglob("*.shenbao"))]
    assert kept == [["12.00", "打开时"], ["13.01", "每小时"], ["14.05", "每小时"]]


def test_a_draft_worked_on_in_a_copy_is_written_back_meanwhile(tmp_path):
    (tmp_path / "OneDrive").mkdir()
    path = a_draft(tmp_path / "OneDrive" / "a.shenbao")
    sitting = Sitting(path)
    assert "同步文件夹" in sitting.standing.notice
    sitting.fill("新市")
    sitting.told.next("saved")
    sitting.saving.tend()
    sitting.fill("还没写回")
    sitting.told.next("saved")
    lying = tmp_path / "b.shenbao"
    lying.write_bytes(path.read_bytes())
    assert city(lying) == "新市"
    path.parent.rename(tmp_path / "拔出")
    sitting.saving.tend()
    assert "没有写回" in sitting.told.next("warned")[1]
    sitting.saving.close()
    assert "修改已保存在本机" in sitting.told.next("closed")[1]


def test_a_passing_draft_is_frozen_and_handed_in_and_goes_on(tmp_path, backups):
    path = a_draft_to_freeze(tmp_path)
    sitting = Sitting(path)
    sitting.saving.freeze(a_small_programme(), "报批稿")
    standing = sitting.told.next("saved")[1]
    assert (standing.state, standing.mark) == ("frozen", "定稿 报批稿")
    assert [(one.name, one.revision) for one in standing.freezes] == [("报批稿", 1)]
    assert [one for one in backups.rglob("*.shenbao") if "定稿" in one.name]
    sitting.saving.report("邮寄", "2024年11月20日", "单号1")
    standing = sitting.told.next("saved")[1]
    assert standing.state == "reported"
    (sent,) = standing.reports
    assert (sent.reported.date, sent.reported.receipt, sent.revision) == ("2024-11-20", "单号1", 1)
    sitting.fill("别市")
    standing = sitting.told.next("saved")[1]
    assert standing.state == "changed"
    assert "后有修改" in standing.mark
    sitting.end()


def test_what_does_not_pass_is_not_frozen_and_the_thread_goes_on(tmp_path):
    sitting = Sitting(a_draft_to_freeze(tmp_path, goals="全市共实施项目9个。"))
    sitting.saving.freeze(a_small_programme(), "定稿")
    assert "核对还没有通过(还有 1 处" in sitting.told.next("declined")[1]
    sitting.saving.report("邮寄", "2024-11-20", "")
    assert "还没有这个定稿" in sitting.told.next("declined")[1]
    sitting.fill("新市")
    assert sitting.told.next("saved")[1].draft.value("basic/city") == "新市"
    sitting.end()


def test_a_freeze_that_the_disk_refuses_is_tried_again(tmp_path):
    path = a_draft_to_freeze(tmp_path)
    sitting = Sitting(path)
    with no_file_above(path.stat().st_size):
        sitting.saving.freeze(a_small_programme(), "定稿" + "长" * 30)
        kind = sitting.told.next("failed", "saved")[0]
    if kind == "failed":
        sitting.saving.flush()
        assert sitting.told.next("saved")[1].state == "frozen"
    sitting.end()


def test_a_copy_is_kept_when_it_is_asked_for(tmp_path, backups):
    sitting = Sitting(a_draft_to_freeze(tmp_path))
    sitting.fill("新市")
    sitting.told.next("saved")
    sitting.saving.keep("成册前")
    sitting.saving.close()
    sitting.told.next("closed")
    assert [one for one in backups.rglob("*.shenbao") if "成册前" in one.name]


def a_draft_to_freeze(tmp_path, **values):
    path = tmp_path / "定.shenbao"
    draft = a_passing_draft(**values)
    first = change_between(Draft(draft.programme), draft, "新建草稿")
    create(path, draft.programme, first, author="李工", now=now).close()
    return path
