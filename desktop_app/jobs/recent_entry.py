"""What the list of recent drafts keeps of one that is being closed.

Apart from the list itself, which is read before the first window is drawn.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding, Severity
from desktop_app.core.own_words import own_words
from desktop_app.core.pack_names import AT
from desktop_app.core.programme import Programme
from desktop_app.core.steps import step_of, steps_of
from desktop_app.jobs.recent import FROZEN, PASSED, REPORTED, SAVED, Recent
from desktop_app.storage.history import State


def entry_of(
    programme: Programme,
    draft: Draft,
    path: Path,
    opened: datetime,
    *,
    state: State = "draft",
    findings: Iterable[Finding] | None = None,
    place: str = "",
) -> Recent:
    """The entry of a draft as it stands; `findings` are those of its audit, None without one."""
    city = draft.value(programme.summary.city).strip() if programme.summary.city else ""
    open_ones = None if findings is None else [one.severity for one in findings if one.is_open]
    called = own_words(programme)
    steps = {one.id: one.title for one in steps_of(programme)}
    step = place if place in steps else step_of(programme, place) if place else ""
    return Recent(
        path,
        city or path.stem,
        programme.about.title,
        opened,
        _state_word(state, open_ones),
        len(draft.filled_rows(programme.summary.table.id)),
        None if open_ones is None else open_ones.count(Severity.MUST),
        None if open_ones is None else open_ones.count(Severity.EXPLAIN),
        place,
        steps.get(step, ""),
        f"{programme.id}{AT}{programme.about.version}",
        f"{called.counter}{called.noun}",
    )


def _state_word(state: State, open_ones: Sequence[Severity] | None) -> str:
    if state == "frozen":
        return FROZEN
    if state == "reported":
        return REPORTED
    return SAVED if open_ones is None or open_ones else PASSED
