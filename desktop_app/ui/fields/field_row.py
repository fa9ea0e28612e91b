"""One field of a form: label, editor, how it is understood, hint, clause, and what was found."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.notice_text import basis_of
from desktop_app.core.pack_forms import Field
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme
from desktop_app.core.understood import expected, understood
from desktop_app.ui.fields.field_editors import editor_for
from desktop_app.ui.fields.field_findings import FieldFindings
from desktop_app.ui.listing import WEIGHTS, Entry
from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, say, words

# Of a label with what may stand beside it, and the height of a line to write in.
LABEL_WIDE, _LINE = 212, 34


class FieldRow(QWidget):
    """`written` brings path and text, in one go or not; `left` that somebody went on from here,
    `entered` that Enter asks for the next field, `unfolded` that the clause was shown or hidden."""

    written = Signal(str, str, bool)
    left = Signal(str)
    entered = Signal(str)
    jump_asked = Signal(str)
    unfolded = Signal(str)

    def __init__(
        self,
        programme: Programme,
        path: str,
        field: Field,
        today: Callable[[], date],
        *,
        can_write: bool,
        label_wide: int = LABEL_WIDE,
    ) -> None:
        """`label_wide` is the room of the label, in px at 100 %."""
        super().__init__()
        self.path, self.field = path, field
        self._label_wide = label_wide
        self._programme, self._can_write = programme, can_write
        options = programme.options(field)
        self.editor = editor_for(field, options, today, can_write=can_write)
        self.findings = FieldFindings(programme, path)
        self._touched = False
        self._read = words("", "soft", "understood")
        self._hint = words(field.hint, "soft", "hint")
        self._hint.setHidden(not field.hint)
        self._because = words("", "soft", "because")
        self._because.hide()
        self._mark = QLabel("必填")
        self._mark.setObjectName("required")
        self._mark.setToolTip("报送前必须填写;现在不填也能保存")
        self._basis, self._clause = None, button("依据", "clause of field", f"{field.label} 的依据")
        self._clause.setCheckable(True)
        mean(self._clause, "deed", "quiet")
        self._clause.clicked.connect(self._unfold)
        self._quotes, self._head = QWidget(), QWidget()
        self._quotes.hide()
        self._lay_out()
        self.editor.typed.connect(self._type)
        self.editor.chosen.connect(self._choose)
        self.editor.left.connect(self._leave)
        self.editor.entered.connect(self._enter)
        self.findings.jump_asked.connect(self.jump_asked)

    def _lay_out(self) -> None:
        label = QLabel(self.field.label)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("field label")
        label.setWordWrap(True)
        label.setBuddy(self.editor.target)
        head = self._head
        # The label stands level with one line to write in.
        sized(head, minimumHeight=_LINE, width=self._label_wide)
        across = QHBoxLayout(head)
        around(across, 0, 0, 2, 0)
        between(across, 2)
        across.addWidget(label, 1)
        across.addWidget(self._mark)
        self._basis = basis_of(self._programme, self.path)
        self._clause.setHidden(self._basis is None)
        # A grid reckons the height of wrapped text across columns before it knows their widths.
        first = QHBoxLayout()
        between(first, 2)
        first.addWidget(self.editor, 1)
        first.addWidget(self._clause, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        between(right, 1)
        right.addLayout(first)
        for widget in (self._read, self._because, self._hint, self._quotes, self.findings):
            right.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)

    @property
    def is_blank(self) -> bool:
        return not self.editor.text().strip()

    @property
    def is_touched(self) -> bool:
        return self._touched

    def touch(self) -> None:
        """From now on, what is wrong here is shown here."""
        if not self._touched:
            self._touched = True
            self._show_reading()

    def point_to(self, path: str) -> None:
        """Be the row of another place of the same field, where nobody has been yet."""
        self.path = path
        self._touched = False
        self.findings.point_to(path)
        self.editor.show_issue("")

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        clause = [self._clause] if self._basis is not None else []
        if self._quotes.findChildren(QWidget, "to notice"):
            clause += self._quotes.findChildren(QWidget, "to notice")
        return [*self.editor.tab_stops(), *clause, *self.findings.tab_stops()]

    def show_text(self, text: str) -> None:
        """Show what the draft says; what stands there already is left alone."""
        if self.editor.text() != text:
            self.editor.show_text(text)
        self._show_reading()

    def show_need(self, *, is_needed: bool, rule: Rule | None) -> None:
        """Whether it must be filled in now, and because of which rule where not always so."""
        self._mark.setVisible(is_needed)
        because = f"现在必填:{rule.title}({rule.clause})" if is_needed and rule else ""
        say(self._because, because)
        told = [("必填" if is_needed else "选填"), because, self.field.hint]
        self.editor.target.setAccessibleDescription(";".join(one for one in told if one))

    def show_entries(self, draft: Draft, entries: Sequence[Entry]) -> bool:
        """Show what an audit found here, once somebody has been here; whether that is new."""
        shown = entries if self._touched else ()
        is_new = self.findings.show_entries(draft, shown, can_write=self._can_write)
        if is_new:
            issues = [WEIGHTS[one.finding.severity] for one in shown if one.is_open]
            self.editor.show_issue(issues[0] if issues else "")
            self._show_reading()
        return is_new

    def _show_reading(self) -> None:
        """How the text is understood; that it is not, where no finding says so."""
        text = self.editor.text()
        told = understood(self._programme, self.field, text)
        wanted = ""
        if not told and self._touched and not self.findings.entries:
            wanted = expected(self._programme, self.field, text)
        mean(self._read, "tone", "refusal" if wanted else "soft")
        say(self._read, f"没有看懂,已照原样保留;请填{wanted}" if wanted else told)

    @Slot()
    def _unfold(self) -> None:
        is_open = self._clause.isChecked()
        if is_open and self._quotes.layout() is None and self._basis is not None:
            frame, layout = card("hint")
            layout.addWidget(words(f"通知 {self._basis.clause}", "heading", "basis clause"))
            for quote in self._basis.quotes:
                layout.addWidget(words(f"「{quote}」", "", "basis quote"))
            to_notice = button("看通知原文", "to notice", f"看通知原文 {self._basis.clause}")
            to_notice.clicked.connect(self._go_to_notice)
            layout.addWidget(to_notice, 0, Qt.AlignmentFlag.AlignLeft)
            outer = QVBoxLayout(self._quotes)
            around(outer, 0, 1, 0, 1)
            outer.addWidget(frame)
        self._quotes.setVisible(is_open)
        self.unfolded.emit(self.path)

    @Slot()
    def _go_to_notice(self) -> None:
        if self._basis is not None:
            self.jump_asked.emit(f"notice/{self._basis.clause}")

    @Slot(str)
    def _type(self, text: str) -> None:
        self.written.emit(self.path, text, False)

    @Slot(str)
    def _choose(self, text: str) -> None:
        self.touch()
        self.written.emit(self.path, text, True)

    @Slot()
    def _leave(self) -> None:
        self.left.emit(self.path)

    @Slot()
    def _enter(self) -> None:
        self.entered.emit(self.path)
