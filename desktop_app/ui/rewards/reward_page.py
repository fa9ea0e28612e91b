"""奖补测算: the rows with what they get; beside them the steps, totals, trying out, readings."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop_app.core.changes import StaleChange
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.own_words import own_words
from desktop_app.core.readings import choosing
from desktop_app.core.reward_lint import reward_crossings
from desktop_app.core.reward_tiers import money
from desktop_app.core.rewards import Rewards, RowRewards
from desktop_app.core.steps import REWARDS
from desktop_app.jobs.reward_work import filled_in
from desktop_app.ui.checking.confirm_card import ConfirmCard
from desktop_app.ui.checking.fix_panel import OVERTAKEN
from desktop_app.ui.lines import LineTable
from desktop_app.ui.listing import plain
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.rewards.readings_pane import ReadingsPane, ambiguous
from desktop_app.ui.rewards.reward_model import (
    LACKS,
    OTHERWISE,
    RewardLine,
    RewardModel,
    lines_of,
    summed,
)
from desktop_app.ui.rewards.steps_pane import StepsPane
from desktop_app.ui.rewards.totals_pane import TotalsPane
from desktop_app.ui.rewards.try_pane import TryPane
from desktop_app.ui.spacing import SIGN, around, between, shared, sized
from desktop_app.ui.widgets import Narrowing, button, say, search_line, search_row, words
from desktop_app.ui.work import Latest

_BROKEN = "程序内部出错,测算没有完成,草稿没有损坏;请再打开一次这一页。"
_WORKING = "正在测算…"
_NOT_WORKED = "测算没有完成,下面不是现在的结果;请再打开一次这一页。"
_ALL = "全部各行"
_WIDTHS = (5 * SIGN, 12 * SIGN, 6 * SIGN, 9 * SIGN, 7 * SIGN, 7 * SIGN, 6 * SIGN)


@dataclass(frozen=True, slots=True)
class _Found:
    """A state of the draft with what it came to, worked out off the window's thread."""

    draft: Draft
    subject: Subject
    rewards: Rewards
    lines: tuple[RewardLine, ...]


