"""One of many drafts audited for somebody whose draft it is not: nothing of it changes."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Audit
from desktop_app.core.programme import Programme
from desktop_app.core.readings import Clause, clauses
from desktop_app.core.rules import audit
from desktop_app.documents.compose_text import applicant
from desktop_app.errors import AppError
from desktop_app.jobs.packs import load_for
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.refusals import DraftInUse


@dataclass(frozen=True, slots=True)
class Audited:
    """A draft under its programme, who applies with it, what the checks find and how its clauses
    may be read."""

    programme: Programme
    draft: Draft
    audit: Audit
    readings: tuple[Clause, ...]
    applicant: str


def check_untouched(path: Path) -> Audited:
    """Audit the draft at a path without leaving a trace; raises AppError with one sentence.

    One that somebody has open is refused, since what it holds may be another thing in a minute;
    and so is one of which only a part can be shown.
    """
    try:
        file = open_draft(path, read_only=True, untouched=True)
    except DraftInUse as reason:
        told = str(reason).partition(";")[0]
        raise AppError(f"{told},没有审核;请等对方关闭后再审核一次。") from reason
    with file:
        if file.notice:
            raise AppError(file.notice)
        draft = file.draft
        programme = load_for(draft)
    return Audited(
        programme,
        draft,
        audit(programme, draft),
        tuple(clauses(programme, draft)),
        applicant(programme, draft),
    )
