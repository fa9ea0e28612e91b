"""问题: the findings of an open draft as a list, and the one that is chosen in full."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.core.county_words import county_short
from desktop_app.core.findings import Fix, Place
from desktop_app.ui.checking.detail_pane import DetailPane
from desktop_app.ui.checking.filter_line import FilterLine
from desktop_app.ui.checking.finding_model import FindingModel
from desktop_app.ui.checking.finding_table import FindingTable
from desktop_app.ui.checking.mending import Mending
from desktop_app.ui.listing import Entry, following, told_counts
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import around, between, shared
from desktop_app.ui.widgets import button, words


class FindingsPane(QWidget):
    """Shows audits; what is done about a finding goes through `mending`.

    `wanted` says that a key asked for this pane, `jump_asked` brings a path to go to, `afresh` asks
    for every rule to be run again. Without `can_jump` there is nowhere to go.
    """

    wanted = Signal()
    jump_asked = Signal(str)
    afresh = Signal()

    def __init__(self, desk: Desk, mending: Mending, *, can_jump: bool) -> None:
        super().__init__()
        self._desk, self._mending, self._can_jump = desk, mending, can_jump
        self._found: Checked | None = None
        self._chosen = ""
        # The finding a person has just dealt with: once it is gone, the next one is shown.
        self._dealt_with = ""
        self._unfinished: list[str] = []
        self._counts = words("正在核对…", "lead", "counts")
        self._begun = button("", "begun")
        self._all = button("全部审核", "audit all", "全部审核:所有公式从头再核对一遍")
        self._first = button("先改这个", "most important", "先改这个:最要紧的一处", primary=True)
        self._back = button("上一个 Shift+F8", "previous", "上一个问题,Shift+F8")
        self._on = button("下一个 F8", "next", "下一个问题,F8")
        self._filter = FilterLine(county_short(desk.programme))
        self._model = FindingModel(desk.theme, self)
        self._table = FindingTable(self._model)
        self._detail = DetailPane(desk.programme, desk.theme, can_jump=can_jump)
        self._lay_out()
        self._connect()

    @property
    def begun(self) -> int:
        """How many explanations somebody began to write that are not in the draft."""
        self._tell_begun()
        return len(self._unfinished)

    @property
    def begun_values(self) -> int:
        """How many values somebody began to write that are not in the draft."""
        return self._detail.begun

    @property
    def entrance(self) -> QWidget:
        """What a person who comes here begins with: the list."""
        return self._table

    @property
    def chosen(self) -> str:
        """The key of the finding that is shown, "" for none."""
        entry = self._entry()
        return entry.finding.key if entry else ""

    def go_to(self, key: str) -> bool:
        """Show the finding with this key; whether there is one."""
        entries = self._found.entries if self._found else ()
        entry = next((one for one in entries if one.finding.key == key), None)
        if entry is None:
            return False
        if self._model.at(entry.identity) is None:
            self._filter.clear()
        at = self._model.at(entry.identity)
        if at is not None:
            self._table.go_to(at)
        return at is not None

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(self._counts, 1)
        for one in (self._begun, self._all, self._first, self._back, self._on):
            head.addWidget(one)
        self._begun.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._table)
        split.addWidget(self._detail)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 4)
        shared(split, 660, 540)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addLayout(head)
        layout.addWidget(self._filter)
        layout.addWidget(split, 1)

    def _connect(self) -> None:
        self._filter.changed.connect(self._narrow)
        self._table.chosen.connect(self._choose)
        self._table.entered.connect(self._detail.begin)
        self._table.opened.connect(self._jump)
        self._begun.clicked.connect(self._go_to_begun)
        self._all.clicked.connect(self._begin_again)
        self._first.clicked.connect(self._go_to_first)
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        self._detail.fix_agreed.connect(self._fix)
        self._detail.written.connect(self._write)
        self._detail.explained.connect(self._explain)
        self._detail.why_asked.connect(self._find_why)
        self._detail.reading_chosen.connect(self.read)
        self._detail.jump_asked.connect(self.jump_asked)
        self._mending.done.connect(self._have_done)
        self._mending.refused.connect(self._detail.refuse_fix)
        self._mending.not_explained.connect(self._detail.explanation.refuse)
        self._mending.explained.connect(self._detail.explanation.forget)
        self._mending.formula_found.connect(self._detail.show_formula)
        self._mending.clauses_found.connect(self._detail.show_clauses)

    def listen(self, page: QWidget) -> None:
        """Answer the keys of the page, whichever of its tabs is looked at."""
        for keys, act in (
            (QKeySequence("F8"), self._go_on),
            (QKeySequence("Shift+F8"), self._go_back),
        ):
            QShortcut(keys, page).activated.connect(act)

    def show_audit(self, found: Checked) -> None:
        """Show an audit: what is chosen stays chosen, unless it was dealt with."""
        place = self._model.at(self._chosen) or 0
        is_first = self._found is None
        self._found = found
        self._counts.setText(told_counts(found.open))
        self._filter.show_counts(found.open)
        self._table.show_entries(self._filter.wanted.of(found.entries))
        self._filter.show_shown(len(self._model.lines), len(found.entries))
        self._first.setEnabled(bool(found.open))
        self._settle(place, is_first=is_first)
        if is_first:
            self._table.setFocus()
        self._tell_begun()

    def _settle(self, place: int, *, is_first: bool = False) -> None:
        """Choose a finding again after the list changed; `place` is where the last one stood."""
        entries = self._model.lines
        at = self._model.at(self._chosen)
        is_done = at is None or (self._chosen == self._dealt_with and not entries[at].is_open)
        if is_first and self._found is not None:
            first = self._found.first
            at = self._model.at(first.identity) if first else None
        elif is_done and entries:
            start = min(place, len(entries) - 1) if at is None else (at + 1) % len(entries)
            next_one = following(entries, start, 1)
            at = next_one if next_one is not None else start
            self._dealt_with = ""
        if at is None:
            at = 0 if entries else None
        if at is None:
            self._chosen = ""
            self._detail.show_nothing(self._empty_words())
            return
        self._table.go_to(at, stay=entries[at].identity == self._chosen)

    def _empty_words(self) -> str:
        if self._found is not None and self._found.entries:
            return "没有符合查找条件的问题;请改一改查找的文字,或按「全部」。"
        return "程序能核对的条件没有发现问题。没有判断的公式见「审核公式」。"

    @Slot()
    def _begin_again(self) -> None:
        self._counts.setText("正在核对…")
        self.afresh.emit()

    @Slot()
    def _narrow(self) -> None:
        if self._found is None:
            return
        self._table.show_entries(self._filter.wanted.of(self._found.entries))
        self._filter.show_shown(len(self._model.lines), len(self._found.entries))
        self._settle(0)

    @Slot(int)
    def _choose(self, line: int) -> None:
        if self._found is None or not 0 <= line < len(self._model.lines):
            return
        entry = self._model.lines[line]
        self._chosen = entry.identity
        self._detail.show_entry(entry, self._found.draft, can_write=self._desk.can_write)
        self._tell_begun()
        if self._has_readings(entry.finding.code):
            self.find_clauses()

    def _has_readings(self, code: str) -> bool:
        return any(rule.code == code and rule.reading for rule in self._desk.programme.rules)

    def _entry(self) -> Entry | None:
        at = self._model.at(self._chosen)
        return None if at is None else self._model.lines[at]

    @Slot()
    def _go_on(self) -> None:
        self._step(1)

    @Slot()
    def _go_back(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        entries = self._model.lines
        if not entries:
            return
        at = self._model.at(self._chosen)
        start = 0 if at is None else (at + step) % len(entries)
        next_one = following(entries, start, step)
        if next_one is not None:
            self.wanted.emit()
            self._table.go_to(next_one)

    @Slot()
    def _go_to_first(self) -> None:
        first = self._found.first if self._found else None
        if first is None:
            return
        if self._model.at(first.identity) is None:
            self._filter.clear()
        at = self._model.at(first.identity)
        if at is not None:
            self._table.go_to(at)
            self._table.setFocus()

    @Slot()
    def begin_search(self) -> None:
        self.wanted.emit()
        self._filter.begin()

    @Slot()
    def _jump(self) -> None:
        """Double click or Ctrl+Enter: to the first place of the finding."""
        entry = self._entry()
        if self._can_jump and entry is not None and entry.finding.places:
            self.jump_asked.emit(entry.finding.places[0].path)

    def _tell_begun(self) -> None:
        """Which findings have a text that was begun and not handed in."""
        known = {one.identity for one in self._found.entries} if self._found else set[str]()
        waiting = [one for one in self._detail.explanation.begun if one in known]
        others = [one for one in waiting if one != self._chosen]
        self._unfinished = waiting
        self._begun.setVisible(bool(others))
        told = f"有 {len(others)} 处说明没写完"
        self._begun.setText(told)
        self._begun.setAccessibleName(f"{told},回到那里接着写")

    @Slot()
    def _go_to_begun(self) -> None:
        others = [one for one in self._unfinished if one != self._chosen]
        if not others:
            return
        if self._model.at(others[0]) is None:
            self._filter.clear()
        at = self._model.at(others[0])
        if at is not None:
            self._table.go_to(at)
            self._detail.explanation.begin()

    @Slot(object)
    def _fix(self, fix: Fix) -> None:
        if (entry := self._entry()) is not None:
            self._mending.fix(entry, fix)

    @Slot(object, str)
    def _write(self, place: Place, text: str) -> None:
        if (entry := self._entry()) is not None:
            self._mending.write(entry, place, text)

    @Slot(str)
    def _explain(self, text: str) -> None:
        if (entry := self._entry()) is not None:
            self._mending.explain(entry, text)

    @Slot(str, str)
    def read(self, code: str, reading: str) -> None:
        """Choose how a clause is read; it may be that of the finding that is shown."""
        entry = self._entry()
        is_meant = entry is not None and entry.finding.code == code
        self._mending.read(code, reading, entry.identity if entry and is_meant else "")

    @Slot(str)
    def _have_done(self, identity: str) -> None:
        self._dealt_with = identity
        self._table.setFocus()

    @Slot()
    def _find_why(self) -> None:
        entry = self._entry()
        if entry is not None and self._found is not None:
            self._mending.find_formula(self._found.draft, entry)

    @Slot()
    def find_clauses(self) -> None:
        """Have the readings of ambiguous clauses worked out for the state that is shown."""
        if self._found is not None:
            self._mending.find_clauses(self._found.draft)
