"""Hands and eyes: what anybody at a window does by key and mouse, and reads on the screen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

# Milliseconds until what must come counts as never coming, on a busy machine, too.
PATIENCE = 60_000


class Hands:
    """Whoever inherits has a `qtbot` and the `ground`: the widget that is looked at."""

    ground: QWidget

    def until(self, holds):
        try:
            self.qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE)
        except self.qtbot.TimeoutError:
            told = [one.text() for one in self.visible(QLabel, None) if one.text().strip()]
            raise AssertionError(f"it never came; on the screen: {told}") from None

    def visible(self, kind, name):
        """The widgets of this kind and name (any, for None) that are on the screen."""
        found = self.ground.findChildren(kind, name) if name else self.ground.findChildren(kind)
        return [one for one in found if one.isVisible()]

    def shown(self, name):
        """Whether a button of this name is on the screen."""
        return bool(self.visible(QAbstractButton, name))

    def buttons(self, name):
        return self.visible(QAbstractButton, name)

    def press(self, name, nth=0):
        """Click on a button once it is there, can be pressed, and stands still."""
        self.until(lambda: [one.isEnabled() for one in self.buttons(name)[nth : nth + 1]] == [True])
        self._until_still(name, nth)
        one = self.buttons(name)[nth]
        # A tick box is pressed on its box or its words, not on the ground beside.
        where = QPoint(10, one.height() // 2) if isinstance(one, QCheckBox) else QPoint()
        self.qtbot.mouseClick(one, Qt.MouseButton.LeftButton, pos=where)

    def _until_still(self, name, nth):
        """Nobody hits a button that is being pushed about by what arrives above it."""
        places = []

        def is_still():
            found = self.buttons(name)
            is_there = len(found) > nth
            places.append(found[nth].mapTo(found[nth].window(), QPoint()) if is_there else None)
            return len(places) > 1 and places[-1] is not None and places[-1] == places[-2]

        self.until(is_still)

    def label(self, name):
        """The text of the label of this name, "" where it is not shown."""
        return next(iter(self.labels(name)), "")

    def labels(self, name):
        return [one.text() for one in self.visible(QLabel, name)]

    def focus(self):
        return self.ground.window().focusWidget() or self.ground

    def key(self, *keys):
        self.qtbot.keyClick(self.focus(), *keys)

    def type(self, text):
        """As an input method does it: Chinese has no keys of its own."""
        commit(self.focus(), text)

    def controls(self):
        """What can be used on the screen now, and is not a part of something else."""
        found = [one for kind in _CONTROLS for one in self.visible(kind, None)]
        return [
            one
            for one in found
            if one.isEnabled() and one.objectName() and not isinstance(one.parent(), QComboBox)
        ]

    def unfit(self):
        """The controls that a screen reader cannot tell, or that Tab does not reach."""
        return [one.objectName() for one in self.controls() if not _is_fit(one)]

    def table(self, name):
        return self.ground.findChild(QTableView, name)

    def click_cell(self, table, line, column):
        """Click into the middle of a cell; where that was."""
        index = table.model().index(line, column)
        table.scrollTo(index)
        where = table.visualRect(index).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        return where


_CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QListWidget)


def _is_fit(one):
    told = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    return bool(told) and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)


def commit(widget, text):
    """What an input method hands over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
