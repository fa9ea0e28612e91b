"""What peers are given: a composed document, and our sizes and widths for each of its tables.

Handed over as a file, so that a peer's process pays for nothing of ours but the plain tree.
"""

import pickle
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.documents.styles import (
    BODY,
    HEADINGS,
    LANDSCAPE,
    MM,
    PORTRAIT,
    TEXT,
    Page,
    TextStyle,
)
from desktop_app.documents.table_layout import cell_size, column_widths, padding
from desktop_app.documents.tree import (
    Block,
    Document,
    FormFoot,
    Heading,
    Paragraph,
    Section,
    SignatureBlock,
    Table,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is set, in points."""

    size: float
    padding: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A document with the layout of its tables in reading order."""

    document: Document
    layouts: tuple[Layout, ...]


def content_of(document: Document) -> Content:
    layouts = tuple(
        _layout(block, measure(section))
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    )
    return Content(document, layouts)


def save(content: Content, path: Path) -> None:
    path.write_bytes(pickle.dumps(content))


def load(path: Path) -> Content:
    found = pickle.loads(path.read_bytes())
    assert isinstance(found, Content)
    return found


def page_of(section: Section) -> Page:
    return LANDSCAPE if section.landscape else PORTRAIT


def measure(section: Section) -> float:
    """The width of a section's text in points."""
    page = page_of(section)
    return (page.width_mm - page.left_mm - page.right_mm) * MM


def body_rows(table: Table) -> list[tuple[str, ...]]:
    """The rows with the 合计 as the last."""
    return [*table.rows, table.total] if table.total else list(table.rows)


def head_rows(table: Table) -> list[tuple[str, ...]]:
    """The titles, under a row of groups where there are any; a group stands in its first column."""
    titles = tuple(column.title for column in table.columns)
    if not any(column.group for column in table.columns):
        return [titles]
    groups = [column.group for column in table.columns]
    firsts = (
        group if at == 0 or groups[at - 1] != group else "" for at, group in enumerate(groups)
    )
    return [tuple(firsts), titles]


def as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def lines_of(block: Block) -> tuple[tuple[str, TextStyle], ...]:
    """The paragraphs of a block that is neither table, contents nor blank, with their styles."""
    match block:
        case Heading(text, level, number, _, run_in):
            return ((number + text + run_in, BODY if run_in else HEADINGS[level]),)
        case Paragraph(parts, style):
            return (("".join(run.text for run in parts), TEXT[style]),)
        case SignatureBlock(name, date):
            right = replace(TEXT["flush"], align="right")
            return (name, right), (date, right)
        case FormFoot(entries):
            told = "    ".join(f"{label}：{value}" for label, value in entries)
            return ((told, TEXT["note"]),)
        case _:
            raise NotImplementedError(f"the bench has no text for {type(block).__name__}")


def _layout(table: Table, room: float) -> Layout:
    size = cell_size(table, room)
    return Layout(size, padding(size), column_widths(table, room, size))
