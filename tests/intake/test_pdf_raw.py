"""PDFs that other programs made: paragraphs, ruled tables over pages, merged cells, turned sheets."""

import pypdfium2
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from desktop_app.documents.tree import Document, Section, paragraph
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.errors import AppError
from desktop_app.intake.guard import read_raw
from desktop_app.intake.pdf_raw import read_pdf
from desktop_app.intake.plan import read_plan
from desktop_app.paths import FONTS
from tests.builders import a_programme

FONT = "OASong.ttf"
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK")
INDENTED = ParagraphStyle("indented", parent=BODY, firstLineIndent=24)


@pytest.fixture(autouse=True, scope="module")
def song():
    pdfmetrics.registerFont(TTFont(FONT, str(FONTS / FONT), shapable=False))


def made(path, *parts, pagesize=A4, on_page=None):
    document = SimpleDocTemplate(str(path), pagesize=pagesize, title="")
    hooks = {} if on_page is None else {"onFirstPage": on_page, "onLaterPages": on_page}
    document.build(list(parts), **hooks)
    return path


def a_table(rows, *styles, **options):
    font = ("FONT", (0, 0), (-1, -1), FONT, 10)
    return Table(rows, style=TableStyle([GRID, font, *styles]), **options)


def cell(text):
    return Paragraph(text, ParagraphStyle("cell", parent=BODY, fontSize=10, leading=12))


def test_a_table_that_goes_on_over_pages_is_one_table_without_its_repeated_header(tmp_path):
    rows = [
        ["序号", "项目名称", "总投资"],
        *([str(n), f"甲{n}厂改造项目", f"{n}.5"] for n in range(1, 120)),
    ]
    raw = read_pdf(made(tmp_path / "a.pdf", a_table(rows, repeatRows=1)))
    (sheet,) = raw.sheets
    assert sheet.rows == rows


def test_a_name_broken_over_lines_of_a_cell_comes_back_whole(tmp_path):
    name = "甲乙丙丁机械制造有限公司数控加工中心5G+MES智能车间改造项目（一期）"
    rows = [["序号", "项目名称"], ["1", cell(name)]]
    raw = read_pdf(made(tmp_path / "a.pdf", a_table(rows, colWidths=(40, 90))))
    assert raw.sheets[0].rows[1] == ["1", name]


def test_a_hyphen_at_the_end_of_a_line_stays_in_the_name(tmp_path):
    rows = [["序号", "项目名称"], ["1", cell("改造ERP-<br/>二期项目")]]
    raw = read_pdf(made(tmp_path / "a.pdf", a_table(rows, colWidths=(40, 90))))
    assert raw.sheets[0].rows[1] == ["1", "改造ERP-二期项目"]


def test_latin_words_in_a_cell_keep_their_blank(tmp_path):
    rows = [["序号", "项目名称"], ["1", cell("Smart Factory Digital Twin Project")]]
    raw = read_pdf(made(tmp_path / "a.pdf", a_table(rows, colWidths=(40, 90))))
    assert raw.sheets[0].rows[1] == ["1", "Smart Factory Digital Twin Project"]


def test_a_merged_county_is_told_with_its_rows(tmp_path):
    rows = [["县区", "项目名称"], ["甲县", "一项目"], ["", "二项目"], ["乙县", "三项目"]]
    raw = read_pdf(made(tmp_path / "a.pdf", a_table(rows, ("SPAN", (0, 1), (0, 2)))))
    assert raw.sheets[0].rows == rows
    assert raw.sheets[0].merged == [(1, 0, 2, 0)]


def test_paragraphs_come_back_whole_over_lines_and_pages(tmp_path):
    texts = [f"第{n}段" + "推进中小企业数字化转型工作" * 12 + "。" for n in range(12)]
    raw = read_pdf(made(tmp_path / "a.pdf", *(Paragraph(text, INDENTED) for text in texts)))
    assert [line.text for line in raw.lines] == texts


