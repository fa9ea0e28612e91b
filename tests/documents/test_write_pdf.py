"""What the PDF owes beside what every writer does: fonts, text, pages, bookmarks."""

import re
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as c
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.core.signs import drawn
from desktop_app.documents.fonts import bundled_face
from desktop_app.documents.numbering import number
from desktop_app.documents.styles import FACES, MM, PORTRAIT
from desktop_app.documents.tree import (
    Column,
    Contents,
    Document,
    Figure,
    FormFoot,
    Heading,
    Section,
    SignatureBlock,
    Table,
    paragraph,
)
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.errors import AppError
from desktop_app.intake.pdf_raw import read_pdf
from tests.pdf_facts import embedded
from tests.read_back import pdf_glyphs

LONG = "为深入贯彻党中央、国务院关于加快中小企业数字化转型的决策部署，落实“小巨人”企业108家、总投资1.2亿元的目标，制定本方案。"
RARE = "𬭎㛃䲟镕堃喆昇甯垚"


def written(tmp_path, *content, name="a.pdf", **options):
    path = tmp_path / name
    options = {"mark": "数据版本 1 · 校验码 AAAA-BBBB"} | options
    write_pdf(number(Document("题目", (Section(content),), **options)), path)
    return path


def pages(path):
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def rows(path, page=0):
    """The lines of a page from the top: the height of each baseline and the signs on it."""
    with pypdfium2.PdfDocument(path) as document:
        text = document[page].get_textpage()
        found: dict[int, list[tuple[float, str]]] = {}
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            if sign.strip() and not c.FPDFText_IsGenerated(text.raw, index):
                left, _, _, top = text.get_charbox(index, loose=True)
                found.setdefault(round(top), []).append((left, sign))
    return [(top, "".join(s for _, s in sorted(found[top]))) for top in sorted(found, reverse=True)]


def inside(path, page=0):
    """The lines within the 版心, without page number and mark."""
    foot = PORTRAIT.bottom_mm * MM
    return [(top, text) for top, text in rows(path, page) if top > foot + 1]


def test_a_full_page_has_22_lines_of_28_characters(tmp_path):
    path = written(tmp_path, paragraph("数" * 28 * 60, "flush"))
    found = inside(path)
    assert [len(text) for _, text in found] == [28] * 22
    assert all(28 <= a - b <= 30 for (a, _), (b, _) in pairwise(found))
    top, bottom = found[0][0], found[-1][0]
    assert abs((297 - 37) * MM - top) < 8
    assert 0 < bottom - PORTRAIT.bottom_mm * MM < 2 * 29


def test_page_numbers_stand_outside_and_the_mark_inside(tmp_path):
    path = written(tmp_path, paragraph("数" * 28 * 60, "flush"))
    with pypdfium2.PdfDocument(path) as document:
        for index, page in enumerate(document, start=1):
            text = page.get_textpage()
            middle = page.get_width() / 2
            where = {}
            for wanted in (f"— {index} —", "校验码"):
                at = text.get_text_range().index(wanted)
                found = text.search(wanted)
                start, count = found.get_next()
                assert count
                where[wanted] = text.get_charbox(start)[0] > middle
                assert at >= 0
            assert where[f"— {index} —"] is (index % 2 == 1)
            assert where["校验码"] is (index % 2 == 0)


def test_every_font_is_embedded_and_every_page_says_its_text(tmp_path):
    path = written(
        tmp_path,
        Heading("工作目标", 1),
        Heading("总体目标", 2),
        paragraph(LONG),
        paragraph("标题 MES-5G（一期）", "title"),
        paragraph("注：宋体小字", "note"),
    )
    fonts = embedded(path)
    assert len(fonts) >= 4
    assert all(fonts.values()), fonts
    assert LONG in "".join(line.text for line in read_pdf(path).lines)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=80))
@settings(max_examples=25)
def test_any_hanzi_come_back_out_of_the_file(tmp_path_factory, text):
    path = written(tmp_path_factory.mktemp("pdf"), paragraph(text, "flush"))
    assert "".join(line.text for line in read_pdf(path).lines) == text


WORDS = st.sampled_from(
    ["全市", "规上工业企业", "170家", "，", "、", "2023年", "（一期）", "MES", "5G+", "同比增长7.2%",
     "“智改数转”", "38.6亿元", "数字化", "车间", "——", "；"]
)  # fmt: skip


