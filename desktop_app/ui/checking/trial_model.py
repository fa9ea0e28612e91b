"""The projects with a tick each, for trying what would be without some of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.ui.lines import Index, Lines
from desktop_app.ui.listing import plain

_KNOWN_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.CheckStateRole,
        Qt.ItemDataRole.TextAlignmentRole,
    )
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Project:
    """A row of the summary as it is listed here."""

    id: str
    number: int
    name: str
    county: str
    investment: str
    words: str


def projects_of(programme: Programme, draft: Draft) -> tuple[Project, ...]:
    """Every filled row of the summary."""
    form = programme.summary
    found: list[Project] = []
    for number, row in enumerate(draft.rows(form.table.id), start=1):
        columns = (form.name, form.county, form.investment, form.enterprise)
        name, county, investment, firm = (row.cells.get(one, "").strip() for one in columns)
        if any(text.strip() for text in row.cells.values()):
            words = plain(f"{name}\n{county}\n{firm}\n第{number}行")
            found.append(Project(row.id, number, name, county, investment, words))
    return tuple(found)


class TrialModel(Lines[Project]):
    """`changed` says that other projects are left out. They are kept in the order of unticking."""

    changed = Signal()

    def __init__(self, programme: Programme, parent: QObject) -> None:
        super().__init__(parent)
        form = programme.summary
        labels = {one.id: one.label for one in form.table.column}
        named = (labels.get(one, "") for one in (form.name, form.county, form.investment))
        self.columns = ("行", *named)
        self._out: dict[str, None] = {}

    @property
    def left_out(self) -> tuple[str, ...]:
        """The rows that are left out, in order."""
        return tuple(self._out)

    def project(self, line: int) -> Project:
        return self._lines[line]

    def show(self, projects: Sequence[Project]) -> None:
        """Show these; what is left out stays so."""
        ids = [one.id for one in projects]
        self.put(projects, is_same=ids == [one.id for one in self._lines])

    def forget(self, known: Iterable[str]) -> None:
        """Only these rows are there any more."""
        there = frozenset(known)
        gone = [one for one in self._out if one not in there]
        for one in gone:
            del self._out[one]
        if gone:
            self.changed.emit()

    def leave_out(self, ids: Iterable[str], *, is_out: bool) -> None:
        """Untick rows, or tick them again."""
        before = tuple(self._out)
        for one in ids:
            if is_out:
                self._out.setdefault(one)
            else:
                self._out.pop(one, None)
        if tuple(self._out) != before:
            self.look_again()
            self.changed.emit()

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_number = orientation is Qt.Orientation.Horizontal and section == 3
        if role == Qt.ItemDataRole.TextAlignmentRole and is_number:
            return _RIGHT
        return super().headerData(section, orientation, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _KNOWN_ROLES or not index.isValid():
            return None
        one = self._lines[index.row()]
        is_out = one.id in self._out
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked
            return ticked if index.column() == 0 else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() == 3 else None
        text = (f"第{one.number}行", one.name or "(未填名称)", one.county, one.investment)
        told = text[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return f"{told},{'不报' if is_out else '申报'}"
        return f"{told} 不报" if is_out and index.column() == 0 else told

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() != 0:
            return False
        is_out = Qt.CheckState(value) is Qt.CheckState.Unchecked
        self.leave_out([self._lines[index.row()].id], is_out=is_out)
        return True
