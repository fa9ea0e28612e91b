"""The draft of a window: in memory at once, told to be saved when it is on the disk."""

import threading
from operator import is_

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread

from desktop_app.core.changes import append_rows, set_path
from desktop_app.core.draft import Row
from desktop_app.core.row_changes import write_cells
from desktop_app.storage.draft_file import DraftFile, open_draft
from desktop_app.ui.session import Session
from tests.storage.storage_builders import a_draft, now


@pytest.fixture
def path(tmp_path):
    return a_draft(tmp_path / "a.shenbao")


@pytest.fixture
def session(path, qtbot):
    owner = QObject()
    session = Session(path, owner, author="王工", now=now)
    with qtbot.waitSignal(session.opened):
        session.start()
    yield session
    session.close(abandon=True)
    assert session.wait(30)


def fill(session, text):
    session.do("填写", lambda draft: set_path(draft, "basic/city", text))


def test_what_is_done_is_seen_at_once_and_saved_in_the_window_thread(session, path, qtbot):
    threads = []
    session.saved.connect(lambda *_: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(session.saved) as signal:
        fill(session, "新市")
        assert session.draft.value("basic/city") == "新市"
    standing, waiting = signal.args
    assert waiting == 0
    assert threads == [session.thread()]
    with open_draft(path, read_only=True) as file:
        assert file.draft == standing.draft == session.draft


def test_what_comes_back_from_the_disk_are_the_rows_that_were_shown(session, qtbot):
    new = (Row("k1", {"name": "新项目"}), Row("k2", {"name": "又一项目"}))
    texts = {"k1": {"investment": "20"}, "r0": {"name": "改名二"}}
    with qtbot.waitSignal(session.saved):
        session.do("新增", lambda draft: append_rows(draft, "projects", new))
    with qtbot.waitSignal(session.saved):
        session.do("粘贴", lambda draft: write_cells(draft, "projects", texts))
        shown = session.draft.rows("projects")
    assert all(map(is_, session.draft.rows("projects"), shown))
    assert session.draft.revision == 6


def test_a_change_made_on_top_of_what_was_undone_meanwhile_is_made_of_that(session, path, qtbot):
    with qtbot.waitSignal(session.saved):
        fill(session, "新市")
    session.undo()
    session.do("粘贴", lambda draft: write_cells(draft, "projects", {"r1": {"name": "新名"}}))
    qtbot.waitUntil(lambda: session.settled is not None)
    assert session.draft.value("basic/city") == "某市"
    assert session.draft.value("projects/r1/name") == "新名"
    with open_draft(path, read_only=True) as file:
        assert file.draft == session.draft


def test_typing_is_never_thrown_back_by_what_is_saved_meanwhile(session, qtbot):
    shown, on_disk = [], []
    session.changed.connect(lambda draft: shown.append(draft.value("basic/city")))
    session.saved.connect(lambda standing, _: on_disk.append(standing.draft.value("basic/city")))
    texts = ["某市新", "某市新区", "某市新区管", "某市新区管委会"]
    for text in texts:
        session.type("填写", "basic/city", text)
        session.flush()
        QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: on_disk[-1:] == texts[-1:])
    seen = [text for text, before in zip(shown, ["", *shown], strict=False) if text != before]
    assert seen == texts
    assert session.draft.value("basic/city") == texts[-1]


def test_undo_shows_what_it_brought_back(session, qtbot):
    with qtbot.waitSignal(session.saved):
        fill(session, "新市")
    with qtbot.waitSignal(session.saved):
        session.undo()
    assert session.draft.value("basic/city") == "某市"
    with qtbot.waitSignal(session.saved):
        session.redo()
    assert session.draft.value("basic/city") == "新市"


def test_what_was_undone_is_shown_though_something_without_a_change_came_behind_it(
    session, qtbot, monkeypatch
):
    gate = threading.Event()
    really = DraftFile.undo
    monkeypatch.setattr(DraftFile, "undo", lambda file: gate.wait(30) and really(file))
    before = session.draft
    session.do("填写", lambda draft: set_path(draft, "basic/city", "新市"))
    qtbot.waitUntil(lambda: session.settled is not None)
    session.undo()
    session.type("填写", "basic/bureau", before.value("basic/bureau"))
    gate.set()
    qtbot.waitUntil(lambda: session.settled is not None)
    assert session.draft.value("basic/city") == before.value("basic/city")


def test_what_could_not_be_saved_is_told_and_stays_on_the_screen(session, path, tmp_path, qtbot):
    path.rename(tmp_path / "b.shenbao")
    with qtbot.waitSignal(session.failed) as signal:
        fill(session, "新市")
    assert "本次修改没有保存" in signal.args[0]
    assert signal.args[1] == 1
    assert session.draft.value("basic/city") == "新市"
    seen = []
    session.opened.connect(lambda _: seen.append(session.draft.value("basic/city")))
    with qtbot.waitSignals([session.opened, session.saved]):
        session.save_elsewhere(tmp_path / "c.shenbao")
    assert seen == ["新市"]
    assert session.draft.value("basic/city") == "新市"


def test_closing_writes_what_was_typed_last(session, path, qtbot):
    session.type("填写", "basic/city", "最后的")
    with qtbot.waitSignal(session.closed) as signal:
        session.close()
    assert signal.args == [""]
    with open_draft(path) as file:
        assert file.draft.value("basic/city") == "最后的"


def test_a_file_that_is_no_draft_is_refused(tmp_path, qtbot):
    (tmp_path / "x.shenbao").write_text("不是", "utf-8")
    owner = QObject()
    session = Session(tmp_path / "x.shenbao", owner)
    with qtbot.waitSignal(session.refused) as signal:
        session.start()
    assert "不是申报匣的草稿" in signal.args[0]
    assert session.wait(30)
