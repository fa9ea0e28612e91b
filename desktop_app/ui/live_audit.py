"""The audit that follows a draft: one auditor off the window's thread, the newest state wins."""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Audit, Severity
from desktop_app.core.programme import Programme
from desktop_app.core.rules import Auditor
from desktop_app.core.steps import StepStanding, standings
from desktop_app.core.totals import Totals, totals_of
from desktop_app.ui.checking.finding_model import Formula
from desktop_app.ui.listing import Entry, entries_of, first_to_mend, open_counts
from desktop_app.ui.table.marks import Marks, all_marks
from desktop_app.ui.work import Latest

_BROKEN = "程序内部出错,这次核对没有完成,草稿没有损坏;请按「全部审核」再试一次。"


@dataclass(frozen=True)
class Checked:
    """A state of the draft with its audit, both lists made of it, the draft's totals, and how the
    steps of the guide stand.

    What follows from these is worked out once, off the window's thread (`prepare`): among
    thousands of findings no page looks for its own.
    """

    draft: Draft
    audit: Audit
    entries: tuple[Entry, ...]
    formulas: tuple[Formula, ...]
    totals: Totals = field(default_factory=Totals)
    steps: Mapping[str, StepStanding] = field(default_factory=dict[str, StepStanding])

    @cached_property
    def open(self) -> tuple[Entry, ...]:
        """What is still to be dealt with, in order."""
        return tuple(one for one in self.entries if one.is_open)

    @cached_property
    def counts(self) -> Counter[Severity]:
        """How many of each severity are open."""
        return open_counts(self.open)

    @cached_property
    def first(self) -> Entry | None:
        """The most important one that is open."""
        return first_to_mend(self.open)

    @cached_property
    def marks(self) -> Mapping[str, Marks]:
        """What was found in the cells and rows of each table, by its id."""
        return all_marks(self.audit)

    @cached_property
    def heads(self) -> Mapping[str, tuple[int, ...]]:
        """The places in the list of the entries at each head of a path; "" for those nowhere."""
        found: dict[str, list[int]] = {}
        for at, entry in enumerate(self.entries):
            heads = {head_of(place.path) for place in entry.finding.places}
            for head in heads or {""}:
                found.setdefault(head, []).append(at)
        return {head: tuple(places) for head, places in found.items()}

    def at_heads(self, heads: Iterable[str]) -> list[Entry]:
        """The entries at any of these heads, in order."""
        places = {at for head in heads for at in self.heads.get(head, ())}
        return [self.entries[at] for at in sorted(places)]

    def prepare(self) -> None:
        """Work out what the pages will ask for."""
        _ = self.open, self.counts, self.first, self.marks, self.heads


def head_of(path: str) -> str:
    """The part of the draft that a path lies in: a section, a table or one chapter."""
    return path if path.startswith("chapters/") else path.partition("/")[0]


class LiveAudit(QObject):
    """Audits state after state. Connect before `check`; states that were overtaken are left out."""

    checked = Signal(object)
    failed = Signal(str)

    def __init__(self, programme: Programme, parent: QObject) -> None:
        super().__init__(parent)
        self._programme = programme
        self._latest = Latest(self, _BROKEN)
        self._latest.found.connect(self.checked)
        self._latest.failed.connect(self.failed)
        # A wish for every rule outlives the state it was made with: that may be overtaken.
        self._is_afresh = threading.Event()
        # Only the working thread has these.
        self._auditor: Auditor | None = None
        self._entries: tuple[Entry, ...] = ()

    def check(self, draft: Draft, *, afresh: bool = False) -> None:
        """Audit this state next; `afresh` runs every rule again, also those nothing touched."""
        if afresh:
            self._is_afresh.set()
        self._latest.ask(lambda _: self._look(draft))

    def stop(self) -> None:
        """Take on nothing more, and wait for what is under way."""
        self._latest.stop()

    def _look(self, draft: Draft) -> Checked:
        auditor, self._auditor = self._auditor, None
        if auditor is None or self._is_afresh.is_set():
            self._is_afresh.clear()
            auditor = Auditor(self._programme)
        audit = auditor.audit(draft)
        found = Counter(one.code for one in audit.findings)
        formulas = tuple(Formula(one, found[one.code]) for one in audit.outcomes)
        self._entries = entries_of(self._programme, draft, audit, self._entries)
        checked = Checked(
            draft,
            audit,
            self._entries,
            formulas,
            totals_of(self._programme, draft),
            standings(self._programme, draft, audit.findings),
        )
        checked.prepare()
        # Put back here only: an auditor that failed may remember half a state.
        self._auditor = auditor
        return checked
