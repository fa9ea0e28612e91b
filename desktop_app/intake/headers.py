"""Finding the header of a project table and which column is which."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop_app.core.names import fold, nearest
from desktop_app.core.programme import Field, Table
from desktop_app.core.values import MONEY_UNITS
from desktop_app.intake.places import column_letters
from desktop_app.intake.plain import COUNTERS, Sheet

SEARCHED_ROWS = 30
_UNITS = "|".join(sorted((unit for unit in MONEY_UNITS if unit.endswith("元")), key=len)[::-1])
_UNIT = rf"(?:人民币)?({_UNITS})"
_HEADING_UNIT = re.compile(
    rf"\((?:金额)?(?:单位)?:?{_UNIT}[^()]{{0,4}}\)|单位:?{_UNIT}|[/:,、]{_UNIT}$|(?<!单){_UNIT}$"
)
# 「填报单位:元丰公司」 gives no unit.
_TITLE_UNIT = re.compile(rf"单位:?\(?{_UNIT}(?![\u4e00-\u9fff])|\({_UNIT}\)")
_NOISE = re.compile(rf"\([^()]*\)|[/:,、]?(?:人民币)?(?:{_UNITS})$|[:*※★\s]|^\d+[.、]|其中|单位$")
_SUM_HEADINGS = {"合计", "小计", "总计", "总额", "总投资", "总金额", "金额", "总数"}
# Headings that differ in one of these are opposites, however alike they are otherwise.
_OPPOSED = (
    ("前", "后"), ("软", "硬"), ("上", "下"), ("已", "未"), ("第一", "第二"),
    ("开", "完"), ("开", "竣"), ("开", "结"), ("开", "截"), ("始", "成"), ("始", "束"),
    ("始", "止"), ("起", "止"), ("启", "结"), ("启", "完"),
)  # fmt: skip
_SIMILAR = 78.0


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a grid, from row `first` to `row`: column id → grid column and heading.

    `units` maps column id → the unit in its heading; `unit` is the table's. `ignored` are the
    headings that no column of the form answers to; `guessed` the columns that were recognised by
    likeness only.
    """

    row: int
    columns: dict[str, int]
    headings: dict[str, str]
    units: dict[str, str]
    unit: str
    ignored: tuple[str, ...]
    score: float
    first: int = 0
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heading:
    """What stands over a grid column; `parent` is shared with its neighbours (项目投资)."""

    child: str
    parent: str = ""

    @property
    def text(self) -> str:
        return f"{self.parent}/{self.child}" if self.parent else self.child

    @property
    def readings(self) -> frozenset[str]:
        """What the heading may say: 「改造前/等级」 together, 「投资/软件」 by its child,
        「投资/合计」 by its parent."""
        if not self.parent:
            return frozenset((bare_heading(self.child),))
        child = bare_heading(self.child)
        below = {bare_heading(self.text), bare_heading(self.parent + self.child), child}
        if child in _SUM_HEADINGS:
            below.add(bare_heading(self.parent))
        return frozenset(below)


class _Words:
    """The words by which each column of a table is known, as headings are compared with them."""

    def __init__(self, table: Table) -> None:
        self.fields = table.column
        self.labels = {field.id: fold(field.label) for field in table.column}
        self.of = {
            field.id: frozenset(map(bare_heading, (field.label, *field.synonyms)))
            for field in table.column
        }
        self.all = frozenset().union(*self.of.values())


def find_header(sheet: Sheet, table: Table) -> Header | None:
    """The best header among the first rows, over one or two rows; None when there is none.

    A header must name the compared column (the project's name) and one more; beside a 序号 the
    name alone will do, when the table requires one and the heading says just that.
    """
    best: Header | None = None
    words = _Words(table)
    for at in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for depth in (1, 2):
            if at + depth > len(sheet.rows) or (depth == 2 and not _may_be_second(sheet, at)):
                continue
            found = _header(sheet, words, at, depth)
            if found is not None and (best is None or found.score > best.score):
                best = found
    return best


