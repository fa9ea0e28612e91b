"""What Word and WPS find in our files: pages, styles, contents, tables that behave."""

import re
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree

from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.numbering import number
from desktop_app.documents.signature import signature_indents
from desktop_app.documents.styles import CELL_ABOVE, CELL_PADDING, MM, PAGE_NUMBER, RULE
from desktop_app.documents.tree import (
    Column,
    Contents,
    Document,
    FormFoot,
    Heading,
    PageBreak,
    Section,
    SignatureBlock,
    Table,
    paragraph,
)
from desktop_app.documents.write_docx import TEMPLATE, write_docx
from tests.builders import a_draft, a_programme, a_project

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
sys.path.insert(0, str(Path(__file__).parents[2] / "templates_docx"))


def write(document, tmp_path, pages=None):
    path = tmp_path / "file.docx"
    write_docx(document, path, pages)
    return path


def part(path, name="word/document.xml"):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def values(root, tag, attribute="val"):
    return [element.get(f"{W}{attribute}") for element in root.iter(f"{W}{tag}")]


def of(*content, **section):
    return number(Document("题目", (Section(content, **section),), "数据版本 1 · 校验码 A"))


def test_the_template_is_what_its_script_builds():
    import build_template

    assert TEMPLATE.read_bytes() == build_template.template()


def test_no_font_of_a_theme_and_no_theme_is_in_the_file(tmp_path):
    path = write(compose_plan(a_programme(), a_draft([a_project()])), tmp_path)
    with zipfile.ZipFile(path) as package:
        assert not any("theme" in name for name in package.namelist())
        assert not any(b"Theme=" in package.read(name) for name in package.namelist())


def test_east_asian_fonts_are_named_in_every_style(tmp_path):
    styles = part(write(of(paragraph("文")), tmp_path), "word/styles.xml")
    for fonts in styles.iter(f"{W}rFonts"):
        assert fonts.get(f"{W}hint") == "eastAsia"
        assert fonts.get(f"{W}eastAsia")


def test_the_page_is_that_of_the_standard(tmp_path):
    (section,) = docx.Document(str(write(of(paragraph("文")), tmp_path))).sections
    assert (section.page_width.twips, section.page_height.twips) == (11906, 16838)
    assert (section.top_margin.twips, section.bottom_margin.twips) == (2098, 1984)
    assert (section.left_margin.twips, section.right_margin.twips) == (1587, 1474)


def test_text_stands_on_the_grid_of_22_lines_and_28_characters(tmp_path):
    path = write(of(paragraph("文")), tmp_path)
    (grid,) = part(path).iter(f"{W}docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")
    styles = part(path, "word/styles.xml")
    body = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "BodyText")
    assert values(body, "ind", "firstLineChars") == ["200"]
    assert [s.get(f"{W}line") for s in body.find(f"{W}pPr").iter(f"{W}spacing")] == ["579"]
    assert [s.get(f"{W}val") for s in body.find(f"{W}rPr").iter(f"{W}spacing")] == ["-5"]


def test_headings_have_outline_levels_and_their_number_in_the_text(tmp_path):
    path = write(
        of(Heading("目标", 1), Heading("总体", 2), Heading("一", 3), Heading("二", 4)), tmp_path
    )
    found = docx.Document(str(path)).paragraphs
    assert [(p.style.name, p.text) for p in found] == [
        ("Heading 1", "一、目标"), ("Heading 2", "（一）总体"), ("Heading 3", "1.一"),
        ("Heading 4", "（1）二"),
    ]  # fmt: skip
    levels = part(path, "word/styles.xml")
    # Those of books first.
    assert values(levels, "outlineLvl") == ["0", "1", "2", "3"] * 2


