"""How a typed text is understood, in words to show beneath it; what was typed stays as it is."""

from datetime import date
from decimal import Decimal

from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.values import (
    MONEY_UNITS,
    Kind,
    Month,
    NotUnderstood,
    Read,
    parse,
    plain,
    show_decimal,
)

_WEEKDAYS = "一二三四五六日"
_MANY = Decimal(10_000)
_NAMES_SHOWN = 6


def understood(programme: Programme, field: Field, typed: str) -> str:
    """「= 3,000 万元」; "" where the text says it as plainly itself, or is not understood."""
    value = parse(field.kind, typed, field.unit, programme.options(field))
    if value is None or isinstance(value, NotUnderstood):
        return ""
    told = _told(field, value)
    # 「500」 with its unit beside it says no less.
    is_said = told in (plain(typed), f"{plain(typed)} {field.unit}")
    return f"= {told}" if told and not is_said else ""


def expected(programme: Programme, field: Field, typed: str) -> str:
    """What a text that is not understood should be: 「一个日期,如 2024年6月1日」; "" if it is."""
    value = parse(field.kind, typed, field.unit, programme.options(field))
    return value.expected if isinstance(value, NotUnderstood) else ""


def grouped(value: Decimal | int) -> str:
    """Digits in groups of three, as money is read."""
    text = show_decimal(Decimal(value))
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-") != "0" else text


def amount_words(value: Decimal, unit: str) -> str:
    """An amount with its unit, and in 亿元 where it is that large."""
    told = f"{grouped(value)} {unit}".rstrip()
    factor = MONEY_UNITS.get(unit)
    if factor is None or unit == "亿元" or abs(value * factor) < MONEY_UNITS["亿元"]:
        return told
    billions = value * factor / MONEY_UNITS["亿元"]
    return f"{told},即 {grouped(billions)} 亿元"


def _told(field: Field, value: Read) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case int():
            return f"{grouped(value)} {field.unit}".rstrip() if value >= _MANY else str(value)
        case Decimal() if field.kind is Kind.PERCENT:
            return f"{show_decimal(value)}%"
        case Decimal():
            return amount_words(value, field.unit)
        case Month():
            return str(value)
        case date():
            day = f"{value.year}年{value.month}月{value.day}日"
            return f"{day} 周{_WEEKDAYS[value.weekday()]}"
        case tuple():
            if len(value) < 2:
                return ""
            more = "…" if len(value) > _NAMES_SHOWN else ""
            return f"共 {len(value)} 个:{' · '.join(value[:_NAMES_SHOWN])}{more}"
        case str() if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
            return ""
        case _:
            return str(value or "")
