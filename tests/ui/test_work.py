"""Work off the window's thread tells its outcome, and leaves nothing behind; of what is asked for
in a row the newest alone comes out."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QThreadPool

from desktop_app.errors import AppError
from desktop_app.ui.work import Latest, LongWork, Work


class _Large:
    """Stands for a draft that a task holds."""


@pytest.mark.parametrize("kind", [Work, LongWork])
@pytest.mark.parametrize("refusal", ["", "不行"])
def test_work_that_is_done_goes_with_all_its_task_holds(qtbot, kind, refusal):
    parent, pool, told = QObject(), QThreadPool(), []
    large = _Large()
    held = weakref.ref(large)

    def task(*_, large=large):
        assert large
        if refusal:
            raise AppError(refusal)
        return "done"

    work = kind(task, parent)
    work.succeeded.connect(told.append)
    work.failed.connect(told.append)
    work.start(pool)
    del work, task, large
    qtbot.waitUntil(lambda: not parent.children())
    assert told == [refusal or "done"]
    gc.collect()
    qtbot.waitUntil(lambda: held() is None)


def test_long_work_tells_how_far_it_is_and_is_cancelled_at_the_next_thing_it_tells(qtbot):
    parent, pool, told, go_on = QObject(), QThreadPool(), [], threading.Event()

    def task(report):
        report(1, 2, "甲")
        go_on.wait(10)
        report(2, 2, "乙")

    work = LongWork(task, parent)
    work.progressed.connect(lambda *steps: told.append(steps))
    work.succeeded.connect(told.append)
    work.failed.connect(told.append)
    work.cancelled.connect(lambda: told.append("cancelled"))
    work.start(pool)
    qtbot.waitUntil(lambda: told == [(1, 2, "甲")])
    work.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: told == [(1, 2, "甲"), "cancelled"])


def test_a_fault_of_the_program_is_told_and_kept_in_the_log(qtbot, caplog):
    parent, pool = QObject(), QThreadPool()

    def fail():
        raise ValueError("x")

    work = Work(fail, parent)
    with qtbot.waitSignal(work.failed) as failed:
        work.start(pool)
    assert "运行记录" in failed.args[0]
    assert [one.levelname for one in caplog.records] == ["ERROR"]


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
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["neu"]


def test_what_came_just_before_it_was_dropped_is_not_told(qtbot, latest):
    told = []
    latest.found.connect(told.append)
    latest.ask(lambda _: "late")
    # Its answer lies in the window's queue now.
    latest.findChild(QThreadPool).waitForDone()
    latest.drop()
    latest.ask(lambda _: "after")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["after"]


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
