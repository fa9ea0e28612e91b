"""The ranges that the check reads are those of the font files."""

from desktop_app.core.printable_signs import RANGES
from desktop_app.core.signs import unprintable
from desktop_app.documents.fonts import glyphs_of
from desktop_app.documents.styles import FACES
from resources.fonts.write_coverage import covered, module


def test_the_ranges_of_printable_signs_are_those_of_the_fonts():
    assert module(covered()).split('"""')[3] == RANGES


def test_every_face_has_each_sign_that_counts_as_printable():
    signs = [chr(code) for code in covered()]
    for face in FACES:
        glyphs = glyphs_of(face)
        lost = [sign for sign in signs if glyphs[sign].char != sign and not unprintable(sign)]
        assert lost == [], face
