"""Drafts opened one after the other, faster than the window can show them."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from tests.small_pack import a_city_programme, a_small_draft
from tests.ui.conftest import Clerk


class SlowPacks:
    """Loads the small programme, each time only when it is let through."""

    def __init__(self):
        self.asked = 0
        self._gate = threading.Semaphore(0)

    def __call__(self, _):
        self.asked += 1
        self._gate.acquire()
        return a_city_programme()

    def let_through(self, times=1):
        self._gate.release(times)


@pytest.fixture
def packs():
    made = SlowPacks()
    yield made
    # A window that is closed waits for what it loads.
    made.let_through(100)


@pytest.fixture
def clerk(qtbot, prompts, packs):
    return Clerk(qtbot, prompts, load=packs)


def ask_for(clerk, path):
    """Choose a draft without waiting for it."""
    clerk.prompts.path = path
    clerk.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def rails(clerk):
    return clerk.window.findChildren(QListView, "steps")


def test_a_draft_asked_for_while_the_first_still_loads_is_the_only_one_shown(
    clerk, packs, draft_file
):
    first = draft_file(a_small_draft(basic_city="甲市"), "甲.shenbao")
    second = draft_file(a_small_draft(basic_city="乙市"), "乙.shenbao")
    ask_for(clerk, first)
    clerk.until(lambda: packs.asked == 1)
    ask_for(clerk, second)
    packs.let_through()
    clerk.until(lambda: packs.asked == 2)
    clerk.until(lambda: "乙.shenbao" in clerk.window.windowTitle())
    assert rails(clerk) == []
    packs.let_through()
    clerk.until(lambda: rails(clerk))
    assert len(rails(clerk)) == 1
    assert "乙市" in clerk.label("state")


def test_a_draft_asked_for_while_a_broken_one_opens_is_still_opened(
    clerk, packs, draft_file, tmp_path
):
    packs.let_through(2)
    broken = tmp_path / "坏.shenbao"
    broken.write_bytes(b"no draft")
    good = draft_file(a_small_draft(basic_city="乙市"), "乙.shenbao")
    ask_for(clerk, broken)
    ask_for(clerk, good)
    clerk.until(lambda: rails(clerk))
    assert "乙.shenbao" in clerk.window.windowTitle()


def test_a_window_closed_while_its_draft_still_loads_goes(clerk, packs, draft_file):
    ask_for(clerk, draft_file(a_small_draft()))
    clerk.until(lambda: packs.asked == 1)
    clerk.window.close()
    packs.let_through()
    clerk.until(lambda: not clerk.window.isVisible())
    assert clerk.prompts.told == []


def test_the_practice_city_never_takes_the_place_of_a_draft_asked_for_meanwhile(
    clerk, packs, draft_file
):
    clerk.press("practise")
    clerk.until(lambda: clerk.shown("stop practice"))
    ask_for(clerk, draft_file(a_small_draft(basic_city="乙市"), "乙.shenbao"))
    clerk.until(lambda: packs.asked == 1)
    clerk.until(lambda: not clerk.shown("stop practice"))
    packs.let_through(5)
    clerk.until(lambda: rails(clerk))
    assert "乙.shenbao" in clerk.window.windowTitle()
    assert packs.asked == 1
