"""What an issuer's blank files give a pack that is begun: every heading, to the letter."""

from datetime import datetime

import pytest
from docx import Document
from openpyxl import Workbook

from desktop_app.core.common_columns import guessed
from desktop_app.core.new_pack import begin_pack
from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.unfinished import TO_FINISH
from desktop_app.core.values import Kind
from desktop_app.errors import AppError
from desktop_app.jobs.new_pack import make_pack, read_official

NOTICE = "关于申报样板工程的通知\n一、项目数量不少于2个。\n"
HEADINGS = (
    "项目名称", "企业名称", "法定代表人", "企业联系人", "联系人", "负责人", "国家级资质",
    "所属专家", "申报事项", "总投资(万元)", "奖补类别", "投资方", "资金来源", "设备效率",
    "从业人数(人)", "需要在这一列里说明的是项目建成以后对上下游企业带动作用的具体情况和数据来源",
)  # fmt: skip


def a_workbook(tmp_path, headings):
    book = Workbook()
    book.active.append(["项目汇总表"])
    book.active.append(headings)
    book.save(tmp_path / "汇总表.xlsx")
    return tmp_path / "汇总表.xlsx"


def a_word_file(tmp_path, headings):
    document = Document()
    table = document.add_table(rows=2, cols=len(headings))
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.text = heading
    document.save(tmp_path / "汇总表.docx")
    return tmp_path / "汇总表.docx"


@pytest.mark.parametrize("make", [a_workbook, a_word_file])
def test_every_heading_of_an_official_table_is_kept_to_the_letter(tmp_path, make):
    summary = read_official([make(tmp_path, HEADINGS)]).summary
    assert tuple(column.label for column in summary.columns) == HEADINGS


@pytest.mark.parametrize("make", [a_workbook, a_word_file])
def test_a_table_of_something_else_keeps_its_headings_as_well(tmp_path, make):
    headings = ("任务", "责任人", "国家", "产值(亿元)")
    official = read_official([make(tmp_path, headings)])
    table = official.summary or official.tables[0]
    assert tuple(column.label for column in table.columns) == headings


@pytest.mark.parametrize(
    ("heading", "kind", "unit"),
    [
        ("法定代表人", Kind.TEXT, ""),
        ("国家", Kind.TEXT, ""),
        ("申报事项", Kind.TEXT, ""),
        ("所在单元", Kind.TEXT, ""),
        ("奖补类别", Kind.TEXT, ""),
        ("投资方", Kind.TEXT, ""),
        ("补助标准", Kind.TEXT, ""),
        ("资金来源", Kind.TEXT, ""),
        ("技术投入说明", Kind.LONG_TEXT, ""),
        ("效率", Kind.TEXT, ""),
        ("额定功率", Kind.TEXT, ""),
        ("招生名额", Kind.TEXT, ""),
        ("上云率", Kind.PERCENT, ""),
        ("自筹占比(%)", Kind.PERCENT, ""),
        ("营业收入(上年度)", Kind.AMOUNT, "万元"),
        ("研发投入 亿元", Kind.AMOUNT, "亿元"),
        ("补贴,单位:元", Kind.AMOUNT, "元"),
        ("设备(台)", Kind.INTEGER, "台"),
        ("从业人数", Kind.INTEGER, ""),
        ("完成时间", Kind.MONTH, ""),
    ],
)
def test_what_a_heading_says_of_its_column(heading, kind, unit):
    column = guessed("a", heading)
    assert (column.label, column.kind, column.unit) == (heading, kind, unit)


def test_lint_asks_for_every_kind_that_was_guessed(tmp_path):
    official = read_official([a_workbook(tmp_path, ["项目名称", "企业名称", "设备投入", "国家"])])
    files = begin_pack("yangban-2026", NOTICE, 2026, official).files
    told = [one.message for one in lint_pack(files) if one.file == "projects.toml"]
    assert len(told) == 1
    assert "金额(单位:万元)" in told[0]
    columns = read_pack(files).summary.table.column
    assert [one.label for one in columns if TO_FINISH in one.hint] == ["设备投入"]


@pytest.mark.parametrize("out", ["文件/包", "长" * 200])
def test_a_place_that_takes_no_folder_is_told(tmp_path, out):
    (tmp_path / "文件").write_bytes(b"")
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    with pytest.raises(AppError, match="没有写成"):
        make_pack("a-1", tmp_path / "通知.txt", out=tmp_path / out, now=datetime(2026, 1, 2))


def test_a_notice_without_a_year_is_of_this_one(tmp_path):
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    now = datetime(2031, 1, 2)
    made = make_pack("a-1", tmp_path / "通知.txt", out=tmp_path / "包", now=now)
    assert "year = 2031" in (made.folder / "programme.toml").read_text("utf-8")
