"""A line of the card 名单: one list with where it comes from and what can be done with it."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.list_standing import STANDING_WORDS, OneList
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, words

_MARKS = {"missing": "○", "pack": "●", "own": "✓"}


class ListRow(QWidget):
    """All signals bring the id of the list; `dropped` a file for it, too."""

    load_asked = Signal(str)
    paste_asked = Signal(str)
    reset_asked = Signal(str)
    view_asked = Signal(str)
    dropped = Signal(str, object)

    def __init__(self, one: OneList) -> None:
        super().__init__()
        self.setObjectName(f"list {one.id}")
        self._id = one.id
        standing = one.standing
        state = words(f"{_MARKS[standing]} {STANDING_WORDS[standing]}", "", "list standing")
        state.setWordWrap(False)
        mean(state, "weight", "explain" if standing == "missing" else "hint")
        self._load = button("载入名单…", "choose list", f"载入{one.label}")
        self._paste = button("粘贴", "paste list", f"把复制的文字作为{one.label}载入")
        look = "查看" if one.listed.rows else "逐个添加"
        self._view = button(look, "view list", f"{look}{one.label}")
        self._reset = button("恢复程序自带的", "reset list", f"恢复程序自带的{one.label}")
        self._reset.setVisible(one.is_own)
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(words(one.label, "", "list name"), 1)
        head.addWidget(state)
        deeds = QHBoxLayout()
        between(deeds, 2)
        for deed in (self._load, self._paste, self._view, self._reset):
            deeds.addWidget(deed)
        deeds.addStretch(1)
        layout = QVBoxLayout(self)
        around(layout, 0, 0, 0, 2)
        between(layout, 1)
        layout.addLayout(head)
        for line in _told(one):
            layout.addWidget(words(line, "soft", "list told"))
        layout.addLayout(deeds)
        self.setAcceptDrops(True)
        self._load.clicked.connect(self._ask_load)
        self._paste.clicked.connect(self._ask_paste)
        self._view.clicked.connect(self._ask_view)
        self._reset.clicked.connect(self._ask_reset)

    def enter(self) -> None:
        """Put the focus where a list is loaded."""
        self._load.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if _file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        path = _file(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(self._id, path)

    @Slot()
    def _ask_load(self) -> None:
        self.load_asked.emit(self._id)

    @Slot()
    def _ask_paste(self) -> None:
        self.paste_asked.emit(self._id)

    @Slot()
    def _ask_view(self) -> None:
        self.view_asked.emit(self._id)

    @Slot()
    def _ask_reset(self) -> None:
        self.reset_asked.emit(self._id)


def _told(one: OneList) -> list[str]:
    """What is known of the list, a line each."""
    if one.standing == "missing":
        return [told for told in (one.trouble, one.hint) if told] or ["还没有内容"]
    dated = f"({one.date})" if one.date else ""
    told = f"{len(one.listed.rows)} 个;来源:{one.source or '没有写明'}{dated}"
    origin = one.listed.origin
    if origin is None:
        return [told]
    file = f"文件「{origin.file}」," if origin.file != one.source else ""
    return [f"{told};{file}{origin.loaded} 载入"]


def _file(event: QDropEvent) -> Path | None:
    """The one file that is dropped; several are for the import."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 else None