def test_contents_are_real_entries_with_our_page_numbers_and_do_not_ask(tmp_path):
    document = of(Contents(2), Heading("甲", 1), Heading("乙", 2), Heading("丙", 3))
    path = write(document, tmp_path, {"heading1": 3, "heading2": 12})
    listed = [p.text for p in docx.Document(str(path)).paragraphs if p.style.name[:4] == "toc "]
    assert listed == ["一、甲\t3", "（一）乙\t12"]
    root = part(path)
    marks = set(values(root, "bookmarkStart", "name"))
    assert set(values(root, "hyperlink", "anchor")) <= marks
    instructions = "".join(root.itertext(f"{W}instrText"))
    assert set(re.findall(r"PAGEREF (\w+)", instructions)) <= marks
    assert 'TOC \\o "1-2"' in instructions
    kinds = values(root, "fldChar", "fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    settings = part(path, "word/settings.xml")
    assert not list(settings.iter(f"{W}updateFields"))
    assert not any(mark.get(f"{W}dirty") for mark in root.iter(f"{W}fldChar"))


def test_contents_find_a_heading_with_text_behind_it_when_they_are_refreshed(tmp_path):
    """Word takes such entries from hidden TC fields; a quotation mark in one must be escaped."""
    heading = Heading('甲“乙"丙\\丁', 2, run_in="。正文")
    root = part(write(of(Contents(2), heading), tmp_path))
    instructions = [text.strip() for text in root.itertext(f"{W}instrText")]
    assert r'TC "（一）甲\“乙\"丙\\丁" \f C \l 2' in instructions
    assert any(one.startswith("TOC ") and r"\f C" in one for one in instructions)


def test_bookmarks_are_unique(tmp_path):
    columns = (Column("列", 1),)
    content = [Heading("a", 1), Table(columns, (), "b"), Heading("c", 1), Table(columns, (), "d")]
    root = part(write(of(*content), tmp_path))
    for attribute in ("id", "name"):
        found = values(root, "bookmarkStart", attribute)
        assert len(set(found)) == len(found) == 4


def wide(columns=26, rows=3):
    heads = tuple(
        Column(f"第{n}列标题", 8, "number" if n % 5 == 0 else "text") for n in range(columns)
    )
    return Table(heads, tuple(tuple(f"{n}" for n in range(columns)) for _ in range(rows)))


@pytest.mark.parametrize("lies", [False, True])
@pytest.mark.parametrize("columns", [1, 4, 12, 26])
def test_a_table_is_as_wide_as_the_text_whatever_its_columns(columns, lies, tmp_path):
    root = part(write(of(wide(columns), landscape=lies), tmp_path))
    grid = [int(width) for width in values(root, "gridCol", "w")]
    assert sum(grid) == round((225 if lies else 156) * MM * 20)
    assert min(grid) > 0


def test_a_number_among_texts_has_a_column_that_holds_it_whole(tmp_path):
    columns = (Column("指标", 40), Column("目标", 1), Column("备注", 40))
    rows = (("带动投入", "24806.6", "说明" * 20), ("企业数", "约二十家" * 9, "说明" * 20))
    path = write(of(Table(columns, rows)), tmp_path)
    width = int(values(part(path), "gridCol", "w")[1]) / 20
    assert width >= len("24806.6") / 2 * 10.5 + 2 * CELL_PADDING


def test_a_column_of_lists_holds_two_signs_and_their_mark(tmp_path):
    # LibreOffice hangs no mark out of a cell and takes the sign before it down: 仓储|物|流、
    columns = tuple(Column(f"第{n}列", 8) for n in range(30))
    path = write(of(Table(columns, (("仓储物流、采购管理", *("字",) * 29),))), tmp_path)
    listed, plain, *_ = values(part(path), "gridCol", "w")
    assert int(listed) > 1.3 * int(plain)


def test_a_row_is_as_high_as_in_the_pdf(tmp_path):
    path = write(of(wide(3)), tmp_path)
    (margins,) = (
        style
        for style in part(path, "word/styles.xml").iter(f"{W}tblCellMar")
        if style.getparent().getparent().get(f"{W}styleId") == "FormTable"
    )
    above, below = (int(margins.find(f"{W}{side}").get(f"{W}w")) / 20 for side in ("top", "bottom"))
    assert above + below + RULE == 2 * CELL_ABOVE


def test_a_long_title_goes_on_between_words_in_lines_of_about_one_length(tmp_path):
    title = "2024年辽宁省铁岭市中小企业数字化转型城市试点实施方案"
    path = write(of(paragraph(title, "title"), paragraph("短标题", "cover_title")), tmp_path)
    assert [one.text for one in docx.Document(str(path)).paragraphs] == [
        "2024年辽宁省铁岭市中小企业\n数字化转型城市试点实施方案",
        "短标题",
    ]


def test_table_print_is_never_smaller_than_seven_and_a_half_points(tmp_path):
    path = write(of(wide(40), landscape=True), tmp_path)
    row = docx.Document(str(path)).tables[0].rows[1]
    sizes = {p.style.font.size.pt for cell in row.cells for p in cell.paragraphs}
    assert sizes == {7.5}


def test_headers_repeat_and_rows_are_not_split(tmp_path):
    table = docx.Document(str(write(of(wide(3)), tmp_path))).tables[0]
    repeated = [bool(list(row._tr.iter(f"{W}tblHeader"))) for row in table.rows]
    assert repeated == [True, False, False, False]
    assert all(list(row._tr.iter(f"{W}cantSplit")) for row in table.rows)


def test_grouped_columns_share_an_upper_header(tmp_path):
    columns = (Column("总额", 5), Column("软件", 5, group="其中"), Column("硬件", 5, group="其中"))
    table = docx.Document(str(write(of(Table(columns, (("3", "1", "2"),))), tmp_path))).tables[0]
    heads = [[cell.text for cell in row.cells] for row in table.rows[:2]]
    assert heads == [["总额", "其中", "其中"], ["总额", "软件", "硬件"]]
    assert all(list(row._tr.iter(f"{W}tblHeader")) for row in table.rows[:2])


def test_two_tables_without_captions_stay_two(tmp_path):
    columns = (Column("列", 1),)
    path = write(of(Table(columns, (("a",),)), Table(columns, (("b",),))), tmp_path)
    assert len(docx.Document(str(path)).tables) == 2


def test_a_landscape_table_lies_on_a_sheet_turned_clockwise(tmp_path):
    path = write(compose_summary(a_programme(), a_draft([a_project()])), tmp_path)
    (section,) = docx.Document(str(path)).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width.twips, section.page_height.twips) == (16838, 11906)
    assert not list(part(path).iter(f"{W}docGrid"))


