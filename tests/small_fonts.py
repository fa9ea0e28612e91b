"""Fonts for tests: every character a box, as wide and as high as asked."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

HANZI = "数字化转型试点城市申报材料草稿第份共"


def a_font(
    path: Path,
    family: str,
    characters: str = HANZI,
    *,
    english: str = "Test Sans",
    fs_type: int = 0,
    em: int = 1000,
    advance: float = 1.0,
    empty: str = "",
    unmapped: str = "",
    cff: bool = False,
    ascent: float = 0.8,
) -> Path:
    """Write a font whose glyphs are boxes from 0.1 to 0.9 em, standing on the baseline.

    Those of `empty` have no outline; those of `unmapped` lead to the missing glyph.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    names = {ord(char): f"uni{ord(char):04X}" for char in characters}
    order = [".notdef", *names.values()]
    wide = round(em * advance)
    shapes = {}
    for name in order:
        pen = T2CharStringPen(wide, None) if cff else TTGlyphPen(None)
        if name not in {names.get(ord(char)) for char in empty}:
            left, right, top = round(em * 0.1), round(em * 0.9), round(em * 0.7)
            pen.moveTo((left, 0))
            for corner in ((left, top), (right, top), (right, 0)):
                pen.lineTo(corner)
            pen.closePath()
        shapes[name] = pen.getCharString() if cff else pen.glyph()
    builder = FontBuilder(em, isTTF=not cff)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names | {ord(char): ".notdef" for char in unmapped})
    if cff:
        builder.setupCFF("Test", {}, shapes, {})
    else:
        builder.setupGlyf(shapes)
    builder.setupHorizontalMetrics({name: (wide, round(em * 0.1)) for name in order})
    builder.setupHorizontalHeader(ascent=round(em * ascent), descent=-round(em * 0.3))
    told = {"familyName": {"en": english, "zh": family}, "styleName": "Regular"}
    builder.setupNameTable(
        told | {"fullName": english, "psName": "Test", "uniqueFontIdentifier": "1"}, mac=False
    )
    builder.setupOS2(fsType=fs_type, sTypoAscender=round(em * ascent))
    builder.setupPost()
    # Made twice, a font is the same.
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    builder.save(path)
    return path


def a_collection(path: Path, *files: Path) -> Path:
    """Put fonts into one file, and remove theirs."""
    collection = TTCollection()
    collection.fonts = [TTFont(one) for one in files]
    collection.save(path)
    for one in files:
        one.unlink()
    return path
