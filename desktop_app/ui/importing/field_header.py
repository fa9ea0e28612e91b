"""The head of the preview: above each column of the sheet, which field of the form it is."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView

from desktop_app.ui.widgets import DropDown

NOT_READ = "不导入"
_MARGIN = 4


class FieldHeader(QHeaderView):
    """`field_chosen` brings a column of the sheet and the id of a field, "" for none; `left` says
    that a person is done with a column."""

    field_chosen = Signal(int, str)
    left = Signal()

    def __init__(self, table: QTableView, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._fields = fields
        self._combos: list[QComboBox] = []
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.sectionResized.connect(self._place)
        self.geometriesChanged.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def show_fields(
        self, placed: dict[int, str], labels: Sequence[str], *, can_write: bool
    ) -> None:
        """Which field each column is, by its place; `labels` are what people call the columns."""
        count = len(labels)
        while len(self._combos) > count:
            self._combos.pop().deleteLater()
        while len(self._combos) < count:
            self._combos.append(self._combo(len(self._combos)))
        for column, (combo, label) in enumerate(zip(self._combos, labels, strict=True)):
            # Set here, not chosen by anybody: `activated` stays silent.
            combo.setCurrentIndex(max(0, combo.findData(placed.get(column, ""))))
            combo.setEnabled(can_write)
            told = combo.currentText()
            combo.setAccessibleName(f"{label}是:{told}")
            combo.setToolTip(told)
        self._place()

    def sizeHint(self):  # noqa: ANN201, N802 - Qt's name and type
        hint = super().sizeHint()
        line = self.fontMetrics().lineSpacing()
        height = self._combos[0].sizeHint().height() if self._combos else 2 * line
        hint.setHeight(line + height + 3 * _MARGIN)
        return hint

    def eventFilter(self, object: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's names
        if event.type() == QEvent.Type.FocusIn and isinstance(object, QComboBox):
            self._show_section(self._combos.index(object) + 1)
        if isinstance(event, QFocusEvent) and _is_leaving(event):
            self.left.emit()
        return super().eventFilter(object, event)

    def tab_stops(self) -> list[QComboBox]:
        """What Tab stops at, in order."""
        return list(self._combos)

    def _combo(self, column: int) -> QComboBox:
        combo = DropDown("field of column", least=4)
        combo.setParent(self.viewport())
        combo.addItem(NOT_READ, "")
        for key, label in self._fields:
            combo.addItem(label, key)
        combo.view().setMinimumWidth(
            combo.fontMetrics().horizontalAdvance("统一社会信用代码位") + 24
        )
        combo.activated.connect(partial(self._tell, column))
        combo.installEventFilter(self)
        combo.show()
        return combo

    def _tell(self, column: int, _: int) -> None:
        self.field_chosen.emit(column, self._combos[column].currentData())

    def _place(self) -> None:
        for column, combo in enumerate(self._combos):
            section = column + 1
            if section >= self.count():
                combo.hide()
                continue
            height = combo.sizeHint().height()
            top = self.height() - height - _MARGIN
            left = self.sectionViewportPosition(section) + _MARGIN
            combo.setGeometry(left, top, self.sectionSize(section) - 2 * _MARGIN, height)
            combo.show()

    def _show_section(self, section: int) -> None:
        left = self.sectionViewportPosition(section)
        over = left + self.sectionSize(section) - self.viewport().width()
        bar = self._table.horizontalScrollBar()
        if left < 0:
            bar.setValue(bar.value() + left)
        elif over > 0:
            bar.setValue(bar.value() + over)


def _is_leaving(event: QFocusEvent) -> bool:
    """Whether the focus goes somewhere else than to the list of the very combo."""
    is_popup = event.reason() == Qt.FocusReason.PopupFocusReason
    return event.type() == QEvent.Type.FocusOut and not is_popup
