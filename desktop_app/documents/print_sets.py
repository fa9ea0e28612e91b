"""Files to print in one go: every copy of every document in order, out of the finished PDFs.

The pages are the bundle's own content streams; marks and numbers of copies are laid over them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop_app.core.copies import both, is_original, kind_of, told_copies
from desktop_app.core.page_mark import PageMark
from desktop_app.documents.files import save_pdf
from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.mark_code import mark_operators
from desktop_app.documents.outlines import outlined
from desktop_app.documents.pdf_pen import TURNED
from desktop_app.documents.styles import MM, PORTRAIT, TEXT, FaceName
from desktop_app.paths import counted

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

Order = Literal["set", "document", "none"]
_ALL = "全套"
# The number of a copy stands between the sheet's upper edge and the text, at the right.
_NUMBER_BELOW_EDGE_MM = 16
# 三号: as large as the stamp that people put there.
_STANDING = 16.0


@dataclass(frozen=True, slots=True)
class PrintWish:
    """How people want to print.

    `order`: set by set (as the sets are bound), document by document, or no print files.
    `duplex` gives every copy a first page on the right, with a blank back before it where that
    is needed. `marks` are the codes that let a scan be checked, `numbered` writes 第1份 on the
    first page of each copy. `copies` replaces what the notice asks for, 0 keeps it.
    """

    order: Order = "set"
    duplex: bool = True
    marks: bool = True
    numbered: bool = False
    copies: int = 0


@dataclass(frozen=True, slots=True)
class ToPrint:
    """One finished PDF, what it is called, and how many copies of it are wanted.

    `sets` tells in which sets they go out, each with its title and copies, where there is more
    than one set of everything. `standings` says of each copy whether it is 正本 or 副本, as its
    first page then does; empty where they are not told apart.
    """

    path: Path
    title: str
    copies: int
    sets: tuple[tuple[str, int], ...] = ()
    standings: tuple[str, ...] = ()

    @property
    def originals(self) -> int:
        return sum(map(is_original, self.standings))

    def standing(self, copy: int) -> str:
        """What one copy is, counted from 1."""
        return self.standings[copy - 1] if self.standings else ""


def write_print_files(
    papers: Sequence[ToPrint],
    folder: Path,
    wish: PrintWish,
    revision: int,
    check_code: str,
    fonts: Fonts = BUNDLED,
) -> list[str]:
    """Write the print files into a folder; returns their names.

    Set by set is one file for each kind of set; document by document one for each. The same papers
    give the same bytes.
    """
    import pikepdf

    numbered = list(enumerate(papers, start=1))
    if wish.order == "set":
        files = [(name, runs) for name, runs in _sets(numbered) if runs]
    else:
        files = list(_documents(numbered))
    with ExitStack() as opened:
        sources = {one.path: opened.enter_context(pikepdf.open(one.path)) for one in papers}
        for name, runs in files:
            with pikepdf.new() as target:
                begins: list[tuple[str, int]] = []
                for number, one, copy in runs:
                    source = sources[one.path]
                    pages = len(source.pages)
                    standing = one.standing(copy)
                    begins.append((f"{standing or f'第{copy}份'}　{one.title}", len(target.pages)))
                    marks = (
                        PageMark(
                            revision, check_code, number, len(papers), page, pages, copy, one.copies
                        )
                        for page in range(1, pages + 1)
                    )
                    _append(target, source, marks, wish, fonts, standing)
                with target.open_outline() as outline:
                    outline.root.extend(pikepdf.OutlineItem(*begin) for begin in begins)
                target.docinfo["/Title"] = Path(name).stem
                target.Root.Lang = "zh-CN"
                save_pdf(target, folder / name)
    return [name for name, _ in files]


_Run = tuple[int, ToPrint, int]


def _documents(numbered: Sequence[tuple[int, ToPrint]]) -> Iterator[tuple[str, list[_Run]]]:
    """The name and the copies of each document: two of one name lie in two folders of the bundle,
    and here in one."""
    taken: set[str] = set()
    for n, one in numbered:
        name = f"{one.path.stem}（{told_copies(one.copies, one.originals)}）"
        name = counted(name, lambda name: name.casefold() in taken)
        taken.add(name.casefold())
        yield f"{name}.pdf", [(n, one, copy + 1) for copy in range(one.copies)]


def _sets(numbered: Sequence[tuple[int, ToPrint]]) -> Iterator[tuple[str, list[_Run]]]:
    """The name and the copies in order of each kind of set; copies of a paper count on from set to
    set."""
    sets = [one.sets or ((_ALL, one.copies),) for _, one in numbered]
    for title in dict.fromkeys(title for one in sets for title, _ in one):
        most = max(dict(one).get(title, 0) for one in sets)
        runs: list[_Run] = []
        originals: Counter[int] = Counter()
        for copy in range(1, most + 1):
            for (n, one), wanted in zip(numbered, sets, strict=True):
                names = [name for name, _ in wanted]
                if copy <= dict(wanted).get(title, 0):
                    before = sum(count for _, count in wanted[: names.index(title)])
                    runs.append((n, one, before + copy))
                    originals[n] += is_original(one.standing(before + copy))
        told = both(most, max(originals.values(), default=0)) or f"一式{most}份"
        yield f"{title}（{told}，按套）.pdf", runs


def _append(
    target: "Pdf",
    source: "Pdf",
    marks: Iterator[PageMark],
    wish: PrintWish,
    fonts: Fonts,
    standing: str,
) -> None:
    """One copy of one document; all copies share the content streams of its pages."""
    for page, mark in zip(source.pages, marks, strict=True):
        target.pages.append(page)
        added = target.pages[-1]
        # Appended again, a page comes with what was laid over it the last time.
        added.obj.Contents = target.copy_foreign(page.obj.Contents)
        _lay_over(added, mark, wish, fonts, standing)
    if wish.duplex and len(source.pages) % 2:
        last = source.pages[-1].mediabox
        target.add_blank_page(page_size=(float(last[2]), float(last[3])))


def _lay_over(page: "Page", mark: PageMark, wish: PrintWish, fonts: Fonts, standing: str) -> None:
    # Links lead to names that only the document itself knows.
    if "/Annots" in page.obj:
        del page.obj["/Annots"]
    parts: list[str] = []
    wide, high = float(page.mediabox[2]), float(page.mediabox[3])
    if wish.marks:
        turn = f"{TURNED} cm " if wide > high else ""
        parts.append(f"q {turn}{mark_operators(mark)} Q")
    if mark.page == 1 and (wish.numbered or standing):
        number = f"第{mark.copy}份　共{mark.copies}份" if wish.numbered else ""
        parts += _copy_number(number, kind_of(standing), wide, high, fonts)
    if parts:
        # The page's own operators may leave a colour or a place behind.
        page.contents_add(b"q", prepend=True)
        page.contents_add(("Q " + " ".join(parts)).encode("ascii"))


def _copy_number(
    number: str, standing: str, wide: float, high: float, fonts: Fonts
) -> Iterator[str]:
    """At the right above the text: which copy it is and, as people stamp it on the cover, 正本 or
    副本 before it."""
    x = wide - PORTRAIT.right_mm * MM
    y = high - _NUMBER_BELOW_EDGE_MM * MM
    lines: tuple[tuple[str, FaceName, float], ...] = (
        (number, "song", TEXT["note"].size),
        (standing, "hei", _STANDING),
    )
    for text, face, size in lines:
        if not text:
            continue
        shapes, long = outlined(text, face, fonts)
        x -= long * size / 1000
        scale = size / 1000
        yield f"q 0 g {scale:.4f} 0 0 {scale:.4f} {x:.2f} {y:.2f} cm {shapes} Q"
        x -= _STANDING
