"""报送: what goes out, where to, until when, and below it the record that it went."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Sending
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import day_words, days_left, due
from desktop_app.core.sendings import (
    WAYS,
    asked_formats,
    asked_on_paper,
    paper_title,
    subject_of,
)
from desktop_app.ui.bundle.submit_card import SubmitCard
from desktop_app.ui.copied_line import CopiedLine
from desktop_app.ui.notice.notice_cards import Follower, paper_asked, tell_subject
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
        self._followers: list[Follower] = []
        self._until = words("", "", "send until")
        frame, layout = card()
        between(layout, 1)
        if about.sending:
            layout.addWidget(words("报送什么,送到哪里", "lead"))
            for sending in about.sending:
                self._add_sending(layout, sending)
        else:
            layout.addWidget(words("寄什么,寄到哪里", "lead"))
            for one in about.deliverable:
                layout.addWidget(words(f"□  {one.title}:{paper_asked(one)}", "", "send paper"))
        if about.post is not None and not about.sending:
            whole = about.post.whole
            layout.addWidget(CopiedLine("寄到", whole, whole, "复制地址"))
        layout.addWidget(self._until)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        between(outer, 3)
        outer.addWidget(frame)
        outer.addWidget(SubmitCard(desk))
        desk.session.changed.connect(self._follow)
        self._show_day()

    def _add_sending(self, layout: QVBoxLayout, sending: Sending) -> None:
        """A set: its papers to tick off, how they go out, and where to."""
        programme, draft = self._desk.programme, self._desk.session.draft
        layout.addWidget(words(f"{sending.title}({WAYS[sending.way]})", "heading", "send set"))
        is_mail = sending.way == "mail"
        where, deed = ("发到", "复制邮箱") if is_mail else ("送到", "复制地址")
        for paper in sending.papers:
            label = words(_paper(programme, sending, paper, draft), "", "send paper")
            self._followers.append(partial(_tell_paper, programme, sending, paper, label))
            layout.addWidget(label)
        copied = sending.address if is_mail else sending.whole
        layout.addWidget(CopiedLine(where, sending.whole, copied, deed))
        if is_mail:
            subject = subject_of(programme, draft, sending)
            line = CopiedLine("标题", subject, subject, "复制标题")
            self._followers.append(partial(tell_subject, programme, sending, line))
            layout.addWidget(line)

    @Slot(object)
    def _follow(self, draft: Draft) -> None:
        for tell in self._followers:
            tell(draft)
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


def _paper(programme: Programme, sending: Sending, paper: str, draft: Draft) -> str:
    """「□  实施方案:正本1份、副本4份,加盖公章」"""
    if sending.way == "mail":
        asked = asked_formats(programme, sending, (paper,))
    else:
        asked = asked_on_paper(programme, draft, sending, paper)
    return f"□  {paper_title(programme, draft, paper)}:{asked}"


def _tell_paper(
    programme: Programme, sending: Sending, paper: str, label: QLabel, draft: Draft
) -> None:
    label.setText(_paper(programme, sending, paper, draft))
