"""Tables that follow from the text, as a finished file says them: nobody changes them but through
the text, so what differs there is told and never taken."""

from collections.abc import Iterator, Sequence

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.gathered import gathered_tables
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Table
from desktop_app.core.paper import PrintedTable, ReadTable
from desktop_app.core.programme import Programme
from desktop_app.core.returned_rows import header_of, rows_below
from desktop_app.documents.compose_text import printed_columns, printed_table
from desktop_app.intake.plain import Raw

_Cells = tuple[str, ...]


def gathered_back(programme: Programme, draft: Draft, raw: Raw) -> tuple[str, ...]:
    """What a plan's file says otherwise in the tables that follow from the draft's text, a sentence
    for each; nothing of a file that is a workbook."""
    if raw.kind == "sheets":
        return ()
    subject = Subject(programme, draft)
    return tuple(
        told for table in gathered_tables(programme) for told in _of_table(subject, table, raw)
    )


def _of_table(subject: Subject, table: Table, raw: Raw) -> Iterator[str]:
    printed = _printed(subject, table)
    if not printed.rows:
        return
    wanted = [_told(cells) for _, cells in printed.rows]
    read = _read(printed, raw, wanted)
    if read is None:
        yield f"{table.title}在文件中没有找到"
        return
    for cells in _beyond(wanted, read):
        yield f"{table.title}中「{_first(cells)}」一行与正文汇集的不同或没有了"
    for cells in _beyond(read, wanted):
        yield f"{table.title}中多出或改成了「{'、'.join(filter(None, cells))}」"


def _printed(subject: Subject, table: Table) -> PrintedTable:
    fields = printed_columns(table)
    made = printed_table(subject.programme, table, subject.printed_rows(table), fields)
    rows = tuple(("", cells[1:]) for cells in made.rows)
    headings = tuple(column.title for column in made.columns)
    return PrintedTable(table.id, headings, made.fields, rows)


def _read(printed: PrintedTable, raw: Raw, wanted: Sequence[_Cells]) -> list[_Cells] | None:
    """The rows of the table of the file that has the printed one's header and most of its rows."""
    best: list[_Cells] | None = None
    for sheet in raw.sheets:
        header = header_of(sheet.rows, printed)
        if header is None:
            continue
        rows, _ = rows_below(ReadTable(sheet.rows), 0, header)
        found = [_told(one.cells.get(field, "") for field in printed.fields) for one in rows]
        if best is None or _shared(found, wanted) > _shared(best, wanted):
            best = found
    return best


def _told(cells: Sequence[str] | Iterator[str]) -> _Cells:
    return tuple(fold(text) for text in cells)


def _shared(read: Sequence[_Cells], wanted: Sequence[_Cells]) -> int:
    return sum(one in wanted for one in read)


def _beyond(ours: Sequence[_Cells], theirs: Sequence[_Cells]) -> Iterator[_Cells]:
    left = list(theirs)
    for one in ours:
        if one in left:
            left.remove(one)
        else:
            yield one


def _first(cells: _Cells) -> str:
    return next((text for text in cells if text), "")
