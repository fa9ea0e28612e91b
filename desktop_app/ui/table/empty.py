"""A table without rows: what belongs there, and the first steps."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.pack_forms import Table
from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.widgets import button, card, words

_NAMED = 6
_WIDEST = 860


class EmptyTable(QWidget):
    """`import_asked` and `add_asked` are the first steps; Ctrl+V is one too. `of` is whose
    tables are imported; "" where none are."""

    import_asked = Signal()
    add_asked = Signal()
    paste_asked = Signal()

    def __init__(self, table: Table, told: str, *, can_write: bool, of: str) -> None:
        super().__init__()
        needed = [column.label for column in table.column if column.required][:_NAMED]
        columns = needed or [column.label for column in table.column][:_NAMED]
        frame, layout = card()
        sized(frame, maximumWidth=_WIDEST)
        around(layout, 6, 4, 6, 4)
        between(layout, 2)
        layout.addWidget(words("还没有内容", "lead", "empty lead"))
        layout.addWidget(words(f"{told}主要填写:{'、'.join(columns)}。", "soft", "empty told"))
        deeds = QHBoxLayout()
        between(deeds, 2)
        if can_write and not table.fixed:
            if of:
                imports = button(f"导入{of}表格…", "empty import", primary=True)
                imports.clicked.connect(self.import_asked)
                deeds.addWidget(imports)
            add = button("新增一行", "empty add", "新增第一行")
            add.clicked.connect(self.add_asked)
            deeds.addWidget(add)
            paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
            paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            paste.activated.connect(self.paste_asked)
            hint = "也可以在 Excel 或 WPS 里选中表格复制,再到这里按 Ctrl+V 粘贴。"
            layout.addWidget(words(hint, "soft", "empty hint"))
        deeds.addStretch(1)
        layout.addLayout(deeds)
        outer = QVBoxLayout(self)
        between(outer, 2)
        outer.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        between(across, 2)
        across.addWidget(frame, 1)
        across.addStretch(0)
        outer.addLayout(across)
        outer.addStretch(1)
        self._frame = frame

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """With all lines of its sentences at this width."""
        least = super().minimumSizeHint()
        width = min(self.width(), _WIDEST)
        return least.expandedTo(QSize(0, self._frame.heightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
