"""A look over a file before any parser sees it: its extent, and what a parser passes over.

Only bytes are searched, a piece at a time; what evades the search meets the limits of the reading
process.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from desktop_app.intake.sheet_marks import MOST_MARKS, Marks, add
from desktop_app.intake.unreadable import Unreadable, bomb, damaged, hostile, vast
from desktop_app.intake.xlsx_formats import NO_FORMATS, OddFormats, odd_formats

MOST_CELLS, MOST_ROWS = 2_000_000, 200_000
_CHUNK = 1 << 20
_LONGEST_ROW = 8 << 20
_PARSED = (".xml", ".rels", ".bin")
_LONGEST_LIST = 2 << 20
_SEPARATORS = (b",", b"\t", b";")
_REFERENCE = re.compile(rb"^[\"']([A-Z]{1,3})(\d{1,7})[\"']", re.MULTILINE)
_LONGEST_REFERENCE = len("'XFD1048576'")
# Without one of these there is nothing to tell of a row.
_SIGNS = _FORMULA, _ERROR, _MAY_HIDE = (b"<f", b"<v>#", b"hidden=")
_ROW_NUMBER = re.compile(rb"<(?:\w{1,9}:)?row [^>]{0,300}?\br=[\"'](\d{1,7})[\"']")
_HIDDEN = re.compile(rb"<(?:\w{1,9}:)?row [^>]{0,300}?\bhidden=[\"'](?:1|true)[\"']")
_NO_RESULT = re.compile(
    rb"<c ([^<>]{0,200})>\s*<f\b[^<]{0,8192}(?:</f>|/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
    rb"|<c ([^<>]{0,200})/?>(?:<f\b[^<]{0,8192}(?:</f>)?)?<v>#[A-Z]"
)
# What a program that cannot calculate leaves for one that will.
_NOT_YET = re.compile(rb"<c ([^<>]{0,200})>\s*<f\b[^<]{0,8192}(?:</f>|/>)\s*<v>0</v>\s*</c>")
_CELL = re.compile(rb"<c ([^<>]{0,200})>")
_STYLE = re.compile(rb"\bs=[\"'](\d{1,6})[\"']")
_TYPE = re.compile(rb"\bt=[\"'](?!n[\"'])")
_COLUMN = re.compile(rb"<(?:\w{1,9}:)?col ([^<>]{0,300})>")
_SPAN = re.compile(rb"\b(min|max)=[\"'](\d{1,5})[\"']")
_HIDDEN_COLUMN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_OWN_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def scan_workbook(name: str, content: bytes) -> dict[str, Marks]:
    """What to tell of each worksheet of an xlsx, by its name; raises `Unreadable` when one is too
    vast, or a part is larger than the package says.

    Two cells far apart make some readers reserve the whole rectangle between them.
    """
    marks: dict[str, Marks] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            odd = odd_formats(packed)
            for member in packed.infolist():
                pieces = _unpacked(name, content, member)
                part = member.filename.replace("\\", "/").lower()
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    found = _scan(name, pieces, odd)
                    if found != Marks():
                        marks[member.filename] = found
                elif part.endswith(_PARSED):
                    _exhaust(pieces)
            if not marks:
                return {}
            names = _sheet_names(name, packed)
    except Unreadable:
        raise
    except Exception as reason:  # What zipfile raises on broken bytes is written nowhere.
        raise damaged(name) from reason
    return {names[part]: found for part, found in marks.items() if part in names}


def scan_packed(name: str, content: bytes) -> dict[str, Marks]:
    """Nothing to tell; raises `Unreadable` when a part of a package is larger than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.infolist():
                if member.filename.lower().endswith(_PARSED):
                    _exhaust(_unpacked(name, content, member))
    except Unreadable:
        raise
    except Exception as reason:  # As above.
        raise damaged(name) from reason
    return {}


def scan_csv(name: str, content: bytes) -> dict[str, Marks]:
    """Nothing to tell; raises `Unreadable` for a text of more lines or cells than a table has."""
    if content.count(b"\n") > MOST_ROWS or max(map(content.count, _SEPARATORS)) > MOST_CELLS:
        raise vast(name)
    return {}


def _scan(file: str, pieces: Iterator[bytes], odd: OddFormats = NO_FORMATS) -> Marks:
    marks = Marks(counts_from_1904=odd.counts_from_1904)
    count, last_row, last_column = 0, 0, 0
    for rows in _rows(pieces):
        # Cells stand in order, so the last reference of a row is its furthest cell.
        ends = b"\n".join([_end(row) for row in rows])
        found = _REFERENCE.findall(ends)
        last_column = max(last_column, *map(column_number, {letters for letters, _ in found}), 0)
        last_row = max(last_row, *(int(number) for _, number in found), 0)
        if count + len(rows) > MOST_ROWS or last_row * last_column > MOST_CELLS:
            raise vast(file)
        if not count:
            marks.hidden_columns = _hidden_columns(rows[0])
        together = b"".join(rows)
        if odd.all or any(sign in together for sign in _SIGNS):
            for at, row in enumerate(rows, count):
                _mark(row, at, odd, marks)
        count += len(rows)
    return marks


