"""The part of Python's `sqlite3` that the program uses, made of APSW and a file system of ours.

Put in the place of `sqlite3` before the program is imported, it lets the program's own code run on
a file system that can be watched and that can fail. Constants and errors are the real ones.
"""

import sqlite3 as real
from contextlib import suppress

import apsw

# As CPython's Modules/_sqlite/util.c tells them apart.
_ERRORS = {
    apsw.SQLITE_INTERNAL: real.InternalError,
    apsw.SQLITE_NOTFOUND: real.InternalError,
    apsw.SQLITE_CORRUPT: real.DatabaseError,
    apsw.SQLITE_NOTADB: real.DatabaseError,
    apsw.SQLITE_TOOBIG: real.DataError,
    apsw.SQLITE_CONSTRAINT: real.IntegrityError,
    apsw.SQLITE_MISMATCH: real.IntegrityError,
    apsw.SQLITE_MISUSE: real.InterfaceError,
    apsw.SQLITE_RANGE: real.InterfaceError,
}


def module(vfs, instead=(), also=()):
    """A module to be put in the place of `sqlite3`.

    `instead` are statements with what is run in their place, `also` what is run on every new
    connection: the same code with weaker settings.
    """
    replaced = dict(instead)

    class Ours(Connection):
        def __init__(self, database, timeout=5.0, isolation_level="", uri=False):
            super().__init__(str(database), vfs, uri, timeout, isolation_level, replaced)
            for statement in also:
                self.run(statement)

    stand_in = type(real)("sqlite3")
    stand_in.__dict__.update(
        {name: found for name, found in vars(real).items() if not name.startswith("__")}
    )
    stand_in.connect = stand_in.Connection = Ours
    return stand_in


class Connection:
    """A connection whose statements commit by themselves unless `begin` says otherwise."""

    def __init__(self, database, vfs, uri, timeout, isolation_level, replaced):
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        if uri:
            flags |= apsw.SQLITE_OPEN_URI
        self._replaced = replaced
        self._isolation_level = isolation_level
        self._db = _translated(apsw.Connection, database, flags, vfs=vfs)
        self._db.set_busy_timeout(int(timeout * 1000))

    def execute(self, statement, values=()):
        if self._isolation_level is not None:
            raise NotImplementedError("only connections with isolation_level=None")
        return self.run(statement, values)

    def run(self, statement, values=()):
        statement = self._replaced.get(statement, statement)
        before = self._db.total_changes()
        rows = _translated(lambda: list(self._db.execute(statement, values)))
        return Cursor(rows, self._db.total_changes() - before)

    def executemany(self, statement, many):
        changed = sum([self.execute(statement, values).rowcount for values in many])
        return Cursor([], changed)

    def backup(self, target):
        def copy():
            going = target._db.backup("main", self._db, "main")
            try:
                while not going.done:
                    going.step(-1)
            except apsw.Error:
                # Closing it would stumble over a further failure of our files; freeing it does not.
                going = None
                raise
            going.finish()

        _translated(copy)

    @property
    def in_transaction(self):
        return self._db.in_transaction

    def commit(self):
        if self.in_transaction:
            self.execute("commit")

    def rollback(self):
        if self.in_transaction:
            self.execute("rollback")

    def close(self):
        # CPython does not ask what SQLite says of it.
        with suppress(apsw.Error):
            self._db.close()


class Cursor:
    """The rows that a statement gave, all of them read when it ran."""

    def __init__(self, rows, changed):
        self._rows = iter(rows)
        self.rowcount = changed

    def __iter__(self):
        return self._rows

    def fetchone(self):
        return next(self._rows, None)

    def fetchall(self):
        return list(self._rows)


def _translated(call, *values, **named):
    try:
        return call(*values, **named)
    except apsw.Error as reason:
        raise _as_sqlite3(reason) from reason


def _as_sqlite3(reason):
    code = getattr(reason, "extendedresult", 0) or getattr(reason, "result", apsw.SQLITE_ERROR)
    if code & 0xFF == apsw.SQLITE_NOMEM:
        return MemoryError()
    error = _ERRORS.get(code & 0xFF, real.OperationalError)(str(reason))
    error.sqlite_errorcode = code
    known = (apsw.mapping_extended_result_codes, apsw.mapping_result_codes)
    error.sqlite_errorname = next((names[code] for names in known if code in names), "")
    return error
