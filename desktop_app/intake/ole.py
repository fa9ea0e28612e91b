"""What lies in an OLE compound file: the old xls and doc, WPS's own files, encrypted new ones.

Only names are read, after [MS-CFB]; the parsing of the content belongs to the reading process.
"""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_NONE = 0xFFFFFFFF
_ENTRY = 128
_HEADER_DIFAT = 109
_SHORTEST = 4096
_FILEPASS = 0x002F


def streams(raw: bytes) -> dict[str, bytes]:
    """Names of the streams and storages at the top level, each with its first sector.

    Embedded documents do not count; of short streams, which share sectors, no bytes are given.
    Raises `ValueError` for what is not a whole compound file.
    """
    try:
        return _streams(raw)
    except (struct.error, IndexError, UnicodeDecodeError) as reason:
        raise ValueError("not a whole compound file") from reason


def asks_password(workbook: bytes) -> bool:
    """Whether an old workbook's stream starts with a FILEPASS record ([MS-XLS] 2.4.117)."""
    at = 0
    while at + 4 <= len(workbook):
        record, length = struct.unpack_from("<HH", workbook, at)
        if record == _FILEPASS:
            return True
        at += 4 + length
    return False


def _streams(raw: bytes) -> dict[str, bytes]:
    size = 1 << struct.unpack_from("<H", raw, 30)[0]
    if size not in (512, 4096):
        raise ValueError("sector size")
    table = _allocation_table(raw, size)
    directory = b"".join(
        _sector(raw, number, size) for number in _chain(table, struct.unpack_from("<I", raw, 48)[0])
    )
    found: dict[str, bytes] = {}
    seen: set[int] = set()
    waiting = [struct.unpack_from("<I", directory, 76)[0]]
    while waiting:
        at = waiting.pop()
        if at == _NONE or at in seen:
            continue
        seen.add(at)
        entry = directory[at * _ENTRY : (at + 1) * _ENTRY]
        length = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(length - 2, 0)].decode("utf-16-le")
        first, extent = struct.unpack_from("<II", entry, 116)
        found[name] = _sector(raw, first, size) if extent >= _SHORTEST else b""
        waiting += struct.unpack_from("<II", entry, 68)
    return found


def _allocation_table(raw: bytes, size: int) -> list[int]:
    """The sector after each sector, from the parts that the header and its overflow list."""
    parts = [*struct.unpack_from(f"<{_HEADER_DIFAT}I", raw, 76)]
    overflow = struct.unpack_from("<I", raw, 68)[0]
    visited: set[int] = set()
    while overflow < _END and overflow not in visited:
        visited.add(overflow)
        *more, overflow = struct.unpack(f"<{size // 4}I", _sector(raw, overflow, size))
        parts += more
    table: list[int] = []
    for number in parts:
        if number < _END:
            table += struct.unpack(f"<{size // 4}I", _sector(raw, number, size))
    return table


def _chain(table: list[int], first: int) -> list[int]:
    numbers: list[int] = []
    visited: set[int] = set()
    while first < _END and first not in visited:
        visited.add(first)
        numbers.append(first)
        first = table[first]
    return numbers


def _sector(raw: bytes, number: int, size: int) -> bytes:
    return raw[(number + 1) * size : (number + 2) * size]
