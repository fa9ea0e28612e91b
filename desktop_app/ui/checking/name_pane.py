"""名称核对台: the plan's project names beside the summary's, decided one by one or together."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop_app.core.changes import StaleChange
from desktop_app.core.county_words import county_short
from desktop_app.core.draft import Draft
from desktop_app.core.name_desk import (
    DeskRow,
    NameDesk,
    Pairing,
    Side,
    can_take,
    lay_out,
    takes_away,
    taking,
)
from desktop_app.core.own_words import own_words
from desktop_app.ui.checking.confirm_card import ConfirmCard
from desktop_app.ui.checking.fix_panel import OVERTAKEN
from desktop_app.ui.checking.name_card import NameCard
from desktop_app.ui.checking.name_model import NameModel, NameTable, kind_words, where
from desktop_app.ui.listing import plain
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.widgets import DropDown, Narrowing, button, say, search_line, search_row, words
from desktop_app.ui.work import Latest

_BROKEN = "程序内部出错,名称没有比完,草稿没有损坏;请按「全部审核」再试一次。"
_ALL_KINDS = "全部情况"
_MOST_SHOWN = 8


class NamePane(QWidget):
    """Compares while it is looked at, off the window's thread. `counted` tells how many rows are
    to be decided."""

    counted = Signal(int)
    jump_asked = Signal(str)
    troubled = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        programme = desk.programme
        self._summary_name = programme.summary.attachment
        self._draft: Draft | None = None
        self._waiting: Draft | None = None
        self._found: NameDesk | None = None
        # What a person says belongs together or does not; kept while the window is open.
        self._by_hand: dict[Pairing, None] = {}
        self._apart: set[Pairing] = set()
        self._chosen = ""
        self._line = 0
        self._asked: tuple[list[DeskRow], Side] = ([], "summary")
        self._latest = Latest(self, _BROKEN)
        self._told = words("正在比对名称…", "lead", "names told")
        county = county_short(desk.programme)
        self._field = search_line("name filter", "查找名称", f"名称、{county}、企业或行")
        self._county = Narrowing("name county", f"只看一个{county}", f"全部{county}")
        self._kind = DropDown("name kind", "只看一种情况")
        self._kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._kind.addItem(_ALL_KINDS, "")
        for kind, told in kind_words(programme).items():
            if kind != "same":
                self._kind.addItem(told, kind)
        self._same = button("显示相同的", "show same")
        self._same.setCheckable(True)
        self._all = button(f"全部用{self._summary_name}", "take all right")
        self._model = NameModel(programme, desk.theme, self)
        self._table = NameTable(self._model)
        self._card = NameCard(programme, self._model, can_write=desk.can_write)
        self._ask = ConfirmCard(programme, desk.theme, name="agree to names", most=_MOST_SHOWN)
        self._done = words("", "soft", "names done")
        self._lay_out()
        self._connect()

    def show_audit(self, found: Checked) -> None:
        """Compare the names of this state of the draft."""
        self._waiting = found.draft
        self._look()

    def stop(self) -> None:
        """End what is under way."""
        self._latest.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._look()

    def _lay_out(self) -> None:
        line = search_row(self._field)
        sized(self._field, maximumWidth=260)
        for one in (self._county, self._kind, self._same):
            line.addWidget(one)
        line.addStretch(1)
        line.addWidget(self._all)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addWidget(self._told)
        layout.addLayout(line)
        layout.addWidget(self._ask)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._done)
        layout.addWidget(self._card)
        self._card.hide()
        say(self._done, "")

    def _connect(self) -> None:
        self._latest.found.connect(self._show)
        self._latest.failed.connect(self.troubled)
        self._field.textChanged.connect(self._narrow)
        self._county.currentIndexChanged.connect(self._narrow)
        self._kind.currentIndexChanged.connect(self._narrow)
        self._same.toggled.connect(self._narrow)
        self._all.clicked.connect(self._consider_all)
        self._table.chosen.connect(self._choose)
        self._table.entered.connect(self._card.begin)
        self._table.took_left.connect(lambda: self._take("plan"))
        self._table.took_right.connect(lambda: self._take("summary"))
        self._card.taken.connect(self._take)
        self._card.jump_asked.connect(self.jump_asked)
        self._card.paired.connect(self._pair)
        self._card.parted.connect(self._part)
        self._ask.agreed.connect(self._agree)
        self._ask.closed.connect(self._show_card)

    def _look(self) -> None:
        draft = self._waiting
        if draft is None or not self.isVisible():
            return
        self._waiting = None
        programme, by_hand, apart = (
            self._desk.programme,
            tuple(self._by_hand),
            frozenset(self._apart),
        )
        self._latest.ask(lambda _: (draft, lay_out(programme, draft, by_hand, apart)))

    @Slot(object)
    def _show(self, found: tuple[Draft, NameDesk]) -> None:
        is_first = self._found is None
        self._draft, self._found = found
        rows = [row for row in self._found.rows if row.is_open]
        self._told.setText(self._summed_up(len(rows)))
        self.counted.emit(len(rows))
        self._county.offer(row.county for row in rows if row.county)
        self._narrow()
        if is_first and self._model.rowCount():
            self._table.setFocus()

    def _summed_up(self, left: int) -> str:
        if self._found is None:
            return ""
        plan = self._desk.programme.plan.attachment
        if not self._found.has_list:
            told = f"{plan}没有自己的清单,成册时由{self._summary_name}直接生成,不会不一致。"
            return f"{told}正文里有 {left} 处写法不同。" if left else told
        if not left:
            called = own_words(self._desk.programme)
            return f"两边名称完全一致,共 {self._found.same} {called.counter}{called.noun}。"
        return f"还有 {left} 处要定;完全相同的 {self._found.same} 对没有列出。"

    @Slot()
    def _narrow(self) -> None:
        if self._found is None:
            return
        typed = plain(self._field.text()).split()
        county = self._county.wanted
        kind = self._kind.currentData()
        rows = [
            row
            for row in self._found.rows
            if (row.is_open or self._same.isChecked())
            and (not county or row.county == county)
            and (not kind or row.kind == kind)
            and all(word in _words(row) for word in typed)
        ]
        self._model.show(rows)
        settled = self._settled(rows)
        self._all.setText(f"全部用{self._summary_name}({len(settled)} 处)")
        self._all.setEnabled(self._desk.can_write and bool(settled))
        if not rows:
            self._chosen = ""
            self._card.hide()
            return
        at = self._model.at(self._chosen)
        self._table.go_to(min(self._line, len(rows) - 1) if at is None else at)

    def _settled(self, rows: Sequence[DeskRow]) -> list[DeskRow]:
        """The rows that can be decided together: both sides are known."""
        if self._found is None:
            return []
        desk = self._found
        return [row for row in rows if row.plan and row.summary and can_take(desk, row, "summary")]

    @Slot(int)
    def _choose(self, line: int) -> None:
        if self._found is None or not 0 <= line < len(self._model.lines):
            return
        row = self._model.lines[line]
        if row.identity != self._chosen:
            self._ask.close_up()
        self._chosen, self._line = row.identity, line
        self._card.show()
        self._card.show_row(self._found, row)

    @Slot()
    def _show_card(self) -> None:
        self._card.setVisible(self._row() is not None)

    def _row(self) -> DeskRow | None:
        at = self._model.at(self._chosen)
        return None if at is None else self._model.lines[at]

    @Slot(str)
    def _take(self, side: Side) -> None:
        row = self._row()
        if row is None or self._found is None or not self._desk.can_write:
            return
        if not can_take(self._found, row, side):
            return
        if takes_away(row, side):
            self._consider([row], side)
        else:
            self._do([row], side)

    @Slot()
    def _consider_all(self) -> None:
        self._consider(self._settled(self._model.lines), "summary")

    def _consider(self, rows: list[DeskRow], side: Side) -> None:
        """Show what would be done, and ask."""
        draft = self._desk.session.draft
        label = self._label(rows, side)
        try:
            change = taking(self._desk.programme, draft, rows, side, label)
            self._ask.ask(label, draft, change, self._table)
        except StaleChange:
            self._card.refuse(OVERTAKEN)
            return
        self._asked = rows, side
        # Both would not leave room for the rows.
        self._card.hide()

    @Slot()
    def _agree(self) -> None:
        rows, side = self._asked
        self._ask.close_up()
        self._do(rows, side)

    def _do(self, rows: Sequence[DeskRow], side: Side) -> None:
        label = self._label(rows, side)
        programme = self._desk.programme
        try:
            self._desk.session.do(label, lambda draft: taking(programme, draft, rows, side, label))
        except StaleChange:
            self._card.refuse(OVERTAKEN)
            return
        say(self._done, f"已{label};按 Ctrl+Z 可以撤销。")
        self._table.setFocus()

    def _label(self, rows: Sequence[DeskRow], side: Side) -> str:
        """What is done, as the list of changes has it."""
        plan, summary = self._desk.programme.plan.attachment, self._summary_name
        right = plan if side == "plan" else summary
        if len(rows) > 1:
            return f"名称全部用{right}的"
        row = rows[0]
        named = row.plan or row.summary
        if row.plan and row.summary and named:
            return f"把{(row.summary if side == 'plan' else row.plan).where}的名称改用{right}的"
        other = summary if right == plan else plan
        name = named.name if named else ""
        if takes_away(row, side):
            return f"从{other}删去「{name}」"
        return f"在{other}补上「{name}」"

    @Slot(object, object)
    def _pair(self, row: DeskRow, partner: DeskRow) -> None:
        plan, summary = row.plan or partner.plan, row.summary or partner.summary
        if plan is not None and summary is not None:
            pairing = plan.path, summary.path
            self._apart.discard(pairing)
            self._by_hand[pairing] = None
            self._chosen = DeskRow("by_hand", plan, summary).identity
            self._again()

    @Slot()
    def _part(self) -> None:
        row = self._row()
        if row is not None and row.plan is not None and row.summary is not None:
            pairing = row.plan.path, row.summary.path
            self._by_hand.pop(pairing, None)
            self._apart.add(pairing)
            self._again()

    def _again(self) -> None:
        """Lay the same state out once more."""
        self._waiting = self._waiting or self._draft
        self._look()
        self._table.setFocus()


def _words(row: DeskRow) -> str:
    sides = (one for one in (row.plan, row.summary) if one is not None)
    return plain("\n".join(f"{one.name}\n{where(one)}" for one in sides))
