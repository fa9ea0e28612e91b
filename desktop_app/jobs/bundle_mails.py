"""The mails that a bundle's manifest tells of: to whom, and which of its files go with each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.core.sendings import attached_as, attached_list
from desktop_app.errors import AppError
from desktop_app.jobs.read_bundle import manifest_of, opened_bundle


@dataclass(frozen=True, slots=True)
class MailPaper:
    """One paper of a mail: its sealed pages found of those it has, the name under which the scan
    goes out ("" where none is asked), and its other files in the bundle."""

    id: str
    title: str
    pages: int
    stamped: str
    files: tuple[str, ...]
    document: int = 0
    found: int = 0
    missing: tuple[int, ...] = ()
    is_ready: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as the bundle tells it; `largest` is in MB, None without a bound."""

    id: str
    title: str
    recipient: str
    address: str
    subject: str
    message: str
    largest: float | None
    hint: str
    clause: str
    papers: tuple[MailPaper, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of everything that is attached, in order."""
        called = self.called
        return tuple(
            name
            for one in self.papers
            for name in (
                *((one.stamped,) if one.stamped else ()),
                *(called[file] for file in one.files),
            )
        )

    @property
    def called(self) -> dict[str, str]:
        """Under which name each file of the bundle is attached."""
        files = [file for one in self.papers for file in one.files]
        return dict(zip(files, attached_as(files), strict=True))

    @property
    def text(self) -> str:
        """The message with the list of what is attached."""
        listed = attached_list([(one.title, one.stamped, one.files) for one in self.papers])
        return self.message.rstrip("\n") + "\n" + listed


def mails_of(bundle: Path) -> tuple[Mail, ...]:
    """The mails that a bundle (folder or zip) is to be sent with; empty for one without any.

    Raises AppError for what is no bundle.
    """
    with opened_bundle(bundle) as folder:
        return mails_told(manifest_of(folder), bundle)


def mails_told(manifest: Mapping[str, Any], bundle: Path) -> tuple[Mail, ...]:
    """The mails of a bundle's manifest; AppError where it is not whole."""
    numbers = {str(one["file"]): int(one.get("document", 0)) for one in manifest["files"]}
    try:
        return tuple(_mail(one, numbers) for one in manifest.get("mails", ()))
    except (KeyError, TypeError, ValueError) as reason:
        raise AppError(f"「{bundle.name}」的清单不完整,不能发邮件;请重新成册。") from reason


def _mail(told: Mapping[str, Any], numbers: Mapping[str, int]) -> Mail:
    largest = told["largest"]
    return Mail(
        str(told["id"]),
        str(told["title"]),
        str(told["recipient"]),
        str(told["address"]),
        str(told["subject"]),
        str(told["message"]),
        None if largest is None else float(largest),
        str(told["hint"]),
        str(told["clause"]),
        tuple(
            MailPaper(
                str(one["id"]),
                str(one["title"]),
                int(one["pages"]),
                _base(str(one["stamped"])),
                tuple(str(name) for name in one["files"]),
                numbers.get(str(one["pdf"]), 0),
            )
            for one in told["papers"]
        ),
    )


def _base(name: str) -> str:
    return name.rsplit("/", 1)[-1]
