"""Finding Chinese texts by part of them or by the first letters of their pinyin: 东港区 by dgq."""

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = re.compile(r"[a-z]+")
MOST_FOUND = 50


def load() -> None:
    """Fetch the table of readings, which takes a while the first time."""
    _initials("中")


def find(query: str, texts: Iterable[str], most: int = MOST_FOUND) -> tuple[str, ...]:
    """The texts that hold the query, those that begin with it first, then those whose initials do;
    all of them for an empty query."""
    wanted = _plain(query)
    if not wanted:
        return tuple(texts)[:most]
    ranked: list[tuple[int, int, str]] = []
    for order, text in enumerate(texts):
        rank = _rank(wanted, text)
        if rank is not None:
            ranked.append((rank, order, text))
    return tuple(text for _, _, text in sorted(ranked)[:most])


def matches(query: str, text: str) -> bool:
    """Whether a text holds the query, or initials that read as it."""
    wanted = _plain(query)
    return not wanted or _rank(wanted, text) is not None


def _rank(wanted: str, text: str) -> int | None:
    at = _plain(text).find(wanted)
    if at >= 0:
        return 0 if at == 0 else 1
    if _LETTERS.fullmatch(wanted) is None:
        return None
    letters = [_initials(sign) for sign in _plain(text) if not sign.isspace()]
    for start in range(len(letters) - len(wanted) + 1):
        if all(sign in letters[start + n] for n, sign in enumerate(wanted)):
            return 2 if start == 0 else 3
    return None


@lru_cache(maxsize=16384)
def _initials(sign: str) -> str:
    """The letters with which the readings of a sign begin; the sign itself where it has none."""
    if sign < "\u2e80":
        return sign
    # The table of phrases is not wanted here, and takes four times as long to load.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    found = pinyin(sign, style=Style.FIRST_LETTER, heteronym=True)
    return "".join(found[0]) if found else sign


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
