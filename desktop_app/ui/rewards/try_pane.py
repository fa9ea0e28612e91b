"""试一试: level and investment are typed, and it is told what comes out; nothing is kept."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.facts import Subject
from desktop_app.core.pack_forms import Field
from desktop_app.core.pack_rewards import Reward
from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome
from desktop_app.core.reward_case import columns_read, typed_of
from desktop_app.core.reward_tiers import money
from desktop_app.core.rewards import try_out
from desktop_app.core.values import Kind
from desktop_app.ui.flow import TallEnough
from desktop_app.ui.page import Desk
from desktop_app.ui.rewards.steps_pane import OutcomeCards
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import DropDown, add_row, text_line, words
from desktop_app.ui.work import Latest

_BROKEN = "程序内部出错,没有算出来,草稿没有损坏;请换一组数再试。"
_HOW = "填上等级、投入等,看能得多少;只是试算,草稿不会改动。按单独一项算,不计就高、不重复。"


class TryPane(QScrollArea):
    """`quote_asked` brings the words of the notice to look up."""

    quote_asked = Signal(str)
    troubled = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._programme = desk.programme
        self._subject = Subject(desk.programme, desk.session.draft)
        self._latest = Latest(self, _BROKEN)
        self._inputs: dict[str, QLineEdit | QComboBox] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("试一试")
        self._reward = DropDown("try reward", "奖补事项", 8)
        for one in desk.programme.rewards.reward:
            self._reward.addItem(one.title, one.id)
        self._reading: DropDown | None = None
        self._ground = QWidget()
        self._result = words("", "lead", "try result")
        self._cards = OutcomeCards(desk.programme)
        self._lay_out()
        self._latest.found.connect(self._show)
        self._latest.failed.connect(self.troubled)
        self._reward.currentIndexChanged.connect(self._offer)
        self._cards.quote_asked.connect(self.quote_asked)
        self._offer()

    def show_subject(self, subject: Subject) -> None:
        """The form's own rates and caps are those of this state of the draft."""
        self._subject = subject
        self._try()

    def stop(self) -> None:
        """End what is under way."""
        self._latest.stop()

    def _lay_out(self) -> None:
        page = TallEnough()
        layout = QVBoxLayout(page)
        around(layout, 3, 2, 3, 2)
        between(layout, 2)
        layout.addWidget(words(_HOW, "soft"))
        top = QFormLayout()
        add_row(top, self._reward)
        layout.addLayout(top)
        layout.addWidget(self._ground)
        self._form = QFormLayout(self._ground)
        self._form.setContentsMargins(0, 0, 0, 0)
        for one in (top, self._form):
            one.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.addWidget(self._result)
        layout.addWidget(self._cards)
        layout.addStretch(1)
        self.setWidget(page)

    @Slot()
    def _offer(self) -> None:
        """The inputs of the chosen reward, with a case of the pack's own to begin with."""
        reward = self._chosen()
        while self._form.rowCount():
            self._form.removeRow(0)
        self._inputs = {}
        usual = usual_case(reward)
        for column in inputs_of(self._programme, reward):
            field = _input(self._programme, column)
            text = usual.get(column.id, "")
            if isinstance(field, QComboBox):
                field.setCurrentIndex(max(0, field.findText(text)))
                field.currentIndexChanged.connect(self._try)
            else:
                field.setText(text)
                field.textChanged.connect(self._try)
            add_row(self._form, field)
            self._inputs[column.id] = field
        self._reading = None
        if reward.reading:
            self._reading = DropDown("try reading", "按哪种理解", 8)
            for one in reward.reading:
                self._reading.addItem(one.title, one.id)
            self._reading.currentIndexChanged.connect(self._try)
            add_row(self._form, self._reading)
        self._try()

    @Slot()
    def _try(self) -> None:
        reward, subject = self._chosen(), self._subject
        cells = {key: _typed(one) for key, one in self._inputs.items()}
        cells = {key: text for key, text in cells.items() if text}
        reading = "" if self._reading is None else self._reading.currentData()
        self._latest.ask(lambda _: try_out(subject, reward, cells, reading))

    @Slot(object)
    def _show(self, found: Outcome) -> None:
        self._result.setText(result_told(found, self._programme.rewards.unit))
        self._cards.show_outcomes([found])
        before: QWidget = self._reward
        for after in (*self._inputs.values(), *self._cards.tab_stops()):
            QWidget.setTabOrder(before, after)
            before = after

    def _chosen(self) -> Reward:
        wanted = self._reward.currentData()
        return next(one for one in self._programme.rewards.reward if one.id == wanted)


def result_told(found: Outcome, unit: str) -> str:
    """「28 万元」, or which input lacks."""
    if found.missing:
        return f"缺 {'、'.join(found.missing)}"
    return f"{money(found.paid)} {unit}"


def inputs_of(programme: Programme, reward: Reward) -> list[Field]:
    """The columns that decide on a reward, in the order of its table."""
    ways = [reward, *reward.reading]
    texts = [one.when for one in (*ways, *reward.excluded)]
    texts += [tier.when for way in ways for tier in way.tier]
    texts += [way.per_unit.count for way in ways if way.per_unit is not None]
    wanted = set(columns_read(texts))
    base = next((one for one in programme.rewards.base if one.id == reward.base), None)
    if base is not None:
        wanted |= {*base.counts, *base.left_out}
    for way in ways:
        for tier in way.tier:
            wanted |= {tier.rate_at, tier.cap_at, tier.decided}
    table = programme.table(reward.each)
    return [one for one in table.column if one.id in wanted] if table is not None else []


def usual_case(reward: Reward) -> Mapping[str, str]:
    """The inputs of the pack's first example that is paid, as they are typed."""
    paid = next((one for one in reward.example if one.amount), None)
    return {} if paid is None else {key: typed_of(one) for key, one in paid.row.items()}


def _input(programme: Programme, column: Field) -> QLineEdit | QComboBox:
    options = ("是", "否") if column.kind is Kind.YES_NO else programme.options(column)
    told = f"{column.label}({column.unit})" if column.unit else column.label
    if not options:
        return text_line(f"try {column.id}", told, column.example)
    field = DropDown(f"try {column.id}", told, 6)
    field.addItem("")
    field.addItems(options)
    return field


def _typed(field: QLineEdit | QComboBox) -> str:
    return field.currentText() if isinstance(field, QComboBox) else field.text()
