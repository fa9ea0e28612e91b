"""Numbers of headings and tables, and the anchors that contents and bookmarks point to."""

from dataclasses import replace

from desktop_app.documents.tree import Block, Document, Heading, Table

_DIGITS = "〇一二三四五六七八九"


def number(document: Document) -> Document:
    """The document with 一、(一) 1. (1) before its headings and 表1, 表2 … before captions.

    Brackets are full-width (GB/T 9704-2012, 7.3.3). Levels count from one under each higher
    heading; tables count through the document. Numbering twice changes nothing.
    """
    counter = _Counter()
    sections = tuple(
        replace(section, blocks=tuple(counter.numbered(block) for block in section.blocks))
        for section in document.sections
    )
    return replace(document, sections=sections)


def chinese(value: int) -> str:
    """A count from 1 to 9999 in Chinese: 十, 十一, 二十, 一百零八."""
    if not 0 < value < 10_000:
        raise ValueError(value)
    signs: list[str] = []
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit == 0:
            gap = bool(signs)
            continue
        if gap:
            signs.append("零")
        gap = False
        is_bare_ten = unit == 10 and digit == 1 and not signs
        signs.append(name if is_bare_ten else _DIGITS[digit] + name)
    return "".join(signs)


def heading_number(level: int, value: int) -> str:
    """How the number of a heading is written at its level."""
    match level:
        case 1:
            return f"{chinese(value)}、"
        case 2:
            return f"（{chinese(value)}）"
        case 3:
            return f"{value}."
        case 4:
            return f"（{value}）"
        case _:
            raise ValueError(f"no heading of level {level}")


class _Counter:
    def __init__(self) -> None:
        self._levels = [0, 0, 0, 0]
        self._headings = 0
        self._tables = 0

    def numbered(self, block: Block) -> Block:
        match block:
            case Heading():
                self._headings += 1
                self._levels[block.level - 1] += 1
                self._levels[block.level :] = [0] * (4 - block.level)
                written = heading_number(block.level, self._levels[block.level - 1])
                return replace(block, number=written, anchor=f"heading{self._headings}")
            case Table(caption=caption) if caption:
                self._tables += 1
                return replace(block, number=f"表{self._tables}", anchor=f"table{self._tables}")
            case _:
                return block
