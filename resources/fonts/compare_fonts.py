"""Compare a built font with the one in use: characters, widths, line metrics, outlines."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

UNITS = 2
AREA = 0.01
METRICS = {
    "head": ("unitsPerEm",),
    "hhea": ("ascent", "descent", "lineGap"),
    "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a built font is from the one in use.

    `bounds` is the largest difference of a glyph's box in units, `area` that of its filled area as
    a share; both over the characters whose outlines are not the same point by point.
    """

    characters: int
    only_built: int = 0
    only_used: int = 0
    widths: int = 0
    metrics: tuple[str, ...] = ()
    outlines: int = 0
    bounds: float = 0
    area: float = 0
    tables: tuple[str, ...] = ()

    @property
    def is_equivalent(self) -> bool:
        """Same characters, widths and metrics; no outline beyond 2 units or 1 % of its area."""
        exact = not (self.only_built or self.only_used or self.widths or self.metrics)
        return exact and self.bounds <= UNITS and self.area <= AREA

    def __str__(self) -> str:
        if not self.tables:
            return f"same bytes: {self.characters:,} characters"
        return "\n  ".join(
            (
                "equivalent" if self.is_equivalent else "NOT EQUIVALENT",
                f"characters: {self.characters:,} in both, {self.only_built:,} only in the built "
                f"font, {self.only_used:,} only in the one here",
                f"other advance widths: {self.widths:,}",
                f"other line metrics: {', '.join(self.metrics) or 'none'}",
                f"other outlines: {self.outlines:,}, by at most {self.bounds:g} units of 1000 in "
                f"their box and {self.area:.2%} in their area",
                f"tables with other bytes: {', '.join(self.tables)}",
            )
        )


def comparison(built: Path, used: Path) -> Comparison:
    """Compare two font files, character by character."""
    if built.read_bytes() == used.read_bytes():
        with TTFont(built, lazy=True) as font:
            return Comparison(len(font.getBestCmap()))
    with TTFont(built) as one, TTFont(used) as other:
        return _compared(one, other)


def _compared(one: TTFont, other: TTFont) -> Comparison:
    ours, theirs = one.getBestCmap(), other.getBestCmap()
    both = {character: (ours[character], theirs[character]) for character in ours.keys() & theirs}
    changed = [pair for pair in both.values() if _points(one, pair[0]) != _points(other, pair[1])]
    return Comparison(
        characters=len(both),
        only_built=len(ours.keys() - theirs),
        only_used=len(theirs.keys() - ours),
        widths=sum(one["hmtx"][a][0] != other["hmtx"][b][0] for a, b in both.values()),
        metrics=tuple(
            f"{tag}.{field}"
            for tag, fields in METRICS.items()
            for field in fields
            if getattr(one[tag], field) != getattr(other[tag], field)
        ),
        outlines=len(changed),
        bounds=max((_box_difference(one, a, other, b) for a, b in changed), default=0),
        area=max((_area_difference(one, a, other, b) for a, b in changed), default=0),
        tables=_other_tables(one, other),
    )


def _points(font: TTFont, name: str) -> tuple[object, ...]:
    coordinates, ends, flags = font["glyf"][name].getCoordinates(font["glyf"])
    return list(coordinates), list(ends), [flag & 1 for flag in flags]


def _box_difference(one: TTFont, a: str, other: TTFont, b: str) -> float:
    return max(abs(x - y) for x, y in zip(_box(one, a), _box(other, b), strict=True))


def _box(font: TTFont, name: str) -> tuple[int, ...]:
    glyph = font["glyf"][name]
    return tuple(getattr(glyph, side, 0) for side in ("xMin", "yMin", "xMax", "yMax"))


def _area_difference(one: TTFont, a: str, other: TTFont, b: str) -> float:
    first, second = _area(one, a), _area(other, b)
    return abs(first - second) / max(abs(first), abs(second), 1)


def _area(font: TTFont, name: str) -> float:
    drawn: Mapping[str, object] = font.getGlyphSet()
    pen = AreaPen(drawn)
    drawn[name].draw(pen)
    return pen.value


def _other_tables(one: TTFont, other: TTFont) -> tuple[str, ...]:
    """The tables whose bytes differ; the checksum of the whole file in `head` does not count."""
    tags = sorted(set(one.reader.keys()) | set(other.reader.keys()))
    return tuple(tag for tag in tags if _bytes(one, tag) != _bytes(other, tag))


def _bytes(font: TTFont, tag: str) -> bytes:
    if tag not in font.reader:
        return b""
    return font.reader[tag][:8] + font.reader[tag][12:] if tag == "head" else font.reader[tag]
