"""What every writer owes every document: all blocks, text to the letter, the same bytes twice."""

import re
import zipfile
from dataclasses import dataclass, replace
from typing import get_args

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from desktop_app.documents.clean import clean
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.numbering import number
from desktop_app.documents.tree import (
    Block,
    Column,
    Contents,
    Document,
    Figure,
    FormFoot,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Section,
    SignatureBlock,
    Spacer,
    Table,
    paragraph,
)
from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.documents.write_xlsx import write_xlsx
from desktop_app.errors import AppError
from desktop_app.intake.pdf_raw import read_pdf
from tests.builders import a_draft, a_programme, a_project
from tests.example_documents import a_png

OFFICE = {"docx": write_docx, "xlsx": write_xlsx}
WRITERS = {**OFFICE, "pdf": write_pdf}
RUN_IN = Heading("标题“文字”", 2, "（一）", "heading1", run_in="。接着写的=正文\\")
EXAMPLES = {
    Heading: Heading("标题文字", 2, "（一）", "heading1"),
    Paragraph: Paragraph((Run("段落文字"), Run("楷体文字", "kai")), "body"),
    Table: Table((Column("甲列", 1), Column("乙列", 2)), (("格一", "格二"),), "表名"),
    SignatureBlock: SignatureBlock("落款单位", "2024年11月18日"),
    FormFoot: FormFoot((("填报人", "张三"), ("日期", ""))),
    Contents: Contents(2, "目录名称"),
    PageBreak: PageBreak(),
    Grid: Grid(((("企业", "某某公司"), ("代码", "0123")), (("内容", "很长的内容"),))),
    Spacer: Spacer(2.5),
    Figure: Figure("图", 30),
    Picture: Picture(a_png(), "窗口的样子"),
}
PARTS = {
    Heading: ("（一）标题文字",), Paragraph: ("段落文字楷体文字",),
    Table: ("表名", "甲列", "格一", "格二"), SignatureBlock: ("落款单位", "2024年11月18日"),
    FormFoot: ("填报人：张三", "日期："), Contents: ("目录名称",), PageBreak: (),
    Grid: ("企业", "某某公司", "代码", "0123", "内容", "很长的内容"), Spacer: (),
    Figure: (), Picture: ("窗口的样子",),
}  # fmt: skip
HOSTILE = (
    "=1+1", "+86", "-5", "@SUM(A1)", "A&B<企业>\"'", "{{x}}{% y %}", "_x0041_", "007", "1e5",
    "𬭎㛃镕", "😀", " 前后空格 ", "两  空格", "行一\n行二", "甲\t乙", "]]>", "&amp;", "〔2024〕1号",
    "零\u200b宽", "123456789012345678", "http://example.org", "100%",
)  # fmt: skip


def wrapped(*content, **options):
    return Document("题目", (Section(content),), "数据版本 1 · 校验码 AAAA-BBBB", **options)


def write(document, kind, tmp_path):
    path = tmp_path / f"file.{kind}"
    WRITERS[kind](document, path)
    return path


def texts(path):
    """Every text of the file: whole paragraphs and cells."""
    if path.suffix == ".pdf":
        raw = read_pdf(path)
        return [line.text for line in raw.lines] + [
            cell for sheet in raw.sheets for row in sheet.rows for cell in row
        ]
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        return [p.text for p in document.paragraphs] + [cell.text for cell in cells]
    book = openpyxl.load_workbook(path)
    return [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_every_kind_of_block_has_an_example():
    assert set(EXAMPLES) == set(PARTS) == set(get_args(Block))


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block.__name__)
def test_every_writer_writes_every_block(block, kind, tmp_path):
    document = wrapped(paragraph("前"), EXAMPLES[block], paragraph("后"))
    found = "\n".join(texts(write(document, kind, tmp_path)))
    for part in ("前", *PARTS[block], "后"):
        assert part in found


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("heading", [RUN_IN, replace(RUN_IN, text="")])
def test_text_runs_on_behind_its_heading_in_one_paragraph(heading, kind, tmp_path):
    found = texts(write(wrapped(heading), kind, tmp_path))
    assert f"（一）{heading.text}。接着写的=正文\\" in found


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_contents_name_a_heading_without_what_runs_on_behind_it(kind, tmp_path):
    found = texts(write(wrapped(Contents(2), RUN_IN, replace(RUN_IN, text="")), kind, tmp_path))
    (entry,) = (one for one in found if one.startswith("（一）") and "正文" not in one)
    assert re.fullmatch(r"（一）标题“文字”[.\t]*1?", entry)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block.__name__)
def test_every_block_may_stand_alone_first_or_last(block, kind, tmp_path):
    one = EXAMPLES[block]
    document = Document("题", (Section((one,)), Section((one, one), landscape=True)))
    assert write(document, kind, tmp_path).stat().st_size