def _end(row: bytes) -> bytes:
    at = row.rfind(b" r=") + 3
    return row[at : at + _LONGEST_REFERENCE]


def _mark(row: bytes, at: int, odd: OddFormats, marks: Marks) -> None:
    if (_FORMULA in row or _ERROR in row) and len(marks.lost) < MOST_MARKS:
        marks.lost += _lost(row)
        if odd.is_to_calculate:
            marks.lost += _not_calculated(row)
    if odd.all:
        _mark_formats(row, odd, marks)
    if _MAY_HIDE in row and _HIDDEN.search(row) and len(marks.hidden_rows) < MOST_MARKS:
        number = _ROW_NUMBER.search(row)
        marks.hidden_rows.append(int(number[1]) - 1 if number else at)


def _rows(pieces: Iterator[bytes]) -> Iterator[list[bytes]]:
    """The bytes of a worksheet, cut behind each row, many rows at a time."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"row>")
        if len(rest) > _LONGEST_ROW:
            whole.append(rest)
            rest = b""
        if whole:
            yield whole
    if rest:
        yield [rest]


def _lost(piece: bytes) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for match in _NO_RESULT.finditer(piece):
        attributes = match[1] or match[2]
        # A formula whose result is an empty text is calculated.
        is_empty_text = match[1] is not None and b't="str"' in attributes
        is_plain_text = match[2] is not None and b't="e"' not in attributes
        reference = _OWN_REFERENCE.search(attributes)
        if reference is not None and not is_empty_text and not is_plain_text:
            out.append((int(reference[2]) - 1, column_number(reference[1]) - 1))
    return out


def _not_calculated(piece: bytes) -> list[tuple[int, int]]:
    found = (_OWN_REFERENCE.search(match[1]) for match in _NOT_YET.finditer(piece))
    return [(int(one[2]) - 1, column_number(one[1]) - 1) for one in found if one is not None]


def _mark_formats(piece: bytes, odd: OddFormats, marks: Marks) -> None:
    """Cells that are struck through, and numbers that are shown as others."""
    for match in _CELL.finditer(piece):
        attributes = match[1]
        style = _STYLE.search(attributes)
        if style is None or int(style[1]) not in odd.all or attributes.endswith(b"/"):
            continue
        reference = _OWN_REFERENCE.search(attributes)
        if reference is None:
            continue
        place = int(reference[2]) - 1, column_number(reference[1]) - 1
        if int(style[1]) in odd.struck:
            add(marks.struck, *place)
        if int(style[1]) in odd.shown_otherwise and not _TYPE.search(attributes):
            add(marks.shown_otherwise, *place)


def _hidden_columns(head: bytes) -> list[int]:
    """The hidden columns, from what stands before the first row."""
    hidden: list[int] = []
    for match in _COLUMN.finditer(head[: head.find(b"<sheetData")]):
        span = {name: int(number) for name, number in _SPAN.findall(match[1])}
        if _HIDDEN_COLUMN.search(match[1]) and len(span) == 2:
            hidden += range(span[b"min"] - 1, min(span[b"max"], span[b"min"] + MOST_MARKS))
    return hidden[:MOST_MARKS]


def _unpacked(file: str, content: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part as the parser of workbooks unpacks them: to their end, whatever size the
    package gives. Raises `Unreadable` when there are more."""
    at = member.header_offset
    name, extra = struct.unpack_from("<HH", content, at + 26)
    rest = content[at + 30 + name + extra :][: member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield from (rest[n : n + _CHUNK] for n in range(0, len(rest), _CHUNK))
        return
    inflate, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    while not inflate.eof:
        piece = inflate.decompress(rest, _CHUNK)
        if not piece:
            break
        size += len(piece)
        if size > member.file_size:
            raise bomb(file)
        yield piece
        rest = inflate.unconsumed_tail


def _exhaust(pieces: Iterator[bytes]) -> None:
    for _ in pieces:
        pass


def _sheet_names(file: str, packed: zipfile.ZipFile) -> dict[str, str]:
    """The worksheet parts and the names that people see."""
    relations = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _tree(file, packed, "xl/_rels/workbook.xml.rels")
    }
    names: dict[str, str] = {}
    for sheet in _tree(file, packed, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        target = relations.get(sheet.get(_RELATION, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        names[part] = sheet.get("name", "")
    return names


def _tree(file: str, packed: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A small part, parsed here: no list of sheets is long, and none has a document type."""
    if packed.getinfo(part).file_size > _LONGEST_LIST:
        raise bomb(file)
    raw = packed.read(part)
    if b"<!DOCTYPE" in raw.replace(b"\0", b""):
        raise hostile(file)
    return ElementTree.fromstring(raw)  # noqa: S314 - without a document type nothing swells


def column_number(letters: bytes) -> int:
    """The column counted from 1: A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
