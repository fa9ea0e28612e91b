"""The lines of a plan's contents page, which are no chapters."""

import re
from collections.abc import Sequence

from desktop_app.core.names import fold
from desktop_app.intake.plain import Line

_TITLE = re.compile(r"目\s*[录次錄]|contents", re.IGNORECASE)
_LINE = re.compile(r"(?:[.…·\u2026]{3,}|\t)[\s.…]*\d{0,3}\s*$")
_PAGE_NUMBER = re.compile(r"[\s.…·]*\d{1,3}\s*$")


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Lines of a contents page: with dot leaders or page numbers, or below the word 目录 up to
    the heading that the contents began with."""
    found = {at for at, line in enumerate(lines) if line.table < 0 and _LINE.search(line.text)}
    for at, line in enumerate(lines):
        if line.table >= 0 or not _TITLE.fullmatch(line.text.strip()):
            continue
        found.add(at)
        entries = [n for n in range(at + 1, len(lines)) if lines[n].text.strip()]
        if not entries:
            break
        first = _entry(lines[entries[0]])
        again = (n for n in entries[1:] if n not in found and _entry(lines[n]) == first)
        found |= set(range(at + 1, next(again, at + 1)))
        break
    return found


def _entry(line: Line) -> str:
    return fold(_PAGE_NUMBER.sub("", f"{line.number}{line.text.strip()}"))
