"""Work off the window's thread tells its outcome, and leaves nothing behind."""

import gc
import weakref

import pytest
from PySide6.QtCore import QObject, QThreadPool

from desktop_app.errors import AppError
from desktop_app.ui.start.long_work import LongWork
from desktop_app.ui.work import Work


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
