"""Every page of an open draft: each control has a name, no text is cut, nothing is scrolled sideways."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel

from desktop_app.ui.shell.page_stack import PageStack
from desktop_app.ui.spacing import px
from tests.ui.pages import LOOKS, STEPS, controls, settle, spoken, told


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


def nameless(window):
    return [told(one) for one in controls(window) if not spoken(one)]


def cut_off(window):
    texts = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    seen = [one for one in texts if one.isVisible() and one.window() is window]
    return [told(one) for one in seen if cut(one)]


def resized(window):
    size = window.size().toTuple()
    return [] if size == window.was else [f"{window.was} is {size}"]


def out_of_place(window):
    """A page has one title, at the same place as all others."""
    titles = [
        one
        for one in window.findChildren(QLabel)
        if one.isVisible() and one.property("tone") == "title"
    ]
    grounds = [one for one in window.findChildren(QAbstractScrollArea) if one.isVisible()]
    where = [
        one.mapTo(next(each for each in grounds if each.isAncestorOf(one)), one.rect().topLeft())
        for one in titles
    ]
    places = [one.toTuple() for one in where]
    return [] if places == [(px(24), px(16))] else [f"titles at {places}"]


def rivals(window):
    """Primary buttons where there is more than one."""
    found = [
        told(one)
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.property("deed") == "primary"
    ]
    return found if len(found) > 1 else []


def sideways(window):
    ground = next(one for one in window.findChildren(PageStack) if one.isVisible())
    far = ground.horizontalScrollBar().maximum()
    return [f"scrolled by {far}"] if far else []


LOOKED_FOR = (nameless, cut_off, resized, out_of_place, rivals, sideways)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[2]:.0%}")
@pytest.mark.parametrize("way", [STEPS, STEPS[::-1]], ids=["onwards", "backwards"])
def test_every_page_can_be_read_and_used(at, look, way):
    window = at(way[0], look)
    window.was = look[:2]
    wrong = {}
    for step in way:
        window.jump(step)
        settle()
        for looked_for in LOOKED_FOR:
            if found := looked_for(window):
                wrong[f"{step}: {looked_for.__name__}"] = found
    assert wrong == {}
