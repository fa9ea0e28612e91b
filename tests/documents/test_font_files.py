"""The font files: which characters they hold, where their lines stand, what they are called."""

from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.styles import FACES, LATIN
from desktop_app.paths import FONTS

FILES = sorted(path.name for path in FONTS.glob("*.ttf"))
# A face's own file; the others are where it turns when it lacks a character.
FIRST = sorted({face.files[0] for face in FACES.values()})
FALLBACK = "OAFangOpen.ttf"
RARE = "OARare.ttf"

GB2312 = {chr(n) for n in range(0x4E00, 0xA000) if chr(n).encode("gb2312", "ignore")}
# GB 18030-2022, level 1; level 2 adds what 通用规范汉字表 has above U+FFFF.
LEVEL_1 = {chr(n) for part in (range(0x4E00, 0x9FF0), range(0x3400, 0x4DB6)) for n in part}
STANDARD_HANZI = set((FONTS / "standard_hanzi.txt").read_text("utf-8")) - {"\n"}

RESERVED = ("noto", "lxgw", "霞鹜", "klee", "source han", "思源")
OFFICE = {LATIN, "SimSun", "SimHei", "FangSong", "KaiTi", "仿宋", "楷体"} | {
    face.office for face in FACES.values()
}
# It has no shape.
HANGUL_FILLER = "\uffa0"
COPYRIGHT, LICENCE = 0, 13
SHOWN = (1, 3, 4, 6, 16, 18, 21)


@pytest.fixture(scope="module")
def fonts():
    """Every bundled font, open; a table is read when a test asks for it."""
    opened = {name: TTFont(FONTS / name, lazy=True) for name in FILES}
    yield opened
    for font in opened.values():
        font.close()


@cache
def characters(name):
    with TTFont(FONTS / name, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def test_every_face_has_its_files_and_the_sixth_is_for_rare_characters():
    assert {file for face in FACES.values() for file in face.files} | {RARE} == set(FILES)


@pytest.mark.parametrize("name", FIRST)
def test_every_face_holds_gb2312_and_the_table_of_standard_hanzi(name):
    assert len(GB2312) == 6763
    assert len(STANDARD_HANZI) == 8105 - 6638  # GB 2312 holds 6,638 of the table's
    assert not (GB2312 | STANDARD_HANZI) - characters(name)


def test_the_fallback_holds_all_hanzi_of_gbk():
    gbk = {chr(n) for n in range(0x4E00, 0xA000) if chr(n).encode("gbk", "ignore")}
    assert len(gbk) == 20902
    assert not gbk - characters(FALLBACK)


def test_together_they_hold_level_2_of_gb_18030():
    above = {char for char in characters("OATitle.ttf") if char > "\uffff"}
    assert above == {char for char in STANDARD_HANZI if char > "\uffff"}
    assert (len(LEVEL_1), len(above)) == (27558, 196)
    assert len(LEVEL_1 | above) == 27754
    assert not (LEVEL_1 | above) - characters(FALLBACK) - characters(RARE)


def test_the_rare_characters_are_what_the_fallback_lacks_of_any_font():
    assert not characters(RARE) & characters(FALLBACK)
    every = frozenset().union(*map(characters, FILES))
    assert every - characters(FALLBACK) - characters(RARE) == {HANGUL_FILLER}


@pytest.mark.parametrize("name", FILES)
def test_lines_of_every_font_stand_alike(fonts, name):
    font = fonts[name]
    lines, marks = font["hhea"], font["OS/2"]
    assert font["head"].unitsPerEm == 1000
    assert (lines.ascent, lines.descent, lines.lineGap) == (880, -120, 0)
    assert (marks.sTypoAscender, marks.sTypoDescender, marks.sTypoLineGap) == (880, -120, 0)
    # Below this Windows cuts off what stands out of the em box.
    assert marks.usWinAscent >= 1000
    assert marks.usWinDescent >= 250


@pytest.mark.parametrize("name", FILES)
def test_every_hanzi_fills_its_square(fonts, name):
    widths, names = fonts[name]["hmtx"], fonts[name].getBestCmap()
    hanzi = [names[ord(char)] for char in LEVEL_1 | STANDARD_HANZI if ord(char) in names]
    assert {widths[glyph][0] for glyph in hanzi} == {1000}


@pytest.mark.parametrize("name", FILES)
def test_every_font_may_be_embedded_and_has_truetype_outlines(fonts, name):
    font = fonts[name]
    assert font["OS/2"].fsType == 0
    assert "glyf" in font
    assert not {"CFF ", "CFF2", "GSUB", "GPOS", "fpgm", "prep", "cvt "} & set(font.keys())


@pytest.mark.parametrize("name", FILES)
def test_every_font_names_its_makers_and_its_licence(fonts, name):
    names = fonts[name]["name"]
    assert "Adobe" in names.getDebugName(COPYRIGHT) or "LXGW" in names.getDebugName(COPYRIGHT)
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(LICENCE)


@pytest.mark.parametrize("name", FILES)
def test_no_font_bears_a_reserved_or_an_office_name(fonts, name):
    shown = {str(record) for record in fonts[name]["name"].names if record.nameID in SHOWN}
    assert shown
    assert not shown & OFFICE
    assert not [text for text in shown if any(word in text.casefold() for word in RESERVED)]


def test_rare_characters_are_printed(monkeypatch):
    # reportlab's own registry stays as it was.
    monkeypatch.setattr(pdfmetrics, "_fonts", dict(pdfmetrics._fonts))
    pdfmetrics.registerFont(ttfonts.TTFont("rare", FONTS / RARE))
    page, text = BytesIO(), "㐀䶵鿯⺀"
    canvas = Canvas(page, pagesize=(80, 24), initialFontName="rare")
    canvas.setFont("rare", 20)
    canvas.drawString(0, 5, text)
    canvas.save()
    with pypdfium2.PdfDocument(page.getvalue()) as document:
        assert document[0].get_textpage().get_text_range() == text
        squares = shades(document[0].render(scale=2, grayscale=True), 40)
    assert all(sum(shade < 128 for shade in square) > 40 for square in squares)
    assert len(set(squares)) == len(text)


def shades(picture, width):
    """The grey values of a picture, cut into columns of a width."""
    grey = bytes(picture.buffer)
    rows = [grey[y * picture.stride :][: picture.width] for y in range(picture.height)]
    return [b"".join(row[x : x + width] for row in rows) for x in range(0, picture.width, width)]
