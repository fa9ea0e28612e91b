"""What Excel finds in our workbook: types, sums, drop-downs, and a sheet ready for the printer."""

import re
import zipfile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.tree import Column, Document, Section, Table, paragraph
from desktop_app.documents.write_xlsx import write_xlsx
from tests.builders import INDUSTRIES, a_draft, a_programme, a_project

MARK = "数据版本 1 · 校验码 A"


def write(document, tmp_path):
    path = tmp_path / "file.xlsx"
    write_xlsx(document, path)
    return path


def summary(tmp_path, *projects):
    return write(compose_summary(a_programme(), a_draft(projects)), tmp_path)


def table_of(columns, *rows, total=()):
    return Document("题", (Section((Table(columns, rows, total=total),), landscape=True),), MARK)


def body(path, row=2):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return list(sheet[row])


def find(sheet, text):
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("120", 120, "0"), ("120.5", 120.5, "0.0"), ("0.10", 0.1, "0.00"), ("-3", -3, "0"),
        ("0", 0, "0"), ("007", "007", "@"), ("1e5", "1e5", "@"), ("待定", "待定", "@"), ("", None, "@"),
        ("1,200", "1,200", "@"), ("１２", "１２", "@"), ("1234567890123456", "1234567890123456", "@"),
        ("36.5%", "36.5%", "@"), ("=1+1", "=1+1", "@"),
    ],
)  # fmt: skip
def test_a_number_cell_is_a_number_only_when_its_text_is_one(typed, value, shown, tmp_path):
    (cell,) = body(write(table_of((Column("额", 1, "number"),), (typed,)), tmp_path))
    assert cell.value == value
    assert cell.number_format == shown
    assert cell.data_type in ("n", "s")


@pytest.mark.parametrize("text", ["91350100M000100Y43", "007", "13812345678", "=1+1", "2024-06-01"])
def test_a_text_cell_stays_text_whatever_it_looks_like(text, tmp_path):
    (cell,) = body(write(table_of((Column("文", 1),), (text,)), tmp_path))
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


@pytest.mark.parametrize(("sign", "most"), [("长", 32_767), ("𬭎", 16_383)])
def test_a_cell_holds_as_many_signs_as_excel_counts(sign, most, tmp_path):
    (cell,) = body(write(table_of((Column("文", 1),), (sign * 40_000,)), tmp_path))
    assert cell.value == sign * most


@pytest.mark.parametrize(
    "text",
    ["_x0041_", "_x005F_x0041_", "_x0041_x0042_x0043_", "_x5F_x0041_<&", "<r>甲</r>", "<r><t>&_x0041_</t></r>", " <r> "],
)  # fmt: skip
def test_what_looks_like_a_workbooks_own_markup_is_text(text, tmp_path):
    path = write(table_of((Column("文", 1),), (text,)), tmp_path)
    # openpyxl takes every 「x005F_」 out and undoes no other escape.
    with CalamineWorkbook.from_path(str(path)) as book:
        assert book.get_sheet_by_index(0).to_python()[1] == [text]


def test_the_sum_is_a_formula_and_its_value_is_known_to_readers(tmp_path):
    path = summary(tmp_path, a_project(1, investment="0.1"), a_project(2, investment="0.2"))
    formulas = openpyxl.load_workbook(path).worksheets[0]
    cached = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    total = find(formulas, "合计").row
    column = find(formulas, "项目总投资").column_letter
    assert formulas[f"{column}{total}"].value == f"=SUM({column}{total - 2}:{column}{total - 1})"
    assert cached[f"{column}{total}"].value == 0.3


def test_the_sum_covers_exactly_the_rows_of_its_table(tmp_path):
    columns = (Column("名", 1), Column("额", 1, "number", total=True))
    table = Table(columns, (("甲", "1"), ("乙", "2")), total=("合计", "3"))
    document = Document("题", (Section((table, paragraph("间"), table)),), MARK)
    cells = [cell for (_, cell) in openpyxl.load_workbook(write(document, tmp_path)).worksheets[0]]
    found = [cell.value for cell in cells if str(cell.value).startswith("=")]
    assert found == ["=SUM(B2:B3)", "=SUM(B7:B8)"]


def test_the_header_is_frozen_and_printed_on_every_page(tmp_path):
    path = summary(tmp_path, *(a_project(n) for n in range(60)))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head = find(sheet, "项目名称").row
    first = find(sheet, "1").row
    assert first == head + 2
    assert sheet.print_title_rows == f"${head}:${first - 1}"
    assert sheet.freeze_panes == f"C{first}"


def test_the_sheet_prints_on_landscape_a4_one_page_wide(tmp_path):
    sheet = openpyxl.load_workbook(summary(tmp_path, a_project())).worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    # One page wide is what an absent width means.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    last = f"{get_column_letter(sheet.max_column)}${sheet.max_row}"
    assert sheet.print_area.endswith(f"${last}")
    margins = [getattr(sheet.page_margins, side) for side in ("left", "right", "top", "bottom")]
    assert [round(margin * 25.4, 3) for margin in margins] == [35, 37, 28, 26]


def test_the_footer_bears_page_number_and_mark_even_with_an_ampersand(tmp_path):
    document = Document("题", (Section((paragraph("文"),)),), "甲&乙")
    sheet = openpyxl.load_workbook(write(document, tmp_path)).worksheets[0]
    assert "甲&&乙" in (sheet.oddFooter.left.text or "")
    assert "&P" in (sheet.oddFooter.right.text or "").replace("&[Page]", "&P")


