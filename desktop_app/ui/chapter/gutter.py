"""The margin beside the text: a sign at each paragraph where something is to be seen to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.ui.chapter.text_edit import ChapterEdit
from desktop_app.ui.spacing import sized
from desktop_app.ui.theme import Theme

NUMBER_SIGN = "≠"
# As wide as a page's left margin, in which it stands.
_WIDE = 24


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, the token of its colour, and the sentence behind it."""

    text: str
    tone: str
    told: str


class Gutter(QWidget):
    """Stands left of an editor and goes along with it."""

    def __init__(self, edit: ChapterEdit, theme: Theme) -> None:
        super().__init__()
        self._edit, self._theme = edit, theme
        self._signs: Mapping[int, Sign] = {}
        self.setObjectName("margin")
        self.setAccessibleName("段落标记")
        sized(self, minimumWidth=_WIDE, maximumWidth=_WIDE)
        edit.verticalScrollBar().valueChanged.connect(self._look_again)
        edit.document().documentLayout().documentSizeChanged.connect(self._look_again)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.width(), 0)

    def show_signs(self, signs: Mapping[int, Sign]) -> None:
        """The sign of each line of the text, by its number from 0."""
        self._signs = dict(signs)
        told = "。".join(one.told for one in self._signs.values())
        self.setAccessibleDescription(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        for number, sign in self._signs.items():
            place = self._place(number)
            if place is not None and place.intersects(QRectF(event.rect())):
                painter.setPen(self._theme.colour(sign.tone))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, sign.text)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            asked = cast("QHelpEvent", event)
            QToolTip.showText(asked.globalPos(), self._told_at(asked.pos().y()), self)
            return True
        return super().event(event)

    def _told_at(self, height: int) -> str:
        for number, sign in self._signs.items():
            place = self._place(number)
            if place is not None and place.top() <= height <= place.bottom():
                return sign.told
        return ""

    def _place(self, number: int) -> QRectF | None:
        block = self._edit.document().findBlockByNumber(number)
        if not block.isValid():
            return None
        whole = self._edit.document().documentLayout().blockBoundingRect(block)
        top = whole.top() - self._edit.verticalScrollBar().value()
        top += self._edit.viewport().mapTo(self._edit, self._edit.viewport().rect().topLeft()).y()
        height = block.layout().lineAt(0).height() if block.layout().lineCount() else whole.height()
        return QRectF(0, top, self.width(), height)

    def _look_again(self) -> None:
        self.update()