def marks_of(section, kind):
    found = (getattr(section, name) for name in (kind, f"even_page_{kind}"))
    return ["".join(etree.fromstring(one.part.blob).itertext()) for one in found]


def test_upright_sheets_bear_the_number_below_and_lying_ones_in_the_margin(tmp_path):
    upright, lying = Section((paragraph("a"),)), Section((paragraph("b"),), landscape=True)
    path = write(Document("题", (upright, lying), "版本"), tmp_path)
    first, second = docx.Document(str(path)).sections
    assert [bool(re.search("PAGE", one)) for one in marks_of(first, "footer")] == [True, True]
    assert marks_of(first, "header") == ["", ""]
    assert marks_of(second, "footer") == ["", ""]
    assert [bool(re.search("PAGE", one)) for one in marks_of(second, "header")] == [True, True]
    assert values(second.header._element, "textDirection") == ["tbRl"]


@pytest.mark.parametrize("lies", [False, True])
def test_no_footer_takes_room_from_the_text(lies, tmp_path):
    path = write(of(paragraph("文"), landscape=lies), tmp_path)
    (section,) = docx.Document(str(path)).sections
    assert section.footer_distance.pt + PAGE_NUMBER.line <= section.bottom_margin.pt
    assert section.header_distance.pt + PAGE_NUMBER.line <= section.top_margin.pt


def test_odd_pages_have_their_number_outside_at_the_right_and_even_ones_at_the_left(tmp_path):
    path = write(of(paragraph("文")), tmp_path)
    odd, even = marks_of(docx.Document(str(path)).sections[0], "footer")
    assert odd.index("校验码") < odd.index("PAGE")
    assert even.index("PAGE") < even.index("校验码")
    assert list(part(path, "word/settings.xml").iter(f"{W}evenAndOddHeaders"))


def test_a_cover_bears_neither_number_nor_mark(tmp_path):
    path = write(compose_plan(a_programme(), a_draft()), tmp_path)
    cover, contents, *_ = docx.Document(str(path)).sections
    assert marks_of(cover, "footer") == ["", ""]
    assert all("PAGE" in one for one in marks_of(contents, "footer"))


def test_a_page_break_moves_the_next_block_and_leaves_no_empty_paragraph(tmp_path):
    path = write(of(paragraph("a"), PageBreak(), paragraph("b")), tmp_path)
    found = docx.Document(str(path)).paragraphs
    assert [p.text for p in found] == ["a", "b"]
    assert [p.paragraph_format.page_break_before for p in found] == [None, True]


def test_a_signature_is_never_alone_on_a_page(tmp_path):
    path = write(of(paragraph("文"), SignatureBlock("某市人民政府", "2024年1月1日")), tmp_path)
    found = docx.Document(str(path)).paragraphs
    assert [p.paragraph_format.keep_with_next for p in found] == [True, True, None]


