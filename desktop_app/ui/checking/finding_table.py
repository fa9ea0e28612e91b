"""The list of findings: steady while it changes."""

from collections.abc import Sequence

from desktop_app.ui.checking.finding_model import FindingModel
from desktop_app.ui.lines import LineTable
from desktop_app.ui.listing import Entry


class FindingTable(LineTable):
    """The findings."""

    def __init__(self, model: FindingModel) -> None:
        super().__init__(model, "核对发现的问题", "findings", (92, 124, 300, 144), 2, (3,))
        self._findings = model

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the line at the top stays there, and nothing is told as chosen."""
        top = self.rowAt(0)
        known = self._findings.lines
        identity = known[top].identity if 0 <= top < len(known) else ""
        self._is_quiet = True
        self._findings.show(entries)
        self._is_quiet = False
        at = self._findings.at(identity)
        if at is not None and at != self.rowAt(0):
            self.verticalScrollBar().setValue(at)
