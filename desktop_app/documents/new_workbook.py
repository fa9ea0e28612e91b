"""A workbook being written: beside its place, with the same properties every time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from desktop_app.documents.clean import clean
from desktop_app.documents.files import replacing
from desktop_app.temporary import TemporaryFolder

# The same content gives the same bytes, whenever it is written.
_FIXED_DATE = datetime(2000, 1, 1)


@contextmanager
def new_workbook(
    path: Path, title: str, author: str, mark: str, options: Mapping[str, bool] | None = None
) -> Iterator[xlsxwriter.Workbook]:
    """The workbook to fill; what stood at `path` before is replaced when all is written.

    Raises OSError when it cannot be.
    """
    # The library writes each part of the workbook into a file of its own first.
    with replacing(path) as temporary, TemporaryFolder() as parts:
        book = xlsxwriter.Workbook(str(temporary), {**(options or {}), "tmpdir": str(parts)})
        book.set_properties(
            {
                "title": clean(title),
                "author": clean(author),
                "comments": clean(mark),
                "created": _FIXED_DATE,
            }
        )
        yield book
        try:
            book.close()
        except FileCreateError as reason:
            raise OSError(str(reason)) from reason