@pytest.mark.parametrize(
    "signed", [SignatureBlock("某市", "2024年1月1日"), FormFoot((("日期", ""),))]
)
@pytest.mark.parametrize("note", [True, False])
def test_who_signs_stays_with_the_note_and_the_last_row_above(signed, note, tmp_path):
    table = Table((Column("列", 1),), (("一",), ("二",)), total=("合计",))
    path = write(of(table, *(paragraph("注", "note"),) * note, signed), tmp_path)
    body = part(path).find(f"{W}body")
    rows = [bool(list(row.iter(f"{W}keepNext"))) for row in body.iter(f"{W}tr")]
    assert rows == [False, False, True, True]
    notes = [p for p in body.findall(f"{W}p") if "".join(p.itertext()) == "注"]
    assert all(list(p.iter(f"{W}keepNext")) for p in notes)


def test_two_lines_stay_with_a_signature_though_the_last_paragraph_is_one(tmp_path):
    long, short = paragraph("文" * 60), paragraph("特此声明。")
    for content, kept in (((long, short), [True, True]), ((long, long), [None, True])):
        path = write(of(*content, SignatureBlock("某市", "2024年1月1日")), tmp_path)
        found = docx.Document(str(path)).paragraphs[:2]
        assert [p.paragraph_format.keep_with_next for p in found] == kept


def test_the_sum_is_set_in_the_face_of_the_header_as_in_the_pdf(tmp_path):
    table = Table((Column("列", 1),), (("一",),), total=("合计",))
    *_, row, total = part(write(of(table), tmp_path)).iter(f"{W}tr")
    assert (values(row, "rFonts", "eastAsia"), values(total, "rFonts", "eastAsia")) == (
        [],
        ["黑体"],
    )


@pytest.mark.parametrize(
    ("name", "date", "sealed", "expected"),
    [
        # Seven characters of date over six of name: centred on each other, four from the right.
        ("某市人民政府", "2024年11月18日", True, (4.5, 4.0)),
        ("某某某市工业和信息化局办公室", "2024年1月8日", True, (0.0, 4.0)),
        ("某某某某市工业和信息化局综合办公室", "2024年1月8日", True, (0.0, 5.5)),
        ("某某市工业和信息化局办公室", "2024年1月8日", False, (2.0, 7.0)),
        ("某市", "2024年11月18日", False, (9.0, 2.0)),
    ],
)
def test_signature_stands_where_the_standard_puts_it(name, date, sealed, expected):
    assert signature_indents(SignatureBlock(name, date, sealed)) == expected


def test_all_parts_are_well_formed_and_related(tmp_path):
    path = write(compose_plan(a_programme(), a_draft([a_project()]), watermark="草稿"), tmp_path)
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert len(set(names)) == len(names)
        for name in names:
            etree.fromstring(package.read(name))
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        targets = {element.get("Id"): element.get("Target") for element in relations}
        root = etree.fromstring(package.read("word/document.xml"))
    office = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    used = {value for one in root.iter() for key, value in one.items() if key == f"{office}id"}
    assert used <= targets.keys()
    assert all(f"word/{target}" in names for key, target in targets.items() if key in used)


@pytest.mark.parametrize("text", [" 前", "后 ", "两  空", "中\n 行首", "<a> "])
def test_word_is_told_to_keep_blanks(text, tmp_path):
    root = part(write(of(paragraph(text)), tmp_path))
    space = "{http://www.w3.org/XML/1998/namespace}space"
    kept = [one for one in root.iter(f"{W}t") if one.get(space) == "preserve"]
    assert any(" " in one.text for one in kept)
    for one in root.iter(f"{W}t"):
        assert one in kept or (one.text == one.text.strip() and "  " not in one.text)


def test_a_section_that_begins_on_the_right_is_one_for_word_too(tmp_path):
    first, letter = Section((paragraph("正文。"),)), Section((paragraph("声明。"),), right=True)
    root = part(write(number(Document("题目", (first, letter))), tmp_path))
    kinds = [next(iter(values(section, "type")), "nextPage") for section in root.iter(f"{W}sectPr")]
    assert kinds == ["nextPage", "oddPage"]


def test_the_lines_of_a_label_share_one_border(tmp_path):
    path = write(of(paragraph("省练习厅", "label"), paragraph("申报材料", "label")), tmp_path)
    names = [p.style.name for p in docx.Document(str(path)).paragraphs[:2]]
    assert names == ["邮寄标签", "邮寄标签"]
    (style,) = [
        one for one in part(path, "word/styles.xml").iter(f"{W}style")
        if one.get(f"{W}styleId") == "Label"
    ]  # fmt: skip
    borders = style.find(f"{W}pPr/{W}pBdr")
    assert {child.tag.removeprefix(W) for child in borders} == {"top", "left", "bottom", "right"}
