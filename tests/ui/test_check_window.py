import sys
from datetime import datetime

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.jobs.demo import sample_folder
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.ui.check_window import CheckWindow


class FakePrompts:
    """Answers in place of dialogs, and remembers what was told."""

    def __init__(self, path=None):
        self.path = path
        self.told: list[str] = []

    def draft_to_open(self, parent):
        del parent
        return self.path

    def tell(self, parent, sentence):
        del parent
        self.told.append(sentence)


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "a.shenbao"
    programme = sample_folder().name
    first = set_path(Draft(programme), "basic/industries", "甲、乙、丙、丁")
    create(path, programme, first, author="", now=datetime.now).close()
    return path


def button(window, text):
    return next(one for one in window.findChildren(QPushButton) if text in one.text())


def opened(qtbot, prompts):
    window = CheckWindow(prompts)
    qtbot.addWidget(window)
    window.show()
    qtbot.mouseClick(button(window, "打开草稿"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button(window, "打开草稿").isEnabled())
    return window


def test_opening_a_draft_lists_what_its_checks_find(qtbot, draft):
    window = opened(qtbot, FakePrompts(draft))
    table = window.findChild(QTableWidget)
    texts = [table.item(row, 2).text() for row in range(table.rowCount())]
    assert any("试点行业" in text for text in texts)
    assert "核对未通过" in window.findChild(QLabel, "state").text()
    assert draft.name in window.windowTitle()


def test_what_is_no_draft_is_told_and_the_window_goes_on(qtbot, tmp_path):
    path = tmp_path / "x.shenbao"
    path.write_text("不是草稿")
    prompts = FakePrompts(path)
    opened(qtbot, prompts)
    assert len(prompts.told) == 1
    assert "不是申报匣的草稿" in prompts.told[0]


class Bell(QObject):
    rung = Signal(int)


@pytest.mark.parametrize("constant", [None, True, False])
def test_emitting_does_not_consume_a_shared_constant(qapp, constant):
    """PySide6 6.12 loses a reference to these with every emit and then aborts."""
    del qapp
    bell, before = Bell(), sys.getrefcount(constant)
    for _ in range(20):
        bell.rung.emit(1)
    assert sys.getrefcount(constant) > before - 10


def test_the_window_says_which_revision_it_shows_and_who_else_has_it(qtbot, draft):
    with open_draft(draft, author="王工", now=datetime.now) as file:
        file.mark("freeze", "定稿:报批稿", "报批稿")
        window = opened(qtbot, FakePrompts(draft))
        told = window.findChild(QLabel, "standing").text()
        assert "已定稿(报批稿,数据版本 1)" in told
        assert "王工" in told
        file.do(set_path(file.draft, "basic/industries", "甲"), "填写")
    qtbot.mouseClick(button(window, "全部审核"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button(window, "全部审核").isEnabled())
    told = window.findChild(QLabel, "standing").text()
    assert "现为数据版本 2;「报批稿」(数据版本 1)定稿以后有修改" in told
    assert "王工" not in told
