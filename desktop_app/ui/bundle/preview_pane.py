"""What the papers look like: the very PDF, with its pages, their size on the screen, and 打印."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.bundle.page_scroll import PageScroll, Zoom
from desktop_app.ui.flow import Flow
from desktop_app.ui.spacing import SIGN, around, between, sized
from desktop_app.ui.theme import Theme, mean
from desktop_app.ui.widgets import DropDown, button, say, text_line, words

_EMPTY = "这里显示材料印出来的样子。\n还没有生成材料时,可以按左边的「先看一眼」,看看现在的材料。"


class PreviewPane(QWidget):
    """Shows one PDF at a time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pages = PageScroll(theme)
        self._title = _Title()
        self._back = button("上一页", "previous page", "上一页,左方向键")
        self._on = button("下一页", "next page", "下一页,右方向键")
        self._number = text_line("page number", "页码,输入后按回车跳到这一页")
        self._number.setValidator(QIntValidator(1, 99_999, self))
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        sized(self._number, width=4 * SIGN)
        self._total = words("", "soft", "page count")
        self._total.setWordWrap(False)
        self._zoom = DropDown("zoom", "显示大小")
        for one in Zoom:
            self._zoom.addItem(one.value, one)
        self._told = words(_EMPTY, "soft", "preview told")
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QWidget()
        self._lay_out()
        self._back.clicked.connect(lambda: self.pages.go_to(self.pages.page - 1))
        self._on.clicked.connect(lambda: self.pages.go_to(self.pages.page + 1))
        self._number.returnPressed.connect(self._jump)
        self._zoom.currentIndexChanged.connect(self._resize)
        self.pages.page_changed.connect(self._show_page)
        self.pages.counted.connect(self._show_count)
        self.pages.failed.connect(self.tell)
        self.show_nothing()

    def show_file(self, path: Path, title: str) -> None:
        """Show a PDF under this title."""
        self._title.show_text(title)
        self._told.setText("正在打开…")
        self._bar.show()
        self._stack.setCurrentWidget(self._told)
        self.pages.show_file(path)

    def show_nothing(self) -> None:
        """Say what belongs here."""
        self.tell(_EMPTY)

    def tell(self, sentence: str) -> None:
        """A sentence in place of the pages."""
        say(self._told, sentence)
        self._bar.hide()
        self._stack.setCurrentWidget(self._told)

    def stop(self) -> None:
        self.pages.stop()

    def _lay_out(self) -> None:
        bar = QVBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        between(bar, 2)
        bar.addWidget(self._title)
        row = Flow()
        bar.addLayout(row)
        # The words stand level with the buttons.
        sized(self._total, minimumHeight=32)
        for one in (self._back, self._number, self._total, self._on, self._zoom):
            row.addWidget(one)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._told)
        self._stack.addWidget(self.pages)
        layout = QVBoxLayout(self)
        around(layout, 2, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(self._bar)
        layout.addWidget(holder, 1)

    def _show_count(self, count: int) -> None:
        self._total.setText(f"/ {count} 页")
        if count:
            self._stack.setCurrentWidget(self.pages)
            self._show_page(self.pages.page)

    def _show_page(self, page: int) -> None:
        self._number.setText(str(page) if page else "")
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < self.pages.count)

    def _jump(self) -> None:
        typed = self._number.text()
        if typed.isdecimal() and 1 <= int(typed) <= self.pages.count:
            self.pages.go_to(int(typed))
        self._show_page(self.pages.page)

    def _resize(self) -> None:
        self.pages.set_zoom(self._zoom.currentData())


class _Title(QLabel):
    """A title of one line, cut where there is no room; all of it is in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview title")
        self.setTextFormat(Qt.TextFormat.PlainText)
        mean(self, "tone", "lead")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def show_text(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))
