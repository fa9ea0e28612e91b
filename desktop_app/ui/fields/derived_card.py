"""自动得出: figures that nobody types, each with where it comes from and a way there."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.derived import Derived, derived
from desktop_app.core.draft import Draft, Row
from desktop_app.core.programme import Programme
from desktop_app.ui.fields.field_row import LABEL_WIDE
from desktop_app.ui.spacing import SIGN, around, between, sized
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, words


class DerivedCard(QFrame):
    """The figures of a state of the draft, locked. `jump_asked` brings the path they come from."""

    jump_asked = Signal(str)

    def __init__(self, programme: Programme) -> None:
        super().__init__()
        self._programme = programme
        self._rows: tuple[Row, ...] | None = None
        self._lines: dict[str, tuple[QLabel, QLabel]] = {}
        self._paths: dict[str, str] = {}
        frame, layout = card()
        frame.setObjectName("derived")
        around(layout, 4, 3, 4, 4)
        self._grid = QGridLayout()
        between(self._grid, 2, 1)
        self._grid.setColumnStretch(2, 1)
        layout.addWidget(words("自动得出", "lead"))
        told = f"不用填写,随{programme.summary.table.title}变化;要改,请改来处。"
        layout.addWidget(words(told, "soft"))
        layout.addLayout(self._grid)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_draft(self, draft: Draft) -> None:
        """Compute the figures again, if a row of the summary is another."""
        rows = draft.rows(self._programme.summary.table.id)
        if rows is self._rows:
            return
        self._rows = rows
        for one in derived(self._programme, draft):
            if one.id not in self._lines:
                self._add(one)
            value, source = self._lines[one.id]
            value.setText(one.value)
            value.setAccessibleName(f"{one.label}:{one.value},自动得出,不能修改")
            source.setText(one.source)
            self._paths[one.id] = one.path

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return list(self.findChildren(QWidget, "to source"))

    def _add(self, one: Derived) -> None:
        line = self._grid.rowCount()
        label = QLabel(one.label)
        # As wide as the labels of the fields above.
        sized(label, width=LABEL_WIDE)
        value = QLabel()
        value.setObjectName(f"derived {one.id}")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        mean(value, "locked", "true")
        sized(value, minimumWidth=12 * SIGN)
        source = words("", "soft", "source")
        to_source = button("去看", "to source", f"去看{one.label}的来处")
        to_source.clicked.connect(partial(self._jump, one.id))
        for column, widget in enumerate((label, value, source, to_source)):
            self._grid.addWidget(widget, line, column)
        self._lines[one.id] = (value, source)

    def _jump(self, figure: str) -> None:
        self.jump_asked.emit(self._paths[figure])