@pytest.mark.parametrize("kind", WRITERS)
def test_an_unknown_block_is_refused(kind, tmp_path):
    @dataclass(frozen=True)
    class Drawing:
        name: str

    with pytest.raises(NotImplementedError, match="Drawing"):
        write(wrapped(Drawing("x")), kind, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", OFFICE)
@pytest.mark.parametrize("text", HOSTILE)
def test_cells_and_paragraphs_hold_hostile_text_to_the_letter(text, kind, tmp_path):
    table = Table((Column("文本", 1), Column("数字", 1, "number")), ((text, f"{text}x"),))
    found = texts(write(wrapped(paragraph(text), table), kind, tmp_path))
    # openpyxl shows the escape that Excel takes back: _x005F_ is an underscore.
    found = [one.replace("_x005F_", "_") for one in found]
    assert found.count(text) >= 2
    assert f"{text}x" in found


@pytest.mark.parametrize("kind", OFFICE)
@pytest.mark.parametrize(
    ("text", "kept"),
    [("甲\x00\x07乙", "甲乙"), ("甲\ud800乙", "甲乙"), ("甲\ufffe乙\uffff", "甲乙"), ("a\r\nb\rc", "a\nb\nc")],
)  # fmt: skip
def test_what_no_file_can_carry_is_taken_out(text, kept, kind, tmp_path):
    table = Table((Column("列", 1),), ((text,),))
    document = replace(wrapped(paragraph(text), table), title=text, mark=text, author=text)
    assert kept in texts(write(document, kind, tmp_path))


@given(text=st.text())
@settings(max_examples=50)
def test_cleaning_leaves_what_xml_can_carry_and_nothing_else(text):
    kept = clean(text)
    etree.fromstring(f"<x>{kept.replace('&', '&amp;').replace('<', '&lt;')}</x>".encode())
    assert clean(kept) == kept
    assert kept == re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", re.sub("\r\n?", "\n", text)
    )


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("compose", [compose_plan, compose_summary])
def test_the_same_draft_gives_the_same_bytes(compose, kind, tmp_path):
    draft = a_draft([a_project(n) for n in range(5)], values={"chapters/goals": "(一)甲\n乙"})
    once = write(compose(a_programme(), draft), kind, tmp_path).read_bytes()
    assert write(compose(a_programme(), draft), kind, tmp_path).read_bytes() == once


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("compose", [compose_plan, compose_summary])
def test_names_stand_in_the_file_to_the_letter(compose, kind, tmp_path):
    names = [" 甲（一期）", "甲(一期) ", "Ａ线<改造>&升级", "“智改”——项目", "甲\u3000乙"]
    draft = a_draft([a_project(n, name=name) for n, name in enumerate(names)])
    assert set(names) <= set(texts(write(compose(a_programme(), draft), kind, tmp_path)))


def footers(path):
    part = "word/footer" if path.suffix == ".docx" else "xl/worksheets/sheet1.xml"
    other = "word/header" if path.suffix == ".docx" else part
    with zipfile.ZipFile(path) as package:
        return "".join(
            "".join(etree.fromstring(package.read(name)).itertext())
            for name in package.namelist()
            if name.startswith((part, other))
        )


@pytest.mark.parametrize("kind", OFFICE)
@pytest.mark.parametrize("compose", [compose_plan, compose_summary])
def test_the_revision_mark_stands_in_the_margin_of_every_file(compose, kind, tmp_path):
    draft = a_draft([a_project()])
    path = write(compose(a_programme(), draft), kind, tmp_path)
    assert f"数据版本 1 · 校验码 {draft.check_code()}" in footers(path)


@pytest.mark.parametrize("kind", OFFICE)
def test_a_preview_is_marked_and_a_final_file_is_not(kind, tmp_path):
    draft = a_draft([a_project()])
    preview = compose_summary(a_programme(), draft, watermark="草稿")
    with zipfile.ZipFile(write(preview, kind, tmp_path)) as package:
        assert any("草稿".encode() in package.read(name) for name in package.namelist())
    with zipfile.ZipFile(write(replace(preview, watermark=""), kind, tmp_path)) as package:
        assert not any("草稿".encode() in package.read(name) for name in package.namelist())


@pytest.mark.parametrize("kind", WRITERS)
def test_a_folder_that_is_missing_is_said_in_one_sentence(kind, tmp_path):
    with pytest.raises(AppError, match="写不进去"):
        WRITERS[kind](wrapped(paragraph("文")), tmp_path / "没有" / f"文件.{kind}")


@pytest.mark.parametrize("kind", WRITERS)
def test_a_failed_writing_leaves_the_old_file(kind, tmp_path):
    path = tmp_path / f"file.{kind}"
    path.write_bytes(b"old")
    with pytest.raises(NotImplementedError):
        WRITERS[kind](wrapped(paragraph("文"), object()), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", OFFICE)
def test_no_clock_and_no_machine_stand_in_the_file(kind, tmp_path):
    path = write(number(wrapped(*EXAMPLES.values())), kind, tmp_path)
    with zipfile.ZipFile(path) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}
