"""Text as outlines: what is drawn so is not read back in the middle of a page's own text."""

from desktop_app.documents.fonts import glyphs_of
from desktop_app.documents.styles import FaceName
from desktop_app.paths import FONTS


def outlined(text: str, face: FaceName) -> tuple[str, float]:
    """Operators that fill a line of text from the origin on, and its width, in 1/1000 of its size.

    The caller scales, places and colours it.
    """
    from fontTools.pens.basePen import BasePen
    from fontTools.ttLib import TTFont

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

    known = glyphs_of(face)
    shapes: list[str] = []
    x = 0.0
    fonts = {
        file: TTFont(FONTS / file, lazy=True) for file in sorted({known[c].file for c in text})
    }
    for char in text:
        glyph = known[char]
        font = fonts[glyph.file]
        glyphs = font.getGlyphSet()
        pen = Outline(glyphs)
        glyphs[(font.getBestCmap() or {})[ord(glyph.char)]].draw(pen)
        if pen.operators:
            shapes.append(f"q 1 0 0 1 {x:.0f} 0 cm {' '.join(pen.operators)} f Q")
        x += glyph.width
    for font in fonts.values():
        font.close()
    return " ".join(shapes), x
