"""Rows straight out of the pages of an SQLite file, whatever else of it is damaged.

The format is that of https://www.sqlite.org/fileformat2.html: sections 1.6 (b-tree pages), 2.1
(records) and 1.6 (overflow pages). Nothing is believed: what does not fit is passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_LEAF_OF_TABLE, _LEAF_OF_INDEX, _INNER_OF_INDEX = 0x0D, 0x0A, 0x02
_FILE_HEADER = 100
_USUAL_PAGE = 4096
# Sizes of integers by serial type, 2.1.
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_COLUMNS = 64
Value = int | float | str | bytes | None


class NotARecord(ValueError):
    """These bytes are no record."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of some table: its page (from 1), its rowid and its columns."""

    page: int
    rowid: int
    values: tuple[Value, ...]


def records_in(raw: bytes) -> Iterator[Record]:
    """Every row that can be read on a leaf page of any table."""
    size = page_size(raw)
    for start, cell in _cells(raw, size, _LEAF_OF_TABLE):
        try:
            length, at = _varint(raw, cell)
            rowid, at = _varint(raw, at)
            payload = _payload(raw, start, at, length, size, size - 35)
            yield Record(start // size + 1, rowid, _values(payload))
        except (NotARecord, IndexError, UnicodeDecodeError):
            continue


def keys_in(raw: bytes) -> Iterator[tuple[Value, ...]]:
    """Every key that can be read in any index: the indexed columns, then the rowid."""
    size = page_size(raw)
    most = (size - 12) * 64 // 255 - 23
    for kind, child in ((_LEAF_OF_INDEX, 0), (_INNER_OF_INDEX, 4)):
        for start, cell in _cells(raw, size, kind):
            try:
                length, at = _varint(raw, cell + child)
                yield _values(_payload(raw, start, at, length, size, most))
            except (NotARecord, IndexError, UnicodeDecodeError):
                continue


def page_size(raw: bytes) -> int:
    """The size that the header gives; the usual one where the header is no header."""
    told = int.from_bytes(raw[16:18], "big")
    size = 65536 if told == 1 else told
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else _USUAL_PAGE


def has_lost_pages(raw: bytes) -> bool:
    """Whether the file is shorter than it says, or has blank pages that are not its free ones."""
    size = page_size(raw)
    pages, free = (int.from_bytes(raw[at : at + 4], "big") for at in (28, 36))
    blank = sum(not any(raw[at : at + size]) for at in range(0, len(raw), size))
    return len(raw) < pages * size or len(raw) % size > 0 or blank > free


def _cells(raw: bytes, size: int, kind: int) -> Iterator[tuple[int, int]]:
    """Where the cells stand on the pages of a kind: start of the page, place of the cell."""
    for start in range(0, len(raw) - size + 1, size):
        head = start + (_FILE_HEADER if start == 0 else 0)
        if raw[head] != kind:
            continue
        pointers = head + (12 if kind == _INNER_OF_INDEX else 8)
        count = int.from_bytes(raw[head + 3 : head + 5], "big")
        for n in range(min(count, size // 4)):
            at = pointers + 2 * n
            offset = int.from_bytes(raw[at : at + 2], "big")
            if 8 <= offset < size:
                yield start, start + offset


def _payload(raw: bytes, start: int, at: int, length: int, size: int, most: int) -> bytes:
    """The whole payload of a cell whose bytes begin at `at`, its overflow pages followed.

    `most` is how much of a payload may stand on its own page.
    """
    local = length
    if length > most:
        least = (size - 12) * 32 // 255 - 23
        found = least + (length - least) % (size - 4)
        local = found if found <= most else least
    if at + local > start + size:
        raise NotARecord
    parts = [raw[at : at + local]]
    missing = length - local
    link = at + local
    seen: set[int] = set()
    while missing > 0:
        page = int.from_bytes(raw[link : link + 4], "big")
        link = (page - 1) * size
        if page < 2 or page in seen or link + size > len(raw):
            raise NotARecord
        seen.add(page)
        parts.append(raw[link + 4 : link + 4 + min(missing, size - 4)])
        missing -= size - 4
    return b"".join(parts)


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    types: list[int] = []
    while at < end:
        kind, at = _varint(payload, at)
        types.append(kind)
    if at != end or not types or len(types) > _MOST_COLUMNS:
        raise NotARecord
    out: list[Value] = []
    for kind in types:
        value, at = _value(payload, at, kind)
        out.append(value)
    if at != len(payload):
        raise NotARecord
    return tuple(out)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in (10, 11) or kind == 7:
        # Reserved, or a float: no table of a draft has one.
        raise NotARecord
    length = _INTEGERS[kind] if kind in _INTEGERS else (kind - 12) // 2
    if at + length > len(payload):
        raise NotARecord
    raw = payload[at : at + length]
    if kind in _INTEGERS:
        return int.from_bytes(raw, "big", signed=True), at + length
    return (raw.decode("utf-8") if kind % 2 else raw), at + length


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(9):
        byte = raw[at + n]
        if n == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    raise NotARecord
