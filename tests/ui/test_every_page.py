"""Every page of an open draft: each control has a name, is reached by Tab, and no text is cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
)

from desktop_app.ui.shell.page_stack import PageStack
from tests.ui.pages import (
    LEAVE,
    LOOKS,
    STEPS,
    controls,
    spoken,
    stands_back,
    told,
)


def cut(widget):
    """Whether a part of the text of a label or button cannot be read anywhere."""
    text = widget.text()
    if not text or widget.toolTip():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, QLabel):
        need = widget.sizeHint()
        return need.width() > widget.width() + 1 or need.height() > widget.height() + 1
    room = widget.width() - widget.iconSize().width() * (not widget.icon().isNull())
    return widget.fontMetrics().horizontalAdvance(widget.text()) > room


@pytest.mark.parametrize("step", STEPS)
def test_every_control_has_a_name(at, step):
    window = at(step)

    nameless = [told(one) for one in controls(window) if not spoken(one)]

    assert not nameless


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[2]:.0%}")
@pytest.mark.parametrize("step", STEPS)
def test_no_text_is_cut_and_the_window_keeps_its_size(at, step, look):
    window = at(step, look)

    texts = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    seen = [one for one in texts if one.isVisible() and one.window() is window]

    assert [told(one) for one in seen if cut(one)] == []
    assert (window.width(), window.height()) == look[:2]


@pytest.mark.parametrize("step", STEPS)
def test_tab_reaches_every_control_and_comes_round(at, qtbot, step):
    window = at(step)
    # Of buttons that exclude each other the chosen one stands for all: arrows choose another.
    wanted = {one for one in controls(window) if not stands_back(one)}
    QApplication.processEvents()
    min(wanted, key=lambda one: one.objectName() != "steps").setFocus()

    reached = []
    while window.focusWidget() not in reached:
        here = window.focusWidget()
        reached.append(here)
        is_own = here.objectName() in ("grid", "chapter")
        qtbot.keyClick(here, *(LEAVE if is_own else (Qt.Key.Key_Tab,)))

    assert [told(one) for one in wanted - set(reached)] == []
    assert window.focusWidget() is reached[0], f"Tab comes round at {told(window.focusWidget())}"


@pytest.mark.parametrize("step", STEPS)
def test_a_page_has_one_title_at_the_same_place(at, step):
    window = at(step)

    titles = [
        one
        for one in window.findChildren(QLabel)
        if one.isVisible() and one.property("tone") == "title"
    ]

    assert len(titles) == 1
    ground = next(
        one for one in window.findChildren(QAbstractScrollArea) if one.isAncestorOf(titles[0])
    )
    where = titles[0].mapTo(ground, titles[0].rect().topLeft())
    assert (where.x(), where.y()) == (24, 16)


@pytest.mark.parametrize("step", STEPS)
def test_a_page_has_at_most_one_primary_button(at, step):
    window = at(step)

    primary = [
        told(one)
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.property("deed") == "primary"
    ]

    assert len(primary) <= 1, primary


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[2]:.0%}")
@pytest.mark.parametrize("step", STEPS)
def test_a_page_is_never_scrolled_sideways_and_hides_no_button(at, step, look):
    window = at(step, look)

    ground = next(one for one in window.findChildren(PageStack) if one.isVisible())

    assert ground.horizontalScrollBar().maximum() == 0
