"""A document as a plain tree: what composers return and writers write.

A block's `source` says what of the draft it prints, so that a paper somebody edited can be taken
back: a path, or a text of the pack with its {placeholders}; "" for what is nobody's. Two blocks
that print the same are the same whatever their sources.

Numbering, references and contents are computed on the tree; a writer only draws. A writer that
meets a node it does not know raises. All lengths are in the units named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from struct import unpack
from typing import Literal

_PNG = b"\x89PNG\r\n\x1a\n"
Align = Literal["left", "center", "right", "justify"]
# Left, bottom, right and top in points from a sheet's lower left corner.
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face. `face` is a name of the style table, empty for the block's."""

    text: str
    face: Literal["", "hei", "kai", "song", "fang", "title"] = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: level 1 一、 2 (一) 3 1. 4 (1). `number` is set by `numbering.number`.

    `run_in` is what goes on in the same paragraph from the heading's full stop on, as body text:
    「（一）开展诊断。遴选…」. With an empty `text` the paragraph only bears a number.

    A `book` heading is that of something to read on, not of an official paper: it has no number
    and is set smaller.
    """

    text: str
    level: Literal[1, 2, 3, 4]
    number: str = ""
    anchor: str = ""
    run_in: str = ""
    look: Literal["official", "book"] = "official"
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text; `style` is a name of the style table.

    body: 仿宋 3号, two characters indent. flush: the same without indent (主送机关, 附件 marks).
    title: 小标宋 2号 centred. subtitle: 楷体 centred. note: small print. cover_line: cover pages.
    attachment: 「附件2」 in 黑体, flush left. label: large, in one frame with its like.
    text, item, code: a book's small text, one of its listed points (the mark is the first sign of
    the text), lines that are to be typed as they stand.
    """

    runs: tuple[Run, ...]
    style: Literal[
        "body",
        "flush",
        "title",
        "subtitle",
        "note",
        "cover_title",
        "cover_line",
        "attachment",
        "label",
        "text",
        "item",
        "code",
    ] = "body"
    anchor: str = ""
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `weight` is its share of the width; `kind` says how a writer types it.

    number cells are right-aligned and summed in xlsx when `total` is set; text cells stay text.
    `options` become a drop-down in xlsx.
    """

    title: str
    weight: float
    kind: Literal["text", "number", "center"] = "text"
    total: bool = False
    options: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a header that repeats on every page; rows are never split over pages.

    `caption` stands above (「表1 绩效目标表」, its number set by `numbering.number`), `unit` at its
    right. `total` is the foot row (合计), empty for none: one text per column. Every row has
    as many cells as there are columns. `source` is the draft's table that it prints, `row_ids` and
    `fields` the ids of its rows and of its columns after 序号.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    number: str = ""
    unit: str = ""
    total: tuple[str, ...] = ()
    anchor: str = ""
    source: str = field(default="", compare=False)
    row_ids: tuple[str, ...] = field(default=(), compare=False)
    fields: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        width = len(self.columns)
        if any(len(row) != width for row in self.rows) or len(self.total) not in (0, width):
            raise ValueError(f"table {self.caption!r}: every row needs {width} cells")


@dataclass(frozen=True, slots=True)
class Grid:
    """Labels with their values between rules: two pairs a line, or one over the whole width.

    A row holds one or two pairs of label and value. `sources` are the paths of the values, row by
    row.
    """

    rows: tuple[tuple[tuple[str, str], ...], ...]
    sources: tuple[tuple[str, ...], ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if not self.rows or any(len(row) not in (1, 2) for row in self.rows):
            raise ValueError("grid: there are rows, and every row has one or two pairs")


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """落款: who seals and the date; kept together with at least two lines of text above it.

    `sources` are those of name and date.
    """

    name: str
    date: str
    sealed: bool = True
    sources: tuple[str, str] = field(default=("", ""), compare=False)


@dataclass(frozen=True, slots=True)
class FormFoot:
    """The foot of a form: 填报单位(盖章) 填报人 审核人 联系电话 日期, as label and value.

    `sources` are the paths of the values, one per entry.
    """

    entries: tuple[tuple[str, str], ...]
    sources: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents list of the headings up to `depth`; page numbers are the PDF's own."""

    depth: int = 2
    title: str = "目  录"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


@dataclass(frozen=True, slots=True)
class Spacer:
    """Blank lines of body text."""

    lines: float = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A frame as wide as the text for a picture; whoever has the picture draws it there.

    `key` names the place when the pages are written.
    """

    key: str
    height_mm: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of a screen, at its own size but no wider than the text, with its title below.

    Writers that cannot show it print the title alone.
    """

    png: bytes
    title: str = ""

    def __post_init__(self) -> None:
        if self.png[:8] != _PNG or self.png[12:16] != b"IHDR":
            raise ValueError(f"picture {self.title!r}: not a PNG")

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height."""
        wide, high = unpack(">II", self.png[16:24])
        return wide, high


Block = (
    Heading
    | Paragraph
    | Table
    | Grid
    | SignatureBlock
    | FormFoot
    | Contents
    | PageBreak
    | Spacer
    | Figure
    | Picture
)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on one kind of page. `numbered` False leaves the page number out (cover).

    `right` begins it on an odd page, which lies at the right of two; a blank page comes before
    it where that is needed.
    """

    blocks: tuple[Block, ...]
    landscape: bool = False
    numbered: bool = True
    right: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file's content. `mark` is the revision mark in the footer; `watermark` e.g. 草稿.

    `sheets` are extra worksheets in xlsx: title and lines (填表说明).
    """

    title: str
    sections: tuple[Section, ...]
    mark: str = ""
    author: str = ""
    watermark: str = ""
    sheets: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())

    def foot(self, section: Section) -> str:
        """What every page of the section says at its foot.

        A watermark is drawn, not written, and may print too pale: its word stands here as well,
        on the cover too, which bears no revision mark.
        """
        mark = self.mark if section.numbered else ""
        return " · ".join(part for part in (self.watermark, mark) if part)


def paragraph(text: str, style: str = "body", source: str = "") -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text),), style, source=source)  # type: ignore[arg-type]


def listed_headings(document: Document, depth: int) -> list[Heading]:
    """The headings that contents and bookmarks name."""
    found = (block for block in blocks(document) if isinstance(block, Heading))
    return [block for block in found if block.level <= depth and block.text and block.anchor]


def blocks(document: Document) -> Sequence[Block]:
    """All blocks of a document in reading order."""
    return [block for section in document.sections for block in section.blocks]
