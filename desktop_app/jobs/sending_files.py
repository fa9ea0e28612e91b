"""What a bundle holds for its sendings: a folder for each mail, the sheet 报送清单, and what the
manifest says, so that a mail can be made ready later from the bundle alone."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme, Sending
from desktop_app.core.sendings import attached_list, mails, message_of, sending_copies, subject_of
from desktop_app.documents.compose_sendings import Gone, SetToSend, compose_sendings
from desktop_app.documents.print_sets import PrintWish
from desktop_app.documents.tree import Document
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.papers import Written, sets_of

SUBJECT = "邮件标题.txt"
MESSAGE = "邮件正文.txt"
ATTACHED = "附件"
ATTACHED = "附件"
STAMPED = "（盖章）.pdf"


@dataclass(frozen=True, slots=True)
class MailFolder:
    """The folder of a mail in the bundle: the names of its files there."""

    sending: Sending
    files: tuple[str, ...]


def write_mail_folders(
    programme: Programme, draft: Draft, written: Sequence[Written], root: Path
) -> list[MailFolder]:
    """A folder for each mail: the editable files under the names that go out, subject, message."""
    found: list[MailFolder] = []
    for sending in mails(programme):
        folder = root / safe_name(sending.title)
        folder.mkdir(exist_ok=True)
        files: list[str] = []
        attached: list[str] = []
        for one in _of(sending, written):
            if sending.stamped:
                attached.append(stamped_name(one))
            for kind in _sent_kinds(sending, one):
                name = Path(one.files[kind]).name
                shutil.copyfile(root / one.files[kind], folder / name)
                files.append(f"{folder.name}/{name}")
                attached.append(name)
        texts = (
            (SUBJECT, subject_of(programme, draft, sending)),
            (MESSAGE, message_of(programme, draft, sending) + attached_list(attached)),
        )
        for name, text in texts:
            write_text(folder / name, text)
            files.append(f"{folder.name}/{name}")
        found.append(MailFolder(sending, tuple(files)))
    return found


def write_text(path: Path, text: str) -> None:
    """A text to copy from; with the line ends that every notepad knows."""
    path.write_bytes(text.replace("\n", "\r\n").encode())


def sending_sheet(
    programme: Programme,
    draft: Draft,
    written: Sequence[Written],
    root: Path,
    wish: PrintWish,
    watermark: str = "",
    standing: str = "",
) -> Document | None:
    """报送清单; None where the pack does not tell sets apart."""
    sets = [
        SetToSend(
            sending,
            tuple(
                _gone(programme, draft, sending, one, root, wish) for one in _of(sending, written)
            ),
        )
        for sending in programme.about.sending
    ]
    return compose_sendings(programme, draft, sets, watermark, standing) if sets else None


def manifest_lines(
    programme: Programme, draft: Draft, written: Sequence[Written]
) -> dict[str, object]:
    """What the manifest says of the mails: enough to make them ready; nothing without any."""
    lines = [_line(programme, draft, sending, written) for sending in mails(programme)]
    return {"mails": lines} if lines else {}


def stamped_name(one: Written) -> str:
    """What the scan of a sealed paper is called when it goes out."""
    return Path(one.files["pdf"]).stem + STAMPED


def _line(
    programme: Programme, draft: Draft, sending: Sending, written: Sequence[Written]
) -> Mapping[str, object]:
    papers = [
        {
            "id": one.paper.id,
            "title": one.paper.title,
            "pages": one.printed.pages if one.printed else 0,
            "pdf": one.files.get("pdf", ""),
            "stamped": stamped_name(one) if sending.stamped else "",
            "files": [one.files[kind] for kind in _sent_kinds(sending, one)],
        }
        for one in _of(sending, written)
    ]
    return {
        "id": sending.id,
        "title": sending.title,
        "recipient": sending.recipient,
        "address": sending.address,
        "subject": subject_of(programme, draft, sending),
        "message": message_of(programme, draft, sending),
        "largest": sending.largest,
        "hint": sending.hint,
        "clause": sending.clause,
        "papers": papers,
    }


def _of(sending: Sending, written: Sequence[Written]) -> list[Written]:
    """The papers of a set, in the order of the set."""
    known = {one.paper.id: one for one in written if one.paper.id}
    return [known[paper] for paper in sending.papers if paper in known]


def _sent_kinds(sending: Sending, one: Written) -> list[str]:
    return [kind for kind in sending.formats if kind in one.files]


def _gone(
    programme: Programme,
    draft: Draft,
    sending: Sending,
    one: Written,
    root: Path,
    wish: PrintWish,
) -> Gone:
    paper = one.paper
    pages = one.printed.pages if one.printed else 0
    if sending.way != "mail":
        own = sending_copies(programme, draft, sending, paper.copies)
        copies = dict(sets_of(paper, wish)).get(sending.title, own)
        return Gone(paper.title, copies, pages, paper.sealed, paper.clause)
    kinds = _sent_kinds(sending, one)
    sizes = tuple((root / one.files[kind]).stat().st_size for kind in kinds)
    return Gone(paper.title, 0, pages, paper.sealed, paper.clause, tuple(kinds), sizes)
