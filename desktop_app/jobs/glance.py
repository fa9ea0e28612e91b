"""先看一眼: one document of a draft as its PDF, before any bundle is built."""

from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.papers import PaperView
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_paper import compose_paper, marks_of
from desktop_app.errors import AppError
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.papers import PREVIEW_MARK, paper_of, write_as
from desktop_app.jobs.progress import Report, quiet


def glance(
    programme: Programme, draft: Draft, form: str, folder: Path, report: Report = quiet
) -> Path:
    """Write the plan or the summary, every page marked 草稿, into a folder; returns the file.

    It has the pages of the bundle's own. Raises AppError when it cannot be written.
    """
    report(0, 2, "排版")
    paper = paper_of(programme, draft, form, preview=True)
    report(1, 2, paper.title)
    path = folder / f"{safe_name(paper.document.title)}.pdf"
    write_as("pdf", paper.document, path)
    return path


def glance_at_paper(
    programme: Programme,
    draft: Draft,
    paper_id: str,
    row_id: str,
    folder: Path,
    report: Report = quiet,
) -> Path:
    """Write a further paper, that of one row where it is made for each, every page marked 草稿,
    into a folder; returns the file.

    Raises AppError when there is no such row any more, or it cannot be written.
    """
    report(0, 2, "排版")
    paper = next(one for one in programme.papers if one.id == paper_id)
    subject = Subject(programme, draft)
    view = PaperView(subject, paper)
    try:
        row = view.row(row_id) if row_id else None
    except KeyError as reason:
        raise AppError("这一行已经删去,不能预览;请另选一行。") from reason
    document = compose_paper(view, marks_of(subject, PREVIEW_MARK), row)
    report(1, 2, document.title)
    path = folder / f"{safe_name(f'{paper.id} {row_id}')}.pdf"
    write_as("pdf", document, path)
    return path
