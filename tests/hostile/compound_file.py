"""OLE compound files built sector by sector, also such as no program writes."""

import struct
from collections.abc import Mapping

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512
END, FREE, IS_FAT, NOBODY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def compound_file(streams: Mapping[str, bytes], deeper: Mapping[str, bytes] = {}) -> bytes:
    """Streams at the top, and others in a storage of the name 内嵌; none shorter than 4096 bytes."""
    named = {name: raw.ljust(4096, b"\0") for name, raw in {**streams, **deeper}.items()}
    entries = 1 + len(named) + bool(deeper)
    directory = -(-entries * 128 // SECTOR)
    fat = [END if n == directory - 1 else n + 1 for n in range(directory)]
    starts = {}
    for name, raw in named.items():
        starts[name] = len(fat)
        count = -(-len(raw) // SECTOR)
        fat += [*range(len(fat) + 1, len(fat) + count), END]
    at_fat = len(fat)
    assert at_fat < SECTOR // 4
    fat.append(IS_FAT)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    top = list(streams) + (["内嵌"] if deeper else [])
    order = [*top, *deeper]
    out = _entry("Root Entry", 5, child=1 if top else NOBODY, start=END, size=0)
    for number, name in enumerate(order, start=1):
        siblings = top if name in top else list(deeper)
        right = number + 1 if name != siblings[-1] else NOBODY
        if name == "内嵌" and deeper:
            out += _entry(name, 1, right, len(top) + 1, END, 0)
        else:
            out += _entry(name, 2, right, NOBODY, starts[name], len(named[name]))
    body = out.ljust(directory * SECTOR, b"\0")
    body += b"".join(raw.ljust(-(-len(raw) // SECTOR) * SECTOR, b"\0") for raw in named.values())
    return header(fat_at=at_fat) + body + table


def header(*, fat_at: int, fat_count: int = 1, more: int = END, more_count: int = 0) -> bytes:
    """The head of a file whose directory begins in sector 0."""
    return (
        MAGIC
        + bytes(16)
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<9I", 0, fat_count, 0, 0, 4096, END, 0, more, more_count)
        + struct.pack("<I", fat_at)
        + b"\xff" * (4 * 108)
    )


def _entry(
    name: str, kind: int, right: int = NOBODY, child: int = NOBODY, start: int = END, size: int = 0
):
    raw = name.encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw) + 2, kind, 1)
        + struct.pack("<III", NOBODY, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
