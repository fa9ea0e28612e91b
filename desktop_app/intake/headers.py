"""Finding the header of a project table and which column is which."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from desktop_app.core.names import in_plain_script, nearest
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.sheet_places import column_letters
from desktop_app.intake.heading_blocks import blocks_of
from desktop_app.intake.heading_rows import (
    DEPTHS,
    UNIT,
    Heading,
    bare_heading,
    deepest,
    headings_over,
    unit_of,
    words_of,
)  # fmt: skip
from desktop_app.intake.plain import COUNTERS, Sheet

SEARCHED_ROWS = 30
# 「填报单位:元丰公司」 gives no unit.
_TITLE_UNIT = re.compile(rf"单位:?\(?{UNIT}(?![\u4e00-\u9fff])|\({UNIT}\)")
# Headings that differ in one of these are opposites, however alike they are otherwise.
_OPPOSED = (
    ("前", "后"), ("软", "硬"), ("上", "下"), ("已", "未"), ("第一", "第二"),
    ("开", "完"), ("开", "竣"), ("开", "结"), ("开", "截"), ("始", "成"), ("始", "束"),
    ("始", "止"), ("起", "止"), ("启", "结"), ("启", "完"),
)  # fmt: skip
_SIMILAR = 78.0
_SHORT_HEADING = 4


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a grid, from row `first` to `row`: column id → grid column and heading.

    `units` maps column id → the unit in its heading; `unit` is the table's. `ignored` are the grid
    columns that no column of the form answers to, with their headings; `guessed` the columns that
    were recognised by likeness only; `again` are grid columns whose heading says what another
    column's does, with the one that is read.
    """

    row: int
    columns: dict[str, int]
    headings: dict[str, str]
    units: dict[str, str]
    unit: str
    ignored: tuple[tuple[int, str], ...]
    score: float
    first: int = 0
    guessed: tuple[str, ...] = ()
    again: tuple[tuple[int, int], ...] = ()


class _Words:
    """The words by which each column of a table is known, as headings are compared with them."""

    def __init__(self, table: Table) -> None:
        self.fields = table.column
        self.labels = {field.id: in_plain_script(field.label) for field in table.column}
        self.of = {field.id: words_of((field,)) for field in table.column}
        self.names = tuple(field.id for field in table.column if field.compared)
        self.all = frozenset().union(*self.of.values())


_Read = list[tuple[int, Heading, frozenset[str]]]


def find_header(sheet: Sheet, table: Table) -> Header | None:
    """The best header among the first rows, over one to three rows; None when there is none.

    A header must name the compared column (the project's name) and one more; beside a 序号 the
    name alone will do, when the table requires one and the heading says just that.
    """
    best: Header | None = None
    words = _Words(table)
    for at in range(min(SEARCHED_ROWS, len(sheet.rows))):
        found = _best(sheet, words, at)
        if found is not None and (best is None or _is_better(sheet, found, best)):
            best = found
    return best


def _is_better(sheet: Sheet, found: Header, best: Header) -> bool:
    """Whether a header further down is the better one: the same printed again below is not, and
    neither is that of a further table below rows of this one."""
    if found.first <= best.row:
        return found.score > best.score
    columns = best.columns.values()
    return len(found.columns) > len(best.columns) and not any(
        sum(bool(row[index].strip()) for index in columns if index < len(row)) > 1
        for row in sheet.rows[best.row + 1 : found.first]
    )


def another_header(sheet: Sheet, table: Table, at: int, since: int) -> Header | None:
    """The header of a further table that begins in this row, when it is one.

    Its unit is what a line close above gives, since row `since`, where the table above ended.
    """
    words = _Words(table)
    found = _best(sheet, words, at, max(since, at - SEARCHED_ROWS))
    # Among the rows, a heading that is nearly 「项目名称」 (项目数) is no proof.
    if found is None or {*found.guessed} & {*words.names}:
        return None
    return found


def _best(sheet: Sheet, words: "_Words", at: int, since: int = 0) -> Header | None:
    found = [_header(sheet, words, at, depth, since) for depth in DEPTHS[: deepest(sheet, at)]]
    return max((one for one in found if one is not None), key=lambda one: one.score, default=None)


def header_at(sheet: Sheet, table: Table, at: int, depth: int = 0) -> Header:
    """The header that a person says begins in row `at`, whatever it names.

    It goes over `depth` rows, or over as many as name more columns. With -1 there is none: the
    table begins with its first row.
    """
    if at < 0 or at >= len(sheet.rows):
        return Header(-1, {}, {}, {}, table_unit(sheet, 0), (), 0.0)
    words = _Words(table)
    most = len(sheet.rows) - at
    depths = (min(depth, DEPTHS[-1], most),) if depth else DEPTHS[: deepest(sheet, at)]
    found = [_named(sheet, words, at, one, headings_over(sheet, at, one)) for one in depths]
    return max(found, key=lambda one: one.score)


def with_columns(sheet: Sheet, header: Header, columns: Mapping[str, int]) -> Header:
    """The header with the columns that a person says; nothing of it is guessed then."""
    width = sheet.width
    texts = [""] * width
    if header.row >= 0:
        given = headings_over(sheet, header.first, header.row - header.first + 1)
        texts = [*(one.text.replace("\n", "") for one in given), *texts[len(given) :]]
    placed = {key: index for key, index in columns.items() if 0 <= index < width}
    return replace(
        header,
        columns=placed,
        headings={key: texts[at] or f"{column_letters(at)}列" for key, at in placed.items()},
        units={key: unit for key, at in placed.items() if (unit := unit_of(texts[at]))},
        ignored=_ignored(texts, {*placed.values()}),
        guessed=(),
        again=(),
    )


