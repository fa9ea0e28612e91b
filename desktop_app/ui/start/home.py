"""The first thing one sees: the last drafts, what can be applied for, other ways to begin."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.spacing import around, between
from desktop_app.ui.start.parts import Notice, chip, scrolled, show_chip
from desktop_app.ui.start.programmes import Packs, ProgrammeList
from desktop_app.ui.start.recents import RecentList
from desktop_app.ui.widgets import button, card, words

_PRACTICE = "练习城市里藏着一些错,改一遍就会用了。不影响真的草稿。"
# How many 汉字 the right column is wide, so that it grows with the letters.
_NARROWEST, _WIDEST = 25, 31


class Home(QWidget):
    """Lays out the two columns. The buttons are the page's to connect."""

    practise_asked = Signal()
    practise_stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.today = words("", "soft", "today")
        self.notice = Notice()
        self.recents = RecentList()
        self.programmes = ProgrammeList()
        self.open = button("打开草稿…", "open", "打开草稿文件")
        self.recover = button("从备份找回…", "recover")
        self.practise = button("练习一遍", "practise")
        self.install = button("安装规则包…", "install pack", "安装收到的规则包文件")
        self.check = button("检查电脑环境", "check computer")
        self.check.setToolTip("字体、打印机、磁盘、权限、时间、内存、输入法、屏幕")
        self._health = chip("", "ok", "health")
        self._looked_at = words("字体、打印机、磁盘、输入法等", "caption")
        self._told = words(_PRACTICE, "caption", "practice told")
        self._progress = QProgressBar()
        self._progress.setObjectName("practice progress")
        self._progress.setAccessibleName("生成练习城市的进度")
        self._progress.setTextVisible(False)
        self._stop = button("取消", "stop practice", "取消生成练习城市")
        self._health.hide()
        self._lay_out()
        self.practise.clicked.connect(self.practise_asked)
        self._stop.clicked.connect(self.practise_stopped)
        self.show_practice_ready()

    def enter(self) -> None:
        """Put the cursor on the newest draft, or where the first one is begun."""
        if not self.recents.enter() and not self.programmes.enter():
            self.open.setFocus()

    def show_packs(
        self, packs: Packs, today: date, *, lead: bool, used: frozenset[str] = frozenset()
    ) -> None:
        """What can be begun; whoever waited for it without doing anything begins there."""
        is_waiting = self.open.hasFocus() and not self.programmes.has_packs
        self.programmes.show_packs(packs, today, lead=lead, used=used)
        if is_waiting:
            self.enter()

    def show_health(self, told: str, weight: str) -> None:
        """What a look at the computer came to."""
        show_chip(self._health, told, weight)
        self._looked_at.setText("")

    def show_practice_ready(self) -> None:
        """Practice can be asked for."""
        had_focus = self._stop.hasFocus()
        self.practise.setEnabled(True)
        self._told.setText(_PRACTICE)
        self._progress.hide()
        self._stop.hide()
        if had_focus:
            self.practise.setFocus()

    def show_practice_begun(self) -> None:
        """It is under way; the way to stop it stands beside it."""
        self.practise.setEnabled(False)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._stop.setEnabled(True)
        self._stop.show()
        self._stop.setFocus()
        self._told.setText("正在准备…")

    def show_practice(self, done: int, total: int, what: str) -> None:
        """How far it is."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._told.setText(f"正在导入 {done + 1}/{total}:{what}" if what else "正在写入草稿…")

    def show_practice_stopping(self) -> None:
        self._stop.setEnabled(False)
        self._told.setText("正在停下…")

    def _lay_out(self) -> None:
        self.today.setWordWrap(False)
        head = QHBoxLayout()
        between(head, 2)
        around(head, 0, 0, 1, 0)
        head.addWidget(words("开始", "title", "start title"))
        head.addWidget(self.today, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        left = QVBoxLayout()
        between(left, 2)
        left.addWidget(words("最近的草稿", "heading"))
        left.addWidget(scrolled(self.recents), 1)
        # Below the drafts, and not below the programmes: there it is seen however many they are.
        left.addWidget(words("其他", "heading"))
        left.addWidget(self._others())
        within = QWidget()
        within.setObjectName("page")
        right = QVBoxLayout(within)
        around(right, 0, 0, 1, 0)
        between(right, 2)
        right.addWidget(words("新建草稿", "heading"))
        right.addWidget(self.programmes)
        right.addStretch(1)
        area = scrolled(within)
        self._right_area, self._right = area, within
        self._fit()
        # What a scroll area holds asks for its room there, and not here.
        within.installEventFilter(self)
        columns = QHBoxLayout()
        between(columns, 5)
        columns.addLayout(left, 5)
        columns.addWidget(area, 3)
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 5, 4)
        between(layout, 3)
        layout.addLayout(head)
        layout.addWidget(self.notice)
        layout.addLayout(columns, 1)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """The right column is as wide as the letters and what stands in it ask."""
        self.ensurePolished()
        character = self.fontMetrics().horizontalAdvance("汉")
        bar = self._right_area.verticalScrollBar().sizeHint().width()
        least = max(_NARROWEST * character, self._right.minimumSizeHint().width() + bar)
        self._right_area.setMinimumWidth(least)
        self._right_area.setMaximumWidth(max(_WIDEST * character, least))

    def _others(self) -> QWidget:
        frame, layout = card()
        around(layout, 4, 2, 4, 2)
        grid = QGridLayout()
        between(grid, 3, 1)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[QPushButton, QWidget], ...] = (
            (self.open, words("从文档、U 盘、共享文件夹打开;也可以把草稿文件拖进来。", "caption")),
            (self.recover, words("草稿丢了、坏了,或者想回到以前的样子。", "caption")),
            (self.practise, self._told),
            (self.check, self._health_told()),
            (self.install, words("收到新的申报事项或新版规则;也可以把文件拖进来。", "caption")),
        )
        line = 0
        for deed, told in rows:
            grid.addWidget(deed, line, 0)
            grid.addWidget(told, line, 1)
            line += 1
            if deed is self.practise:
                running = QHBoxLayout()
                between(running, 2)
                running.addWidget(self._progress, 1)
                running.addWidget(self._stop)
                grid.addLayout(running, line, 0, 1, 2)
                line += 1
        layout.addLayout(grid)
        return frame

    def _health_told(self) -> QWidget:
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        between(line, 2)
        line.addWidget(self._health)
        line.addWidget(self._looked_at, 1)
        return whole
