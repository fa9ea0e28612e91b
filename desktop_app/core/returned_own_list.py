"""A plan that was taken in has a list of projects of its own; it follows the list that is printed.

The printed list is made of the summary. What a leader changed in it is said by the plan, so the
plan's own list says it too: else accepting it would set the two at odds.
"""

from collections.abc import Iterable
from types import MappingProxyType

from desktop_app.core.changes import Change, append_rows, remove_rows, set_path
from desktop_app.core.differences import Difference
from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.values import parse


def own_list_following(
    programme: Programme,
    base: Draft,
    wanted: Draft,
    draft: Draft,
    differences: Iterable[Difference],
) -> list[Change]:
    """The changes of the plan's own list that go with accepted ones of the summary.

    `wanted` is `base` with all that came back. A row is the one of the same name, to the letter;
    where there are several, or it says something else already, it is left as it is.
    """
    changes: list[Change] = []
    for one in differences:
        change = _following(programme, base, wanted, draft, one)
        if change is not None:
            draft = change.apply(draft)
            changes.append(change)
    return changes


def _following(
    programme: Programme, base: Draft, wanted: Draft, draft: Draft, one: Difference
) -> Change | None:
    form, summary = programme.plan.project_list, programme.summary
    table, row_id, *rest = one.path.split("/")
    if table != summary.table.id or not draft.rows(form.id):
        return None
    columns = {column.id: column for column in form.column}
    before, after = (_row(state, table, row_id) for state in (base, wanted))
    names = {row.cells.get(summary.name, "") for row in (before, after) if row is not None}
    own = [row for row in draft.rows(form.id) if row.cells.get(summary.name, "") in names]
    if one.what == "row_added" and after is not None and not own:
        cells = {key: text for key, text in after.cells.items() if key in columns}
        return append_rows(draft, form.id, [Row(row_id, MappingProxyType(cells))])
    if len(own) != 1 or before is None:
        return None
    if one.what == "row_removed":
        return remove_rows(draft, form.id, frozenset({own[0].id}))
    column = columns.get(rest[0]) if rest else None
    if one.what != "cell" or column is None:
        return None
    if not _says_the_same(column, own[0].cells.get(column.id, ""), before.cells.get(column.id, "")):
        return None
    return set_path(draft, f"{form.id}/{own[0].id}/{column.id}", one.new)


def _row(draft: Draft, table: str, row_id: str) -> Row | None:
    return next((row for row in draft.rows(table) if row.id == row_id), None)


def _says_the_same(column: Field, one: str, other: str) -> bool:
    if one == other or column.compared:
        return one == other
    return parse(column.kind, one, column.unit) == parse(column.kind, other, column.unit)