def table_unit(sheet: Sheet, header_row: int, since: int = 0) -> str:
    """The unit that a line above the header gives (单位:万元), empty when none does; of a further
    table, a line from row `since` on."""
    rows = sheet.rows[since:header_row]
    lines = (cell for row in reversed(rows) for cell in reversed(row) if cell)
    for line in chain(lines, () if since else (sheet.title,)):
        found = _TITLE_UNIT.search(in_plain_script(line))
        if found is not None:
            return next(unit for unit in found.groups() if unit)
    return ""


def _header(sheet: Sheet, words: _Words, at: int, depth: int, since: int) -> Header | None:
    """The header that begins in this row; None where the row is none."""
    headings = headings_over(sheet, at, depth)
    if all(words.all.isdisjoint(one.readings) for one in headings if one.text):
        return None
    found = _named(sheet, words, at, depth, headings, since)
    if not found.columns or any(name not in found.columns for name in words.names):
        return None
    if len(found.columns) < 2:
        required = {field.id for field in words.fields if field.compared and field.required}
        is_list = not found.guessed and not required.isdisjoint(found.columns)
        if not is_list or not any(in_plain_script(_in_one(one)) in COUNTERS for one in headings):
            return None
    return found


def _named(
    sheet: Sheet,
    words: _Words,
    at: int,
    depth: int,
    headings: Sequence[Heading],
    since: int = 0,
) -> Header:
    """Which column each heading names; of tables side by side, in the one that names most."""
    read = [(index, one, one.readings) for index, one in enumerate(headings) if one.text]
    names = frozenset[str]().union(*(words.of[name] for name in words.names))
    found = [
        _columns(words, [one for one in read if one[0] in block.columns])
        for block in blocks_of(headings, names)
    ]
    score, columns, guessed = max(found, key=lambda one: one[0])
    texts = [_in_one(heading) for heading in headings]
    again = _again(words, read, columns)
    units = {key: unit for key, index in columns.items() if (unit := unit_of(texts[index]))}
    with_units = sum(bool(unit_of(headings[index].child)) for index in columns.values())
    return Header(
        row=at + depth - 1,
        columns=columns,
        headings={field_id: headings[index].text for field_id, index in columns.items()},
        units=units,
        unit=table_unit(sheet, at, since),
        ignored=_ignored(texts, {*columns.values(), *(index for index, _ in again)}),
        # A second row belongs to the header only when it names more columns than the first alone,
        # or gives their units; a line above it that says 单位:万元 is none of it.
        score=score + 0.2 * with_units - depth * 0.1,
        first=at,
        guessed=tuple(guessed),
        again=again,
    )


def _columns(words: _Words, read: _Read) -> tuple[float, dict[str, int], dict[str, int]]:
    """How sure the headings are, the column of each field, and those that are guessed."""
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
    guessed = _similar(words.fields, read, columns)
    return score + 1.5 * len(guessed), columns | guessed, guessed


def _in_one(heading: Heading) -> str:
    return heading.text.replace("\n", "")


def _ignored(texts: Sequence[str], taken: set[int]) -> tuple[tuple[int, str], ...]:
    """The headings of columns that are not read; that of the rows' numbers is none."""
    return tuple(
        (index, text)
        for index, text in enumerate(texts)
        if text.strip() and index not in taken and bare_heading(text) not in COUNTERS
    )


def _again(words: _Words, read: _Read, columns: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """Columns that say they are what another column is, which alone is read."""
    taken = {*columns.values()}
    return tuple(
        (index, same[0])
        for index, _, readings in read
        if index not in taken
        and (same := [at for key, at in columns.items() if words.of[key] & readings])
    )


def _is_label(words: _Words, field_id: str, heading: Heading, _: frozenset[str]) -> bool:
    return in_plain_script(heading.text) == words.labels[field_id]


def _is_synonym(words: _Words, field_id: str, heading: Heading, _: frozenset[str]) -> bool:
    return bare_heading(heading.text) in words.of[field_id]


def _is_below(words: _Words, field_id: str, heading: Heading, readings: frozenset[str]) -> bool:
    return bool(heading.parent) and not words.of[field_id].isdisjoint(readings)


_Test = Callable[[_Words, str, Heading, frozenset[str]], bool]
# Nearly the same weight: a header that names one more column is the better one.
_TESTS: tuple[tuple[float, _Test], ...] = (
    (3.0, _is_label), (2.95, _is_synonym), (2.9, _is_below)
)  # fmt: skip


def _similar(every: Sequence[Field], read: _Read, columns: dict[str, int]) -> dict[str, int]:
    """Columns still unknown whose heading is nearly a known word; each heading used once."""
    if not columns:
        return {}
    fields = [field for field in every if field.id not in columns]
    free = [(i, one) for i, one, _ in read if i not in columns.values()]
    words = [
        (field, bare_heading(word)) for field in fields for word in (field.label, *field.synonyms)
    ]
    # A long heading says enough without what it shares with its neighbours.
    texts = [
        bare_heading(one.child if len(one.child) > _SHORT_HEADING else one.text) for _, one in free
    ]
    found: dict[str, int] = {}
    for i, j, _ in nearest(texts, [word for _, word in words], _SIMILAR):
        field, word = words[j]
        if field.id not in found and not _are_opposed(texts[i], word):
            found[field.id] = free[i][0]
    return found


def _are_opposed(left: str, right: str) -> bool:
    return any(
        (one in left) != (one in right)
        and (other in left) != (other in right)
        and (one in left) != (other in left)
        for one, other in _OPPOSED
    )
