"""Projects that the draft has already: both side by side, and what is to be done with each."""

from collections.abc import Mapping, Sequence
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

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.jobs.import_prospect import FileProspect
from desktop_app.jobs.project_rows import Clash
from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.spacing import around, between, shared
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button

WAYS = {
    "skip": "跳过,保留草稿中的",
    "replace": "替换,用文件中的",
    "another": "另列一行,两个都要",
}
_DONE = {"skip": "○ 跳过", "replace": "✓ 替换", "another": "✓ 另列一行", "": "● 待您决定"}


class ClashPanel(QWidget):
    """`wished` brings keys and the choice for them; `jump_asked` the path of a row of the draft."""

    wished = Signal(object, str)
    jump_asked = Signal(str)

    def __init__(self, programme: Programme, theme: Theme) -> None:
        super().__init__()
        self._programme = programme
        self._clashes: Sequence[Clash] = ()
        self._choices: Mapping[str, str] = {}
        self._numbers: Mapping[str, int] = {}
        self._can_write = True
        self._list = TextLines(("项目", "不同之处", "处理"), theme, "explain", self)
        self._table = LineTable(self._list, "草稿中已有的项目", "clashes", (240, 220, 110), 0)
        self._pair = TextLines(("填报项", "草稿中", "文件中", "不同"), theme, "must", self)
        self._both = LineTable(self._pair, "两边的内容", "both sides", (130, 210, 210, 80), 2)
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
        for way, one in self._rest.items():
            one.clicked.connect(partial(self._decide_rest, way))

    def show_file(self, found: FileProspect, draft: Draft, *, can_write: bool) -> None:
        """Show the projects of a file that this state of the draft has."""
        table = self._programme.summary.table.id
        keys = [one.key for one in self._clashes]
        at = self._table.currentIndex().row()
        key = keys[at] if 0 <= at < len(keys) else ""
        self._clashes, self._can_write = found.clashes, can_write
        self._choices = dict(found.understood.wishes.choices)
        self._numbers = {row.id: n for n, row in enumerate(draft.rows(table), start=1)}
        lines = [self._line(one) for one in found.clashes]
        open_ones = frozenset(
            (n, 2) for n, one in enumerate(found.clashes) if one.key not in self._choices
        )
        self._list.show(lines, open_ones)
        kept = next((n for n, one in enumerate(found.clashes) if one.key == key), 0)
        for one in self._rest.values():
            one.setEnabled(can_write and bool(open_ones))
        if found.clashes:
            self._table.go_to(kept, stay=kept == at)

    def go_to(self, key: str) -> None:
        """Choose the project under a key."""
        for n, one in enumerate(self._clashes):
            if one.key == key:
                self._table.go_to(n)
                self._table.setFocus()

    def _lay_out(self) -> None:
        ways = QHBoxLayout()
        between(ways, 4)
        for way, told in WAYS.items():
            one = QRadioButton(told)
            one.setObjectName(f"way {way}")
            one.setAccessibleName(told)
            self._ways[way] = one
            self._group.addButton(one)
            ways.addWidget(one)
        ways.addStretch(1)
        ways.addWidget(self._look)
        lower = QWidget()
        layout = QVBoxLayout(lower)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(self._both, 1)
        layout.addLayout(ways)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._table)
        split.addWidget(lower)
        shared(split, 160, 320)
        split.setChildrenCollapsible(False)
        told = QLabel("这些项目草稿中已有(名称或信用代码相同),逐个选择怎样处理:")
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

    def _line(self, clash: Clash) -> tuple[str, ...]:
        name = clash.cells.get(self._programme.summary.name, "")
        labels = [
            one.label for one in self._programme.summary.table.column if _differ(clash, one.id)
        ]
        told = "、".join(labels[:3]) + ("等" if len(labels) > 3 else "")
        return name, told or "没有不同", _DONE[self._choices.get(clash.key, "")]

    @Slot(int)
    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self._clashes):
            return
        clash = self._clashes[at]
        number = self._numbers.get(clash.ours.id)
        ours = f"草稿中(第 {number} 行)" if number else "草稿中"
        self._pair.rename(("填报项", ours, f"文件中({clash.key})", "不同"))
        columns = [
            one
            for one in self._programme.summary.table.column
            if clash.cells.get(one.id) or clash.ours.cells.get(one.id)
        ]
        columns.sort(key=lambda one: not _differ(clash, one.id))
        lines = [
            (
                one.label,
                clash.ours.cells.get(one.id, "") or "(空)",
                clash.cells.get(one.id, "") or "(空,保留草稿中的)",
                "≠ 不同" if _differ(clash, one.id) else "",
            )
            for one in columns
        ]
        marked = {(n, column) for n, line in enumerate(lines) if line[3] for column in (2, 3)}
        self._pair.show(lines, frozenset(marked))
        choice = self._choices.get(clash.key, "")
        self._group.setExclusive(False)
        for way, one in self._ways.items():
            one.setChecked(way == choice)
            one.setEnabled(self._can_write)
        self._group.setExclusive(True)

    @Slot()
    def _decide(self) -> None:
        at = self._table.currentIndex().row()
        way = next((way for way, one in self._ways.items() if one.isChecked()), "")
        if way and 0 <= at < len(self._clashes):
            self.wished.emit([self._clashes[at].key], way)

    def _decide_rest(self, way: str) -> None:
        rest = [one.key for one in self._clashes if one.key not in self._choices]
        self.wished.emit(rest, way)

    @Slot()
    def _jump(self) -> None:
        at = self._table.currentIndex().row()
        if 0 <= at < len(self._clashes):
            form = self._programme.summary
            self.jump_asked.emit(f"{form.table.id}/{self._clashes[at].ours.id}/{form.name}")


def _differ(clash: Clash, column: str) -> bool:
    given = clash.cells.get(column, "").strip()
    return bool(given) and given != clash.ours.cells.get(column, "").strip()
