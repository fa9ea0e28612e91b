"""Blank forms of an issuer, in the disorders in which they are received; each with its truth.

Made by openpyxl, XlsxWriter and python-docx as a person would lay them out; the truth is what the
maker says, never what is read back.
"""

import io
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

MADE = Path(__file__).parent / "official_made"
_LINE = Border(*[Side("thin")] * 4)
HEADINGS = {
    "B": "项目名称", "C": "实施企业全称", "D": "统一社会信用代码", "E": "县(市、区)",
    "F": "项目总投资", "G": "其中:软件", "H": "其中:硬件", "I": "开始年月", "J": "是否入库",
}  # fmt: skip
FIELDS = {
    "B": "name", "C": "enterprise", "D": "credit_code", "E": "county", "F": "investment",
    "G": "software", "H": "hardware", "I": "start", "J": "platform",
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A blank form: its bytes and, as people count, the first row to fill in, how many are there,
    the row of sums (0 for none), column → field and address → path of single values."""

    content: bytes
    first: int
    ready: int
    total: int = 0
    columns: Mapping[str, str] = field(default_factory=lambda: FIELDS)
    cells: Mapping[str, str] = field(default_factory=dict)
    sheet: str = "附件3"


def workbook(**about) -> tuple[Workbook, object]:
    book = Workbook()
    sheet = book.active
    sheet.title = about.get("title", "附件3")
    return book, sheet


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def header(sheet, row, headings=HEADINGS):
    sheet[f"A{row}"] = "序号"
    for letter, text in headings.items():
        sheet[f"{letter}{row}"] = text


def lined(sheet, rows, last="J"):
    for row in rows:
        for cell in sheet[f"A{row}:{last}{row}"][0]:
            cell.border = _LINE
            cell.alignment = Alignment(wrap_text=True, vertical="center")


def plain() -> Form:
    """A header and five ruled rows, nothing below."""
    book, sheet = workbook()
    sheet["A1"] = "项目汇总表"
    header(sheet, 2)
    lined(sheet, range(2, 8))
    return Form(saved(book), 3, 5)


def whole() -> Form:
    """All at once: title, unit, three rows of header, few blank rows, sums, signatures, rules."""
    book, sheet = workbook()
    sheet["A1"] = "附件3"
    sheet.merge_cells("A2:K2")
    sheet["A2"] = "____市练习项目汇总表"
    sheet["A2"].font = Font(name="方正小标宋简体", size=22)
    sheet["A3"] = "填报单位(盖章):"
    sheet["I3"] = "单位:万元"
    header(sheet, 4, {**HEADINGS, "F": "项目投资", "G": "", "H": "", "K": "备注"})
    sheet["F5"], sheet["G5"], sheet["G6"], sheet["H6"] = "项目总投资", "其中", "软件", "硬件"
    sheet.merge_cells("F4:H4")
    sheet.merge_cells("F5:F6")
    sheet.merge_cells("G5:H5")
    for letter in "ABCDEIJK":
        sheet.merge_cells(f"{letter}4:{letter}6")
    lined(sheet, range(4, 11), "K")
    for row in (7, 8, 9):
        sheet.row_dimensions[row].height = 31.5
        sheet[f"F{row}"].number_format = "0.00"
        sheet[f"D{row}"].number_format = "@"
        sheet[f"A{row}"].fill = PatternFill("solid", fgColor="FFEEEEEE")
    sheet["A10"] = "合计"
    sheet.merge_cells("A10:E10")
    for letter in "FGH":
        sheet[f"{letter}10"] = f"=SUM({letter}7:{letter}9)"
        sheet[f"{letter}10"].font = Font(bold=True)
    sheet["A12"] = "填报人:"
    sheet["E12"] = "填报日期:    年  月  日"
    sheet.merge_cells("A13:K13")
    sheet["A13"] = "注:本表一式三份。"
    rule = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
    rule.add("J7:J9")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add(
        "F7:F9", CellIsRule(operator="lessThan", formula=["20"], font=Font(color="FFFF0000"))
    )
    sheet.column_dimensions["B"].width = 33.25
    sheet.column_dimensions["K"].hidden = True
    sheet.freeze_panes = "C7"
    sheet.print_area = "A1:K13"
    sheet.print_title_rows = "4:6"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.oddFooter.center.text = "第 &P 页"
    sheet["A13"].comment = Comment("照此填写", "省厅")
    other = book.create_sheet("填表说明")
    other["A1"] = "说明"
    other["B1"] = "=附件3!F10"
    other["B2"] = "=COUNTA(附件3!B7:B9)"
    book.defined_names["总额"] = DefinedName("总额", attr_text="附件3!$F$10")
    cells = {
        "A2": "basic/city",
        "A3": "basic/bureau",
        "A12": "basic/filled_by",
        "E12": "basic/date",
    }
    return Form(saved(book), 7, 3, 10, FIELDS, cells)


def in_yuan() -> Form:
    """Amounts in 元, one blank row, sums that are to be written."""
    book, sheet = workbook()
    asked = {"F": "项目总投资(元)", "G": "其中:软件(元)", "H": "其中:硬件(元)"}
    header(sheet, 1, {**HEADINGS, **asked})
    lined(sheet, range(1, 4))
    sheet["A3"] = "合计"
    return Form(saved(book), 2, 1, 3)


def sums_above() -> Form:
    """The row of sums right below the header."""
    book, sheet = workbook()
    header(sheet, 1)
    sheet["A2"] = "合计"
    sheet["F2"] = "=SUM(F3:F6)"
    lined(sheet, range(1, 7))
    sheet["A8"] = "填报人:"
    return Form(saved(book), 3, 4, 2, FIELDS, {"A8": "basic/filled_by"})


def counted() -> Form:
    """A line that numbers the columns, and an example that stays."""
    book, sheet = workbook()
    header(sheet, 1)
    for at in range(1, 11):
        sheet.cell(2, at, at)
    sheet["A3"], sheet["B3"], sheet["C3"] = "示例", "某某生产线改造项目", "某某有限公司"
    lined(sheet, range(1, 6))
    sheet["A7"] = "注:填写前请阅读说明。"
    return Form(saved(book), 4, 2)


def sampled() -> Form:
    """Rows with dots and a made-up project, which give way; numbers are printed already."""
    book, sheet = workbook()
    header(sheet, 1)
    lined(sheet, range(1, 5))
    sheet["A2"], sheet["B2"], sheet["C2"] = 1, "某某项目", "某某公司"
    sheet["A3"], sheet["B3"] = 2, "……"
    sheet["A4"] = 3
    sheet["A5"] = "合计"
    return Form(saved(book), 2, 3, 5)


def computed() -> Form:
    """Formulas in the rows themselves: the number, the whole out of its parts."""
    book, sheet = workbook()
    header(sheet, 1)
    lined(sheet, range(1, 5))
    for row in (2, 3):
        sheet[f"A{row}"] = "=ROW()-1"
        sheet[f"F{row}"] = f"=G{row}+H{row}"
    sheet["A4"] = "合计"
    for letter in "FGH":
        sheet[f"{letter}4"] = f"=SUBTOTAL(9,{letter}2:{letter}3)"
    return Form(saved(book), 2, 2, 4)


def second_sheet() -> Form:
    """The table on the second sheet, counted from 1904, labels beside blanks."""
    book, notes = workbook(title="说明")
    notes["A1"] = "填表说明:请如实填写。"
    sheet = book.create_sheet("汇总 表")
    sheet["A1"], sheet["A2"] = "填报单位", "联系人"
    sheet.merge_cells("B1:D1")
    header(sheet, 4)
    lined(sheet, range(4, 8))
    sheet["I5"].number_format = sheet["I6"].number_format = "yyyy/m/d"
    book.epoch = __import__("datetime").datetime(1904, 1, 1)
    return Form(
        saved(book), 5, 3, 0, FIELDS, {"B1": "basic/bureau", "B2": "basic/filled_by"}, "汇总 表"
    )


def by_another_producer() -> Form:
    """XlsxWriter: a picture, a chart, comments, a text box, rich text, a button's macro sheet."""
    out = io.BytesIO()
    picture = io.BytesIO()
    Image.new("RGB", (12, 12), "red").save(picture, "PNG")
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("附件3")
        ruled = book.add_format({"border": 1, "text_wrap": True})
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("A1", bold, "填报单位", ":")
        sheet.write_row("A3", ["序号", *HEADINGS.values()], ruled)
        for row in (3, 4):
            sheet.write_row(row, 0, [""] * 10, ruled)
            for at in range(10):
                sheet.write_blank(row, at, None, ruled)
        sheet.write("A6", "合计", ruled)
        sheet.write_formula("F6", "=SUM(F4:F5)", ruled)
        sheet.write_comment("F6", "应与方案一致")
        sheet.write("A9", "制表人:")
        sheet.insert_image("C10", "seal.png", {"image_data": picture})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=附件3!$F$4:$F$5", "categories": "=附件3!$B$4:$B$5"})
        sheet.insert_chart("C12", chart)
        sheet.insert_textbox("F9", "盖章处")
        sheet.data_validation("E4:E5", {"validate": "list", "source": ["东港区", "西山县"]})
        sheet.conditional_format("F4:F5", {"type": "data_bar", "bar_solid": True})
        sheet.repeat_rows(2)
        sheet.set_h_pagebreaks([6])
    return Form(out.getvalue(), 4, 2, 6, FIELDS, {"A1": "basic/bureau", "A9": "basic/filled_by"})


def as_list() -> Form:
    """XlsxWriter: the rows are one of Excel's own tables, with a filter."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("附件3")
        ruled = book.add_format({"border": 1})
        names = ["序号", *HEADINGS.values()]
        sheet.add_table(
            0, 0, 3, 9, {"columns": [{"header": one, "format": ruled} for one in names]}
        )
        for row in (1, 2, 3):
            for at in range(10):
                sheet.write_blank(row, at, None, ruled)
        sheet.write("A7", "填报人:")
        sheet.protect("", {"format_cells": True})
    return Form(out.getvalue(), 2, 3, 0, FIELDS, {"A7": "basic/filled_by"})


def merged_rows() -> Form:
    """Cells merged sideways in the header and in every row, notes merged below."""
    book, sheet = workbook()
    headings = {
        "B": "项目名称", "D": "实施企业全称", "E": "统一社会信用代码", "F": "县(市、区)",
        "G": "项目总投资", "H": "其中:软件", "I": "其中:硬件",
    }  # fmt: skip
    header(sheet, 1, headings)
    for row in range(1, 4):
        sheet.merge_cells(f"B{row}:C{row}")
    lined(sheet, range(1, 4))
    sheet.merge_cells("A5:J6")
    sheet["A5"] = "说明:金额保留两位小数。"
    columns = {
        "B": "name", "D": "enterprise", "E": "credit_code", "F": "county", "G": "investment",
        "H": "software", "I": "hardware",
    }  # fmt: skip
    return Form(saved(book), 2, 2, 0, columns)


def by_libreoffice() -> Form:
    """The form with everything, as LibreOffice saves it (`python -m tests.official_files`)."""
    return replace(whole(), content=(MADE / "whole-by-libreoffice.xlsx").read_bytes())


WORKBOOKS: dict[str, Callable[[], Form]] = {
    one.__name__: one
    for one in (
        plain, whole, in_yuan, sums_above, counted, sampled, computed, second_sheet,
        by_another_producer, as_list, merged_rows, by_libreoffice,
    )
}  # fmt: skip


def by_office(name: str, content: bytes, kind: str) -> None:
    """Have LibreOffice save a form, and keep it beside this module."""
    MADE.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(MADE), str(path)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    by_office("whole-by-libreoffice.xlsx", whole().content, "xlsx:Calc MS Excel 2007 XML")
