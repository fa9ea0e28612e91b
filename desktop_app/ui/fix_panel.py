"""The ways the program can mend a finding: what each would do, then one press that does it."""

from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.changes import StaleChange
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding, Fix, Severity
from desktop_app.core.programme import Programme
from desktop_app.ui.change_words import Outlook, Step, outlook
from desktop_app.ui.pairs import as_html, as_text, in_parts
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, card, emptied, say, words

OVERTAKEN = "这里的内容刚刚改过,正在重新核对;核对完再按一次。"
_MOST_STEPS = 4
_BY_HAND = {
    Severity.MUST: "这一处要核实后由您来改:按「改这里」直接写,或请报送单位更正。",
    Severity.EXPLAIN: "核实后不对的,按「改这里」改正;确实如此的,在下面写情况说明。",
    Severity.HINT: "请核实;没有问题的可以不改。",
}


class FixPanel(QWidget):
    """Buttons for the fixes of one finding. `agreed` brings the fix that was confirmed."""

    agreed = Signal(object)

    def __init__(self, programme: Programme, theme: Theme) -> None:
        super().__init__()
        self._programme, self._theme = programme, theme
        self._draft = Draft(programme.id)
        self._chosen: Fix | None = None
        self._asked_by: QWidget | None = None
        self._none = words("", "soft", "no fix")
        self._buttons = QHBoxLayout()
        self._refusal = words("", "refusal", "fix refusal")
        self._ask, asked = card("ask")
        self._ask.setObjectName("confirm")
        self._head = words("", "heading")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(4)
        self._agree = button("", "agree to fix", primary=True)
        give_up = self._give_up_button = button("不改", "give up fix")
        deeds = QHBoxLayout()
        deeds.addWidget(self._agree)
        deeds.addWidget(give_up)
        deeds.addStretch(1)
        asked.addWidget(self._head)
        asked.addLayout(self._steps)
        asked.addLayout(deeds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._none)
        layout.addLayout(self._buttons)
        layout.addWidget(self._refusal)
        layout.addWidget(self._ask)
        self._agree.clicked.connect(self._do)
        give_up.clicked.connect(self._give_up)
        escape_key = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._ask)
        escape_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape_key.activated.connect(self._give_up)

    def show_fixes(self, draft: Draft, finding: Finding, *, can_write: bool) -> None:
        """The fixes of a finding of this state of the draft."""
        self._draft = draft
        self._close()
        say(self._refusal, "")
        while (one := self._buttons.takeAt(0)) is not None:
            if (widget := one.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        fixes = finding.fixes if can_write else ()
        for fix in fixes:
            one_way = button(fix.title, "fix", f"{fix.title},先看会改动什么")
            one_way.clicked.connect(partial(self._consider, fix, one_way))
            self._buttons.addWidget(one_way)
            one_way.show()
        self._buttons.addStretch(1)
        say(self._none, "" if fixes or not can_write else _BY_HAND[finding.severity])

    def now_for(self, draft: Draft) -> None:
        """The draft changed elsewhere; the fixes are as they were."""
        self._draft = draft

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        ways = (self._buttons.itemAt(n) for n in range(self._buttons.count()))
        shown = [widget for one in ways if (widget := one.widget()) is not None]
        return [*shown, self._agree, self._give_up_button]

    def refuse(self, sentence: str) -> None:
        """Say why a fix cannot be done now."""
        self._close()
        say(self._refusal, sentence)

    def _consider(self, fix: Fix, asked_by: QWidget) -> None:
        """Show what a fix would do, and ask."""
        say(self._refusal, "")
        try:
            found = outlook(self._programme, self._draft, fix.change, _MOST_STEPS)
        except StaleChange:
            self.refuse(OVERTAKEN)
            return
        self._chosen, self._asked_by = fix, asked_by
        self._head.setText(f"{fix.title},会改动 {found.total} 处:")
        emptied(self._steps)
        for label in _lines(self._theme, found):
            self._steps.addWidget(label)
            label.show()
        told = f"{fix.title},改这 {found.total} 处"
        self._agree.setText(told.replace("&", "&&"))
        self._agree.setAccessibleName(told)
        self._ask.show()
        self._agree.setFocus()

    @Slot()
    def _do(self) -> None:
        fix = self._chosen
        self._close()
        if fix is not None:
            self.agreed.emit(fix)

    @Slot()
    def _give_up(self) -> None:
        asked_by = self._asked_by
        self._close()
        if asked_by is not None:
            asked_by.setFocus()

    def _close(self) -> None:
        self._chosen = self._asked_by = None
        self._ask.hide()


def _lines(theme: Theme, found: Outlook) -> list[QLabel]:
    labels = [_line(theme, one) for one in found.steps]
    if found.total > len(found.steps):
        labels.append(words(f"…共 {found.total} 处", "soft"))
    return labels


def _line(theme: Theme, one: Step) -> QLabel:
    label = words()
    match one.what:
        case "row_added":
            label.setText(f"{one.where}:增加一行「{one.new}」")
        case "row_removed":
            label.setText(f"{one.where}:删去这一行「{one.old}」")
        case _:
            _show_both(label, theme, one)
    return label


def _show_both(label: QLabel, theme: Theme, one: Step) -> None:
    """Old above new, as in a ledger, with what differs marked."""
    parts = in_parts(one.old, one.new)
    old, new = as_html(theme, parts) if parts else (escape(one.old), escape(one.new))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(f"{escape(one.where)}<br>原:{old or '(空)'}<br>改为:{new or '(空)'}")
    spoken = as_text(parts) if parts else (one.old, one.new)
    label.setAccessibleName(f"{one.where},原:{spoken[0] or '空'},改为:{spoken[1] or '空'}")
