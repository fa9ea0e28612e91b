"""登记报送: how and when a 定稿 was handed in, and what was recorded before."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.sendings import WAYS
from desktop_app.jobs.standing import Standing
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import DropDown, add_row, button, card, say, text_line, words

_WAYS = ("邮寄", "专人送达", "电子邮件")
_NOT_YET = "还没有定稿,不能登记报送;请先在「成册与打印」定稿,打印盖章,{}以后再来登记。"


class SubmitCard(QWidget):
    """Records that a 定稿 went out: what `shenbao report` does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_waiting = False
        self._known = 0
        sendings = desk.programme.about.sending
        self._gone = "发出" if sendings else "寄出"
        self._state = words("", "", "submit state")
        self._way = DropDown("submit way", "报送方式")
        self._way.setEditable(True)
        self._way.addItems(_WAYS)
        if sendings:
            self._way.setCurrentText(WAYS[sendings[0].way])
        self._date = text_line("submit date", "报送日期")
        self._date.setText(desk.now().date().isoformat())
        self._receipt = text_line("submit receipt", "回执", "快递单号或收件人")
        self._of = DropDown("submit of", "报送的是")
        self._submit = button("登记报送", "submit", "登记报送,记下方式、日期和回执")
        self._told = words("", "soft", "submit told")
        self._before = words("", "soft", "submitted")
        self._lay_out()
        self._submit.clicked.connect(self._ask)
        desk.session.saved.connect(self._saved)
        desk.session.opened.connect(self._show)
        desk.session.declined.connect(self._declined)
        desk.session.failed.connect(self._declined)
        say(self._told, "")
        self._show(desk.session.standing)

    def _lay_out(self) -> None:
        form = QFormLayout()
        between(form, 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for one in (self._of, self._way, self._date, self._receipt):
            add_row(form, one)
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._submit)
        deeds.addStretch(1)
        frame, layout = card()
        between(layout, 2)
        layout.addWidget(words(f"登记报送({self._gone}以后)", "lead"))
        layout.addWidget(self._state)
        layout.addLayout(form)
        layout.addLayout(deeds)
        layout.addWidget(self._told)
        layout.addWidget(self._before)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    @Slot(object)
    def _saved(self, standing: Standing) -> None:
        if self._is_waiting and len(standing.reports) > self._known:
            self._is_waiting = False
            self._receipt.clear()
            say(self._told, "已登记报送。")
        self._show(standing)

    @Slot(object)
    def _show(self, standing: Standing) -> None:
        can = bool(standing.freezes) and self._desk.can_write and not self._is_waiting
        for one in (self._of, self._way, self._date, self._receipt, self._submit):
            one.setEnabled(can)
        is_sent = standing.state == "reported"
        told = standing.words if standing.freezes else _NOT_YET.format(self._gone)
        self._state.setText(f"{'✓' if is_sent else '○'} {told}")
        mean(self._state, "weight", "ok" if is_sent else "hint")
        names = [f"{one.name}(数据版本 {one.revision})" for one in reversed(standing.freezes)]
        if names != [self._of.itemText(n) for n in range(self._of.count())]:
            self._of.clear()
            for one, name in zip(reversed(standing.freezes), names, strict=True):
                self._of.addItem(name, one.name)
        say(self._before, _told_before(standing))

    @Slot()
    def _ask(self) -> None:
        self._is_waiting = True
        self._known = len(self._desk.session.standing.reports)
        say(self._told, "正在登记…")
        self._desk.session.report(
            self._way.currentText(),
            self._date.text(),
            self._receipt.text(),
            self._of.currentData() or "",
        )
        self._show(self._desk.session.standing)

    @Slot(str)
    def _declined(self, sentence: str) -> None:
        if self._is_waiting:
            self._is_waiting = False
            say(self._told, sentence)
            self._show(self._desk.session.standing)


def _told_before(standing: Standing) -> str:
    lines = []
    for one in standing.reports:
        receipt = f",回执 {one.reported.receipt}" if one.reported.receipt else ""
        lines.append(f"{one.reported.date} {one.reported.way}{receipt}(数据版本 {one.revision})")
    return "\n".join(["已登记:", *lines]) if lines else ""
