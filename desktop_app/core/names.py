"""Comparing names as the notice wants it: raw first, then folded, then nearly the same."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from desktop_app.core.likeness import NEAR
from desktop_app.core.matching import Pair, nearest_texts
from desktop_app.core.numerals import arabic
from desktop_app.core.scripts import simplified
from desktop_app.core.signs import UNSEEN

# What Word, Excel and chat programs leave in a name without showing it.
_BLANK = re.compile(r"\s+")
_SAME_SIGN = str.maketrans(
    {
        **dict.fromkeys("〔【[［{｛﹝〖", "("),
        **dict.fromkeys("〕】]］}｝﹞〗", ")"),
        **dict.fromkeys("—–―−‐‑‒─－～~", "-"),
        **dict.fromkeys("“”„〝〞＂「」『』«»", '"'),
        **dict.fromkeys("‘’‚＇`´", "'"),
        **dict.fromkeys("·•・‧∙⋅", "·"),
    }
)
_BLANKS = {
    " ": "半角空格",
    "\u3000": "全角空格",
    "\u00a0": "不间断空格",
    "\t": "制表符",
    "\n": "换行",
    "\r": "换行",
}
_PUNCTUATION = "()[]{}<>,.;:!?\"'-"
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[a-zA-Z]+")
# Ⅰ is I after folding: a number before a word for parts, or alone in brackets.
_ROMAN = re.compile(
    r"(?<![a-z0-9])(?:(?P<part>[ivx]{1,5})(?=期|号|阶段|标段|批|线|区|代)|(?<=\()(?P<alone>[ivx]{1,5})(?=\)))"
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The name without what the eye does not see: width, kind of bracket, blanks, invisible signs.

    Two names that differ only here are the same project written in two forms.
    """
    shown = unicodedata.normalize("NFKC", UNSEEN.sub("", text)).translate(_SAME_SIGN)
    return _BLANK.sub("", shown).casefold()


@lru_cache(maxsize=65536)
def in_plain_script(text: str) -> str:
    """The folded name in simplified characters, with Roman numerals as digits."""
    return _ROMAN.sub(_digits, simplified(fold(text)))


@lru_cache(maxsize=65536)
def spoken(text: str) -> str:
    """The name as it is read aloud: neither the script (數字, 数字) nor the way in which numbers
    are written (一期, 1期, Ⅰ期) makes a difference.

    Two names that are spoken alike are the same project written in two forms.
    """
    return arabic(in_plain_script(text))


def numbers_in(text: str) -> tuple[str, ...]:
    """Numbers and Latin words of a name, Chinese numerals read as digits: 一期 and 1期 agree."""
    return tuple(_NUMBER.findall(spoken(text)))


def nearest(left: Sequence[str], right: Sequence[str], threshold: float = NEAR) -> list[Pair]:
    """Pairs (index left, index right, similarity 0–100) of nearly equal names, best first.

    Each name is used once. Names whose numbers differ (一期, 二期) are never a pair.
    """
    return nearest_texts(
        [(spoken(name), numbers_in(name)) for name in left],
        [(spoken(name), numbers_in(name)) for name in right],
        threshold,
    )


def visible(text: str) -> str:
    """The text with blanks and invisible characters named, so that a reader sees them."""
    out: list[str] = []
    for sign in text:
        if sign in _BLANKS:
            out.append(f"〈{_BLANKS[sign]}〉")
        elif UNSEEN.match(sign):
            out.append(f"〈不可见字符 U+{ord(sign):04X}〉")
        else:
            out.append(sign)
    return "".join(out)


def told(text: str) -> str:
    """The text with all that looks like something else named: unseen signs, the width of brackets
    and punctuation."""
    return "".join(f"{visible(sign)}{_width(sign)}" for sign in text)


def _width(sign: str) -> str:
    if unicodedata.east_asian_width(sign) == "F" and sign not in _BLANKS:
        return "〈全角〉"
    return "〈半角〉" if sign in _PUNCTUATION else ""


def _digits(match: re.Match[str]) -> str:
    roman = match["part"] or match["alone"]
    return str(_ROMANS.index(roman) + 1) if roman in _ROMANS else roman