class RewardPage(Page):
    """Computes while it is looked at, off the window's thread; only what changed anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        programme = desk.programme
        self._waiting: Draft | None = None
        self._found: _Found | None = None
        # Only the working thread has it.
        self._before: tuple[Subject, tuple[RewardLine, ...]] | None = None
        self._wanted: tuple[str, str] | None = None
        self._asked: tuple[RowRewards, ...] = ()
        self._latest = Latest(self, _BROKEN)
        self._told = words(_WORKING, "lead", "rewards told")
        self._anomaly = words("", "warning", "reward anomaly")
        called = own_words(programme)
        hint = f"{called.enterprise}、{called.noun}、事项或行,如:第12行"
        self._field = search_line("reward filter", "查找行", hint)
        self._county = Narrowing(
            "reward county", f"只看一个{called.county}", f"全部{called.county}"
        )
        self._state = Narrowing("reward state", "只看一种情况", _ALL)
        self._fill = button("全部按测算填写", "fill all")
        self._model = RewardModel(programme, desk.theme, self)
        self._table = LineTable(
            self._model, "各行的奖补,回车看测算过程", "rewards", _WIDTHS, 1, (2, 3)
        )
        self._ask = ConfirmCard(programme, desk.theme, name="agree to rewards")
        self._steps = StepsPane(programme, can_write=desk.can_write)
        self._totals = TotalsPane(desk)
        self._try = TryPane(desk)
        self._readings = ReadingsPane(desk)
        self._tabs = QTabWidget()
        self._lay_out()
        self._connect()
        self.entrance = self._table

    def show_draft(self, draft: Draft) -> None:
        self._waiting = draft
        self._look()

    def go_to(self, path: str) -> bool:
        """`rewards:rows/<table>/<row>` shows that row."""
        head, _, rest = path.partition("/")
        table, _, row = rest.partition("/")
        if head != REWARDS:
            return False
        if row:
            self._wanted = (table, row)
            self._tabs.setCurrentWidget(self._steps)
            self._choose_wanted()
        return True

    def begin_search(self) -> bool:
        self._field.setFocus()
        self._field.selectAll()
        return True

    @property
    def place(self) -> str:
        line = self._line()
        return "" if line is None else "/".join((REWARDS, *line.identity))

    def stop(self) -> None:
        for one in (self._latest, self._readings, self._try):
            one.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._look()

    def _lay_out(self) -> None:
        line = search_row(self._field)
        sized(self._field, maximumWidth=260)
        for one in (self._county, self._state):
            line.addWidget(one)
        line.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        around(column, 0, 0, 2, 0)
        between(column, 2)
        column.addLayout(line)
        column.addWidget(self._ask)
        column.addWidget(self._table, 1)
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setAccessibleName("测算的详细情况")
        self._tabs.addTab(self._steps, "过程")
        self._tabs.addTab(self._totals, "合计")
        self._tabs.addTab(self._try, "试一试")
        self._readings.setVisible(False)
        if ambiguous(self.desk.programme):
            self._tabs.addTab(self._readings, "理解")
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(self._tabs)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        shared(parts, 680, 440)
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 6, 3)
        between(layout, 2)
        layout.addWidget(words("奖补测算", "title", "page title"))
        top = QHBoxLayout()
        between(top, 2)
        top.addWidget(self._told, 1)
        top.addWidget(self._fill)
        layout.addLayout(top)
        layout.addWidget(self._anomaly)
        layout.addWidget(parts, 1)
        say(self._anomaly, _anomaly(self.desk))
        self._fill.setVisible(bool(self.desk.programme.rewards.applied))
        self._fill.setEnabled(False)

    def _connect(self) -> None:
        self._latest.found.connect(self._show)
        self._latest.failed.connect(self._not_worked)
        self._field.textChanged.connect(self._narrow)
        self._county.currentIndexChanged.connect(self._narrow)
        self._state.currentIndexChanged.connect(self._narrow)
        self._table.chosen.connect(self._choose)
        self._table.entered.connect(self._begin_steps)
        self._table.opened.connect(self._go_to_row)
        self._fill.clicked.connect(self._consider_all)
        self._ask.agreed.connect(self._agree)
        self._steps.fill_asked.connect(self._fill_row)
        self._steps.row_asked.connect(self._go_to_row)
        self._readings.chosen.connect(self._read)
        for one in (self._steps, self._try):
            one.quote_asked.connect(self._show_quote)
        for signal in (self._try.troubled, self._readings.troubled):
            signal.connect(self.troubled)

    def _look(self) -> None:
        draft = self._waiting
        if draft is None or not self.isVisible():
            return
        self._waiting = None
        self._latest.ask(lambda _: self._compute(draft))

    def _compute(self, draft: Draft) -> _Found:
        """In the working thread: what did not change since the last state is taken over."""
        programme = self.desk.programme
        subject, lines = self._before or (None, ())
        now = Subject(programme, draft, subject)
        found = now.rewards
        made = lines_of(programme, found, lines)
        _ = found.total, found.by_reward, found.by_county, found.by_payer
        self._before = now, made
        return _Found(draft, now, found, made)

    @Slot(object)
    def _show(self, found: _Found) -> None:
        self._found = found
        self._county.offer(one.county for one in found.lines if one.county)
        self._state.offer(sorted({one.state for one in found.lines} - {""}))
        self._totals.show_rewards(found.rewards)
        self._try.show_subject(found.subject)
        self._readings.show_subject(found.subject)
        self._narrow()
        # A row that is not among these is not waited for.
        self._wanted = None

    @Slot(str)
    def _not_worked(self, sentence: str) -> None:
        self._wanted = None
        self._told.setText(_NOT_WORKED)
        self.troubled.emit(sentence)

    @Slot()
    def _narrow(self) -> None:
        if self._found is None:
            return
        typed = plain(self._field.text()).split()
        county, state = self._county.wanted, self._state.wanted
        before = self._line()
        lines = [
            one
            for one in self._found.lines
            if (not county or one.county == county)
            and (not state or one.state == state)
            and all(word in one.words for word in typed)
        ]
        self._model.show(lines)
        self._tell(lines)
        differing = sum(one.state == OTHERWISE for one in lines)
        self._fill.setText(f"全部按测算填写({differing} 行)")
        self._fill.setEnabled(self.desk.can_write and bool(differing))
        if self._wanted is not None and self._choose_wanted():
            return
        at = None if before is None else self._model.at(before.identity)
        if lines:
            self._table.go_to(at or 0, stay=at is not None)
        else:
            self._steps.show_line(None)

    def _tell(self, lines: Sequence[RewardLine]) -> None:
        found = self._found
        if found is None:
            return
        total, unit = found.rewards.total, self.desk.programme.rewards.unit
        text = f"奖补合计 {money(total.amount)} {unit},{total.rows} 行享受"
        if total.missing:
            text += f";另有 {total.missing} 行缺数据,没有计入"
        if len(lines) != len(found.lines):
            lacking = sum(one.state == LACKS for one in lines)
            text += f"。列出的 {len(lines)} 行合计 {money(summed(lines))} {unit}"
            text += f",其中 {lacking} 行缺数据" if lacking else ""
        self._told.setText(f"{text}。")

    def _line(self) -> RewardLine | None:
        at = self._table.currentIndex().row()
        return self._model.lines[at] if 0 <= at < len(self._model.lines) else None

    def _choose_wanted(self) -> bool:
        if self._wanted is None:
            return False
        at = self._model.at(self._wanted)
        if at is None:
            known = self._found.lines if self._found is not None else ()
            if all(one.identity != self._wanted for one in known):
                return False
            self._show_all()
            return True
        self._wanted = None
        self._table.go_to(at)
        self._table.setFocus()
        return True

    def _show_all(self) -> None:
        """Narrow the list no more: who wants a row is to see it."""
        filters = (self._field, self._county, self._state)
        for one in filters:
            one.blockSignals(True)
        self._field.clear()
        self._county.setCurrentIndex(0)
        self._state.setCurrentIndex(0)
        for one in filters:
            one.blockSignals(False)
        self._narrow()

    @Slot(int)
    def _choose(self, line: int) -> None:
        if 0 <= line < len(self._model.lines):
            self._steps.show_line(self._model.lines[line])

    @Slot()
    def _begin_steps(self) -> None:
        self._tabs.setCurrentWidget(self._steps)
        self._steps.begin()

    @Slot()
    def _go_to_row(self) -> None:
        line = self._line()
        if line is None:
            return
        column = self.desk.programme.rewards.applied.get(line.result.table, "")
        table = self.desk.programme.table(line.result.table)
        first = table.column[0].id if table is not None else ""
        self.jump_asked.emit("/".join((*line.identity, column or first)))

    @Slot(str)
    def _show_quote(self, quote: str) -> None:
        self.jump_asked.emit(f"notice/「{quote}」")

    @Slot()
    def _fill_row(self) -> None:
        line = self._line()
        if line is not None:
            self._fill_in((line.result,), f"按测算填写 {line.where}")

    @Slot()
    def _consider_all(self) -> None:
        """Show what would be filled in, and ask."""
        rows = tuple(one.result for one in self._model.lines if one.state == OTHERWISE)
        change = filled_in(self.desk.programme, rows)
        if change is None:
            return
        try:
            self._ask.ask(change.label, self.desk.session.draft, change, self._table)
        except StaleChange:
            self.troubled.emit(OVERTAKEN)
            return
        self._asked = rows

    @Slot()
    def _agree(self) -> None:
        self._ask.close_up()
        self._fill_in(self._asked, f"按测算填写 {len(self._asked)} 行")

    def _fill_in(self, rows: Sequence[RowRewards], label: str) -> None:
        change = filled_in(self.desk.programme, rows)
        if change is None or not self.desk.can_write:
            return
        try:
            self.desk.session.do(label, lambda _: change)
        except StaleChange:
            self.troubled.emit(OVERTAKEN)
            return
        self.told.emit(f"已{label}。", label)
        self._table.setFocus()

    @Slot(str, str)
    def _read(self, code: str, reading: str) -> None:
        """Choose how an ambiguous clause is read."""
        author, now = self.desk.author, self.desk.now()
        rewards = self.desk.programme.rewards
        title = next(o.title for o in (*rewards.reward, *rewards.group) if o.id == code)
        self.desk.session.do(
            f"选定{title}的理解方式",
            lambda draft: choosing(draft, code, reading, author, now),
        )


def _anomaly(desk: Desk) -> str:
    """The first thing to know of the notice's own amounts, and how many more there are."""
    found = reward_crossings(desk.programme)
    if not found:
        return ""
    title, crossing = found[0]
    more = f"(另有 {len(found) - 1} 处,见「合计」)" if len(found) > 1 else ""
    return f"▲ {title}:{crossing}{more}。"
