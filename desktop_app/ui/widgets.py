"""Small widgets that all panels are made of, each with its accessible name."""

from collections.abc import Iterable
from typing import Any, cast

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QHelpEvent,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.icons import dress_button
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean


def words(text: str = "", tone: str = "", name: str = "") -> QLabel:
    """A line or paragraph that wraps and can be selected; never taken for HTML."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if tone:
        mean(label, "tone", tone)
    label.setObjectName(name)
    return label


def button(text: str, name: str, told: str = "", *, primary: bool = False) -> QPushButton:
    """A button that says the deed; `told` is its accessible name where the text is not enough."""
    made = QPushButton(text.replace("&", "&&"))
    made.setObjectName(name)
    made.setAccessibleName(told or text)
    # Enter presses what has the focus, nothing else.
    made.setAutoDefault(False)
    if primary:
        mean(made, "deed", "primary")
    dress_button(made, "on_accent" if primary else "ink")
    return made


def cut_within(text: str, most: int) -> str:
    """A text with its middle left out where it has more than so many signs: names of firms differ
    at both ends."""
    if len(text) <= most:
        return text
    end = (most - 1) // 2
    return f"{text[: most - 1 - end]}…{text[len(text) - end :]}"


def text_line(name: str, told: str, hint: str = "") -> QLineEdit:
    """A line to write in; `hint` stands in it while it is blank."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(told)
    made.setPlaceholderText(hint)
    return made


def search_line(name: str, told: str, hint: str) -> QLineEdit:
    """A line to search with, which a click empties."""
    made = text_line(name, told, hint)
    made.setClearButtonEnabled(True)
    return made


def check_box(text: str, name: str) -> QCheckBox:
    """A box to tick that says what it is for."""
    made = QCheckBox(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    return made


def search_row(field: QLineEdit) -> QHBoxLayout:
    """The beginning of a line above a list: the field to search it with, and its label."""
    label = QLabel("查找(&F):")
    label.setBuddy(field)
    row = QHBoxLayout()
    between(row, 2)
    row.addWidget(label)
    row.addWidget(field, 1)
    return row


def add_row(form: QFormLayout, one: QWidget) -> None:
    """A line of a form: what it is called, and the widget, which has that name already."""
    label = QLabel(one.accessibleName())
    label.setBuddy(one)
    form.addRow(label, one)


def say(label: QLabel, text: str) -> None:
    """Show a text, or take the label away when there is none."""
    label.setText(text)
    label.setVisible(bool(text))


def card(meaning: str = "true") -> tuple[QFrame, QVBoxLayout]:
    """A framed ground with its layout."""
    frame = QFrame()
    mean(frame, "card", meaning)
    layout = QVBoxLayout(frame)
    around(layout, 4, 3, 4, 3)
    between(layout, 2)
    return frame, layout


def taken_out(layout: QLayout) -> list[QWidget]:
    """Take everything out of a layout; the widgets that stood in it, in order."""
    found: list[QWidget] = []
    while (one := layout.takeAt(0)) is not None:
        widget = one.widget()
        if widget is not None:
            found.append(widget)
        # PySide 6.7 hands the item over without an owner: nobody else would free it.
        shiboken6.delete(one)
    return found


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout, and throw it away."""
    for widget in taken_out(layout):
        throw_away(widget)


def throw_away(widget: QWidget) -> None:
    """Out of sight at once, gone with the next turn of the loop.

    It keeps its parent until then: without one it would belong to Python, and be deleted at once,
    perhaps in the middle of its own event or while Qt goes over all widgets.
    """
    widget.hide()
    widget.deleteLater()


class CutLine(QLabel):
    """One line that gives way: what there is no room for is left out, and then the whole of it is
    the tooltip."""

    def __init__(
        self,
        text: str,
        tone: str = "",
        name: str = "",
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._where = cut
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setObjectName(name)
        mean(self, "tone", tone)
        self.setText(text)

    def setText(self, arg__1: str) -> None:  # noqa: N802 - Qt's name
        super().setText(" ".join(arg__1.split()))

    def event(self, e: QEvent) -> bool:
        if e.type() is QEvent.Type.ToolTip and not self.toolTip() and self._shown() != self.text():
            QToolTip.showText(cast("QHelpEvent", e).globalPos(), self.text(), self)
            return True
        return super().event(e)

    def _shown(self) -> str:
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), self._where, room)

    def paintEvent(self, arg__1: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        shown = self._shown()
        if shown == self.text():
            super().paintEvent(arg__1)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), shown)
        painter.end()


class TextBox(QPlainTextEdit):
    """A text of several lines that Tab leaves."""

    def __init__(self, told: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(told)
        self.setObjectName(name)

    def inputMethodEvent(self, arg__1: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        # Qt lets an input method write into what is only to be read.
        if not self.isReadOnly():
            super().inputMethodEvent(arg__1)

    def text(self) -> str:
        """What was typed, hard spaces kept: Qt's plain text turns them into others."""
        return self.document().toRawText().replace("\u2029", "\n")


class DropDown(QComboBox):
    """Options to choose from; a turn of the wheel scrolls the page and never chooses another.

    With `least` it is as wide as so many signs, and a long option does not widen the page.
    """

    def __init__(self, name: str = "", told: str = "", least: int = 0) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(told)
        if least:
            self.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self.setMinimumContentsLength(least)

    def wheelEvent(self, e: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        e.ignore()

    def paintEvent(self, e: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """What there is no room for is left out, not cut through.

        Not by overriding `initStyleOption`: PySide 6.7 keeps what stands for Qt's option when that
        is gone from the stack, and takes the next event at its place for an option.
        """
        del e
        # Qt's stubs know no fields of an option.
        option: Any = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = QStyle.SubControl.SC_ComboBoxEditField
        box = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, room, self)
        elided = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, elided, box.width())
        painter = QStylePainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


class Narrowing(DropDown):
    """Narrows a list down; the first line stands for all of it."""

    def __init__(self, name: str, told: str, everything: str) -> None:
        super().__init__(name, told)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._everything = everything
        self.addItem(everything)

    def offer(self, options: Iterable[str]) -> None:
        """What there is to choose from now; what was chosen stays chosen where it is still there,
        and nothing is told."""
        before = self.currentText()
        self.blockSignals(True)
        self.clear()
        self.addItem(self._everything)
        self.addItems(list(dict.fromkeys(options)))
        self.setCurrentIndex(max(0, self.findText(before)))
        self.blockSignals(False)

    @property
    def wanted(self) -> str:
        """What is wanted alone; "" for everything."""
        return self.currentText() if self.currentIndex() > 0 else ""
