"""The line over an open draft that tells of its pack: a newer version is there, its own is not, or
something typed has no place any more; and what can be done about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.update_report import UNUSED, Unused, report_lines
from desktop_app.ui.spacing import LINE, around, between, sized
from desktop_app.ui.start.parts import scrolled
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import CutLine, TextBox, button, say, words

if TYPE_CHECKING:
    from desktop_app.jobs.update_draft import Offer, PackStanding

_HIGHEST = 220
# So many are listed with a button each; nobody copies more by hand.
_MOST = 200


class PackLine(QFrame):
    """`update_asked` brings the offer that a person took."""

    update_asked = Signal(object)

    def __init__(self, standing: "PackStanding", version: str, *, can_write: bool) -> None:
        super().__init__()
        self.setObjectName("banner")
        mean(self, "weight", "explain")
        self._offer = standing.offer
        self._told = words(_sentence(standing, version), "", "pack told")
        self._look = button("看看有什么变化", "look update", "看看新版规则包有什么变化")
        self._unused = button(f"{UNUSED}…", "look unused", f"查看{UNUSED}")
        self._note = button("知道了", "pack noted", "知道了,收起这条提醒")
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(QLabel("●"))
        head.addWidget(self._told, 1)
        for one in (self._look, self._unused, self._note):
            head.addWidget(one)
        self._report = _Report(standing.offer, can_write=can_write)
        self._list = _UnusedList(standing.unused)
        layout = QVBoxLayout(self)
        around(layout, 4, 2, 4, 2)
        between(layout, 2)
        layout.addLayout(head)
        layout.addWidget(self._report)
        layout.addWidget(self._list)
        self._report.hide()
        self._list.hide()
        self._look.setVisible(standing.offer is not None)
        self._unused.setVisible(bool(standing.unused))
        self._look.clicked.connect(self._show_report)
        self._unused.clicked.connect(self._show_unused)
        self._note.clicked.connect(self.hide)
        self._report.taken.connect(self._take)
        self._report.left.connect(self._show_report)
        self.setVisible(bool(self._told.text()))

    def allow_again(self) -> None:
        """What a person took did not come about: it can be taken again."""
        self._report.setEnabled(True)

    @Slot()
    def _show_report(self) -> None:
        self._list.hide()
        self._report.setVisible(self._report.isHidden())
        if not self._report.isHidden():
            self._report.enter()
        else:
            self._look.setFocus()

    @Slot()
    def _show_unused(self) -> None:
        self._report.hide()
        self._list.setVisible(self._list.isHidden())

    @Slot()
    def _take(self) -> None:
        if self._offer is not None:
            self._report.setEnabled(False)
            self.update_asked.emit(self._offer)


class _Report(QWidget):
    """What moving would do, line by line, with the button that does it."""

    taken = Signal()
    left = Signal()

    def __init__(self, offer: "Offer | None", *, can_write: bool) -> None:
        super().__init__()
        self._text = TextBox("换到新版规则包会有的变化", "update report")
        self._text.setReadOnly(True)
        lines = report_lines(offer.report) if offer is not None else []
        sized(self._text, maximumHeight=min(_HIGHEST, (len(lines) + 2) * LINE))
        after = offer.report.after if offer is not None else ""
        self._take = button(f"改用 {after} 版", "take update", primary=True)
        leave = button("先不改", "leave update")
        hint = words("填过的字一个都不会丢;改了以后可以撤销。", "caption")
        if not can_write:
            say(hint, "这份草稿现在只能查看,不能改用新版。")
        self._take.setEnabled(can_write)
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(self._take)
        line.addWidget(leave)
        line.addWidget(hint, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(self._text)
        layout.addLayout(line)
        self._text.setPlainText("\n".join(lines))
        self._take.clicked.connect(self.taken)
        leave.clicked.connect(self.left)

    def enter(self) -> None:
        self._text.setFocus()


class _UnusedList(QWidget):
    """Everything that has no place any more, each to be copied."""

    def __init__(self, unused: tuple[Unused, ...]) -> None:
        super().__init__()
        within = QWidget()
        lines = QVBoxLayout(within)
        lines.setContentsMargins(0, 0, 0, 0)
        between(lines, 1)
        for one in unused[:_MOST]:
            lines.addLayout(self._line(one))
        if len(unused) > _MOST:
            lines.addWidget(words(f"另有 {len(unused) - _MOST} 处没有列出。", "caption"))
        lines.addStretch(1)
        area = scrolled(within)
        sized(area, maximumHeight=_HIGHEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 1)
        told = "这一版规则包没有地方放这些内容。它们留在草稿里,不打印;可以复制到别处。"
        layout.addWidget(words(told, "caption"))
        layout.addWidget(area)

    def _line(self, one: Unused) -> QHBoxLayout:
        label = words(one.label, "strong", "unused label")
        label.setWordWrap(False)
        copy = button("复制", "copy unused", f"复制 {one.label} 的内容")
        text = one.text
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(label)
        line.addWidget(CutLine(text, "", "unused text"), 1)
        line.addWidget(copy)
        return line


def _sentence(standing: "PackStanding", version: str) -> str:
    told: list[str] = []
    if standing.missing:
        told.append(
            f"这份草稿是用规则包 {standing.missing} 版填的,这台电脑没有装这一版,"
            f"现在按 {version} 版打开。"
        )
    elif standing.offer is not None:
        after = standing.offer.report.after
        told.append(f"有新版规则包:{after} 版。这份草稿用的是 {version} 版,可以照旧填下去。")
    if standing.unused:
        told.append(f"有 {len(standing.unused)} 处{UNUSED},都留在草稿里。")
    return "".join(told)
