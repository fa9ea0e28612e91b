"""Numbers that people type before headings inside a chapter: they make headings and are counted.

What stands behind them is the text; the number itself is printed anew each time.
"""

import re
from typing import Literal

Level = Literal[0, 2, 3, 4]
_CHINESE = "[一二三四五六七八九十百零〇]+"
# 1.5 is a number and no heading.
_TYPED: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (2, re.compile(rf"[（(]\s*{_CHINESE}\s*[）)]\s*、?\s*")),
    (4, re.compile(r"[（(]\s*\d{1,2}\s*[）)]\s*、?\s*")),
    (3, re.compile(r"\d{1,2}(?:[.．](?!\d)|、)\s*")),
)
# 「3.5G基站」 is printed for a third heading 「5G基站」.
_ANY_THIRD = re.compile(r"\d{1,3}[.．]")


def typed_number(line: str) -> tuple[Level, str]:
    """The level of heading that a typed number makes, and the text behind it; 0 for body text."""
    for level, pattern in _TYPED:
        match = pattern.match(line)
        if match is not None and match.end() < len(line):
            return level, line[match.end() :]
    return 0, line


def is_same_line(one: str, other: str) -> bool:
    """Whether two lines say the same, whatever number each of them bears at its level."""
    if one == other:
        return True
    ours, theirs = typed_number(one), typed_number(other)
    return ours == theirs or (3 in (ours[0], theirs[0]) and _third(one) == _third(other))


def _third(line: str) -> str:
    level, text = typed_number(line)
    return text if level == 3 else _ANY_THIRD.sub("", line, count=1)


def renumbered(line: str, like: str) -> str:
    """A line with the number that another of the same level bears; as it is at another level."""
    level, text = typed_number(line)
    known, behind = typed_number(like)
    if not level or level != known:
        return line
    return like[: len(like) - len(behind)] + text