def test_columns_with_options_offer_them_over_all_rows(tmp_path):
    sheet = openpyxl.load_workbook(summary(tmp_path, a_project(1), a_project(2))).worksheets[0]
    offered = {v.formula1: str(v.sqref) for v in sheet.data_validations.dataValidation}
    row = find(sheet, "1").row
    column = find(sheet, "试点细分行业").column_letter
    assert offered[f'"{",".join(INDUSTRIES)}"'] == f"{column}{row}:{column}{row + 1}"
    assert '"是,否"' in offered


@pytest.mark.parametrize(
    "options", [tuple(f"很长的行业名称{n}" for n in range(60)), ("甲,乙", "丙")]
)
def test_options_that_no_cell_can_list_stand_on_a_hidden_sheet(options, tmp_path):
    columns = (Column("一", 1, options=("x",)), Column("二", 1, options=options))
    book = openpyxl.load_workbook(write(table_of(columns, ("x", "")), tmp_path))
    hidden = book["选项"]
    assert hidden.sheet_state == "hidden"
    assert [cell.value for cell in hidden["A"]] == list(options)
    formulas = [v.formula1 for v in book.worksheets[0].data_validations.dataValidation]
    assert f"选项!$A$1:$A${len(options)}" in formulas


def test_two_long_lists_have_a_column_each_and_the_same_list_is_written_once(tmp_path):
    first, second = (tuple(f"{word}很长的行业名称{n}" for n in range(60)) for word in "甲乙")
    columns = tuple(Column(f"{n}", 1, options=one) for n, one in enumerate((first, second, first)))
    book = openpyxl.load_workbook(write(table_of(columns, ("", "", "")), tmp_path))
    assert book["选项"].max_column == 2
    formulas = [v.formula1 for v in book.worksheets[0].data_validations.dataValidation]
    assert formulas == ["选项!$A$1:$A$60", "选项!$B$1:$B$60", "选项!$A$1:$A$60"]


def test_instructions_stand_on_a_second_sheet(tmp_path):
    book = openpyxl.load_workbook(summary(tmp_path, a_project()))
    assert book.sheetnames == ["附件3", "填表说明"]
    sheet = book["填表说明"]
    assert sheet["A2"].value == "1. 金额单位为万元。"
    # 156 mm are 442 points; a sign takes 6 of them in the widest of the office's default fonts.
    assert sheet.column_dimensions["A"].width * 6 <= 442


def test_a_long_instruction_has_the_height_of_all_its_lines(tmp_path):
    lines = ("短。", "一句很长的说明，" * 20)
    document = Document("表", (Section((paragraph("文"),)),), MARK, sheets=(("填表说明", lines),))
    sheet = openpyxl.load_workbook(write(document, tmp_path))["填表说明"]
    assert sheet.row_dimensions[3].height > 4 * sheet.row_dimensions[2].height - 20


@pytest.mark.parametrize("name", ["a/b:c*[d]?", "'引号'", "很长" * 40, "", "附件3"])
def test_any_title_makes_a_name_excel_takes(name, tmp_path):
    document = Document(name, (Section((paragraph("文"),)),), MARK, sheets=(("附件3", ()),))
    names = openpyxl.load_workbook(write(document, tmp_path)).sheetnames
    assert len(set(names)) == 2
    assert all(0 < len(one) <= 31 and not re.search(r"[\[\]:*?/\\]", one) for one in names)


def test_grouped_columns_share_a_merged_header(tmp_path):
    sheet = openpyxl.load_workbook(summary(tmp_path, a_project())).worksheets[0]
    top = find(sheet, "其中")
    merged = {str(one) for one in sheet.merged_cells.ranges}
    after = get_column_letter(top.column + 1)
    assert f"{top.coordinate}:{after}{top.row}" in merged
    assert find(sheet, "软件").row == top.row + 1
    name = find(sheet, "项目名称")
    assert f"{name.coordinate}:{name.column_letter}{name.row + 1}" in merged


def test_a_table_of_one_column_merges_nothing(tmp_path):
    path = write(table_of((Column("一", 1),), ("x",)), tmp_path)
    assert not openpyxl.load_workbook(path).worksheets[0].merged_cells.ranges


def test_rows_are_as_high_as_their_longest_text(tmp_path):
    columns = (Column("短", 5), Column("长", 5))
    path = write(table_of(columns, ("x", "y"), ("x", "很长的内容" * 40)), tmp_path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    low, high = sheet.row_dimensions[2].height, sheet.row_dimensions[3].height
    assert low < 20 < 60 < high <= 409


def test_an_empty_table_is_written_without_a_sum(tmp_path):
    columns = (Column("名", 1), Column("额", 1, "number", total=True))
    document = table_of(columns, total=("合计", "0"))
    assert [cell.value for cell in body(write(document, tmp_path))] == ["合计", 0]


def test_no_link_is_made_of_an_address(tmp_path):
    path = write(table_of((Column("址", 1),), ("http://example.org",)), tmp_path)
    with zipfile.ZipFile(path) as package:
        assert not any("hyperlink" in package.read(n).decode() for n in package.namelist())
