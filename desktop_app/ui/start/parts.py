"""What the start page's panels are made of besides the widgets of every page."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, say, words

WIDEST = 860
_SHORT, _URGENT = 14, 3


class View(QWidget):
    """A panel with a title that one comes back from, by its button or by Esc."""

    back_asked = Signal()

    def __init__(self, title: str, told: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self._back = button("返回", "back", "返回开始页,Esc")
        self._back.setToolTip("返回开始页(Esc)")
        self._back.clicked.connect(self.back_asked)
        self.told = words(told, "soft", "view told")
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(words(title, "title", "view title"), 1)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        within = QWidget()
        sized(within, maximumWidth=WIDEST)
        within.setObjectName("page")
        self.body = QVBoxLayout(within)
        self.body.setContentsMargins(0, 0, 0, 0)
        between(self.body, 2)
        self.body.addLayout(head)
        self.body.addWidget(self.told)
        self.area = scrolled(within)
        outer = QVBoxLayout(self)
        around(outer, 6, 4, 3, 3)
        outer.addWidget(self.area)

    def enter(self) -> None:
        """Put the cursor where one begins."""
        self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
            return
        super().keyPressEvent(event)


class Notice(QWidget):
    """A sentence in the page, with a deed and 知道了."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("start notice")
        self._told = words("", "", "told")
        self._deed = button("", "deed")
        self._noted = button("知道了", "start noted", "知道了,收起这条提醒")
        row = QHBoxLayout(self)
        around(row, 3, 2, 3, 2)
        between(row, 2)
        row.addWidget(self._told, 1)
        row.addWidget(self._deed)
        row.addWidget(self._noted)
        self._deed.clicked.connect(self.done)
        self._noted.clicked.connect(self.hide)
        self.hide()

    def tell(self, sentence: str, deed: str = "", weight: str = "hint") -> None:
        mean(self, "weight", weight)
        self._told.setText(sentence)
        self._deed.setText(deed)
        self._deed.setAccessibleName(deed)
        self._deed.setVisible(bool(deed))
        self.setVisible(bool(sentence))


def chip(text: str, weight: str = "", name: str = "", state: str = "") -> QLabel:
    """A word on a ground of its own: how much something weighs, or where a draft stands."""
    label = QLabel(text)
    label.setObjectName(name)
    if weight:
        mean(label, "weight", weight)
    if state:
        mean(label, "draftState", state)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def scrolled(widget: QWidget) -> QScrollArea:
    """A widget that can be longer than the window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def show_chip(label: QLabel, text: str, weight: str) -> None:
    mean(label, "weight", weight)
    say(label, text)


def told_time(when: datetime, now: datetime) -> str:
    """A time as one says it: 今天 10:32, 昨天 16:05, 11月8日 09:00."""
    if when.date() == now.date():
        return f"今天 {when:%H:%M}"
    if when.date() == now.date() - timedelta(days=1):
        return f"昨天 {when:%H:%M}"
    day = f"{when.month}月{when.day}日"
    return f"{day} {when:%H:%M}" if when.year == now.year else f"{when.year}年{day}"


def told_days(deadline: date, today: date) -> tuple[str, str]:
    """How long until a deadline, in words, and how much that weighs."""
    left = (deadline - today).days
    if left < 0:
        return f"已过截止日 {-left} 天", "hint"
    if left == 0:
        return "今天截止", "must"
    weight = "must" if left <= _URGENT else "explain" if left <= _SHORT else "ok"
    return f"还有 {left} 天", weight
