"""Before printing: does every page fit the paper, and would a printer's blind edges cut anything?

Paper lies upright, as it does in the tray. A page that is wider than high is turned onto it so
that its left edge lies at the foot, as the bundle binds its sheets.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

# Paper sizes are rounded, and a hair's breadth is not seen.
_TOLERANCE_MM = 0.3
_SIZE_TOLERANCE_MM = 2.0
# So many different cuts at one side are told one by one.
_MOST_AMOUNTS = 3
_SIZES = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "B4": (257, 364), "B5": (182, 257)}
_SIDES = {"left": "左边", "top": "上边", "right": "右边", "bottom": "下边"}
# Which side of an upright sheet a side of a turned page comes to lie on.
_TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}


@dataclass(frozen=True, slots=True)
class Edges:
    """Four distances in mm, from the edges of a page inwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageToPrint:
    """One page: its number from 1, its size in mm, how far its ink is from its edges (None: it is
    empty)."""

    number: int
    wide: float
    high: float
    ink: Edges | None

    @property
    def is_turned(self) -> bool:
        """Whether it is turned to lie on upright paper."""
        return self.wide > self.high


@dataclass(frozen=True, slots=True)
class Paper:
    """What is in the tray: its size upright in mm, and the edges a printer cannot print on."""

    name: str
    wide: float
    high: float
    blind: Edges = Edges(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Cut:
    """How many mm of what a page shows at one of its sides would be missing on paper."""

    page: int
    side: str
    by: float


@dataclass(frozen=True, slots=True)
class Checked:
    """What would go wrong, in sentences, and what is good to know.

    `cuts` are the single cuts that the sentences sum up.
    """

    troubles: tuple[str, ...]
    notes: tuple[str, ...]
    cuts: tuple[Cut, ...]


def check_print(pages: Sequence[PageToPrint], paper: Paper) -> Checked:
    """What becomes of these pages on this paper, each at its own size and in the middle."""
    too_large = [one for one in pages if _exceeds(one, paper)]
    large = {one.number for one in too_large}
    cuts = [cut for one in pages if one.number not in large for cut in _cuts(one, paper)]
    troubles = [*_too_large(too_large, paper), *_told_cuts(cuts, paper)]
    return Checked(tuple(troubles), tuple(_notes(pages, paper)), tuple(cuts))


def size_name(wide: float, high: float) -> str:
    """「A4」, 「A4 横向」, or the measures of a size without a name."""
    short, long = sorted((wide, high))
    for name, (w, h) in _SIZES.items():
        if abs(short - w) <= _SIZE_TOLERANCE_MM and abs(long - h) <= _SIZE_TOLERANCE_MM:
            return f"{name} 横向" if wide > high else name
    return f"{wide:.0f}×{high:.0f} 毫米"


def numbers(found: Iterable[int]) -> str:
    """「第 3、5 至 8 页」."""
    parts: list[str] = []
    for _, run in groupby(enumerate(sorted(found)), key=lambda pair: pair[1] - pair[0]):
        pages = [page for _, page in run]
        first, last = pages[0], pages[-1]
        parts.append(str(first) if first == last else f"{first} 至 {last}")
    return f"第 {'、'.join(parts)} 页"


def _upright(page: PageToPrint) -> tuple[float, float]:
    return (page.high, page.wide) if page.is_turned else (page.wide, page.high)


def _exceeds(page: PageToPrint, paper: Paper) -> bool:
    wide, high = _upright(page)
    return wide - paper.wide > _SIZE_TOLERANCE_MM or high - paper.high > _SIZE_TOLERANCE_MM


def _cuts(page: PageToPrint, paper: Paper) -> Iterable[Cut]:
    if page.ink is None:
        return
    wide, high = _upright(page)
    beside = {"left": (paper.wide - wide) / 2, "top": (paper.high - high) / 2}
    beside |= {"right": beside["left"], "bottom": beside["top"]}
    for side in _SIDES:
        on_sheet = _TURNED[side] if page.is_turned else side
        by = getattr(paper.blind, on_sheet) - getattr(page.ink, side) - beside[on_sheet]
        if by > _TOLERANCE_MM:
            yield Cut(page.number, side, round(by, 1))


def _too_large(pages: Sequence[PageToPrint], paper: Paper) -> Iterable[str]:
    by_size: dict[str, list[int]] = {}
    for one in pages:
        by_size.setdefault(size_name(one.wide, one.high), []).append(one.number)
    for size, found in by_size.items():
        sheet = size.removesuffix(" 横向")
        yield (
            f"{numbers(found)}是 {size},纸张选的是 {paper.name},印不下;"
            f"请换成 {sheet} 纸,或者送去能印 {sheet} 的打印机。"
        )


def _told_cuts(cuts: Sequence[Cut], paper: Paper) -> Iterable[str]:
    for side, word in _SIDES.items():
        by_amount: dict[float, list[int]] = {}
        for one in cuts:
            if one.side == side:
                by_amount.setdefault(one.by, []).append(one.page)
        if not by_amount:
            continue
        if len(by_amount) > _MOST_AMOUNTS:
            every = [page for found in by_amount.values() for page in found]
            told = f"{numbers(every)}的{word}会被裁掉,最多 {max(by_amount):g} 毫米"
        else:
            parts = [f"{numbers(found)} {by:g} 毫米" for by, found in by_amount.items()]
            told = f"{word}会被裁掉:{'、'.join(parts)}"
        yield (
            f"{told}(这台打印机印不到 {paper.name} 纸的边缘);请换一台打印机,"
            "或者用系统的阅读器打开,按「适合纸张」打印。"
        )


def _notes(pages: Sequence[PageToPrint], paper: Paper) -> Iterable[str]:
    small = [
        one.number
        for one in pages
        if all(
            ours + 10 < its
            for ours, its in zip(_upright(one), (paper.wide, paper.high), strict=True)
        )
    ]
    if small:
        sizes = dict.fromkeys(
            size_name(one.wide, one.high) for one in pages if one.number in set(small)
        )
        yield f"{numbers(small)}是 {'、'.join(sizes)},比 {paper.name} 纸小,会印在纸的中间。"
    if empty := [one.number for one in pages if one.ink is None]:
        yield f"其中空白 {len(empty)} 页({numbers(empty)}),双面打印时留作背面。"
