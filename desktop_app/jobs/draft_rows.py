"""Rows of a draft as people name them."""

from desktop_app.core.draft import Draft


def row_id(draft: Draft, table_id: str, name: str) -> str | None:
    """The id of a row given by its id or by its number from 1; None when there is none."""
    rows = draft.rows(table_id)
    if name.isascii() and name.isdecimal():
        return rows[int(name) - 1].id if 1 <= int(name) <= len(rows) else None
    return next((row.id for row in rows if row.id == name), None)
