"""What the tests of all pages ask of one: its controls, how they are told, its steps and sizes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QRadioButton,
    QScrollBar,
    QWidget,
)

from desktop_app.core.steps import steps_of
from tests.small_pack import a_small_programme

STEPS = [one.id for one in steps_of(a_small_programme())] + ["import"]
LOOKS = [(1366, 768, 1.0), (1366, 768, 1.5), (1920, 1080, 1.0)]
# Tab is a cell's and a paragraph's own key there; this one leaves.
LEAVE = (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)


def settle():
    """What a page lays out late has come to rest."""
    for _ in range(20):
        QApplication.processEvents()


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
