"""Ctrl+F: one field that looks through everything filled in, with its hits below it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from desktop_app.ui.work import Latest

if TYPE_CHECKING:
    from desktop_app.core.search import Hit

Look = Callable[[str], "tuple[Hit, ...]"]
_BROKEN = "程序内部出错,没有找完;请换一个词再找。"
_NOTHING = "没有找到;可以输入名称、编号、字段名,或拼音首字母"
_NARROWEST, _WIDEST = 8, 13
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchBox(QLineEdit):
    """Emits the path that a person wants to see. `look_for` is called off the window's thread."""

    jump_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText("搜索 Ctrl+F")
        self.setAccessibleName("搜索表单、项目和方案,Ctrl+F")
        self.setClearButtonEnabled(True)
        self._fit()
        self._look: Look | None = None
        self._latest = Latest(self, _BROKEN)
        self._latest.found.connect(self._show)
        self._latest.failed.connect(self._tell)
        self._hits = _Hits(self)
        self._hits.chosen.connect(self._go)
        self.textEdited.connect(self._search)
        self.returnPressed.connect(self._take)
        self.set_look(None)

    def set_look(self, look: Look | None) -> None:
        """What finds the hits; None while there is nothing to look through."""
        self._look = look
        self.setEnabled(look is not None)
        self._drop()
        if look is None:
            self.clear()

    def begin(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.maximumWidth(), super().sizeHint().height())

    def changeEvent(self, arg__1: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(arg__1)
        if arg__1.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        sign = self.fontMetrics().horizontalAdvance("汉")
        self.setMinimumWidth(sign * _NARROWEST)
        self.setMaximumWidth(sign * _WIDEST)

    def stop(self) -> None:
        """Wait for what is under way."""
        self._latest.stop()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._hits.isVisible() and arg__1.key() in _KEYS:
            self._hits.press(arg__1)
            return
        if arg__1.key() == Qt.Key.Key_Escape:
            self._drop()
            self.clear()
            return
        super().keyPressEvent(arg__1)

    @Slot(str)
    def _search(self, typed: str) -> None:
        look = self._look
        if look is None or not typed.strip():
            self._drop()
            return
        self._latest.ask(lambda _: look(typed))

    def _drop(self) -> None:
        self._latest.drop()
        self._hits.hide()

    @Slot(object)
    def _show(self, hits: "tuple[Hit, ...]") -> None:
        self._hits.show_hits(hits, _NOTHING)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self._hits.show_hits((), sentence)

    @Slot()
    def _take(self) -> None:
        self._hits.take()

    @Slot(str)
    def _go(self, path: str) -> None:
        self._drop()
        self.jump_asked.emit(path)


class _Hits(QFrame):
    """The list under the field. It never takes the focus: typing goes on in the field."""

    chosen = Signal(str)

    def __init__(self, box: QLineEdit) -> None:
        super().__init__(box.window())
        self._box = box
        self.setObjectName("hits")
        self._list = QListWidget()
        self._list.setAccessibleName("找到的地方")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._list)
        self._list.itemClicked.connect(self._click)
        box.installEventFilter(self)
        self.hide()

    def show_hits(self, hits: "Sequence[Hit]", otherwise: str) -> None:
        """Show the hits under the field; a sentence where there are none."""
        self._list.clear()
        for one in hits:
            item = QListWidgetItem(f"{one.text}\n{one.where}")
            item.setData(Qt.ItemDataRole.UserRole, one.path)
            self._list.addItem(item)
        if not hits:
            item = QListWidgetItem(otherwise)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        self._list.setCurrentRow(0 if hits else -1)
        line = self.fontMetrics().height() * 2 + 14
        window = self._box.window()
        self.setParent(window)
        width = max(self._box.width(), self.fontMetrics().horizontalAdvance("汉") * 30)
        corner = self._box.mapTo(window, QPoint(self._box.width() - width, self._box.height() + 4))
        height = min(len(hits) or 1, 8) * line + 8
        self.setGeometry(max(8, corner.x()), corner.y(), width, height)
        for n in range(self._list.count()):
            self._list.item(n).setSizeHint(QSize(0, line))
        self.raise_()
        self.show()

    def press(self, event: QKeyEvent) -> None:
        """A key that moves in the list."""
        QApplication.sendEvent(self._list, event)

    def take(self) -> None:
        """Choose the current line."""
        item = self._list.currentItem()
        if self.isVisible() and item is not None:
            self._click(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self.hide()
        return super().eventFilter(watched, event)

    def _click(self, item: QListWidgetItem) -> None:
        path = item.data(Qt.ItemDataRole.UserRole)
        if path:
            self.chosen.emit(path)
