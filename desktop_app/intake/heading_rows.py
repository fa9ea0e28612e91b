"""What stands over the columns of a grid: the headings of one to three rows as people mean them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Field
from desktop_app.core.values import MONEY_UNITS
from desktop_app.intake.plain import Sheet

DEPTHS = (1, 2, 3)
_UNITS = "|".join(sorted((unit for unit in MONEY_UNITS if unit.endswith("元")), key=len)[::-1])
UNIT = rf"(?:人民币)?({_UNITS})"
_HEADING_UNIT = re.compile(
    rf"\((?:金额)?(?:单位)?:?{UNIT}[^()]{{0,4}}\)|单位:?{UNIT}|[/:,、]{UNIT}$|(?<!单){UNIT}$"
)
_ONLY_UNIT = re.compile(rf"\(?{UNIT}\)?")
_NOISE = re.compile(rf"\([^()]*\)|[/:,、]?(?:人民币)?(?:{_UNITS})$|[:*※★\s]|^\d+[.、]|其中|单位$")
_LONGEST_HEADING = 30
_SUM_HEADINGS = {"合计", "小计", "总计", "总额", "总投资", "总金额", "金额", "总数"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a grid column; `parent` is shared with its neighbours (项目投资), and so is
    what stands `above` that."""

    child: str
    parent: str = ""
    above: str = ""

    @property
    def text(self) -> str:
        return "/".join(part for part in (self.above, self.parent, self.child) if part)

    @property
    def readings(self) -> frozenset[str]:
        """What the heading may say: 「改造前/等级」 together, 「投资/软件」 by its child,
        「投资/合计」 by its parent."""
        if not self.parent:
            return frozenset((bare_heading(self.child),))
        child = bare_heading(self.child)
        below = {bare_heading(self.text), bare_heading(self.parent + self.child), child}
        if self.above:
            below.add(bare_heading(self.above + self.child))
        if child in _SUM_HEADINGS:
            below.add(bare_heading(self.parent))
        return frozenset(below)


@lru_cache(maxsize=8192)
def bare_heading(text: str) -> str:
    """A heading in simplified script, without brackets, units, stars and numbering."""
    folded = in_plain_script(text)
    bare = _NOISE.sub("", folded)
    return bare or folded


def words_of(columns: Iterable[Field]) -> frozenset[str]:
    """The bare headings by which columns are known."""
    return frozenset(
        bare_heading(word) for column in columns for word in (column.label, *column.synonyms)
    )


def is_known(cell: str, words: frozenset[str]) -> bool:
    """Whether a cell is one of these headings."""
    return 0 < len(cell) <= _LONGEST_HEADING and bare_heading(cell) in words


def headings_over(sheet: Sheet, at: int, depth: int) -> list[Heading]:
    """The heading of each grid column; over more rows as parent and child, merged cells spread."""
    width = max((len(row) for row in sheet.rows[at : at + depth]), default=0)
    spread = _spread(sheet, at, depth, width)
    if depth == 1:
        return [Heading(text) for text in spread[0]]
    return [Heading(*_apart(column)) for column in zip(*spread, strict=True)]


def _apart(column: Sequence[str]) -> list[str]:
    """The different words over one column, the lowest first."""
    words = [word for word in column if word]
    apart = [one for one, before in zip(words, ["", *words], strict=False) if one != before]
    if len(apart) > 1 and _ONLY_UNIT.fullmatch(in_plain_script(apart[-1])):
        unit = apart.pop()
        apart[-1] = f"{apart[-1]}({in_plain_script(unit).strip('()')})"
    return apart[::-1] or [""]


def _spread(sheet: Sheet, at: int, depth: int, width: int) -> list[list[str]]:
    rows = [
        [cell.strip() for cell in row] + [""] * (width - len(row))
        for row in sheet.rows[at : at + depth]
    ]
    merges = [one for one in sheet.merged if at <= one[0] < at + depth]
    for first_row, first_column, last_row, last_column in merges:
        text = rows[first_row - at][first_column] if first_column < width else ""
        for row in range(first_row, min(last_row, at + depth - 1) + 1):
            for column in range(first_column, min(last_column, width - 1) + 1):
                rows[row - at][column] = text
    if not merges:
        for level in range(depth - 1):
            for column in range(1, width):
                is_below = any(row[column] for row in rows[level + 1 :])
                if is_below and not any(row[column] for row in rows[: level + 1]):
                    rows[level][column] = rows[level][column - 1]
    return rows


def deepest(sheet: Sheet, at: int) -> int:
    """Over how many rows a header that begins here may go."""
    depth = 1
    while depth < DEPTHS[-1] and at + depth < len(sheet.rows):
        if not _goes_on(sheet, at, at + depth):
            break
        depth += 1
    return depth


def _goes_on(sheet: Sheet, first: int, below: int) -> bool:
    """Whether a row may belong to the header above it: where a merge says so.

    Where none does, as in a CSV, the lower row says something of some columns only.
    """
    merges = [one for one in sheet.merged if first <= one[0] < below]
    if merges:
        return any(
            last_row >= below or (first_row == below - 1 and last_column > first_column)
            for first_row, first_column, last_row, last_column in merges
        )
    upper, lower = sheet.rows[below - 1 : below + 1]
    below_nothing = any(
        one.strip() and not other.strip() for one, other in zip_longest(upper, lower, fillvalue="")
    )
    return below_nothing and any(cell.strip() for cell in lower)


def unit_of(heading: str) -> str:
    """The unit of money that a heading gives, empty when none."""
    found = _HEADING_UNIT.search(in_plain_script(heading))
    return next((unit for unit in found.groups() if unit), "") if found else ""
