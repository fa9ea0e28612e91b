"""What comes in place of a table or a text: each is told for what it is, with the step that fits."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from desktop_app.intake.plain import Doubt
from desktop_app.intake.sniff import sniff_content
from desktop_app.jobs.file_wishes import FileKind, FileWishes
from desktop_app.jobs.understand_file import take_in, understand
from tests.hostile.compound_file import compound_file
from tests.hostile.office_files import OFFICE
from tests.hostile.other_files import old_workbook
from tests.small_pack import a_small_programme

_SPREADSHEET_XML = b"""\xef\xbb\xbf<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>"""
_WORD_XML = b"""<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>"""
_SAVED_PAGE = b"""From: <Saved by WPS>\r\nSubject: a\r\nMIME-Version: 1.0\r\n
Content-Type: multipart/related; type="text/html"\r\n\r\n"""
_MAIL = b"""Received: from a (unknown [127.0.0.1])\r\nFrom: <a@example.com>\r\nSubject: b\r\n\r\n"""


def _archive(*names: str, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as whole:
        for name in names:
            whole.writestr(name, b"PK")
    return out.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj trailer<</Root 1 0 R>>"  # fmt: skip
# The file, and the words that say what it is and what to do next.
KINDS = {
    "甲.doc": (compound_file({"WordDocument": b"x"}), "旧版 Word", "另存为 .docx"),
    "甲.wps": (compound_file({"WordDocument": b"x"}), "WPS 文字", "另存为 .docx"),
    "甲.dps": (compound_file({"PowerPoint Document": b"x"}), "演示文稿", "发送 .xlsx"),
    "甲.rtf": (b"{\\rtf1 a}", "RTF", "另存为 .docx"),
    "甲.pdf": (PDF, "没有文字,多半是扫描件", "发送原来的"),
    "县里.zip": (_archive("报送/a.xlsx", "b.docx", "c.jpg"), "压缩包,里面有「a.xlsx」等 2 个文件", "先解压"),
    "一个.zip": (_archive("a.et"), "里面有「a.et」;", "先解压"),
    "图片.zip": (_archive("a.jpg"), "压缩包", "先解压"),
    "别的压法.zip": (_archive("a.xls", packed=zipfile.ZIP_LZMA), "里面有「a.xls」", "先解压"),
    "甲.rar": (b"Rar!\x1a\x07\x00" + bytes(99), "压缩包", "先解压"),
    "甲.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "压缩包", "先解压"),
    "甲.eml": (_MAIL, "邮件", "附件里的表格"),
    "甲.msg": (compound_file({"__properties_version1.0": b"x"}), "邮件", "附件里的表格"),
    "网页.mht": (_SAVED_PAGE, "网页", "另存为 .xlsx"),
    "网页存成.xls": (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "网页", "另存为 .xlsx"),
    "导出.xls": (_SAVED_PAGE, "网页", "另存为 .xlsx"),
    "系统导出.xls": (_SPREADSHEET_XML, "XML 表格", "另存为 .xlsx"),
    "甲.xml": (_SPREADSHEET_XML, "XML 表格", "另存为 .xlsx"),
    "方案.xml": (_WORD_XML, "Word XML", "另存为 .docx"),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_another_kind_of_file_is_told_for_what_it_is_with_the_next_step(name, tmp_path):
    content, what, step = KINDS[name]
    path = tmp_path / name
    path.write_bytes(content)

    refusal = take_in(path).refusal

    assert f"「{name}」" in refusal
    assert what in refusal
    assert step in refusal
    assert refusal.count("。") == 1


def test_names_in_an_archive_are_read_as_chinese_programs_write_them(tmp_path):
    name = "东县.xlsx".encode("gb18030")
    path = tmp_path / "县里.zip"
    path.write_bytes(_archive("x" * len(name)).replace(b"x" * len(name), name))

    assert "里面有「东县.xlsx」" in take_in(path).refusal


def test_a_workbook_of_wps_is_read_whatever_its_extension(tmp_path):
    path = tmp_path / "甲.et"
    path.write_bytes(old_workbook())

    assert take_in(path).raw is not None


def doubts_of(path: Path, kind: FileKind = "projects") -> list[Doubt]:
    found = understand(a_small_programme(), take_in(path), FileWishes(kind))
    return [one for one in found.doubts if one.kind == "macros"]


def test_macros_of_a_workbook_are_told_of_and_not_run(tmp_path):
    path = OFFICE["xlsm"][0](tmp_path)

    assert [one.message for one in doubts_of(path)] == [
        f"「{path.name}」带有宏,没有运行,只读取了表格或文字,请核对"
    ]


def test_macros_of_a_plan_are_told_of_and_not_run(tmp_path):
    plan = docx.Document()
    for chapter in a_small_programme().plan.chapter:
        plan.add_heading(chapter.title, 1)
        plan.add_paragraph("加快改造。")
    path = tmp_path / "方案.docm"
    plan.save(str(path))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"Sub AutoOpen()")

    assert len(doubts_of(path, "plan")) == 1


def test_macros_of_an_old_workbook_are_told_of():
    whole = compound_file({"Workbook": b"x", "_VBA_PROJECT_CUR": b"x"})

    assert not sniff_content(Path("甲.xls"), compound_file({"Workbook": b"x"})).has_macros
    assert sniff_content(Path("甲.xls"), whole).has_macros


def test_a_workbook_without_macros_says_nothing_of_them(tmp_path):
    path = tmp_path / "甲.xls"
    path.write_bytes(old_workbook())

    assert doubts_of(path) == []
