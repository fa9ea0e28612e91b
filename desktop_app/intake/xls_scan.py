"""What the parser passes over in an old workbook: formulas without results, hidden rows, looks.

Record numbers and fields are those of [MS-XLS]; whatever is cut off is passed over. It runs in the
reading process, within its limits.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.intake.compound import Compound
from desktop_app.intake.sheet_marks import PERCENT_FORMATS, Marks, add, shows_otherwise

_STREAMS = ("Workbook", "Book")
_DATEMODE = 0x0022
_BOF, _EOF, _BOUNDSHEET = 0x0809, 0x000A, 0x0085
_FONT, _FORMAT, _XF = 0x0031, 0x041E, 0x00E0
_ROW, _COLINFO, _FORMULA, _BOOLERR = 0x0208, 0x007D, 0x0006, 0x0205
_NUMBER, _RK, _MULRK = 0x0203, 0x027E, 0x00BD
_WITH_TEXT = frozenset({0x00FD, 0x0204, 0x00D6, _NUMBER, _RK, _FORMULA})
_STRUCK, _HIDDEN_ROW, _HIDDEN_COLUMN = 0x0008, 0x20, 0x0001
# The result of a formula that is no number: 2 an error, 3 nothing at all.
_NO_RESULTS = (2, 3)


@dataclass
class _Looks:
    """Fonts that strike through, formats that show another number, cell formats with them, and
    where the counting of days begins."""

    fonts: list[bool] = field(default_factory=list)
    formats: set[int] = field(default_factory=lambda: set(PERCENT_FORMATS))
    cells: list[tuple[int, int]] = field(default_factory=list)
    counts_from_1904: bool = False

    def is_struck(self, cell: int) -> bool:
        # There is no font 4: the fifth of the file is number 5 ([MS-XLS] 2.5.129).
        font = self.cells[cell][0] if cell < len(self.cells) else 0
        font -= font > 4
        return font < len(self.fonts) and self.fonts[font]

    def shows_otherwise(self, cell: int) -> bool:
        return cell < len(self.cells) and self.cells[cell][1] in self.formats


def scan_xls(content: bytes) -> dict[str, Marks]:
    """What to tell of each worksheet, by its name; nothing of a file that is none."""
    try:
        compound = Compound(content)
        found = next((name for name in _STREAMS if name in compound.names), None)
        stream = compound.stream(found) if found is not None else b""
    except ValueError:
        return {}
    looks, sheets = _Looks(), dict[int, str]()
    for number, body in _records(stream, 0):
        _keep(number, body, looks, sheets)
    marks = {name: _sheet_marks(stream, start, looks) for start, name in sheets.items()}
    return {name: one for name, one in marks.items() if one != Marks()}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, up to its end."""
    depth = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if len(body) < length:
            return
        # A chart within a sheet is a part of its own.
        depth += (number == _BOF) - (number == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield number, body
        at += 4 + length


def _keep(number: int, body: bytes, looks: _Looks, sheets: dict[int, str]) -> None:
    if number == _BOUNDSHEET and len(body) >= 8:
        start, _, kind, length, wide = struct.unpack_from("<IBBBB", body)
        text = body[8 : 8 + length * (2 if wide & 1 else 1)]
        if kind == 0:
            sheets[start] = text.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
    elif number == _FONT and len(body) >= 4:
        looks.fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRUCK))
    elif number == _FORMAT and len(body) >= 5:
        form, length, wide = struct.unpack_from("<HHB", body)
        text = body[5 : 5 + length * (2 if wide & 1 else 1)]
        code = text.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
        looks.formats.discard(form)
        if shows_otherwise(code):
            looks.formats.add(form)
    elif number == _DATEMODE and len(body) >= 2:
        looks.counts_from_1904 = body[0] == 1
    elif number == _XF and len(body) >= 4:
        looks.cells.append(struct.unpack_from("<HH", body))


def _sheet_marks(stream: bytes, start: int, looks: _Looks) -> Marks:
    marks = Marks(counts_from_1904=looks.counts_from_1904)
    for number, body in _records(stream, start):
        if number == _ROW and len(body) >= 16:
            if body[12] & _HIDDEN_ROW:
                marks.hidden_rows.append(struct.unpack_from("<H", body)[0])
        elif number == _COLINFO and len(body) >= 10:
            first, last, _, _, options = struct.unpack_from("<HHHHH", body)
            if options & _HIDDEN_COLUMN:
                marks.hidden_columns += range(first, min(last, 255) + 1)
        elif len(body) >= 6:
            _mark_cell(number, body, looks, marks)
    return marks


def _mark_cell(number: int, body: bytes, looks: _Looks, marks: Marks) -> None:
    row, column, form = struct.unpack_from("<HHH", body)
    if number == _FORMULA and len(body) >= 14:
        if body[12:14] == b"\xff\xff" and body[6] in _NO_RESULTS:
            add(marks.lost, row, column)
    elif number == _BOOLERR and len(body) >= 8 and body[7]:
        add(marks.lost, row, column)
    if number == _MULRK:
        for n in range((len(body) - 6) // 6):
            _mark_look((row, column + n), struct.unpack_from("<H", body, 4 + n * 6)[0],
                       looks, marks, is_number=True)  # fmt: skip
    elif number in _WITH_TEXT:
        is_number = number in (_NUMBER, _RK, _FORMULA)
        _mark_look((row, column), form, looks, marks, is_number=is_number)


def _mark_look(
    place: tuple[int, int], form: int, looks: _Looks, marks: Marks, *, is_number: bool
) -> None:
    if looks.is_struck(form):
        add(marks.struck, *place)
    if is_number and looks.shows_otherwise(form):
        add(marks.shown_otherwise, *place)
