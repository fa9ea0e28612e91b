"""What may be written in another form on the way in: every such change is listed, old and new.

Project names are never touched, but for control characters that no document can hold: a
difference of one bracket is what the checks are there to find.
"""

import re
from decimal import Decimal

from desktop_app.core.programme import Field
from desktop_app.core.values import (
    MONEY_UNITS,
    Kind,
    Month,
    NotUnderstood,
    parse,
    plain,
    show,
    show_decimal,
)

# What XML 1.0 cannot hold, and halves of surrogate pairs.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_OUTER = " \t\r\n\u3000\u00a0"
_HAS_UNIT = re.compile(r"[元万亿]")


def storable(text: str) -> str:
    """The text without characters that neither a draft nor a document can hold."""
    if text.isprintable():
        return text
    return _UNSTORABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def cleaned(field: Field, typed: str, unit: str = "", options: tuple[str, ...] = ()) -> str:
    """The text of a cell as it goes into the draft.

    `unit` is the unit its heading gives (元) when that is not the field's (万元). What has no
    meaning of the field's kind stays as typed: it becomes a finding.
    """
    text = storable(typed)
    if field.compared:
        return text
    text = text.strip(_OUTER)
    if not text or field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES):
        return text
    value = parse(field.kind, text, field.unit, options)
    if value is None or isinstance(value, NotUnderstood):
        return text
    if isinstance(value, Decimal) and field.kind is Kind.AMOUNT:
        return show_decimal(_in_unit(value, text, unit, field.unit))
    if isinstance(value, Month | Decimal | bool):
        return show(value)
    return str(value) if field.kind is not Kind.DATE else show(value)


def _in_unit(value: Decimal, text: str, unit: str, wanted: str) -> Decimal:
    """A bare number under a heading of another unit, in the wanted one; a unit in the cell wins."""
    wanted = wanted or "元"
    if not unit or unit == wanted or _HAS_UNIT.search(plain(text)):
        return value
    return (value * MONEY_UNITS[unit] / MONEY_UNITS[wanted]).normalize() + 0
