"""Opening drafts for commands: the file, its programme, who works on it, copies in between."""

import argparse
import getpass
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.errors import AppError


class opened:  # noqa: N801 - used as a statement: with opened(options) as (file, programme)
    """The draft file of a command with its programme, closed at the end."""

    def __init__(self, options: argparse.Namespace, read_only: bool = False) -> None:
        self._options = options
        self._read_only = read_only

    def __enter__(self) -> tuple[Any, Any]:
        from desktop_app.jobs.packs import load_for
        from desktop_app.storage.draft_file import open_draft
        from desktop_app.storage.snapshots import ON_OPENING

        self._file = open_draft(
            self._options.draft,
            author=author_of(self._options),
            now=datetime.now,
            read_only=self._read_only,
        )
        try:
            programme = load_for(self._file.draft)
        except AppError:
            self._file.close()
            raise
        notice(self._file.notice)
        if not self._read_only:
            keep_copy(self._file, ON_OPENING)
        return self._file, programme

    def __exit__(self, *reason: Any) -> None:
        self._file.__exit__(*reason)


def opened_to_read(path: Path) -> Any:
    """The draft file at a path, as it was saved last; to be closed."""
    from desktop_app.storage.draft_file import open_draft

    return open_draft(path, author="", now=datetime.now, read_only=True)


def read_draft(path: Path) -> Any:
    """The draft at a path, as it was saved last."""
    with opened_to_read(path) as file:
        return file.draft


def author_of(options: argparse.Namespace) -> str:
    """Who works on the draft: the name given, else that of the account."""
    given: str = getattr(options, "author", "")
    try:
        return given or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def keep_copy(file: Any, why: str) -> None:
    """A copy among the backups; what is wrong with them is told and holds nothing up."""
    from desktop_app.jobs.backups import keep

    notice(keep(file, why, datetime.now()))


def notice(sentence: str) -> None:
    """Tell something beside the result of a command."""
    if sentence:
        print(sentence, file=sys.stderr)  # noqa: T201
