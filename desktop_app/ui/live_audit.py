"""The audit that follows a draft: one auditor off the window's thread, the newest state wins."""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Audit, Severity
from desktop_app.core.programme import Programme
from desktop_app.core.rules import Auditor
from desktop_app.core.steps import StepStanding, standings
from desktop_app.core.totals import Totals, totals_of
from desktop_app.jobs import log
from desktop_app.ui.finding_model import Formula
from desktop_app.ui.listing import Entry, entries_of, first_to_mend, open_counts
from desktop_app.ui.table.marks import Marks, all_marks

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
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._lock = threading.Lock()
        self._wanted: Draft | None = None
        self._is_working = False
        self._auditor: Auditor | None = None
        # Only the working thread has these.
        self._entries: tuple[Entry, ...] = ()

    def check(self, draft: Draft, *, afresh: bool = False) -> None:
        """Audit this state next; `afresh` runs every rule again, also those nothing touched."""
        with self._lock:
            self._wanted = draft
            if afresh:
                self._auditor = None
            if self._is_working:
                return
            self._is_working = True
        self._pool.start(self._run)

    def stop(self) -> None:
        """Take on nothing more, and wait for what is under way."""
        with self._lock:
            self._wanted = None
        self._pool.waitForDone()

    def _run(self) -> None:
        while True:
            with self._lock:
                draft, self._wanted = self._wanted, None
                if draft is None:
                    self._is_working = False
                    return
                auditor = self._auditor = self._auditor or Auditor(self._programme)
            try:
                found = self._look(auditor, draft)
            except Exception as fault:  # noqa: BLE001 - the window must live; the person is told
                log.wrong(_BROKEN, fault)
                self._forget(auditor)
                self.failed.emit(_BROKEN)
                continue
            with self._lock:
                is_newest = self._wanted is None
            if is_newest:
                self.checked.emit(found)

    def _look(self, auditor: Auditor, draft: Draft) -> Checked:
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
        return checked

    def _forget(self, auditor: Auditor) -> None:
        """An auditor that failed may remember half a state."""
        with self._lock:
            if self._auditor is auditor:
                self._auditor = None
