"""Numbers in Chinese as people spell them, made for tests without the code that reads them."""

import re

DIGITS = "零一二三四五六七八九"
UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))
CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def in_words(number: int, *, with_zeros: bool = True) -> str:
    """A number in Chinese by the book. Without zeros those are left out that change nothing: a
    last digit needs its 零 (一百二 is 120), and so does a number below 万 behind 亿."""
    for unit, name in UNITS:
        if number >= unit:
            head, rest = divmod(number, unit)
            needs_zero = rest < 10 or (name == "亿" and rest < 10**4)
            zero = "零" if 0 < rest < unit // 10 and (with_zeros or needs_zero) else ""
            behind = in_words(rest, with_zeros=with_zeros) if rest else ""
            return f"{in_words(head, with_zeros=with_zeros)}{name}{zero}{behind}"
    return DIGITS[number]


def spellings(number: int) -> set[str]:
    """The usual ways to write one number in Chinese."""
    full, short = in_words(number), in_words(number, with_zeros=False)
    found = {full, short, full.translate(CAPITALS), re.sub("二(?=[百千万亿])", "两", full)}
    found |= {text.removeprefix("一") for text in (full, short) if text.startswith("一十")}
    return found | {full.replace("零", zero) for zero in "〇○◯" if len(full) > 1}
