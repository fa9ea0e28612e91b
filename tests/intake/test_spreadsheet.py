"""Workbooks of all kinds come in as the text that a person sees in them."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Sheet
from desktop_app.intake.spreadsheet import is_year_tenth, number_text, read_csv, read_workbook


def saved(tmp_path, fill) -> Sheet:
    book = openpyxl.Workbook()
    fill(book.active)
    book.save(tmp_path / "a.xlsx")
    return read_raw(tmp_path / "a.xlsx").sheets[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (158.0, "158"),
        (19.8, "19.8"),
        (19.799999999999997, "19.8"),
        (0.1 + 0.2, "0.3"),
        (sum([0.1] * 1000), "100"),
        (12345678901.23, "12345678901.23"),
        (1234567890123.45, "1234567890123.45"),
        (1 / 3, "0.333333333333333"),
        (-0.5, "-0.5"),
        (0.000025, "0.000025"),
        (1e20, "100000000000000000000"),
        (210102199001011234.0, "210102199001011232"),
    ],
)
def test_a_number_is_written_as_a_person_would(value, text):
    assert number_text(value) == text


@given(st.decimals(-(10**9), 10**9, places=4))
def test_an_amount_of_four_places_comes_back_to_the_digit(amount):
    assert float(number_text(float(amount))) == float(amount)
    assert len(number_text(float(amount))) <= len(str(amount))


def test_dates_truths_and_times_are_written_plainly(tmp_path):
    def fill(sheet):
        sheet.append([date(2024, 6, 1), datetime(2024, 6, 1, 8, 30), True, False, 13904101000])

    assert saved(tmp_path, fill).rows == [
        ["2024-06-01", "2024-06-01 08:30:00", "是", "否", "13904101000"]
    ]


def test_the_old_date_system_gives_the_same_days(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
        style = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_datetime(0, 0, datetime(2024, 6, 1), style)
    assert read_raw(path).sheets[0].rows == [["2024-06-01"]]


def test_leading_blank_rows_and_columns_stay(tmp_path):
    def fill(sheet):
        sheet["C4"] = "项目名称"

    assert saved(tmp_path, fill).rows == [["", "", ""]] * 3 + [["", "", "项目名称"]]


def test_merged_cells_and_hidden_sheets_and_rows_are_told(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for n in range(1, 5):
        sheet.append([f"第{n}行"])
    sheet.merge_cells("A2:B3")
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("旧").sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    first, second = read_raw(tmp_path / "a.xlsx").sheets
    assert first.merged == [(1, 0, 2, 1)]
    assert first.hidden_rows == [3]
    assert (first.hidden, second.hidden) == (False, True)


def test_a_formula_that_was_never_calculated_is_no_blank(tmp_path):
    def fill(sheet):
        sheet.append(["投资", 100])
        sheet["B2"] = "=B1*2"
        sheet["C2"] = "=SUM(B1:B2)"
        sheet["A3"] = "完"

    sheet = saved(tmp_path, fill)
    assert not any(sheet.rows[1])
    assert sheet.lost == [(1, 1), (1, 2)]


def test_a_calculated_formula_and_an_empty_text_are_read(tmp_path):
    """Excel marks a formula whose result is an empty text as a text; XlsxWriter does not."""
    written, path = tmp_path / "written.xlsx", tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(written)) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", '=""', None, "")
        sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D1", '="#A栋"', None, "#A栋")
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'r="B1"', b'r="B1" t="str"'))
    found = read_raw(path).sheets[0]
    assert found.rows[0][0] == "2"
    assert found.rows[0][3] == "#A栋"
    assert found.lost == [(0, 2)]


def test_an_old_workbook_says_the_same_as_a_new_one(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write(2, 0, 19.8)
    sheet.write(2, 1, datetime(2024, 6, 1), style)
    sheet.write(2, 2, 2024.1)
    sheet.write_merge(3, 4, 0, 0, "东县")
    book.save(str(tmp_path / "a.xls"))
    found = read_raw(tmp_path / "a.xls").sheets[0]
    assert found.rows[2] == ["19.8", "2024-06-01", "2024.1"]
    assert found.merged == [(3, 0, 4, 0)]
    assert found.doubtful == [(2, 2)]


def test_numbers_and_texts_of_sixteen_digits_differ(tmp_path):
    def fill(sheet):
        sheet.append([1234567890123456, "1234567890123456", 123456789012345])

    assert saved(tmp_path, fill).damaged == [(0, 0)]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_is_cut_where_it_says(tmp_path, separator):
    path = tmp_path / "a.csv"
    path.write_text(f'名称{separator}"甲\n乙"{separator}2024.1\n', "utf-8")
    found = read_csv(path).sheets[0]
    assert found.rows == [["名称", "甲\n乙", "2024.1"]]
    assert found.doubtful == [(0, 2)]


def test_a_chart_sheet_is_passed_over(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("表").write(0, 0, 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=表!$A$1:$A$1"})
        book.add_chartsheet("图").set_chart(chart)
    assert [sheet.name for sheet in read_workbook(io.BytesIO(path.read_bytes())).sheets] == ["表"]


@pytest.mark.parametrize(
    ("text", "holds"), [("2024.1", True), ("2024.10", False), ("124.1", False), ("3024.1", False)]
)
def test_a_year_and_a_tenth_is_doubtful(text, holds):
    assert is_year_tenth(text) is holds
