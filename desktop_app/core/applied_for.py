"""What a row applies for beside what its rewards come to: the same amount, or what to type."""

from decimal import Decimal

from desktop_app.core.pack_forms import Field
from desktop_app.core.reward_tiers import money
from desktop_app.core.values import MONEY_UNITS, parse

FILL = "按测算填写"


def is_otherwise(column: Field, typed: str, paid: Decimal, unit: str) -> bool:
    """Whether a cell says another amount (in `unit`) than this; blank is 0."""
    value = parse(column.kind, typed, column.unit)
    if value is None:
        return bool(paid)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return True
    return Decimal(value) * _factor(column, unit) != paid


def in_unit(column: Field, paid: Decimal, unit: str) -> str:
    """An amount in `unit` as it is typed into a column."""
    return money(paid / _factor(column, unit))


def _factor(column: Field, unit: str) -> Decimal:
    return MONEY_UNITS.get(column.unit, MONEY_UNITS[unit]) / MONEY_UNITS[unit]
