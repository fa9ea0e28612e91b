"""Sendings: which paper goes out in which set, in how many copies, and how large a mail grows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.copies import both, originals_of
from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Deliverable, Format, Letter, Sending
from desktop_app.core.pack_papers import Paper
from desktop_app.core.programme import Programme
from desktop_app.core.shown import filled, read

LETTER = "letter:"
LETTER_FORMATS: tuple[Format, ...] = ("docx", "pdf")
WAYS = {"post": "邮寄", "hand": "专人送达", "mail": "电子邮件"}
FORMATS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
# MIME writes three bytes as four signs, and a line of 76 of them ends with two more.
_SIGNS_A_LINE = 76
_LINE_END = 2
MB = 1024 * 1024
# A paper of its own is at most in Word, PDF and Excel; more files are those of rows.
MOST_LISTED = 3
_FILLED = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Copies:
    """In how many copies a paper is printed: for each set that goes out on paper by its title, and
    how many are only sealed and scanned."""

    sets: tuple[tuple[str, int], ...] = ()
    scanned: int = 0

    @property
    def sent(self) -> int:
        return sum(count for _, count in self.sets)


def on_paper(programme: Programme) -> tuple[Sending, ...]:
    """The sets that go out on paper."""
    return tuple(one for one in programme.about.sending if one.way != "mail")


def mails(programme: Programme) -> tuple[Sending, ...]:
    """The sets that go out as a mail."""
    return tuple(one for one in programme.about.sending if one.way == "mail")


def sending_copies(programme: Programme, draft: Draft, sending: Sending, own: int) -> int:
    """How many copies of each paper a set on paper holds: what the office has set, else the
    paper's `own` number."""
    field = programme.field(sending.copies_at) if sending.copies_at else None
    if field is not None:
        count = read(programme, field, draft.values.get(sending.copies_at, ""))
        if isinstance(count, int) and not isinstance(count, bool) and count > 0:
            return count
    return max(own, 1)


def copies_of_paper(programme: Programme, draft: Draft, paper_id: str, own: int) -> Copies:
    """How many copies of a paper are printed, `own` being what its form says.

    One that goes out on paper is scanned before it goes; one that goes by mail alone is printed
    once, to be sealed and scanned; a paper for each row only where it is sealed.
    """
    sets = tuple(
        (one.title, sending_copies(programme, draft, one, own))
        for one in on_paper(programme)
        if paper_id in one.papers
    )
    is_scanned = any(
        is_stamped(programme, one, paper_id) for one in mails(programme) if paper_id in one.papers
    )
    return Copies(sets, 1 if is_scanned and not sets else 0)


def print_place(programme: Programme, paper_id: str) -> int:
    """Where a paper stands among those that are printed: as the sets name them, first those that
    go out on paper."""
    ordered = [one for sending in on_paper(programme) for one in sending.papers]
    ordered += [one for sending in mails(programme) for one in sending.papers]
    return ordered.index(paper_id) if paper_id in ordered else len(ordered)


def copies_sent(programme: Programme, draft: Draft, sending: Sending, paper_id: str) -> int:
    """How many copies of one of its papers a set on paper holds, by the pack and the draft."""
    return sending_copies(programme, draft, sending, _own_copies(programme, paper_id))


def originals_sent(programme: Programme, draft: Draft, sending: Sending, paper_id: str) -> int:
    """How many of those copies are originals (正本)."""
    record = _record(programme, paper_id)
    copies = copies_sent(programme, draft, sending, paper_id)
    return 0 if record is None else originals_of(copies, record.originals)


def asked_on_paper(programme: Programme, draft: Draft, sending: Sending, paper_id: str) -> str:
    """「正本1份、副本4份,加盖公章,盖骑缝章」: how a set on paper holds one of its papers."""
    copies = copies_sent(programme, draft, sending, paper_id)
    told = both(copies, originals_sent(programme, draft, sending, paper_id)) or f"{copies} 份"
    record = _record(programme, paper_id)
    return ",".join((told, *(() if record is None else seals_asked(record))))


def seals_asked(record: Deliverable | Letter | Paper) -> tuple[str, ...]:
    """How a paper is sealed, in the pack's words; nothing where it is not."""
    if isinstance(record, Letter):
        return ("盖章",) if record.signed and record.layout == "letter" else ()
    told = (record.seal or "盖章",) if record.sealed else ()
    is_seam = isinstance(record, Deliverable) and record.seam and "骑缝" not in record.seal
    return (*told, "盖骑缝章") if is_seam else told


def _own_copies(programme: Programme, paper_id: str) -> int:
    record = _record(programme, paper_id)
    return 1 if record is None else record.copies


def _record(programme: Programme, paper_id: str) -> Deliverable | Letter | Paper | None:
    """What the pack says of a paper of a set."""
    for one in programme.about.deliverable:
        if one.form == paper_id:
            return one
    return letter_of(programme, paper_id) or further_paper(programme, paper_id)


def further_paper(programme: Programme, paper_id: str) -> Paper | None:
    """The paper of papers.toml with this id."""
    return next((one for one in programme.papers if one.id == paper_id), None)


def is_stamped(programme: Programme, sending: Sending, paper_id: str) -> bool:
    """Whether a mail wants a paper as a scan of the sealed one. A paper for each row is asked for
    by its own word: hundreds of sheets without a seal are not scanned."""
    paper = further_paper(programme, paper_id)
    return sending.stamped and (paper is None or not paper.each or paper.sealed)


def sends_joined(sending: Sending, paper: Paper) -> bool:
    """Whether a set holds the one PDF of a paper that is made for each row: on paper always, in a
    mail where it says so, or where none of the rows' own files would go."""
    if paper.id not in sending.papers:
        return False
    if sending.way != "mail" or sending.rows == "joined":
        return True
    return sending.stamped and (paper.sealed or not set(sending.formats) & set(paper.formats))


