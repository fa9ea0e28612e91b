"""Office fonts of the PC: which are found, which are used, and what they change in a PDF."""

import re
from copy import copy
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, reorderFontTables

from desktop_app.documents.fonts import Fonts, OfficeFile, bundled_face, glyphs_of
from desktop_app.documents.numbering import number
from desktop_app.documents.office_fonts import (
    DAMAGED,
    MAY_NOT,
    NO_HANZI,
    NOT_FOUND,
    NOT_SQUARE,
    NOT_TRUETYPE,
    find_office_fonts,
    font_folders,
    fonts_of,
)
from desktop_app.documents.outlines import outlined
from desktop_app.documents.print_sets import PrintWish, ToPrint, write_print_files
from desktop_app.documents.styles import FACES
from desktop_app.documents.tree import Column, Document, Heading, Section, Table, paragraph
from desktop_app.documents.write_pdf import write_pdf
from tests.pdf_facts import embedded
from tests.small_fonts import HANZI, a_collection, a_font


def looked(folder):
    return {one.face: one for one in find_office_fonts([folder])}


def chosen(folder):
    return fonts_of(find_office_fonts([folder]))


def a_document(**options):
    table = Table((Column("字号", 10), Column("数字", 10)), (("数字化", "1,200.5"), ("转型", "A1")))
    content = (
        Heading("数字化", 1),
        paragraph("数字化转型试点城市申报 MES 系统 1,200.5 万元，落实“小巨人”企业108家。" * 30),
        paragraph("吉野家龘镕", "flush"),
        table,
    )
    return number(Document("题目", (Section(content),), "数据版本 1 · 校验码 A", **options))


def places(path):
    """Where each line of each page begins: the text matrices of its content stream."""
    with pikepdf.open(path) as document:
        return [
            re.findall(rb"1 0 0 1 \S+ \S+ Tm", page.Contents.read_bytes())
            for page in document.pages
        ]


def text_of(path):
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_font_that_may_be_embedded_is_used_and_said_so(tmp_path):
    path = a_font(tmp_path / "below" / "fang.TTF", "仿宋_GB2312")
    fang = looked(tmp_path)["fang"]
    assert fang.file is not None
    assert (fang.file.path, fang.reason) == (path, "")
    assert str(fang) == f"仿宋_GB2312:用电脑上的字体 {path}"
    assert chosen(tmp_path) == Fonts((("fang", fang.file),))


@pytest.mark.parametrize("family", ["仿宋_GB2312", "FangSong_GB2312", "仿宋", "fangsong"])
def test_a_font_is_known_by_any_of_its_names_in_any_language(tmp_path, family):
    a_font(tmp_path / "a.ttf", "某字体", english=family)
    a_font(tmp_path / "b.ttf", family)
    assert looked(tmp_path)["fang"].file.path == tmp_path / "a.ttf"
    (tmp_path / "a.ttf").unlink()
    assert looked(tmp_path)["fang"].file.path == tmp_path / "b.ttf"


def test_what_is_not_there_is_said_of_every_face(tmp_path):
    found = find_office_fonts([tmp_path, tmp_path / "none"])
    assert [one.face for one in found] == list(FACES)
    assert {one.reason for one in found} == {NOT_FOUND}
    assert fonts_of(found) == Fonts()


@pytest.mark.parametrize("bits", [0x0002, 0x0100, 0x0200, 0x0006, 0x0108])
def test_a_font_that_forbids_embedding_is_not_used(tmp_path, bits):
    a_font(tmp_path / "hei.ttf", "黑体", fs_type=bits)
    assert str(looked(tmp_path)["hei"]) == "黑体:字体不允许嵌入,用自带字体"
    assert chosen(tmp_path) == Fonts()


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008])
def test_a_font_that_permits_printing_is_used(tmp_path, bits):
    a_font(tmp_path / "hei.ttf", "黑体", fs_type=bits)
    assert looked(tmp_path)["hei"].reason == ""


@pytest.mark.parametrize(
    ("reason", "options"),
    [
        (NOT_TRUETYPE, {"cff": True}),
        (NOT_SQUARE, {"advance": 0.9}),
        (NO_HANZI, {"characters": "ABC"}),
        (MAY_NOT, {"fs_type": 2, "cff": True}),
    ],
)
def test_what_a_pdf_cannot_carry_is_not_used(tmp_path, reason, options):
    a_font(tmp_path / "song.otf", "宋体", **options)
    song = looked(tmp_path)["song"]
    assert song.file is not None
    assert song.reason == reason
    assert chosen(tmp_path) == Fonts()


