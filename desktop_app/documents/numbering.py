"""Numbers of headings and tables, and the anchors that contents and bookmarks point to."""

from dataclasses import replace

from desktop_app.core.numerals import in_chinese
from desktop_app.documents.tree import Block, Document, Heading, Table


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


def heading_number(level: int, value: int) -> str:
    """How the number of a heading is written at its level."""
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
