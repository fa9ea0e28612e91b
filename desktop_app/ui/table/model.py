"""The rows of a draft's table as a Qt model, in the order and choice that a view asks for."""

from collections.abc import Callable, Iterator, Sequence
from operator import is_not
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.core.draft import Row
from desktop_app.core.origin import origin_place
from desktop_app.core.pack_forms import Field
from desktop_app.core.table_view import Reader, View
from desktop_app.core.values import NUMBERS
from desktop_app.ui.table.marks import Mark, Marks

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_KNOWN_ROLES = frozenset(
    map(
        int,
        (
            _Role.DisplayRole,
            _Role.EditRole,
            _Role.ToolTipRole,
            _Role.AccessibleTextRole,
            _Role.AccessibleDescriptionRole,
            _Role.TextAlignmentRole,
        ),
    )
)
_READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_WRITABLE = _READABLE | Qt.ItemFlag.ItemIsEditable
# Above so many stretches that come and go, showing all afresh is quicker.
_MOST_STRETCHES = 60
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel):
    """Lines are the rows that are shown; a row's number is its place in the draft, whatever the
    view. What somebody changes stays where it is until the view is asked for again."""

    def __init__(
        self, columns: Sequence[Field], read: Reader, parent: QObject, *, can_write: bool
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.places = {column.id: at for at, column in enumerate(self.columns)}
        self._read = read
        # Made once: Qt asks by the ten thousand.
        self._flags = _WRITABLE if can_write else _READABLE
        self._rows: tuple[Row, ...] = ()
        self._shown: list[Row] = []
        self._numbers: dict[str, int] = {}
        self._view = View()
        self._marks = Marks()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the table, as they are printed."""
        return self._rows

    @property
    def shown(self) -> Sequence[Row]:
        """The rows that are shown, from the top."""
        return self._shown

    @property
    def view(self) -> View:
        return self._view

    def number(self, row_id: str) -> int:
        """The number of a row as it is printed, from 1."""
        return self._numbers[row_id]

    def line_of(self, row_id: str) -> int | None:
        """The line on which a row is shown; None when it is not."""
        number = self._numbers.get(row_id)
        if number is None:
            return None
        if self._view.is_plain:
            return number - 1
        return next((at for at, row in enumerate(self._shown) if row.id == row_id), None)

    def mark_at(self, line: int, column: int) -> Mark | None:
        """What was found in a cell."""
        return self._marks.cell(self._shown[line].id, self.columns[column].id)

    def row_mark(self, line: int) -> Mark | None:
        """What was found about a whole row."""
        return self._marks.row(self._shown[line].id)

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show this state of the table, touching only what is different."""
        old = self._rows
        if rows is old:
            return
        changed = _changed_places(old, rows)
        if changed is not None:
            self._rows = rows
            self._replace(changed)
            return
        self._rows = rows
        shown = list(rows) if self._view.is_plain else self._after(old, rows)
        numbers = {row.id: number for number, row in enumerate(rows, start=1)}
        # A number stays known while its row goes.
        self._numbers = {**self._numbers, **numbers}
        self._turn_to(shown)
        self._numbers = numbers
        if shown:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(shown) - 1)

    def look(self, view: View) -> None:
        """Show what this view asks for of the rows as they are now."""
        self._view = view
        wanted = view.places(self._rows, self.columns, self._read)
        self._turn_to([self._rows[at] for at in wanted])

    def show_marks(self, marks: Marks) -> None:
        """Show what was found, in the place of what was found before."""
        if marks != self._marks:
            self._marks = marks
            self._tell_all()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role not in _KNOWN_ROLES or not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self._shown[index.row()]
        text = row.cells.get(column.id, "")
        if role in (_Role.DisplayRole, _Role.EditRole):
            return text
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column.kind in NUMBERS else _LEFT
        mark = self._marks.cell(row.id, column.id)
        if role == _Role.ToolTipRole:
            if mark is not None:
                return mark.tooltip
            return text if "\n" in text or len(text) > 12 else None
        if role == _Role.AccessibleTextRole:
            where = f"第{self._numbers[row.id]}行 {column.label}:{text or '空'}"
            return f"{where}。{mark.told}" if mark else where
        return column.hint

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if role not in _KNOWN_ROLES:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._head(section, role) if section < len(self.columns) else None
        return self._row_head(section, role) if section < len(self._shown) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self._flags if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _head(self, section: int, role: int) -> Any:
        column = self.columns[section]
        if role == _Role.DisplayRole:
            return column.label
        if role == _Role.TextAlignmentRole:
            return None
        unit = f"单位:{column.unit}" if column.unit else ""
        example = f"例如:{column.example}" if column.example else ""
        needed = "必填" if column.required else ""
        told = (column.label, needed, unit, column.hint, example, column.clause)
        return "\n".join(filter(None, told))

    def _row_head(self, line: int, role: int) -> Any:
        row = self._shown[line]
        mark = self._marks.row(row.id)
        number = self._numbers[row.id]
        if role == _Role.DisplayRole:
            return f"{mark.sign} {number}" if mark else str(number)
        if role == _Role.TextAlignmentRole:
            return _RIGHT
        told = (mark.told if mark else "", f"来自 {origin_place(row.origin)}" if row.origin else "")
        return "\n".join((f"第{number}行(项目编号 {row.id})", *filter(None, told)))

    def _replace(self, changed: Sequence[int]) -> None:
        """Put the rows at these places of the draft in the stead of those that are shown."""
        if self._view.is_plain:
            lines = changed
        else:
            wanted = {self._rows[at].id for at in changed}
            lines = [at for at, row in enumerate(self._shown) if row.id in wanted]
        for line in lines:
            number = self._numbers[self._shown[line].id]
            self._shown[line] = self._rows[number - 1]
        if lines:
            last = self.index(lines[-1], len(self.columns) - 1)
            self.dataChanged.emit(self.index(lines[0], 0), last)

    def _after(self, old: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
        """The rows to show of a new state: those shown before in their order, and what is new
        behind the row that it follows."""
        before = {row.id for row in old}
        now = {row.id: row for row in rows}
        behind: dict[str, list[Row]] = {}
        last = ""
        for row in rows:
            if row.id in before:
                last = row.id
            else:
                behind.setdefault(last, []).append(row)
        shown = behind.pop("", [])
        for row in self._shown:
            if row.id in now:
                shown.append(now[row.id])
            # What is new is seen, also where the row before it has gone.
            shown += behind.pop(row.id, [])
        return shown + [row for many in behind.values() for row in many]

    def _turn_to(self, new: list[Row]) -> None:
        """Make what is shown into this, by the least that Qt has a word for."""
        old = [row.id for row in self._shown]
        wanted = [row.id for row in new]
        before, after = frozenset(old), frozenset(wanted)
        gone = list(_stretches(old, lambda one: one not in after))
        come = list(_stretches(wanted, lambda one: one not in before))
        is_in_order = [one for one in old if one in after] == [
            one for one in wanted if one in before
        ]
        if not is_in_order and not gone and not come:
            self._put_in_order(new)
            return
        if not is_in_order or len(gone) + len(come) > _MOST_STRETCHES:
            self.beginResetModel()
            self._shown = new
            self.endResetModel()
            return
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        for first, last in come:
            self.beginInsertRows(QModelIndex(), first, last)
            self._shown[first:first] = new[first : last + 1]
            self.endInsertRows()
        differs = list(map(is_not, self._shown, new))
        self._shown = new
        if any(differs):
            self._tell_all()

    def _put_in_order(self, new: list[Row]) -> None:
        self.layoutAboutToBeChanged.emit()
        lines = {row.id: line for line, row in enumerate(new)}
        known = self.persistentIndexList()
        moved = [self.index(lines[self._shown[one.row()].id], one.column()) for one in known]
        self._shown = new
        self.changePersistentIndexList(known, moved)
        self.layoutChanged.emit()

    def _tell_all(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._shown) - 1)


def _changed_places(old: Sequence[Row], new: Sequence[Row]) -> list[int] | None:
    """Where rows say something else; None when rows came, went or moved."""
    if len(old) != len(new):
        return None
    other = [at for at, differs in enumerate(map(is_not, old, new)) if differs]
    if any(old[at].id != new[at].id for at in other):
        return None
    return other


def _stretches(ids: Sequence[str], is_meant: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """First and last place of each run of ids that are meant."""
    start: int | None = None
    for at, one in enumerate(ids):
        if is_meant(one):
            start = at if start is None else start
        elif start is not None:
            yield start, at - 1
            start = None
    if start is not None:
        yield start, len(ids) - 1
