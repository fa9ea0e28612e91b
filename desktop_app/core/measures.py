"""The figures that a pack defines over the rows of its tables: `facts.measure.<id>`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from desktop_app.core.expressions import NoData, Scope, compile_expression, narrow, under
from desktop_app.core.names import fold
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


def share_of(measure: Measure, row: Mapping[str, Any], shared: Mapping[str, Any]) -> Share:
    """What a row adds; a row that lacks what `where` or `sum` asks for adds nothing."""
    scope = Scope({"form": {}, "lists": {}, **shared, "row": row})
    try:
        if measure.where and not scope.holds(measure.where):
            return None
        if measure.sum:
            return cast("float", scope.value(compile_expression(measure.sum)))
    except NoData:
        return None
    if measure.distinct:
        text = row.get(measure.distinct)
        return fold(str(text)) if text is not None else None
    return 1


def total(measure: Measure, shares: list[Share]) -> float | int:
    """The measure over all rows; sums are taken in decimals, as people would by hand."""
    if measure.distinct:
        return len({one for one in shares if one is not None})
    numbers = [one for one in shares if isinstance(one, int | float)]
    if not measure.sum:
        return len(numbers)
    return float(sum((Decimal(str(one)) for one in numbers), Decimal(0)))
