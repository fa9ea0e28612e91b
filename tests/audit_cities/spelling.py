"""Writing numbers as officials write them."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from tests.audit_cities.records import Style

BEFORE = frozenset({"约", "大约", "近", "逾", "超", "超过", "不少于", "不低于", "不超过"})
AFTER = frozenset({"以上", "左右"})
WITHIN = frozenset({"余", "多"})
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_FACTORS = {"亿元": Decimal(10_000), "成": Decimal(10)}


def factor(unit: str) -> Decimal:
    """What one of a unit is in the figure's own unit: a count, 万元 or percent."""
    return _FACTORS.get(unit, Decimal(1))


def chinese(number: int) -> str:
    """A whole number below 10,000 in words: 一百零八, 十二, 二百一十."""
    if number == 0:
        return "零"
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(out)
            continue
        spoken = "" if digit == 1 and place == 1 and not out else _DIGITS[digit]
        out += ("零" if gap else "") + spoken + _PLACES[place]
        gap = False
    return out


def chinese_year(year: str) -> str:
    return "".join("〇" if sign == "0" else _DIGITS[int(sign)] for sign in year)


def numeral(value: Decimal, style: Style) -> str:
    """The number alone, without counter or unit; in 亿万元 and in words it holds 亿 and 万."""
    if style.unit == "亿万元" or (style.unit == "万元" and style.script == "chinese"):
        return _in_two_units(value, style)
    shown = (value / factor(style.unit)).quantize(Decimal(1).scaleb(-style.places))
    if style.script == "chinese":
        whole, _, rest = f"{shown:f}".partition(".")
        spoken = "点" + "".join(_DIGITS[int(sign)] for sign in rest) if rest else ""
        return chinese(int(whole)) + spoken
    text = f"{shown:,f}" if style.script == "grouped" else f"{shown:f}"
    return text.translate(_WIDE) if style.script == "wide" else text


def written(value: Decimal, style: Style, upper: Decimal | None = None) -> str:
    """The number with its unit and the words that say how firmly."""
    number = numeral(value, style)
    if upper is not None:
        number = f"{number}—{numeral(upper, style)}"
    firmly = style.firmly
    if firmly in WITHIN:
        return _with_rest(number, style)
    before = firmly if firmly in BEFORE else ""
    after = firmly if firmly in AFTER else ""
    if style.unit == "百分之":
        return f"{before}百分之{number}{after}"
    return f"{before}{number}{_unit_behind(number, style)}{after}"


def step(value: Decimal, style: Style) -> Decimal:
    """What the last digit, or in words the last place named, is worth."""
    if style.script == "chinese" and style.unit == "万元":
        return last_place(value)
    return factor(style.unit).scaleb(-style.places)


def last_place(value: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 100 for 24800, 0.01 for 3.25."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def rounded(value: Decimal, to: Decimal, way: str = "nearest") -> Decimal:
    """The value as a multiple of `to`: nearest, down or up."""
    rounding = {"nearest": ROUND_HALF_UP, "down": ROUND_FLOOR, "up": ROUND_CEILING}[way]
    return (value / to).quantize(Decimal(1), rounding) * to


def _in_two_units(value: Decimal, style: Style) -> str:
    """2亿4806.6 or 二亿四千八百零七万; 万 is left to the unit where digits are Arabic."""
    many, rest = divmod(value, 10_000)
    if style.script != "chinese":
        shown = f"{rest.quantize(Decimal(1).scaleb(-style.places)):f}"
        text = f"{int(many)}亿{shown}"
        return text.translate(_WIDE) if style.script == "wide" else text
    head = f"{chinese(int(many))}亿" if many else ""
    if not rest:
        return head
    gap = "零" if many and rest < 1000 else ""
    return f"{head}{gap}{chinese(int(rest))}万"


def _unit_behind(number: str, style: Style) -> str:
    if style.unit == "亿万元":
        return "万元"
    if style.unit == "万元" and style.script == "chinese":
        return "元"
    return style.unit


def _with_rest(number: str, style: Style) -> str:
    """余 and 多 stand before the counter but behind 亿: 100余个, 2.4亿余元, 二亿四千余万元."""
    word = style.firmly
    if style.unit == "亿元":
        return f"{number}亿{word}元"
    if style.unit == "万元" and style.script == "chinese":
        return f"{number}{word}元" if number[-1] == "亿" else f"{number[:-1]}{word}万元"
    return f"{number}{word}{style.unit}"
