"""定稿: this version is what is printed and sealed; what it means, and how to go on afterwards."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.findings import Audit
from desktop_app.jobs.standing import Standing
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, say, text_line, words

_MEANS = (
    "定稿把现在的内容固定成一版,用来打印、盖章、报送:内容不再改动,页脚印上定稿的名称和数据版本。"
    "定稿以后如果必须再改,直接改就可以,状态会变成「定稿以后有修改」;改好、核对通过后再定稿一次,"
    "原来那次定稿仍然保留。"
)
_NAME = "定稿"
_WEIGHTS = {"draft": "hint", "frozen": "ok", "changed": "explain", "reported": "ok"}
_SIGNS = {"draft": "○", "frozen": "✓", "changed": "●", "reported": "✓"}


class FreezeCard(QWidget):
    """Freezes the draft as it is saved; `frozen` tells that it is."""

    frozen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._passes = False
        self._is_waiting = False
        self._state = words("", "", "standing")
        self._name = text_line("freeze name", "定稿的名称")
        self._name.setMaxLength(40)
        self._freeze = button("定稿", "freeze", "定稿,固定现在的内容")
        self._told = words("", "soft", "freeze told")
        label = QLabel("名称")
        label.setBuddy(self._name)
        self._asking = QWidget()
        row = QHBoxLayout(self._asking)
        row.setContentsMargins(0, 0, 0, 0)
        between(row, 2)
        row.addWidget(label)
        row.addWidget(self._name, 1)
        row.addWidget(self._freeze)
        frame, layout = card()
        between(layout, 2)
        for one in (words("定稿", "lead"), self._state, words(_MEANS, "soft", "freeze means")):
            layout.addWidget(one)
        layout.addWidget(self._asking)
        layout.addWidget(self._told)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._freeze.clicked.connect(self._ask)
        self._name.returnPressed.connect(self._freeze.click)
        desk.session.saved.connect(self._saved)
        desk.session.opened.connect(self._show)
        desk.session.declined.connect(self._declined)
        desk.session.failed.connect(self._declined)
        say(self._told, "")
        self._suggest(desk.session.standing)
        self._show(desk.session.standing)

    def show_audit(self, audit: Audit) -> None:
        """Only a draft whose audit passes can be frozen."""
        self._passes = audit.passes
        self._show(self._desk.session.standing)

    @Slot(object)
    def _saved(self, standing: Standing) -> None:
        if self._is_waiting and standing.state == "frozen":
            self._is_waiting = False
            name = standing.freezes[-1].name
            say(self._told, f"「{name}」已经定稿;请按这一版生成材料,然后打印盖章。")
            self.frozen.emit()
        elif standing.state != "frozen":
            say(self._told, "")
        self._suggest(standing)
        self._show(standing)

    @Slot(object)
    def _show(self, standing: Standing) -> None:
        self._state.setText(f"{_SIGNS[standing.state]} {standing.words}")
        mean(self._state, "weight", _WEIGHTS[standing.state])
        is_new = standing.state in ("draft", "changed")
        can = is_new and self._passes and self._desk.can_write and not self._is_waiting
        self._freeze.setEnabled(can)
        self._name.setEnabled(can)
        told = ""
        if is_new and not self._passes:
            told = "核对通过以后才能定稿"
        elif not self._desk.can_write:
            told = "草稿是只读打开的,不能定稿"
        self._freeze.setToolTip(told)
        # What is frozen is not frozen again before somebody has changed it.
        self._asking.setVisible(is_new)

    def _suggest(self, standing: Standing) -> None:
        """A name that no version has, in place of one that is taken."""
        if self._name.text().strip() not in ("", *standing.names):
            return
        name, number = _NAME, 2
        while name in standing.names:
            name, number = f"{_NAME}{number}", number + 1
        self._name.setText(name)

    @Slot()
    def _ask(self) -> None:
        self._is_waiting = True
        say(self._told, "正在定稿…")
        self._desk.session.freeze(self._desk.programme, self._name.text())
        self._show(self._desk.session.standing)

    @Slot(str)
    def _declined(self, sentence: str) -> None:
        if self._is_waiting:
            self._is_waiting = False
            say(self._told, sentence)
            self._show(self._desk.session.standing)