def test_one_narrow_hanzi_among_square_ones_is_enough(tmp_path):
    path = a_font(tmp_path / "song.ttf", "宋体")
    font = TTFont(path)
    font["hmtx"]["uni6570"] = (999, 100)
    font.save(path)
    assert looked(tmp_path)["song"].reason == NOT_SQUARE


def test_a_font_in_a_collection_is_found_with_its_number(tmp_path):
    parts = [
        a_font(tmp_path / "1.ttf", "某字体"),
        a_font(tmp_path / "2.ttf", "宋体", "数", em=256),
        a_font(tmp_path / "3.ttf", "黑体"),
    ]
    path = a_collection(tmp_path / "many.ttc", *parts)
    found = looked(tmp_path)
    assert {(found[face].file.path, found[face].file.number) for face in ("song", "hei")} == {
        (path, 1),
        (path, 2),
    }
    glyphs = glyphs_of("song", chosen(tmp_path))
    assert glyphs["数"].file == found["song"].file
    assert glyphs["字"].file == "OASong.ttf"
    # Both call themselves alike inside; the PDF keeps them apart.
    written = tmp_path / "a.pdf"
    write_pdf(a_document(), written, chosen(tmp_path))
    own = {name for name in embedded(written) if name.startswith(b"OFFIC")}
    assert {name[6:] for name in own} == {b"+Test"}
    assert len(own) == 2


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"ttcf\0\1\0\0\xff\xff\xff\xff", b"OTTO", b"nonsense" * 50]
)
def test_a_damaged_file_is_passed_over(tmp_path, content):
    (tmp_path / "a.ttf").write_bytes(content)
    (tmp_path / "b.ttc").write_bytes(content)
    (tmp_path / "folder.ttf").mkdir()
    a_font(tmp_path / "c.ttf", "仿宋_GB2312")
    found = looked(tmp_path)
    assert found["fang"].reason == ""
    assert found["song"].reason == NOT_FOUND


def test_a_font_cut_off_anywhere_is_never_used(tmp_path):
    path = a_font(tmp_path / "fang.ttf", "仿宋_GB2312")
    whole = path.read_bytes()
    outlines_last = BytesIO()
    tables = [tag for tag in TTFont(BytesIO(whole)).reader.tables if tag != "glyf"]
    reorderFontTables(BytesIO(whole), outlines_last, [*tables, "glyf"])
    for content in (whole, outlines_last.getvalue()):
        for length in (*range(0, len(content), 37), len(content) - 4):
            path.write_bytes(content[:length])
            assert looked(tmp_path)["fang"].reason in {DAMAGED, NOT_FOUND}
        path.write_bytes(content)
        assert looked(tmp_path)["fang"].reason == ""


def test_a_glyph_made_of_glyphs_that_are_not_there_is_damage(tmp_path):
    path = a_font(tmp_path / "fang.ttf", "仿宋_GB2312")
    font = TTFont(path)
    made = TTGlyphPen({"uni5B57": None})
    made.addComponent("uni5B57", (1, 0, 0, 1, 0, 0))
    font["glyf"]["uni6570"] = made.glyph()
    font.save(path)
    assert looked(tmp_path)["fang"].reason == ""
    # Flags of the only component, then its glyph.
    spot = font["glyf"]["uni6570"].compile(font["glyf"])[10:14]
    content = path.read_bytes()
    assert content.count(spot) == 1
    path.write_bytes(content.replace(spot, spot[:2] + b"\xff\xf0"))
    assert looked(tmp_path)["fang"].reason == DAMAGED


def test_a_font_whose_characters_are_not_numbered_by_unicode_is_not_used(tmp_path):
    path = a_font(tmp_path / "fang.ttf", "仿宋_GB2312")
    font = TTFont(path)
    gb = copy(font["cmap"].getcmap(3, 1))
    gb.platEncID = 3
    gb.cmap = {0x8140: "uni6570"}
    font["cmap"].tables.append(gb)
    font.save(path)
    assert looked(tmp_path)["fang"].reason == DAMAGED


