"""Numbers as people write them: 一百零八, 两亿四千八百零六万, 二〇二四, 1,080, 2亿4806.6万."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

# A circle is what keyboards offer for 〇. Alone it is a tick or a placeholder (○○公司).
CIRCLES = "○◯"
ZEROS = f"零〇{CIRCLES}"
DIGITS = f"{ZEROS}一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
UNITS = "十百千万亿拾佰仟"
# Chinese numerals reach to here as well; longer rows of digits are codes, not numbers.
_LONGEST = 16
# Commas count only where they stand between thousands: 12,34 and 1.200,50 are typing errors.
_ARABIC = rf"(?:[1-9]\d{{0,2}}(?:,\d{{3}})+(?!\d)|\d{{1,{_LONGEST}}})(?:\.\d{{1,24}})?"
NUMBER = rf"(?:{_ARABIC}|[{DIGITS}{UNITS}]+)"
# Anything that may be a number with its units, to be read by `parse_numeral` as a whole.
NUMERAL = rf"[\d{DIGITS}{UNITS}](?:[\d{DIGITS}{UNITS}]|[.,\uff0c](?=\d)|点(?=[{DIGITS}]))*"
_PLAIN = re.compile(_ARABIC, re.ASCII)
_IN_UNIT = re.compile(rf"(?P<number>{_ARABIC})(?P<unit>[十百千]?)", re.ASCII)
_CHINESE = re.compile(rf"[{DIGITS}{UNITS}]+")
# 二点四八亿, 三十九点八: spoken decimals.
_POINT = re.compile(rf"(?P<whole>[{DIGITS}{UNITS}]+)点(?P<part>[{DIGITS}]{{1,8}})(?P<unit>[万亿]?)")
_YEAR_STYLE = re.compile(r"[零一二三四五六七八九]{2,16}")
_ORDINARY = str.maketrans(
    f"{ZEROS[1:]}壹贰叁肆伍陆柒捌玖拾佰仟", f"{'零' * len(ZEROS[1:])}一二三四五六七八九十百千"
)
_SPOKEN_DIGITS = str.maketrans("两0123456789", "二零一二三四五六七八九")
_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_WORDS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}
_WAN, _YI = 10_000, 100_000_000
_PLACE = re.compile(r"(?P<zero>零?)(?P<digit>[一二三四五六七八九]|(?=十))(?P<unit>[十百千]?)")
# A rest behind 万: 零五, 二百, 2000; but not 五, which is spoken for 五千.
_TELLS_ITS_PLACE = re.compile(r"零|.*[十百千]|\d,?\d{3}(?!\d)")
# 「一百二」, 「一亿二」: a last digit without its unit is of the next lower one.
_SPOKEN = re.compile(r"([百千万亿])[一二三四五六七八九1-9]")
_LOWER = {"百": "十", "千": "百", "万": "千", "亿": "千万"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the value of its last digit, or of the last unit it names: 0.1 for 12.5,
    one million for 二亿四千八百万."""

    value: Decimal
    step: Decimal


def parse_number(text: str) -> Decimal | None:
    """Read one number in Arabic or Chinese digits; None when it is not just a number.

    Full-width digits and thousands separators are accepted; signs are not, nor units behind
    Arabic digits.
    """
    plain = _plain(text)
    if not _PLAIN.fullmatch(plain) and not _CHINESE.fullmatch(plain):
        return None
    numeral = parse_numeral(plain)
    return None if numeral is None else numeral.value


def parse_numeral(text: str) -> Numeral | None:
    """Read one number that may mix digits and units (3千万, 1亿2000万), with its precision.

    「一亿二千」 is not read: it is 100,002,000 by the rules and 120,000,000 when spoken.
    """
    plain = _plain(text)
    if not plain.strip(CIRCLES):
        return None
    spoken_point = _POINT.fullmatch(plain)
    if spoken_point is not None:
        return _with_point(spoken_point)
    if _PLAIN.fullmatch(plain):
        return _arabic(plain)
    plain = plain.translate(_ORDINARY)
    if _YEAR_STYLE.fullmatch(plain):
        return Numeral(Decimal("".join(str(_VALUES[sign]) for sign in plain)), Decimal(1))
    spoken = _SPOKEN.fullmatch(plain[-2:])
    if spoken is not None:
        plain += _LOWER[spoken[1]]
    return None if plain.startswith("零") and plain != "零" else _above_yi(plain)


