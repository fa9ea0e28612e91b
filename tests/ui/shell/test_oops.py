"""What was not caught: one calm dialog, the work told, a way on, and an entry in the log."""

import sys
import threading
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRunnable, Qt, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.jobs import log
from desktop_app.ui.session import Session
from desktop_app.ui.shell.keeping import Keeping
from desktop_app.ui.shell.oops import Oops
from desktop_app.ui.work import BROKEN, Work
from tests.ui.conftest import NOW, a_faulty_draft

WORK = "您的修改都已存好,没有丢失(草稿已保存 09:30)。"


@dataclass
class Person:
    """Sees the dialog and presses what is on it."""

    qtbot: object
    oops: Oops
    folder: object
    clock: list[float]

    def dialogs(self):
        return [
            one
            for one in QApplication.topLevelWidgets()
            if one.objectName() == "oops" and one.isVisible()
        ]

    def sees(self):
        self.qtbot.waitUntil(lambda: len(self.dialogs()) == 1)
        (dialog,) = self.dialogs()
        return dialog

    def reads(self, name):
        label = self.sees().findChild(QLabel, f"oops {name}")
        return label.text() if label.isVisible() else ""

    def press(self, name):
        button = self.sees().findChild(QPushButton, f"oops {name}")
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def logged(self):
        return [one for one in log.read(self.folder) if one.kind == "出错"]

    def until(self, holds):
        self.qtbot.waitUntil(holds)


@pytest.fixture
def person(qtbot, tmp_path):
    folder = log.start(tmp_path / "数据")
    clock = [100.0]
    oops = Oops(folder, lambda: WORK, clock=lambda: clock[0])
    oops.install()
    found = Person(qtbot, oops, folder, clock)
    yield found
    oops.uninstall()
    for one in QApplication.topLevelWidgets():
        if one.objectName() in ("oops", "log"):
            one.close()
    log.stop()


@pytest.fixture
def window(qtbot):
    """A window whose buttons break."""
    made = QWidget()
    layout = QVBoxLayout(made)
    for name, fault in (
        ("breaks", KeyError("辽东轴承")),
        ("also breaks", IndexError()),
        ("refuses", AppError("磁盘已满;请腾出空间再试。")),
    ):
        button = QPushButton(name)
        button.setObjectName(name)
        button.clicked.connect(lambda _=False, fault=fault: _break(fault))
        layout.addWidget(button)
    qtbot.addWidget(made)
    made.show()
    return made


def _break(fault):
    raise fault


def click(person, window, name):
    button = window.findChild(QPushButton, name)
    person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_click_that_breaks_becomes_one_calm_dialog_and_an_entry(person, window):
    click(person, window, "breaks")
    assert person.reads("sentence") == "程序出了一点问题,刚才这一步没有做完。"
    assert person.reads("work") == WORK
    assert "继续" in person.reads("next")
    (entry,) = person.logged()
    assert entry.sentence == "程序出了一点问题,刚才这一步没有做完。"
    assert any("test_oops.py" in line for line in entry.technical)
    assert "辽东" not in "".join(entry.technical)
    person.press("go on")
    person.until(lambda: not person.dialogs())
    assert window.isVisible()


def test_the_first_key_is_the_way_on_and_every_button_has_a_name(person, window):
    click(person, window, "breaks")
    dialog = person.sees()
    buttons = dialog.findChildren(QPushButton)
    assert len(buttons) == 4
    assert all(one.accessibleName() for one in buttons)
    person.until(lambda: dialog.focusWidget() is dialog.findChild(QPushButton, "oops go on"))
    person.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    person.until(lambda: not person.dialogs())


def test_a_refusal_that_nobody_caught_is_told_in_its_own_words(person, window):
    click(person, window, "refuses")
    assert person.reads("sentence") == "磁盘已满;请腾出空间再试。"


def test_dialogs_are_never_stacked_and_what_comes_meanwhile_is_counted(person, window):
    click(person, window, "breaks")
    dialog = person.sees()
    for _ in range(3):
        sys.excepthook(IndexError, IndexError(), None)
    person.until(lambda: "3 次" in person.reads("again"))
    assert person.sees() is dialog
    assert len(person.logged()) == 4


def test_a_second_press_of_the_same_button_is_answered_again(person, window):
    click(person, window, "breaks")
    person.press("go on")
    person.until(lambda: not person.dialogs())
    person.clock[0] += 5
    click(person, window, "breaks")
    assert person.reads("sentence")


def test_what_comes_back_by_itself_leaves_a_way_on(person, window, qtbot):
    fault = IndexError()
    sys.excepthook(IndexError, fault, None)
    person.press("go on")
    person.until(lambda: not person.dialogs())
    for _ in range(50):
        person.clock[0] += 0.5
        with qtbot.waitSignal(person.oops.again):
            sys.excepthook(IndexError, fault, None)
    assert not person.dialogs()
    # The log keeps room for other things.
    assert 15 <= len(person.logged()) <= 25


