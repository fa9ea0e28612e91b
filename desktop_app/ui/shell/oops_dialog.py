"""What a person sees when the program itself went wrong: a sentence, their work, a way on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, card, say, words

_NEXT = (
    "按「继续」接着做;同一个地方再出错,请按「保存并关闭」,重新打开程序再试。"
    "仍然不行,请按「复制给同事」,粘贴到微信或邮件里发给会电脑的同事:里面没有企业、人员和材料内容。"
)


class OopsDialog(QDialog):
    """`leave_asked` comes when a person wants to save and close, `log_asked` for the log."""

    leave_asked = Signal()
    log_asked = Signal()

    def __init__(self, sentence: str, work: str, technical: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("oops")
        self.setWindowTitle("申报匣")
        self.setAccessibleName("程序出了问题")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._sentence, self._technical = sentence, technical
        self._times = 1
        self._again = words("", "caption", "oops again")
        self._again.hide()
        self._go_on = button("继续", "oops go on", "继续,回到刚才的地方", primary=True)
        self._leave = button("保存并关闭", "oops leave", "保存并关闭程序")
        self._log = button("打开记录", "oops log", "打开运行记录")
        self._copy = button("复制给同事", "oops copy", "复制出错的情况,发给同事")
        self._lay_out(work)
        self._go_on.clicked.connect(self.accept)
        self._leave.clicked.connect(self._ask_to_leave)
        self._log.clicked.connect(self._ask_for_log)
        self._copy.clicked.connect(self._put_on_clipboard)

    def count(self) -> None:
        """Something else, or the same again, went wrong meanwhile."""
        self._times += 1
        say(self._again, f"这期间又出现了 {self._times - 1} 次,都记在运行记录里。")

    def show_over(self, window: QWidget | None) -> None:
        """Come up over the window a person is at."""
        self.winId()
        mine, theirs = self.windowHandle(), window.windowHandle() if window else None
        if mine is not None and theirs is not None:
            mine.setTransientParent(theirs)
        self.open()
        self.activateWindow()
        self._go_on.setFocus()

    def _lay_out(self, work: str) -> None:
        metrics = self.fontMetrics()
        self.setMinimumWidth(min(44 * metrics.height(), 640 * metrics.height() // 18))
        frame, inner = card("explain")
        inner.addWidget(words(self._sentence, "lead", "oops sentence"))
        inner.addWidget(words(work, "", "oops work"))
        inner.addWidget(self._again)
        row = QHBoxLayout()
        between(row, 2)
        for one in (self._log, self._copy):
            row.addWidget(one)
        row.addStretch(1)
        for one in (self._leave, self._go_on):
            row.addWidget(one)
        layout = QVBoxLayout(self)
        around(layout, 5, 5, 5, 4)
        between(layout, 4)
        layout.addWidget(frame)
        layout.addWidget(words(_NEXT, "soft", "oops next"))
        layout.addLayout(row)
        # The way on comes first where Tab goes.
        self.setTabOrder(self._go_on, self._leave)
        self.setTabOrder(self._leave, self._log)
        self.setTabOrder(self._log, self._copy)

    @Slot()
    def _ask_to_leave(self) -> None:
        self.accept()
        self.leave_asked.emit()

    @Slot()
    def _ask_for_log(self) -> None:
        # A modal dialog would keep the log from being scrolled.
        self.accept()
        self.log_asked.emit()

    @Slot()
    def _put_on_clipboard(self) -> None:
        told = ["申报匣出了问题,请帮忙看看。", self._sentence, *self._technical]
        if self._times > 1:
            told.insert(2, f"连续出现 {self._times} 次。")
        QGuiApplication.clipboard().setText("\n".join(told))
        self._copy.setText("已复制,可以粘贴了")
        self._copy.setAccessibleName("已复制,可以粘贴了")
