"""The ruled tables of a PDF page: rules make a grid, characters fall into its cells."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop_app.intake.pdf_page import Glyph, Page, Rule
from desktop_app.intake.plain import Merge

# Rules closer than this are one (points); a rule that ends this near another one meets it.
_NEAR = 2.5
_LATIN_END = re.compile(r"[A-Za-z0-9]+$")
_LATIN_START = re.compile(r"[A-Za-z0-9]+")
_LATIN = re.compile(r"[A-Za-z0-9]")
# A collapsed blank leaves at least this share of its width as a gap.
_SHARE_OF_BLANK = 0.7


@dataclass(slots=True)
class Grid:
    """A ruled table on one page: its rules' places, x ascending, y descending, and its cells."""

    xs: list[float]
    ys: list[float]
    verticals: list[Rule]
    horizontals: list[Rule]
    cells: dict[tuple[int, int], list[Glyph]] = field(
        default_factory=dict[tuple[int, int], list[Glyph]]
    )

    def take(self, glyph: Glyph) -> bool:
        """Put a character into its cell; False when it stands outside the table."""
        x = (glyph.left + glyph.right) / 2
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= glyph.y <= self.ys[0]):
            return False
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, -glyph.y, key=_negative), len(self.ys) - 1) - 1
        self.cells.setdefault((max(row, 0), max(column, 0)), []).append(glyph)
        return True

    def ruled(self) -> "Ruled":
        """The rows of text; cells that no rule parts are one, with the text in the first."""
        height, width = len(self.ys) - 1, len(self.xs) - 1
        first = self._owners(height, width)
        ends: dict[tuple[int, int], tuple[int, int]] = {}
        for at, owner in first.items():
            row, column = ends.get(owner, owner)
            ends[owner] = (max(row, at[0]), max(column, at[1]))
        glyphs: dict[tuple[int, int], list[Glyph]] = {}
        for at, inside in self.cells.items():
            glyphs.setdefault(first[at], []).extend(inside)
        rows = [[""] * width for _ in range(height)]
        unbroken: dict[tuple[int, int], str] = {}
        draws_blanks = False
        for (row, column), inside in glyphs.items():
            _, last = ends[row, column]
            lines = text_lines(inside)
            text, whole = cell_text(lines, self.xs[column], self.xs[last + 1])
            rows[row][column] = text
            if whole != text:
                unbroken[row, column] = whole
            draws_blanks = draws_blanks or any(_ends_in_drawn_blank(line) for line in lines[:-1])
        merged = [(*owner, *end) for owner, end in ends.items() if owner != end]
        return Ruled(self.xs, rows, merged, unbroken, draws_blanks)

    def _owners(self, height: int, width: int) -> dict[tuple[int, int], tuple[int, int]]:
        """Each cell's first cell: where no rule parts two neighbours they belong together."""
        upright = _stretches(self.verticals, self.xs)
        level = _stretches(self.horizontals, self.ys[::-1])[::-1]
        owner = {(row, column): (row, column) for row in range(height) for column in range(width)}

        def root(at: tuple[int, int]) -> tuple[int, int]:
            while owner[at] != at:
                owner[at] = owner[owner[at]]
                at = owner[at]
            return at

        for row in range(height):
            y = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(width):
                x = (self.xs[column] + self.xs[column + 1]) / 2
                here = (row, column)
                if column and not _covers(upright[column], y):
                    _join(owner, root(here), root((row, column - 1)))
                if row and not _covers(level[row], x):
                    _join(owner, root(here), root((row - 1, column)))
        return {at: root(at) for at in owner}


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a grid holds: where its upright rules stand, its rows of text, its merged cells.

    `unbroken` are the cells that read otherwise where a file draws the blanks at which lines break,
    `draws_blanks` whether this grid is of such a file.
    """

    xs: list[float]
    rows: list[list[str]]
    merged: list[Merge]
    unbroken: dict[tuple[int, int], str]
    draws_blanks: bool

    def read(self, *, draws_blanks: bool) -> list[list[str]]:
        """The rows as they read in a file that draws the blanks at which lines break, or not."""
        rows = [[*row] for row in self.rows]
        if draws_blanks:
            for (row, column), text in self.unbroken.items():
                rows[row][column] = text
        return rows


def grids(page: Page) -> list[Grid]:
    """The ruled tables of a page, from the top: rules grouped where the upright ones go on."""
    found: list[Grid] = []
    for low, high in _joined([(rule.low, rule.high) for rule in page.verticals]):
        upright = [r for r in page.verticals if r.low >= low - _NEAR and r.high <= high + _NEAR]
        xs = _places([rule.at for rule in upright])
        level = [
            rule
            for rule in page.horizontals
            if low - _NEAR <= rule.at <= high + _NEAR
            and rule.high >= xs[0] - _NEAR
            and rule.low <= xs[-1] + _NEAR
        ]
        ys = _places([rule.at for rule in level])[::-1]
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Grid(xs, ys, upright, level))
    return sorted(found, key=lambda grid: -grid.ys[0])


def cell_text(lines: Sequence[Sequence[Glyph]], left: float, right: float) -> tuple[str, str]:
    """A cell's lines joined, and the same as it reads in a file that draws the blanks at which
    lines break. Elsewhere a blank is put where a line broke between two Latin words, not inside a
    word or number that is longer than the cell is wide."""
    text = whole = ""
    before: Sequence[Glyph] = ()
    for line in lines:
        part = line_text(line, is_cell=True)
        if _broke_between_words(text, part, before, line, left, right):
            text += " "
        text += part
        whole += part
        before = line
    return text, whole


def _ends_in_drawn_blank(line: Sequence[Glyph]) -> bool:
    return line[-1].sign == " " and not line[-1].is_inferred


def text_lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters as lines from the top, each from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.y):
        if lines and lines[-1][0].y - glyph.y < 0.5 * max(glyph.height, lines[-1][0].height):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda one: one.left)
    return lines


def line_text(line: Sequence[Glyph], *, is_cell: bool = False) -> str:
    """The text of one line. Blanks that were only inferred stay between Latin words; blanks that
    the library took together come back in cells; a wide gap in running text is a tab."""
    out: list[str] = []
    gap_here = _usual_gap(line) if is_cell else 0.0
    for n, glyph in enumerate(line):
        after = line[n + 1] if n + 1 < len(line) else None
        if glyph.is_inferred:
            if out and after is not None and _LATIN.match(out[-1]) and _LATIN.match(after.sign):
                out.append(" ")
            continue
        out.append(glyph.sign)
        gap = 0.0 if after is None else after.left - glyph.right
        width = glyph.right - glyph.left
        if is_cell and glyph.sign == " " and gap - gap_here >= _SHARE_OF_BLANK * width > 0:
            out.append(" " * round((gap - gap_here) / width))
        elif not is_cell and after is not None and gap > 1.5 * glyph.height:
            out.append("\t")
    return "".join(out)


def _usual_gap(line: Sequence[Glyph]) -> float:
    gaps = sorted(b.left - a.right for a, b in pairwise(line) if a.sign.strip())
    return gaps[len(gaps) // 2] if gaps else 0.0


def _broke_between_words(
    text: str,
    part: str,
    before: Sequence[Glyph],
    line: Sequence[Glyph],
    left: float,
    right: float,
) -> bool:
    last, first = _LATIN_END.search(text), _LATIN_START.match(part)
    if last is None or first is None or (text[-1].isdigit() and part[0].isdigit()):
        # A long number goes on; two numbers are not set side by side.
        return False
    margin = max(before[0].left - left, 0.0)
    room = right - left - 2 * margin
    ends = _width(before[-min(len(last[0]), len(before)) :])
    begins = _width(line[: len(first[0])])
    if ends + begins > room:
        return False
    # Had the word gone on, its next letter would have found room.
    return right - margin - before[-1].right > _width(line[:1])


def _width(glyphs: Sequence[Glyph]) -> float:
    return glyphs[-1].right - glyphs[0].left


def _negative(value: float) -> float:
    return -value


def _join(
    owner: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]
) -> None:
    first, second = min(one, other), max(one, other)
    owner[second] = first


def _stretches(rules: Sequence[Rule], places: Sequence[float]) -> list[list[tuple[float, float]]]:
    """For each place (ascending) the stretches that are ruled there."""
    out: list[list[tuple[float, float]]] = [[] for _ in places]
    for rule in rules:
        at = bisect_right(places, rule.at + _NEAR) - 1
        out[max(at, 0)].append((rule.low, rule.high))
    return [_joined(stretches) for stretches in out]


def _joined(intervals: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Intervals made one where they touch."""
    out: list[tuple[float, float]] = []
    for low, high in sorted(intervals):
        if out and low <= out[-1][1] + _NEAR:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _covers(stretches: Sequence[tuple[float, float]], value: float) -> bool:
    return any(low <= value <= high for low, high in stretches)


def _places(values: Sequence[float]) -> list[float]:
    """Ascending places of rules, near ones taken as one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out
