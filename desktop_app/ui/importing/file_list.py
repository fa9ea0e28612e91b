"""The files of an import, one line each: whose, of what kind, how much, and whether it can come."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from desktop_app.jobs.import_prospect import FileProspect
from desktop_app.ui.lines import Index, Lines, LineTable
from desktop_app.ui.theme import Theme

KINDS = {"projects": "项目表", "plan": "方案"}
# Sign, word and colour of how a file stands.
_STANDINGS = {
    "ready": ("✓", "可以导入", "ok"),
    "doubtful": ("●", "有疑问", "explain"),
    "known": ("○", "已导入过", "hint"),
    "unreadable": ("▲", "读不出", "must"),
}
_READING = ("…", "正在读取", "soft")
_STATE, _COUNTY = 1, 3
_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ForegroundRole,
    }
)


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file; without `found` it is still being read."""

    path: Path
    found: FileProspect | None = None

    @property
    def county(self) -> str:
        """Whose projects they are: what fills blanks, or what the rows say."""
        return self.found.understood.county if self.found is not None else ""

    @property
    def standing(self) -> tuple[str, str, str]:
        if self.found is None:
            return _READING
        if self.found.undecided:
            return "●", "待您决定", "explain"
        return _STANDINGS[self.found.standing]

    def texts(self) -> tuple[str, ...]:
        """What the line says."""
        sign, word, _ = self.standing
        if self.found is None:
            return self.path.name, f"{sign} {word}", "", "", ""
        understood = self.found.understood
        is_plan = understood.plan is not None
        count = f"{len(understood.plan.chapters)} 章" if understood.plan is not None else ""
        if not is_plan and not understood.refusal:
            count = f"{len(understood.rows)} 个"
        county = self.county or ("" if understood.table is None else "(表中各行)")
        return self.path.name, f"{sign} {word}", count, county, KINDS[understood.kind]


class FileModel(Lines[FileLine]):
    """`county_typed` brings a line and the county that somebody wrote into it."""

    county_typed = Signal(int, str)

    def __init__(self, county: str, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.columns = ("文件", "状态", "读到", county, "种类")
        self._theme = theme
        self.can_write = True
        # Where there is no room for the word of how a file stands.
        self.is_short = False

    def show(self, lines: Sequence[FileLine]) -> None:
        """Show these files; lines of the same files keep their place."""
        paths = [one.path for one in lines]
        self.put(lines, is_same=paths == [one.path for one in self._lines])

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == _COUNTY and self._takes_county(index.row()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            tells = index.column() == (0 if self.is_short else _STATE)
            return self._theme.colour(line.standing[2]) if tells else None
        if role == Qt.ItemDataRole.EditRole:
            return line.county if index.column() == _COUNTY else None
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() == _STATE and line.found is not None:
                return line.found.sentence or None
            return str(line.path) if index.column() == 0 else None
        text = line.texts()[index.column()]
        return f"{line.standing[0]} {text}" if self.is_short and index.column() == 0 else text

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        if role != Qt.ItemDataRole.EditRole or index.column() != _COUNTY:
            return False
        if str(value).strip() != self._lines[index.row()].county:
            self.county_typed.emit(index.row(), str(value).strip())
        return True

    def _takes_county(self, row: int) -> bool:
        found = self._lines[row].found
        return self.can_write and found is not None and found.understood.table is not None


class FileTable(LineTable):
    """The files; Delete takes the chosen one out of the list."""

    removed = Signal()

    def __init__(self, model: FileModel) -> None:
        # Asked for room while it is being made.
        self._files = model
        super().__init__(
            model, "要导入的文件", "import files", (150, 96, 60, 84, 60), 0, (2, 4, 3, _STATE)
        )
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )

    def make_room(self) -> None:
        super().make_room()
        self._files.is_short = self.isColumnHidden(_STATE)

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        super().keyPressEvent(event)
