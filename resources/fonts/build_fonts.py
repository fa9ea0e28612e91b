"""Make the bundled fonts from the free fonts they come from, and compare them with those in use.

    python resources/fonts/build_fonts.py FOLDER [--from PLACE ...] [--only NAME ...] [--check]

Writes the fonts into FOLDER; the same sources give the same bytes. Sources are looked for by their
file names under each PLACE, a folder or a file. --check compares what was written with the fonts
beside this script and ends with 1 when one of them is not equivalent.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from compare_fonts import comparison
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
# What 通用规范汉字表 has beyond GB 2312: 1,467 of its 8,105 hanzi, 196 of them above U+FFFF.
STANDARD_HANZI = HERE / "standard_hanzi.txt"
DEBIAN = Path("/usr/share/fonts")
PYPI = "pylopdf_fonts_zh_cn"

EM = 1000
ABOVE, BELOW = 880, -120
ENGLISH, CHINESE = 0x409, 0x804
COPYRIGHT, TRADEMARK, MAKER, MAKER_PAGE, LICENCE, LICENCE_PAGE = 0, 7, 9, 12, 13, 14

UNIFIED = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF))
COMPATIBILITY = ((0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
# Beside the signs of GBK.
SIGNS = (
    *((0x20, 0x7E), (0xA0, 0xFF), (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2100, 0x21FF)),
    *((0x2200, 0x22BF), (0x2460, 0x24FF), (0x2612, 0x2612), (0x2713, 0x2713), (0x2717, 0x2717)),
    *((0x2776, 0x277F), (0x3000, 0x303F), (0x30FB, 0x30FB), (0x3200, 0x33FF), (0xFF00, 0xFFEF)),
)
# Controls, joiners, surrogates, private use, variation selectors, tags.
UNPRINTED = (
    *((0, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F)),
    *((0xD800, 0xF8FF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFF), (0xE0000, 0x10FFFF)),
)
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one bundled font is made.

    `face` counts in a collection. `kept` are the source's name records that stay. `version` and
    `identifier` are name records of ours, `modified` is the time in the file in seconds since 1904;
    they are what the first files had, so that a rebuild gives their bytes.
    """

    name: str
    family: str
    chinese: str
    source: str
    characters: Callable[[TTFont, Path], set[int]]
    treat: Callable[[TTFont], None]
    modified: int
    face: int = -1
    kept: tuple[int, ...] = (COPYRIGHT, LICENCE)
    version: str = "Version 1.000; subset, cu2qu 1.0, renamed"
    identifier: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and compare when asked to; 0 when all is well."""
    names = [recipe.name for recipe in RECIPES]
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the fonts are written")
    parser.add_argument(
        *("--from", "-f"),
        dest="places",
        type=Path,
        nargs="+",
        default=installed(),
        metavar="PLACE",
        help="folders or files of the sources; where the packages install them, if not given",
    )
    parser.add_argument(
        *("--only", "-o"), nargs="+", choices=names, default=names, metavar="NAME", help="not all"
    )
    parser.add_argument("--check", action="store_true", help="compare with the fonts in use")
    options = parser.parse_args(arguments)
    recipes = [recipe for recipe in RECIPES if recipe.name in options.only]
    found = [(recipe, find(recipe.source, options.places)) for recipe in recipes]
    if missing := [recipe.source for recipe, source in found if source is None]:
        parser.error(f"not found: {', '.join(missing)}; name a folder with --from (README.md)")
    if options.check and options.folder.resolve() == HERE:
        parser.error("fonts written over those in use cannot be compared with them")
    options.folder.mkdir(parents=True, exist_ok=True)
    # A list, since every font is to be built and compared, whatever the first one gives.
    results = [
        make(recipe, source, options.folder, options.check) for recipe, source in found if source
    ]
    return 0 if all(results) else 1


def installed() -> list[Path]:
    """Where the packages of Debian and PyPI put the sources."""
    package = find_spec(PYPI)
    folders = package.submodule_search_locations if package else None
    return [DEBIAN, *map(Path, folders or ())]


def find(file: str, places: Iterable[Path]) -> Path | None:
    """The source file of that name under the places, the first when there are several."""
    found = (path for place in places for path in (place, *sorted(place.rglob(file))))
    return next((path for path in found if path.name == file and path.is_file()), None)


def make(recipe: Recipe, source: Path, folder: Path, check: bool) -> bool:
    """Build one font and say so; False when it was to be compared and is not equivalent."""
    built = build(recipe, source, folder)
    print(f"{built.name}: {built.stat().st_size:,} bytes from {source.name}", flush=True)
    if not check:
        return True
    result = comparison(built, HERE / built.name)
    print(f"  {result}", flush=True)
    return result.is_equivalent


def build(recipe: Recipe, source: Path, folder: Path) -> Path:
    """Write one font into the folder."""
    font = TTFont(source, fontNumber=recipe.face, recalcTimestamp=False)
    cut(font, recipe.characters(font, folder))
    recipe.treat(font)
    lines, marks = font["hhea"], font["OS/2"]
    lines.ascent, lines.descent, lines.lineGap = ABOVE, BELOW, 0
    marks.sTypoAscender, marks.sTypoDescender, marks.sTypoLineGap = ABOVE, BELOW, 0
    marks.fsType = 0
    rename(font, recipe)
    font["head"].modified = recipe.modified
    target = folder / f"{recipe.name}.ttf"
    font.save(target)
    return target


def cut(font: TTFont, characters: set[int]) -> None:
    """Leave only these characters, without hints and layout tables."""
    options = Options(hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=["*"])
    # Set afterwards: fontTools before 4.58 adds no mirrored signs and does not know the option.
    options.bidi_closure = False
    options.drop_tables += ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def rename(font: TTFont, recipe: Recipe) -> None:
    """Our names in the place of the reserved ones; what the source says of its makers stays."""
    table = font["name"]
    table.names = [
        record
        for record in table.names
        if (record.platformID, record.langID) == (3, ENGLISH) and record.nameID in recipe.kept
    ]
    family, name = recipe.family, recipe.name
    english = (family, "Regular", recipe.identifier or name, family, recipe.version, name)
    for number, text in enumerate(english, start=1):
        table.setName(text, number, 3, 1, ENGLISH)
    if recipe.chinese:
        for number, text in ((1, recipe.chinese), (2, "Regular"), (4, recipe.chinese)):
            table.setName(text, number, 3, 1, CHINESE)


def common(_font: TTFont, _folder: Path) -> set[int]:
    """GB 2312, 通用规范汉字表, the signs of GBK and more signs."""
    gbk = encoded_by("gbk")
    ideographs = within(UNIFIED) | within(COMPATIBILITY)
    standard = set(map(ord, STANDARD_HANZI.read_text("utf-8"))) - {ord("\n")}
    return (gbk - ideographs) | encoded_by("gb2312") | standard | within(SIGNS)


def common_and_gbk(font: TTFont, folder: Path) -> set[int]:
    """The common characters and all hanzi of GBK."""
    return common(font, folder) | encoded_by("gbk")


def rare(font: TTFont, folder: Path) -> set[int]:
    """What the source has and `OAFangOpen.ttf` lacks: the one in the folder, or the one in use."""
    built = folder / "OAFangOpen.ttf"
    with TTFont(built if built.is_file() else HERE / built.name, lazy=True) as before:
        return set(font.getBestCmap()) - set(before.getBestCmap()) - within(UNPRINTED)


def encoded_by(codec: str) -> set[int]:
    """The characters of a double-byte code, without ASCII."""
    return {number for number in range(0x80, 0x10000) if chr(number).encode(codec, "ignore")}


def within(ranges: Ranges) -> set[int]:
    """All code points of the ranges, ends included."""
    return {number for first, last in ranges for number in range(first, last + 1)}


def as_noto(font: TTFont) -> None:
    """TrueType outlines; a dash and a dot as wide as a hanzi, since nothing shapes the text."""
    draw_quadratic(font)
    for table in font["cmap"].tables:
        for character, twin in ((0x2014, 0x2500), (0x00B7, 0x30FB)):
            if character in table.cmap:
                table.cmap[character] = table.cmap[twin]
    marks = font["OS/2"]
    marks.usWinAscent, marks.usWinDescent = 1000, 250
    # Each is the one weight of its family: 小标宋 is not the bold of 宋体.
    marks.usWeightClass, marks.fsSelection = 400, 0x40


def as_kai(font: TTFont) -> None:
    """Quotation marks and the dot stand in the square of a hanzi, since nothing shapes the text."""
    redraw(font, full_width_marks(font))


def as_fang(font: TTFont) -> None:
    """The narrow hand of 仿宋: hanzi at 92 % of their width in the middle of their squares."""
    names, narrow = font.getBestCmap(), within(UNIFIED)
    hanzi = {name: (0.92, 40) for number, name in names.items() if number in narrow}
    redraw(font, full_width_marks(font) | hanzi)


def full_width_marks(font: TTFont) -> dict[str, tuple[float, float]]:
    """The marks that are narrow in WenKai, and where they go: scale and shift."""
    names = font.getBestCmap()
    places = (("“", 590), ("‘", 590), ("”", 60), ("’", 60), ("·", 325))
    return {names[ord(mark)]: (1, shift) for mark, shift in places}


def redraw(font: TTFont, places: Mapping[str, tuple[float, float]]) -> None:
    """Scale glyphs in width and move them, in a square of the em; stray single points go."""
    outlines, drawn = font["glyf"], font.getGlyphSet()
    for name, (scale, shift) in places.items():
        pen = TTGlyphPen(drawn)
        drawn[name].draw(TransformPen(pen, (scale, 0, 0, 1, shift, 0)))
        outlines[name] = glyph = pen.glyph()
        glyph.recalcBounds(outlines)
        font["hmtx"][name] = (EM, glyph.xMin)


def draw_quadratic(font: TTFont) -> None:
    """Turn the CFF outlines into TrueType ones, at most a thousandth of the em away."""
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    outlines, advances = newTable("glyf"), font["hmtx"]
    outlines.glyphOrder, outlines.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, max_err=EM / 1000, reverse_direction=True))
        outlines[name] = glyph = pen.glyph()
        glyph.recalcBounds(outlines)
        advances[name] = (advances[name][0], glyph.xMin)
    del font["CFF "]
    font["glyf"], font["loca"] = outlines, newTable("loca")
    font.sfntVersion = "\x00\x01\x00\x00"
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    # The rest of maxp is counted when the font is saved.
    unused = ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements")
    for field in (*unused, "SizeOfInstructions", "ComponentElements"):
        setattr(limits, f"max{field}", 0)


RECIPES = (
    Recipe(
        name="OATitle",
        family="OA Title Song",
        chinese="公文标宋",
        source="NotoSerifCJK-SemiBold.ttc",
        face=2,
        characters=common,
        treat=as_noto,
        modified=3_878_259_341,
    ),
    Recipe(
        name="OASong",
        family="OA Song",
        chinese="公文宋体",
        source="NotoSerifCJK-Regular.ttc",
        face=2,
        characters=common,
        treat=as_noto,
        modified=3_878_259_355,
    ),
    Recipe(
        name="OAHei",
        family="OA Hei",
        chinese="公文黑体",
        source="NotoSansCJK-Medium.ttc",
        face=2,
        characters=common,
        treat=as_noto,
        modified=3_878_259_364,
    ),
    Recipe(
        name="OAKaiOpen",
        family="OA Kai Open",
        chinese="公文楷体",
        source="LXGWWenKai-Regular.ttf",
        characters=common,
        treat=as_kai,
        modified=3_878_259_621,
        kept=(COPYRIGHT, TRADEMARK, MAKER, MAKER_PAGE, LICENCE, LICENCE_PAGE),
        version="Version 1.250;January 17, 2023",
        identifier="OAKaiOpen;oa",
    ),
    Recipe(
        name="OAFangOpen",
        family="OA FangSong Open",
        chinese="",
        source="LXGWWenKai-Light.ttf",
        characters=common_and_gbk,
        treat=as_fang,
        modified=3_878_259_505,
        version="Version 1.000; modified",
    ),
    Recipe(
        name="OARare",
        family="OA Rare",
        chinese="公文生僻字",
        source="NotoSerifSC-Regular.otf",
        characters=rare,
        treat=as_noto,
        modified=3_878_236_800,
        kept=(COPYRIGHT, LICENCE, LICENCE_PAGE),
    ),
)

if __name__ == "__main__":
    raise SystemExit(main())
