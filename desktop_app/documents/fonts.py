"""The bundled fonts: which file holds a character of a face, and how wide it is.

reportlab and the font files (30 MB) are read when a character is first asked for, one file at a
time: a summary without rare characters never opens the largest.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.documents.styles import CHARACTER, FACES, FaceName
from desktop_app.errors import AppError
from desktop_app.paths import FONTS

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

# Drawn in the place of a character that no bundled font has.
GETA = "〓"
_NARROW = re.compile("[\u0020-\u00b6\u00b8-\u02ff\u0370-\u05ff\u2010-\u2013\u2212]")


class Glyph(NamedTuple):
    """Where a character is found: font file, its character there (〓 for none), width per 1000."""

    file: str
    char: str
    width: float


def is_narrow(char: str) -> bool:
    """Latin letters, digits and their signs: set at their own width, never spread."""
    return _NARROW.match(char) is not None


@cache
def font_file(name: str) -> "TTFont":
    """A bundled font, read once and known to reportlab under its file's name."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    path = FONTS / name
    try:
        font = TTFont(name, str(path), shapable=False)
    except (TTFError, OSError) as error:
        raise AppError(
            f"程序自带的字体文件 {name} 缺失或已损坏,无法生成 PDF;请重新安装本程序。"
        ) from error
    pdfmetrics.registerFont(font)
    return font


@cache
def glyphs_of(face: FaceName) -> "Glyphs":
    """The glyphs of a face; filled character by character as they are asked for."""
    return Glyphs(face)


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
    """Character → glyph along a face's chain."""

    def __init__(self, face: FaceName) -> None:
        super().__init__()
        self._files = FACES[face].files
        self._latin = FACES[face].latin

    def __missing__(self, char: str) -> Glyph:
        files = self._files
        if self._latin and char < "\x7f":
            files = (self._latin, *files)
        glyph = _first(files, char) or _first(self._files, GETA)
        if glyph is None:
            raise AppError("程序自带的字体不完整,无法生成 PDF;请重新安装本程序。")
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


def _first(files: tuple[str, ...], char: str) -> Glyph | None:
    code = ord(char)
    for name in files:
        face = font_file(name).face
        if code in face.charToGlyph:
            return Glyph(name, char, face.charWidths[code])
    return None
