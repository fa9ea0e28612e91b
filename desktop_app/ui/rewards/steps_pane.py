"""How one row came to what it gets: each reward with its steps, its clause, the notice's words."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome
from desktop_app.core.reward_tiers import money
from desktop_app.ui.flow import Flow, TallEnough
from desktop_app.ui.rewards.reward_model import OTHERWISE, RewardLine
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, card, emptied, say, words

_NOTHING = "在左边选一行,这里逐步列出怎样算出来的、依据哪一条。"


class OutcomeCards(TallEnough):
    """Outcomes below one another. `quote_asked` brings the words of the notice to look up."""

    quote_asked = Signal(str)

    def __init__(self, programme: Programme) -> None:
        super().__init__()
        self._titles = {one.id: one.title for one in programme.rewards.reward}
        self._unit = programme.rewards.unit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        between(self._column, 2)
        self._buttons: list[QWidget] = []

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Show these in place of what is there."""
        emptied(self._column)
        self._buttons = []
        for one in outcomes:
            frame = self._card(one)
            self._column.addWidget(frame)
            # A layout shows what is put into it a moment later, too late for the next key.
            frame.show()

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return self._buttons

    def _card(self, one: Outcome) -> QFrame:
        frame, layout = card()
        told = one.told
        amount = f" {money(one.paid)} {self._unit}" if one.paid else ""
        layout.addWidget(words(f"{self._titles[one.reward]}:{told}{amount}", "strong", "outcome"))
        for number, step in enumerate(one.steps, start=1):
            tone = "warning" if step.is_anomaly else ""
            mark = "▲" if step.is_anomaly else f"{number}."
            layout.addWidget(words(f"{mark} {step.text}", tone, "step"))
        sources = dict.fromkeys((s.clause, s.quote) for s in one.steps if s.quote)
        for clause, quote in sources:
            row = QHBoxLayout()
            between(row, 2)
            look = button("看原文", "look up quote", f"看通知原文{clause}:{quote}")
            look.clicked.connect(lambda _=False, text=quote: self.quote_asked.emit(text))
            row.addWidget(words(f"依据:通知{clause}「{quote}」", "soft", "quote"), 1)
            row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(row)
            self._buttons.append(look)
        return frame


class StepsPane(QScrollArea):
    """The row that is chosen. `fill_asked` wants its result filled in, `row_asked` to go to it."""

    fill_asked = Signal()
    row_asked = Signal()
    quote_asked = Signal(str)

    def __init__(self, programme: Programme, *, can_write: bool) -> None:
        super().__init__()
        self._can_write = can_write
        self._shown: RewardLine | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("测算过程")
        self._name = words(_NOTHING, "lead", "chosen row")
        self._sum = words("", "", "chosen sum")
        self._fill = button("按测算填写", "fill row", "把这一行的申请金额按测算填写", primary=True)
        self._go = button("去这一行", "go to row")
        self._cards = OutcomeCards(programme)
        self._unit = programme.rewards.unit
        deeds = Flow()
        deeds.addWidget(self._fill)
        deeds.addWidget(self._go)
        page = TallEnough()
        layout = QVBoxLayout(page)
        around(layout, 3, 2, 3, 2)
        between(layout, 2)
        layout.addWidget(self._name)
        layout.addWidget(self._sum)
        layout.addLayout(deeds)
        layout.addWidget(self._cards)
        layout.addStretch(1)
        self.setWidget(page)
        self._fill.clicked.connect(self.fill_asked)
        self._go.clicked.connect(self.row_asked)
        self._cards.quote_asked.connect(self.quote_asked)
        self.show_line(None)

    def begin(self) -> None:
        """Go to the first thing that can be done about the row."""
        stops = (self._fill, self._go)
        next((one for one in stops if one.isVisible() and one.isEnabled()), self).setFocus()

    def show_line(self, line: RewardLine | None) -> None:
        """Show a row; the same one again is left alone, so that nobody loses their place."""
        if line is not None and line is self._shown:
            return
        is_other = line is None or self._shown is None or line.identity != self._shown.identity
        self._shown = line
        self._name.setText(_NOTHING if line is None else f"{line.where} {line.name}".strip())
        say(self._sum, "" if line is None else _told(line, self._unit))
        self._fill.setVisible(line is not None and line.state == OTHERWISE)
        self._fill.setEnabled(self._can_write)
        self._go.setVisible(line is not None)
        self._cards.show_outcomes(() if line is None else line.result.told)
        for before, after in pairwise([self._fill, self._go, *self._cards.tab_stops()]):
            QWidget.setTabOrder(before, after)
        if is_other:
            self.verticalScrollBar().setValue(0)


def _told(line: RewardLine, unit: str) -> str:
    if line.result.missing:
        return f"缺 {'、'.join(line.result.missing)},补齐以后才能测算。"
    if not line.result.told:
        return "没有适用的奖补条款。"
    applied = f";填写的是 {line.applied}" if line.state == OTHERWISE and line.applied else ""
    blank = ";申请金额未填" if line.state == OTHERWISE and not line.applied else ""
    return f"按条款测算 {line.paid} {unit}{applied}{blank}。"
