"""What a person sees and reaches: the window in front, its controls, the mouse and the keys."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

_LEFT = Qt.MouseButton.LeftButton
Texts = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
# Leaves the program, or prints on somebody's paper.
DENIED = frozenset({"print now", "open in reader", "log folder", "oops leave", "home"})


def in_front(main: QWidget) -> QWidget:
    """What takes clicks now: a menu, a dialog, the help, or the window itself."""
    for one in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if one is not None:
            return one
    active = QApplication.activeWindow()
    return active if active is not None and active.isVisible() else main


def reachable(top: QWidget, kinds) -> list[QWidget]:
    """Controls of these kinds that are on the screen or a scroll away, and can be used."""
    # By kind: to look at each part of Qt's own makes something of Python's for it that stays when
    # the part goes, and the soak would see its own looking as a leak.
    found = [
        one
        for kind in (kinds if isinstance(kinds, tuple) else (kinds,))
        for one in top.findChildren(kind)
    ]
    return [
        one
        for one in found
        if one.isVisible() and one.isEnabled() and one.window() is top and one.width() > 1
    ]


def buttons(top: QWidget) -> list[QWidget]:
    """Buttons a person could press, by whatever is told of them."""
    return [
        one
        for one in reachable(top, QAbstractButton)
        if one.objectName() not in DENIED and name_of(one)
    ]


def name_of(one: QWidget) -> str:
    text = one.text() if isinstance(one, QAbstractButton | QLineEdit) else ""
    return one.accessibleName() or text or one.objectName()


def come_to(one: QWidget) -> QPoint | None:
    """Scroll until a control shows; where to click on it, None where that is nowhere."""
    if one.visibleRegion().isEmpty():
        parent = one.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(one)
            parent = parent.parentWidget()
    region = one.visibleRegion()
    return None if region.isEmpty() else region.boundingRect().center()


def click(one: QWidget, at: QPoint | None = None, *, twice: bool = False) -> bool:
    where = at if at is not None else come_to(one)
    if where is None:
        return False
    if twice:
        QTest.mouseClick(one, _LEFT, pos=where)
        QTest.mouseDClick(one, _LEFT, pos=where)
        return True
    QTest.mouseClick(one, _LEFT, pos=where)
    return True


def focused(main: QWidget) -> QWidget:
    return QApplication.focusWidget() or in_front(main)


def key(main: QWidget, one: Qt.Key, *with_: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in with_:
        held |= modifier
    QTest.keyClick(focused(main), one, held)


def write(main: QWidget, text: str, *, composing: bool = False) -> None:
    """As an input method does it; `composing` shows the pinyin first."""
    if not _composes(focused(main)):
        QTest.keyClicks(focused(main), "".join(one for one in text[:20] if " " <= one <= "~"))
        return
    if composing:
        QApplication.sendEvent(focused(main), QInputMethodEvent("pin yin", []))
    # What was composed may have moved the focus.
    if _composes(focused(main)):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focused(main), event)


def _composes(target: QWidget) -> bool:
    """An input method is off where nothing can be written."""
    return target.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def scroll(area: QAbstractScrollArea, steps: int) -> None:
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + steps * max(bar.pageStep() // 2, 1))