def header_at(sheet: Sheet, table: Table, at: int, depth: int = 0) -> Header:
    """The header that a person says begins in row `at`, whatever it names.

    It goes over `depth` rows, or over as many as name more columns. With -1 there is none: the
    table begins with its first row.
    """
    if at < 0 or at >= len(sheet.rows):
        return Header(-1, {}, {}, {}, table_unit(sheet, 0), (), 0.0)
    words = _Words(table)
    most = len(sheet.rows) - at
    depths = (min(depth, 2, most),) if depth else (1, 2) if _may_be_second_of(sheet, at) else (1,)
    found = [_named(sheet, words, at, one, _headings(sheet, at, one)) for one in depths]
    return max(found, key=lambda one: one.score)


def with_columns(sheet: Sheet, header: Header, columns: Mapping[str, int]) -> Header:
    """The header with the columns that a person says; nothing of it is guessed then."""
    width = max((len(row) for row in sheet.rows), default=0)
    texts = [""] * width
    if header.row >= 0:
        given = _headings(sheet, header.first, header.row - header.first + 1)
        texts = [*(one.text.replace("\n", "") for one in given), *texts[len(given) :]]
    placed = {key: index for key, index in columns.items() if 0 <= index < width}
    return replace(
        header,
        columns=placed,
        headings={key: texts[at] or f"{column_letters(at)}列" for key, at in placed.items()},
        units={key: unit for key, at in placed.items() if (unit := _unit_of(texts[at]))},
        ignored=_ignored(texts, placed),
        guessed=(),
    )


@lru_cache(maxsize=8192)
def bare_heading(text: str) -> str:
    """A heading without brackets, units, stars and numbering."""
    folded = fold(text)
    bare = _NOISE.sub("", folded)
    return bare or folded


def table_unit(sheet: Sheet, header_row: int) -> str:
    """The unit that a line above the header gives (单位:万元), empty when none does."""
    lines = [sheet.title, *(cell for row in sheet.rows[:header_row] for cell in row if cell)]
    for line in reversed(lines):
        found = _TITLE_UNIT.search(fold(line))
        if found is not None:
            return next(unit for unit in found.groups() if unit)
    return ""


def _header(sheet: Sheet, words: _Words, at: int, depth: int) -> Header | None:
    """The header that begins in this row; None where the row is none."""
    headings = _headings(sheet, at, depth)
    if all(words.all.isdisjoint(one.readings) for one in headings if one.text):
        return None
    found = _named(sheet, words, at, depth, headings)
    compared = [field.id for field in words.fields if field.compared]
    if not found.columns or any(name not in found.columns for name in compared):
        return None
    if len(found.columns) < 2:
        required = {field.id for field in words.fields if field.compared and field.required}
        is_list = not found.guessed and not required.isdisjoint(found.columns)
        if not is_list or not any(fold(_in_one(one)) in COUNTERS for one in headings):
            return None
    return found


def _named(
    sheet: Sheet, words: _Words, at: int, depth: int, headings: Sequence[_Heading]
) -> Header:
    """Which column each heading names."""
    read = [(index, one, one.readings) for index, one in enumerate(headings) if one.text]
    columns: dict[str, int] = {}
    score = 0.0
    for weight, test in _TESTS:
        for field in words.fields:
            if field.id in columns:
                continue
            for index, heading, readings in read:
                if index not in columns.values() and test(words, field.id, heading, readings):
                    columns[field.id] = index
                    score += weight
                    break
    guessed = _similar(words.fields, headings, columns)
    columns |= guessed
    # A second row belongs to the header only when it names more columns than the first alone.
    score += 1.5 * len(guessed) - depth * 0.1
    texts = [_in_one(heading) for heading in headings]
    return Header(
        row=at + depth - 1,
        columns=columns,
        headings={field_id: headings[index].text for field_id, index in columns.items()},
        units={key: unit for key, index in columns.items() if (unit := _unit_of(texts[index]))},
        unit=table_unit(sheet, at),
        ignored=_ignored(texts, columns),
        score=score,
        first=at,
        guessed=tuple(guessed),
    )