def test_the_first_name_of_the_list_wins_and_after_it_the_next_that_can_be_used(tmp_path):
    a_font(tmp_path / "a.ttf", "KaiTi")
    first = a_font(tmp_path / "b.ttf", "楷体_GB2312")
    assert looked(tmp_path)["kai"].file.path == first
    a_font(first, "楷体_GB2312", fs_type=2)
    assert looked(tmp_path)["kai"].file.path == tmp_path / "a.ttf"
    a_font(tmp_path / "a.ttf", "KaiTi", cff=True)
    assert (looked(tmp_path)["kai"].file.path, looked(tmp_path)["kai"].reason) == (first, MAY_NOT)


def test_every_system_has_its_folders(tmp_path):
    wps = tmp_path / "Kingsoft/WPS Office/12.1.0/office6/fonts"
    wps.mkdir(parents=True)
    windows = font_folders("win32", {"WINDIR": "W", "LOCALAPPDATA": str(tmp_path)})
    names = [folder.as_posix() for folder in windows]
    assert names == [f"{tmp_path.as_posix()}/Microsoft/Windows/Fonts", "W/Fonts", wps.as_posix()]
    linux = [folder.as_posix() for folder in font_folders("linux", {"HOME": "/home/a"})]
    assert linux[:2] == ["/home/a/.local/share/fonts", "/home/a/.fonts"]
    assert {"/usr/share/fonts", "/usr/local/share/fonts"} < set(linux)
    mac = [folder.as_posix() for folder in font_folders("darwin", {"HOME": "/Users/a"})]
    assert mac[:3] == ["/Users/a/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts"]
    assert font_folders("win32", {}) == ()


def test_a_pdf_carries_the_office_font_and_takes_what_it_lacks_from_the_bundled(tmp_path):
    a_font(tmp_path / "fang.ttf", "仿宋_GB2312")
    path = tmp_path / "a.pdf"
    write_pdf(a_document(), path, chosen(tmp_path))
    fonts = embedded(path)
    assert all(fonts.values())
    assert sum(name.startswith(b"OFFIC") for name in fonts) == 1
    assert any(b"OAFang" in name for name in fonts)
    assert "数字化转型试点城市申报" in text_of(path).replace("\r\n", "")
    assert "吉野家龘镕" in text_of(path)


@pytest.mark.parametrize("ascent", [0.5, 0.8, 1.4])
@pytest.mark.parametrize("em", [256, 1000, 2048])
def test_no_line_moves_with_the_font(tmp_path, em, ascent):
    for n, face in enumerate(FACES.values()):
        a_font(tmp_path / f"{n}.ttf", face.office, HANZI + "A1,.“”，。—", em=em, ascent=ascent)
    fonts = chosen(tmp_path)
    assert len(fonts.office) == len(FACES)
    usual = write_pdf(a_document(watermark="草稿"), tmp_path / "a.pdf")
    others = write_pdf(a_document(watermark="草稿"), tmp_path / "b.pdf", fonts)
    assert places(tmp_path / "b.pdf") == places(tmp_path / "a.pdf")
    assert others == usual
    assert text_of(tmp_path / "b.pdf") == text_of(tmp_path / "a.pdf")


@pytest.mark.parametrize("em", [256, 1000, 2048])
def test_a_shape_stands_on_the_baseline_as_large_as_its_style(tmp_path, em):
    a_font(tmp_path / "fang.ttf", "仿宋_GB2312", em=em)
    path = tmp_path / "a.pdf"
    document = Document("题", (Section((paragraph("数", "flush"),), numbered=False),))
    write_pdf(number(document), path, chosen(tmp_path))
    ((place,),) = places(path)
    x, y = map(float, place.split()[4:6])
    with pypdfium2.PdfDocument(path) as opened:
        box = opened[0].get_textpage().get_charbox(0)
    assert box == pytest.approx((x + 1.6, y, x + 14.4, y + 11.2), abs=0.2)


