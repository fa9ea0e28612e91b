"""Plans as other offices write them in Word."""

import docx
import pytest
from docx.document import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.numerals import in_chinese
from desktop_app.core.prose import Places, Terms, statements
from desktop_app.errors import AppError
from desktop_app.intake.docx_raw import read_docx
from desktop_app.intake.plain import Line, Raw, Sheet
from desktop_app.intake.plan import read_plan
from desktop_app.intake.plan_groups import group_in
from desktop_app.intake.plan_names import split_name
from desktop_app.jobs.packs import load_programme
from tests.small_pack import a_small_programme

PROGRAMME = a_small_programme()
HEAD = ["序号", "项目名称", "县区", "总投资(万元)"]


def a_table(document: WordDocument, *rows: list[str]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def read(document: WordDocument, folder):
    path = folder / "方案.docx"
    document.save(str(path))
    return read_plan(read_docx(path), PROGRAMME, file="方案.docx")


def names(found) -> list[str]:
    return [row.cells["name"] for row in found.projects]


def test_chapters_are_known_in_any_order_by_title_or_synonym(tmp_path):
    document = docx.Document()
    document.add_heading("某市样板工程实施方案", 0)
    document.add_heading("一、资金安排", 1)
    document.add_paragraph("资金用于改造。")
    bold = document.add_paragraph()
    bold.add_run("二、总体目标").bold = True
    document.add_paragraph("(一)目标之一")
    document.add_paragraph("共实施项目3个。")
    document.add_heading("领导讲话", 1)
    found = read(document, tmp_path)
    assert found.chapters == {"funds": "资金用于改造。", "goals": "(一)目标之一\n共实施项目3个。"}
    assert [doubt.kind for doubt in found.doubts] == ["unknown_chapter"]
    assert "领导讲话" in found.doubts[0].message


def test_a_contents_page_is_not_taken_for_chapters(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、工作目标\t3")
    document.add_paragraph("二、资金安排........5")
    document.add_paragraph("三、具体项目\t")
    document.add_paragraph("一、工作目标")
    document.add_paragraph("正文。")
    found = read(document, tmp_path)
    assert found.chapters == {"goals": "正文。"}


def test_projects_are_found_in_several_tables_with_the_industry_of_their_heading(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、具体项目")
    document.add_paragraph("(一)铸造行业")
    a_table(document, HEAD, ["1", "甲厂改造项目（一期）", "东县", "120"], ["合计", "", "", "120"])
    document.add_paragraph("表2 食品行业项目清单")
    a_table(document, HEAD, ["1", "乙厂项目 ", "西区", "30"])
    found = read(document, tmp_path)
    assert names(found) == ["甲厂改造项目（一期）", "乙厂项目 "]
    assert [row.cells["industry"] for row in found.projects] == ["铸造行业", "食品行业"]
    assert found.projects[0].where == "第一章 表1 第2行"


@pytest.mark.parametrize("above", ["铸造推荐项目1个，总投资30万元。", "（一）铸造"])
def test_an_industry_of_any_name_before_the_lists_title_is_read_where_it_is_told_above(above):
    assert industries_below(above, "铸造项目清单") == ["铸造"]


@pytest.mark.parametrize("caption", ["铁岭市项目清单", "2024年项目清单", "全部项目清单"])
def test_what_else_stands_before_the_lists_title_is_no_industry(caption):
    assert industries_below("共推荐项目1个。", caption) == [None]


def industries_below(above, caption):
    """Of the projects in a table under a line and a caption."""
    rows = [["序号", "项目名称", "总投资(万元)"], ["1", "装配线改造项目", "30"]]
    lines = [Line("四、具体项目", 1), Line(above), Line(caption), Line("", table=0)]
    raw = Raw("text", [Sheet("表1", rows, title=caption)], lines)
    found = read_plan(raw, load_programme("liaoning-2024"), file="")
    return [row.cells.get("industry") for row in found.projects]


@pytest.mark.parametrize(
    ("said", "is_taken"),
    [
        ("项目均已完成备案，清单如下：", True),
        ("前期已完成立项的项目清单", True),
        ("上述企业已经实施诊断，具体项目如下", True),
        ("已完成项目清单", False),
        ("近两年已实施的数字化项目", False),
        ("历年项目一览表", False),
    ],
)
def test_finished_projects_are_no_list_but_those_done_with_the_paperwork_are(
    tmp_path, said, is_taken
):
    document = docx.Document()
    document.add_paragraph("五、具体项目")
    document.add_paragraph(said)
    a_table(document, ["序号", "项目名称"], ["1", "甲厂产线改造项目"], ["2", "乙厂平台项目"])
    found = read(document, tmp_path)
    assert bool(names(found)) == is_taken
    assert any(one.kind == "past_projects" for one in found.doubts) == (not is_taken)


@pytest.mark.parametrize(
    "head", [["序号", "项目名称"], ["编号", "项目名称", "备注"], ["序号", "项目名称", "主要内容"]]
)
def test_a_bare_list_of_names_is_a_list(tmp_path, head):
    document = docx.Document()
    document.add_heading("具体项目", 1)
    rest = [""] * (len(head) - 2)
    a_table(document, head, ["1", "甲厂改造", *rest], ["2", "乙厂改造", *rest])
    assert names(read(document, tmp_path)) == ["甲厂改造", "乙厂改造"]


@pytest.mark.parametrize(
    "rows",
    [
        [["项目名称", "甲厂产线改造项目"], ["建设内容", "改造产线"]],
        [["序号", "项目"], ["1", "会议费"], ["2", "培训费"]],
        [["序号", "任务"], ["1", "动员部署"], ["2", "组织实施"]],
    ],
)
def test_a_card_and_a_list_of_something_else_name_no_projects(tmp_path, rows):
    document = docx.Document()
    document.add_heading("资金安排", 1)
    a_table(document, *rows)
    found = read(document, tmp_path)
    assert (found.projects, found.tables) == ([], {})
    assert [doubt.kind for doubt in found.doubts] == ["unknown_table"]


def test_numbered_paragraphs_are_a_list_from_three_on(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、具体项目")
    document.add_paragraph("食品行业项目如下:")
    for text in (
        "1.甲厂智能车间改造项目(一期)(甲公司,东县,总投资120万元)",
        "2.乙厂产线升级项目（乙公司，西区，总投资1,030万元）；",
        "3.丙厂数字化工厂项目:丙公司,投资30万元。",
    ):
        document.add_paragraph(text)
    found = read(document, tmp_path)
    assert names(found) == ["甲厂智能车间改造项目(一期)", "乙厂产线升级项目", "丙厂数字化工厂项目"]
    assert [row.cells["investment"] for row in found.projects] == ["120", "1030", "30"]
    assert found.chapters["projects"] == "食品行业项目如下:"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1亿2000万元", "12000"), ("2亿4,806.6 万元", "24806.6"), ("3千万元", "3000"), ("1.2亿元", "12000"),
        ("12,34万元", "12,34万元"),
    ],
)  # fmt: skip
def test_the_investment_of_a_listed_project_is_read_whole_or_kept_as_typed(tmp_path, typed, meant):
    document = docx.Document()
    document.add_paragraph("一、具体项目")
    for n, name in enumerate(("甲厂车间改造项目", "乙厂产线升级项目", "丙厂平台建设项目"), start=1):
        document.add_paragraph(f"{n}.{name}(甲公司,东县,总投资{typed})")
    cells = [row.cells for row in read(document, tmp_path).projects]
    assert [one["investment"] for one in cells] == [meant] * 3


def test_two_numbered_sentences_are_prose(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、具体项目")
    document.add_paragraph("1.坚持项目为王,推进改造。")
    document.add_paragraph("2.强化项目管理。")
    assert read(document, tmp_path).projects == []


def test_automatic_numbers_and_heading_styles_count(tmp_path):
    lines = [
        Line("工作目标", 1, number="一、"),
        Line("正文。"),
        Line("资金使用方向", 1, number="二、"),
        Line("用于改造。"),
    ]
    found = read_plan(Raw("text", [], lines), PROGRAMME, file="a.docx")
    assert found.chapters == {"goals": "正文。", "funds": "用于改造。"}


STATED = [
    "全市共实施数字化转型项目108个。",
    "全市共110个项目如下:",
    "全市共安排项目5个，总投资265万元，具体见下表。",
    "食品行业共安排项目41个。",
    "全市共遴选项目108个",
    "表2 本次申报的108个项目清单",
    "具体项目清单如下表",
    "项目清单见附表",
    "各项目均完成诊断,列入清单",
    "食品行业",
]
CAPTIONS = [
    "表2 食品行业项目清单", "表2食品行业项目清单", "表2-1 拟实施项目", "表二:食品行业项目", "附表1 项目汇总表", "附表 项目清单",
    "食品行业项目清单", "某市2024年项目汇总表(食品行业)", "项目一览表（单位：万元）", "项目名单", "续表2 项目清单",
]  # fmt: skip


@pytest.mark.parametrize("text", STATED)
@pytest.mark.parametrize("behind", [[], ["表3 食品行业项目清单"], ["单位:万元"]])
def test_what_is_said_above_a_table_stays_in_the_chapter(tmp_path, text, behind):
    document = docx.Document()
    document.add_paragraph("一、具体项目")
    for line in (text, *behind):
        document.add_paragraph(line)
    a_table(document, HEAD, ["1", "甲厂改造项目", "东县", "120"])
    found = read(document, tmp_path)
    assert names(found) == ["甲厂改造项目"]
    assert text in found.chapters["projects"].split("\n")


@pytest.mark.parametrize("text", STATED)
def test_what_is_said_above_a_list_in_an_annex_counts_too(tmp_path, text):
    document = docx.Document()
    document.add_paragraph("一、具体项目")
    rows = [HEAD, *([str(n), f"{n}厂改造项目", "东县", "120"] for n in range(1, 5))]
    a_table(document, *rows)
    for line in ("附件1:项目清单", text):
        document.add_paragraph(line)
    a_table(document, *rows)
    for line in ("附件2:承诺书", "我单位已实施项目3个。"):
        document.add_paragraph(line)
    found = read(document, tmp_path)
    assert text in found.others["附件1:项目清单"].split("\n")
    assert list(found.others) == ["附件1:项目清单"]


@pytest.mark.parametrize("text", CAPTIONS)
@pytest.mark.parametrize("behind", [[], ["(单位：万元)"]])
def test_the_caption_of_a_table_goes_with_it(tmp_path, text, behind):
    document = docx.Document()
    document.add_paragraph("一、具体项目")
    for line in ("本章列出项目。", text, *behind):
        document.add_paragraph(line)
    a_table(document, HEAD, ["1", "甲厂改造项目", "东县", "120"])
    assert read(document, tmp_path).chapters == {"projects": "本章列出项目。"}


@given(
    st.text("全市共一二十0123456789个项目,，。:如下表清单 总投资万亿元", min_size=1, max_size=24)
)
def test_no_number_stated_above_a_table_is_lost(text):
    lines = [Line("工作目标", 1, number="一、"), Line(text), Line("", table=0)]
    sheet = Sheet("表1", [HEAD, ["1", "甲厂改造项目", "东县", "120"]], title=text.strip())
    kept = read_plan(Raw("text", [sheet], lines), PROGRAMME, file="a.docx").chapters["goals"]
    terms = Terms(Places((), ()))
    assert list(statements(kept, terms)) == list(statements(text.strip(), terms))


def test_a_table_of_the_plan_is_read_into_its_columns(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、资金安排")
    document.add_paragraph("责任分工表")
    a_table(document, ["序号", "任务", "牵头单位"], ["1", "诊断", "工信局"])
    found = read(document, tmp_path)
    assert [row.cells for row in found.tables["tasks"]] == [{"task": "诊断", "lead": "工信局"}]
    assert found.chapters == {"funds": ""}


def test_tracked_changes_text_boxes_and_merges_are_read_as_shown(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("一、工作目标")
    body = document.add_paragraph("甲")
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    from lxml import etree

    for tag, inner, text in (("ins", "t", "乙"), ("del", "delText", "丙")):
        change = etree.SubElement(body._p, f"{{{w}}}{tag}")
        run = etree.SubElement(change, f"{{{w}}}r")
        etree.SubElement(run, f"{{{w}}}{inner}").text = text
    assert paragraph is not None
    assert read(document, tmp_path).chapters == {"goals": "甲乙"}


def test_a_file_that_is_no_plan_is_refused(tmp_path):
    document = docx.Document()
    document.add_paragraph("会议通知")
    with pytest.raises(AppError, match="没有认出方案的章节"):
        read(document, tmp_path)


NAME = st.text(
    st.sampled_from("甲乙丙丁铸造车间智能升级(一二期)（）〔〕 \u3000\u200bA1-—·"),
    min_size=2,
    max_size=20,
).map(lambda text: f"甲{text}项目")


@given(st.lists(NAME, min_size=1, max_size=5))
def test_names_in_tables_come_back_to_the_letter(tmp_path_factory, texts):
    document = docx.Document()
    document.add_paragraph("一、具体项目")
    a_table(document, HEAD, *[[str(n), text, "东县", "20"] for n, text in enumerate(texts, 1)])
    assert names(read(document, tmp_path_factory.mktemp("plan"))) == texts


@given(NAME)
def test_the_details_behind_a_name_do_not_change_it(text):
    assert split_name(f"{text}(甲公司,东县,总投资120万元)").name == text


@pytest.mark.parametrize(
    ("heading", "industry"),
    [
        ("(一)铸造行业", "铸造行业"),
        ("表2 农产品加工行业项目清单", "农产品加工行业"),
        ("2.汽车零部件制造(36个)", "汽车零部件制造"),
        ("(三)强化组织领导", ""),
    ],
)
def test_the_industry_is_taken_from_a_heading(heading, industry):
    assert group_in(heading).industry == industry


def test_chinese_numbers_of_headings():
    assert [in_chinese(n) for n in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]


def test_an_annex_with_the_title_of_a_chapter_is_that_chapter(tmp_path):
    document = docx.Document()
    for line in (
        "一、总体目标", "两年完成改造120家。", "附件:", "1.资金使用方向", "2.名单",
        "附件1", "资金使用方向", "加强领导。", "压实责任。", "附件2", "名单",
    ):  # fmt: skip
        document.add_paragraph(line)
    found = read(document, tmp_path)
    assert found.chapters["funds"] == "加强领导。\n压实责任。"


def test_an_annex_is_no_chapter_where_the_plan_has_that_chapter_itself(tmp_path):
    document = docx.Document()
    for line in (
        "一、总体目标",
        "两年。",
        "二、资金使用方向",
        "加强领导。",
        "附件1",
        "资金使用方向",
        "另一份。",
    ):
        document.add_paragraph(line)
    assert read(document, tmp_path).chapters["funds"] == "加强领导。"
