"""A text as it is read: in one script and width, without list marks and hard line breaks; and
where each of its signs stands in what was typed."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.core.numerals import DIGITS, UNITS
from desktop_app.core.scripts import simplified_in_place

_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_LIST_MARK = re.compile(r"(?m)^[ \t\u3000]*(?:——|[●•▪◆■◇□▶➢✓○◎★☆·*]+|-(?=\s))")
# 「甲县11个/2862.5万元」
_SLASH = re.compile(r"(?<=[个项家户元])/(?=\d)")
# Lines that a mail or a PDF broke at its margin are all about as long.
_SHORTEST_LINE, _LONGEST_LINE, _RAGGED, _FEWEST_LINES = 20, 70, 2, 3
_ENDS_A_LINE = "。！？!?；;：:"
_BEGINS_A_LINE = re.compile(
    r"[ \t\u3000]*(?:$|[(（]?[\d一二三四五六七八九十]{1,3}(?:[)）、．]|\.(?!\d))|第.{1,3}[章节条]"
    r"|[①-⑳●•▪◆■◇□▶➢✓○◎★☆·*\-—【]|[\u3000 ]{2})"
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text to read; `places` gives where each sign stands in the typed one, () for the same
    place."""

    text: str
    typed: str
    places: Sequence[int] = ()

    def at(self, place: int) -> int:
        """Where a place of the read text is in the typed one."""
        if not self.places:
            return place
        return self.places[place] if place < len(self.places) else len(self.typed)

    def as_typed(self, start: int, end: int) -> str:
        """What was typed between two places of the read text."""
        return self.typed[self.at(start) : self.at(end - 1) + 1] if end > start else ""


def plain_text(typed: str) -> PlainText:
    """The typed text made ready to be read."""
    text = simplified_in_place(typed).translate(_WIDTH)
    text = _LIST_MARK.sub(lambda match: " " * len(match[0]), text)
    text = _SLASH.sub("\uff0c", text)
    broken = set(_hard_breaks(text))
    if not broken:
        return PlainText(text, typed)
    places = [place for place in range(len(text)) if place not in broken]
    return PlainText("".join(text[place] for place in places), typed, places)


def in_usual_words(plain: PlainText, noun: str, counter: str, usual: str) -> PlainText:
    """The text with a pack's noun and counter as `usual` ones, sign for sign, so that every place
    stays: 「改建工程5座」 is read as 「改建项目5个」. A noun shorter than the usual one stays."""
    text = plain.text
    if noun != usual and len(noun) >= len(usual):
        text = text.replace(noun, noun[: -len(usual)] + usual)
    if len(counter) == 1 and counter not in "个项家户":
        text = re.sub(rf"(?<=[{DIGITS}{UNITS}\d余多])(\s*){re.escape(counter)}", r"\1个", text)
    return replace(plain, text=text)


def _hard_breaks(text: str) -> Iterator[int]:
    """Where lines were broken at a margin, in the middle of a sentence."""
    lines = text.split("\n")
    margin = max(map(len, lines))
    full = sum(len(line) >= margin - _RAGGED for line in lines)
    if not _SHORTEST_LINE <= margin <= _LONGEST_LINE or full < _FEWEST_LINES:
        return
    at = -1
    for line, following in itertools.pairwise(lines):
        at += len(line) + 1
        is_full = len(line) >= margin - _RAGGED and line[-1] not in _ENDS_A_LINE
        if is_full and not _BEGINS_A_LINE.match(following):
            yield at