def test_a_thread_that_breaks_is_told(person):
    thread = threading.Thread(target=lambda: _break(KeyError("x")))
    thread.start()
    thread.join()
    assert "后台" in person.reads("sentence")
    assert len(person.logged()) == 1


def test_a_task_of_the_pool_that_breaks_is_told(person):
    class Task(QRunnable):
        def run(self):
            _break(KeyError("x"))

    pool = QThreadPool()
    pool.start(Task())
    assert "后台" in person.reads("sentence")
    pool.waitForDone()


def test_work_that_breaks_tells_whoever_waits_and_the_log(person, qtbot):
    pool = QThreadPool()
    parent = QWidget()
    qtbot.addWidget(parent)
    work = Work(lambda: _break(KeyError("辽东轴承")), parent)
    with qtbot.waitSignal(work.failed) as failed:
        work.start(pool)
    assert failed.args == [BROKEN]
    (entry,) = person.logged()
    assert entry.sentence.startswith("程序内部出错")
    assert "    " not in entry.sentence
    assert any("KeyError" in line for line in entry.technical)
    assert not person.dialogs()


def test_what_breaks_while_something_is_thrown_away_is_logged_only(person):
    class Heavy:
        def __del__(self):
            _break(KeyError("x"))

    Heavy()
    person.until(lambda: len(person.logged()) == 1)
    assert "收拾内存" in person.logged()[0].sentence
    assert not person.dialogs()


def test_the_report_for_a_colleague_has_sentence_and_place_and_no_names(person, window):
    click(person, window, "breaks")
    person.press("copy")
    told = QGuiApplication.clipboard().text()
    assert told.startswith("申报匣出了问题,请帮忙看看。\n程序出了一点问题")
    assert "KeyError" in told
    assert "辽东" not in told
    assert person.sees().findChild(QPushButton, "oops copy").text() == "已复制,可以粘贴了"


def test_save_and_close_closes_the_window(person, window):
    click(person, window, "breaks")
    person.press("leave")
    person.until(lambda: not window.isVisible())


def test_the_log_opens_and_tells_the_technical_side_only_when_asked(person, window):
    click(person, window, "breaks")
    person.press("log")
    person.until(lambda: any(w.objectName() == "log" for w in QApplication.topLevelWidgets()))
    (seen,) = [w for w in QApplication.topLevelWidgets() if w.objectName() == "log"]
    text = seen.findChild(QPlainTextEdit, "log text")
    assert "出错:程序出了一点问题" in text.toPlainText()
    assert "KeyError" not in text.toPlainText()
    box = seen.findChild(QCheckBox, "log detailed")
    square = QPoint(8, box.height() // 2)
    person.qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=square)
    assert "KeyError" in text.toPlainText()
    person.qtbot.mouseClick(seen.findChild(QPushButton, "log copy"), Qt.MouseButton.LeftButton)
    assert "KeyError" in QGuiApplication.clipboard().text()


def test_ctrl_c_at_the_console_is_left_to_python(person, monkeypatch):
    seen = []
    person.oops.uninstall()
    monkeypatch.setattr(sys, "excepthook", lambda *args: seen.append(args[0]))
    person.oops.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [KeyboardInterrupt]
    assert not person.dialogs()


def test_a_program_that_cannot_start_says_so(person):
    seen = []

    def look_and_leave():
        seen.extend((person.reads("sentence"), person.reads("work")))
        person.press("go on")

    QTimer.singleShot(0, look_and_leave)
    person.oops.tell_at_start(KeyError("x"))
    assert seen == ["程序没有能够启动。", "草稿没有被改动。"]
    assert person.logged()[0].sentence == "程序没有能够启动。"


def test_the_dialog_knows_whether_the_work_is_on_the_disk(qtbot, draft_file):
    owner = QWidget()
    qtbot.addWidget(owner)
    keeping = Keeping(owner)
    assert keeping.sentence == "没有打开草稿,没有什么会丢失。"
    session = Session(draft_file(a_faulty_draft()), owner, author="李工", now=lambda: NOW)
    keeping.follow(session)
    with qtbot.waitSignal(session.opened):
        session.start()
    assert keeping.sentence.startswith("您的修改都已存好,没有丢失(")
    with qtbot.waitSignal(session.saved):
        session.type("申报单位", "basic/city", "别市")
        assert keeping.sentence.startswith("最后一项修改正在保存")
        session.flush()
    assert keeping.sentence.startswith("您的修改都已存好")
    session.failed.emit("磁盘已满", 2)
    assert keeping.sentence.startswith("有 2 项修改还没有写到磁盘")
    with qtbot.waitSignal(session.closed):
        session.close()
    assert keeping.sentence.startswith("没有打开草稿")
    session.wait()
