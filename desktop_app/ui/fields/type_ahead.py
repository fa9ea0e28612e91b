"""Options that drop down under a line while somebody types: by part of them, or by the initials
of their pinyin. Anything else may be typed as well."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.core.pinyin import find
from desktop_app.ui.draft_line import DraftLine
from desktop_app.ui.drop import GoesWithItsAnchor, place_below
from desktop_app.ui.spacing import px

_MOST_SHOWN = 8
_LINE = 32
_BETWEEN = re.compile(r"[、;；,，]")


class TypeAhead(QObject):
    """`picked` brings the whole text of the line with what was picked. `several` lets the line
    hold one name after the other; only the one at its end is completed."""

    picked = Signal(str)

    def __init__(self, line: DraftLine, options: Sequence[str], *, several: bool = False) -> None:
        super().__init__(line)
        self._line, self._options, self._several = line, tuple(options), several
        self._list = QListWidget()
        self._list.setObjectName("choices")
        self._list.setAccessibleName(f"{line.accessibleName()} 可选项")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.hide()
        self._with_line = GoesWithItsAnchor(self._list, line)
        line.installEventFilter(self)
        line.textEdited.connect(self._suggest)
        line.left.connect(self._list.hide)
        # The list is the window's once it dropped down, and goes with the line all the same.
        line.destroyed.connect(self._list.deleteLater)
        self._list.itemClicked.connect(self._pick)

    @property
    def is_open(self) -> bool:
        return self._list.isVisible()

    @Slot()
    def open(self) -> None:
        """Drop all options down, the one that stands in the line chosen."""
        if self.is_open:
            self._list.hide()
            return
        self._line.setFocus()
        self._show(self._options, self._typed())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is not self._line or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            return self._keeps(event)
        return event.type() is QEvent.Type.KeyPress and self._take(event)

    def _keeps(self, event: QKeyEvent) -> bool:
        """Esc closes the list before any shortcut of the window hears of it."""
        if self.is_open and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return False

    def _take(self, event: QKeyEvent) -> bool:
        key = event.key()
        if not self.is_open:
            if key == Qt.Key.Key_Down and not self._line.isReadOnly():
                self.open()
                return True
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem():
            self._pick(self._list.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self._list.hide()
            return True
        return False

    @Slot(str)
    def _suggest(self, _: str) -> None:
        typed = self._typed()
        found = matching(self._options, typed) if typed else ()
        if not found or found == (typed,):
            self._list.hide()
            return
        self._show(found, found[0])

    def _show(self, options: Sequence[str], chosen: str) -> None:
        if not options:
            return
        self._list.clear()
        for option in options:
            one = QListWidgetItem(option, self._list)
            one.setSizeHint(QSize(0, px(_LINE)))
        at = list(options).index(chosen) if chosen in options else 0
        self._list.setCurrentRow(at)
        height = min(len(options), _MOST_SHOWN) * px(_LINE) + 2 * self._list.frameWidth() + 2
        self._with_line.watch()
        place_below(self._list, self._line, QSize(self._line.width(), height))
        self._list.scrollToItem(self._list.currentItem())

    @Slot(QListWidgetItem)
    def _pick(self, one: QListWidgetItem) -> None:
        self._list.hide()
        self.picked.emit(self._before() + one.text())

    def _typed(self) -> str:
        return self._line.text()[len(self._before()) :].strip()

    def _before(self) -> str:
        """The names before the one at the end."""
        if not self._several:
            return ""
        ends = [match.end() for match in _BETWEEN.finditer(self._line.text())]
        return self._line.text()[: ends[-1]] if ends else ""


def matching(options: Sequence[str], typed: str) -> tuple[str, ...]:
    """The options that hold what was typed, those that begin with it first, then those whose
    pinyin has these initials."""
    return find(typed, options, len(options))
