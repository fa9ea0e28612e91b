"""运行记录: what was done and what went wrong, for the person at the PC and whoever helps them."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from desktop_app.jobs import log
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, words

_ABOUT = (
    "最新的在最上面。记录只存在这台电脑里,不含企业、人员名称和材料内容;"
    "请人帮忙时按「复制全部」发给对方。"
)
_NOTHING = "还没有记录。"
# As much as a person can look through; the files hold the rest.
_SHOWN = 500


class LogWindow(QDialog):
    """A window of its own, open beside the work."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setObjectName("log")
        self.setWindowTitle("运行记录 — 申报匣")
        self._folder = folder
        self._entries: list[log.LogEntry] = []
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setObjectName("log text")
        self._text.setAccessibleName("运行记录")
        self._detailed = QCheckBox("同时显示技术细节")
        self._detailed.setObjectName("log detailed")
        self._detailed.setAccessibleName("同时显示技术细节")
        self._renew = button("刷新", "log renew", "刷新运行记录")
        self._copy = button("复制全部", "log copy", "复制全部记录,连同技术细节")
        self._open = button("打开所在文件夹", "log folder", "打开存放记录的文件夹")
        self._close = button("关闭", "log close", "关闭运行记录", primary=True)
        self._lay_out()
        self._detailed.toggled.connect(self._fill)
        self._renew.clicked.connect(self.show_latest)
        self._copy.clicked.connect(self._put_on_clipboard)
        self._open.clicked.connect(self._open_folder)
        self._close.clicked.connect(self.close)

    @Slot()
    def show_latest(self) -> None:
        """Read the files again and come to the front."""
        self._entries = log.read(self._folder)[:_SHOWN]
        self._copy.setText("复制全部")
        self._fill()
        self.show()
        self.activateWindow()

    def _lay_out(self) -> None:
        step = self.fontMetrics().height()
        self.resize(46 * step, 28 * step)
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._detailed, 1)
        for one in (self._renew, self._copy, self._open, self._close):
            row.addWidget(one)
        layout = QVBoxLayout(self)
        around(layout, 5, 4, 5, 4)
        between(layout, 3)
        layout.addWidget(words("运行记录", "title"))
        layout.addWidget(words(_ABOUT, "soft", "log about"))
        layout.addWidget(self._text, 1)
        layout.addLayout(row)

    @Slot()
    def _fill(self) -> None:
        with_technical = self._detailed.isChecked()
        self._text.setPlainText(_told(self._entries, with_technical=with_technical) or _NOTHING)

    @Slot()
    def _put_on_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(_told(self._entries, with_technical=True))
        self._copy.setText("已复制,可以粘贴了")

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _told(entries: Iterable[log.LogEntry], *, with_technical: bool) -> str:
    blocks: list[str] = []
    for one in entries:
        lines = [f"{one.time}  {one.kind}:{one.sentence}"]
        if with_technical:
            lines += [f"    {line}" for line in one.technical]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)
