"""Cells that say the same share one text: of ten thousand rows most name one of seven counties."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row

# Rows that are looked at, from all over a table; and how many of them say what is worth sharing.
_SAMPLE, _OFTEN = 500, 3


def with_shared_texts(draft: Draft) -> Draft:
    """The same draft with its rows in half the memory, where they were read from a file."""
    tables = {table: _shared(rows) for table, rows in draft.tables.items()}
    return replace(draft, tables=MappingProxyType(tables))


def _shared(rows: Sequence[Row]) -> tuple[Row, ...]:
    sample = rows[:: len(rows) // _SAMPLE + 1]
    counted = Counter(text for row in sample for text in row.cells.values())
    often = {text: text for text, times in counted.items() if times >= _OFTEN}
    return tuple(
        Row(
            row.id, MappingProxyType({c: often.get(t, t) for c, t in row.cells.items()}), row.origin
        )
        for row in rows
    )
