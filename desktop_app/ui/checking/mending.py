"""What a person does about a finding, as changes of the open draft; what takes long, off the
window's thread."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.core.changes import Explain, StaleChange, set_path
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Fix, Place
from desktop_app.core.programme import Programme
from desktop_app.core.readings import choosing, clauses
from desktop_app.core.why import why
from desktop_app.errors import AppError
from desktop_app.jobs.draft_work import explained
from desktop_app.jobs.saving import Make
from desktop_app.ui.checking.fix_panel import OVERTAKEN
from desktop_app.ui.listing import Entry
from desktop_app.ui.session import Session
from desktop_app.ui.work import Latest

Now = Callable[[], datetime]
_NOT_READ = "程序内部出错,没有算出这一条的各种理解方式,草稿没有损坏;请按「全部审核」再试一次。"
_NOT_FOUND = "程序内部出错,没有查到所用的公式和数,草稿没有损坏;请按「全部审核」再试一次。"


class Mending(QObject):
    """Everything is one step to undo. `done` brings the identity of the finding it was about, ""
    for none; `refused` and `not_explained` bring a sentence and leave the draft alone; `troubled`
    brings one about what could not be worked out."""

    done = Signal(str)
    refused = Signal(str)
    not_explained = Signal(str)
    explained = Signal(str)
    clauses_found = Signal(object)
    formula_found = Signal(str, str)
    troubled = Signal(str)

    def __init__(
        self, programme: Programme, session: Session, parent: QObject, *, author: str, now: Now
    ) -> None:
        super().__init__(parent)
        self._programme, self._session = programme, session
        self._author, self._now = author, now
        self._clauses = Latest(self, _NOT_READ)
        self._clauses.found.connect(self.clauses_found)
        self._clauses.failed.connect(self.troubled)
        self._formula = Latest(self, _NOT_FOUND)
        self._formula.found.connect(self._tell_formula)
        self._formula.failed.connect(self.troubled)

    def fix(self, entry: Entry, fix: Fix) -> None:
        """Do what was agreed to."""
        self._do(entry.identity, f"{fix.title} {entry.finding.spoken}", lambda _: fix.change)

    def write(self, entry: Entry, place: Place, text: str) -> None:
        """Put a text where a finding points to."""
        path = place.path
        self._do(entry.identity, f"修改 {place.label}", lambda draft: set_path(draft, path, text))

    def explain(self, entry: Entry, text: str) -> None:
        """Say why a finding may stand, if the text says anything."""
        # A blank stands for 「仍成立」 on the command line; here that has a button of its own.
        told = text or " "
        try:
            change = explained(self._session.draft, entry.finding, told, self._author, self._now())
        except AppError as error:
            self.not_explained.emit(str(error))
            return
        key, new = change.key, change.new
        self._do(
            entry.identity,
            f"情况说明 {entry.finding.spoken}",
            lambda draft: Explain(key, draft.explanations.get(key), new),
        )
        self.explained.emit(entry.identity)

    def read(self, code: str, reading: str, identity: str) -> None:
        """Choose how an ambiguous clause is read."""
        author, now = self._author, self._now()
        self._do(
            identity,
            f"选定 {code} 的理解方式",
            lambda draft: choosing(draft, code, reading, author, now),
        )

    def find_clauses(self, draft: Draft) -> None:
        """Work out what the readings of ambiguous clauses come to."""
        self._clauses.ask(lambda _: clauses(self._programme, draft))

    def find_formula(self, draft: Draft, entry: Entry) -> None:
        """Work out what is behind a finding."""
        self._formula.ask(lambda _: (entry.identity, why(self._programme, draft, entry.finding)))

    def stop(self) -> None:
        """Wait for what is under way."""
        self._clauses.stop()
        self._formula.stop()

    def _do(self, identity: str, label: str, make: Make) -> None:
        try:
            self._session.do(label, make)
        except StaleChange:
            self.refused.emit(OVERTAKEN)
            return
        self.done.emit(identity)

    @Slot(object)
    def _tell_formula(self, found: tuple[str, str]) -> None:
        self.formula_found.emit(*found)
