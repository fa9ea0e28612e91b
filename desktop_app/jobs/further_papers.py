"""The further papers of a pack as files: single ones, and those for each row all at once.

Each file is read back as soon as it is written, so that of thousands of papers none is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.core.draft import Draft, Row
from desktop_app.core.facts import Subject
from desktop_app.core.pack_about import Format
from desktop_app.core.pack_papers import Paper as PackPaper
from desktop_app.core.papers import PaperView
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import is_joined
from desktop_app.documents.compose_paper import Marks, compose_paper, marks_of
from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.join_pdfs import Joined, ToJoin, join_pdfs
from desktop_app.documents.printed import Printed, SealPlace
from desktop_app.documents.tree import Document
from desktop_app.errors import AppError
from desktop_app.intake.pdf_texts import page_texts
from desktop_app.intake.plain import Raw
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.paper_back import difference, keys_of, lacking, text_code
from desktop_app.jobs.papers import Paper, Written, as_sent, write_paper
from desktop_app.paths import counted

_Say = Callable[[str], None]
_Read = Callable[[Path], Raw]


@dataclass(frozen=True, slots=True)
class RowPaper:
    """The files of one row: names in the bundle by format, with a code of what each says; `keys`
    tell whose it is (name, firm, code, amount); `pages` of its PDF."""

    row: str
    title: str
    keys: dict[str, str]
    files: dict[str, str]
    codes: dict[str, str]
    pages: int = 0


@dataclass(frozen=True, slots=True)
class RowPapers:
    """A paper that was made for each row. `joined` says where each stands in the one PDF of all,
    which is `whole`: the paper that is printed and handed over."""

    paper: PackPaper
    made: tuple[RowPaper, ...]
    joined: Joined | None = None
    whole: Written | None = None

    @property
    def told(self) -> str:
        """A sentence for the proof."""
        return (
            f"《{self.paper.name}》共 {len(self.made)} 份,已逐份读回:每行一份,不多不少,"
            "名称、金额与草稿逐字一致。"
        )


@dataclass(frozen=True, slots=True)
class Further:
    """All further papers of a bundle."""

    single: tuple[tuple[str, Written], ...] = ()
    per_row: tuple[RowPapers, ...] = ()

    @property
    def whole(self) -> list[Written]:
        """What is printed, sealed and handed over: a paper for each row as one."""
        alone = [written for _, written in self.single]
        return [*alone, *(one.whole for one in self.per_row if one.whole is not None)]

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(one.told for one in self.per_row if one.made)


def further_printed(programme: Programme, draft: Draft) -> list[Paper]:
    """The further papers that are printed, as lists call them, without their pages."""
    subject = Subject(programme, draft)
    found: list[Paper] = []
    for one in programme.papers:
        many = len(PaperView(subject, one).rows()) if one.each else 0
        if one.each and not (many and is_joined(programme, one)):
            continue
        title = _joined_title(one, many) if one.each else one.name
        formats: tuple[Format, ...] = ("pdf",) if one.each else one.formats
        paper = Paper(Document(title, ()), formats, title, copies=one.copies, id=one.id)
        found.append(as_sent(programme, draft, paper))
    return found


def _joined_title(paper: PackPaper, rows: int) -> str:
    """What lists call the papers of all rows as one."""
    return f"{paper.name}（共{rows}份，合订）"


def count_files(programme: Programme, subject: Subject) -> int:
    """How many files the further papers will be, for the progress."""
    found = 0
    for paper in programme.papers:
        rows = len(PaperView(subject, paper).rows())
        found += len(paper.formats) * rows + (bool(rows) and is_joined(programme, paper))
    return found


def write_further(
    programme: Programme,
    subject: Subject,
    root: Path,
    say: _Say,
    read: _Read,
    fonts: Fonts = BUNDLED,
    *,
    watermark: str = "",
    standing: str = "",
    duplex: bool = True,
) -> Further:
    """Write and read back every further paper under the bundle's root.

    Raises AppError when a file cannot be written, or says something else when it is read back.
    """
    marks = marks_of(subject, watermark, standing)
    single: list[tuple[str, Written]] = []
    per_row: list[RowPapers] = []
    for paper in programme.papers:
        writer = PaperWriter(PaperView(subject, paper), marks, root, say, read, fonts)
        if paper.each:
            per_row.append(writer.for_rows(duplex=duplex))
        else:
            single.append((paper.id, writer.single()))
    return Further(tuple(single), tuple(per_row))


class PaperWriter:
    """Writes one paper of the pack, for as many rows as are asked, each file under a name of its
    own, and reads each back."""

    def __init__(
        self,
        view: PaperView,
        marks: Marks,
        root: Path,
        say: _Say,
        read: _Read,
        fonts: Fonts = BUNDLED,
        folder: str | None = None,
    ) -> None:
        """`folder` is that of the paper unless it is told."""
        self._view = view
        self._paper = view.paper
        self._marks = marks
        self._root = root
        self._say = say
        self._read = read
        self._fonts = fonts
        self._folder = view.paper.folder if folder is None else folder
        self._taken: set[str] = set()

    def single(self) -> Written:
        """A paper that is no row's."""
        document = compose_paper(self._view, self._marks)
        written = write_paper(self._as_paper(document), self._root, self._say, self._fonts)
        self._prove(document, {}, written)
        return written

    def for_rows(self, *, duplex: bool) -> RowPapers:
        """The papers of all rows it is made for, exactly one each; and all of them as one."""
        rows = [row for row in self._view.rows() if row is not None]
        joins = is_joined(self._view.subject.programme, self._paper)
        made: list[RowPaper] = []
        openings: list[str] = []
        seals: tuple[SealPlace, ...] = ()
        for row in rows:
            one, printed = self.row(row)
            if not made and printed is not None:
                seals = printed.seals
            made.append(one)
            if joins:
                openings += page_texts(self._root / one.files["pdf"], (1,))[1]
        self._count(made, rows)
        if not made or not joins:
            return RowPapers(self._paper, tuple(made))
        name = safe_name(f"{self._paper.name}（合订）") + ".pdf"
        path = self._root / self._folder / name
        self._say(f"{self._folder}/{name}")
        parts = [ToJoin(self._root / one.files["pdf"], one.title, one.pages) for one in made]
        joined = join_pdfs(
            parts, path, self._paper.name, self._marks, duplex=duplex, fonts=self._fonts
        )
        _prove_joined(path, joined, openings)
        return RowPapers(self._paper, tuple(made), joined, self._whole(path, joined, seals))

    def row(self, row: Row) -> tuple[RowPaper, Printed | None]:
        """The paper of one row, and what its PDF tells of its pages."""
        document = compose_paper(self._view, self._marks, row)
        stem = self._stem(document.title)
        paper = self._as_paper(document)
        written = write_paper(paper, self._root, self._say, self._fonts, stem=stem)
        keys = keys_of(self._view.subject, self._paper.each, row, document)
        codes = self._prove(document, keys, written)
        pages = written.printed.pages if written.printed else 0
        return RowPaper(row.id, document.title, keys, written.files, codes, pages), written.printed

    def _as_paper(self, document: Document) -> Paper:
        one, subject = self._paper, self._view.subject
        paper = Paper(
            document,
            one.formats,
            one.name,
            self._folder,
            copies=one.copies,
            originals=one.originals,
            sealed=one.sealed,
            seal=one.seal,
            clause=one.clause,
            id=one.id,
        )
        return as_sent(subject.programme, subject.draft, paper)

    def _whole(self, path: Path, joined: Joined, seals: Sequence[SealPlace]) -> Written:
        """All of them as one paper; its seals are shown on the first, the others have theirs at
        the same place of their own last page."""
        title = _joined_title(self._paper, len(joined.ranges))
        paper = self._as_paper(Document(title, ()))
        first = joined.ranges[0][0] - 1
        placed = tuple(replace(seal, page=seal.page + first) for seal in seals)
        name = path.relative_to(self._root).as_posix()
        printed = Printed(joined.pages, seals=placed)
        return Written(replace(paper, title=title, formats=("pdf",)), {"pdf": name}, printed)

    def _stem(self, title: str) -> str:
        """The title as a name that no other row has, however a system takes capitals."""
        found = counted(safe_name(title), lambda name: name.casefold() in self._taken)
        self._taken.add(found.casefold())
        return found

    def _prove(self, document: Document, keys: dict[str, str], written: Written) -> dict[str, str]:
        """Read the files back and hold them against the document; by format a code of each."""
        codes: dict[str, str] = {}
        for kind, name in written.files.items():
            raw = self._read(self._root / name)
            lacks = lacking(keys, raw)
            is_pdf = kind == "pdf"
            told = f"没有「{lacks}」" if lacks else difference(document, raw, is_pdf=is_pdf)
            if told:
                raise AppError(
                    f"「{name}」读回后与草稿不一致({told});材料没有生成,请把草稿发给维护人员。"
                )
            codes[kind] = text_code(raw)
        return codes

    def _count(self, made: Sequence[RowPaper], rows: Sequence[Row]) -> None:
        """Exactly one for each row, and nothing else in their folder."""
        folder = self._root / self._folder
        there = {path.name for path in folder.iterdir()} if made else set[str]()
        named = [Path(name).name for one in made for name in one.files.values()]
        wrong = there.symmetric_difference(named)
        if wrong or len(set(named)) != len(self._paper.formats) * len(rows):
            what = f"多出或缺少「{min(wrong)}」" if wrong else "份数不符"
            raise AppError(
                f"「{self._folder}」中的材料与数据行不是一一对应({what});"
                "材料没有生成,请再成册一次。"
            )


def _prove_joined(path: Path, joined: Joined, openings: Sequence[str]) -> None:
    """The one PDF has the pages it should have, and each paper begins where its list says; what
    the papers themselves say was read back before."""
    pages, found = page_texts(path, [begin for begin, _ in joined.ranges])
    if pages != joined.pages or found != tuple(openings):
        raise AppError(
            f"「{path.name}」读回后与各份材料不一致;材料没有生成,请再成册一次,"
            "还是这样的,请把草稿发给维护人员。"
        )
