"""Of several pieces of work asked for in a row the newest alone comes out."""

import threading

import pytest
from PySide6.QtCore import QObject

from desktop_app.errors import AppError
from desktop_app.ui.latest import Latest


@pytest.fixture
def latest(qtbot):
    del qtbot
    parent = QObject()
    one = Latest(parent, "程序内部出错。")
    yield one
    one.stop()


def test_what_was_overtaken_is_ended_and_never_told(qtbot, latest):
    begun, told = threading.Event(), []
    latest.found.connect(told.append)

    def endless(tick):
        begun.set()
        while True:
            tick()

    latest.ask(endless)
    assert begun.wait(10)
    latest.ask(lambda _: "alt")
    latest.ask(lambda _: "neu")
    qtbot.waitUntil(lambda: "neu" in told)
    assert set(told) <= {"alt", "neu"}
    assert told[-1] == "neu"


@pytest.mark.parametrize(
    ("reason", "told"),
    [(AppError("请先填写。"), "请先填写。"), (ValueError("x"), "程序内部出错。")],
)
def test_what_fails_is_told_in_a_sentence_and_work_goes_on(qtbot, latest, reason, told):
    def fail(_):
        raise reason

    with qtbot.waitSignal(latest.failed) as failed:
        latest.ask(fail)
    assert failed.args == [told]
    with qtbot.waitSignal(latest.found):
        latest.ask(lambda _: 1)


def test_what_is_dropped_is_not_told(qtbot, latest):
    begun, go_on, told = threading.Event(), threading.Event(), []
    latest.found.connect(told.append)

    def wait(_):
        begun.set()
        go_on.wait(10)
        return "dropped"

    latest.ask(wait)
    assert begun.wait(10)
    latest.drop()
    go_on.set()
    latest.ask(lambda _: "after")
    qtbot.waitUntil(lambda: told == ["after"])
