"""Blank Word forms of an issuer, as they are received; each with its truth.

Made by python-docx, with what it does not know put in as XML. The truth is what the maker says.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from PIL import Image

from tests.official_files import MADE, by_office

CHAPTERS = {
    "goals": "工作目标", "projects": "具体项目", "funds": "资金使用方向", "safeguards": "保障措施",
}  # fmt: skip
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
GUIDANCE = "（不超过500字，写明背景、思路）"


@dataclass(frozen=True)
class WordForm:
    """A blank form: chapter → the words of its heading, place → path of single values (第3段#2,
    表1!B2), table → its columns by letter."""

    content: bytes
    attachment: str = "plan"
    headings: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    below: tuple[str, ...] = ()


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def numbered(document, bold=False, **styles):
    """The chapters' headings one by one, to be followed by what stands below each."""
    for number, (chapter, title) in zip("一二三四", CHAPTERS.items(), strict=True):
        line = document.add_paragraph(**styles)
        line.add_run(f"{number}、{title}").bold = bold or None
        yield chapter


def titles():
    return {
        key: f"{number}、{title}"
        for number, (key, title) in zip("一二三四", CHAPTERS.items(), strict=True)
    }


def guidance(document, text=GUIDANCE):
    run = document.add_paragraph().add_run(text)
    run.italic = True
    run.font.color.rgb = RGBColor(0x80, 0x80, 0x80)


def table(document, headings, rows):
    made = document.add_table(rows + 1, len(headings), style="Table Grid")
    for cell, text in zip(made.rows[0].cells, headings, strict=True):
        cell.text = text
    return made


def outline() -> WordForm:
    """Heading styles, guidance in grey, header, footer, a picture, a list of projects, who signs."""
    document = Document()
    document.styles["Normal"].font.name = "仿宋_GB2312"
    document.sections[0].header.paragraphs[0].text = "省练习厅制"
    document.sections[0].footer.paragraphs[0].text = "第  页"
    document.add_paragraph("附件2")
    document.add_paragraph("____市练习实施方案", style="Title")
    for chapter in numbered(document, style="Heading 1"):
        guidance(document)
        if chapter == "projects":
            table(document, ["序号", "项目名称"], 2)
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    document.add_picture(picture)
    for _ in range(3):
        document.add_paragraph()
    document.add_paragraph("填报单位:")
    document.add_paragraph("日期:    年  月  日")
    cells = {"第2段": "basic/city", "第15段": "basic/bureau", "第16段": "basic/date"}
    return WordForm(saved(document), "plan", titles(), cells, {"plan_projects": {"B": "name"}})


def bold_lines() -> WordForm:
    """Bold lines for headings, blank lines for the text, several labels in one line."""
    document = Document()
    document.add_paragraph("填报单位(盖章):________    填报人:________    日期:   年  月  日")
    for _ in numbered(document, bold=True):
        blank = document.add_paragraph()
        blank.paragraph_format.first_line_indent = Pt(32)
        blank.paragraph_format.line_spacing = Pt(28)
        document.add_paragraph()
    document.add_paragraph("附件1")
    cells = {
        "第1段#1": "basic/bureau", "第1段#2": "basic/filled_by", "第1段#3": "basic/date",
    }  # fmt: skip
    return WordForm(saved(document), "plan", titles(), cells)


def controlled() -> WordForm:
    """Content controls: blocks that show a prompt, one that takes a single paragraph, one in a
    line."""
    document = Document()
    line = document.add_paragraph("填报单位:")
    line._p.append(_inline("请填写单位"))
    for chapter in numbered(document, style="Heading 1"):
        document.element.body.insert_element_before(
            _block("单击此处输入文字", single=chapter == "funds"), "w:sectPr"
        )
    return WordForm(saved(document), "plan", titles(), {"第1段": "basic/bureau"})


def _block(prompt, *, single=False):
    kind = '<w:text w:multiLine="1"/>' if single else "<w:richText/>"
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:tag w:val='part'/><w:id w:val='{hash(prompt) % 9999 + single}'/>"
        f"<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent><w:p><w:pPr><w:jc w:val='both'/></w:pPr>"
        f"<w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr><w:t>{prompt}</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )


def _inline(prompt):
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='单位'/><w:showingPlcHdr/><w:text/></w:sdtPr>"
        f"<w:sdtContent><w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr><w:t>{prompt}</w:t>"
        "</w:r></w:sdtContent></w:sdt>"
    )


def as_card() -> WordForm:
    """A table with a label at the left of each room, for single values and whole chapters."""
    document = Document()
    document.add_paragraph("练习实施方案表")
    made = document.add_table(6, 4, style="Table Grid")
    made.cell(0, 0).text, made.cell(0, 2).text = "填报单位", "填报人"
    made.cell(1, 0).text = "日期"
    for at, title in enumerate(CHAPTERS.values(), start=2):
        made.cell(at, 0).text = title
        made.cell(at, 1).merge(made.cell(at, 3))
    cells = {"表1!B1": "basic/bureau", "表1!D1": "basic/filled_by", "表1!B2": "basic/date"}
    cells |= {f"表1!B{at}": f"chapters/{key}" for at, key in enumerate(CHAPTERS, start=3)}
    return WordForm(saved(document), "plan", {}, cells)


