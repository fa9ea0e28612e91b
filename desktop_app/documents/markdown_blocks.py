"""Markdown as blocks of a book: the only module that knows the Markdown library.

What the manual's pages use is understood: headings, paragraphs, lists, tables, pictures, lines to
be typed. Anything else is a fault of the page, and raises.
"""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Literal, cast

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from desktop_app.documents.punctuation import full_width
from desktop_app.documents.table_layout import em_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
)

Level = Literal[1, 2, 3, 4]
# A column of a table is as wide as what stands in it, within these bounds in signs.
_NARROWEST, _WIDEST = 6, 24
_BULLET = "• "
_DEEPEST: Level = 4


def markdown_blocks(
    text: str, level: Level, picture: Callable[[str], bytes | None]
) -> tuple[Block, ...]:
    """The blocks of a page whose title is a heading of `level`. `picture` gives the PNG of a
    picture that the page names; one that is not there is left out."""
    return tuple(_Reader(level, picture).blocks(SyntaxTreeNode(_parser().parse(text))))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


class _Reader:
    def __init__(self, level: Level, picture: Callable[[str], bytes | None]) -> None:
        self._level = level
        self._picture = picture

    def blocks(self, node: SyntaxTreeNode) -> list[Block]:
        found: list[Block] = []
        for child in node.children:
            match child.type:
                case "heading":
                    level = min(self._level + int(child.tag[1]) - 1, _DEEPEST)
                    title = _plain(_inline(child))
                    found.append(Heading(title, cast(Level, level), look="book"))
                case "paragraph":
                    found += self._paragraph(child)
                case "bullet_list" | "ordered_list":
                    found += self._items(child)
                case "table":
                    found.append(_table(child))
                case "fence":
                    found.append(Paragraph((Run(child.content.rstrip("\n")),), "code"))
                case _:
                    raise NotImplementedError(f"a page of the manual cannot have {child.type}")
        return found

    def _paragraph(self, node: SyntaxTreeNode) -> list[Block]:
        inside = _inline(node)
        pictures = [one for one in inside.children if one.type == "image"]
        if not pictures:
            return [Paragraph(_runs(inside), "text")]
        found = [(one, self._picture(str(one.attrs["src"]))) for one in pictures]
        return [Picture(png, full_width(one.content)) for one, png in found if png is not None]

    def _items(self, node: SyntaxTreeNode) -> list[Block]:
        """The points of a list; further paragraphs of one follow it as points without a mark."""
        found: list[Block] = []
        first = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, start=first):
            mark = f"{number}. " if node.type == "ordered_list" else _BULLET
            for child in item.children:
                if child.type == "paragraph":
                    found.append(Paragraph((Run(mark), *_runs(_inline(child))), "item"))
                    mark = ""
                else:
                    raise NotImplementedError(f"a list of the manual cannot have {child.type}")
        return found


def _inline(node: SyntaxTreeNode) -> SyntaxTreeNode:
    (inside,) = node.children
    return inside


def _plain(inside: SyntaxTreeNode) -> str:
    return "".join(run.text for run in _runs(inside))


def _runs(node: SyntaxTreeNode, face: Literal["", "hei", "kai"] = "") -> tuple[Run, ...]:
    """The text with what is meant in bold in 黑体 and what leads elsewhere as a title."""
    found: list[Run] = []
    typed: set[int] = set()
    for child in node.children:
        match child.type:
            case "code_inline":
                typed.add(len(found))
                found.append(Run(child.content, face))
            case "text":
                found.append(Run(child.content, face))
            case "softbreak" | "hardbreak":
                found.append(Run("\n" if child.type == "hardbreak" else "", face))
            case "strong":
                found += _runs(child, "hei")
            case "em":
                found += _runs(child, "kai")
            case "link":
                found += (Run("「", face), *_runs(child, face), Run("」", face))
            case _:
                raise NotImplementedError(f"a line of the manual cannot have {child.type}")
    return _printed(found, typed)


def _printed(found: Sequence[Run], typed: Collection[int]) -> tuple[Run, ...]:
    """With full-width punctuation, which is told by what stands on both sides of a mark; the runs
    that are to be `typed` keep theirs."""
    whole = "".join(one.text for one in found)
    printed = full_width(whole)
    runs: list[Run] = []
    at = 0
    for number, one in enumerate(found):
        if one.text:
            text = one.text if number in typed else printed[at : at + len(one.text)]
            runs.append(Run(text, one.face))
            at += len(one.text)
    return tuple(runs)


def _table(node: SyntaxTreeNode) -> Table:
    lines = [
        tuple(_plain(_inline(cell)) if cell.children else "" for cell in row.children)
        for part in node.children
        for row in part.children
    ]
    head, *rows = lines
    widths = [
        min(max(*(em_width(line[at]) for line in lines), _NARROWEST), _WIDEST)
        for at in range(len(head))
    ]
    columns = tuple(Column(title, width) for title, width in zip(head, widths, strict=True))
    return Table(columns, tuple(rows))
