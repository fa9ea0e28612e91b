"""The kinds of value a government form asks for, read as people type them.

A draft keeps what was typed; `parse` says what it means. Nothing here raises on wrong input:
what is not understood comes back as `NotUnderstood` and becomes a finding.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from stdnum.cn import uscc

from desktop_app.core.numerals import ZEROS, parse_number, parse_numeral
from desktop_app.core.scripts import simplified


class Kind(StrEnum):
    """How a field is read, checked and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    AMOUNT = "amount"
    PERCENT = "percent"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    YES_NO = "yes_no"
    CREDIT_CODE = "credit_code"
    PHONE = "phone"
    REGION = "region"
    NAMES = "names"


# Kinds whose values are numbers: they are added up, and set to the right.
NUMBERS = (Kind.INTEGER, Kind.AMOUNT, Kind.PERCENT)
# No count has more digits; what has, as a telephone number or a code in the wrong column, could not
# be reckoned with either.
_LARGEST_COUNT = 10**12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, the precision in which projects state start and end."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月"

    def iso(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """What was typed, and what would have been understood (a Chinese phrase with an example)."""

    typed: str
    expected: str


Value = str | int | Decimal | date | Month | bool | tuple[str, ...]
Read = Value | NotUnderstood | None

MONEY_UNITS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000),
}
_AMOUNT = re.compile(r"(?:人民币|[¥￥])?(?P<sign>-?)(?P<number>[^元整]+)(?P<yuan>元?)整?")
# With one of these in it, an amount is in 元 whatever the column's unit.
_MONEY_PLACE = re.compile(r"[万亿]")
_BLANK_IN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_YEAR = rf"(?P<year>\d{{4}}|[{ZEROS}一二三四五六七八九]{{4}})"
_TWO = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_DAY = re.compile(rf"{_YEAR}[-/.年](?P<month>{_TWO})[-/.月](?P<day>{_TWO})[日号]?")
_MONTH = re.compile(rf"{_YEAR}[-/.年](?P<month>{_TWO})月?(?:份)?")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_YES = {"是", "有", "已", "√", "✓", "✔", "☑", "y", "yes", "1", "true", "对", "已入库", "已完成"}
_NO = {"否", "无", "未", "没有", "×", "✗", "x", "n", "no", "0", "false", "不是", "未入库", "未完成"}
_PHONE = re.compile(
    r"(?:\+?86-?)?1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|400-?\d{3}-?\d{4}"
)
# GB 32100-2015, 4.2: who registered and what kind, the region's six digits, the body, the check.
# stdnum refuses letters in the first two places, which collectives (N2…) have.
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_OUTER = " \u3000\t\r\n\u200b\ufeff"
_BOUND = re.compile(r"^(?:≥|>=|>|不低于|不少于|达到)|(?:及)?以上$|\s")
_LONG_OPTION = 4
_ONE_NAME = re.compile(r"[^、;；\n,，]+")
# Dates outside this span are serial numbers or typing errors, not project dates.
_FIRST_YEAR, _LAST_YEAR = 1930, 2100


def plain(text: str) -> str:
    """Width folded and outer blanks gone, for reading only; never for storing."""
    return unicodedata.normalize("NFKC", text).strip(_OUTER)


def parse(kind: Kind, typed: str, unit: str = "", options: tuple[str, ...] = ()) -> Read:
    """What the typed text means as a value of this kind.

    `unit` is the column's unit (万元, %, 家); amounts come back as `Decimal` in that unit.
    Returns None for a blank, `NotUnderstood` when the text has no meaning of this kind.
    """
    # Free text means itself; remembered, it would push out what takes time to read.
    if kind is Kind.TEXT or kind is Kind.LONG_TEXT:
        return typed if typed[:1].isalnum() or plain(typed) else None
    return _parsed(kind, typed, unit, options)


@lru_cache(maxsize=65536)
def _parsed(kind: Kind, typed: str, unit: str, options: tuple[str, ...]) -> Read:
    text = plain(typed)
    if not text:
        return None
    match kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            return typed
        case Kind.INTEGER:
            return _integer(typed, text, unit)
        case Kind.AMOUNT:
            return _amount(typed, text, unit or "元")
        case Kind.PERCENT:
            return _percent(typed, text)
        case Kind.DATE:
            return _date(typed, text)
        case Kind.MONTH:
            return _month(typed, text)
        case Kind.CHOICE | Kind.REGION:
            return _choice(typed, text, options)
        case Kind.YES_NO:
            return _yes_no(typed, text)
        case Kind.CREDIT_CODE:
            return _credit_code(typed, text)
        case Kind.PHONE:
            return _phone(typed, text)
        case Kind.NAMES:
            return split_names(typed)


def split_names(text: str) -> tuple[str, ...]:
    """Several names in one field, separated by 、 ; , or line breaks."""
    return tuple(part.strip() for part in _ONE_NAME.findall(text) if part.strip())


def with_names(text: str, change: Callable[[str], str]) -> str:
    """The text with each of its names changed, and what stands between them as it was."""

    def changed(found: re.Match[str]) -> str:
        name = found[0].strip()
        if not name:
            return found[0]
        before, _, after = found[0].partition(name)
        return f"{before}{change(name)}{after}"

    return _ONE_NAME.sub(changed, text)


@lru_cache(maxsize=16384)
def credit_code_checksum_holds(code: str) -> bool:
    """Whether the 18th character fits the other 17 (GB 32100-2015).

    Some live codes fail this, so a failure is a doubt and not an error of form.
    """
    return _CREDIT_CODE.fullmatch(code) is not None and code[-1] == uscc.calc_check_digit(code[:-1])


