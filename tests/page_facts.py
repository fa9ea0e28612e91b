"""What a finished page shows, whoever drew it: lines with their places, tables, the page number."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as c

from desktop_app.documents.styles import BODY, CHARACTER, LANDSCAPE, LINE, MM, PORTRAIT
from desktop_app.intake.pdf_page import Rule, read_page

# No line begins with one of these …
NO_BEGINNING = "、。，；：？！）》」』”’"
# … nor ends with one of these.
NO_END = "（《「『“‘"
FULL_PAGE, FULL_LINE = 22, 28
_NUMBER = re.compile(r"—\s*(\d+)\s*—")
_TO_SEAL = re.compile(r"\w+[(（]盖章[)）]：")
_HANZI = re.compile("[\u4e00-\u9fff]+")
# Of the em: a wider gap on one height parts two lines, and meeting marks may be pressed together.
_APART = 1.5
_PRESSED = 0.7
_LEVEL = 1.2
# Of the size: how far above the baseline the middle of a hanzi lies.
_MIDDLE = 0.38
_TOUCH = 1.5
_WHOLE_WIDTH = 0.95


class _Sign(NamedTuple):
    """A character: `left`, `right` along its line, `y` across; `shape` is what it was drawn with."""

    text: str
    left: float
    right: float
    y: float
    size: float
    shape: int
    is_turned: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line as drawn, in points from the sheet's lower left corner; `y` is its middle height."""

    text: str
    left: float
    right: float
    y: float
    size: float

    @property
    def is_body(self) -> bool:
        """Whether it is of the size of body text."""
        return abs(self.size - BODY.size) < 0.6


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's part on one page: its edges, and the text between its first two whole rules.

    A header of two rows has a whole rule below both of them only.
    """

    left: float
    right: float
    bottom: float
    top: float
    head: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what stands within the 版心, from the top, and what stands around it."""

    number: int
    lies: bool
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    around: tuple[Line, ...]
    # What reads downwards, as it stands in the margin of a lying sheet.
    turned: tuple[Line, ...]

    @property
    def prose(self) -> tuple[Line, ...]:
        """The lines outside the tables."""
        return tuple(
            line
            for line in self.lines
            if not any(grid.bottom < line.y < grid.top for grid in self.grids)
        )


def pages_of(path: Path) -> tuple[Page, ...]:
    """The pages of a PDF, without the excerpts of other pages that stand on them as pictures."""
    with pypdfium2.PdfDocument(path) as document:
        return tuple(_page(page, n) for n, page in enumerate(document, start=1))


def _without_excerpts(page: pypdfium2.PdfPage) -> pypdfium2.PdfPage:
    for excerpt in list(page.get_objects([c.FPDF_PAGEOBJ_FORM], max_depth=1)):
        page.remove_obj(excerpt)
    return page


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    read = read_page(_without_excerpts(page))
    sheet = LANDSCAPE if read.lies else PORTRAIT
    foot, head = sheet.bottom_mm * MM, (sheet.height_mm - sheet.top_mm) * MM
    uprights = _merged(read.verticals)
    signs = list(_signs(page))
    upright = _lines([one for one in signs if not one.is_turned], uprights)
    lines = sorted(upright, key=lambda line: (-round(line.y), line.left))
    inside = tuple(line for line in lines if foot - 1 < line.y < head + 1)
    grids = sorted(_grids(_merged(read.horizontals), uprights, lines), key=lambda one: -one.top)
    around = tuple(line for line in lines if line not in inside)
    turned = tuple(_lines([one for one in signs if one.is_turned], ()))
    return Page(number, read.lies, inside, tuple(grids), around, turned)


