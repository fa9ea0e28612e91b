"""审核公式: how every rule ended, and the clauses that can be read in more than one way."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.core.findings import STATE_WORDS, State
from desktop_app.core.list_standing import lists_of, lists_read
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme
from desktop_app.core.readings import Clause
from desktop_app.ui.checking.finding_model import Formula, FormulaModel
from desktop_app.ui.checking.reading_panel import ReadingPanel
from desktop_app.ui.lines import LineTable
from desktop_app.ui.spacing import around, between, shared
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, say, words


class FormulaPage(QWidget):
    """The rules with their outcomes, those that were not decided first."""

    reading_chosen = Signal(str, str)
    jump_asked = Signal(str)
    clauses_wanted = Signal()

    def __init__(self, programme: Programme, theme: Theme, *, can_write: bool) -> None:
        super().__init__()
        self._rules: Mapping[str, Rule] = {one.code: one for one in programme.rules}
        self._programme = programme
        self._known = lists_of(programme)
        self._can_write = can_write
        self._code = ""
        self._told = words("", "soft", "undecided")
        self._model = FormulaModel(theme, self)
        self._table = LineTable(
            self._model, "审核公式的结果", "formulas", (100, 96, 260, 220, 64), 2, (3,)
        )
        self._name = words("", "lead")
        self._clause = words("", "soft")
        self._reason = words("", "", "reason")
        self._readings = ReadingPanel()
        self._lists = button("载入名单…", "go to list")
        self._list = ""
        detail = QWidget()
        layout = QVBoxLayout(detail)
        around(layout, 3, 0, 2, 0)
        between(layout, 2)
        for one in (self._name, self._reason):
            layout.addWidget(one)
        deeds = QHBoxLayout()
        deeds.addWidget(self._lists)
        deeds.addStretch(1)
        layout.addLayout(deeds)
        for one in (self._clause, self._readings):
            layout.addWidget(one)
        layout.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(detail)
        shared(split, 860, 460)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addWidget(self._told)
        layout.addWidget(split, 1)
        self._readings.hide()
        self._lists.hide()
        self._lists.clicked.connect(self._go_to_list)
        self._readings.chosen.connect(self.reading_chosen)
        self._table.chosen.connect(self._choose)

    @property
    def title(self) -> str:
        """What the tab says: how many rules nobody should take for passed."""
        missing = self._model.count(State.NO_DATA)
        return f"审核公式(缺数据 {missing})" if missing else "审核公式"

    def show_formulas(self, formulas: Sequence[Formula]) -> None:
        """The outcomes of an audit; the rule that is chosen stays chosen."""
        self._model.show(formulas)
        missing, skipped = (self._model.count(one) for one in (State.NO_DATA, State.NOT_APPLICABLE))
        self._told.setText(
            f"共 {len(formulas)} 条审核公式,"
            f"其中 {missing} 条缺数据、{skipped} 条不适用,没有作出判断。"
        )
        line = self._model.line(self._code)
        if self._model.rowCount():
            self._table.go_to(line or 0, stay=line is not None)

    def show_clauses(self, found: Sequence[Clause]) -> None:
        """What the readings come to, worked out for the state that is shown."""
        for clause in found:
            if clause.rule.code == self._code:
                self._readings.show_clause(clause, can_write=self._can_write)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        # While nobody looks, nothing is worked out.
        self._ask()

    @Slot(int)
    def _choose(self, line: int) -> None:
        one = self._model.formula(line)
        if one is None:
            return
        outcome, rule = one.outcome, self._rules.get(one.outcome.code)
        is_other = self._code != outcome.code
        self._code = outcome.code
        self._name.setText(f"{outcome.code} {outcome.title}")
        # 「缺少数据:…」 says the state itself.
        is_told = outcome.state is State.NO_DATA and bool(outcome.reason)
        state = "" if is_told else STATE_WORDS[outcome.state]
        say(self._reason, ":".join(filter(None, (state, outcome.reason))))
        say(self._clause, f"依据:通知{rule.clause}「{rule.quote}」" if rule and rule.clause else "")
        self._show_list(rule)
        if is_other:
            self._readings.show_clause(None, can_write=False)
        self._ask()

    def _show_list(self, rule: Rule | None) -> None:
        """The way to the list that a rule reads: first to one that is not loaded."""
        ids = lists_read(self._programme, rule) if rule is not None else ()
        read = [one for one in self._known if one.id in ids]
        missing = [one for one in read if one.standing == "missing"]
        wanted = next(iter(missing or read), None)
        self._list = "" if wanted is None else wanted.id
        self._lists.setVisible(wanted is not None)
        if wanted is not None:
            self._lists.setText("载入名单…" if missing else "看名单")
            self._lists.setAccessibleName(f"{'载入' if missing else '看'}{wanted.label}")

    @Slot()
    def _go_to_list(self) -> None:
        self.jump_asked.emit(f"lists/{self._list}")

    def _ask(self) -> None:
        rule = self._rules.get(self._code)
        if rule is not None and rule.reading and self.isVisible():
            self.clauses_wanted.emit()