def test_a_last_line_of_a_few_low_signs_stays_in_its_paragraph(tmp_path):
    """None of its signs is as high as the highest of the line before: that is no smaller type."""
    texts = [
        "由市政府统筹、部门协同、县区落实,确保本次申报的86个项目按期完成。各县(市、区)配备专职工作"
        "人员不少于4名。本次共遴选超过80个数字化转型项目纳入试点,项目总投资2亿8123.52万元。",
        "7.资金安排。省级对每个试点城市(地级市)给予总额不超过3000万元的奖补资金额度。",
    ]
    texts += ["项目实施的情况说明如下：" * 6] * 4
    write_pdf(Document("", (Section(tuple(map(paragraph, texts))),)), tmp_path / "a.pdf")
    assert [line.text for line in read_pdf(tmp_path / "a.pdf").lines] == texts


def test_page_numbers_and_running_titles_are_left_out(tmp_path):
    def frame(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(300, 800, "某市实施方案")
        canvas.drawCentredString(300, 30, f"- {document.page} -")

    texts = ["一是摸底。", "二是改造。", "三是验收。", "四是推广。"]
    parts = [part for text in texts for part in (Paragraph(text, BODY), PageBreak())]
    raw = read_pdf(made(tmp_path / "a.pdf", *parts, on_page=frame))
    assert [line.text for line in raw.lines] == texts


def test_a_turned_sheet_reads_like_an_upright_one(tmp_path):
    rows = [["序号", "项目名称"], ["1", "甲厂改造项目"], ["2", "乙厂改造项目"]]
    path = made(tmp_path / "a.pdf", a_table(rows), pagesize=landscape(A4))
    with pypdfium2.PdfDocument(path) as document:
        for turn in (90, 180, 270):
            document[0].set_rotation(turn)
            turned = tmp_path / f"{turn}.pdf"
            document.save(turned)
            assert read_pdf(turned).sheets[0].rows == rows


def test_the_line_above_a_table_is_its_title_with_the_unit_line(tmp_path):
    centred = ParagraphStyle("caption", parent=BODY, alignment=1)
    right = ParagraphStyle("unit", parent=BODY, alignment=2)
    parts = [Paragraph("推进中小企业数字化转型工作" * 12 + "。", INDENTED) for _ in range(3)]
    parts += [Paragraph("表3 项目清单", centred), Paragraph("单位：万元", right)]
    rows = [["序号", "项目名称"], ["1", "甲厂改造项目"]]
    raw = read_pdf(made(tmp_path / "a.pdf", *parts, a_table(rows)))
    assert raw.sheets[0].title == "表3 项目清单\n单位：万元"


def test_two_tables_on_a_page_stay_two(tmp_path):
    first, second = [["甲", "乙"], ["1", "2"]], [["丙", "丁"], ["3", "4"]]
    parts = a_table(first), Paragraph("中间一段话。", BODY), a_table(second)
    raw = read_pdf(made(tmp_path / "a.pdf", *parts))
    assert [sheet.rows for sheet in raw.sheets] == [first, second]
    assert [line.table for line in raw.lines] == [0, -1, 1]


def test_a_scan_without_text_is_told_as_one(tmp_path):
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.showPage()
    canvas.save()
    raw = read_raw(tmp_path / "scan.pdf")
    with pytest.raises(AppError, match="可能是扫描件"):
        read_plan(raw, a_programme(), file="scan.pdf")


def test_a_locked_pdf_is_told_as_encrypted(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt="secret")
    canvas.drawString(100, 100, "x")
    canvas.save()
    with pytest.raises(AppError, match="已加密"):
        read_raw(tmp_path / "a.pdf")


def test_a_pdf_cut_anywhere_is_told_as_damaged(tmp_path):
    whole = made(tmp_path / "a.pdf", *(Paragraph("正文" * 200, BODY) for _ in range(30)))
    raw = whole.read_bytes()
    for share in range(1, 10):
        (tmp_path / "cut.pdf").write_bytes(raw[: len(raw) * share // 10])
        with pytest.raises(AppError, match=r"已损坏.*请用 WPS 打开后另存"):
            read_raw(tmp_path / "cut.pdf")
