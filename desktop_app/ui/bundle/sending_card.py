"""报送: what goes out, where to, until when, and below it the record that it went."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.schedule import day_words, days_left, due
from desktop_app.ui.bundle.submit_card import SubmitCard
from desktop_app.ui.notice.notice_cards import copied_line, paper_asked
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import card, words

_SOON = 7


class SendingCard(QWidget):
    """Stands in the order in which a person does it; what is filled in afterwards comes below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        about = desk.programme.about
        self._until = words("", "", "send until")
        frame, layout = card()
        between(layout, 1)
        layout.addWidget(words("寄什么,寄到哪里", "lead"))
        for one in about.deliverable:
            layout.addWidget(words(f"□  {one.title}:{paper_asked(one)}", "", "send paper"))
        if about.post is not None:
            whole = f"{about.post.address} {about.post.recipient}"
            layout.addWidget(copied_line("寄到", whole, whole, "复制地址"))
        layout.addWidget(self._until)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        between(outer, 3)
        outer.addWidget(frame)
        outer.addWidget(SubmitCard(desk))
        self._show_day()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._show_day()

    @Slot()
    def _show_day(self) -> None:
        deadline, today = (
            due(self._desk.programme, self._desk.session.draft),
            self._desk.now().date(),
        )
        if deadline is None:
            self._until.setText("通知没有规定截止日,单位自己的报送截止日也还没有填写。")
            mean(self._until, "weight", "hint")
            return
        left = (deadline - today).days
        told = f"截止日期 {deadline.year}年{day_words(deadline)},{days_left(deadline, today)}"
        self._until.setText(f"{'▲ ' if left < 0 else ''}{told}")
        mean(self._until, "weight", "must" if left < 0 else "explain" if left < _SOON else "hint")
