"""Projects that several sheets of one workbook list: each is read once, and that is told.

A sheet that gathers all counties' sheets says everything twice. Within one sheet nothing is left
out: a project that stands there twice is for the checks to find.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Field
from desktop_app.intake.places import LISTED
from desktop_app.intake.plain import Doubt, ReadRow


@dataclass(frozen=True, slots=True)
class ListedTable:
    """The rows of one table and the columns it has; `place` is which sheet of the file it is on,
    `kept` are rows that a person wants."""

    place: int
    sheet: str
    rows: Sequence[ReadRow]
    columns: Sequence[Field]
    kept: frozenset[int] = frozenset()


Repeats = Mapping[int, ReadRow]


def repeats_of(tables: Sequence[ListedTable], firm: Sequence[str]) -> list[Repeats]:
    """For each table its rows that one of another sheet gives: which row, and where it is read.

    Of two tables the one with more columns is read, then the one with more rows. Two rows are one
    project when their names are, unless the columns of the `firm` say otherwise.
    """
    found: list[Repeats] = [{} for _ in tables]
    if len({table.place for table in tables}) < 2:
        return found
    order = sorted(
        range(len(tables)), key=lambda n: (-len(tables[n].columns), -len(tables[n].rows), n)
    )
    known: dict[str, list[tuple[int, ReadRow]]] = {}
    for n in order:
        table = tables[n]
        name = next((one.id for one in table.columns if one.compared), "")
        again: dict[int, ReadRow] = {}
        for at, row in enumerate(table.rows):
            same = known.get(fold(row.cells.get(name, "")), ())
            others = (one for place, one in same if place != table.place)
            first = next((one for one in others if _is_one_firm(one, row, firm)), None)
            if first is not None and at not in table.kept:
                again[at] = first
        found[n] = again
        for at, row in enumerate(table.rows):
            if at not in again and row.cells.get(name, "").strip():
                known.setdefault(fold(row.cells[name]), []).append((table.place, row))
    return found


def repeats_told(tables: Sequence[ListedTable], repeats: Sequence[Repeats]) -> Iterator[Doubt]:
    """One sentence for each sheet with such rows, one more where they say something else."""
    for table, again in zip(tables, repeats, strict=True):
        if not again:
            continue
        rows = [table.rows[at] for at in again]
        words = "、".join(_in_sheet(row, table.sheet) for row in rows[:LISTED])
        more = f"等{len(rows)}行" if len(rows) > LISTED else ""
        sheets = "、".join(f"「{name}」" for name in dict.fromkeys(map(_sheet_of, again.values())))
        message = (
            f"「{table.sheet}」的{words}{more}在{sheets}中已有,没有重复读入;"
            "确是另外的项目的,请在预览中打勾"
        )
        yield Doubt("repeated_rows", table.sheet, message)
        yield from _differences(table, again)


def _differences(table: ListedTable, again: Repeats) -> Iterator[Doubt]:
    told: list[str] = []
    for at, first in again.items():
        row = table.rows[at]
        labels = [
            column.label
            for column in table.columns
            if row.cells.get(column.id, "").strip()
            and row.cells[column.id].strip() != first.cells.get(column.id, "").strip()
        ]
        if labels:
            told.append(f"{row.where} 与 {first.where} 的{'、'.join(labels)}不同")
    if told:
        more = f"等{len(told)}处" if len(told) > LISTED else ""
        message = f"{';'.join(told[:LISTED])}{more},没有读入前者,请核对"
        yield Doubt("repeated_differs", table.sheet, message)


def _is_one_firm(left: ReadRow, right: ReadRow, firm: Sequence[str]) -> bool:
    pairs = ((left.cells.get(key, ""), right.cells.get(key, "")) for key in firm)
    return all(fold(one) == fold(other) for one, other in pairs if one.strip() and other.strip())


def _sheet_of(row: ReadRow) -> str:
    return row.where.rpartition(" ")[0]


def _in_sheet(row: ReadRow, sheet: str) -> str:
    return row.where.removeprefix(f"{sheet} ")
