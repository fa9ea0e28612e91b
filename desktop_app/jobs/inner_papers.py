"""The papers beside the deliverables: 移交清单, 送审单, 核对情况说明, 盖章导航单, print files.

They are made of what has been written: how many pages a document has, where its seals go.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Audit
from desktop_app.core.pack_about import Format, Sending
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import on_paper
from desktop_app.documents.compose_brief import compose_brief
from desktop_app.documents.compose_explanations import compose_explanations
from desktop_app.documents.compose_handover import Handed, compose_handover
from desktop_app.documents.compose_rewards import compose_rewards
from desktop_app.documents.compose_seal_guide import ToSeal, compose_seal_guide, figure_key
from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.print_sets import PrintWish, ToPrint, write_print_files
from desktop_app.documents.seal_pictures import draw_excerpts
from desktop_app.documents.seals import Ring, ring_of
from desktop_app.documents.tree import Document
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.jobs.duties import duties_of, duty_sheets
from desktop_app.jobs.further_papers import Further
from desktop_app.jobs.papers import (
    EDITABLE,
    INTERNAL,
    Paper,
    Written,
    copies_of,
    in_print_order,
    printed_copies,
    sets_of,
    standings_of,
    write_paper,
)
from desktop_app.jobs.sending_files import sending_sheet

PRINTS = "打印"
# What is computed can be reckoned with: the list of amounts goes out as a workbook too.
REWARD_FORMATS: tuple[Format, ...] = ("docx", "pdf", "xlsx")
# Lines of the brief's two lists, tried from the most to the fewest until it is one page.
_BRIEF_LINES = (
    (20, 12), (20, 6), (20, 3), (14, 3), (10, 3), (9, 1), (8, 1), (7, 1), (6, 1), (3, 1), (3, 0)
)  # fmt: skip
_Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Given:
    """What the papers are made of: the draft, and what has been written of it."""

    programme: Programme
    draft: Draft
    audited: Audit
    written: Sequence[Written]
    further: Further
    root: Path
    wish: PrintWish
    marks: tuple[str, str]
    fonts: Fonts


def count_inner(programme: Programme, draft: Draft) -> int:
    """How many files the papers will be, for the progress."""
    return sum(len(formats) for _, formats in _planned(programme, draft))


def write_inner_papers(
    programme: Programme,
    draft: Draft,
    audited: Audit,
    written: Sequence[Written],
    further: Further,
    root: Path,
    say: _Say,
    wish: PrintWish,
    watermark: str = "",
    standing: str = "",
    fonts: Fonts = BUNDLED,
) -> list[Written]:
    """送审单, 移交清单 and 核对情况说明, in Word and PDF; of a pack that has what they are made of
    also 报送清单, 奖补资金测算表 and 各单位任务清单."""
    marks = (watermark, standing)
    given = _Given(programme, draft, audited, written, further, root, wish, marks, fonts)
    # The brief is tried on the disk until it is one page.
    (root / INTERNAL).mkdir(exist_ok=True)
    made: list[Written] = []
    for compose, formats in _planned(programme, draft):
        document = compose(given)
        made.append(
            write_paper(Paper(document, formats, document.title, INTERNAL), root, say, fonts)
        )
    return made


def _planned(
    programme: Programme, draft: Draft
) -> Iterator[tuple[Callable[[_Given], Document], tuple[Format, ...]]]:
    """What will be made of a draft, and in which formats: one list for counting and for writing."""
    yield _brief, EDITABLE
    if programme.about.sending:
        yield _sending_sheet, EDITABLE
        # What goes out in several sets is handed over in several places.
        for sending in on_paper(programme):
            yield partial(_handover_of, sending), EDITABLE
    else:
        yield _handover, EDITABLE
    yield _explanations, EDITABLE
    if any(one.offices for one in duties_of(programme, draft)):
        yield _duties, EDITABLE
    if programme.rewards.reward:
        yield _rewards, REWARD_FORMATS


def _sending_sheet(given: _Given) -> Document:
    return sending_sheet(
        given.programme,
        given.draft,
        given.written,
        given.further,
        given.root,
        given.wish,
        *given.marks,
    )


def _handover(given: _Given) -> Document:
    handed = [
        _handed(one, copies_of(one.paper, given.wish)) for one in given.written if one.paper.copies
    ]
    return compose_handover(given.programme, given.draft, handed, *given.marks)


def _handover_of(sending: Sending, given: _Given) -> Document:
    handed = [
        _handed(one, dict(sets_of(one.paper, given.wish))[sending.title])
        for one in printable(given.programme, given.written)
        if one.paper.id in sending.papers
    ]
    return compose_handover(given.programme, given.draft, handed, *given.marks, sending)


def _explanations(given: _Given) -> Document:
    findings = given.audited.findings
    return compose_explanations(given.programme, given.draft, findings, *given.marks)


def _duties(given: _Given) -> Document:
    found = duties_of(given.programme, given.draft)
    return duty_sheets(given.programme, given.draft, found, *given.marks)


def _rewards(given: _Given) -> Document:
    found = Subject(given.programme, given.draft).rewards
    return compose_rewards(given.programme, given.draft, found, *given.marks)


def _handed(one: Written, copies: int) -> Handed:
    pages = one.printed.pages if one.printed else 0
    paper = one.paper
    return Handed(paper.title, copies, pages, paper.sealed, paper.clause, paper.originals)


def _brief(given: _Given) -> Document:
    """The brief with as many lines as one page holds."""
    trial = given.root / INTERNAL / ".送审单"

    def with_lines(rows: int, explained: int) -> Document:
        return compose_brief(
            given.programme, given.draft, given.audited, *given.marks, rows, explained
        )

    document = with_lines(*_BRIEF_LINES[0])
    for limits in _BRIEF_LINES[1:]:
        if _pages(document, trial, given.fonts) == 1:
            break
        document = with_lines(*limits)
    return document


def _pages(document: Document, trial: Path, fonts: Fonts) -> int:
    try:
        return write_pdf(document, trial, fonts).pages
    finally:
        trial.unlink(missing_ok=True)


def write_seal_guide(
    programme: Programme,
    draft: Draft,
    written: Sequence[Written],
    root: Path,
    wish: PrintWish,
    standing: str = "",
    fonts: Fonts = BUNDLED,
) -> tuple[str, ...]:
    """盖章导航单 of all sealed papers that have a PDF; returns its name, nothing without any.

    Raises AppError when the file cannot be written.
    """
    ordered = printable(programme, written) if programme.about.sending else written
    sealed = [one for one in ordered if one.paper.sealed and one.printed is not None]
    papers: list[ToSeal] = []
    places: dict[str, tuple[Path, Ring]] = {}
    for document, one in enumerate(sealed):
        assert one.printed is not None
        rings = tuple(ring_of(place) for place in one.printed.seals)
        paper = one.paper
        papers.append(
            ToSeal(
                paper.title,
                printed_copies(paper, wish),
                one.printed.pages,
                rings,
                paper.seal,
                paper.seam,
                standings_of(paper, wish),
            )
        )
        for n, ring in enumerate(rings):
            places[figure_key(document, n)] = (root / one.files["pdf"], ring)
    if not papers:
        return ()
    guide = compose_seal_guide(programme, draft, papers, duplex=wish.duplex, standing=standing)
    path = root / INTERNAL / f"{guide.title}.pdf"
    path.parent.mkdir(exist_ok=True)
    printed = write_pdf(guide, path, fonts)
    draw_excerpts(path, printed.figures, places)
    return (path.relative_to(root).as_posix(),)


def printable(programme: Programme, written: Sequence[Written]) -> list[Written]:
    """The papers that go into print files, in the order in which their marks count them."""
    by_paper = {id(one.paper): one for one in written}
    ordered = in_print_order(programme, (one.paper for one in written))
    found = [by_paper[id(paper)] for paper in ordered]
    return [one for one in found if one.paper.is_printed and one.printed is not None]


def write_prints(
    programme: Programme,
    draft: Draft,
    written: Sequence[Written],
    root: Path,
    wish: PrintWish,
    fonts: Fonts = BUNDLED,
) -> tuple[str, ...]:
    """The files to print; returns their names, none if nobody wants any."""
    if wish.order == "none":
        return ()
    papers = [
        ToPrint(
            root / one.files["pdf"],
            one.paper.title,
            printed_copies(one.paper, wish),
            sets_of(one.paper, wish),
            standings_of(one.paper, wish),
        )
        for one in printable(programme, written)
    ]
    folder = root / PRINTS
    folder.mkdir(exist_ok=True)
    code = draft.check_code()
    names = write_print_files(papers, folder, wish, draft.revision, code, fonts)
    return tuple(f"{PRINTS}/{name}" for name in names)
