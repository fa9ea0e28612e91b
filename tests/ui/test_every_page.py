"""Every page of an open draft: each control has a name, is reached by Tab, and no text is cut."""

from itertools import zip_longest

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QBoxLayout,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QListView,
    QRadioButton,
    QScrollBar,
    QWidget,
)

from desktop_app.core.steps import steps_of
from desktop_app.ui.flow import Flow
from desktop_app.ui.shell.page_stack import PageStack
from desktop_app.ui.theme import Theme
from tests.small_pack import a_small_programme
from tests.ui.conftest import Clerk

STEPS = [one.id for one in steps_of(a_small_programme())] + ["import"]
LOOKS = [(1366, 768, 1.0), (1366, 768, 1.5), (1920, 1080, 1.0)]
# Tab is a cell's and a paragraph's own key there; this one leaves.
LEAVE = (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def at(qtbot, prompts, small, faulty, dressed):
    """Opens the faulty draft at a step, in a window of this size and scale."""

    def show(step, look=LOOKS[0], scheme="light"):
        width, height, scale = look
        theme = Theme(scheme, scale)
        theme.dress(dressed)
        clerk = Clerk(qtbot, prompts, load=lambda _: small, theme=theme)
        clerk.window.resize(width, height)
        clerk.open(faulty)
        clerk.window.jump(step)
        settle()
        clerk.window.wear = lambda worn: theme.wear(dressed, scheme, worn)
        return clerk.window

    return show


def settle():
    """What a page lays out late has come to rest."""
    for _ in range(20):
        QApplication.processEvents()


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


def is_of_qt(widget):
    return widget.objectName().startswith("qt_") or isinstance(widget, QAbstractScrollArea)


def controls(window):
    """All that can have the focus by Tab."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.window() is window
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one, QScrollBar)
    ]


def spoken(widget):
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else ""


def stands_back(widget):
    """Whether another button of its group is the chosen one."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    group = widget.group()
    is_one_of_many = group is not None and group.exclusive() and group.checkedButton() is not None
    return is_one_of_many or isinstance(widget, QRadioButton)


def told(widget):
    own = f"{type(widget).__name__} {widget.objectName()!r}"
    text = getattr(widget, "text", lambda: "")()
    above = widget.parentWidget()
    return f"{own} {text[:30]!r} in {type(above).__name__} {above.objectName()!r}"


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


@pytest.mark.parametrize("step", STEPS)
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


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[2]:.0%}")
@pytest.mark.parametrize("step", STEPS)
def test_a_page_is_never_scrolled_sideways_and_hides_no_button(at, step, look):
    window = at(step, look)

    ground = next(one for one in window.findChildren(PageStack) if one.isVisible())

    assert ground.horizontalScrollBar().maximum() == 0
