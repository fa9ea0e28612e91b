"""A bundled font file, read where it is asked.

reportlab's own face unpacks every character, width and outline position of a file when it opens it
and keeps the file in memory: for all bundled fonts 0.2 s and 80 MB. This one keeps the tables as
they lie in the file, looks a character up when a text needs it, and leaves the outlines in the file
until some are embedded. Cutting and embedding are reportlab's.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from threading import Lock
from weakref import finalize

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

_WINDOWS, _UCS4, _SEGMENTED = 3, 10, 12
_BLANK, _NO_BREAK_BLANK = 0x20, 0xA0


class LazyFace(TTFontFace):
    """A TrueType file with a format 12 table of characters, as `build_fonts.py` writes them.

    Raises TTFError when it is no such file or is cut off, OSError when it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.filename = str(path)
        self._ttf_data = _FileBytes(path)
        self._cutting = Lock()
        super().__init__(self.filename)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 reportlab's names
        """Names and measures as reportlab takes them; characters and glyphs stay packed."""
        super().extractInfo(0)
        if any(one["offset"] + one["length"] > self._ttf_data.size for one in self.tables):
            raise TTFError(f"{self.filename} is cut off")
        full = self.get_ushort(self.get_table_pos("hhea")[0] + 34)
        long_positions = self.get_ushort(self.get_table_pos("head")[0] + 50)
        self.hmetrics = _Metrics(self._of("hmtx"), full, self.numGlyphs)
        self.glyphPos = (
            _numbers("I", self._of("loca"))
            if long_positions
            else [half << 1 for half in _numbers("H", self._of("loca"))]
        )
        self.charToGlyph = _Characters(self._character_segments())
        scale: Callable[[float], float] = self._pdfScale  # pyright: ignore[reportAttributeAccessIssue]
        self.charWidths = _CharacterWidths(self.charToGlyph, self.hmetrics, scale)
        self.defaultWidth = scale(self.hmetrics[0][0])

    def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802 reportlab's name
        """A font file of these characters only. reportlab moves through the file as it reads, and a
        preview may be written in another thread than a bundle."""
        with self._cutting:
            return super().makeSubset(subset)

    def get_table(self, tag: str) -> "bytes | _Part":
        """A table's bytes; the outlines, the bulk of a file, only by slices."""
        return _Part(self._ttf_data, self.get_table_pos(tag)[0]) if tag == "glyf" else self._of(tag)

    def _of(self, tag: str) -> bytes:
        return self.get_chunk(*self.get_table_pos(tag))

    def _character_segments(self) -> "array[int]":
        """First character, last, first glyph, again and again (OpenType cmap, format 12)."""
        table = self._of("cmap")
        for at in range(4, 4 + 8 * int.from_bytes(table[2:4], "big"), 8):
            platform, encoding = _numbers("H", table[at : at + 4])
            start = int.from_bytes(table[at + 4 : at + 8], "big")
            kind = int.from_bytes(table[start : start + 2], "big")
            if (platform, encoding, kind) == (_WINDOWS, _UCS4, _SEGMENTED):
                count = int.from_bytes(table[start + 12 : start + 16], "big")
                return _numbers("I", table[start + 16 : start + 16 + 12 * count])
        raise TTFError(f"{self.filename} has no format 12 table of characters")


def _numbers(kind: str, packed: bytes) -> "array[int]":
    """Big-endian numbers, two ("H") or four bytes ("I") each."""
    numbers = array(kind)
    numbers.frombytes(packed)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


class _FileBytes:
    """A file's bytes by slices, as reportlab's parser takes them from a bytes object."""

    def __init__(self, path: Path) -> None:
        self.size = path.stat().st_size
        self._file = path.open("rb")
        finalize(self, self._file.close)

    def __getitem__(self, part: slice) -> bytes:
        self._file.seek(part.start)
        return self._file.read(part.stop - part.start)


class _Part:
    """What begins at a place of a file, by slices counted from there."""

    def __init__(self, whole: _FileBytes, start: int) -> None:
        self._whole = whole
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._whole[self._start + part.start : self._start + part.stop]


class _Metrics:
    """Advance and left bearing of a glyph in font units; the last full pair's advance goes on."""

    def __init__(self, packed: bytes, full: int, glyphs: int) -> None:
        self._numbers = _numbers("H", packed[: 2 * (full + glyphs)])
        self._full = full

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        numbers, full = self._numbers, self._full
        if glyph < full:
            return numbers[2 * glyph], numbers[2 * glyph + 1]
        return numbers[2 * full - 2], numbers[full + glyph]


class _Characters(Mapping[int, int]):
    """Character → glyph; a blank that does not break is drawn as a blank."""

    def __init__(self, segments: "array[int]") -> None:
        self._firsts = segments[::3]
        self._lasts = segments[1::3]
        self._glyphs = segments[2::3]

    def __getitem__(self, code: int) -> int:
        if code == _NO_BREAK_BLANK:
            code = _BLANK
        at = bisect_right(self._firsts, code) - 1
        if at < 0 or code > self._lasts[at]:
            raise KeyError(code)
        return self._glyphs[at] + code - self._firsts[at]

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(
            range(first, last + 1) for first, last in zip(self._firsts, self._lasts, strict=True)
        )

    def __len__(self) -> int:
        return sum(self._lasts) - sum(self._firsts) + len(self._firsts)


class _CharacterWidths(Mapping[int, float]):
    """Character → advance per 1000."""

    def __init__(
        self, glyphs: _Characters, metrics: _Metrics, scale: Callable[[float], float]
    ) -> None:
        self._glyphs = glyphs
        self._metrics = metrics
        self._scale = scale

    def __getitem__(self, code: int) -> float:
        return self._scale(self._metrics[self._glyphs[code]][0])

    def __iter__(self) -> Iterator[int]:
        return iter(self._glyphs)

    def __len__(self) -> int:
        return len(self._glyphs)