def in_sections() -> WordForm:
    """Page breaks, a table on a sheet of its own, headings inside a chapter, bookmarks."""
    document = Document()
    for chapter in numbered(document, style="Heading 1"):
        if chapter == "goals":
            guidance(document, "（分两部分写）")
            for title in ("（一）总体目标", "（二）年度目标"):
                document.add_paragraph(title, style="Heading 2")
                guidance(document, "（简要说明）")
        elif chapter == "funds":
            guidance(document)
            document.add_section(WD_SECTION.NEW_PAGE).orientation = WD_ORIENT.LANDSCAPE
            document.add_paragraph("资金安排表")
            table(document, ["序号", "资金来源", "合计(万元)"], 1)
            document.add_section(WD_SECTION.NEW_PAGE).orientation = WD_ORIENT.PORTRAIT
        else:
            last = document.add_paragraph()
            last._p.append(
                parse_xml(f"<w:bookmarkStart {nsdecls('w')} w:id='7' w:name='m_{chapter}'/>")
            )
            last._p.append(parse_xml(f"<w:bookmarkEnd {nsdecls('w')} w:id='7'/>"))
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    return WordForm(
        saved(document),
        "plan",
        titles(),
        {},
        {"funding": {"B": "source", "C": "total"}},
        ("（一）总体目标", "（二）年度目标"),
    )


def numbered_by_word() -> WordForm:
    """Headings that Word numbers; a row number that Word counts."""
    document = Document()
    for title in CHAPTERS.values():
        document.add_paragraph(title, style="List Number").runs[0].bold = True
        document.add_paragraph()
    # The number belongs to what people see.
    told = {key: f"{at}. {title}" for at, (key, title) in enumerate(CHAPTERS.items(), start=1)}
    return WordForm(saved(document), "plan", told)


def with_keys() -> WordForm:
    """A table whose rows the form has named itself, with a blank one below."""
    document = Document()
    for chapter in numbered(document, style="Heading 1"):
        document.add_paragraph()
        if chapter == "goals":
            document.add_paragraph("绩效目标表")
            made = table(document, ["序号", "指标", "期末目标"], 4)
            for at, text in enumerate(("改造企业数", "平均降本", "贯标企业数"), start=1):
                made.cell(at, 0).text, made.cell(at, 1).text = str(at), text
    return WordForm(
        saved(document), "plan", titles(), {}, {"targets": {"B": "indicator", "C": "final"}}
    )


def framed() -> WordForm:
    """A frame of one cell below each heading makes room for the text."""
    document = Document()
    for _ in numbered(document, style="Heading 1"):
        frame = document.add_table(1, 1, style="Table Grid")
        frame.cell(0, 0).add_paragraph()
    return WordForm(saved(document), "plan", titles())


def outline_by_libreoffice() -> WordForm:
    """The outline as LibreOffice saves it (`python -m tests.official_words`)."""
    return replace(outline(), content=(MADE / "outline-by-libreoffice.docx").read_bytes())


def summary_table() -> WordForm:
    """The summary as a Word table: two rows of header, few rows, sums, labels below."""
    document = Document()
    document.add_paragraph("练习项目汇总表")
    document.add_paragraph("单位:万元")
    made = document.add_table(6, 6, style="Table Grid")
    for at, text in enumerate(("序号", "项目名称", "实施企业全称", "县(市、区)", "投资")):
        made.cell(0, at).text = text
    made.cell(0, 4).merge(made.cell(0, 5))
    made.cell(1, 4).text, made.cell(1, 5).text = "项目总投资", "其中:软件"
    for at in range(4):
        made.cell(0, at).merge(made.cell(1, at))
    for row in (2, 3, 4):
        made.cell(row, 0).paragraphs[0].style = "List Number"
        made.rows[row].height = Pt(30)
        made.cell(row, 1).paragraphs[0].paragraph_format.alignment = 0
    made.cell(5, 0).text = "合计"
    for number, one in enumerate(made._tbl.iter(qn("w:p")), start=1):
        one.set(f"{W14}paraId", f"{number:08X}")
    document.add_paragraph("填报单位:          填报人:          日期:  年  月  日")
    cells = {
        "第3段#1": "basic/bureau", "第3段#2": "basic/filled_by", "第3段#3": "basic/date",
    }  # fmt: skip
    columns = {"B": "name", "C": "enterprise", "D": "county", "E": "investment", "F": "software"}
    return WordForm(saved(document), "summary", {}, cells, {"projects": columns})


WORDS: dict[str, Callable[[], WordForm]] = {
    one.__name__: one
    for one in (
        outline, bold_lines, controlled, as_card, in_sections, numbered_by_word, with_keys,
        framed, outline_by_libreoffice, summary_table,
    )
}  # fmt: skip


if __name__ == "__main__":
    by_office("outline-by-libreoffice.docx", outline().content, "docx:MS Word 2007 XML")
