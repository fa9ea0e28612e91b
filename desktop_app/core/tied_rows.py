"""Rows of a further table that hang on a row by a text both bear: they follow when it is corrected,
and those that hang on nothing are found."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.core.changes import Change, Together, set_path
from desktop_app.core.draft import Draft, Row
from desktop_app.core.paper_form import FormPart, TiedTable
from desktop_app.core.row_changes import write_cells


@dataclass(frozen=True, slots=True)
class Followers:
    """Rows of a table whose `column` says what a row says that somebody begins to correct; `text`
    is what it said before."""

    table: str
    column: str
    text: str
    rows: frozenset[str]


def followers(
    draft: Draft, table: str, row: Row, column: str, ties: Iterable[TiedTable]
) -> tuple[Followers, ...]:
    """What hangs on a row by one of its columns, as long as no other row bears the same text: else
    nobody can tell whose they are."""
    text = row.cells.get(column, "")
    key = text.strip()
    others = (one for one in draft.rows(table) if one.id != row.id)
    if not key or any(one.cells.get(column, "").strip() == key for one in others):
        return ()
    return tuple(
        Followers(
            tied.table.id, tied.column, text, frozenset(one.id for one in tied.rows(draft, row))
        )
        for tied in ties
        if tied.owner == column and tied.table.id != table
    )


def corrected(draft: Draft, path: str, text: str, following: Sequence[Followers]) -> Change:
    """The change that puts a text at a path, and into the rows that follow it.

    Where it is blank for now they go back to what they said: a blank would tie them to nothing.
    """
    written = set_path(draft, path, text)
    if not any(one.rows for one in following):
        return written
    along = [
        write_cells(
            draft,
            one.table,
            {row: {one.column: text if text.strip() else one.text} for row in one.rows},
        )
        for one in following
    ]
    return Together("连同相连的行", (written, *along))


def strays(draft: Draft, tied: TiedTable, owners: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of a tied table that belong to none of these rows."""
    keys = {tied.key(one) for one in owners} - {""}
    rows = draft.filled_rows(tied.table.id)
    return tuple(one for one in rows if tied.key_of(one) not in keys)


def owner_of(draft: Draft, tied: TiedTable, owners: Iterable[Row], row_id: str) -> str:
    """The id of the row that a tied row belongs to; "" for none."""
    row = next((one for one in draft.rows(tied.table.id) if one.id == row_id), None)
    key = tied.key_of(row) if row is not None else ""
    return next((one.id for one in owners if key and tied.key(one) == key), "")


def missing_tied(
    parts: Iterable[FormPart], draft: Draft, owners: Sequence[Row]
) -> Mapping[str, int]:
    """How many cells that must be filled in are blank in the rows tied to each of these rows, by
    its id."""
    found: Counter[str] = Counter()
    for tied in (part.tied for part in parts if part.tied is not None):
        needed = [one.id for one in tied.fields if one.required]
        lacking: Counter[str] = Counter()
        for row in draft.rows(tied.table.id) if needed else ():
            lacking[tied.key_of(row)] += sum(not row.cells.get(one, "").strip() for one in needed)
        for owner in owners if +lacking else ():
            found[owner.id] += lacking[tied.key(owner)] if tied.key(owner) else 0
    return +found
