"""A bundled font read where it is asked says what reportlab says that reads all of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from desktop_app.documents.font_face import LazyFace
from desktop_app.documents.fonts import bundled_face
from desktop_app.errors import AppError
from desktop_app.paths import FONTS

FILES = sorted(path.name for path in FONTS.glob("*.ttf"))


def test_there_are_fonts():
    assert len(FILES) >= 6


@pytest.mark.parametrize("name", FILES)
def test_characters_widths_and_outlines_are_those_of_the_whole_font(name):
    lazy, whole = LazyFace(FONTS / name), TTFontFace(str(FONTS / name))
    assert {code: lazy.charToGlyph[code] for code in whole.charToGlyph} == whole.charToGlyph
    assert set(lazy.charToGlyph) <= set(whole.charToGlyph)
    assert {code: lazy.charWidths[code] for code in whole.charToGlyph} == whole.charWidths
    assert len(lazy.charToGlyph) == len(set(lazy.charToGlyph))
    assert list(lazy.glyphPos) == whole.glyphPos
    glyphs = range(whole.numGlyphs)
    assert [lazy.hmetrics[n] for n in glyphs] == whole.hmetrics
    assert lazy.defaultWidth == whole.defaultWidth
    some = [0, *sorted(whole.charToGlyph)[::40]]
    assert lazy.makeSubset(some) == whole.makeSubset(some)


def test_two_threads_may_cut_one_font():
    face = LazyFace(FONTS / "OASong.ttf")
    characters = sorted(face.charToGlyph)
    several = [[0, *characters[n::40]] for n in range(16)]
    expected = [face.makeSubset(one) for one in several]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(face.makeSubset, several)) == expected


def test_what_a_font_lacks_is_not_there():
    face = LazyFace(FONTS / "OASong.ttf")
    for code in (0, 0xE000, 0x10FFFF):
        assert code not in face.charToGlyph
        assert face.charToGlyph.get(code, 0) == 0
        assert code not in face.charWidths


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.999])
def test_a_font_cut_off_anywhere_is_told_when_it_is_opened(tmp_path, monkeypatch, share):
    content = (FONTS / "OAHei.ttf").read_bytes()
    (tmp_path / "cut.ttf").write_bytes(content[: int(len(content) * share)])
    monkeypatch.setattr("desktop_app.documents.fonts.FONTS", tmp_path)
    with pytest.raises(AppError, match="重新安装"):
        bundled_face.__wrapped__("cut.ttf")
