"""A sealed paper as a file of its own: its pages taken out of whatever was scanned together."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from desktop_app.documents.files import pdf_bytes


def taken_pages(pages: Sequence[tuple[Path, int]]) -> bytes:
    """A PDF of the given pages (file, number from 1) in order, as they were scanned.

    The same pages give the same bytes.
    """
    import pikepdf

    with ExitStack() as opened, pikepdf.new() as made:
        sources = {
            path: opened.enter_context(pikepdf.open(path))
            for path in dict.fromkeys(path for path, _ in pages)
        }
        for path, number in pages:
            made.pages.append(sources[path].pages[number - 1])
        made.remove_unreferenced_resources()
        return pdf_bytes(made)
