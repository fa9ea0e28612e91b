"""Which characters of a text reach the paper: those with a shape, and of these the printable."""

import re
import unicodedata
from functools import cache

from desktop_app.core.printable_signs import RANGES

# Zero-width signs, direction marks, variation selectors and controls leave no trace on paper.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
# Readers of PDF files take a ligature for its letters.
_ALTERED = re.compile(f"{UNSEEN.pattern}|{_SPACES.pattern}|[\r\n\ufb00-\ufb06]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_MARK = (
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]"
)
# No font places a second mark on a sign: it is drawn over the first.
_STACKED = re.compile(f"{_MARK}(?={_MARK})")


def drawn(text: str) -> str:
    """The text as it is drawn: without signs that have no shape, with plain spaces and \\n."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SPACES.sub(" ", UNSEEN.sub("", text))


def plain(text: str) -> str:
    """A name without the signs that read otherwise than they were typed: unseen ones gone, blanks
    plain, in one line, ligatures as letters, no blank at either end."""
    shown = drawn(text).replace("\n", "")
    letters = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), shown)
    return letters.strip(" \u3000")


def unseen(text: str) -> tuple[str, ...]:
    """The signs of a text that leave no trace on paper, each once, in order."""
    return tuple(dict.fromkeys(UNSEEN.findall(text)))


def altered(text: str) -> tuple[str, ...]:
    """The signs that read otherwise out of a PDF than they were typed, each once, in order.

    Beside the unseen ones these are all blanks but the plain and the full-width one, line ends and
    ligatures.
    """
    return tuple(dict.fromkeys(_ALTERED.findall(text)))


def unprintable(text: str) -> tuple[str, ...]:
    """The signs of a text that have a shape but cannot be printed, each once, in order.

    No bundled font holds them, or they are marks of which one sign bears several.
    """
    shown = drawn(text)
    known = _printable()
    stacked = _STACKED.findall(shown)
    if not stacked and known.issuperset(shown):
        return ()
    return tuple(dict.fromkeys([*(sign for sign in shown if sign not in known), *stacked]))


def is_mark(sign: str) -> bool:
    """Whether a sign is drawn onto the one before it: an accent, a tone, a ring."""
    return re.fullmatch(_MARK, sign) is not None


@cache
def _printable() -> frozenset[str]:
    found = {"\n"}
    for one in RANGES.split():
        first, _, last = one.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)
