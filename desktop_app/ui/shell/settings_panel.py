"""显示与习惯: how the window looks and what the person is called; worn as soon as it is chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.look import Look
from desktop_app.ui.settings import SCALES, Choice, Settings
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, card, text_line, words

_SCHEMES: Mapping[Choice, tuple[str, str]] = {
    "system": ("跟随系统", "系统是深色,这里也是深色"),
    "light": ("浅色", "白底黑字"),
    "dark": ("深色", "黑底浅字,晚上不刺眼"),
    "contrast": ("高对比度", "纯黑底白字,线条更明显"),
}


class SettingsWindow(QDialog):
    """`author_changed` tells the name that stands beside changes from now on; `log_asked` wants
    运行记录."""

    author_changed = Signal(str)
    log_asked = Signal()

    def __init__(self, settings: Settings, look: Look) -> None:
        super().__init__()
        self.setObjectName("settings")
        self.setWindowTitle("显示与习惯 — 申报匣")
        self._settings, self._look = settings, look
        self._schemes, self._scales = QButtonGroup(self), QButtonGroup(self)
        self._name = text_line("settings name", "姓名", "例如:李敏")
        self._name.setMaxLength(40)
        self._body, self._scroll = QWidget(), QScrollArea()
        self._first = button("恢复默认显示", "settings defaults")
        self._log = button("运行记录…", "open log", "看运行记录:什么时候做了什么、哪里出错")
        self._close = button("关闭", "settings close", "关闭显示与习惯", primary=True)
        self._lay_out()
        self._show_chosen()
        self._fit()
        # The controls tell their new sizes once they are dressed.
        look.worn.connect(self._fit, Qt.ConnectionType.QueuedConnection)
        self._schemes.idClicked.connect(self._choose_scheme)
        self._scales.idClicked.connect(self._choose_scale)
        self._name.editingFinished.connect(self._rename)
        self._first.clicked.connect(self._forget)
        self._log.clicked.connect(self.close)
        self._log.clicked.connect(self.log_asked)
        self._close.clicked.connect(self.close)

    def _lay_out(self) -> None:
        cards = QVBoxLayout(self._body)
        cards.setContentsMargins(0, 0, 0, 0)
        between(cards, 3)
        frame, inner = card()
        inner.addWidget(words("外观", "heading"))
        inner.addLayout(self._scheme_lines())
        cards.addWidget(frame)
        frame, inner = card()
        inner.addWidget(words("文字和界面的大小", "heading"))
        inner.addLayout(self._scale_line())
        inner.addWidget(words("选好立即生效;窗口里放不下的,用滚动条看。", "soft"))
        cards.addWidget(frame)
        frame, inner = card()
        inner.addWidget(words("您的姓名", "heading"))
        inner.addWidget(self._name)
        inner.addWidget(words("记在每一处修改和情况说明旁边;下次打开草稿时起用。", "soft"))
        cards.addWidget(frame)
        cards.addStretch(1)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._first)
        row.addWidget(self._log)
        row.addStretch(1)
        row.addWidget(self._close)
        layout = QVBoxLayout(self)
        around(layout, 5, 4, 5, 4)
        between(layout, 3)
        layout.addWidget(words("显示与习惯", "title"))
        layout.addWidget(self._scroll, 1)
        layout.addLayout(row)

    @Slot()
    def _fit(self) -> None:
        """As large as it asks for, and no larger than the screen."""
        inner, outer = self._body.layout(), self.layout()
        if inner is None or outer is None:
            return
        width = inner.totalSizeHint().width()
        wanted = QSize(width, max(inner.totalHeightForWidth(width), inner.totalSizeHint().height()))
        frame = outer.totalSizeHint() - self._scroll.sizeHint()
        room = self.screen().availableGeometry().size() * 0.95
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self.resize((wanted + frame + QSize(bar, 0)).boundedTo(room))

    def _scheme_lines(self) -> QGridLayout:
        lines = QGridLayout()
        between(lines, 4, 2)
        for at, (name, about) in enumerate(_SCHEMES.values()):
            one = _choice(name, f"scheme {at}", f"外观:{name},{about}")
            self._schemes.addButton(one, at)
            told = QLabel(about)
            told.setProperty("tone", "soft")
            lines.addWidget(one, at, 0)
            lines.addWidget(told, at, 1)
        lines.setColumnStretch(1, 1)
        return lines

    def _scale_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        between(line, 4)
        for at, scale in enumerate(SCALES):
            one = _choice(f"{scale}%", f"scale {scale}", f"大小:{scale}%")
            self._scales.addButton(one, at)
            line.addWidget(one)
        line.addStretch(1)
        return line

    def _show_chosen(self) -> None:
        self._schemes.button(list(_SCHEMES).index(self._settings.scheme)).setChecked(True)
        self._scales.button(SCALES.index(self._settings.scale)).setChecked(True)
        self._name.setText(self._settings.author)

    @Slot(int)
    def _choose_scheme(self, at: int) -> None:
        self._settings.scheme = list(_SCHEMES)[at]
        self._look.wear()

    @Slot(int)
    def _choose_scale(self, at: int) -> None:
        self._settings.scale = SCALES[at]
        self._look.wear()

    @Slot()
    def _rename(self) -> None:
        name = self._name.text().strip()
        if name != self._settings.author:
            self._settings.author = name
            self.author_changed.emit(self._settings.author)

    @Slot()
    def _forget(self) -> None:
        self._settings.forget_look()
        self._show_chosen()
        self._look.wear()


def _choice(text: str, name: str, told: str, parent: QWidget | None = None) -> QRadioButton:
    one = QRadioButton(text, parent)
    one.setObjectName(name)
    one.setAccessibleName(told)
    return one
