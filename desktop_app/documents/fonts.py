"""The fonts of the PDF: which file holds a character of a face, and how wide it is.

reportlab and the font files (30 MB) are read when a character is first asked for, one file at a
time: a summary without rare characters never opens the largest.

Widths are always those of the bundled fonts: an office font of the PC lends the shapes that are
as wide, so no line and no page depends on whether it is there.
"""

import re
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.documents.styles import CHARACTER, FACES, FaceName
from desktop_app.errors import AppError
from desktop_app.paths import FONTS

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFace

# Drawn in the place of a character that no bundled font has.
GETA = "〓"
_NARROW = re.compile("[\u0020-\u00b6\u00b8-\u02ff\u0370-\u05ff\u2010-\u2013\u2212]")


# How far, per 1000, scaling to the em may take a width from the same width elsewhere.
_HAIR = 0.01


class OfficeFile(NamedTuple):
    """A font of the PC: its file, its number in it, and the file's size and time.

    The last two tell a file from the one that stood in its place before.
    """

    path: Path
    number: int = 0
    size: int = 0
    time: int = 0


# A bundled file goes by its name.
FontFile = str | OfficeFile


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which office fonts of the PC stand before the bundled fonts in their faces' chains."""

    office: tuple[tuple[FaceName, OfficeFile], ...] = ()

    def of(self, face: FaceName) -> OfficeFile | None:
        """The office font of a face, if it has one."""
        return dict(self.office).get(face)


BUNDLED = Fonts()


class Glyph(NamedTuple):
    """Where a character is found: font file, its character there (〓 for none), width per 1000."""

    file: FontFile
    char: str
    width: float


def is_narrow(char: str) -> bool:
    """Latin letters, digits and their signs: set at their own width, never spread."""
    return _NARROW.match(char) is not None


@cache
def bundled_face(name: str) -> "TTFontFace":
    """A bundled font by its file's name, opened once."""
    from reportlab.pdfbase.ttfonts import TTFError

    from desktop_app.documents.font_face import LazyFace

    try:
        return LazyFace(FONTS / name)
    except (TTFError, OSError, LookupError, struct.error) as error:
        raise AppError(
            f"程序自带的字体文件 {name} 缺失或已损坏,无法生成 PDF;请重新安装本程序。"
        ) from error


@cache
def office_face(file: OfficeFile) -> "TTFontFace":
    """An office font, read once. What is wrong with the file comes as reportlab raises it."""
    from reportlab.pdfbase.ttfonts import TTFontFace

    face = TTFontFace(str(file.path), subfontIndex=file.number)
    # Where the last width stands for the rest, reportlab keeps it in 1/1000, not in font units.
    full = face.get_ushort(face.get_table_pos("hhea")[0] + 34)
    width = face.hmetrics[full - 1][0]
    face.hmetrics[full:] = [(width, bearing) for _, bearing in face.hmetrics[full:]]
    return face


def face_of(file: FontFile) -> "TTFontFace":
    """What reportlab knows of a font file: glyphs, widths, outlines."""
    return bundled_face(file) if isinstance(file, str) else office_face(file)


def glyphs_of(face: FaceName, fonts: Fonts = BUNDLED) -> "Glyphs":
    """The glyphs of a face; filled character by character as they are asked for."""
    return _glyphs(face, fonts.of(face))


@cache
def _glyphs(face: FaceName, office: OfficeFile | None) -> "Glyphs":
    return Glyphs(face, office)


@cache
def widths_of(face: FaceName, size: float) -> "Widths":
    """Advance widths in points of a face at a size."""
    return Widths(face, size)


def tightening(size: float) -> float:
    """What a full-width character's advance differs from its size, in points.

    GB/T 9704 5.2.3 wants 28 characters of 3号 in 156 mm: 15.79 pt each for 16 pt glyphs.
    """
    return CHARACTER - 16 if size == 16 else 0.0


class Glyphs(dict[str, Glyph]):
    """Character → glyph along a face's chain, an office font at its head if there is one."""

    def __init__(self, face: FaceName, office: OfficeFile | None = None) -> None:
        super().__init__()
        self._office = office
        self._files = FACES[face].files
        self._latin = FACES[face].latin

    def __missing__(self, char: str) -> Glyph:
        files = self._files
        if self._latin and char < "\x7f":
            files = (self._latin, *files)
        glyph = _first(files, char) or _first(self._files, GETA)
        if glyph is None:
            raise AppError("程序自带的字体不完整,无法生成 PDF;请重新安装本程序。")
        if self._office is not None and not is_narrow(char):
            glyph = _drawn_in(self._office, char, glyph.width) or glyph
        self[char] = glyph
        return glyph


class Widths(dict[str, float]):
    """Character → advance in points."""

    def __init__(self, face: FaceName, size: float) -> None:
        super().__init__()
        self._glyphs = glyphs_of(face)
        self._size = size

    def __missing__(self, char: str) -> float:
        width = self._glyphs[char].width * self._size / 1000
        if not is_narrow(char):
            width += tightening(self._size)
        self[char] = width
        return width


def _drawn_in(file: OfficeFile, char: str, width: float) -> Glyph | None:
    """An office font's glyph, if it has a shape and the width that the layout counts on."""
    face, code = office_face(file), ord(char)
    number = face.charToGlyph.get(code, 0)
    # Some fonts map what they lack to the missing glyph, to an empty one, or to none at all.
    if not 0 < number < len(face.glyphPos) - 1:
        return None
    if face.glyphPos[number] == face.glyphPos[number + 1]:
        return None
    if abs(face.charWidths.get(code, 0) - width) > _HAIR:
        return None
    return Glyph(file, char, width)


def _first(files: tuple[str, ...], char: str) -> Glyph | None:
    code = ord(char)
    for name in files:
        face = bundled_face(name)
        if code in face.charToGlyph:
            return Glyph(name, char, face.charWidths[code])
    return None
