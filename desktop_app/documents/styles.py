"""The one style table: page, faces, sizes and spacing for all three writers.

GB/T 9704-2012 unless a comment says otherwise. Lengths in points unless the name says mm.
"""

from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4

FaceName = Literal["title", "song", "hei", "kai", "fang"]


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: the office font's name for Word and Excel, our files for the PDF in order.

    `latin` is the file from which the PDF takes ASCII, where the first file's does not suit.
    """

    office: str
    files: tuple[str, ...]
    latin: str = ""


# What a face's own files lack is taken from these, so that every face has every sign.
_REST = ("OAFangOpen.ttf", "OASong.ttf", "OAHei.ttf", "OAKaiOpen.ttf", "OARare.ttf")


def _chain(*files: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*files, *_REST)))


FACES: dict[FaceName, Face] = {
    "title": Face("方正小标宋简体", _chain("OATitle.ttf")),
    "song": Face("宋体", _chain("OASong.ttf")),
    "hei": Face("黑体", _chain("OAHei.ttf")),
    "kai": Face("楷体_GB2312", _chain("OAKaiOpen.ttf")),
    "fang": Face("仿宋_GB2312", _chain("OAFangOpen.ttf"), latin="OASong.ttf"),
}
LATIN = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with its margins in mm."""

    width_mm: float = 210
    height_mm: float = 297
    top_mm: float = 37
    bottom_mm: float = 35
    left_mm: float = 28
    right_mm: float = 26


# 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm.
PORTRAIT = Page()
# A portrait sheet turned clockwise: its foot becomes the left edge; 版心 225 × 156 mm.
LANDSCAPE = Page(297, 210, 28, 26, 35, 37)

# 5.2.3: 22 lines of 28 characters fill the 版心: 225 mm / 22, 156 mm / 28.
LINE = 28.95
CHARACTER = 15.79


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of paragraph is set. `indent` is the first line's, in characters, `hanging` that
    of the others."""

    face: FaceName
    size: float
    line: float = LINE
    align: Literal["left", "center", "right", "justify"] = "justify"
    indent: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0
    keep_with_next: bool = False
    framed: bool = False


# 3号 = 16 pt, 2号 = 22 pt, 小2 = 18 pt, 4号 = 14 pt, 小4 = 12 pt, 5号 = 10.5 pt.
BODY = TextStyle("fang", 16, indent=2)
TEXT: dict[str, TextStyle] = {
    "body": BODY,
    "flush": TextStyle("fang", 16),
    "title": TextStyle("title", 22, line=35, align="center", after=LINE),
    "subtitle": TextStyle("kai", 16, align="center"),
    "note": TextStyle("song", 10.5, line=16, align="left"),
    "cover_title": TextStyle("title", 26, line=42, align="center"),
    "cover_line": TextStyle("kai", 18, line=36, align="center"),
    "attachment": TextStyle("hei", 16, align="left"),
    "contents": TextStyle("fang", 14, line=26, align="left"),
    # Read at arm's length on a parcel; no standard asks for a size.
    "label": TextStyle("hei", 18, line=38, align="left", framed=True),
    # A book's: read at a desk, so 5号 is large enough. A mark and its blank are 1.5 signs wide.
    "text": TextStyle("song", 10.5, line=18, after=4),
    "item": TextStyle("song", 10.5, line=18, hanging=1.5, after=2),
    "code": TextStyle("song", 9, line=14, align="left", indent=2, hanging=4, before=2, after=6),
}
# What is broken by sense into lines of about the same length (7.3.1).
TITLES = ("title", "cover_title")
# 7.3.3: 一、 黑体, (一) 楷体, 1. and (1) 仿宋, all 3号, two characters indent.
HEADINGS: dict[int, TextStyle] = {
    1: TextStyle("hei", 16, align="left", indent=2, keep_with_next=True),
    2: TextStyle("kai", 16, align="left", indent=2, keep_with_next=True),
    3: TextStyle("fang", 16, align="left", indent=2, keep_with_next=True),
    4: TextStyle("fang", 16, align="left", indent=2, keep_with_next=True),
}
# Headings of a book: part, page, section, entry.
BOOK_HEADINGS: dict[int, TextStyle] = {
    1: TextStyle("title", 22, line=40, align="left", after=10, keep_with_next=True),
    2: TextStyle("hei", 16, line=30, align="left", after=6, keep_with_next=True),
    3: TextStyle("hei", 12, line=24, align="left", before=6, after=2, keep_with_next=True),
    4: TextStyle("hei", 10.5, line=18, align="left", before=5, after=1, keep_with_next=True),
}
# Pictures of the screen: so many of their pixels to the inch at least, no higher than this share
# of the page.
PIXELS_PER_INCH = 120
HIGHEST_PICTURE = 0.55
PICTURE_TITLE = TextStyle("kai", 9, line=16, align="center", after=6)


def heading_style(level: int, look: str) -> TextStyle:
    """How a heading of a level is set in an official paper or in a book."""
    return (BOOK_HEADINGS if look == "book" else HEADINGS)[level]


# Tables have their own line spacing: the body's exact line would cut their text.
TABLE_HEAD = TextStyle("hei", 10.5, line=14.5, align="center")
TABLE_CELL = TextStyle("song", 10.5, line=14.5, align="left")
TABLE_CAPTION = TextStyle("hei", 12, line=20, align="center", keep_with_next=True)
TABLE_UNIT = TextStyle("song", 10.5, line=16, align="right", keep_with_next=True)
CELL_PADDING = 2.5
# Above and below a cell's text, from the middle of one rule to the middle of the next.
CELL_ABOVE = 2.0
RULE = 0.5
# A frame stands off its text by so much at either side.
FRAME_GAP = 6.0

# 7.5: 4号 half-width 宋体 digits, a dash at each side, 7 mm below the 版心, outside.
PAGE_NUMBER = TextStyle("song", 14, line=16)
PAGE_NUMBER_BELOW_MM = 7
MARK = TextStyle("song", 8, line=10)