def _signs(page: pypdfium2.PdfPage) -> Iterator[_Sign]:
    """The characters that are drawn, but for blanks."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        # A sign above U+FFFF is told as two halves at one place.
        code = c.FPDFText_GetUnicode(text.raw, index)
        is_half = 0xDC00 <= code < 0xE000
        if is_half or not chr(code).strip() or c.FPDFText_IsGenerated(text.raw, index) == 1:
            continue
        quarter = round(c.FPDFText_GetCharAngle(text.raw, index) / math.pi * 2) % 4
        if quarter > 1:
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        size = c.FPDFText_GetFontSize(text.raw, index)
        c.FPDFText_GetCharOrigin(text.raw, index, x, y)
        shape = ctypes.cast(c.FPDFText_GetTextObject(text.raw, index), ctypes.c_void_p).value or 0
        middle = _MIDDLE * size
        if quarter:
            # It reads downwards: its line is followed along the sheet's height.
            yield _Sign(chr(code), -top, -bottom, x.value + middle, size, shape, True)
        else:
            yield _Sign(chr(code), left, right, y.value + middle, size, shape, False)


def _lines(signs: Sequence[_Sign], uprights: Sequence[Rule]) -> Iterator[Line]:
    """Signs that follow one another in drawing, on one height, with no rule or hole between."""
    held: list[_Sign] = []
    for sign in signs:
        if held and not _goes_on(held[-1], sign, uprights):
            yield _line(held)
            held = []
        held.append(sign)
    if held:
        yield _line(held)


def _goes_on(last: _Sign, sign: _Sign, uprights: Sequence[Rule]) -> bool:
    # The library puts all signs of a text that is told as a whole (ActualText) at its beginning.
    if last.shape == sign.shape:
        return True
    gap = sign.left - last.right
    if abs(sign.y - last.y) > _LEVEL or not -_PRESSED * sign.size < gap < _APART * sign.size:
        return False
    return not any(
        last.right - 1 < rule.at < sign.left + 1 and rule.low < sign.y < rule.high
        for rule in uprights
    )


def _line(signs: Sequence[_Sign]) -> Line:
    text = "".join(sign.text for sign in signs)
    first, last = signs[0], signs[-1]
    size = max(sign.size for sign in signs)
    if first.is_turned:
        return Line(
            text, first.y - size / 2, first.y + size / 2, -(first.left + last.right) / 2, size
        )
    right = max(sign.right for sign in signs)
    return Line(text, min(sign.left for sign in signs), right, first.y, size)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules whole that are drawn in pieces, cell by cell."""
    found: list[Rule] = []
    for _, level in groupby(sorted(rules), key=lambda rule: round(rule.at / _TOUCH)):
        for rule in sorted(level, key=lambda one: one.low):
            if found and abs(found[-1].at - rule.at) <= _TOUCH and rule.low <= found[-1].high + 1:
                found[-1] = found[-1]._replace(high=max(found[-1].high, rule.high))
            else:
                found.append(rule)
    return found


def _grids(levels: Sequence[Rule], uprights: Sequence[Rule], lines: Sequence[Line]):
    """Tables: what stands between the uprights that begin where whole rules begin."""
    for upright in uprights:
        whole = [
            level
            for level in levels
            if abs(level.low - upright.at) < _TOUCH
            and upright.low - _TOUCH <= level.at <= upright.high + _TOUCH
        ]
        if len(whole) < 2:
            continue
        right = max(level.high for level in whole)
        width = right - upright.at
        tops = sorted(
            (one.at for one in whole if one.high - one.low > _WHOLE_WIDTH * width), reverse=True
        )
        if len(tops) < 2 or any(
            other.at < upright.at - _TOUCH
            and other.low <= upright.low
            and other.high >= tops[0] - 1
            for other in uprights
        ):
            continue
        head = "".join(
            line.text
            for line in sorted(lines, key=lambda one: one.left)
            if tops[1] < line.y < tops[0] and upright.at <= line.left <= right
        )
        yield Grid(upright.at, right, tops[-1], tops[0], head)


# --- what GB/T 9704 asks of these pages; each yields what is wrong, in words -----------------


def wrong_numbers(pages: Sequence[Page]) -> Iterator[str]:
    """7.5: a page says its number outside, odd ones at the right, even ones at the left; a lying
    sheet says it where it would stand if the sheet were upright: turned, in the left margin."""
    for page in pages:
        found = _numbers(page)
        if not found:
            continue
        if [told for told, _ in found] != [str(page.number)]:
            yield f"page {page.number} says {[told for told, _ in found]}"
            continue
        ((_, line),) = found
        is_odd = page.number % 2 == 1
        if page.lies:
            if line not in page.turned or line.right > LANDSCAPE.left_mm * MM:
                yield f"page {page.number} lies, and its number is not turned into the left margin"
            elif (line.y < LANDSCAPE.height_mm * MM / 2) is not is_odd:
                yield f"page {page.number} has its number at the wrong end of the margin"
        elif ((line.left + line.right) / 2 > PORTRAIT.width_mm * MM / 2) is not is_odd:
            yield f"page {page.number} has its number at the wrong side"


