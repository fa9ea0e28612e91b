"""What is different between two states of one draft: by field, by row, by cell, as typed.

Rows are the same when their ids are; where a row stands is not part of what it says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from desktop_app.core.draft import Draft, Row
from desktop_app.core.place_words import cell_label, place_label
from desktop_app.core.programme import Programme

What = Literal["value", "cell", "row_added", "row_removed", "explanation"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different; blank stands for absent.

    `path` is that of the value, `table/row` for a row, the finding's key for an explanation.
    """

    what: What
    path: str
    old: str
    new: str


def differences(old: Draft, new: Draft) -> list[Difference]:
    """Everything that differs, values first, then table by table in the order of the newer."""
    found = [
        Difference("value", path, old.values.get(path, ""), new.values.get(path, ""))
        for path in _keys(old.values, new.values)
    ]
    for table in _keys(old.tables, new.tables):
        found += _of_table(table, old.rows(table), new.rows(table))
    for key in _keys(old.explanations, new.explanations):
        texts = (state.explanations.get(key) for state in (old, new))
        before, after = (one.text if one else "" for one in texts)
        found.append(Difference("explanation", key, before, after))
    return [one for one in found if one.old != one.new]


def in_words(programme: Programme, old: Draft, new: Draft, one: Difference) -> str:
    """The place of a difference as a reader knows it: 「附件3 第12行 投资额」.

    A row's number is that of the newer state, of the older for one that is gone.
    """
    if one.what == "explanation":
        return f"情况说明 {one.path}"
    table_id, _, rest = one.path.partition("/")
    table = programme.table(table_id)
    if table is None or one.what == "value":
        return place_label(programme, one.path)
    row_id, _, column = rest.partition("/")
    state = old if one.what == "row_removed" else new
    ids = [row.id for row in state.rows(table_id)]
    number = ids.index(row_id) + 1 if row_id in ids else 0
    return cell_label(programme, table, number, column)


def _of_table(table: str, old: tuple[Row, ...], new: tuple[Row, ...]) -> Iterator[Difference]:
    before = {row.id: row for row in old}
    kept = {row.id for row in new}
    for row in old:
        if row.id not in kept:
            yield Difference("row_removed", f"{table}/{row.id}", all_cells(row), "")
    for row in new:
        known = before.get(row.id)
        if known is None:
            yield Difference("row_added", f"{table}/{row.id}", "", all_cells(row))
            continue
        for column in _keys(known.cells, row.cells):
            texts = (one.cells.get(column, "") for one in (known, row))
            yield Difference("cell", f"{table}/{row.id}/{column}", *texts)


def all_cells(row: Row) -> str:
    """What a row says, in one line."""
    return "、".join(text for text in row.cells.values() if text.strip()) or "空行"


def _keys(*mappings: Iterable[str]) -> list[str]:
    """The keys of mappings, each once, in their order."""
    return list(dict.fromkeys(key for one in mappings for key in one))
