"""Text as outlines: what is drawn so is not read back in the middle of a page's own text."""

from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.documents.fonts import BUNDLED, FontFile, Fonts, face_of, glyphs_of
from desktop_app.documents.styles import FaceName
from desktop_app.paths import FONTS

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


# A bundle marks each of its files with the same few words; opening a font and finding its glyphs
# takes a tenth of a second.
@lru_cache(maxsize=64)
def outlined(text: str, face: FaceName, fonts: Fonts = BUNDLED) -> tuple[str, float]:
    """Operators that fill a line of text from the origin on, and its width, in 1/1000 of its size.

    The caller scales, places and colours it.
    """
    from fontTools.pens.basePen import BasePen
    from fontTools.pens.transformPen import TransformPen

    class Outline(BasePen):
        """Writes PDF path operators; BasePen turns quadratic curves into cubic ones."""

        def __init__(self, glyphs: object) -> None:
            super().__init__(glyphs)
            self.operators: list[str] = []

        def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 BasePen's name
            self.operators.append(f"{pt[0]:.0f} {pt[1]:.0f} m")

        def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 BasePen's name
            self.operators.append(f"{pt[0]:.0f} {pt[1]:.0f} l")

        def _curveToOne(  # noqa: N802 BasePen's name
            self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
        ) -> None:
            points = " ".join(f"{x:.0f} {y:.0f}" for x, y in (pt1, pt2, pt3))
            self.operators.append(f"{points} c")

        def _closePath(self) -> None:  # noqa: N802 BasePen's name
            self.operators.append("h")

    known = glyphs_of(face, fonts)
    shapes: list[str] = []
    x = 0.0
    opened = {file: _opened(file) for file in dict.fromkeys(known[char].file for char in text)}
    sets = {file: font.getGlyphSet() for file, font in opened.items()}
    names = {file: font.getBestCmap() or {} for file, font in opened.items()}
    for char in text:
        glyph = known[char]
        glyphs = sets[glyph.file]
        pen = Outline(glyphs)
        em = 1000 / face_of(glyph.file).unitsPerEm
        shape = glyphs[names[glyph.file][ord(glyph.char)]]
        shape.draw(pen if em == 1 else TransformPen(pen, (em, 0, 0, em, 0, 0)))
        if pen.operators:
            shapes.append(f"q 1 0 0 1 {x:.0f} 0 cm {' '.join(pen.operators)} f Q")
        x += glyph.width
    for font in opened.values():
        font.close()
    return " ".join(shapes), x


def _opened(file: FontFile) -> "TTFont":
    from fontTools.ttLib import TTFont

    if isinstance(file, str):
        return TTFont(FONTS / file, lazy=True)
    return TTFont(file.path, fontNumber=file.number, lazy=True)
