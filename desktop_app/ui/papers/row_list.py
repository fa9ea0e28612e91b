"""The rows that a paper is made for: found by a word, with what each still lacks, one chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.draft import Row
from desktop_app.core.paper_form import FormPart, missing_in
from desktop_app.ui.lines import READ_ALOUD, Index, Lines, LineTable
from desktop_app.ui.listing import plain
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, check_box, search_line, search_row, words

_WIDTHS = (150, 64)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the list; `words` are searched."""

    row: Row
    number: int
    name: str
    words: str
    missing: int

    @property
    def state(self) -> str:
        return f"缺{self.missing}项" if self.missing else "完整"


class _RowLines(Lines[_Line]):
    columns = ("名称", "状态")

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in READ_ALOUD:
            return line.state if index.column() else f"{line.number}. {line.name or '(没有名称)'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.name
        if role == Qt.ItemDataRole.ForegroundRole and index.column():
            return self._theme.colour("must" if line.missing else "ok")
        return None


class RowList(QWidget):
    """`chosen` brings the id of the row that a person wants to see."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._parts: tuple[FormPart, ...] = ()
        self._column = ""
        self._known: dict[str, _Line] = {}
        self._all: tuple[_Line, ...] = ()
        self._current = ""
        self._search = search_line("find row", "查找一行,按名称、信用代码等", "名称、信用代码…")
        self._only = check_box("只看缺项的", "only missing")
        self._told = words("", "soft", "rows told")
        self._model = _RowLines(theme, self)
        self.table = LineTable(self._model, "各行的材料", "paper rows", _WIDTHS, 0)
        self._back = button("上一个", "previous row", "上一个,Alt+上")
        self._on = button("下一个", "next row", "下一个,Alt+下")
        layout = QVBoxLayout(self)
        around(layout, 0, 0, 2, 0)
        between(layout, 2)
        layout.addLayout(search_row(self._search))
        layout.addWidget(self._only)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._told)
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._back)
        deeds.addWidget(self._on)
        deeds.addStretch(1)
        layout.addLayout(deeds)
        self._search.textChanged.connect(self._narrow)
        self._only.toggled.connect(self._narrow)
        self.table.chosen.connect(self._choose)
        self.table.entered.connect(self.entered)
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        for keys, deed in (("Alt+Up", self._go_back), ("Alt+Down", self._go_on)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    @property
    def current(self) -> str:
        """The id of the row that is chosen; "" without any."""
        return self._current

    def begin_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def show_rows(self, rows: Sequence[Row], parts: tuple[FormPart, ...], column: str) -> None:
        """Show these rows, `column` as their name; a row that is the same keeps its line."""
        if parts is not self._parts:
            self._parts, self._column, self._known = parts, column, {}
        lines: list[_Line] = []
        for number, row in enumerate(rows, start=1):
            line = self._known.get(row.id)
            if line is None or line.row is not row or line.number != number:
                line = self._line(row, number)
            lines.append(line)
        self._known = {line.row.id: line for line in lines}
        self._all = tuple(lines)
        self._show()

    def go_to(self, row_id: str) -> bool:
        """Choose a row, whatever was searched for; whether there is one."""
        if row_id not in self._known:
            return False
        if all(line.row.id != row_id for line in self._model.lines):
            self._search.clear()
            self._only.setChecked(False)
        self._current = row_id
        self._mark()
        return True

    def _line(self, row: Row, number: int) -> _Line:
        name = row.cells.get(self._column, "").strip()
        told = plain("\n".join((str(number), *row.cells.values())))
        return _Line(row, number, name, told, len(missing_in(self._parts, row)))

    def _show(self) -> None:
        wanted = plain(self._search.text()).split()
        only = self._only.isChecked()
        found = [
            line
            for line in self._all
            if (line.missing or not only) and all(word in line.words for word in wanted)
        ]
        before = [line.row.id for line in self._model.lines]
        self._model.put(found, is_same=before == [line.row.id for line in found])
        lacking = sum(bool(line.missing) for line in self._all)
        whole = len(self._all) - lacking
        self._told.setText(f"共 {len(self._all):,} 份 · 完整 {whole:,} · 缺项 {lacking:,}")
        if self._current not in self._known:
            self._current = found[0].row.id if found else ""
        self._mark()

    def _mark(self) -> None:
        """Put the cursor of the list on the row that is chosen; nobody is told."""
        at = self._at()
        self.table.blockSignals(True)
        if at is None:
            self.table.clearSelection()
        elif self.table.currentIndex().row() != at:
            self.table.go_to(at)
        self.table.blockSignals(False)
        self._back.setEnabled(at is not None and at > 0)
        self._on.setEnabled(at is not None and at < len(self._model.lines) - 1)

    def _at(self) -> int | None:
        lines = self._model.lines
        return next((n for n, one in enumerate(lines) if one.row.id == self._current), None)

    @Slot()
    def _narrow(self) -> None:
        self._show()

    @Slot(int)
    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._model.lines):
            self._take(at)

    @Slot()
    def _go_back(self) -> None:
        self._step(-1)

    @Slot()
    def _go_on(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        at = self._at()
        if at is not None and 0 <= at + by < len(self._model.lines):
            self._take(at + by)

    def _take(self, at: int) -> None:
        row_id = self._model.lines[at].row.id
        if row_id == self._current:
            return
        self._current = row_id
        self._mark()
        self.chosen.emit(row_id)