def show(value: Read, unit: str = "") -> str:
    """The value as it is printed; amounts without separators, dates in Chinese."""
    match value:
        case None:
            return ""
        case NotUnderstood(typed=typed):
            return typed
        case bool():
            return "是" if value else "否"
        case Decimal():
            return f"{show_decimal(value)}{'%' if unit == '%' else ''}"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case tuple():
            return "、".join(value)
        case _:
            return str(value)


def show_decimal(value: Decimal) -> str:
    """Plain digits, no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _integer(typed: str, text: str, unit: str) -> Read:
    counters = "个家项户台套人次篇场件"
    bare = text.removesuffix(unit) if unit else text
    number = parse_number(bare.rstrip(counters).strip())
    if number is None or number != number.to_integral_value() or abs(number) > _LARGEST_COUNT:
        return NotUnderstood(typed, "一个整数,如 108")
    return int(number)


def _amount(typed: str, text: str, unit: str) -> Read:
    # 「1 200」 is grouped as 1,200 is, and 「12 34」 is no better than 12,34.
    compact = _BLANK_IN_DIGITS.sub(",", text).replace(" ", "")
    match = _AMOUNT.fullmatch(compact)
    expected = NotUnderstood(typed, f"一个金额,如 120.5(单位:{unit})")
    if match is None:
        return expected
    number = parse_number(match["number"])
    has_unit = bool(match["yuan"] or _MONEY_PLACE.search(match["number"]))
    if number is None and has_unit:
        # Only then is 3千 sure to be 3000 of them.
        numeral = parse_numeral(match["number"])
        number = None if numeral is None else numeral.value
    if number is None or (has_unit and unit not in MONEY_UNITS):
        return expected
    sign = -1 if match["sign"] else 1
    factor = 1 / MONEY_UNITS[unit] if has_unit else Decimal(1)
    return (sign * number * factor).normalize() + 0


def _percent(typed: str, text: str) -> Read:
    # Targets are written 「≥50%」, 「50%以上」; counts in the same column carry their counter.
    number = parse_number(_BOUND.sub("", text).rstrip("%个家项户万元").removeprefix("百分之"))
    return NotUnderstood(typed, "一个百分比,如 50%") if number is None else number


def _date(typed: str, text: str) -> Read:
    day = read_date(text)
    return NotUnderstood(typed, "一个日期,如 2024年6月1日") if day is None else day


def _month(typed: str, text: str) -> Read:
    compact = text.replace(" ", "")
    match = _MONTH.fullmatch(compact) or _COMPACT.fullmatch(compact)
    if match is not None and (_COMPACT is not match.re or not match["day"]):
        found = _checked(match["year"], match["month"], "1")
    else:
        found = read_date(text)
    if found is None:
        return NotUnderstood(typed, "一个年月,如 2024年6月")
    return Month(found.year, found.month)


def read_date(text: str) -> date | None:
    """A day as people write it, or as Excel counts it (45444 is 2024-06-01)."""
    compact = plain(text).replace(" 00:00:00", "").replace(" ", "")
    match = _DAY.fullmatch(compact)
    if match is not None:
        return _checked(match["year"], match["month"], match["day"])
    match = _COMPACT.fullmatch(compact)
    if match is not None and match["day"]:
        return _checked(match["year"], match["month"], match["day"])
    if _SERIAL.fullmatch(compact):
        day = date(1899, 12, 30) + timedelta(days=int(float(compact)))
        return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
    return None


def _checked(year: str, month: str, day: str) -> date | None:
    numbers = [parse_number(part) for part in (year, month, day)]
    if any(number is None for number in numbers):
        return None
    try:
        found = date(*(int(number) for number in numbers if number is not None))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _choice(typed: str, text: str, options: tuple[str, ...]) -> Read:
    if not options:
        return typed
    known = _plain_options(options)
    if text in known:
        return known[text]
    if (same := _simple_options(options).get(simplified(text))) is not None:
        return same
    near = [
        o for plain_o, o in known.items() if text.startswith(plain_o) or plain_o.startswith(text)
    ]
    # 「国家级专精特新“小巨人”」 holds 国家级小巨人 in order, with words between.
    near = near or [
        o
        for plain_o, o in known.items()
        if len(o) >= _LONG_OPTION and plain_o[0] in text and _in_order(plain_o, text)
    ]
    if len(near) == 1:
        return near[0]
    return NotUnderstood(typed, "可选项之一:" + "、".join(options[:12]))


@lru_cache(maxsize=256)
def _plain_options(options: tuple[str, ...]) -> dict[str, str]:
    """The options by their plain text; of two that are alike the first."""
    return {plain(option): option for option in reversed(options)}


@lru_cache(maxsize=256)
def _simple_options(options: tuple[str, ...]) -> dict[str, str]:
    """The options by their plain text in simplified characters."""
    return {simplified(key): option for key, option in _plain_options(options).items()}


def _in_order(option: str, text: str) -> bool:
    """Whether all characters of the option stand in the text, in this order."""
    rest = iter(text)
    return all(sign in rest for sign in option)


def _yes_no(typed: str, text: str) -> Read:
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    return NotUnderstood(typed, "是 或 否")


def _credit_code(typed: str, text: str) -> Read:
    code = text.replace(" ", "").replace("-", "").upper()
    if _CREDIT_CODE.fullmatch(code):
        return code
    return NotUnderstood(typed, "18位统一社会信用代码(数字和大写字母,不含 I、O、S、V、Z)")


def _phone(typed: str, text: str) -> Read:
    compact = re.sub(r"[\s()]", "", text).replace("—", "-").replace("–", "-")
    return compact if _PHONE.fullmatch(compact) else NotUnderstood(typed, "电话,如 024-23456789")
