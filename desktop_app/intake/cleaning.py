"""What may be written in another form on the way in: every such change is listed, old and new.

Project names are never touched, but for control characters that no document can hold: a
difference of one bracket is what the checks are there to find.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Field
from desktop_app.core.values import (
    MONEY_UNITS,
    Kind,
    Month,
    NotUnderstood,
    parse,
    plain,
    show,
    show_decimal,
    with_names,
)

# Texts that the draft writes just so: read as a value and shown again, they are the same.
_SETTLED = {
    Kind.INTEGER: r"0|[1-9]\d{0,8}",
    Kind.AMOUNT: r"0|[1-9]\d{0,8}(?:\.\d{0,2}[1-9])?",
    Kind.MONTH: r"20[0-4]\d年(?:[1-9]|1[0-2])月",
    Kind.CREDIT_CODE: r"(?!\d{15}000)[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}",
    Kind.PHONE: r"1[3-9]\d{9}|0\d{2,3}-[2-9]\d{6,7}",
}
_ALL_SETTLED = {
    kind: re.compile(rf"(?:(?:{pattern})?\n)*", re.ASCII) for kind, pattern in _SETTLED.items()
}

# What XML 1.0 cannot hold, and halves of surrogate pairs.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_OUTER = " \t\r\n\u3000\u00a0"
_HAS_UNIT = re.compile(r"[元万亿]")


def storable(text: str) -> str:
    """The text without characters that neither a draft nor a document can hold."""
    if text.isprintable():
        return text
    return _UNSTORABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def are_settled(field: Field, texts: Sequence[str], unit: str = "") -> bool:
    """Whether all texts of a column are sure to stay as they are, and tell of nothing.

    Many texts are looked at in one go: a table has thousands of amounts and codes. `False` says
    nothing of any one of them.
    """
    lines = "\n".join(texts) + "\n"
    if lines.count("\n") != len(texts):
        return False
    if field.kind is Kind.AMOUNT and unit not in ("", field.unit or "元"):
        return False
    pattern = _ALL_SETTLED.get(field.kind)
    return pattern is not None and pattern.fullmatch(lines) is not None


def cleaned(field: Field, typed: str, unit: str = "", options: tuple[str, ...] = ()) -> str:
    """The text of a cell as it goes into the draft.

    `unit` is the unit its heading gives (元) when that is not the field's (万元). What has no
    meaning of the field's kind stays as typed: it becomes a finding. A name that one of `options`
    has in another spelling is written as it is there.
    """
    text = storable(typed)
    if field.compared:
        return text
    text = text.strip(_OUTER)
    if not text or field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES):
        return _as_listed(field, text, options) if options else text
    value = parse(field.kind, text, field.unit, options)
    if value is None or isinstance(value, NotUnderstood):
        return text
    if isinstance(value, Decimal) and field.kind is Kind.AMOUNT:
        return show_decimal(_in_unit(value, text, unit, field.unit))
    if isinstance(value, Month | Decimal | bool):
        return show(value)
    return str(value) if field.kind is not Kind.DATE else show(value)


def _as_listed(field: Field, text: str, options: tuple[str, ...]) -> str:
    """A name that a list has in another spelling (width, brackets, script), as the list has it."""
    if field.kind is Kind.LONG_TEXT:
        return text
    listed = _spelled(options)

    def spelled(name: str) -> str:
        return name if name in options else listed.get(in_plain_script(name)) or name

    return with_names(text, spelled) if field.kind is Kind.NAMES else spelled(text)


@lru_cache(maxsize=64)
def _spelled(options: tuple[str, ...]) -> dict[str, str]:
    return {in_plain_script(option): option for option in reversed(options)}


def _in_unit(value: Decimal, text: str, unit: str, wanted: str) -> Decimal:
    """A bare number under a heading of another unit, in the wanted one; a unit in the cell wins."""
    wanted = wanted or "元"
    if not unit or unit == wanted or _HAS_UNIT.search(plain(text)):
        return value
    return (value * MONEY_UNITS[unit] / MONEY_UNITS[wanted]).normalize() + 0
