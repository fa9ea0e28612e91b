"""Two drafts compared for the mid-term: what is adjusted, what the rules say, and its table."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.adjustment import Adjustment, adjustment, adjustment_findings
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Finding
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_adjustment import compose_adjustment
from desktop_app.errors import AppError
from desktop_app.jobs.one_paper import kind_of, write_new
from desktop_app.jobs.papers import write_as

_NOUN = "对照表"


@dataclass(frozen=True, slots=True)
class Compared:
    """The adjustment between two drafts, and the findings about it."""

    adjustment: Adjustment
    findings: tuple[Finding, ...]


def compare_drafts(programme: Programme, old: Draft, new: Draft) -> Compared:
    """Compare the projects of two drafts; raises AppError for drafts of different programmes."""
    if old.programme != new.programme:
        raise AppError("两份草稿不是同一个申报事项,不能对照;请选择同一事项的两份草稿。")
    found = adjustment(programme, old, new)
    return Compared(found, tuple(adjustment_findings(programme, new, found)))


def write_adjustment(
    programme: Programme, draft: Draft, found: Adjustment, out: Path, standing: str = ""
) -> None:
    """Write the table of a comparison with `draft`, of which `standing` is what its pages say.

    The name's ending says whether for Word, as a PDF or for Excel. Never replaces a file that
    exists.
    """
    kind = kind_of(out, _NOUN)
    document = compose_adjustment(programme, draft, found, standing)
    write_new(out, _NOUN, lambda path: write_as(kind, document, path))
