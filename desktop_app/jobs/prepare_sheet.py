"""先准备好这些 as a file: the list to tick off, and the days backwards from the deadline."""

from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import due
from desktop_app.documents.compose_prepare import TITLE, compose_prepare
from desktop_app.jobs.one_paper import kind_of, write_new
from desktop_app.jobs.papers import EDITABLE, write_as
from desktop_app.jobs.workdays import has_holidays, plan_of

NOUN = f"《{TITLE}》"


def write_prepare(programme: Programme, draft: Draft, path: Path) -> None:
    """Write the sheet as .docx or .pdf, by the name's ending.

    Never replaces a file that exists; raises AppError when the file cannot be written.
    """
    kind = kind_of(path, NOUN, EDITABLE)
    plan = plan_of(programme, draft)
    knows = plan is None or has_holidays(plan)
    document = compose_prepare(programme, due(programme, draft), plan, has_holidays=knows)
    write_new(path, NOUN, lambda out: write_as(kind, document, out))