@example(
    [["全市"]] * 7
    + [["全市", "全市", "全市", "规上工业企业", "规上工业企业", "；", "MES", "38.6亿元"]]
)
@example(
    [["全市"]] * 6
    + [["全市", "全市", "全市", "规上工业企业", "规上工业企业", "；", "170家", "——", "——"]]
)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=8, max_size=20))
@settings(max_examples=25)
def test_paragraphs_of_mixed_words_come_back_one_by_one(tmp_path_factory, words):
    """A line whose gaps are wide says as a whole what it reads, though it is drawn in pieces."""
    texts = ["数" * 100 + "。", *(f"甲{''.join(one)}，推进数字化转型工作。" for one in words)]
    path = written(tmp_path_factory.mktemp("pdf"), *map(paragraph, texts))
    assert [line.text for line in read_pdf(path).lines] == texts


def test_rare_signs_outside_the_basic_plane_print_and_read_back(tmp_path):
    held = "".join(
        s for s in RARE if any(ord(s) in bundled_face(f).charToGlyph for f in FACES["fang"].files)
    )
    assert "𬭎" in held
    table = Table((Column("企业", 1), Column("县", 1)), ((held, "甲县"),))
    raw = read_pdf(written(tmp_path, paragraph(f"甲{held}乙"), table))
    assert raw.lines[0].text == f"甲{held}乙"
    assert raw.sheets[0].rows[-1] == [held, "甲县"]


def test_a_sign_that_no_font_has_is_refused_by_name_and_nothing_is_written(tmp_path):
    with pytest.raises(AppError) as refusal:
        written(tmp_path, paragraph("甲😀乙"), Table((Column("列", 1),), (("\U0002ebf0",),)))
    assert "「😀」(U+1F600)" in str(refusal.value)
    assert "U+2EBF0" in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("face", FACES)
def test_the_common_signs_of_official_papers_are_in_every_face(face):
    signs = (
        "一二三四〇○零（）《》〈〉【】〔〕“”‘’、，。；：？！—…·％‰℃㎡①⑳ⅠⅫ×±≥≤№→★□√■◆○●々~0aZ%@#&"
    )
    held = [bundled_face(file).charToGlyph for file in FACES[face].files]
    assert [s for s in signs if not any(ord(s) in one for one in held)] == []


def test_a_header_stands_on_every_page_of_a_table_and_no_row_is_torn(tmp_path):
    body = tuple((str(n), f"第{n}个项目名称" * 6) for n in range(1, 120))
    path = written(tmp_path, Table((Column("序号", 4), Column("项目名称", 20)), body, "项目清单"))
    texts = pages(path)
    assert len(texts) > 3
    for text in texts:
        assert "序号" in text
    raw = read_pdf(path)
    assert raw.sheets[0].rows[1:] == [list(row) for row in body]
    for n, name in body:
        homes = [k for k, text in enumerate(texts) if f"第{n}个" in text.replace("\r\n", "")]
        assert len(homes) == 1, (n, name)


def test_contents_bookmarks_and_links_lead_to_the_pages_of_the_headings(tmp_path):
    content = [Contents(2)]
    for n in range(1, 9):
        content += [Heading(f"第{n}部分", 1), paragraph("数" * 28 * 15, "flush")]
    path = written(tmp_path, *content)
    texts = pages(path)
    told = dict(re.findall(r"(第\d部分)[.…\s]*(\d+)", texts[0]))
    assert len(told) == 8
    for title, page in told.items():
        assert title in texts[int(page) - 1]
    with pypdfium2.PdfDocument(path) as document:
        marks = {
            item.get_title().split("、")[-1]: item.get_dest().get_index() + 1
            for item in document.get_toc()
        }
    assert marks == {title: int(page) for title, page in told.items()}


@pytest.mark.parametrize("lines", range(18, 25))
def test_a_signature_never_stands_alone_on_a_page(tmp_path, lines):
    sign = SignatureBlock("铁岭市人民政府", "2024年11月12日")
    path = written(tmp_path, paragraph("数" * 28 * lines, "flush"), sign)
    (text,) = [text for text in pages(path) if "人民政府" in text]
    assert "数" * 5 in text
    assert "2024年11月12日" in text.replace("\r\n", "")


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize(
    ("name", "date"), [("某市工业和信息化局" * 60, "2024年11月1日"), ("某市", "尚未确定" * 60), ("市" * 500, "日" * 500)]
)  # fmt: skip
def test_a_signature_longer_than_a_line_stays_on_the_sheet(tmp_path, name, date, sealed):
    path = written(tmp_path, paragraph("正文"), SignatureBlock(name, date, sealed))
    # The reader refuses what stands in the margins.
    assert "".join(one.text for page in pdf_glyphs(path) for one in page).endswith(name + date)


def test_a_heading_is_never_the_last_line_of_a_page(tmp_path):
    for lines in range(19, 23):
        content = paragraph("数" * 28 * lines, "flush"), Heading("目标", 1), paragraph("字" * 60)
        path = written(tmp_path, *content)
        assert not inside(path)[-1][1].endswith("目标")


