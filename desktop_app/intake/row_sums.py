"""小计 and 合计 of a table against the rows that they may cover."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Field
from desktop_app.core.values import parse, show_decimal
from desktop_app.intake.plain import Doubt, ReadRow

# Half of the last digit that people round amounts to.
_TOLERANCE = Decimal("0.005")
# A sum covers no more parts than these.
_MOST_STARTS = 200
_COUNTED = re.compile("[个個项項]")
_COUNT = re.compile(r"(?:小计|合计|总计|共计|累计)?[:(]?共?(\d{1,5})[个项](?:项目)?\)?")


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row of sums: its word, how many projects stand above it, where its own part begins.

    `amounts` maps column id → what it says; `count` is a stated number of projects. `places` maps
    column id → Sheet1!C14. A section's title with sums in it covers the rows below (`is_title`).
    `table` is how many projects stand above the table that it is a row of.
    """

    word: str
    above: int
    start: int
    amounts: Mapping[str, Decimal]
    places: Mapping[str, str]
    where: str
    count: int | None = None
    is_title: bool = False
    table: int = 0


def stated_count(cells: Sequence[str]) -> int | None:
    """The number of projects that a sum row states (合计 14个项目)."""
    for cell in cells:
        match = _COUNT.fullmatch(in_plain_script(cell)) if _COUNTED.search(cell) else None
        if match is not None:
            return int(match[1])
    return None


def compared(
    sums: Sequence[SumRow], rows: Sequence[ReadRow], fields: Sequence[Field]
) -> list[Doubt]:
    """A doubt for each sum that is the sum of no rows it may stand for."""
    doubts: list[Doubt] = []
    if not sums:
        return doubts
    running = {column.id: _running(rows, column) for column in fields}
    for n, one in enumerate(sums):
        spans = _spans(sums, n, len(rows))
        for column in fields:
            given = one.amounts.get(column.id)
            if given is None:
                continue
            so_far = running[column.id]
            actual = [so_far[last] - so_far[first] for first, last in spans]
            if all(abs(given - amount) > _TOLERANCE for amount in actual):
                where = one.places[column.id]
                message = (
                    f"{where} {one.word}行的{column.label}为 {show_decimal(given)},"
                    f"而各行相加为 {show_decimal(actual[0])} {column.unit},请核实"
                )
                doubts.append(Doubt("total_differs", where, message))
        counts = [last - first for first, last in spans]
        if one.count is not None and one.count not in counts:
            message = f"{one.where} {one.word}为 {one.count} 个项目,而表中有 {counts[0]} 行,请核实"
            doubts.append(Doubt("count_differs", one.where, message))
    return doubts


def _spans(sums: Sequence[SumRow], n: int, rows: int) -> list[tuple[int, int]]:
    """The rows (first, last + 1) that a sum may cover, the likeliest first."""
    one = sums[n]
    below = next((other.above for other in sums[n + 1 :] if other.above > one.above), rows)
    if one.is_title:
        return [(one.above, below)]
    is_part, top = one.word == "小计", one.table
    if one.above == top:
        return [(top, below), (top, rows)] if is_part else [(top, rows), (top, below)]
    before = sums[max(0, n - _MOST_STARTS) : n]
    starts = sorted({0, top, one.start, *(other.above for other in before)}, reverse=True)
    parts = [(start, one.above) for start in starts if start < one.above]
    if is_part:
        return parts
    whole = [(start, one.above) for start in dict.fromkeys((top, 0))]
    is_last = n == len(sums) - 1
    return whole if is_last else [*whole, *parts]


def _running(rows: Sequence[ReadRow], column: Field) -> list[Decimal]:
    """The sum of the rows above each row, and of all: a table may have hundreds of sums."""
    values = (parse(column.kind, row.cells.get(column.id, ""), column.unit) for row in rows)
    amounts = (value if isinstance(value, Decimal) else Decimal(0) for value in values)
    return list(accumulate(amounts, initial=Decimal(0)))
