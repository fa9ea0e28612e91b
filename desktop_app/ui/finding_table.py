"""The list of findings: one line each, chosen by key or mouse, steady while it changes."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.ui.finding_model import FindingModel
from desktop_app.ui.listing import Entry
from desktop_app.ui.spacing import grows, px

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
# The wide column is never narrower than this beside all others, in pixels at 100 %.
_LEAST_WIDE = 180
_LEAST_LINES = 3


class LineTable(QTableView):
    """A table whose lines are chosen whole. `chosen` brings a line; `entered` says Enter on it,
    `opened` a double click or Ctrl+Enter."""

    chosen = Signal(int)
    entered = Signal()
    opened = Signal()

    def __init__(
        self,
        model: QAbstractTableModel,
        told: str,
        name: str,
        widths: Sequence[int],
        wide: int,
        spare: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._is_quiet = False
        self.setModel(model)
        self.setObjectName(name)
        self.setAccessibleName(told)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        # One line is one step, so that the place is a line's number whatever its height.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._widths, self._wide, self._spare = widths, wide, spare
        self._fit()
        header = self.horizontalHeader()
        grows(header, *widths)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def go_to(self, line: int, *, stay: bool = False) -> None:
        """Choose a line and tell it; `stay` leaves the list where it is scrolled to."""
        index = self.model().index(line, 0)
        self._is_quiet = True
        # Scrolling to the current line is part of this setting.
        self.setAutoScroll(not stay)
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.setAutoScroll(True)
        self._is_quiet = False
        if not stay:
            self.scrollTo(index)
        self.chosen.emit(line)

    def changeEvent(self, arg__1: QEvent) -> None:  # noqa: N802 - Qt's names
        super().changeEvent(arg__1)
        if arg__1.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some lines are always seen."""
        lines = self.verticalHeader().defaultSectionSize() * _LEAST_LINES
        height = self.horizontalHeader().sizeHint().height() + lines
        return QSize(super().minimumSizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where the sentence would be crowded out, columns that are told elsewhere too go."""
        needed = sum(self._widths) - self._widths[self._wide] + _LEAST_WIDE
        for column in self._spare:
            is_crowded = self.width() < px(needed)
            if self.isColumnHidden(column) is not is_crowded:
                self.setColumnHidden(column, is_crowded)
                if not is_crowded:
                    self.setColumnWidth(column, px(self._widths[column]))
            if is_crowded:
                needed -= self._widths[column]

    def _fit(self) -> None:
        """Lines for the size of type."""
        height = 2 * QFontMetrics(self.font()).lineSpacing() + px(8)
        self.verticalHeader().setDefaultSectionSize(height)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.opened if is_far else self.entered).emit()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self._is_quiet:
            self.chosen.emit(current.row())

    @Slot(QModelIndex)
    def _open(self, _: QModelIndex) -> None:
        self.opened.emit()


class FindingTable(LineTable):
    """The findings."""

    def __init__(self, model: FindingModel) -> None:
        super().__init__(model, "核对发现的问题", "findings", (92, 124, 300, 144), 2, (3,))
        self._findings = model

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the line at the top stays there, and nothing is told as chosen."""
        top = self.rowAt(0)
        known = self._findings.entries
        identity = known[top].identity if 0 <= top < len(known) else ""
        self._is_quiet = True
        self._findings.show(entries)
        self._is_quiet = False
        at = self._findings.at(identity)
        if at is not None and at != self.rowAt(0):
            self.verticalScrollBar().setValue(at)
