"""The watermark as outlines: a text would be read back in the middle of the page's own."""

from desktop_app.documents.fonts import glyphs_of
from desktop_app.paths import FONTS

_FACE = "hei"
_GREY = 0.88
_SIZE = 120.0
_WIDEST = 480.0
# The sine and cosine of 45 degrees.
_SLANT = 0.70711


def watermark_path(text: str) -> str:
    """Content-stream operators that fill a text's outlines slantwise around the origin."""
    if not text.strip():
        return ""
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

    known = glyphs_of(_FACE)
    long = sum(known[char].width for char in text)
    size = min(_SIZE, _WIDEST * 1000 / long)
    scale = size / 1000
    shapes: list[str] = []
    x = -long / 2
    fonts = {
        file: TTFont(FONTS / file, lazy=True) for file in sorted({known[c].file for c in text})
    }
    for char in text:
        glyph = known[char]
        font = fonts[glyph.file]
        glyphs = font.getGlyphSet()
        pen = Outline(glyphs)
        glyphs[(font.getBestCmap() or {})[ord(glyph.char)]].draw(pen)
        shapes.append(f"q 1 0 0 1 {x:.0f} -380 cm {' '.join(pen.operators)} f Q")
        x += glyph.width
    for font in fonts.values():
        font.close()
    turn = f"{_SLANT * scale:.5f} {_SLANT * scale:.5f} {-_SLANT * scale:.5f} {_SLANT * scale:.5f}"
    return f"q {_GREY} g {turn} 0 0 cm {' '.join(shapes)} Q"