def test_latin_letters_and_digits_stay_those_of_the_program(tmp_path):
    for n, (name, face) in enumerate(FACES.items()):
        path = a_font(tmp_path / f"{n}.ttf", face.office, HANZI + "AMES1")
        font = TTFont(path)
        # As wide as the bundled ones, and still not taken.
        for char in "AMES1":
            wide = round(glyphs_of(name)[char].width)
            font["hmtx"][font.getBestCmap()[ord(char)]] = (wide, 100)
        font.save(path)
    for face in FACES:
        usual, own = glyphs_of(face), glyphs_of(face, chosen(tmp_path))
        assert [own[char] for char in "AMES1"] == [usual[char] for char in "AMES1"]
        assert isinstance(own["数"].file, OfficeFile)


def test_a_sign_of_another_width_or_without_a_shape_is_taken_from_the_bundled(tmp_path):
    path = a_font(tmp_path / "song.ttf", "宋体", HANZI + "。", empty="字", unmapped="化镕")
    font = TTFont(path)
    font["hmtx"]["uni3002"] = (500, 100)
    font.save(path)
    glyphs = glyphs_of("song", chosen(tmp_path))
    assert glyphs["数"].file == OfficeFile(path, 0, path.stat().st_size, path.stat().st_mtime_ns)
    assert {glyphs[char].file for char in "。字化镕"} == {"OASong.ttf"}


def test_choices_do_not_leak_into_one_another(tmp_path):
    document = a_document(watermark="草稿")
    write_pdf(document, tmp_path / "1.pdf")
    a_font(tmp_path / "fang.ttf", "仿宋_GB2312")
    a_font(tmp_path / "hei.ttf", "黑体")
    first = chosen(tmp_path)
    write_pdf(document, tmp_path / "2.pdf", first)
    # Another font in the same place.
    a_font(tmp_path / "fang.ttf", "仿宋_GB2312", HANZI + "企业", empty="数")
    second = chosen(tmp_path)
    write_pdf(document, tmp_path / "3.pdf", second)
    write_pdf(document, tmp_path / "4.pdf")
    write_pdf(document, tmp_path / "5.pdf", second)
    usual, one, other, usual_again, other_again = (
        (tmp_path / f"{n}.pdf").read_bytes() for n in range(1, 6)
    )
    assert usual_again == usual
    assert other_again == other
    assert len({usual, one, other}) == 3


def test_the_same_fonts_elsewhere_give_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        a_font(tmp_path / folder / "fang.ttf", "仿宋_GB2312")
        a_font(tmp_path / folder / "hei.ttf", "黑体")
        write_pdf(a_document(), tmp_path / f"{folder}.pdf", chosen(tmp_path / folder))
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.parametrize("em", [256, 1000])
def test_outlines_are_those_of_the_office_font_in_thousandths(tmp_path, em):
    a_font(tmp_path / "hei.ttf", "黑体", em=em)
    shapes, long = outlined("草", "hei", chosen(tmp_path))
    numbers = [float(one) for one in re.findall(r"-?\d+", shapes.partition("cm")[2])]
    assert (min(numbers), max(numbers)) == (pytest.approx(0, abs=4), pytest.approx(900, abs=4))
    assert long == outlined("草", "hei")[1] == 1000


def test_watermark_and_numbers_of_copies_are_drawn_in_it_too(tmp_path):
    a_font(tmp_path / "hei.ttf", "黑体")
    a_font(tmp_path / "song.ttf", "宋体")
    fonts = chosen(tmp_path)
    path = tmp_path / "a.pdf"
    write_pdf(a_document(watermark="草稿"), path, fonts)
    with pikepdf.open(path) as document:
        (form,) = document.pages[0].Resources.XObject.values()
        assert outlined("草", "hei", fonts)[0].encode() in form.read_bytes()
    wish = PrintWish(numbered=True)
    papers = [ToPrint(path, "题目", 2)]
    (name,) = write_print_files(papers, tmp_path, wish, 1, "AAAA-BBBB", fonts)
    with pikepdf.open(tmp_path / name) as document:
        over = document.pages[0].Contents[-1].read_bytes()
    assert outlined("第", "song", fonts)[0].encode() in over


def test_the_bundled_fonts_stay_what_they_were(tmp_path):
    a_font(tmp_path / "song.ttf", "宋体")
    assert glyphs_of("song", chosen(tmp_path))["数"].file != "OASong.ttf"
    assert glyphs_of("song")["数"].file == "OASong.ttf"
    assert bundled_face("OASong.ttf") is bundled_face("OASong.ttf")
