"""先看一眼: one document of a draft as its PDF, before any bundle is built."""

from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.papers import paper_of, write_as
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
