"""For which rows a paper with a condition is made, worked out off the window's thread."""

from PySide6.QtCore import QObject, Signal

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.pack_papers import Paper
from desktop_app.core.papers import PaperView
from desktop_app.core.programme import Programme
from desktop_app.ui.work import Latest


class MadeRows(QObject):
    """`found` brings the ids of the rows; None where the paper is made for all."""

    found = Signal(object)

    def __init__(self, programme: Programme, parent: QObject) -> None:
        super().__init__(parent)
        self._programme = programme
        # Only the working thread has it.
        self._before: Subject | None = None
        self._latest = Latest(self)
        self._latest.found.connect(self.found)

    def ask(self, draft: Draft, paper: Paper) -> None:
        """Tell it for this state of the draft; only the newest is told."""
        if not paper.when:
            self._latest.drop()
            self.found.emit(None)
            return
        self._latest.ask(lambda _: self._rows(draft, paper))

    def stop(self) -> None:
        self._latest.stop()

    def _rows(self, draft: Draft, paper: Paper) -> frozenset[str]:
        # What did not change since the last state is taken over.
        subject = self._before = Subject(self._programme, draft, self._before)
        rows = PaperView(subject, paper).rows()
        return frozenset(row.id for row in rows if row is not None)
