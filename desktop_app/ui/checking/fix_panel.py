"""The ways the program can mend a finding: what each would do, then one press that does it."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.changes import StaleChange
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding, Fix, Severity
from desktop_app.core.programme import Programme
from desktop_app.ui.checking.confirm_card import ConfirmCard
from desktop_app.ui.flow import Flow
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, cut_within, say, throw_away, words

# What a button beside the form has room for; the names of firms are longer.
_BRIEF_SIGNS = 15
OVERTAKEN = "这里的内容刚刚改过,正在重新核对;核对完再按一次。"
_BY_HAND = {
    Severity.MUST: "这一处要核实后由您来改:按「改这里」直接写,或请报送单位更正。",
    Severity.EXPLAIN: "核实后不对的,按「改这里」改正;确实如此的,在下面写情况说明。",
    Severity.HINT: "请核实;没有问题的可以不改。",
}


class FixPanel(QWidget):
    """Buttons for the fixes of one finding. `agreed` brings the fix that was confirmed.

    Deeds that others do may stand first in the line (`add_deed`); a panel that is `brief` does not
    say what to do where there is no fix.
    """

    agreed = Signal(object)

    def __init__(self, programme: Programme, theme: Theme, *, is_brief: bool = False) -> None:
        super().__init__()
        self._is_brief = is_brief
        self._draft = Draft(programme.id)
        self._chosen: Fix | None = None
        self._none = words("", "soft", "no fix")
        self._deeds: list[QWidget] = []
        self._fixes: list[QWidget] = []
        self._buttons = Flow()
        self._refusal = words("", "refusal", "fix refusal")
        self._programme, self._theme = programme, theme
        # Most fixes are never asked about, and there are panels by the dozen.
        self._ask: ConfirmCard | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(self._none)
        layout.addLayout(self._buttons)
        layout.addWidget(self._refusal)
        say(self._none, "")
        say(self._refusal, "")

    def add_deed(self, deed: QWidget) -> None:
        """A button that stands before the fixes of every finding."""
        self._deeds.append(deed)
        self._buttons.addWidget(deed)

    def show_fixes(self, draft: Draft, finding: Finding, *, can_write: bool) -> None:
        """The fixes of a finding of this state of the draft."""
        self._draft = draft
        self._close()
        say(self._refusal, "")
        for one in self._fixes:
            self._buttons.removeWidget(one)
            throw_away(one)
        fixes = finding.fixes if can_write else ()
        self._fixes = [self._way(fix) for fix in fixes]
        by_hand = "" if fixes or not can_write or self._is_brief else _BY_HAND[finding.severity]
        say(self._none, by_hand)

    def now_for(self, draft: Draft) -> None:
        """The draft changed elsewhere; the fixes are as they were."""
        self._draft = draft

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [*self._deeds, *self._fixes, *(self._ask.tab_stops() if self._ask else ())]

    def refuse(self, sentence: str) -> None:
        """Say why a fix cannot be done now."""
        self._close()
        say(self._refusal, sentence)

    def _way(self, fix: Fix) -> QWidget:
        title = cut_within(fix.title, _BRIEF_SIGNS) if self._is_brief else fix.title
        one_way = button(title, "fix", f"{fix.title},先看会改动什么")
        one_way.setToolTip("" if title == fix.title else fix.title)
        one_way.clicked.connect(partial(self._consider, fix, one_way))
        self._buttons.addWidget(one_way)
        one_way.show()
        return one_way

    def _consider(self, fix: Fix, asked_by: QWidget) -> None:
        """Show what a fix would do, and ask."""
        say(self._refusal, "")
        try:
            self._asking().ask(fix.title, self._draft, fix.change, asked_by)
        except StaleChange:
            self.refuse(OVERTAKEN)
            return
        self._chosen = fix

    def _asking(self) -> ConfirmCard:
        """What shows a fix before it is done."""
        if self._ask is None:
            self._ask = ConfirmCard(self._programme, self._theme)
            self._ask.agreed.connect(self._do)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._ask)
            # Made later than what stands below, it would be the last that Tab comes to.
            before = self._fixes[-1]
            for one in self._ask.tab_stops():
                QWidget.setTabOrder(before, one)
                before = one
        return self._ask

    @Slot()
    def _do(self) -> None:
        fix = self._chosen
        self._close()
        if fix is not None:
            self.agreed.emit(fix)

    def _close(self) -> None:
        self._chosen = None
        if self._ask is not None:
            self._ask.close_up()
