"""Fills sheets from top to bottom with boxes, breaking pages only where that is allowed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from desktop_app.documents.pdf_fonts import FontBook
from desktop_app.documents.pdf_pen import Pen
from desktop_app.documents.printed import SealPlace
from desktop_app.documents.styles import LANDSCAPE, MM, PORTRAIT, Page
from desktop_app.documents.tree import Rectangle, Section

# Sums of line heights come out a hair above the sheet they fill exactly.
_EPSILON = 0.01


@dataclass(frozen=True, slots=True)
class Target:
    """A place that contents, links and bookmarks lead to; level 0 stays out of the outline."""

    anchor: str
    title: str
    level: int
    top: float


@dataclass(slots=True)
class Sheet:
    """One page while it is filled."""

    number: int
    page: Page
    is_numbered: bool
    foot: str
    pen: Pen
    targets: list[Target] = field(default_factory=list)
    links: list[tuple[str, Rectangle]] = field(default_factory=list)
    seals: list[SealPlace] = field(default_factory=list)
    figures: dict[str, Rectangle] = field(default_factory=dict)
    pictures: list[tuple[bytes, Rectangle]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Box:
    """One line or blank. `draw` gets the sheet, the left edge and the top of the box in points.

    `keeps` forbids a page break after it; `is_blank` vanishes at the head of a page that began
    because the one before was full.
    """

    height: float
    draw: Callable[[Sheet, float, float], None] | None = None
    keeps: bool = False
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The next box begins a page, unless it does so anyway."""


class Breakable(Protocol):
    """Something long that fills sheets by itself: a table."""

    reserve: float

    def need(self, flow: "Flow") -> float:
        """The height its beginning takes, which is not torn from what is kept with it."""
        ...

    def place(self, flow: "Flow") -> None:
        """Draw itself over as many sheets as it takes."""
        ...


Item = Box | Break | Breakable
Pages = Mapping[str, int]


class Flow:
    """The sheets of one document and the place on the last of them."""

    def __init__(self, book: FontBook) -> None:
        self.sheets: list[Sheet] = []
        # What can be drawn only when all pages are known: the contents.
        self.later: list[Callable[[Pages], None]] = []
        self._book = book
        self._page = PORTRAIT
        self._is_numbered = True
        self._foot = ""
        self._is_overflow = False
        self.top = 0.0

    def begin(self, section: Section, foot: str) -> None:
        """Start a section on a sheet of its own; `foot` stands below each of its sheets."""
        if section.right and len(self.sheets) % 2:
            self._blank_back()
        self._page = LANDSCAPE if section.landscape else PORTRAIT
        self._is_numbered = section.numbered
        self._foot = foot
        self.next_sheet(overflow=False)

    def next_sheet(self, *, overflow: bool = True) -> None:
        """Start a sheet like the last one; `overflow` when that one is full."""
        if self.sheets:
            self.sheet.pen.gather()
        page = self._page
        number, pen = len(self.sheets) + 1, Pen(self._book)
        self.sheets.append(Sheet(number, page, self._is_numbered, self._foot, pen))
        self.top = self.head
        self._is_overflow = overflow

    def _blank_back(self) -> None:
        """A sheet like the last one that stays empty: its number is counted but not printed."""
        number = len(self.sheets) + 1
        self.sheets.append(Sheet(number, self._page, False, "", Pen(self._book)))

    @property
    def sheet(self) -> Sheet:
        """The sheet being filled."""
        return self.sheets[-1]

    @property
    def left(self) -> float:
        """The left edge of the 版心 in points."""
        return self._page.left_mm * MM

    @property
    def head(self) -> float:
        """The upper edge of the 版心."""
        return (self._page.height_mm - self._page.top_mm) * MM

    @property
    def width(self) -> float:
        """The width of the 版心."""
        page = self._page
        return (page.width_mm - page.left_mm - page.right_mm) * MM

    @property
    def height(self) -> float:
        """The height of the 版心."""
        page = self._page
        return (page.height_mm - page.top_mm - page.bottom_mm) * MM

    @property
    def room(self) -> float:
        """What is left of the sheet."""
        return self.top - self.head + self.height + _EPSILON

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on the sheet yet."""
        return self.top == self.head

    def fill(self, items: Sequence[Item]) -> None:
        """Place a section's items."""
        position = 0
        while position < len(items):
            item = items[position]
            if isinstance(item, Break):
                position += 1
                if not self.is_fresh:
                    self.next_sheet(overflow=False)
                continue
            kept: list[Box] = []
            while position < len(items) and isinstance(item := items[position], Box):
                kept.append(item)
                position += 1
                if not item.keeps:
                    break
            following = items[position] if position < len(items) else None
            need = sum(box.height for box in kept)
            if following is None or isinstance(following, Box | Break) or _ends(kept):
                self._keep(kept, need)
                continue
            self._keep(kept, need + following.need(self))
            following.place(self)
            position += 1

    def put(self, box: Box) -> None:
        """Place one box, on the next sheet if this one has no room for it."""
        if box.is_blank and self.is_fresh and self._is_overflow:
            return
        if box.height > self.room and not self.is_fresh:
            self.next_sheet()
            if box.is_blank:
                return
        if box.draw is not None:
            box.draw(self.sheet, self.left, self.top)
        self.top -= box.height

    def _keep(self, boxes: Sequence[Box], need: float) -> None:
        if need > self.room and need <= self.height + _EPSILON and not self.is_fresh:
            self.next_sheet()
        for box in boxes:
            self.put(box)


def keep_with_last(items: list[Item], height: float, lines: int) -> None:
    """Bind what comes next, `height` high, to the last `lines` text lines of the items.

    A table met on the way holds its last row back for it.
    """
    left = lines
    for position in range(len(items) - 1, -1, -1):
        item = items[position]
        if isinstance(item, Break):
            return
        if not isinstance(item, Box):
            item.reserve = height
            return
        height += item.height
        items[position] = Box(item.height, item.draw, keeps=True, is_blank=item.is_blank)
        left -= not item.is_blank
        if left == 0:
            return


def _ends(kept: Sequence[Box]) -> bool:
    return bool(kept) and not kept[-1].keeps
