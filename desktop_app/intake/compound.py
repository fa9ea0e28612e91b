"""The names in an OLE compound file ([MS-CFB]) and the first bytes of its streams.

Every step is bounded by the size of the file: sectors that point at each other in a ring, and
counts that are lies, end as ValueError.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
_IN_HEADER = 109
# [MS-CFB] 2.2: the sectors of versions 3 and 4.
_SECTOR_SIZES = (9, 12)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """A compound file whose directory was read. Raises ValueError for what is none."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, self._mini_shift = _unpacked("<HH", content, 30)
        if shift not in _SECTOR_SIZES or not 4 <= self._mini_shift < shift:
            raise ValueError("sector size")
        self._size = 1 << shift
        self._most = len(content) // self._size + 1
        directory, _, self._cutoff, mini, _, more, _ = _unpacked("<7I", content, 48)
        self._fat = self._fat_sectors(more)
        self._mini_fat = list(self._chain(mini)) if mini < _LAST_SECTOR else []
        raw = b"".join(self._sector(n) for n in self._chain(directory))
        self._entries = [_entry(raw, at) for at in range(0, len(raw) - _ENTRY + 1, _ENTRY)]
        if not self._entries:
            raise ValueError("no directory")
        self._top = {entry.name: entry for entry in self._children()}
        self.names = frozenset(self._top)

    def head(self, name: str, count: int) -> bytes:
        """The first bytes of a stream at the top."""
        entry = self._top[name]
        found, length = list[bytes](), 0
        for piece in self._pieces(entry):
            found.append(piece)
            length += len(piece)
            if length >= count:
                break
        return b"".join(found)[: min(count, entry.size)]

    def stream(self, name: str) -> bytes:
        """The whole of a stream at the top."""
        return self.head(name, len(self._content))

    def _children(self) -> Iterator[_Entry]:
        """What lies at the top; embedded documents lie deeper."""
        waiting, seen = [self._entries[0].child], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            yield entry
            waiting += (entry.left, entry.right)

    def _pieces(self, entry: _Entry) -> Iterator[bytes]:
        if entry.size >= self._cutoff:
            yield from (self._sector(n) for n in self._chain(entry.start))
            return
        # Small streams lie together in the stream of the root entry.
        small = b"".join(self._sector(n) for n in self._chain(self._entries[0].start))
        per_sector, size = self._size // 4, 1 << self._mini_shift
        at = entry.start
        for _ in range(len(small) // size + 1):
            if at >= _LAST_SECTOR:
                return
            yield small[at * size : (at + 1) * size]
            if at // per_sector >= len(self._mini_fat):
                raise ValueError("small sector")
            at = self._next(self._mini_fat[at // per_sector], at % per_sector)
        raise ValueError("ring")

    def _fat_sectors(self, more: int) -> list[int]:
        """The sectors of the allocation table: some named in the header, the rest in a chain."""
        found = list(_unpacked(f"<{_IN_HEADER}I", self._content, 76))
        own = self._size // 4 - 1
        for _ in range(self._most):
            if more >= _LAST_SECTOR:
                break
            *named, more = _unpacked(f"<{own + 1}I", self._sector(more), 0)
            found += named
        else:
            raise ValueError("ring")
        return [sector for sector in found if sector < _LAST_SECTOR][: self._most]

    def _chain(self, start: int) -> Iterator[int]:
        at, per_sector = start, self._size // 4
        for _ in range(self._most):
            if at >= _LAST_SECTOR:
                return
            yield at
            if at // per_sector >= len(self._fat):
                raise ValueError("sector")
            at = self._next(self._fat[at // per_sector], at % per_sector)
        raise ValueError("ring")

    def _next(self, sector: int, index: int) -> int:
        return _unpacked("<I", self._content, (sector + 1) * self._size + index * 4)[0]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        if at >= len(self._content):
            raise ValueError("cut off")
        return self._content[at : at + self._size].ljust(self._size, b"\0")


def _entry(raw: bytes, at: int) -> _Entry:
    (length,) = _unpacked("<H", raw, at + 64)
    name = raw[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
    left, right, child = _unpacked("<3I", raw, at + 68)
    start, size = _unpacked("<II", raw, at + 116)
    return _Entry(name, left, right, child, start, size)


def _unpacked(form: str, raw: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, raw, at)
    except struct.error as reason:
        raise ValueError("cut off") from reason
