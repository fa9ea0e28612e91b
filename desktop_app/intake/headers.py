"""Finding the header of a project table and which column is which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.names import fold, nearest
from desktop_app.core.programme import Field, Table
from desktop_app.core.values import MONEY_UNITS
from desktop_app.intake.plain import Sheet

SEARCHED_ROWS = 30
_HEADING_UNIT = re.compile(r"\((?:单位:?)?([^()]*元)\)|单位:?([^()\s]*元)")
_NOISE = re.compile(r"\([^()]*\)|[:*※★\s]|^\d+[.、]|其中|单位$")
_SIMILAR = 78.0


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a grid: its last row, column id → grid column, and what it says of units.

    `units` maps column id → the unit in its heading; `unit` is the table's. `ignored` are the
    headings that no column of the form answers to.
    """

    row: int
    columns: dict[str, int]
    headings: dict[str, str]
    units: dict[str, str]
    unit: str
    ignored: tuple[str, ...]
    score: float


def find_header(sheet: Sheet, table: Table) -> Header | None:
    """The best header among the first rows, over one or two rows; None when there is none.

    A header must name the compared column (the project's name) and one more.
    """
    best: Header | None = None
    for at in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for depth in (1, 2):
            if at + depth > len(sheet.rows) or (depth == 2 and not _may_be_second(sheet, at)):
                continue
            found = _header(sheet, table, at, depth)
            if found is not None and (best is None or found.score > best.score):
                best = found
    return best


def matches(heading: str, field: Field) -> bool:
    """Whether a heading is a column's label or one of its synonyms, units and blanks aside."""
    bare = bare_heading(heading)
    return any(bare == bare_heading(word) for word in (field.label, *field.synonyms))


def bare_heading(text: str) -> str:
    """A heading without brackets, units, stars and numbering."""
    folded = fold(text)
    bare = _NOISE.sub("", folded)
    return bare or folded


def table_unit(sheet: Sheet, header_row: int) -> str:
    """The unit that a line above the header gives (单位:万元), empty when none does."""
    for row in sheet.rows[:header_row]:
        for cell in row:
            found = _HEADING_UNIT.search(fold(cell)) if "单位" in cell else None
            unit = (found[1] or found[2]) if found else ""
            if unit in MONEY_UNITS:
                return unit
    return ""


def _header(sheet: Sheet, table: Table, at: int, depth: int) -> Header | None:
    headings = _headings(sheet, at, depth)
    columns: dict[str, int] = {}
    score = 0.0
    for weight, test in ((3.0, _is_label), (2.5, matches), (2.4, _parent_or_child)):
        for field in table.column:
            if field.id in columns:
                continue
            for index, heading in enumerate(headings):
                if index not in columns.values() and heading and test(heading, field):
                    columns[field.id] = index
                    score += weight
                    break
    score += _similar(table, headings, columns)
    compared = [field.id for field in table.column if field.compared]
    if len(columns) < 2 or any(name not in columns for name in compared):
        return None
    units = {
        field_id: unit for field_id, index in columns.items() if (unit := _unit_of(headings[index]))
    }
    ignored = tuple(
        heading.replace("\n", "") for index, heading in enumerate(headings)
        if heading.strip() and index not in columns.values() and fold(heading) not in _COUNTERS
    )  # fmt: skip
    named = {field_id: headings[index] for field_id, index in columns.items()}
    # A second row belongs to the header only when it names more columns than the first alone.
    return Header(
        at + depth - 1, columns, named, units, table_unit(sheet, at), ignored, score - depth * 0.1
    )


_COUNTERS = {"序号", "编号", "no", "no.", "行次"}


def _is_label(heading: str, field: Field) -> bool:
    return fold(heading) == fold(field.label)


def _parent_or_child(heading: str, field: Field) -> bool:
    """「项目投资(万元)/软件」: the child under a shared heading names the column."""
    return "/" in heading and matches(heading.rsplit("/", 1)[1], field)


def _similar(table: Table, headings: Sequence[str], columns: dict[str, int]) -> float:
    """Columns still unknown whose heading is nearly a known word; each heading used once."""
    if not columns:
        return 0.0
    fields = [field for field in table.column if field.id not in columns]
    free = [i for i, text in enumerate(headings) if text.strip() and i not in columns.values()]
    words = [
        (field, bare_heading(word)) for field in fields for word in (field.label, *field.synonyms)
    ]
    pairs = nearest(
        [bare_heading(headings[i]) for i in free], [word for _, word in words], _SIMILAR
    )
    score = 0.0
    for i, j, _ in pairs:
        field = words[j][0]
        if field.id not in columns and free[i] not in columns.values():
            columns[field.id] = free[i]
            score += 1.5
    return score


def _headings(sheet: Sheet, at: int, depth: int) -> list[str]:
    """The heading of each grid column; over two rows as parent/child, merged cells spread."""
    width = max((len(row) for row in sheet.rows[at : at + depth]), default=0)
    spread = _spread(sheet, at, depth, width)
    if depth == 1:
        return spread[0]
    out: list[str] = []
    for upper, lower in zip(*spread, strict=True):
        if upper and lower and upper != lower:
            out.append(f"{upper}/{lower}")
        else:
            out.append(lower or upper)
    return out


def _spread(sheet: Sheet, at: int, depth: int, width: int) -> list[list[str]]:
    rows = [
        [cell.strip() for cell in row] + [""] * (width - len(row))
        for row in sheet.rows[at : at + depth]
    ]
    for first_row, first_column, last_row, last_column in sheet.merged:
        if not at <= first_row < at + depth:
            continue
        text = rows[first_row - at][first_column] if first_column < width else ""
        for row in range(first_row, min(last_row, at + depth - 1) + 1):
            for column in range(first_column, min(last_column, width - 1) + 1):
                rows[row - at][column] = text
    return rows


def _may_be_second(sheet: Sheet, at: int) -> bool:
    """A row is joined to the one below only where a merge in it says so."""
    return any(
        first_row == at and (last_row > at or last_column > first_column)
        for first_row, first_column, last_row, last_column in sheet.merged
    )


def _unit_of(heading: str) -> str:
    found = _HEADING_UNIT.search(fold(heading))
    unit = (found[1] or found[2]) if found else ""
    return unit if unit in MONEY_UNITS else ""
