"""A file that came back as the pieces of a paper, and which paper it is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from desktop_app.core.names import fold
from desktop_app.core.paper import (
    Paper,
    PrintedFoot,
    PrintedLine,
    PrintedTable,
    Read,
    ReadLine,
    ReadTable,
    Trace,
)
from desktop_app.core.returned_rows import header_of
from desktop_app.intake.plain import Raw, Sheet, Spot

_GONE = ("deleted", "moved_away")


def pieces_of(raw: Raw, paper: Paper) -> list[Read]:
    """The paragraphs and tables of a Word file, or those that a workbook's sheet holds."""
    if raw.kind == "sheets":
        return list(_of_sheet(raw, paper))
    traces = _by_spot(raw)
    out: list[Read] = []
    for at, line in enumerate(raw.lines):
        before, inside = _parted(traces.lines.get(at, ()))
        if line.table < 0:
            out.append(ReadLine(f"{line.number}{line.text}", inside, before))
            continue
        if before:
            out.append(ReadLine("", (), before))
        sheet = raw.sheets[line.table]
        out.append(ReadTable(sheet.rows, traces.cells.get(line.table, MappingProxyType({}))))
    before, inside = _parted(traces.lines.get(len(raw.lines), ()))
    out.append(ReadLine("", inside, before))
    return out


def pieces_found(raw: Raw, paper: Paper) -> tuple[int, float]:
    """How many lines and tables of a paper a file has, and which part of them that is."""
    texts = {fold(line.text) for line in raw.lines}
    for sheet in raw.sheets:
        texts |= {fold(cell) for row in sheet.rows[:40] for cell in row[:1]}
    found = every = 0
    for one in paper.pieces:
        match one:
            case PrintedLine(text) if text.strip():
                is_there = fold(text) in texts
            case PrintedTable():
                is_there = any(header_of(sheet.rows, one) is not None for sheet in raw.sheets)
            case PrintedFoot(entries):
                is_there = any(fold(entries[0][0]) in text for text in texts)
            case _:
                continue
        found += is_there
        every += 1
    return found, found / max(every, 1)


def unplaced(raw: Raw) -> list[Trace]:
    """Comments of which the file does not say where they stand."""
    return [trace for spot, trace in _said(raw) if spot == Spot()]


class _Traces:
    """Tracked changes and comments by line, and by sheet and cell."""

    def __init__(self) -> None:
        self.lines: dict[int, list[tuple[int, Trace]]] = defaultdict(list)
        self.cells: dict[int, dict[tuple[int, int], tuple[Trace, ...]]] = defaultdict(dict)

    def add(self, spot: Spot, trace: Trace) -> None:
        if spot.line >= 0:
            self.lines[spot.line].append((spot.at, trace))
        elif spot.sheet >= 0:
            key = spot.row, spot.column
            known = self.cells[spot.sheet].get(key, ())
            self.cells[spot.sheet][key] = (*known, trace)


def _by_spot(raw: Raw) -> _Traces:
    traces = _Traces()
    for one in raw.tracked:
        traces.add(one.spot, Trace(one.kind, one.text, one.author, one.time))
    for spot, trace in _said(raw):
        traces.add(spot, trace)
    return traces


def _said(raw: Raw) -> Iterator[tuple[Spot, Trace]]:
    """Each comment that answers none, with what was answered to it."""
    answers: dict[int, list[str]] = defaultdict(list)
    for one in raw.comments:
        answers[one.answers].append(f"{one.author}回复:{one.text}")
    for place, one in enumerate(raw.comments):
        if one.answers < 0:
            text = ";".join([f"(已解决){one.text}" if one.is_done else one.text, *answers[place]])
            yield one.spot, Trace("comment", text, one.author, one.time, one.quoted)


def _parted(
    told: Sequence[tuple[int, Trace]],
) -> tuple[tuple[Trace, ...], tuple[Trace, ...]]:
    """What of the traces at a line is about paragraphs deleted in front of it, and the rest."""
    before = tuple(
        one for at, one in told if at == 0 and one.kind in _GONE and one.text.endswith("\n")
    )
    return before, tuple(one for _, one in told if one not in before)


def _of_sheet(raw: Raw, paper: Paper) -> Iterator[Read]:
    """A workbook: the sheet that has the paper's table, its other rows as lines."""
    tables = [one for one in paper.pieces if isinstance(one, PrintedTable)]
    for sheet in sorted(raw.sheets, key=lambda one: one.hidden):
        if any(header_of(sheet.rows, one) is not None for one in tables):
            yield from _parts(sheet)
            return


def _parts(sheet: Sheet) -> Iterator[Read]:
    """A row with one text only, at the left, is a line of the paper."""
    table: list[Sequence[str]] = []
    lines: list[ReadLine] = []
    for row in sheet.rows:
        filled = [column for column, text in enumerate(row) if text.strip()]
        if filled == [0] and not row[0].strip().isdecimal():
            lines.append(ReadLine(row[0]))
        elif filled:
            if not table:
                yield from lines
                lines.clear()
            table.append(row)
    yield ReadTable(table)
    yield from lines
