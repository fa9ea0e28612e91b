"""A composed paper piece by piece as it is held against one that comes back."""

from collections.abc import Iterator

from desktop_app.core.names import fold
from desktop_app.core.numerals import in_chinese
from desktop_app.core.paper import Form, Paper, Printed, PrintedFoot, PrintedLine, PrintedTable
from desktop_app.documents.clean import clean
from desktop_app.documents.tree import (
    Block,
    Contents,
    Document,
    FormFoot,
    Heading,
    Paragraph,
    SignatureBlock,
    Table,
    blocks,
    listed_headings,
)


def printed_paper(document: Document, form: Form) -> Paper:
    """What a numbered document prints, in order, each piece with what of the draft it is."""
    reader = _Reader()
    pieces = tuple(piece for block in blocks(document) for piece in reader.pieces(block))
    headings = listed_headings(document, 9)
    contents = frozenset(fold(clean(one.number + one.text)) for one in headings)
    return Paper(form, pieces, reader.chapters, contents)


class _Reader:
    """Goes along with the blocks: which chapter they are in, what stands above a table."""

    def __init__(self) -> None:
        self.chapters: dict[str, str] = {}
        self._chapter = ""
        self._subtitle = ""

    def pieces(self, block: Block) -> Iterator[Printed]:
        match block:
            case Heading(text, 1, source=source):
                self._chapter = source
                self.chapters[source] = f"第{in_chinese(len(self.chapters) + 1)}章 {clean(text)}"
                yield self._line(block.number + text)
            case Heading(text, run_in=rest, source=source):
                yield self._line(block.number + text + rest, source)
            case Paragraph(runs, style, source=source):
                text = "".join(run.text for run in runs)
                self._subtitle = text if style == "subtitle" else ""
                yield self._line(text, source)
            case Table():
                yield from self._table(block)
            case SignatureBlock(name, date, sources=sources):
                self._chapter = ""
                for text, source in zip((name, date), sources, strict=True):
                    yield self._line(text, source)
            case FormFoot(entries, sources):
                told = tuple((clean(label), clean(value)) for label, value in entries)
                yield PrintedFoot(told, sources or ("",) * len(entries))
            case Contents(_, title):
                yield self._line(title)
            case _:
                return

    def _line(self, text: str, source: str = "") -> PrintedLine:
        return PrintedLine(clean(text), source, self._chapter)

    def _table(self, table: Table) -> Iterator[Printed]:
        name = table.number or self._subtitle
        if table.caption:
            yield self._line(f"{table.number} {table.caption}" if table.number else table.caption)
        if table.unit:
            yield self._line(table.unit)
        if not table.source:
            return
        rows = tuple(
            (f"{table.source}/{row}", tuple(map(clean, cells[1:])))
            for row, cells in zip(table.row_ids, table.rows, strict=True)
        )
        yield PrintedTable(
            table.source,
            tuple(clean(column.title) for column in table.columns),
            table.fields,
            rows,
            tuple(map(clean, table.total)),
            int(table.rows[0][0]) if table.rows else 1,
            clean(name),
            self._chapter,
        )
