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
from tests.ui.pages import LOOKS, STEPS, is_of_qt, settle

# One of each kind of page.
KINDS = ("notice", "fields", "summary", "chapter:goals", "check", "bundle", "import")


def named(one):
    """A widget without its text: the folder of the draft is another in each test."""
    above = one.parentWidget()
    own = f"{type(one).__name__} {one.objectName()!r}"
    return f"{own} in {type(above).__name__} {above.objectName()!r}" if above else own


def laid_out(window):
    """Where everything that is seen stands; what has the focus, and a thicker frame, is the rail."""
    window.findChild(QListView, "steps").setFocus()
    settle()
    return sorted(
        (named(one), (*one.mapTo(window, QPoint()).toTuple(), *one.size().toTuple()))
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
    for one in window.findChildren(QLayout):
        above = one.parentWidget()
        is_ours = isinstance(one, QBoxLayout | QGridLayout | Flow)
        if is_ours and above is not None and above.isVisible() and not is_of_qt(above):
            edges = one.contentsMargins()
            sides = (edges.left(), edges.top(), edges.right(), edges.bottom())
            gap = one.spacing() if one.count() > 1 else 0
            named = f"{type(one).__name__} in {type(above).__name__} {above.objectName()!r}"
            found.setdefault(named, []).append([n for n in (*sides, gap) if n > 1])
    return found


def each_step(window, seen):
    """What is seen of each step."""
    found = {}
    for step in STEPS:
        window.jump(step)
        settle()
        found[step] = seen(window)
    return found


def standing(window):
    return laid_out(window), widths(window)


def differing(before, now, columns_by):
    places, columns = before
    found = moved(places, now[0])
    if now[1] != pytest.approx(columns, abs=columns_by):
        found.append((columns, now[1]))
    return found


@pytest.fixture(scope="module")
def known():
    return {}


@pytest.fixture
def from_the_start(known, at, qtbot):
    """What is seen of each step where the size was chosen before anything was opened."""
    if not known:
        window = at(STEPS[0], LOOKS[1])
        known.update(each_step(window, standing))
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())
    return known


@pytest.mark.parametrize("shown", KINDS)
def test_a_size_chosen_in_an_open_window_is_as_if_it_had_been_so_before(at, from_the_start, shown):
    window = at(shown, LOOKS[0])

    window.wear(LOOKS[1][2])
    window.resize(*LOOKS[1][:2])
    settle()

    assert differing(from_the_start[shown], standing(window), 12) == []


def test_pages_that_were_not_seen_meanwhile_have_the_new_size_too(at, from_the_start):
    window = at(STEPS[0], LOOKS[0])
    each_step(window, standing)

    window.wear(LOOKS[1][2])
    window.resize(*LOOKS[1][:2])

    now = each_step(window, standing)
    wrong = {one: differing(from_the_start[one], now[one], 12) for one in STEPS}
    assert {one: found for one, found in wrong.items() if found} == {}


@pytest.mark.parametrize("shown", KINDS)
def test_a_size_that_is_taken_back_leaves_no_trace(at, shown):
    window = at(shown, LOOKS[2])
    before = standing(window)

    for scale in (1.5, 1.0):
        window.wear(scale)
        settle()

    assert differing(before, standing(window), 6) == []


def test_all_room_between_things_grows_with_the_text(at):
    window = at(STEPS[0], LOOKS[2])
    before = each_step(window, rooms)

    window.wear(2.0)

    for step, now in each_step(window, rooms).items():
        # At this size the findings are folded.
        grown = {
            one: [[2 * n for n in room] for room in found]
            for one, found in before[step].items()
            if len(now.get(one, ())) == len(found)
        }
        assert {one: (now[one], all_) for one, all_ in grown.items() if now[one] != all_} == {}
        assert len(grown) > 5
