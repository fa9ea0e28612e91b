"""Finding Chinese words by the initials of their pinyin: 「tl」 finds 铁岭市."""

import re
import unicodedata
from functools import lru_cache

_HANZI = re.compile("[\u3400-\u9fff]+|[a-z0-9]+")


def initials_match(query: str, text: str) -> bool:
    """Whether the letters of `query` stand one after the other among the initials of `text`.

    A query that holds anything but letters and digits never matches, nor does any where the
    library is missing.
    """
    wanted = unicodedata.normalize("NFKC", query).casefold().replace(" ", "")
    if not wanted or not (wanted.isascii() and wanted.isalnum()):
        return False
    return wanted in _initials(text)


@lru_cache(maxsize=8192)
def _initials(text: str) -> str:
    """The initials of all hanzi, letters and digits as they are; the rest is passed over."""
    try:
        # A quarter of a second: only who searches by letters waits for it.
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold()
    # Whole stretches: 重 is c in 重庆 and z in 重点.
    parts = (match[0] for match in _HANZI.finditer(plain))
    return "".join(
        part if part.isascii() else "".join(lazy_pinyin(part, style=Style.FIRST_LETTER))
        for part in parts
    )
