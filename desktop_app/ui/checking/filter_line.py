"""The line above the list: what is to be seen of it, and how much that is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from desktop_app.core.findings import SEVERITY_WORDS, Severity
from desktop_app.ui.listing import SIGNS, Entry, Wanted, open_counts
from desktop_app.ui.spacing import apart, between, sized
from desktop_app.ui.widgets import button, search_line, words

_NARROWEST, _WIDEST = 120, 300


class FilterLine(QWidget):
    """`wanted` is what a person asks for; `changed` says that it is something else now."""

    changed = Signal()

    def __init__(self, county: str) -> None:
        super().__init__()
        self._field = search_line(
            "filter", f"查找问题:按文字、编号、{county}或行", f"文字、编号、{county}或行,如:第12行"
        )
        sized(self._field, minimumWidth=_NARROWEST, maximumWidth=_WIDEST)
        label = QLabel("查找(&F):")
        label.setBuddy(self._field)
        self._all = button("全部", "all severities", "全部轻重")
        self._of = {
            one: button(f"{SIGNS[one]} {SEVERITY_WORDS[one]}", f"only {one}") for one in Severity
        }
        self._group = QButtonGroup(self)
        self._only_open = button("不看已说明的", "only open")
        self._only_open.setCheckable(True)
        self._shown = words("", "caption", "shown")
        self._shown.setWordWrap(False)
        layout = QHBoxLayout(self)
        between(layout, 2)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addWidget(self._field, 2)
        apart(layout, 2)
        for one in (self._all, *self._of.values()):
            one.setCheckable(True)
            self._group.addButton(one)
            layout.addWidget(one)
        apart(layout, 2)
        layout.addWidget(self._only_open)
        layout.addStretch(1)
        layout.addWidget(self._shown)
        self._all.setChecked(True)
        self._field.textChanged.connect(self.changed)
        self._group.buttonToggled.connect(self._toggle)
        self._only_open.toggled.connect(self.changed)

    @property
    def wanted(self) -> Wanted:
        pressed = self._group.checkedButton()
        severity = next((one for one, of in self._of.items() if of is pressed), None)
        return Wanted(self._field.text(), severity, self._only_open.isChecked())

    def show_counts(self, entries: Sequence[Entry]) -> None:
        """How many of each weight are still open."""
        counts = open_counts(entries)
        for severity, one in self._of.items():
            told = f"{SIGNS[severity]} {SEVERITY_WORDS[severity]} {counts[severity]}"
            one.setText(told)
            one.setAccessibleName(f"只看{SEVERITY_WORDS[severity]},还剩 {counts[severity]} 处")

    def show_shown(self, shown: int, total: int) -> None:
        """How many lines of the list are seen."""
        told = f"共 {total} 条" if shown == total else f"显示 {shown} 条,共 {total} 条"
        self._shown.setText(told)

    def begin(self) -> None:
        """Go to the field, ready to type."""
        self._field.setFocus()
        self._field.selectAll()

    def clear(self) -> None:
        """Want everything again."""
        self._only_open.setChecked(False)
        self._all.setChecked(True)
        self._field.clear()

    @Slot(object, bool)
    def _toggle(self, _: object, is_on: bool) -> None:
        if is_on:
            self.changed.emit()
