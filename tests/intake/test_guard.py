"""Files that are broken, hostile or something else: one sentence each, and the program lives on."""

import io
import os
import resource
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from desktop_app.errors import AppError
from desktop_app.intake.guard import PATIENCE_SECONDS, read_apart, read_raw
from desktop_app.intake.sniff import Sniffed, sniff
from desktop_app.intake.unreadable import Unreadable
from desktop_app.intake.worker import cpu_seconds

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def rezipped(path: Path, part: str, change) -> Path:
    """The workbook with one part rewritten."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            raw = source.read(name)
            packed.writestr(name, change(raw) if name == part else raw)
    return path


def refusal(path: Path) -> Unreadable:
    with pytest.raises(AppError) as caught:
        read_raw(path)
    assert isinstance(caught.value, Unreadable)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    return caught.value


def test_a_workbook_comes_back_from_its_very_first_row(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [[], [None, "名称", 158, 19.8, True]])
    assert read_raw(path).sheets[0].rows == [
        ["", "", "", "", ""],
        ["", "名称", "158", "19.8", "是"],
    ]


def test_an_old_workbook_is_read_whatever_its_name_says(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "项目名称")
    book.save(str(tmp_path / "a.xlsx"))
    assert read_raw(tmp_path / "a.xlsx").sheets[0].rows == [["项目名称"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_either_encoding(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_text("项目名称,投资\n甲镕,20\n", encoding)
    assert read_raw(path).sheets[0].rows == [["项目名称", "投资"], ["甲镕", "20"]]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"just text", "mistyped"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 400, "damaged"),
        ("a.xlsx", OLE + b"\x00" * 512, "damaged"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "old_word"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le") + b"\x00" * 3000, "damaged"),
        ("a.pdf", b"%PDF-1.7\nrubbish", "damaged"),
        ("a.xlsx", b"\x00" * 3000, "damaged"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        ("a.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "picture"),
        ("a.jpg", b"\x00\x00\x00\x18ftypheic\x00\x00", "picture"),
        ("a.xls", "\ufeff<?xml version='1.0'?><Workbook/>".encode(), "html"),
        ("a.csv", "项目名称,投资".encode("utf-16"), "encoding"),
        ("a.csv", b"\xff\x81\x20\xff,\xfe\xfe\n", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(tmp_path, name, content, reason):
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).reason == reason
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert refusal(tmp_path / "gone.xlsx").reason == "missing"
    assert refusal(tmp_path).reason == "folder"


def test_a_cut_off_workbook_is_damaged(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["项目名称"]])
    path.write_bytes(path.read_bytes()[:-300])
    assert refusal(path).reason == "damaged"


def test_what_the_search_would_miss_ends_in_its_own_process(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    part = "xl/worksheets/sheet1.xml"
    rezipped(path, part, lambda raw: raw.replace(b"</sheetData>", far))
    with pytest.raises(Unreadable, match="占用内存过多") as caught:
        read_apart(path, Sniffed("workbook", ".xlsx"))
    assert caught.value.reason == "heavy"


def test_a_part_that_swells_without_measure_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    rezipped(path, "xl/styles.xml", lambda raw: raw + b" " * 30_000_000)
    assert refusal(path).reason == "bomb"


def test_a_file_over_fifty_megabytes_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as handle:
        handle.truncate(51_000_000)
    assert refusal(path).reason == "large"


def test_a_zip_that_is_no_office_file_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("照片.jpg", b"x")
    assert refusal(path).reason == "unsupported"


def test_a_workbook_dressed_as_another_stays_within_the_limits(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", b"<w:document")
    assert refusal(path).reason == "damaged"


def test_long_numbers_that_lost_digits_are_marked(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["信用代码"], [911101066976941872]])
    assert read_raw(path).sheets[0].damaged == [(1, 0)]


def test_a_month_that_was_a_number_is_marked(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["开始年月"], [2024.1], ["2024.1"], [2024.6]])
    assert read_raw(path).sheets[0].doubtful == [(1, 0)]


def test_every_fabricated_disorder_of_a_real_old_workbook_is_named(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "项目名称")
    book.save(str(tmp_path / "a.xls"))
    whole = (tmp_path / "a.xls").read_bytes()
    (tmp_path / "cut.xls").write_bytes(whole[: len(whole) // 2])
    assert refusal(tmp_path / "cut.xls").reason == "damaged"
    # FILEPASS in place of CODEPAGE is what tells readers that the rest is encrypted.
    codepage = whole.index(struct.pack("<HHH", 0x42, 2, 1200))
    locked = whole[:codepage] + struct.pack("<H", 0x2F) + whole[codepage + 2 :]
    (tmp_path / "locked.xls").write_bytes(locked)
    assert refusal(tmp_path / "locked.xls").reason == "encrypted"
    other = whole.replace("Workbook".encode("utf-16-le"), "Contents".encode("utf-16-le"))
    (tmp_path / "other.et").write_bytes(other)
    assert refusal(tmp_path / "other.et").reason == "unsupported"


def test_a_locked_open_document_is_encrypted(tmp_path):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        packed.writestr("content.xml", b"\x91\x02")
    assert refusal(path).reason == "encrypted"


def test_a_sentence_says_what_to_do_about_a_password(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert "请在 WPS 中去掉密码后另存" in str(refusal(path))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx").reason == "unsupported"


def test_a_document_type_behind_a_long_comment_and_in_sixteen_bits_is_refused(tmp_path):
    comment = b"<!--" + b"x" * 20_000 + b"-->"
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    rezipped(path, "xl/styles.xml", lambda raw: comment + b"<!DOCTYPE x>" + raw)
    assert refusal(path).reason == "hostile"
    path = workbook(tmp_path / "b.xlsx", [["x"]])
    rezipped(path, "xl/styles.xml", lambda raw: "<!DOCTYPE x><a/>".encode("utf-16"))
    assert refusal(path).reason == "hostile"


@pytest.mark.parametrize("distance", [65_520, 65_527, 65_535, 65_536, 200_000])
@pytest.mark.parametrize(("start", "end"), [("<!--", "-->"), ("<?a ", "?>")])
def test_a_document_type_is_found_however_far_behind(tmp_path, distance, start, end):
    """Also where the pieces that are read part it, or the end of the comment before it."""
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    front = start + "x" * (distance - len(start) - len(end)) + end
    rezipped(path, "xl/styles.xml", lambda raw: f"{front}\n<!DOCTYPE x><x/>".encode())
    with pytest.raises(Unreadable) as caught:
        sniff(path)
    assert caught.value.reason == "hostile"


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?>\n<!-- <!DOCTYPE x> --><x/>",
        "\ufeff<x>&lt;!DOCTYPE x&gt;</x>",
        "<!--" + "x" * 70_000 + "--><x/>",
        "<!---->",
        "",
    ],
)
def test_a_part_that_only_speaks_of_document_types_has_none(tmp_path, text):
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    rezipped(path, "xl/styles.xml", lambda raw: text.encode())
    assert sniff(path).suffix == ".xlsx"


@pytest.mark.parametrize(
    "text",
    ["\u2d2d\u3e2d<!DOCTYPE x><x/>".encode("utf-16"), b"x<!DOCTYPE x><x/>",
     "<!--\u2d2d\u3e3e-->".encode("utf-16") + "<!DOCTYPE x>".encode("utf-16-le")],
)  # fmt: skip
def test_what_looks_like_no_xml_is_searched_to_its_end(tmp_path, text):
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    rezipped(path, "xl/styles.xml", lambda raw: text)
    with pytest.raises(Unreadable) as caught:
        sniff(path)
    assert caught.value.reason == "hostile"


def test_too_many_parts_are_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for n in range(2_001):
            packed.writestr(f"xl/{n}.xml", b"")
    assert refusal(path).reason == "bomb"


def test_what_takes_too_long_is_given_up(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    with pytest.raises(Unreadable) as caught:
        read_raw(path, patience=0.0)
    assert caught.value.reason == "slow"


def test_a_small_pdf_that_draws_itself_over_and_over_is_not_waited_for():
    assert cpu_seconds("pdf", 20_000) < 10


def test_a_pdf_of_ten_thousand_projects_has_the_time_it_takes():
    """They are 1,700 pages and 6 MB, and take half a minute where this is written."""
    seconds = cpu_seconds("pdf", 6_000_000)
    assert seconds > 60
    asked = (
        "import resource\n"
        "from desktop_app.intake.worker import limit, limit_time\n"
        "limit()\nlimit_time('pdf', 6_000_000)\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    ).stdout
    assert told == f"{seconds}\n"


def test_no_file_is_computed_on_longer_than_it_is_waited_for():
    assert cpu_seconds("pdf", 50_000_000) < PATIENCE_SECONDS


def test_a_reader_that_fails_eats_neither_our_memory_nor_more_than_its_own(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rezipped(path, "xl/worksheets/sheet1.xml", lambda raw: raw.replace(b"</sheetData>", far))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unreadable):
        read_apart(path, Sniffed("workbook", ".xlsx"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 2_000_000


def test_a_reader_gets_two_gigabytes_and_no_more(tmp_path):
    """A hundred columns by a million rows would take three."""
    path = workbook(tmp_path / "a.xlsx", [["x"]])
    far = b'<row r="1048576"><c r="CV1048576"><v>1</v></c></row></sheetData>'
    rezipped(path, "xl/worksheets/sheet1.xml", lambda raw: raw.replace(b"</sheetData>", far))
    with pytest.raises(Unreadable) as caught:
        read_apart(path, Sniffed("workbook", ".xlsx"))
    assert caught.value.reason == "heavy"


def test_modules_lying_about_where_one_works_are_not_imported(tmp_path, monkeypatch):
    (tmp_path / "msgspec.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    path = workbook(tmp_path / "a.xlsx", [["项目名称"]])
    assert read_raw(path).sheets[0].rows == [["项目名称"]]
