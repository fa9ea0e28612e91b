"""Many finished PDFs as one to print: a list of their pages in front, then each from its first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.documents.compose_paper import Marks
from desktop_app.documents.files import save_pdf
from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.numbering import number
from desktop_app.documents.shared_objects import share_alike
from desktop_app.documents.tree import Column, Document, Section, Table, paragraph
from desktop_app.documents.write_pdf import write_pdf

if TYPE_CHECKING:
    from pikepdf import Pdf

_TITLE = "目录"


@dataclass(frozen=True, slots=True)
class ToJoin:
    """One finished PDF, what the list calls it, and how many pages it has."""

    path: Path
    title: str
    pages: int


@dataclass(frozen=True, slots=True)
class Joined:
    """The one PDF: all its pages, and first and last page of each part in their order."""

    pages: int
    ranges: tuple[tuple[int, int], ...]


def join_pdfs(
    parts: Sequence[ToJoin],
    target: Path,
    name: str,
    marks: Marks,
    *,
    duplex: bool = True,
    fonts: Fonts = BUNDLED,
) -> Joined:
    """Write all parts into one PDF behind a list of their pages, with bookmarks.

    On both sides of the paper each begins on a sheet of its own. The same parts give the same
    bytes. Raises AppError when the file cannot be written.
    """
    import pikepdf

    listed = target.with_name(f".{target.name}.list")
    try:
        joined, front = _list(parts, listed, name, marks, duplex, fonts)
        with pikepdf.new() as whole, pikepdf.open(listed) as first:
            whole.pages.extend(first.pages)
            for one, (begin, _) in zip(parts, joined.ranges, strict=True):
                _fill(whole, begin - 1)
                with pikepdf.open(one.path) as source:
                    whole.pages.extend(source.pages)
            share_alike(whole)
            with whole.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(_TITLE, 0))
                outline.root.extend(
                    pikepdf.OutlineItem(one.title, begin - 1)
                    for one, (begin, _) in zip(parts, joined.ranges, strict=True)
                )
            whole.docinfo["/Title"] = front.title
            whole.docinfo["/Author"] = front.author
            whole.Root.Lang = "zh-CN"
            save_pdf(whole, target)
    finally:
        listed.unlink(missing_ok=True)
    return joined


def _list(
    parts: Sequence[ToJoin], path: Path, name: str, marks: Marks, duplex: bool, fonts: Fonts
) -> tuple[Joined, Document]:
    """The list of pages, written to a file, and where everything comes to stand behind it; set
    again until it knows how long it is itself."""
    pages = 0
    while True:
        joined = _placed(parts, pages, duplex)
        document = _contents(parts, joined, name, marks)
        printed = write_pdf(document, path, fonts).pages
        # Blank pages follow it where it came out shorter, so this ends.
        if printed <= pages:
            return joined, document
        pages = printed


def _placed(parts: Sequence[ToJoin], front: int, duplex: bool) -> Joined:
    step = 2 if duplex else 1
    ranges: list[tuple[int, int]] = []
    end = front
    for one in parts:
        begin = end + (end % step) + 1
        end = begin + one.pages - 1
        ranges.append((begin, end))
    return Joined(end, tuple(ranges))


def _contents(parts: Sequence[ToJoin], joined: Joined, name: str, marks: Marks) -> Document:
    columns = (Column("序号", 4, "center"), Column("材料", 30), Column("页", 7, "center"))
    rows = tuple(
        (str(serial), one.title, f"{begin}—{end}" if end > begin else str(begin))
        for serial, (one, (begin, end)) in enumerate(
            zip(parts, joined.ranges, strict=True), start=1
        )
    )
    title = f"{name}{_TITLE}"
    note = f"共 {len(parts)} 份，页数按这个文件的页计，空白的背面也计在内。"
    section = Section(
        (paragraph(title, "title"), Table(columns, rows), paragraph(note, "note")), numbered=False
    )
    return number(Document(title, (section,), "", marks.applicant, marks.watermark))


def _fill(whole: "Pdf", until: int) -> None:
    """Blank pages up to so many: the back of a sheet whose front is the last of a part."""
    while len(whole.pages) < until:
        last = whole.pages[-1].mediabox
        whole.add_blank_page(page_size=(float(last[2]), float(last[3])))
