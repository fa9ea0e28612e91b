"""Tab goes through the window in the order in which it is read, whenever its parts were made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Clerk
from tests.ui.pages import LEAVE, STEPS, controls, settle, stands_back, told

ZONES = {"bar": "bar", "rail": "rail", "finding panel": "findings"}


def zone(widget):
    above = widget
    while above is not None:
        if above.objectName() in ZONES:
            return ZONES[above.objectName()]
        above = above.parentWidget()
    return "page"


def walked(qtbot, window, first, key=Qt.Key.Key_Tab):
    """What has the focus one after the other, until it comes round."""
    first.setFocus()
    found = []
    while window.focusWidget() not in found:
        here = window.focusWidget()
        found.append(here)
        is_own = here.objectName() in ("grid", "chapter") and key == Qt.Key.Key_Tab
        qtbot.keyClick(here, *(LEAVE if is_own else (key,)))
    return found


@pytest.mark.parametrize("way", [STEPS, STEPS[::-1]], ids=["onwards", "backwards"])
def test_tab_goes_by_the_rail_and_the_page_to_the_findings_and_reaches_all(at, qtbot, way):
    window = at(way[0])
    wrong = {}
    for step in way:
        window.jump(step)
        settle()
        # Of buttons that exclude each other the chosen one stands for all: arrows choose another.
        stops = [one for one in controls(window) if not stands_back(one)]
        first = next(one for one in stops if zone(one) == "bar")

        met = walked(qtbot, window, first)

        zones = [zone(one) for one in met]
        each = [one for n, one in enumerate(zones) if n == 0 or zones[n - 1] != one]
        there = {zone(one) for one in stops}
        if each != [one for one in ("bar", "rail", "page", "findings") if one in there]:
            wrong[step] = each
        if missed := {told(one) for one in stops} - {told(one) for one in met}:
            wrong[f"{step}: not reached"] = missed
        if window.focusWidget() is not first:
            wrong[f"{step}: comes round"] = told(window.focusWidget())
    assert wrong == {}


def test_a_page_that_was_left_and_is_shown_again_keeps_its_place(at, qtbot):
    window = at("fields")
    for step in ("summary", "bundle", "fields"):
        window.jump(step)
    QApplication.processEvents()
    first = next(one for one in controls(window) if zone(one) == "bar")

    met = [zone(one) for one in walked(qtbot, window, first)]

    assert met == sorted(met, key=("bar", "rail", "page", "findings").index)


@pytest.fixture
def newcomer(qtbot, prompts, tmp_path, monkeypatch):
    """Who has no draft yet."""
    monkeypatch.setenv("SHENBAO_DATA", str(tmp_path / "new"))
    return Clerk(qtbot, prompts)


def test_who_has_no_draft_yet_begins_at_the_new_one_and_goes_on_in_reading_order(qtbot, newcomer):
    clerk = newcomer
    window = clerk.window
    clerk.until(lambda: (window.focusWidget() or window).objectName() == "new")

    met = [one.objectName() for one in walked(qtbot, window, window.focusWidget())]

    begin = [name for name in met if name != "new"]
    assert begin == [
        "open", "recover", "practise", "check computer", "install pack", "settings", "help",
    ]  # fmt: skip


def test_the_new_draft_keeps_the_focus_while_the_lists_are_read_again(newcomer):
    clerk = newcomer
    clerk.until(lambda: (clerk.window.focusWidget() or clerk.window).objectName() == "new")
    clerk.press("check computer")
    clerk.press("back")
    assert clerk.window.focusWidget().objectName() in ("new", "check computer"), told(
        clerk.window.focusWidget()
    )
