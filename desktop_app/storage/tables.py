"""The current values in the draft file: reading them whole, writing what a change touched.

Positions are sparse integers: rows are ordered by them, and only an insertion or removal in the
middle rewrites the positions behind it.
"""

import sqlite3
from types import MappingProxyType

import msgspec

from desktop_app.core.changes import (
    Change,
    Explain,
    InsertRows,
    RemoveRows,
    ReplaceCells,
    SetValue,
    Together,
)
from desktop_app.core.draft import Draft, Explanation, Row


def read_draft(db: sqlite3.Connection, programme: str, revision: int) -> Draft:
    """The draft that the tables hold."""
    values = dict(db.execute("select path, typed from fields"))
    tables: dict[str, list[Row]] = {}
    query = 'select "table", id, cells, origin from rows order by "table", position'
    for table, row_id, cells, origin in db.execute(query):
        row = Row(row_id, MappingProxyType(msgspec.json.decode(cells)), origin)
        tables.setdefault(table, []).append(row)
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


def write_change(db: sqlite3.Connection, change: Change, after: Draft) -> None:
    """Write what the change touched; `after` is the draft with it applied."""
    match change:
        case SetValue(path, _, new):
            _write_field(db, path, new)
        case ReplaceCells(table, cells):
            touched = {cell.row for cell in cells}
            rows = [row for row in after.rows(table) if row.id in touched]
            db.executemany(
                'update rows set cells = ? where "table" = ? and id = ?',
                [(_cells(row), table, row.id) for row in rows],
            )
        case InsertRows(table, rows):
            _write_rows(db, table, after, rows[0][0] if rows else 0)
        case RemoveRows(table, rows):
            db.executemany(
                'delete from rows where "table" = ? and id = ?',
                [(table, row.id) for _, row in rows],
            )
        case Explain(key, _, new):
            db.execute("delete from explanations where key = ?", (key,))
            if new is not None:
                db.execute(
                    "insert into explanations values (?, ?, ?, ?, ?)",
                    (key, new.text, new.fingerprint, new.author, new.time),
                )
        case Together(_, changes):
            _write_together(db, changes, after)


def _write_together(db: sqlite3.Connection, changes: tuple[Change, ...], after: Draft) -> None:
    """Several changes at once: tables whose rows came or went are written from the result."""
    moved: set[str] = set()
    for change in _flat(changes):
        if isinstance(change, InsertRows | RemoveRows):
            moved.add(change.table)
    for table in moved:
        db.execute('delete from rows where "table" = ?', (table,))
        _write_rows(db, table, after, 0)
    for change in _flat(changes):
        match change:
            case InsertRows() | RemoveRows():
                continue
            case ReplaceCells(table, _) if table in moved:
                continue
            case SetValue(path, _, _):
                _write_field(db, path, after.values.get(path, ""))
            case _:
                write_change(db, change, after)


def _flat(changes: tuple[Change, ...]) -> list[Change]:
    out: list[Change] = []
    for change in changes:
        out += _flat(change.changes) if isinstance(change, Together) else [change]
    return out


def _write_field(db: sqlite3.Connection, path: str, text: str) -> None:
    if text:
        db.execute("insert or replace into fields values (?, ?)", (path, text))
    else:
        db.execute("delete from fields where path = ?", (path,))


def _write_rows(db: sqlite3.Connection, table: str, after: Draft, start: int) -> None:
    """Rows from a position on; those before it keep theirs."""
    rows = after.rows(table)
    query = 'select coalesce(max(position), -1) from rows where "table" = ? and id = ?'
    base = -1
    if start > 0:
        (base,) = db.execute(query, (table, rows[start - 1].id)).fetchone()
    db.executemany(
        "insert or replace into rows values (?, ?, ?, ?, ?)",
        [
            (table, row.id, base + offset, _cells(row), row.origin)
            for offset, row in enumerate(rows[start:], start=1)
        ],
    )


def _cells(row: Row) -> str:
    return msgspec.json.encode(dict(row.cells)).decode()
