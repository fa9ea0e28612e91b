"""Ctrl+F over everything: the newest word counts, and what goes wrong is told under the field."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from desktop_app.core.search import Hit
from desktop_app.ui.shell.search_box import SearchBox


@pytest.fixture
def box(qtbot):
    window = QWidget()
    one = SearchBox()
    QVBoxLayout(window).addWidget(one)
    window.resize(800, 400)
    qtbot.addWidget(window, before_close_func=lambda _: one.stop())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    # With the window, which would go with its last name.
    yield one
    del window


def told(box):
    lists = box.window().findChildren(QListWidget)
    return [one.item(n).text() for one in lists if one.isVisible() for n in range(one.count())]


def test_of_two_words_the_last_one_is_told_though_the_first_took_longer(qtbot, box):
    go_on = threading.Event()

    def look(typed):
        if typed == "a":
            go_on.wait(10)
        return (Hit(f"projects/{typed}", "附件3", typed),)

    box.set_look(look)
    box.begin()
    qtbot.keyClicks(box, "ab")
    go_on.set()
    qtbot.waitUntil(lambda: bool(told(box)))
    assert told(box) == ["ab\n附件3"]


def test_a_search_that_breaks_is_told_under_the_field_and_the_next_one_is_made(qtbot, box):
    def look(typed):
        if typed == "a":
            raise ValueError(typed)
        return ()

    box.set_look(look)
    box.begin()
    qtbot.keyClicks(box, "a")
    qtbot.waitUntil(lambda: any("没有找完" in one for one in told(box)))
    qtbot.keyClicks(box, "b")
    qtbot.waitUntil(lambda: any("没有找到" in one for one in told(box)))


def test_a_search_that_was_given_up_shows_nothing_any_more(qtbot, box):
    begun, go_on = threading.Event(), threading.Event()

    def look(typed):
        begun.set()
        go_on.wait(10)
        return (Hit("projects/a", "附件3", typed),)

    box.set_look(look)
    box.begin()
    qtbot.keyClicks(box, "a")
    assert begun.wait(10)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    go_on.set()
    box.stop()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert told(box) == []