def in_chinese(value: int) -> str:
    """A whole number below a trillion in Chinese: 十, 十一, 一百零八, 二亿四千八百零六万."""
    if not 0 <= value < 10**12:
        raise ValueError(value)
    if value == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for unit, name in ((_YI, "亿"), (_WAN, "万"), (1, "")):
        section = value // unit % _WAN
        if section == 0:
            gap = bool(parts)
            continue
        # A section that does not fill its thousands is joined with 零.
        zero = "零" if parts and (gap or section < 1000) else ""
        parts.append(f"{zero}{_section_words(section, is_first=not parts)}{name}")
        gap = False
    return "".join(parts)


def arabic(text: str) -> str:
    """The text with every Chinese number in it written in Arabic digits (一期 becomes 1期)."""

    def written(match: re.Match[str]) -> str:
        number = parse_number(match[0])
        return match[0] if number is None else str(number)

    return _CHINESE.sub(written, text)


def _section_words(value: int, *, is_first: bool) -> str:
    """A number from 1 to 9999 in Chinese; a bare 十 only at the very beginning."""
    signs: list[str] = []
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit == 0:
            gap = bool(signs)
            continue
        if gap:
            signs.append("零")
        gap = False
        is_bare_ten = unit == 10 and digit == 1 and not signs and is_first
        signs.append(name if is_bare_ten else _WORDS[digit] + name)
    return "".join(signs)


def _with_point(match: re.Match[str]) -> Numeral | None:
    whole = parse_numeral(match["whole"])
    if whole is None or whole.step < 1:
        return None
    digits = match["part"].translate(_ORDINARY).translate(_SPOKEN_DIGITS)
    part = "".join(str(_VALUES[sign]) for sign in digits)
    step = Decimal(1).scaleb(-len(part))
    unit = {"万": _WAN, "亿": _YI}.get(match["unit"], 1)
    return Numeral((whole.value + Decimal(f"0.{part}")) * unit, step * unit)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _above_yi(text: str) -> Numeral | None:
    """A number of any size: so many 亿 and a rest below 亿."""
    head, yi, tail = text.rpartition("亿")
    if not yi:
        return _above_wan(text)
    # A 零 stands between 亿 and a number below 万, or nobody knows what is meant.
    is_told = "万" in tail or tail.startswith("零")
    return _joined(_above_wan(head), _YI, tail, _above_wan(tail) if is_told else None)


def _above_wan(text: str) -> Numeral | None:
    """A number without 亿: so many 万 and a rest below 万."""
    head, wan, tail = text.rpartition("万")
    if not wan:
        return _section(text)
    is_told = _TELLS_ITS_PLACE.match(tail) is not None
    # 二万四千八百零六万元 is how a sum in 万元 is put in words; a third 万 is no number.
    whole = _above_wan(head) if head.count("万") <= 1 else None
    return _joined(whole, _WAN, tail, _section(tail) if is_told else None)


def _joined(head: Numeral | None, unit: int, tail: str, rest: Numeral | None) -> Numeral | None:
    if head is None:
        return None
    whole = Numeral(head.value * unit, head.step * unit)
    if not tail:
        return whole
    # 1.2亿3000万 and 1亿20000万 are no numbers.
    if rest is None or not 0 < rest.value < unit or head.step < 1:
        return None
    return Numeral(whole.value + rest.value, rest.step)


def _section(text: str) -> Numeral | None:
    """What stands before, between or behind 万 and 亿: 二千四百零六, 4806.6, 3千, 3千5百."""
    match = _IN_UNIT.fullmatch(text)
    if match is not None:
        number, factor = _arabic(match["number"]), _PLACES.get(match["unit"], 1)
        return Numeral(number.value * factor, number.step * factor)
    signs = text.translate(_SPOKEN_DIGITS)
    if signs == "零":
        return Numeral(Decimal(0), Decimal(1))
    total, place = 0, _WAN
    while signs:
        found = _PLACE.match(signs)
        if found is None:
            return None
        unit = _PLACES.get(found["unit"], 1)
        # 「二」 alone is 2, but 「三千二」 is not 3002: a step over a place needs its 零.
        is_skipping = unit == 1 and 10 < place < _WAN and not found["zero"]
        if unit >= place or is_skipping:
            return None
        total += _VALUES.get(found["digit"], 1) * unit
        place = unit
        signs = signs[found.end() :]
    return Numeral(Decimal(total), Decimal(place)) if total else None


def _arabic(text: str) -> Numeral:
    digits = text.replace(",", "")
    return Numeral(Decimal(digits), Decimal(1).scaleb(-len(digits.partition(".")[2])))