def _in_one(heading: _Heading) -> str:
    return heading.text.replace("\n", "")


def _ignored(texts: Sequence[str], columns: Mapping[str, int]) -> tuple[str, ...]:
    """The headings of columns that are not read; that of the rows' numbers is none."""
    taken = set(columns.values())
    return tuple(
        text
        for index, text in enumerate(texts)
        if text.strip() and index not in taken and fold(text) not in COUNTERS
    )


def _is_label(words: _Words, field_id: str, heading: _Heading, _: frozenset[str]) -> bool:
    return fold(heading.text) == words.labels[field_id]


def _is_synonym(words: _Words, field_id: str, heading: _Heading, _: frozenset[str]) -> bool:
    return bare_heading(heading.text) in words.of[field_id]


def _is_below(words: _Words, field_id: str, heading: _Heading, readings: frozenset[str]) -> bool:
    return bool(heading.parent) and not words.of[field_id].isdisjoint(readings)


_Test = Callable[[_Words, str, _Heading, frozenset[str]], bool]
_TESTS: tuple[tuple[float, _Test], ...] = ((3.0, _is_label), (2.5, _is_synonym), (2.4, _is_below))


def _similar(
    every: Sequence[Field], headings: Sequence[_Heading], columns: dict[str, int]
) -> dict[str, int]:
    """Columns still unknown whose heading is nearly a known word; each heading used once."""
    if not columns:
        return {}
    fields = [field for field in every if field.id not in columns]
    free = [i for i, one in enumerate(headings) if one.text and i not in columns.values()]
    words = [
        (field, bare_heading(word)) for field in fields for word in (field.label, *field.synonyms)
    ]
    texts = [bare_heading(headings[i].text) for i in free]
    found: dict[str, int] = {}
    for i, j, _ in nearest(texts, [word for _, word in words], _SIMILAR):
        field, word = words[j]
        if field.id not in found and not _are_opposed(texts[i], word):
            found[field.id] = free[i]
    return found


def _are_opposed(left: str, right: str) -> bool:
    return any(
        (one in left) != (one in right)
        and (other in left) != (other in right)
        and (one in left) != (other in left)
        for one, other in _OPPOSED
    )


def _headings(sheet: Sheet, at: int, depth: int) -> list[_Heading]:
    """The heading of each grid column; over two rows as parent and child, merged cells spread."""
    width = max((len(row) for row in sheet.rows[at : at + depth]), default=0)
    spread = _spread(sheet, at, depth, width)
    if depth == 1:
        return [_Heading(text) for text in spread[0]]
    return [
        _Heading(lower, upper) if upper and lower and upper != lower else _Heading(lower or upper)
        for upper, lower in zip(*spread, strict=True)
    ]


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
    if depth == 2 and not merges:
        upper, lower = rows
        for column in range(1, width):
            if lower[column] and not upper[column]:
                upper[column] = upper[column - 1]
    return rows


def _may_be_second(sheet: Sheet, at: int) -> bool:
    """A row is joined to the one below where a merge in it says so.

    A CSV knows no merges: there the lower row fills what the upper leaves blank, and the reverse.
    """
    if sheet.merged:
        return any(
            first_row == at and (last_row > at or last_column > first_column)
            for first_row, first_column, last_row, last_column in sheet.merged
        )
    upper, lower = sheet.rows[at : at + 2]
    pairs = [(bool(one.strip()), bool(other.strip())) for one, other in zip(upper, lower)]  # noqa: B905 - a shorter row ends in blanks
    return (False, True) in pairs[1:] and (True, False) in pairs


def _may_be_second_of(sheet: Sheet, at: int) -> bool:
    return at + 1 < len(sheet.rows) and _may_be_second(sheet, at)


def _unit_of(heading: str) -> str:
    found = _HEADING_UNIT.search(fold(heading))
    return next((unit for unit in found.groups() if unit), "") if found else ""
