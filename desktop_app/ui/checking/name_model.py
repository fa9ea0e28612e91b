"""The rows of the name desk as a table, with what differs marked, and how they are painted."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.core.consistency import Named
from desktop_app.core.name_desk import DeskRow, Kind
from desktop_app.core.own_words import own_words
from desktop_app.core.pack_forms import with_mark
from desktop_app.core.programme import Programme
from desktop_app.ui.checking.pairs import as_html, as_text, in_parts
from desktop_app.ui.lines import Index, Lines, LineTable
from desktop_app.ui.theme import Theme

_HTML = Qt.ItemDataRole.UserRole
_KNOWN_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.ForegroundRole,
        _HTML,
    )
)
_TOKENS: dict[Kind, str] = {
    "same": "ok",
    "form": "must",
    "near": "must",
    "by_hand": "accent",
    "prose": "explain",
    "only_plan": "must",
    "only_summary": "must",
}


def kind_words(programme: Programme) -> dict[Kind, str]:
    """What is the matter with a row, sign and word."""
    plan, summary = programme.plan.attachment, programme.summary.attachment
    return {
        "same": "✓ 相同",
        "form": "▲ 写法不同",
        "near": "▲ 名称相近",
        "by_hand": "◆ 手工配对",
        "prose": "● 正文写法不同",
        "only_plan": f"▲ 只在{plan}",
        "only_summary": f"▲ 只在{summary}",
    }


class NameModel(Lines[DeskRow]):
    """The plan on the left, the summary on the right."""

    def __init__(self, programme: Programme, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        plan, summary = programme.plan.attachment, programme.summary.attachment
        called = own_words(programme)
        self.columns = (
            "情况",
            with_mark(plan, called.plan, is_marked=programme.plan.marked),
            with_mark(summary, called.summary, is_marked=programme.summary.marked),
        )
        self._words = kind_words(programme)
        self._marked: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {}
        theme.changed.connect(self.wear)

    def at(self, identity: str) -> int | None:
        """The line of a row; None when it is not shown."""
        places = (n for n, one in enumerate(self._lines) if one.identity == identity)
        return next(places, None)

    def show(self, rows: Sequence[DeskRow]) -> None:
        if tuple(rows) != self._lines:
            self._marked.clear()
            self.put(rows)

    @Slot()
    def wear(self) -> None:
        """What is marked, in the colours of another look."""
        self._marked.clear()
        self.look_again()

    def marked(self, row: DeskRow) -> tuple[tuple[str, str], tuple[str, str]]:
        """Both names as HTML with what differs marked, and both for a screen reader."""
        if row.identity not in self._marked:
            left, right = (one.name if one else "" for one in (row.plan, row.summary))
            parts = in_parts(left, right)
            html = as_html(self._theme, parts) if parts else (escape(left), escape(right))
            self._marked[row.identity] = html, as_text(parts) if parts else (left, right)
        return self._marked[row.identity]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _KNOWN_ROLES or not index.isValid():
            return None
        row, column = self._lines[index.row()], index.column()
        if column == 0:
            if role == Qt.ItemDataRole.ForegroundRole:
                return self._theme.colour(_TOKENS[row.kind])
            return None if role == _HTML else self._words[row.kind]
        side = (row.plan, row.summary)[column - 1]
        if role == Qt.ItemDataRole.ForegroundRole:
            return None if side else self._theme.colour("faint")
        if side is None:
            return None if role in (_HTML, Qt.ItemDataRole.ToolTipRole) else "—(没有)"
        if role == Qt.ItemDataRole.DisplayRole:
            return side.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return where(side)
        html, heard = self.marked(row)
        return html[column - 1] if role == _HTML else heard[column - 1]


def where(named: Named) -> str:
    """Where a name stands, with the county and the firm that tell it from others."""
    return " · ".join(filter(None, (named.where, named.county, named.enterprise)))


class NameTable(LineTable):
    """`took_left` and `took_right` say that a key decides the line that is chosen."""

    took_left = Signal()
    took_right = Signal()

    def __init__(self, model: NameModel) -> None:
        super().__init__(model, "两边的名称", "names", (132, 380, 380), 2)
        self.horizontalHeader().setSectionResizeMode(
            1, self.horizontalHeader().sectionResizeMode(2)
        )
        self.setItemDelegate(_Marked(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        match event.key():
            case Qt.Key.Key_Left:
                self.took_left.emit()
            case Qt.Key.Key_Right:
                self.took_right.emit()
            case _:
                super().keyPressEvent(event)


class _Marked(QStyledItemDelegate):
    """Paints names with their marks."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        html = index.data(_HTML)
        if not html:
            super().paint(painter, option, index)
            return
        # Its fields are unknown to the stubs.
        drawn: Any = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        style = drawn.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        document = QTextDocument()
        document.setDefaultFont(drawn.font)
        document.setDocumentMargin(0)
        document.setHtml(f'<span style="color:{drawn.palette.text().color().name()}">{html}</span>')
        room = QRectF(drawn.rect.adjusted(6, 2, -6, -2))
        document.setTextWidth(room.width())
        high = min(document.size().height(), room.height())
        painter.save()
        painter.setClipRect(room)
        painter.translate(room.x(), room.y() + (room.height() - high) / 2)
        document.drawContents(painter)
        painter.restore()
