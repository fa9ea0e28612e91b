"""What a workbook holds besides its values is found: looks, hidden columns, results that wait."""

import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.styles import Font

from desktop_app.intake.guard import read_raw
from desktop_app.intake.ods_scan import scan_ods
from desktop_app.intake.sheet_marks import Marks, shows_otherwise
from desktop_app.intake.sheet_scan import scan_workbook
from desktop_app.intake.xls_scan import scan_xls
from desktop_app.intake.xlsb_scan import scan_xlsb, sheet_marks
from tests.corpus.made.make_made import FOLDER


@pytest.mark.parametrize("code", ["0%", "0.00%", "#,##0,", '0!.0,"万"', "0!.0000", "0\\.0"])
def test_a_format_that_shows_another_number_is_known(code):
    assert shows_otherwise(code)


@pytest.mark.parametrize(
    "code", ["General", "0.00", "#,##0", "#,##0.00_ ", "yyyy-mm-dd", '0"%"', "[$-804]yyyy\\.m", "@"]
)
def test_a_format_that_rounds_or_dates_shows_the_number_itself(code):
    assert not shows_otherwise(code)


def test_looks_of_a_new_workbook_are_found(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    sheet.append(["甲", 0.25, 5, "乙"])
    sheet["B1"].number_format = "0%"
    sheet["D1"].number_format = "0%"
    sheet["A1"].font = Font(strike=True)
    sheet["C2"] = 7
    sheet.column_dimensions["C"].hidden = True
    book.save(tmp_path / "a.xlsx")
    assert scan_workbook("a.xlsx", (tmp_path / "a.xlsx").read_bytes()) == {
        "表": Marks(struck=[(0, 0)], shown_otherwise=[(0, 1)], hidden_columns=[2])
    }


def test_a_workbook_whose_styles_cannot_be_read_is_left_to_the_parser(tmp_path):
    written, path = tmp_path / "written.xlsx", tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(written)) as book:
        book.add_worksheet().write(0, 0, 1)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, b"<sty" if part == "xl/styles.xml" else old.read(part))
    assert scan_workbook(path.name, path.read_bytes()) == {}


def test_a_zero_that_stands_for_a_result_to_come_is_no_zero(tmp_path):
    """XlsxWriter leaves 0 for a formula, and asks whoever opens the file to calculate."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1")
        sheet.write_formula("B1", "=1+1", None, 2)
    assert read_raw(path).sheets[0].lost == [(0, 0)]


def test_looks_and_losses_of_an_old_workbook_are_found(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("空")
    sheet = book.add_sheet("表")
    sheet.write(0, 0, xlwt.Formula("1+1"))
    sheet.row(0).set_cell_error(1, 0x17)
    sheet.write(1, 0, 0.25, xlwt.easyxf(num_format_str="0%"))
    sheet.write(1, 1, "删", xlwt.easyxf("font: struck_out on"))
    sheet.write(1, 2, 12, xlwt.easyxf(num_format_str="0.00"))
    sheet.row(3).hidden = True
    sheet.write(3, 0, "藏")
    sheet.col(4).hidden = True
    book.save(str(tmp_path / "a.xls"))
    assert scan_xls((tmp_path / "a.xls").read_bytes()) == {
        "表": Marks(
            lost=[(0, 0), (0, 1)],
            hidden_rows=[3],
            hidden_columns=[4],
            struck=[(1, 1)],
            shown_otherwise=[(1, 0)],
        )
    }


@pytest.mark.parametrize(
    ("result", "is_lost"),
    [
        # [MS-XLS] 2.5.133: a text, true, an error, a blank text, and a number.
        (b"\x00\x00\x00\x00\x00\x00\xff\xff", False),
        (b"\x01\x00\x01\x00\x00\x00\xff\xff", False),
        (b"\x02\x00\x07\x00\x00\x00\xff\xff", True),
        (b"\x03\x00\x00\x00\x00\x00\xff\xff", True),
        (struct.pack("<d", 2.0), False),
    ],
)
def test_a_formula_of_an_old_workbook_is_lost_without_a_result(tmp_path, result, is_lost):
    book = xlwt.Workbook()
    book.add_sheet("表").write(2, 1, xlwt.Formula("1+1"))
    book.save(str(tmp_path / "a.xls"))
    whole = (tmp_path / "a.xls").read_bytes()
    head = struct.pack("<HH", 2, 1)
    at = next(
        n
        for n in range(len(whole))
        if whole[n : n + 2] == b"\x06\x00" and whole[n + 4 : n + 8] == head
    )
    found = scan_xls(whole[: at + 10] + result + whole[at + 18 :])
    assert found == ({"表": Marks(lost=[(2, 1)])} if is_lost else {})


def test_an_old_workbook_that_is_cut_off_gives_what_is_left(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, xlwt.Formula("1+1"))
    path = tmp_path / "a.xls"
    book.save(str(path))
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        assert scan_xls(path.read_bytes()).keys() <= {"表"}


def test_looks_losses_and_merges_of_an_open_workbook_are_found(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("content.xml", _OPEN)
    with zipfile.ZipFile(path) as packed:
        found = scan_ods(packed)
    assert found == {
        "表": Marks(
            lost=[(2, 1)],
            hidden_rows=[1],
            hidden_columns=[1, 2],
            struck=[(1, 0)],
            shown_otherwise=[(2, 2)],
            merged=[(2, 0, 3, 0)],
        )
    }


_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")
    )
)  # fmt: skip
_OPEN = f"""<office:document-content {_SPACES}
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<style:style style:name="ce1" style:family="table-cell">
 <style:text-properties style:text-line-through-style="solid"/></style:style>
