"""Garbage goes in the window's thread, and nowhere else."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from desktop_app.ui.tidying import Tidying


class Ring:
    """Holds itself, and notes the thread it goes in."""

    def __init__(self, gone: list[str]) -> None:
        self.own = self
        weakref.finalize(self, lambda: gone.append(threading.current_thread().name))


@pytest.fixture
def tidying(qapp):
    before, was_enabled = gc.get_threshold(), gc.isenabled()
    holder = QObject()
    one = Tidying(holder)
    yield one
    one.stop()
    gc.set_threshold(*before)
    (gc.enable if was_enabled else gc.disable)()


def a_job(gone: list[str]) -> None:
    """Leaves much behind while it works."""

    def work() -> None:
        for _ in range(2_000):
            Ring(gone)

    thread = threading.Thread(target=work, name="a job")
    thread.start()
    thread.join()


def test_what_a_job_leaves_goes_in_the_window_s_thread(tidying, qtbot):
    gone: list[str] = []
    gc.set_threshold(100, 1, 1)
    a_job(gone)
    assert gone == []
    qtbot.waitUntil(lambda: bool(gone))
    assert set(gone) == {threading.main_thread().name}


def test_it_is_left_to_python_again_where_the_window_is_gone(tidying):
    gone: list[str] = []
    gc.collect()
    gc.set_threshold(100, 1, 1)
    tidying.stop()
    a_job(gone)
    assert "a job" in gone
