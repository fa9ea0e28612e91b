"""通知原文: the whole text with a search in it; the words that rules quote are marked."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.notice_text import Span, clause_span, quote_spans
from desktop_app.ui.spacing import LINE, SIGN, between, sized
from desktop_app.ui.theme import Theme, mean
from desktop_app.ui.widgets import button, search_line, words

_LINES = 22


class NoticeText(QWidget):
    """The text of a notice. `shown` says that something in it is to be looked at."""

    shown = Signal()

    def __init__(self, notice: str, quotes: Iterable[str], theme: Theme) -> None:
        super().__init__()
        self._notice, self._theme = notice, theme
        self._quoted = _merged(span for quote in quotes for span in quote_spans(notice, quote))
        self._hits: tuple[Span, ...] = ()
        self._at = 0
        self._field = search_line("search notice", "在通知原文中查找", "文字,如:盖章")
        sized(self._field, minimumWidth=16 * SIGN)
        self._back = button("上一处", "previous hit", "上一处找到的文字")
        self._on = button("下一处", "next hit", "下一处找到的文字")
        self._count = words("", "soft", "hits")
        self._count.setWordWrap(False)
        self._text = QPlainTextEdit()
        self._lay_out()
        self._field.textChanged.connect(self._search)
        self._field.returnPressed.connect(self._go_on)
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        self._search("")

    def look_for(self, text: str) -> bool:
        """Look for a text; whether the notice has it."""
        self._field.setText(text)
        self.shown.emit()
        return bool(self._hits)

    def show_clause(self, clause: str) -> bool:
        """Show the paragraph of a clause; whether the notice has it."""
        span = clause_span(self._notice, clause)
        if span is None:
            return False
        self._field.clear()
        self._hits, self._at = (span,), 0
        self._count.setText(clause)
        self._mark()
        self.shown.emit()
        return True

    def begin(self) -> None:
        """Go to the search, ready to type."""
        self._field.setFocus()
        self._field.selectAll()

    def _lay_out(self) -> None:
        label = QLabel("查找(&S):")
        label.setBuddy(self._field)
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(label)
        line.addWidget(self._field)
        line.addWidget(self._back)
        line.addWidget(self._on)
        line.addWidget(self._count)
        line.addStretch(1)
        self._text.setObjectName("notice text")
        self._text.setAccessibleName("通知原文")
        self._text.setReadOnly(True)
        mean(self._text, "readable", "true")
        self._text.setPlainText(self._notice)
        self._text.setTabChangesFocus(True)
        sized(self._text, height=_LINES * LINE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addLayout(line)
        layout.addWidget(words("加下划线的,是审核公式和提示引用的句子。", "soft"))
        layout.addWidget(self._text)

    @Slot(str)
    def _search(self, typed: str) -> None:
        self._hits, self._at = quote_spans(self._notice, typed), 0
        if not typed.strip():
            self._count.setText("")
        elif not self._hits:
            self._count.setText("没有找到,请换一个说法")
        for one in (self._back, self._on):
            one.setEnabled(len(self._hits) > 1)
        self._mark()

    @Slot()
    def _go_on(self) -> None:
        self._step(1)

    @Slot()
    def _go_back(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._hits:
            self._at = (self._at + step) % len(self._hits)
            self._mark()

    def _mark(self) -> None:
        marks = [self._selection(span, "quoted") for span in self._quoted]
        for n, span in enumerate(self._hits):
            marks.append(self._selection(span, "here" if n == self._at else "hit"))
        self._text.setExtraSelections(marks)
        if not self._hits:
            return
        if self._field.text().strip():
            self._count.setText(f"第 {self._at + 1} 处,共 {len(self._hits)} 处")
        cursor = self._text.textCursor()
        cursor.setPosition(self._qt(self._hits[self._at][1]))
        self._text.setTextCursor(cursor)
        cursor.setPosition(self._qt(self._hits[self._at][0]))
        self._text.setTextCursor(cursor)
        self._text.centerCursor()

    def _selection(self, span: Span, kind: str) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(self._qt(span[0]))
        cursor.setPosition(self._qt(span[1]), QTextCursor.MoveMode.KeepAnchor)
        looks = QTextCharFormat()
        if kind == "quoted":
            looks.setFontUnderline(True)
            looks.setUnderlineColor(self._theme.colour("accent"))
        else:
            ground, ink = ("accent", "on_accent") if kind == "here" else ("explain_soft", "ink")
            looks.setBackground(self._colour(ground))
            looks.setForeground(self._colour(ink))
        selection.cursor, selection.format = cursor, looks  # type: ignore[attr-defined]
        return selection

    def _colour(self, token: str) -> QColor:
        return self._theme.colour(token)

    def _qt(self, at: int) -> int:
        """Qt counts in UTF-16."""
        return len(self._notice[:at].encode("utf-16-le", "surrogatepass")) // 2


def _merged(spans: Iterable[Span]) -> Sequence[Span]:
    """Spans that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
