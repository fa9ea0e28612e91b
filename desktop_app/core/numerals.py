"""Numbers as people write them in Chinese: 一百零八, 两, 二〇二四, 1.2万."""

import re
import unicodedata
from decimal import Decimal

import cn2an  # pyright: ignore[reportMissingTypeStubs]

DIGITS = "零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
UNITS = "十百千万亿拾佰仟"
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|[{DIGITS}{UNITS}]+)"
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = re.compile(rf"[{DIGITS}{UNITS}]+")
_YEAR_STYLE = re.compile(r"[零〇一二三四五六七八九]+")
_ORDINARY = str.maketrans("〇壹贰叁肆伍陆柒捌玖拾佰仟", "零一二三四五六七八九十百千")


def parse_number(text: str) -> Decimal | None:
    """Read one number in Arabic or Chinese digits; None when it is not just a number.

    Full-width digits and thousands separators are accepted, signs and units are not.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if _PLAIN.fullmatch(plain) and plain.isascii():
        return Decimal(plain)
    if not _CHINESE.fullmatch(plain):
        return None
    plain = plain.translate(_ORDINARY)
    if len(plain) > 1 and _YEAR_STYLE.fullmatch(plain):
        return Decimal("".join(str("零一二三四五六七八九".index(digit)) for digit in plain))
    try:
        return Decimal(cn2an.cn2an(plain, "smart"))
    except ValueError:
        return None


def arabic(text: str) -> str:
    """The text with every Chinese number in it written in Arabic digits (一期 becomes 1期)."""

    def written(match: re.Match[str]) -> str:
        number = parse_number(match[0])
        return match[0] if number is None else str(number)

    return _CHINESE.sub(written, text)
