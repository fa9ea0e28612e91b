"""What the parser passes over in a binary workbook: errors, merged cells, hidden rows and columns.

Record numbers and fields are those of [MS-XLSB]; whatever is cut off is passed over. It runs in the
reading process, within its limits.
"""

import struct
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from desktop_app.intake.sheet_marks import MOST_MARKS, Marks, add

_BOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_ROW, _ERROR, _FORMULA_ERROR = 0, 3, 11
_COLUMN, _BOOK_PROPERTIES, _SHEET, _MERGE = 60, 153, 156, 176
_HIDDEN_ROW, _HIDDEN_COLUMN, _FROM_1904 = 0x10, 0x01, 0x01


def scan_xlsb(packed: zipfile.ZipFile) -> dict[str, Marks]:
    """What to tell of each worksheet, by its name."""
    parts = set(packed.namelist())
    if not {_BOOK, _RELATIONS} <= parts:
        return {}
    tree = ElementTree.fromstring(packed.read(_RELATIONS))  # noqa: S314 - document types were refused
    targets = {one.get("Id", ""): _part(one.get("Target", "")) for one in tree}
    marks: dict[str, Marks] = {}
    is_1904 = False
    for number, body in records(packed.read(_BOOK)):
        if number == _BOOK_PROPERTIES and body:
            is_1904 = bool(body[0] & _FROM_1904)
        if number == _SHEET and len(body) >= 8:
            relation, at = _text(body, 8)
            name, _ = _text(body, at)
            part = targets.get(relation, "")
            if part in parts:
                marks[name] = sheet_marks(packed.read(part))
                marks[name].counts_from_1904 = is_1904
    return {name: one for name, one in marks.items() if one != Marks()}


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def sheet_marks(stream: bytes) -> Marks:
    """What the records of one worksheet say besides its values."""
    marks = Marks()
    row = 0
    for number, body in records(stream):
        if number == _ROW and len(body) >= 12:
            row = struct.unpack_from("<I", body)[0]
            if body[11] & _HIDDEN_ROW and len(marks.hidden_rows) < MOST_MARKS:
                marks.hidden_rows.append(row)
        elif number in (_ERROR, _FORMULA_ERROR) and len(body) >= 4:
            add(marks.lost, row, struct.unpack_from("<I", body)[0])
        elif number == _COLUMN and len(body) >= 18:
            first, last = struct.unpack_from("<II", body)
            if body[16] & _HIDDEN_COLUMN:
                marks.hidden_columns += range(first, min(last + 1, first + MOST_MARKS))
        elif number == _MERGE and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            marks.merged.append((top, left, bottom, right))
    return marks


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record's number and body; both number and length are of one byte or more."""
    at = 0
    while at < len(stream):
        number = stream[at]
        at += 1
        if number & 0x80:
            if at >= len(stream):
                return
            number = (number & 0x7F) | (stream[at] & 0x7F) << 7
            at += 1
        length, shift = 0, 0
        while at < len(stream):
            byte = stream[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        if at + length > len(stream):
            return
        yield number, stream[at : at + length]
        at += length


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends."""
    if at + 4 > len(body):
        return "", at
    end = at + 4 + struct.unpack_from("<I", body, at)[0] * 2
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
