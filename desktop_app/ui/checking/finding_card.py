"""A finding on a small card beside a page: what is wrong, by which clause, and what to do."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Severity
from desktop_app.ui.checking.fix_panel import FixPanel
from desktop_app.ui.listing import WEIGHTS, Entry
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, say, words

_LONGEST = 140


class FindingCard(QFrame):
    """`jump_asked` brings a path, `fix_agreed` this card and a fix, `explain_asked` the key of the
    finding, `touched` this card."""

    jump_asked = Signal(str)
    fix_agreed = Signal(object, object)
    explain_asked = Signal(str)
    touched = Signal(object)

    def __init__(self, desk: Desk, entry: Entry, draft: Draft, path: str) -> None:
        super().__init__()
        self.entry, self.path = entry, path
        finding = entry.finding
        self.setObjectName("finding card")
        mean(self, "card", WEIGHTS[finding.severity])
        code = words(f"{entry.weight.partition(' ')[0]} {finding.spoken}", "", "card code")
        mean(code, "figured", WEIGHTS[finding.severity])
        message = words(_cut(finding.message), "", "card message")
        if len(finding.message) > _LONGEST:
            message.setToolTip(finding.message)
        clause = words("", "soft", "card clause")
        self._fixes = FixPanel(desk.programme, desk.theme, is_brief=True)
        if path:
            jump = button("转到", "card jump", f"转到 {finding.spoken}")
            jump.clicked.connect(self._jump)
            self._fixes.add_deed(jump)
        if finding.severity is Severity.EXPLAIN and desk.can_write:
            explain = button("写说明", "card explain", f"写情况说明 {finding.spoken}")
            explain.clicked.connect(self._explain)
            self._fixes.add_deed(explain)
        self._fixes.show_fixes(draft, finding, can_write=desk.can_write)
        self._fixes.agreed.connect(self._agree)
        layout = QVBoxLayout(self)
        around(layout, 3, 2, 3, 3)
        between(layout, 1)
        for one in (code, message, clause, self._fixes):
            layout.addWidget(one)
        # What is shown before it stands in something is a window of its own for a moment.
        say(clause, f"{finding.clause}:“{finding.quote}”" if finding.clause else "")
        self.setAccessibleName(f"{entry.weight} {finding.spoken}:{finding.message}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def now_for(self, draft: Draft) -> None:
        """The same finding in another state of the draft."""
        self._fixes.now_for(draft)

    def refuse(self, sentence: str) -> None:
        """Say why a fix was not done."""
        self._fixes.refuse(sentence)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mousePressEvent(event)
        self.touched.emit(self)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self.touched.emit(self)

    @Slot()
    def _jump(self) -> None:
        self.touched.emit(self)
        self.jump_asked.emit(self.path)

    @Slot()
    def _explain(self) -> None:
        self.explain_asked.emit(self.entry.finding.key)

    @Slot(object)
    def _agree(self, fix: object) -> None:
        self.fix_agreed.emit(self, fix)


def _cut(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST - 1]}…"