def without_number(pages: Sequence[Page]) -> list[int]:
    """The pages that say none."""
    return [page.number for page in pages if not _numbers(page)]


def _numbers(page: Page) -> list[tuple[str, Line]]:
    return [
        (match[1], line)
        for line in (*page.around, *page.turned)
        if (match := _NUMBER.search(line.text))
    ]


def wrong_beginnings(pages: Sequence[Page]) -> Iterator[str]:
    """避头: lines of text and of cells that begin with a mark that must not."""
    for page in pages:
        for line in page.lines:
            if line.text[0] in NO_BEGINNING:
                yield f"page {page.number}: 「{line.text}」"


def headless_tables(pages: Sequence[Page]) -> Iterator[str]:
    """Parts of tables at the head of a page whose header is not that of the part before."""
    for before, page in pairwise(pages):
        if not before.grids or not page.grids or not _goes_over(before, page):
            continue
        if page.grids[0].head != before.grids[-1].head:
            yield f"page {page.number} goes on with a table under 「{page.grids[0].head[:30]}」"


def continued(pages: Sequence[Page]) -> int:
    """On how many pages a table of the page before goes on."""
    return sum(bool(a.grids) and bool(b.grids) and _goes_over(a, b) for a, b in pairwise(pages))


def _goes_over(before: Page, page: Page) -> bool:
    """Whether a table goes on: nothing stands below its part, nor above the next."""
    last, first = before.grids[-1], page.grids[0]
    below = any(line.y < last.bottom for line in before.lines)
    above = any(line.y > first.top for line in page.lines)
    return not below and not above


def lonely_signatures(pages: Sequence[Page], date: str) -> Iterator[str]:
    """7.3.5: pages on which who signs has less than two lines of text above."""
    for page, at in signatures(pages, date):
        if len(levels(page.lines[:at])) < 2:
            yield f"page {page.number} has too little above the signature"


def signatures(pages: Sequence[Page], date: str) -> Iterator[tuple[Page, int]]:
    """The pages on which somebody signs, and how many lines stand above: name and date of a 落款
    (a cover's are larger or smaller than body text), or the foot of a form with its 盖章."""
    for page in pages:
        for at, line in enumerate(page.lines):
            following = page.lines[at + 1] if at + 1 < len(page.lines) else None
            is_named = line.is_body and following is not None and following.text == date
            if is_named or (line in page.prose and _TO_SEAL.match(line.text)):
                yield page, at


def wrong_steps(pages: Sequence[Page]) -> Iterator[str]:
    """5.2.3: lines of a page of text alone that do not stand on 22 lines from the top of the 版心.

    A page with a table, a title or smaller print has other lines too.
    """
    head = (PORTRAIT.height_mm - PORTRAIT.top_mm) * MM
    for page in pages_of_text(pages):
        for line in page.lines:
            steps = (head - LINE / 2 - line.y) / LINE
            if abs(steps - round(steps)) * LINE > _TOUCH:
                yield f"page {page.number}: 「{line.text[:10]}」 stands {steps:.2f} lines below the first"
        if len(levels(page.lines)) > FULL_PAGE:
            yield f"page {page.number} has {len(levels(page.lines))} lines"


def pages_of_text(pages: Sequence[Page]) -> list[Page]:
    """The upright pages on which nothing but body text stands."""
    return [
        page
        for page in pages
        if not page.lies and page.lines and all(line.is_body for line in page.lines)
    ]


def full_pages(pages: Sequence[Page]) -> list[Page]:
    """The pages of text alone on whose last line there is text."""
    foot = PORTRAIT.bottom_mm * MM
    return [page for page in pages_of_text(pages) if page.lines[-1].y < foot + LINE]


def levels(lines: Sequence[Line]) -> list[int]:
    """The heights on which lines stand."""
    return sorted({round(line.y) for line in lines}, reverse=True)


def full_lines(pages: Sequence[Page]) -> list[str]:
    """The lines of hanzi alone that reach from one edge of the 版心 to the other."""
    left, right = PORTRAIT.left_mm * MM, (PORTRAIT.width_mm - PORTRAIT.right_mm) * MM
    return [
        line.text
        for page in pages
        if not page.lies
        for line in page.prose
        if line.is_body
        and _HANZI.fullmatch(line.text)
        and abs(line.left - left) < 2
        and abs(line.right - right) < CHARACTER / 2
    ]
