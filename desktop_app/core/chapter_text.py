"""The text of a chapter line by line: what is a heading, which number it bears and should bear,
and how long it is on paper.

The numbers that people type only say the level: what is printed is counted anew. So a typed number
that is not the printed one misleads whoever reads the text here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from desktop_app.core.numerals import in_chinese, parse_number
from desktop_app.core.typed_numbers import Level, typed_number

# Up to here what stands before the first stop is a heading; GB/T 9704 lets the text run on.
_STOP = re.compile("[。：:；;]")
_SHORT_HEADING = 30
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百零〇]+")
_OF_CHAPTER = re.compile(r"([一二三四五六七八九十]{1,3})\s*、\s*(?=\S)")
# The levels below the chapter's own title, from the text up to the highest.
LEVELS: tuple[Level, ...] = (0, 4, 3, 2)
# 5.2.3: 22 lines of 28 characters on a page; the first line of a paragraph is two shorter.
_LINES, _SIGNS, _INDENT = 22, 28, 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with something in it: `start`…`end` in the text, without the blanks around it.

    `number` is the typed number with what stands before the text, `heading` what is set as a
    heading behind it, `rest` what runs on.
    """

    start: int
    end: int
    level: Level
    number: str
    heading: str
    rest: str

    @property
    def text(self) -> str:
        """The line without its number."""
        return self.heading + self.rest


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A typed number that is not the one printed: the paragraph from 1, the line, what should
    stand in place of `line.number`, and what is told of it."""

    paragraph: int
    line: TextLine
    wanted: str
    told: str


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is: signs without blanks, paragraphs, and A4 pages begun."""

    signs: int
    paragraphs: int
    pages: float


class HeadingCount:
    """Counts headings: levels count from one under each higher heading."""

    def __init__(self) -> None:
        self._levels = [0, 0, 0, 0]

    def next(self, level: int) -> int:
        """The number of the next heading of a level."""
        self._levels[level - 1] += 1
        self._levels[level:] = [0] * (4 - level)
        return self._levels[level - 1]


def heading_number(level: int, value: int) -> str:
    """How the number of a heading is written at its level; brackets are full-width (GB/T 9704)."""
    match level:
        case 1:
            return f"{in_chinese(value)}、"
        case 2:
            return f"（{in_chinese(value)}）"
        case 3:
            return f"{value}."
        case 4:
            return f"（{value}）"
        case _:
            raise ValueError(f"no heading of level {level}")


def lines_of(text: str) -> Iterator[TextLine]:
    """The lines of a chapter that hold something."""
    at = 0
    for whole in text.splitlines(keepends=True):
        line = whole.strip()
        start = at + len(whole) - len(whole.lstrip()) if line else at
        at += len(whole)
        if not line:
            continue
        level, behind = typed_number(line)
        number = line[: len(line) - len(behind)]
        cut = _heading_end(behind) if level else 0
        yield TextLine(start, start + len(line), level, number, behind[:cut], behind[cut:])


def printed_numbers(lines: Sequence[TextLine]) -> tuple[str, ...]:
    """The number that is printed before each line; "" before body text."""
    count = HeadingCount()
    return tuple(
        heading_number(one.level, count.next(one.level)) if one.level else "" for one in lines
    )


def wrong_numbers(text: str) -> tuple[WrongNumber, ...]:
    """The typed numbers that repeat, leave one out, or are those of chapters."""
    lines = list(lines_of(text))
    found: list[WrongNumber] = []
    seen: dict[int, list[int]] = {2: [], 3: [], 4: []}
    for n, (line, printed) in enumerate(zip(lines, printed_numbers(lines), strict=True), start=1):
        if not line.level:
            if wrong := _chapter_number(n, line):
                found.append(wrong)
            continue
        for lower in range(line.level + 1, 5):
            seen[lower] = []
        typed, right = _value(line.number), _value(printed)
        is_again = typed in seen[line.level]
        seen[line.level].append(typed)
        if typed != right:
            wanted = _with_value(line.number, printed)
            why = "重复" if is_again else "不连续"
            told = f"第{n}段编号「{line.number.strip()}」{why},印出来是「{printed}」"
            found.append(WrongNumber(n, line, wanted, told))
    return tuple(found)


def renumbered_text(text: str) -> str:
    """The text with every typed number as it is printed; the way each is written stays.

    Lines numbered like chapters become headings of the first level within the chapter.
    """
    for _ in range(2):
        for one in reversed(wrong_numbers(text)):
            start = one.line.start
            text = text[:start] + one.wanted + text[start + _number_length(one.line) :]
    return text


def at_level(text: str, place: int, level: Level) -> str:
    """The text with the line at a place set to a level, bearing the next number there; what follows
    keeps its own numbers."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    blank = text[start:end]
    line = next(lines_of(blank), None)
    body = "" if line is None else line.text
    lead = blank[: len(blank) - len(blank.lstrip())]
    number = ""
    if level:
        count = HeadingCount()
        for one in lines_of(text[:start]):
            if one.level:
                count.next(one.level)
        number = heading_number(level, count.next(level))
    return text[:start] + lead + number + body + text[end:]


def length_of(text: str) -> Length:
    """How long a text is on paper, headings and all."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    printed = sum(ceil((len(line) + _INDENT) / _SIGNS) for line in lines)
    signs = sum(len("".join(line.split())) for line in lines)
    return Length(signs, len(lines), printed / _LINES)


def _heading_end(text: str) -> int:
    """Where a heading ends in its line; a long sentence is none."""
    stop = _STOP.search(text)
    end = stop.start() if stop is not None else len(text)
    return 0 if end > _SHORT_HEADING else end


def _chapter_number(paragraph: int, line: TextLine) -> WrongNumber | None:
    """「一、」 within a chapter: it is the number of chapters, and prints as body text."""
    match = _OF_CHAPTER.match(line.rest)
    if match is None or _heading_end(line.rest) == 0:
        return None
    told = f"第{paragraph}段的「{match[1]}、」是章的编号,在这里印成正文,应为「（{match[1]}）」"
    return WrongNumber(paragraph, line, f"（{match[1]}）", told)


def _number_length(line: TextLine) -> int:
    if line.level:
        return len(line.number)
    match = _OF_CHAPTER.match(line.rest)
    return match.end() if match else 0


def _value(number: str) -> int:
    match = _DIGITS.search(number)
    value = parse_number(match[0]) if match else None
    return int(value) if value is not None else 0


def _with_value(number: str, printed: str) -> str:
    """A typed number with the value of the printed one, written as it was."""
    new = _DIGITS.search(printed)
    return number if new is None else _DIGITS.sub(new[0], number, count=1)


def number_style(level: int) -> Literal["正文", "一、", "（一）", "1.", "（1）"]:
    """What a level is called on a button."""
    match level:
        case 1:
            return "一、"
        case 2:
            return "（一）"
        case 3:
            return "1."
        case 4:
            return "（1）"
        case _:
            return "正文"
