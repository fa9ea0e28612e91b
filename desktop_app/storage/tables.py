"""The current values in the draft file: reading them whole, writing what a change touched.

Rows are ordered by sparse positions. Neighbours begin a million apart, and rows that come
between two others share the room there, so that one row in the front of ten thousand is one
write; only where a gap is used up is the table numbered anew. Rows that go leave a gap.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

import msgspec

from desktop_app.core.changes import (
    Change,
    Explain,
    InsertRows,
    RemoveRows,
    ReplaceCells,
    SetOrigins,
    SetValue,
    Together,
)
from desktop_app.core.draft import Draft, Explanation, Row

_APART = 1 << 20
_CELLS = msgspec.json.Decoder(dict[str, str])
Simple = SetValue | ReplaceCells | InsertRows | RemoveRows | SetOrigins | Explain


class NotAsWritten(ValueError):
    """The tables do not hold what was written to them."""


def read_draft(
    db: sqlite3.Connection, programme: str, revision: int, known: Draft | None = None
) -> Draft:
    """The draft that the tables hold; raises `NotAsWritten` or msgspec's errors.

    Rows that `known` has as well are taken from it, so that they are in memory once.
    """
    values = dict(db.execute("select path, typed from fields"))
    twins = {row.id: row for rows in known.tables.values() for row in rows} if known else {}
    tables: dict[str, list[Row]] = {}
    before: tuple[str, int] | None = None
    query = 'select "table", id, position, cells, origin from rows order by "table", position'
    for table, row_id, position, cells, origin in db.execute(query):
        if before == (table, position):
            raise NotAsWritten(f"{table}/{row_id}")
        before = (table, position)
        row = Row(row_id, MappingProxyType(_CELLS.decode(cells)), origin)
        twin = twins.get(row_id)
        tables.setdefault(table, []).append(row if twin is None or twin != row else twin)
    explanations = {
        key: Explanation(text, mark, author, time)
        for key, text, mark, author, time in db.execute(
            "select key, text, fingerprint, author, time from explanations"
        )
    }
    return Draft(
        programme,
        revision,
        MappingProxyType(values),
        MappingProxyType({table: tuple(rows) for table, rows in tables.items()}),
        MappingProxyType(explanations),
    )


def simple_changes(change: Change) -> Iterator[Simple]:
    """The changes that a Together holds, however nested; any other change is itself."""
    if not isinstance(change, Together):
        yield change
        return
    for inner in change.changes:
        yield from simple_changes(inner)


def write_change(
    db: sqlite3.Connection, change: Change, draft: Draft, states: Sequence[Draft] = ()
) -> Draft:
    """Apply a change to the draft and write what it touches, within the caller's transaction.

    Returns the draft afterwards; `states` are what its steps make of the draft, where that is
    known. Raises `StaleChange` where the change does not fit, and `NotAsWritten` where the tables
    do not hold the rows that it names.
    """
    for at, step in enumerate(simple_changes(change)):
        draft = states[at] if states else step.apply(draft)
        _write(db, step, draft)
    return draft


def _write(db: sqlite3.Connection, change: Simple, after: Draft) -> None:
    match change:
        case SetValue(path, _, ""):
            db.execute("delete from fields where path = ?", (path,))
        case SetValue(path, _, new):
            db.execute(
                "insert into fields values (?, ?) "
                "on conflict (path) do update set typed = excluded.typed",
                (path, new),
            )
        case ReplaceCells(table, cells):
            _replace_cells(db, table, {cell.row for cell in cells}, after)
        case InsertRows(table, rows):
            _insert_rows(db, table, {row.id for _, row in rows}, after)
        case RemoveRows(table, rows):
            gone = {row.id for _, row in rows}
            query = 'delete from rows where "table" = ? and id = ?'
            _every_one(db, query, [(table, row_id) for row_id in gone])
        case SetOrigins(table, rows):
            query = 'update rows set origin = ? where "table" = ? and id = ?'
            _every_one(db, query, [(one.new, table, one.row) for one in rows])
        case Explain(key, _, new):
            db.execute("delete from explanations where key = ?", (key,))
            if new is not None:
                db.execute(
                    "insert into explanations values (?, ?, ?, ?, ?)",
                    (key, new.text, new.fingerprint, new.author, new.time),
                )


def _replace_cells(db: sqlite3.Connection, table: str, touched: set[str], after: Draft) -> None:
    _every_one(
        db,
        'update rows set cells = ? where "table" = ? and id = ?',
        [(_cells(row), table, row.id) for row in after.rows(table) if row.id in touched],
    )


def _insert_rows(db: sqlite3.Connection, table: str, new: set[str], after: Draft) -> None:
    rows = after.rows(table)
    positions: dict[str, int] = {}
    for start, end in _runs(rows, new):
        low = _position(db, table, rows[start - 1].id) if start else None
        high = _position(db, table, rows[end].id) if end < len(rows) else None
        taken = _between(low, high, end - start)
        if taken is None:
            positions = _numbered_anew(db, table, rows, new)
            break
        positions.update(zip((row.id for row in rows[start:end]), taken, strict=True))
    db.executemany(
        "insert into rows values (?, ?, ?, ?, ?)",
        [
            (table, row.id, positions[row.id], _cells(row), row.origin)
            for row in rows
            if row.id in new
        ],
    )


def _runs(rows: tuple[Row, ...], new: set[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of new rows."""
    start: int | None = None
    for at, row in enumerate(rows):
        if row.id in new:
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(rows)


def _between(low: int | None, high: int | None, count: int) -> Iterable[int] | None:
    """Positions for `count` rows between two neighbours; None when there is no room."""
    if high is None:
        first = 0 if low is None else low + _APART
        return range(first, first + count * _APART, _APART)
    if low is None:
        return range(high - count * _APART, high, _APART)
    apart = (high - low) // (count + 1)
    return range(low + apart, low + apart * count + 1, apart) if apart else None


def _numbered_anew(
    db: sqlite3.Connection, table: str, rows: tuple[Row, ...], new: set[str]
) -> dict[str, int]:
    positions = {row.id: at * _APART for at, row in enumerate(rows)}
    _every_one(
        db,
        'update rows set position = ? where "table" = ? and id = ?',
        [(positions[row.id], table, row.id) for row in rows if row.id not in new],
    )
    return positions


def _position(db: sqlite3.Connection, table: str, row_id: str) -> int:
    query = 'select position from rows where "table" = ? and id = ?'
    found = db.execute(query, (table, row_id)).fetchone()
    if found is None:
        raise NotAsWritten(f"{table}/{row_id}")
    return found[0]


def _every_one(db: sqlite3.Connection, query: str, values: list[tuple[object, ...]]) -> None:
    """Run a statement that must touch one row for each of the values."""
    if values and db.executemany(query, values).rowcount != len(values):
        raise NotAsWritten(query)


def _cells(row: Row) -> str:
    return msgspec.json.encode(dict(row.cells)).decode()
