"""The papers of a bundle: what is composed, in which formats, and how it goes out on paper.

`write_paper` is the one way a paper becomes files: what is looked at, printed and handed in are
the same bytes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.core.copies import standing_of
from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Format
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import LETTER, copies_of_paper, print_place
from desktop_app.documents.compose_letters import compose_letter
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.print_sets import PrintWish
from desktop_app.documents.printed import Printed
from desktop_app.documents.tree import Document
from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.documents.write_xlsx import write_xlsx
from desktop_app.errors import AppError
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.garbage import give_back
from desktop_app.paths import free_stem

PREVIEW_MARK = "草稿"
LETTERS = "函件"
SCANNING = "盖章扫描用"
INTERNAL = "内部"
EDITABLE: tuple[Format, ...] = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a bundle. `folder` is where its files lie in the bundle, "" for its root.

    `copies` is how many go into the parcel on paper, 0 for what stays in the house; the first
    `originals` of them, in each set, are 正本. `title` is
    what lists call it; `form` is "plan" or "summary" for the deliverables. `id` is what the pack's
    sendings call it; `sets` are the titles and copies of the sets on paper it goes out in, and
    `scanned` is how many copies are printed only to be sealed and scanned.
    """

    document: Document
    formats: tuple[Format, ...]
    title: str
    folder: str = ""
    form: str = ""
    copies: int = 0
    originals: int = 0
    sealed: bool = False
    seal: str = ""
    seam: bool = False
    clause: str = ""
    id: str = ""
    sets: tuple[tuple[str, int], ...] = ()
    scanned: int = 0

    @property
    def is_printed(self) -> bool:
        return bool(self.copies or self.scanned)


@dataclass(frozen=True, slots=True)
class Written:
    """The files of a paper, as names relative to the bundle, and what its PDF tells of its pages.

    `printed` is None for a paper without a PDF.
    """

    paper: Paper
    files: dict[str, str]
    printed: Printed | None


def deliverables(
    programme: Programme, draft: Draft, watermark: str = "", standing: str = ""
) -> list[Paper]:
    """What the notice asks for: plan and summary, in the order of the pack."""
    composed = {
        "plan": compose_plan(programme, draft, watermark, standing),
        "summary": compose_summary(programme, draft, watermark, standing),
    }
    papers = [
        Paper(
            composed[one.form],
            one.formats,
            one.title,
            form=one.form,
            copies=one.copies,
            originals=one.originals,
            sealed=one.sealed,
            seal=one.seal,
            seam=one.seam,
            clause=one.clause,
            id=one.form,
        )
        for one in programme.about.deliverable
    ]
    return [as_sent(programme, draft, one) for one in papers]


def as_sent(programme: Programme, draft: Draft, paper: Paper) -> Paper:
    """The paper in as many copies as the pack's sendings want of it; as it is without any."""
    if not programme.about.sending:
        return paper
    copies = copies_of_paper(programme, draft, paper.id, paper.copies)
    return replace(paper, copies=copies.sent, sets=copies.sets, scanned=copies.scanned)


def in_print_order(programme: Programme, papers: Iterable[Paper]) -> list[Paper]:
    """The papers in the order in which their marks count them: as the pack's sendings name them."""
    if not programme.about.sending:
        return list(papers)
    return sorted(papers, key=lambda one: print_place(programme, one.id))


def letters(
    programme: Programme, draft: Draft, watermark: str = "", standing: str = ""
) -> list[Paper]:
    """The pack's letters that go alone; a label is stuck on the parcel and counts as no paper."""
    found: list[Paper] = []
    for letter in programme.letters:
        if letter.goes_with != "alone":
            continue
        document = compose_letter(programme, draft, letter, watermark, standing)
        copies = 0 if letter.layout == "label" else letter.copies
        paper = Paper(
            document,
            EDITABLE,
            document.title,
            LETTERS,
            copies=copies,
            originals=letter.originals,
            sealed=bool(letter.signed),
            clause=letter.clause,
            id=f"{LETTER}{letter.id}",
        )
        found.append(paper if letter.layout == "label" else as_sent(programme, draft, paper))
    return found


def paper_of(
    programme: Programme, draft: Draft, form: str, *, preview: bool = False, standing: str = ""
) -> Paper:
    """The deliverable that prints a form; `preview` marks its pages 草稿.

    Raises AppError when the programme asks for no such document.
    """
    watermark = PREVIEW_MARK if preview else ""
    for one in deliverables(programme, draft, watermark, standing):
        if one.form == form:
            return one
    raise AppError("这个申报事项没有这份材料,不能预览。")


def copies_of(paper: Paper, wish: PrintWish) -> int:
    """How many of a paper go out: people may want another number of the deliverables, where they
    go out in one set."""
    is_free = bool(paper.form) and bool(paper.copies) and len(paper.sets) <= 1
    return wish.copies if wish.copies and is_free else paper.copies


def sets_of(paper: Paper, wish: PrintWish) -> tuple[tuple[str, int], ...]:
    """The sets in which a paper is printed, with its copies in each; none where all is one set."""
    sets = paper.sets
    if len(sets) == 1:
        sets = ((sets[0][0], copies_of(paper, wish)),)
    return (*sets, (SCANNING, paper.scanned)) if paper.scanned else sets


def printed_copies(paper: Paper, wish: PrintWish) -> int:
    """How many of a paper are printed, those that are only sealed and scanned as well."""
    return copies_of(paper, wish) + paper.scanned


def standings_of(paper: Paper, wish: PrintWish) -> tuple[str, ...]:
    """What each printed copy is, 「正本」 or 「副本第1份」, set by set; empty where they are not
    told apart, and for what is only sealed and scanned."""
    if not paper.originals or paper.scanned:
        return ()
    counts = [count for _, count in sets_of(paper, wish)] or [copies_of(paper, wish)]
    return tuple(
        standing_of(copy, count, paper.originals)
        for count in counts
        for copy in range(1, count + 1)
    )


def write_paper(
    paper: Paper,
    root: Path,
    say: Callable[[str], None] = lambda name: None,
    fonts: Fonts = BUNDLED,
    stem: str = "",
) -> Written:
    """Write a paper in all its formats under the bundle's root; `say` hears each name before.

    `fonts` changes the shapes in the PDF and nothing else. `stem` names the files where the title
    does not.

    Raises AppError when a file cannot be written.
    """
    folder = root / paper.folder
    folder.mkdir(exist_ok=True)
    stem = stem or free_stem(folder, safe_name(paper.document.title), paper.formats)
    files: dict[str, str] = {}
    printed: Printed | None = None
    for kind in _pdf_first(paper.formats):
        path = folder / f"{stem}.{kind}"
        name = path.relative_to(root).as_posix()
        say(name)
        printed = write_as(kind, paper.document, path, printed, fonts) or printed
        give_back()
        files[kind] = name
    return Written(paper, files, printed)


def write_as(
    kind: Format,
    document: Document,
    path: Path,
    printed: Printed | None = None,
    fonts: Fonts = BUNDLED,
) -> Printed | None:
    """Write a document in one format; a PDF tells of its pages, whose numbers Word's contents take.

    Raises AppError when the file cannot be written.
    """
    if kind == "pdf":
        return write_pdf(document, path, fonts)
    if kind == "docx":
        write_docx(document, path, printed.anchors if printed else None)
    else:
        write_xlsx(document, path)
    return None


def _pdf_first(formats: tuple[Format, ...]) -> Iterator[Format]:
    """The PDF comes first: it knows the page numbers that the Word contents repeat."""
    yield from sorted(formats, key=lambda kind: kind != "pdf")
