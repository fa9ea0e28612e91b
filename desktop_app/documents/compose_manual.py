"""The manual as a book: title page, contents, the written pages, the reference."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop_app.documents.markdown_blocks import Level, markdown_blocks
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Section,
    Spacer,
    paragraph,
)

TITLE = "申报匣说明书"
_PART: Level = 1
_PAGE: Level = 2
_LISTED = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book: its pages in Markdown. `apart` begins each of them on a new sheet."""

    title: str
    pages: Sequence[str]
    apart: bool = False


def compose_manual(
    parts: Iterable[Part], version: str, picture: Callable[[str], bytes | None]
) -> Document:
    """The whole book; `picture` gives the PNG of a picture that a page names."""
    blocks: list[Block] = []
    for part in parts:
        blocks += [PageBreak(), Heading(full_width(part.title), _PART, look="book")]
        for at, text in enumerate(part.pages):
            if part.apart and at:
                blocks.append(PageBreak())
            blocks += markdown_blocks(text, _PAGE, picture)
    cover = Section(
        (
            Spacer(5),
            paragraph(TITLE, "cover_title"),
            Spacer(1),
            paragraph(f"版本 {version}", "cover_line"),
            Spacer(9),
            paragraph("一切以通知原文为准", "cover_line"),
        ),
        numbered=False,
    )
    sections = (cover, Section((Contents(_LISTED),)), Section(tuple(blocks)))
    return number(Document(TITLE, sections, f"申报匣 {version}"))