def test_the_foot_of_a_form_goes_on_between_two_entries(tmp_path):
    entries = (
        ("填报单位(盖章)", "铁岭市工业和信息化局"), ("填报人", "林晓舟"), ("审核人", "程远"),
        ("联系电话", "024-70000100"), ("日期", "2024年11月12日"),
    )  # fmt: skip
    path = tmp_path / "a.pdf"
    write_pdf(Document("题", (Section((FormFoot(entries),), landscape=True),)), path)
    told = pages(path)[0].replace(" ", "").split("\r\n")
    assert "日期：2024年11月12日" in told


def test_a_landscape_page_lies_and_says_its_number_at_the_left(tmp_path):
    lying = Section((paragraph("数" * 40),), landscape=True)
    path = tmp_path / "a.pdf"
    write_pdf(number(Document("题", (Section((paragraph("甲"),)), lying), "标记")), path)
    with pypdfium2.PdfDocument(path) as document:
        assert round(document[1].get_width() / MM) == 297
        text = document[1].get_textpage()
        start, count = text.search("2").get_next()
        assert count
        _, _, right, _ = text.get_charbox(start)
        assert right < 35 * MM


@pytest.mark.parametrize(("lines", "blank"), [(10, 2), (30, None)])
def test_a_section_that_begins_on_the_right_gets_an_odd_page_behind_a_blank_sheet(
    lines, blank, tmp_path
):
    path = tmp_path / "a.pdf"
    first = Section(tuple(paragraph(f"第{n}行。") for n in range(lines)))
    letter = Section((paragraph("真实性声明", "title"), paragraph("声明。")), right=True)
    printed = write_pdf(number(Document("题目", (first, letter), "数据版本 1")), path)
    texts = pages(path)
    assert printed.pages == len(texts) == 3
    assert "真实性声明" in texts[2]
    # 7.5: a blank page has no page number, but counts.
    assert [n for n, text in enumerate(texts, 1) if not text.strip()] == ([blank] if blank else [])
    assert all(f"— {n} —" in text for n, text in enumerate(texts, 1) if n != blank)


def test_the_lines_of_a_label_stand_in_one_frame(tmp_path):
    lines = ("省练习厅", "省城练习街1号", "申报材料")
    path = written(tmp_path, *(paragraph(line, "label") for line in lines), paragraph("剪下。"))
    told = [text for _, text in rows(path)]
    assert [line for line in told if line in lines] == list(lines)
    heights = {text: top for top, text in rows(path)}
    with pypdfium2.PdfDocument(path) as document:
        sheet = document[0]
        picture = sheet.render(scale=1, grayscale=True).to_pil()
        columns = [
            x
            for x in range(picture.width)
            if picture.crop((x, 0, x + 1, 400)).getextrema()[0] < 200
        ]
        # Outside of the text's edges by the same gap on both sides.
        left, right = PORTRAIT.left_mm * MM, (PORTRAIT.width_mm - PORTRAIT.right_mm) * MM
        assert left - columns[0] == pytest.approx(columns[-1] - right, abs=1.5)
        assert 0 < left - columns[0] < 10
        frame = [
            y for y in range(picture.height)
            if picture.crop((columns[0] + 5, y, columns[-1] - 5, y + 1)).getextrema()[1] < 200
        ]  # fmt: skip
    # One rule above the first line, one below the last, none between.
    high = 842
    edges = [high - y for y in frame]
    assert len({round(y / 3) for y in edges}) == 2
    assert max(edges) > heights[lines[0]] > heights[lines[2]] > min(edges)
    assert heights["剪下。"] < min(edges)


def test_a_figure_is_room_left_free_and_told(tmp_path):
    path = tmp_path / "a.pdf"
    blocks = (paragraph("上面。"), Figure("a", 58), paragraph("下面。"))
    (page, (left, bottom, right, top)) = write_pdf(
        number(Document("题目", (Section(blocks),))), path
    ).figures["a"]
    assert page == 1
    assert top - bottom == pytest.approx(58 * MM)
    assert right - left == pytest.approx(156 * MM)
    heights = {text: height for height, text in rows(path)}
    assert heights["上面。"] > top > bottom > heights["下面。"] - 20


def test_title_and_language_stand_in_the_file(tmp_path):
    path = written(tmp_path, paragraph("甲"))
    with pypdfium2.PdfDocument(path) as document:
        assert document.get_metadata_value("Title") == "题目"
    assert b"zh-CN" in path.read_bytes()


@given(st.text(max_size=40))
def test_what_is_drawn_has_no_sign_without_a_shape(text):
    shown = drawn(text)
    assert drawn(shown) == shown
    assert not re.search("[\u200b-\u200f\u2060\ufeff\x00-\x08]", shown)
