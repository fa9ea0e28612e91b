"""Comparing names as the notice wants it: raw first, then folded, then nearly the same."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from desktop_app.core.numerals import arabic
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
# Below this similarity (0–100) two names are two projects; chosen so that a changed character or
# an inserted word in a name of ten is still seen, and two projects of one firm are not.
NEAR = 82.0
_CANDIDATES = 5
# Below this likeness a text is another one: marking its differences sign by sign shows nothing.
_REWRITTEN = 0.4
_LONGEST_PAIR = 25_000_000


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The name without what the eye does not see: width, kind of bracket, blanks, invisible signs.

    Two names that differ only here are the same project written in two forms.
    """
    shown = unicodedata.normalize("NFKC", UNSEEN.sub("", text)).translate(_SAME_SIGN)
    return _BLANK.sub("", shown).casefold()


def numbers_in(text: str) -> tuple[str, ...]:
    """Numbers and Latin words of a name, Chinese numerals read as digits: 一期 and 1期 agree."""
    return tuple(_NUMBER.findall(arabic(fold(text))))


def nearest(
    left: Sequence[str], right: Sequence[str], threshold: float = NEAR
) -> list[tuple[int, int, float]]:
    """Pairs (index left, index right, similarity 0–100) of nearly equal names, best first.

    Each name is used once. Names whose numbers differ (一期, 二期) are never a pair.
    """
    if not left or not right:
        return []
    folded_left = [arabic(fold(name)) for name in left]
    folded_right = [arabic(fold(name)) for name in right]
    pairs: list[tuple[int, int, float]] = []
    for i, name in enumerate(folded_left):
        found = process.extract(
            name, folded_right, scorer=fuzz.ratio, score_cutoff=threshold, limit=_CANDIDATES
        )
        numbers = numbers_in(left[i])
        pairs += [(i, j, score) for _, score, j in found if numbers_in(right[j]) == numbers]
    pairs.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    used_left: set[int] = set()
    used_right: set[int] = set()
    best: list[tuple[int, int, float]] = []
    for i, j, score in pairs:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            best.append((i, j, score))
    return best


def difference(left: str, right: str) -> str:
    """The differing characters in words a person can follow, invisible ones by name."""
    parts: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        ours, theirs = _told(left[i1:i2]), _told(right[j1:j2])
        where = f"第{i1 + 1}字" if i1 < len(left) else "末尾"
        if not ours:
            parts.append(f"{where}处后者多「{theirs}」")
        elif not theirs:
            parts.append(f"{where}处前者多「{ours}」")
        else:
            parts.append(f"{where}处「{ours}」与「{theirs}」")
    return ";".join(parts)


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, sign by sign in order: 0 to 1."""
    return Indel.normalized_similarity(one, other)


def stretches(old: str, new: str) -> list[tuple[str, str]]:
    """Two texts cut into pairs of the same stretches and of those that differ, in order.

    Where hardly anything is left in common, all between the same beginning and end differs; so
    it does in texts too long to be looked at sign by sign.
    """
    if len(old) * len(new) > _LONGEST_PAIR or likeness(old, new) < _REWRITTEN:
        return _by_ends(old, new)
    out: list[tuple[str, str]] = []
    for code in Indel.opcodes(old, new):
        pair = old[code.src_start : code.src_end], new[code.dest_start : code.dest_end]
        is_same = code.tag == "equal"
        if out and not is_same and out[-1][0] != out[-1][1]:
            out[-1] = (out[-1][0] + pair[0], out[-1][1] + pair[1])
        else:
            out.append(pair)
    return out


def _by_ends(old: str, new: str) -> list[tuple[str, str]]:
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    end = next((n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]), shorter - start)
    cuts = (
        (old[:start], new[:start]),
        (old[start : len(old) - end], new[start : len(new) - end]),
        (old[len(old) - end :], new[len(new) - end :]),
    )
    return [pair for pair in cuts if pair != ("", "")]


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


def _told(text: str) -> str:
    """A differing stretch: unseen signs by name, punctuation with its width."""
    return "".join(f"{visible(sign)}{_width(sign)}" for sign in text)


def _width(sign: str) -> str:
    if unicodedata.east_asian_width(sign) == "F" and sign not in _BLANKS:
        return "〈全角〉"
    return "〈半角〉" if sign in _PUNCTUATION else ""
