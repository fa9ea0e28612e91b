"""Every page at every size of the text: chosen at the start, later, and taken back."""

from itertools import zip_longest

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHeaderView,
    QLayout,
    QListView,
    QWidget,
)

from desktop_app.ui.flow import Flow
from tests.ui.pages import LOOKS, STEPS, is_of_qt, settle, told


def laid_out(window):
    """Where everything that is seen stands; what has the focus, and a thicker frame, is the rail."""
    window.findChild(QListView, "steps").setFocus()
    settle()
    return sorted(
        (told(one), (*one.mapTo(window, QPoint()).toTuple(), *one.size().toTuple()))
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.window() is window
        and one.objectName() != "qt_scrollarea_viewport"
    )


def moved(before, after):
    """What stands elsewhere; a splitter shares out to some pixels."""
    return [
        (one, other)
        for one, other in zip_longest(before, after)
        if None in (one, other) or one[0] != other[0] or one[1] != pytest.approx(other[1], abs=6)
    ]


def widths(window):
    """How wide all columns are that are seen."""
    heads = [one for one in window.findChildren(QHeaderView) if one.isVisible()]
    across = [one for one in heads if one.orientation() is Qt.Orientation.Horizontal]
    return [one.sectionSize(at) for one in across for at in range(one.count())]


def rooms(window):
    """Margins of all that is laid out, and the room between; a pixel is a line, not room."""
    found = {}
    for at, one in enumerate(window.findChildren(QLayout)):
        above = one.parentWidget()
        is_ours = isinstance(one, QBoxLayout | QGridLayout | Flow)
        if is_ours and above is not None and above.isVisible() and not is_of_qt(above):
            edges = one.contentsMargins()
            sides = (edges.left(), edges.top(), edges.right(), edges.bottom())
            gap = one.spacing() if one.count() > 1 else 0
            found[f"{at} {type(one).__name__} in {type(above).__name__} {above.objectName()!r}"] = [
                n for n in (*sides, gap) if n > 1
            ]
    return found


@pytest.mark.parametrize("step", STEPS)
def test_a_size_chosen_in_an_open_window_is_as_if_it_had_been_so_before(at, qtbot, step):
    first = at(step, LOOKS[1])
    from_the_start, columns = laid_out(first), widths(first)
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible())
    window = at(step, LOOKS[0])

    window.wear(LOOKS[1][2])
    window.resize(*LOOKS[1][:2])
    settle()

    assert moved(from_the_start, laid_out(window)) == []
    assert widths(window) == pytest.approx(columns, abs=12)


@pytest.mark.parametrize("step", ("fields", "summary", "check", "bundle", "import"))
def test_a_size_that_is_taken_back_leaves_no_trace(at, step):
    window = at(step, LOOKS[2])
    before, columns = laid_out(window), widths(window)

    for scale in (1.5, 1.0):
        window.wear(scale)
        settle()

    assert moved(before, laid_out(window)) == []
    assert widths(window) == pytest.approx(columns, abs=6)


@pytest.mark.parametrize("step", STEPS)
def test_all_room_between_things_grows_with_the_text(at, step):
    window = at(step, LOOKS[2])
    before = rooms(window)

    window.wear(2.0)
    settle()

    now = rooms(window)
    # At this size the findings are folded.
    grown = {one: [2 * n for n in room] for one, room in before.items() if one in now}
    assert {one: (now[one], room) for one, room in grown.items() if now[one] != room} == {}
    assert len(grown) > 5
