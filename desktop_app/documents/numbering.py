"""Numbers of headings and tables, and the anchors that contents and bookmarks point to."""

from dataclasses import replace

from desktop_app.core.chapter_text import HeadingCount, heading_number
from desktop_app.documents.tree import Block, Document, Heading, Table


def number(document: Document) -> Document:
    """The document with 一、 (一) 1. (1) before its headings and 表1, 表2 … before captions.

    Brackets are full-width (GB/T 9704-2012, 7.3.3). Levels count from one under each higher
    heading, those of a book have no number; tables count through the document. Numbering twice
    changes nothing.
    """
    counter = _Counter()
    sections = tuple(
        replace(section, blocks=tuple(counter.numbered(block) for block in section.blocks))
        for section in document.sections
    )
    return replace(document, sections=sections)


class _Counter:
    def __init__(self) -> None:
        self._count = HeadingCount()
        self._headings = 0
        self._tables = 0

    def numbered(self, block: Block) -> Block:
        match block:
            case Heading():
                self._headings += 1
                written = ""
                if block.look == "official":
                    written = heading_number(block.level, self._count.next(block.level))
                return replace(block, number=written, anchor=f"heading{self._headings}")
            case Table(caption=caption) if caption:
                self._tables += 1
                return replace(block, number=f"表{self._tables}", anchor=f"table{self._tables}")
            case _:
                return block
