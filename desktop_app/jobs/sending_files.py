"""What a bundle holds for its sendings: a folder for each mail, the sheet 报送清单, and what the
manifest says, so that a mail can be made ready later from the bundle alone."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Sending
from desktop_app.core.pack_papers import Paper as PackPaper
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import (
    attached_as,
    attached_list,
    is_stamped,
    mails,
    message_of,
    row_kinds,
    sending_copies,
    sends_joined,
    subject_of,
)
from desktop_app.documents.compose_handover import Handed
from desktop_app.documents.compose_sendings import Gone, SetToSend, compose_sendings
from desktop_app.documents.print_sets import PrintWish
from desktop_app.documents.tree import Document
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.further_papers import Further, RowPapers
from desktop_app.jobs.papers import Paper, Written, sets_of

SUBJECT = "邮件标题.txt"
MESSAGE = "邮件正文.txt"
ATTACHED = "附件"
STAMPED = "（盖章）.pdf"


@dataclass(frozen=True, slots=True)
class MailFolder:
    """The folder of a mail in the bundle: the names of its files there."""

    sending: Sending
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """One paper of a set: of a mail also the names of its files in the bundle, and under which name
    its scan goes out ("" where none does). `pdf` and `pages` are those of what is printed; for so
    many `rows` it was made, 0 for a paper that is none of theirs."""

    id: str
    title: str
    paper: PackPaper | Paper
    pdf: str = ""
    pages: int = 0
    stamped: str = ""
    files: tuple[str, ...] = ()
    rows: int = 0


def papers_sent(
    programme: Programme, sending: Sending, written: Sequence[Written], further: Further
) -> list[Sent]:
    """The papers of a set, in the order of the set; none for a paper that no row has."""
    known = {one.paper.id: one for one in written if one.paper.id}
    of_rows = {one.paper.id: one for one in further.per_row}
    found: list[Sent] = []
    for name in sending.papers:
        is_scan = is_stamped(programme, sending, name)
        if name in of_rows:
            found += _rows_sent(sending, of_rows[name], is_scan=is_scan)
        elif name in known:
            one = known[name]
            files = tuple(one.files[kind] for kind in sending.formats if kind in one.files)
            found.append(
                Sent(
                    name,
                    one.paper.title,
                    one.paper,
                    one.files.get("pdf", ""),
                    one.printed.pages if one.printed else 0,
                    one.files["pdf"] if is_scan else "",
                    files,
                )
            )
    return _named_scans(found)


def _named_scans(sent: Sequence[Sent]) -> list[Sent]:
    """What the scans of sealed papers are called when they go out, no two alike."""
    scanned = [one.pdf for one in sent if one.stamped]
    names = dict(zip(scanned, attached_as(scanned), strict=True))
    return [
        replace(one, stamped=Path(names[one.pdf]).stem + STAMPED) if one.stamped else one
        for one in sent
    ]


def _rows_sent(sending: Sending, papers: RowPapers, *, is_scan: bool) -> Iterator[Sent]:
    if not papers.made:
        return
    kinds = row_kinds(sending, papers.paper)
    files = [one.files[kind] for one in papers.made for kind in kinds]
    name, rows, whole = papers.paper.name, len(papers.made), papers.whole
    if whole is None or not sends_joined(sending, papers.paper):
        yield Sent(papers.paper.id, name, papers.paper, files=tuple(files), rows=rows)
        return
    if not is_scan:
        files.append(whole.files["pdf"])
    yield Sent(
        papers.paper.id,
        whole.paper.title if sending.way != "mail" else name,
        whole.paper,
        whole.files["pdf"],
        whole.printed.pages if whole.printed else 0,
        whole.files["pdf"] if is_scan else "",
        tuple(files),
        rows,
    )


def write_mail_folders(
    programme: Programme,
    draft: Draft,
    written: Sequence[Written],
    further: Further,
    root: Path,
) -> list[MailFolder]:
    """A folder for each mail: the editable files under the names that go out, subject, message."""
    found: list[MailFolder] = []
    for sending in mails(programme):
        folder = root / safe_name(sending.title)
        folder.mkdir(exist_ok=True)
        sent = papers_sent(programme, sending, written, further)
        sources = [name for one in sent for name in one.files]
        files: list[str] = []
        for source, name in zip(sources, attached_as(sources), strict=True):
            shutil.copyfile(root / source, folder / name)
            files.append(f"{folder.name}/{name}")
        listed = attached_list([(one.title, one.stamped, one.files) for one in sent])
        texts = (
            (SUBJECT, subject_of(programme, draft, sending)),
            (MESSAGE, message_of(programme, draft, sending) + listed),
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
    further: Further,
    root: Path,
    wish: PrintWish,
    watermark: str = "",
    standing: str = "",
) -> Document:
    """报送清单, for a pack that tells sets apart."""
    sets = [
        SetToSend(
            sending,
            tuple(
                _gone(programme, draft, sending, one, root, wish)
                for one in papers_sent(programme, sending, written, further)
            ),
        )
        for sending in programme.about.sending
    ]
    return compose_sendings(programme, draft, sets, watermark, standing)


def manifest_lines(
    programme: Programme, draft: Draft, written: Sequence[Written], further: Further
) -> dict[str, object]:
    """What the manifest says of the mails: enough to make them ready; nothing without any."""
    lines = [_line(programme, draft, sending, written, further) for sending in mails(programme)]
    return {"mails": lines} if lines else {}


def _line(
    programme: Programme,
    draft: Draft,
    sending: Sending,
    written: Sequence[Written],
    further: Further,
) -> Mapping[str, object]:
    papers = [
        {
            "id": one.id,
            "title": one.title,
            "pages": one.pages,
            "pdf": one.pdf,
            "stamped": one.stamped,
            "files": list(one.files),
        }
        for one in papers_sent(programme, sending, written, further)
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


def _gone(
    programme: Programme,
    draft: Draft,
    sending: Sending,
    one: Sent,
    root: Path,
    wish: PrintWish,
) -> Gone:
    paper = one.paper
    if sending.way != "mail":
        own = sending_copies(programme, draft, sending, paper.copies)
        sets = sets_of(paper, wish) if isinstance(paper, Paper) else ()
        copies = dict(sets).get(sending.title, own)
        handed = Handed(one.title, copies, one.pages, paper.sealed, paper.clause, paper.originals)
        return Gone(handed)
    kinds = dict.fromkeys(Path(name).suffix.removeprefix(".") for name in one.files)
    is_joined = bool(one.rows) and one.pdf in one.files
    return Gone(
        Handed(one.title, 0, one.pages, paper.sealed, paper.clause),
        tuple(kind for kind in kinds if not (kind == "pdf" and is_joined)),
        tuple((root / name).stat().st_size for name in one.files),
        "scan" if one.stamped else "joined" if is_joined else "file" if "pdf" in kinds else "none",
        one.rows,
    )
