"""Trying a pack's expressions on values of the kinds that they read, before a draft does.

That an expression compiles says nothing of what it compares: a text that is held against a number
goes wrong in the first draft that has both.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from desktop_app.core.expressions import (
    Expression,
    ExpressionFault,
    NoData,
    Scope,
    compile_expression,
    narrow,
    under,
)
from desktop_app.core.facts import plain_value
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.programme import Programme
from desktop_app.core.values import NUMBERS, Kind, parse

# What an expression has to yield where it stands.
Result = Literal["any", "truth", "number"]
_OF_COLUMNS = ("sum", "min", "max", "distinct", "count_by")
# What is typed into a field of each kind, once something and once nothing much; the second text is
# a number, for what is read as one only after it was seen to be one.
_TYPED = (
    {
        Kind.INTEGER: "3", Kind.AMOUNT: "12.5", Kind.PERCENT: "12.5", Kind.DATE: "2024-06-01",
        Kind.MONTH: "2024-06", Kind.YES_NO: "是", Kind.CREDIT_CODE: "91350100M000100Y43",
        Kind.PHONE: "024-23456789",
    },
    {
        Kind.INTEGER: "0", Kind.AMOUNT: "0", Kind.PERCENT: "0", Kind.DATE: "2031-01-31",
        Kind.MONTH: "2031-01", Kind.YES_NO: "否", Kind.CREDIT_CODE: "91350100M000100Y43",
        Kind.PHONE: "13800000000",
    },
)  # fmt: skip
_TEXTS = ("文", "12")


def trial_problems(
    programme: Programme,
    text: str,
    table: Table | None,
    owner: Table | None = None,
    *,
    when: str = "",
    result: Result = "any",
) -> Iterator[str]:
    """What goes wrong when an expression is run on a row of `table` (and of its paper's `owner`),
    at most one thing; where `when` holds, else on plain numbers. Both must compile."""
    expression = compile_expression(text)
    guard = compile_expression(when) if when else None
    samples = [
        _scope(programme, at, (table, owner), [expression, *([guard] if guard else [])])
        for at in range(len(_TYPED))
    ]
    for scope in [one for one in samples if guard is None or _holds(one, guard)] or samples[-1:]:
        try:
            value = scope.value(expression)
        except NoData:
            continue
        except ExpressionFault as reason:
            yield f"按所读各项的种类试算时出错:{reason}"
            return
        if not _is(value, result):
            told = "“是/否”" if result == "truth" else "数"
            yield f"表达式的结果不是{told}:{text}"
            return


def _holds(scope: Scope, guard: Expression) -> bool:
    try:
        return scope.value(guard) is True
    except (NoData, ExpressionFault):
        return False


def _is(value: object, result: Result) -> bool:
    if result == "truth":
        return isinstance(value, bool)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number or result == "any"


def _scope(
    programme: Programme,
    at: int,
    rows: tuple[Table | None, Table | None],
    expressions: list[Expression],
) -> Scope:
    reads = frozenset[str]().union(*(one.reads for one in expressions))
    known: Mapping[str, Mapping[str, Any]] = {
        "form": {
            section.id: {field.id: _value(programme, field, at) for field in section.field}
            for section in programme.plan.section
        }
        | {"chapters": {chapter.id: _TEXTS[at] for chapter in programme.plan.chapter}},
        "facts": _facts(programme, at) if under("facts", reads) else {},
        "lists": {name: list(found.options()) for name, found in programme.lists.items()},
    }
    table, owner = rows
    return Scope(
        {
            **{name: narrow(known[name], under(name, reads)) for name in known},
            "row": _row(programme, table, at),
            "owner": _row(programme, owner, at),
        }
    )


def _row(programme: Programme, table: Table | None, at: int) -> dict[str, Any]:
    columns = table.column if table else ()
    return {"number": 1, **{column.id: _value(programme, column, at) for column in columns}}


def _value(programme: Programme, field: Field, at: int) -> object:
    """A value of a field's kind, as expressions see it."""
    options = programme.options(field)
    typed = options[-at] if options else _TYPED[at].get(field.kind, _TEXTS[at])
    return plain_value(parse(field.kind, typed, field.unit, options))


def _facts(programme: Programme, at: int) -> dict[str, Any]:
    some, count = (2.5, 2) if at == 0 else (0.0, 0)
    facts: dict[str, Any] = {name: {} for name in _OF_COLUMNS}
    facts["count"] = {table.id: count for table in programme.tables()}
    facts["measure"] = {one.id: some if one.sum else count for one in programme.measures}
    money = programme.rewards
    facts["reward"] = {
        **{one.id: some for one in money.reward},
        "total": some, "known": some, "rows": count, "missing": count,
        "payer": {one.id: some for one in money.split},
    }  # fmt: skip
    for table in programme.tables():
        for name in _OF_COLUMNS:
            facts[name][table.id] = {}
        for column in table.column:
            value = _value(programme, column, at)
            if column.kind in NUMBERS:
                for name in ("sum", "min", "max"):
                    facts[name][table.id][column.id] = value
            else:
                facts["distinct"][table.id][column.id] = [_TEXTS[at]]
                facts["count_by"][table.id][column.id] = {_TEXTS[at]: count}
    return facts
