"""The figures that a pack defines over the rows of its tables: `facts.measure.<id>`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from desktop_app.core.expressions import (
    NoData,
    Scope,
    compile_expression,
    narrow,
    row_columns,
    row_key,
    under,
)
from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_rules import Measure

# What one row adds to a measure: nothing, a number, or a text that counts once.
Share = float | int | str | None


def reads_shared(measure: Measure) -> Mapping[str, frozenset[str]]:
    """The dotted paths that a measure reads outside its row, by form and lists."""
    texts = [text for text in (measure.where, measure.sum) if text]
    reads = frozenset[str]().union(*(compile_expression(text).reads for text in texts))
    return {name: found for name in ("form", "lists") if (found := under(name, reads))}


def shared_inputs(
    measure: Measure, known: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """The part of `known` (form, lists) that a measure reads."""
    return {name: narrow(known[name], paths) for name, paths in reads_shared(measure).items()}


class Shares:
    """What the rows of a table add to a measure, `shared` being what it reads of form and lists.

    Rows that say the same in all columns that decide are worked out once.
    """

    def __init__(self, measure: Measure, shared: Mapping[str, Any]) -> None:
        self._measure = measure
        self._scope = Scope({"form": {}, "lists": {}, **shared})
        self._columns = row_columns((measure.where, measure.sum))
        self._known: dict[object, Share] = {}

    def of(self, row: Mapping[str, Any]) -> Share:
        """What a row adds; one that lacks what `where` or `sum` asks for adds nothing."""
        columns = self._columns
        if columns is None:
            share = self._worked_out(row)
        else:
            key = row_key(row, columns)
            if key not in self._known:
                self._known[key] = self._worked_out({c: row[c] for c in columns if c in row})
            share = self._known[key]
        if share is None or not self._measure.distinct:
            return share
        text = row.get(self._measure.distinct)
        return in_plain_script(str(text)) if text is not None else None

    def _worked_out(self, row: Mapping[str, Any]) -> Share:
        measure = self._measure
        scope = self._scope
        scope.put("row", row)
        try:
            if measure.where and not scope.holds(measure.where):
                return None
            if measure.sum:
                return cast("float", scope.value(compile_expression(measure.sum)))
        except NoData:
            return None
        return 1


def total(measure: Measure, shares: list[Share]) -> float | int:
    """The measure over all rows; sums are taken in decimals, as people would by hand."""
    if measure.distinct:
        return len({one for one in shares if one is not None})
    numbers = [one for one in shares if isinstance(one, int | float)]
    if not measure.sum:
        return len(numbers)
    return float(sum((Decimal(str(one)) for one in numbers), Decimal(0)))