<table:table table:name="表">
 <table:table-column/><table:table-column table:number-columns-repeated="2"
  table:visibility="collapse"/>
 <table:table-row><table:table-cell table:number-columns-repeated="3"/></table:table-row>
 <table:table-row table:visibility="filter"><table:table-cell table:style-name="ce1"
  office:value-type="string"><text:p>删</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string">
  <text:p>东县</text:p></table:table-cell><table:table-cell table:formula="of:=NA()"
  office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>
  <table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25%</text:p>
  </table:table-cell></table:table-row>
 <table:table-row><table:covered-table-cell/></table:table-row>
 <table:table-row table:number-rows-repeated="1048000" table:visibility="collapse">
  <table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:document-content>"""


def record(number: int, body: bytes) -> bytes:
    """A record of a binary workbook as [MS-XLSB] 2.1.4 writes it."""
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    return head + bytes([len(body)]) + body


def test_losses_merges_and_hidden_parts_of_a_binary_workbook_are_found():
    hidden_row = struct.pack("<IIHBB", 5, 0, 300, 0, 0x10) + bytes(5)
    plain_row = struct.pack("<IIHBB", 7, 0, 300, 0, 0) + bytes(5)
    stream = b"".join(
        (
            record(60, struct.pack("<IIIIH", 2, 3, 0, 0, 1)),
            record(60, struct.pack("<IIIIH", 4, 9, 0, 0, 2)),
            record(0, hidden_row),
            record(5, struct.pack("<IId", 0, 0, 1.5)),
            record(0, plain_row),
            record(3, struct.pack("<IIB", 1, 0, 0x2A)),
            record(11, struct.pack("<IIB", 6, 0, 0x17) + bytes(6)),
            record(176, struct.pack("<IIII", 8, 9, 4, 4)),
        )
    )
    found = Marks(
        lost=[(7, 1), (7, 6)], hidden_rows=[5], hidden_columns=[2, 3], merged=[(8, 4, 9, 4)]
    )
    assert sheet_marks(stream) == found
    for length in range(len(stream)):
        sheet_marks(stream[:length])


def test_the_sheets_of_a_binary_workbook_are_known_by_their_names(tmp_path):
    kept = FOLDER / "binary00.xlsb"
    path = tmp_path / "a.xlsb"
    lost = record(0, struct.pack("<IIHBB", 1, 0, 300, 0, 0) + bytes(5))
    lost += record(3, struct.pack("<IIB", 2, 0, 0x2A))
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            is_sheet = part.startswith("xl/worksheets/") and part.endswith(".bin")
            new.writestr(part, lost if is_sheet else old.read(part))
    with zipfile.ZipFile(path) as packed:
        assert scan_xlsb(packed) == {"Sheet1": Marks(lost=[(1, 2)])}


def test_a_workbook_that_counts_from_1904_is_known_in_every_format(tmp_path):
    new = xlwt.Workbook()
    new.dates_1904 = True
    new.add_sheet("表").write(0, 0, 43982)
    new.save(str(tmp_path / "a.xls"))
    assert scan_xls((tmp_path / "a.xls").read_bytes())["表"].counts_from_1904
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": True}) as book:
        book.add_worksheet("表").write(0, 0, 43982)
    found = scan_workbook("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert found == {"表": Marks(counts_from_1904=True)}
    begins = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/>'
    content = _OPEN.replace("<table:table ", f"{begins}</table:calculation-settings><table:table ")
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as packed:
        packed.writestr("content.xml", content)
    with zipfile.ZipFile(tmp_path / "a.ods") as packed:
        assert scan_ods(packed)["表"].counts_from_1904
    with (
        zipfile.ZipFile(FOLDER / "binary00.xlsb") as old,
        zipfile.ZipFile(tmp_path / "a.xlsb", "w") as packed,
    ):
        for part in old.namelist():
            raw = old.read(part)
            if part == "xl/workbook.bin":
                # In front of the sheets.
                at = raw.index(b"\x8f\x01\x00")
                raw = raw[:at] + record(153, struct.pack("<III", 1, 0, 0)) + raw[at:]
            packed.writestr(part, raw)
    with zipfile.ZipFile(tmp_path / "a.xlsb") as packed:
        assert scan_xlsb(packed)["Sheet1"].counts_from_1904


def test_marks_reach_the_rows_that_are_read(tmp_path):
    """The whole way, in the reading process."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, xlwt.Formula("1+1"))
    book.save(str(Path(tmp_path / "a.xls")))
    assert read_raw(tmp_path / "a.xls").sheets[0].lost == [(0, 0)]