def row_kinds(sending: Sending, paper: Paper) -> tuple[Format, ...]:
    """The formats in which a mail holds each row's own file of a paper."""
    if sending.way != "mail" or sending.rows != "files":
        return ()
    return tuple(kind for kind in sending.formats if kind in paper.formats)


def is_joined(programme: Programme, paper: Paper) -> bool:
    """Whether all papers of the rows are put into one more PDF: to print they always are."""
    if not paper.each:
        return False
    sets = programme.about.sending
    is_printed = paper.copies > 0 and not sets
    return paper.joined or is_printed or any(sends_joined(one, paper) for one in sets)


def attached_as(files: Sequence[str]) -> tuple[str, ...]:
    """The names under which files of a bundle are attached, no two alike: their own without the
    folder, and of one name in two folders the later with its folder's."""
    taken: set[str] = set()
    names: list[str] = []
    for file in files:
        folder, _, name = file.rpartition("/")
        stem, dot, kind = name.rpartition(".")
        number = 1
        while name.casefold() in taken:
            told = folder.replace("/", "_") + (str(number) if number > 1 else "")
            name = f"{stem}（{told}）{dot}{kind}"
            number += 1
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def paper_title(programme: Programme, draft: Draft | None, paper_id: str) -> str:
    """What lists call a paper of a set; without a draft the blanks of a letter's title stay out."""
    for one in programme.about.deliverable:
        if one.form == paper_id:
            return one.title
    letter = letter_of(programme, paper_id)
    if letter is not None:
        return _titled(programme, draft, letter.title)
    return next((one.name for one in programme.papers if one.id == paper_id), paper_id)


def letter_of(programme: Programme, paper_id: str) -> Letter | None:
    """The letter that an id such as letter:application names."""
    name = paper_id.removeprefix(LETTER)
    known = programme.letters if paper_id.startswith(LETTER) else ()
    return next((one for one in known if one.id == name), None)


def subject_of(programme: Programme, draft: Draft, sending: Sending) -> str:
    """The subject of a mail, as the notice fixes it, with the draft's own names."""
    return filled(programme, draft, sending.subject)


def message_of(programme: Programme, draft: Draft, sending: Sending) -> str:
    """The text of a mail, ready to copy; what is attached is listed below it."""
    return filled(programme, draft, sending.message).strip("\n") + "\n"


def attached_list(papers: Sequence[tuple[str, str, Sequence[str]]]) -> str:
    """The list of attached files at the end of a message, of papers as title, name of the scan and
    files; the many files of one paper are one line."""
    sources = [file for _, _, files in papers for file in files]
    names = dict(zip(sources, attached_as(sources), strict=True))
    lines: list[str] = []
    for title, stamped, files in papers:
        lines += [stamped] if stamped else []
        is_many = len(files) > MOST_LISTED
        lines += [f"{title}（{len(files)}个文件）"] if is_many else [names[one] for one in files]
    many = len(sources) + sum(bool(stamped) for _, stamped, _ in papers)
    listed = "\n".join(f"{n}.{line}" for n, line in enumerate(lines, start=1))
    return f"\n附件（{many}个）：\n{listed}\n"


def formats_of(programme: Programme, paper_id: str) -> tuple[Format, ...] | None:
    """The formats that a paper of a set is made in; None where the pack has no such paper."""
    for one in programme.about.deliverable:
        if one.form == paper_id:
            return one.formats
    letter = letter_of(programme, paper_id)
    if letter is not None and letter.goes_with == "alone" and letter.layout == "letter":
        return LETTER_FORMATS
    further = further_paper(programme, paper_id)
    return None if further is None else further.formats


def asked_formats(programme: Programme, sending: Sending, papers: Sequence[str] = ()) -> str:
    """「加盖公章的PDF版和可编辑电子版(Word、Excel)」: what a mail holds of the given papers, of all
    of its papers without any."""
    of_rows = further_paper(programme, papers[0]) if len(papers) == 1 else None
    if of_rows is not None and of_rows.each:
        return _asked_of_rows(sending, of_rows)
    made = {kind for one in papers or sending.papers for kind in formats_of(programme, one) or ()}
    kinds = [kind for kind in sending.formats if kind in made]
    editable = "、".join(FORMATS[kind] for kind in kinds if kind != "pdf")
    has_pdf = sending.stamped or "pdf" in kinds
    told = ["加盖公章的PDF版" if sending.stamped else "PDF版"] if has_pdf else []
    told += [f"可编辑电子版({editable})"] if editable else []
    return "和".join(told)


def _asked_of_rows(sending: Sending, paper: Paper) -> str:
    """「每行一份(Word、PDF)」 or 「合订PDF版」: what a mail holds of a paper for each row."""
    told: list[str] = []
    if sends_joined(sending, paper):
        is_sealed = sending.stamped and paper.sealed
        told.append("加盖公章的合订PDF版" if is_sealed else "合订PDF版")
    if kinds := row_kinds(sending, paper):
        told.append(f"每行一份({'、'.join(FORMATS[kind] for kind in kinds)})")
    return "和".join(told)


def mailed_size(sizes: Sequence[int]) -> int:
    """The bytes that files of these sizes take in a mail."""
    encoded = [(size + 2) // 3 * 4 for size in sizes]
    return sum(size + -(-size // _SIGNS_A_LINE) * _LINE_END for size in encoded)


def in_mb(size: float) -> str:
    """「18.3 MB」"""
    return f"{size / MB:.1f} MB"


def _titled(programme: Programme, draft: Draft | None, title: str) -> str:
    if draft is None:
        return _FILLED.sub("", title).strip()
    return filled(programme, draft, title)
