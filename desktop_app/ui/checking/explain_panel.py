"""情况说明 in place: why a finding may stand, and whether an earlier reason still holds."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.draft import Explanation
from desktop_app.core.findings import Finding, Severity
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import TextBox, button, card, say, words

_LEAST_LINES, _MOST_LINES = 3, 9


class ExplainPanel(QWidget):
    """The text box of one finding. `told` brings the text that is to be its explanation."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._identity = ""
        self._stored = ""
        # What somebody began to write stays theirs while they look at other findings.
        self._begun: dict[str, str] = {}
        self._ask, asked = card("ask")
        self._question = words("", "", "lapsed")
        self._still = button("仍成立", "still holds", "说明仍成立,按原文保留")
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._still)
        row.addStretch(1)
        asked.addWidget(self._question)
        asked.addLayout(row)
        self._box = TextBox("情况说明", "explanation")
        self._box.setPlaceholderText(
            "写明具体原因,会印在《核对情况说明》里。不能只写「同上」「无」。"
        )
        label = QLabel("情况说明(&M):")
        label.setBuddy(self._box)
        self._refusal = words("", "refusal", "explain refusal")
        self._by = words("", "soft", "explained by")
        self._by.setWordWrap(False)
        self._save = button("写入说明", "save explanation", primary=True)
        keys = words("Ctrl+Enter", "caption")
        keys.setWordWrap(False)
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._save)
        row.addWidget(keys)
        row.addWidget(self._by)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(self._ask)
        layout.addWidget(label)
        layout.addWidget(self._box)
        layout.addWidget(self._refusal)
        layout.addLayout(row)
        self._save.clicked.connect(self._tell)
        self._still.clicked.connect(self._confirm)
        self._box.textChanged.connect(self._fit)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            hand_in = QShortcut(QKeySequence(key), self._box)
            hand_in.setContext(Qt.ShortcutContext.WidgetShortcut)
            hand_in.activated.connect(self._save.click)
        self._fit()

    def show_finding(
        self, identity: str, finding: Finding, known: Explanation | None, *, can_write: bool
    ) -> None:
        """The explanation of a finding as the draft has it, or as somebody began to write it."""
        self._keep_begun()
        self._identity = identity
        self._stored = known.text if known else ""
        self.setVisible(finding.severity is Severity.EXPLAIN)
        say(self._refusal, "")
        self._question.setText(finding.lapsed)
        self._ask.setVisible(bool(finding.lapsed))
        self._still.setEnabled(can_write)
        text = self._begun.get(identity, self._stored)
        if self._box.text() != text:
            self._box.setPlainText(text)
        self._box.setReadOnly(not can_write)
        self._save.setEnabled(can_write)
        self._save.setText("改写说明" if self._stored else "写入说明")
        told = f"{known.author} {known.time[:10]}".strip() if known else ""
        say(self._by, f"已写:{told}" if told else "")

    @property
    def begun(self) -> tuple[str, ...]:
        """The findings for which a text was begun that is not in the draft."""
        self._keep_begun()
        return tuple(self._begun)

    def begin(self) -> None:
        """Write on where the text ends."""
        self._box.setFocus()
        self._box.moveCursor(QTextCursor.MoveOperation.End)

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [self._still, self._box, self._save]

    def refuse(self, sentence: str) -> None:
        """Say below the box why a text is not taken."""
        self._box.setReadOnly(False)
        self._save.setEnabled(True)
        say(self._refusal, sentence)
        self._box.setFocus()

    def forget(self, identity: str) -> None:
        """What was begun for a finding is in the draft now."""
        self._begun.pop(identity, None)
        if identity == self._identity:
            self._stored = self._box.text()

    def _keep_begun(self) -> None:
        text = self._box.text()
        if text != self._stored:
            self._begun[self._identity] = text
        else:
            self._begun.pop(self._identity, None)

    @Slot()
    def _fit(self) -> None:
        """As high as what is written, within bounds: nobody writes well through a slit."""
        lines = int(self._box.document().size().height())
        lines = min(max(lines, _LEAST_LINES), _MOST_LINES)
        self._box.setFixedHeight(lines * QFontMetrics(self._box.font()).lineSpacing() + 20)

    @Slot()
    def _tell(self) -> None:
        self._hand_in(self._box.text())

    @Slot()
    def _confirm(self) -> None:
        self._hand_in(self._stored)

    def _hand_in(self, text: str) -> None:
        """While it is looked at, nobody writes on in what may be replaced."""
        say(self._refusal, "")
        self._box.setReadOnly(True)
        self._save.setEnabled(False)
        self.told.emit(text)
