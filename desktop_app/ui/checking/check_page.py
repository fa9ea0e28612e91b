"""核对: the thresholds, the findings worked off one by one, the formulas, the names, what if."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from desktop_app.core.steps import TRIAL
from desktop_app.ui.checking.findings_pane import FindingsPane
from desktop_app.ui.checking.formula_page import FormulaPage
from desktop_app.ui.checking.margin_strip import MarginStrip
from desktop_app.ui.checking.mending import Mending
from desktop_app.ui.checking.name_pane import NamePane
from desktop_app.ui.checking.trial_pane import TrialPane
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk, Page
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import words


class CheckPage(Page):
    """The step 核对 of one open draft. Audits come from outside (`show_audit`); `afresh` asks for
    one that runs every rule again."""

    def __init__(self, desk: Desk, *, can_jump: bool = True) -> None:
        super().__init__(desk)
        programme = desk.programme
        self._mending = Mending(programme, desk.session, self, author=desk.author, now=desk.now)
        self._findings = FindingsPane(desk, self._mending, can_jump=can_jump)
        self._formulas = FormulaPage(programme, desk.theme, can_write=desk.can_write)
        self._names = NamePane(desk)
        self._trial = TrialPane(desk)
        self._strip = MarginStrip(desk, offers_trial=False)
        self._tabs = QTabWidget()
        self._lay_out()
        self._connect()
        self.entrance = self._findings.entrance

    def show_audit(self, found: Checked) -> None:
        """Show an audit on every tab."""
        self._findings.show_audit(found)
        self._formulas.show_formulas(found.formulas)
        self._tabs.setTabText(1, self._formulas.title)
        for one in (self._strip, self._names, self._trial):
            one.show_audit(found)

    def go_to(self, path: str) -> bool:
        """Show the finding with this key (see `place`), or 试算去留; whether it is there."""
        if path == TRIAL:
            self.show_trial()
            return True
        found = self._findings.go_to(path)
        if found:
            self._show_findings()
        return found

    def begin_search(self) -> bool:
        self._findings.begin_search()
        return True

    @property
    def place(self) -> str:
        """The key of the finding that is shown."""
        return self._findings.chosen

    @property
    def begun(self) -> str:
        """What was written here and is not in the draft yet."""
        counted = (
            (self._findings.begun, "情况说明"),
            (self._findings.begun_values, "修改"),
        )
        told = "、".join(f"{count} 处{what}" for count, what in counted if count)
        return f"有 {told}写了一半,还没有写入草稿;关闭以后就没有了。" if told else ""

    @property
    def can_be_made_anew(self) -> bool:
        """What is tried, and which finding is looked at."""
        return False

    def stop(self) -> None:
        """End what is under way, before the page goes."""
        self._mending.stop()
        for one in (self._strip, self._names, self._trial):
            one.stop()

    def _lay_out(self) -> None:
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setAccessibleName("核对结果")
        self._tabs.addTab(self._findings, "问题")
        self._tabs.addTab(self._formulas, "审核公式")
        self._tabs.addTab(self._names, "名称")
        self._tabs.addTab(self._trial, "试算去留")
        layout = QVBoxLayout(self)
        around(layout, 6, 4, 6, 3)
        between(layout, 2)
        layout.addWidget(words("核对", "title", "page title"))
        layout.addWidget(self._strip)
        layout.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        self._findings.wanted.connect(self._show_findings)
        self._findings.jump_asked.connect(self.jump_asked)
        self._findings.afresh.connect(self.afresh)
        self._findings.listen(self)
        self._formulas.reading_chosen.connect(self._findings.read)
        self._formulas.jump_asked.connect(self.jump_asked)
        self._formulas.clauses_wanted.connect(self._findings.find_clauses)
        self._mending.clauses_found.connect(self._formulas.show_clauses)
        self._mending.troubled.connect(self.troubled)
        self._strip.jump_asked.connect(self.jump_asked)
        self._trial.tried.connect(self._strip.show_trial)
        self._names.jump_asked.connect(self.jump_asked)
        self._names.counted.connect(self._count_names)
        for one in (self._strip, self._names, self._trial):
            one.troubled.connect(self.troubled)

    @Slot()
    def show_trial(self) -> None:
        """Open 试算去留: what would be without some projects."""
        self._tabs.setCurrentWidget(self._trial)

    @Slot(int)
    def _count_names(self, left: int) -> None:
        self._tabs.setTabText(2, f"名称 {left}" if left else "名称 ✓")

    @Slot()
    def _show_findings(self) -> None:
        self._tabs.setCurrentIndex(0)
