"""An audit as a paper: one page for the leader (Word, PDF), a list to work through (Excel)."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.findings import Audit
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_audit import compose_audit, compose_register
from desktop_app.documents.tree import Document, Section, Spacer
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.documents.write_register import write_register
from desktop_app.jobs.one_paper import kind_of, write_new
from desktop_app.jobs.papers import write_as
from desktop_app.temporary import TemporaryFolder

NOUN = "核对报告"
# More findings than these stand on no page, however short they are.
_MOST = 40
# Room that is left on the page: Word and WPS set a line here and there otherwise than we do.
_RESERVE = 1.5


def write_audit(
    programme: Programme,
    draft: Draft,
    audit: Audit,
    path: Path,
    standing: str = "",
    now: Callable[[], datetime] = datetime.now,
) -> None:
    """Write an audit of `draft`, of which `standing` is what its pages say.

    The name's ending says what: .xlsx is the list of all findings, .docx and .pdf the one page for
    the leader. Never replaces a file that exists; raises AppError when the file cannot be written.
    """
    kind = kind_of(path, NOUN)
    day = now().date()
    if kind == "xlsx":
        register = compose_register(programme, draft, audit, day, standing)
        write_new(path, NOUN, lambda out: write_register(register, out))
        return
    write_new(
        path, NOUN, lambda out: write_as(kind, _page(programme, draft, audit, day, standing), out)
    )


def _page(programme: Programme, draft: Draft, audit: Audit, day: date, standing: str) -> Document:
    """The report with as many findings as its one page holds, found by setting it."""
    fits, too_many = 0, min(len(audit.findings), _MOST) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if _is_one_page(compose_audit(programme, draft, audit, day, standing, middle)):
            fits = middle
        else:
            too_many = middle
    return compose_audit(programme, draft, audit, day, standing, fits)


def _is_one_page(document: Document) -> bool:
    (section,) = document.sections
    roomy = Section((*section.blocks, Spacer(_RESERVE)))
    with TemporaryFolder() as folder:
        trial = folder / "trial.pdf"
        return write_pdf(Document(document.title, (roomy,), document.mark), trial).pages == 1
