"""Projects that the draft has already: both side by side, and what is to be done with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.draft import Draft, Row
from desktop_app.core.programme import Programme
from desktop_app.core.three_way import CellClash, taken
from desktop_app.jobs.import_prospect import FileProspect
from desktop_app.jobs.project_rows import Clash, choice_of, gone_key, row_of
from desktop_app.ui.flow import Flow, TallEnough
from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.spacing import around, between, shared
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button

WAYS = {
    "update": "更新,只取文件里改过的",
    "replace": "替换,用文件中的",
    "skip": "跳过,保留草稿中的",
    "another": "另列一行,两个都要",
}
GONE_WAYS = {"keep": "仍保留在草稿中", "remove": "从草稿中删去"}
_DONE = {
    "skip": "○ 跳过",
    "replace": "✓ 替换",
    "another": "✓ 另列一行",
    "keep": "○ 保留",
    "remove": "✓ 删去",
}
_OPEN = "● 待您决定"
_TAKEN = {"skip": "草稿中的", "replace": "文件中的", "another": "两个都要"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list: a project that is there already, or one that is not in the file any
    more (`gone`)."""

    key: str
    name: str
    row: Row
    clash: Clash | None = None


class ClashPanel(QWidget):
    """`wished` brings keys and the choice for them; `jump_asked` the path of a row of the draft."""

    wished = Signal(object, str)
    jump_asked = Signal(str)

    def __init__(self, programme: Programme, theme: Theme) -> None:
        super().__init__()
        self._programme = programme
        self._entries: Sequence[_Entry] = ()
        self._choices: Mapping[str, str] = {}
        self._numbers: Mapping[str, int] = {}
        self._can_write = True
        self._list = TextLines(("项目", "不同之处", "处理"), theme, "explain", self)
        self._table = LineTable(self._list, "草稿中已有的项目", "clashes", (240, 220, 110), 0)
        self._pair = TextLines(("填报项", "上次", "草稿中", "文件中", "采用"), theme, "must", self)
        widths = (120, 130, 160, 160, 100)
        self._both = LineTable(self._pair, "两边的内容", "both sides", widths, 3)
        self._cells: Sequence[str] = ()
        self._take = {
            "ours": button("这一项用草稿中的", "cell ours"),
            "theirs": button("这一项用文件中的", "cell theirs"),
        }
        self._group = QButtonGroup(self)
        self._ways: dict[str, QRadioButton] = {}
        self._look = button("在项目表中查看", "look at row")
        self._rest = {
            way: button(f"其余都{word}", f"rest {way}")
            for way, word in (("skip", "跳过"), ("replace", "替换"), ("another", "另列"))
        }
        self._lay_out()
        self._table.chosen.connect(self._choose)
        self._group.buttonClicked.connect(self._decide)
        self._look.clicked.connect(self._jump)
        self._both.chosen.connect(self._choose_cell)
        self._both.entered.connect(self._turn_cell)
        self._both.opened.connect(self._turn_cell)
        for side, one in self._take.items():
            one.clicked.connect(partial(self._decide_cell, side))
        for way, one in self._rest.items():
            one.clicked.connect(partial(self._decide_rest, way))

    def show_file(self, found: FileProspect, draft: Draft, *, can_write: bool) -> None:
        """Show the projects of a file that this state of the draft has."""
        form = self._programme.summary
        at = self._table.currentIndex().row()
        key = self._entries[at].key if 0 <= at < len(self._entries) else ""
        self._can_write = can_write
        self._entries = [
            *(
                _Entry(one.key, one.read.cells.get(form.name, ""), one.ours, one)
                for one in found.clashes
            ),
            *(_Entry(gone_key(row), row.cells.get(form.name, ""), row) for row in found.gone),
        ]
        self._choices = dict(found.understood.wishes.choices)
        self._numbers = {row.id: n for n, row in enumerate(draft.rows(form.table.id), start=1)}
        lines = [self._line(one) for one in self._entries]
        open_ones = frozenset((n, 2) for n, one in enumerate(self._entries) if self._is_open(one))
        self._list.show(lines, open_ones)
        kept = next((n for n, one in enumerate(self._entries) if one.key == key), 0)
        for one in self._rest.values():
            one.setEnabled(can_write and bool(open_ones))
        if self._entries:
            self._table.go_to(kept, stay=kept == at)

    def go_to(self, key: str) -> None:
        """Choose the project, or the cell of one, under a key."""
        for n, one in enumerate(self._entries):
            if one.key == row_of(key):
                self._table.go_to(n)
                self._table.setFocus()
                if one.clash is not None and one.key != key:
                    keys = [one.clash.cell_key(column) for column in self._cells]
                    self._both.go_to(keys.index(key))
                    self._both.setFocus()

    def _lay_out(self) -> None:
        ways = Flow()
        for way, told in (WAYS | GONE_WAYS).items():
            one = QRadioButton(told)
            one.setObjectName(f"way {way}")
            one.setAccessibleName(told)
            self._ways[way] = one
            self._group.addButton(one)
            ways.addWidget(one)
        lower = TallEnough()
        layout = QVBoxLayout(lower)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(self._both, 1)
        cells = Flow()
        for one in (*self._take.values(), self._look):
            cells.addWidget(one)
        layout.addLayout(cells)
        layout.addLayout(ways)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._table)
        split.addWidget(lower)
        shared(split, 160, 320)
        split.setChildrenCollapsible(False)
        told = QLabel("这些项目草稿中已有(编号、名称或信用代码相同),或上次有这次没有,请逐个核对:")
        told.setWordWrap(True)
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(told, 1)
        for one in self._rest.values():
            head.addWidget(one)
        outer = QVBoxLayout(self)
        around(outer, 0, 2, 0, 0)
        between(outer, 2)
        outer.addLayout(head)
        outer.addWidget(split, 1)

    def _line(self, entry: _Entry) -> tuple[str, ...]:
        clash = entry.clash
        if clash is None:
            return entry.name, "上次有,这次没有", _DONE[self._choices.get(entry.key, "keep")]
        fields = {one.id: one.label for one in self._programme.summary.table.column}
        labels = [fields[one.column] for one in clash.cells if one.state != "ours"]
        told = "、".join(labels[:3]) + ("等" if len(labels) > 3 else "")
        return entry.name, told or "没有不同", self._done(clash)

    def _done(self, clash: Clash) -> str:
        choice = choice_of(clash, self._choices, None, "")
        if choice != "update":
            return _DONE.get(choice, _OPEN)
        if left := len(clash.open_keys(self._choices)):
            return f"● {left} 项待选"
        return f"✓ 更新 {len(taken(clash.cells, clash.cell_choices(self._choices)))} 项"

    def _is_open(self, entry: _Entry) -> bool:
        return entry.clash is not None and bool(entry.clash.open_keys(self._choices))

    @property
    def _entry(self) -> _Entry | None:
        at = self._table.currentIndex().row()
        return self._entries[at] if 0 <= at < len(self._entries) else None

    @Slot(int)
    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self._entries):
            return
        entry = self._entries[at]
        number = self._numbers.get(entry.row.id)
        ours = f"草稿中(第 {number} 行)" if number else "草稿中"
        place = f"文件中({entry.key})" if entry.clash is not None else "文件中"
        self._pair.rename(("填报项", "上次", ours, place, "采用"))
        kept = self._both.currentIndex().row()
        lines = self._gone_lines(entry.row) if entry.clash is None else self._lines(entry.clash)
        marked = {(n, column) for n, line in enumerate(lines) if line[5] for column in (3, 4)}
        self._cells = [line[0] for line in lines]
        self._pair.show([line[1:] for line in lines], frozenset(marked))
        self._choose_cell(kept)
        ways = WAYS if entry.clash is not None else GONE_WAYS
        usual = "keep" if entry.clash is None else choice_of(entry.clash, self._choices, None, "")
        choice = self._choices.get(entry.key, usual)
        self._group.setExclusive(False)
        for way, one in self._ways.items():
            one.setVisible(way in ways)
            one.setChecked(way == choice)
            one.setEnabled(self._can_write)
        self._group.setExclusive(True)

    def _lines(self, clash: Clash) -> list[tuple[str, str, str, str, str, str]]:
        """Each field: its id, label, what was there, both sides, what is taken; "" where there is
        nothing to look into."""
        given, ours = clash.read.cells, clash.ours.cells
        cells = {one.column: one for one in clash.cells}
        columns = [
            one
            for one in self._programme.summary.table.column
            if given.get(one.id) or ours.get(one.id) or one.id in cells
        ]
        columns.sort(key=lambda one: one.id not in cells)
        return [
            (
                one.id,
                one.label,
                "" if clash.base is None else clash.base.get(one.id, "") or "(空)",
                ours.get(one.id, "") or "(空)",
                given.get(one.id, "") or "(空)",
                self._taken(clash, cells[one.id]) if one.id in cells else "",
            )
            for one in columns
        ]

    def _taken(self, clash: Clash, cell: CellClash) -> str:
        choice = choice_of(clash, self._choices, None, "")
        if choice != "update":
            return _TAKEN.get(choice, _OPEN)
        side = clash.cell_choices(self._choices).get(cell.column)
        if side is None and cell.is_open:
            return _OPEN
        return "文件中的" if (side or cell.state) == "theirs" else "草稿中的"

    def _gone_lines(self, row: Row) -> list[tuple[str, str, str, str, str, str]]:
        columns = [one for one in self._programme.summary.table.column if row.cells.get(one.id)]
        return [(one.id, one.label, "", row.cells[one.id], "(没有这一行)", "") for one in columns]

    @Slot(int)
    def _choose_cell(self, at: int) -> None:
        clash = self._entry.clash if self._entry is not None else None
        column = self._cells[at] if 0 <= at < len(self._cells) else ""
        can_take = clash is not None and any(one.column == column for one in clash.cells)
        for one in self._take.values():
            one.setEnabled(self._can_write and can_take)

    @Slot()
    def _turn_cell(self) -> None:
        """The other side of the cell that is chosen."""
        entry, at = self._entry, self._both.currentIndex().row()
        if entry is None or entry.clash is None or not self._take["ours"].isEnabled():
            return
        now = entry.clash.cell_choices(self._choices).get(self._cells[at], "ours")
        self._decide_cell("theirs" if now == "ours" else "ours")

    def _decide_cell(self, side: str) -> None:
        entry, at = self._entry, self._both.currentIndex().row()
        if entry is not None and entry.clash is not None and 0 <= at < len(self._cells):
            self.wished.emit([entry.key], "update")
            self.wished.emit([entry.clash.cell_key(self._cells[at])], side)

    @Slot()
    def _decide(self) -> None:
        way = next((way for way, one in self._ways.items() if one.isChecked()), "")
        if way and self._entry is not None:
            self.wished.emit([self._entry.key], way)

    def _decide_rest(self, way: str) -> None:
        rest = [one.key for one in self._entries if self._is_open(one)]
        self.wished.emit(rest, way)

    @Slot()
    def _jump(self) -> None:
        if self._entry is not None:
            form = self._programme.summary
            self.jump_asked.emit(f"{form.table.id}/{self._entry.row.id}/{form.name}")
