"""Old workbooks, compound files, texts and PDFs that attack their readers, with their outcomes."""

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
import xlwt

from tests.hostile.compound_file import SECTOR, compound_file, header
from tests.hostile.office_files import ROWS, Made, put
from tests.hostile.outcomes import Refused, Rows, Text

_LONG = "甲" * 131_073
_NUMBERS = b"".join(b"%d\n" % n for n in range(300_000))


@cache
def old_workbook(*more: tuple[int, int]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            sheet.write(at, column, int(text) if text.isdecimal() else text)
    for row, column in more:
        sheet.write(row, column, 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_password() -> bytes:
    """FILEPASS in place of CODEPAGE is what tells readers that the rest is encrypted."""
    whole = old_workbook()
    at = whole.index(struct.pack("<HHH", 0x42, 2, 1200))
    return whole[:at] + struct.pack("<H", 0x2F) + whole[at + 2 :]


def panicking() -> bytes:
    """A list of merged cells of no length at all, and a record that nobody knows in its place."""
    book = xlwt.Workbook()
    book.add_sheet("表").merge(0, 1, 0, 1)
    out = io.BytesIO()
    book.save(out)
    whole = out.getvalue()
    merged = struct.pack("<HH", 0xE5, 10)
    at = whole.index(merged)
    return whole[:at] + struct.pack("<HHHH", 0xE5, 0, 0x5F5F, 6) + whole[at + 8 :]


def _records(whole: bytes) -> bytes:
    at = whole.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    return whole[at:]


def _ring() -> bytes:
    """An allocation table in which every sector is followed by itself."""
    raw = bytearray(compound_file({"Workbook": b"x"}))
    table = len(raw) - SECTOR
    raw[table : table + SECTOR] = b"".join(struct.pack("<I", n) for n in range(SECTOR // 4))
    return bytes(raw)


def _endless_table() -> bytes:
    """The list of the table's own sectors leads back to itself, and claims four thousand millions."""
    rest = struct.pack("<128I", *([0] * 127), 0)
    return header(fat_at=0, fat_count=0xFFFFFFFF, more=0, more_count=0xFFFFFFFF) + rest


def _endless_siblings() -> bytes:
    """A workbook whose entry is its own neighbour."""
    raw = bytearray(compound_file({"Workbook": _records(old_workbook()), "Other": b"x"}))
    for entry in (1, 2):
        at = SECTOR + entry * 128 + 68
        raw[at : at + 8] = struct.pack("<II", 1, 2)
    return bytes(raw)


def _pdf(content: bytes, pages: int = 1, more: str = "", resources: str = "<<>>") -> bytes:
    """A PDF of pages that all show the same content."""
    packed = zlib.compress(content, 9)
    kids = " ".join(["3 0 R"] * pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources {resources}>>".encode(),
        f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream",
        *([more.encode()] if more else []),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    lines = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{lines}"
    return (
        out
        + f"{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def _locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


_FONT = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
_SAYS = b"BT /F 12 Tf 72 700 Td (Digital) Tj ET"


def _csv(content: bytes, name: str = "甲.csv") -> Callable:
    return put(name, lambda: content)


def _pages_in_a_ring() -> bytes:
    return _pdf(_SAYS, 1, "", _FONT).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


OTHER: dict[str, Made] = {
    "xls": (put("甲.xls", old_workbook), Rows(ROWS)),
    "xls named xlsx": (put("甲.xlsx", old_workbook), Rows(ROWS)),
    "xls named et": (put("甲.et", old_workbook), Rows(ROWS)),
    "xls cut off": (put("甲.xls", lambda: old_workbook()[:2000]), Refused("damaged")),
    "xls with a password": (put("甲.xls", _with_password), Refused("encrypted")),
    "xls with two cells far apart": (put("甲.xls", lambda: old_workbook((65_535, 255))), Refused("vast")),
    "xlsx with a password": (
        put("甲.xlsx", lambda: compound_file({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})), Refused("encrypted")
    ),
    "old word": (put("甲.doc", lambda: compound_file({"WordDocument": b"x"})), Refused("old_word")),
    "old word with a table inside": (
        put("甲.wps", lambda: compound_file({"WordDocument": b"x"}, {"Workbook": b"x"})), Refused("old_word")
    ),
    "slides": (put("甲.dps", lambda: compound_file({"PowerPoint Document": b"x"})), Refused("unsupported")),
    "a mail": (put("甲.msg", lambda: compound_file({"__properties": b"x"})), Refused("unsupported")),
    "a panic in the reader": (put("甲.xls", panicking), Refused("damaged")),
    "an empty workbook stream": (put("甲.xls", lambda: compound_file({"Workbook": b""})), Refused("blank")),
    "sectors in a ring": (put("甲.xls", _ring), Refused("damaged")),
    "a table without end": (put("甲.xls", _endless_table), Refused("damaged")),
    "neighbours in a ring": (put("甲.xls", _endless_siblings), Rows(ROWS)),
    "html named xls": (_csv(b"<html><table><tr><td>1</td></tr></table></html>", "甲.xls"), Refused("html")),
    "mhtml named xls": (_csv(b"MIME-Version: 1.0\r\n", "甲.xls"), Refused("html")),
    "rtf named doc": (_csv(b"{\\rtf1 a}", "甲.doc"), Refused("old_word")),
    "rar named xlsx": (_csv(b"Rar!\x1a\x07\x00" + bytes(99), "甲.xlsx"), Refused("unsupported")),
    "csv named xls": (_csv("项目名称,总投资\n".encode(), "甲.xls"), Refused("mistyped")),
    "field of 131,073": (_csv(f"项目名称,总投资\n{_LONG},30\n".encode()), Rows([ROWS[0], [_LONG, "30"]])),
    "field of a million": (_csv(f"项目名称\n{'甲' * 1_000_001}\n".encode()), Refused("damaged")),
    "quote without end": (_csv(b'a,b\n"c,d\n' + b"e,f\n" * 9), Rows([["a", "b"], ["c,d\n" + "e,f\n" * 9]])),
    "NUL in the head": (_csv(b"a,b\x00\n"), Refused("damaged")),
    "NUL far down": (_csv(b"a,b\n" * 2000 + b"c\x00,d\n"), Rows([["a", "b"]] * 2000 + [["c\x00", "d"]])),
    "lines without end": (_csv(_NUMBERS), Refused("vast")),
    "cells without end": (_csv(b"," * 3_000_000), Refused("vast")),
    "half a sign": (_csv("项目名称".encode("gb18030")[:-1]), Refused("damaged")),
    "pdf": (put("甲.pdf", lambda: _pdf(_SAYS, 1, "", _FONT)), Text("Digital")),
    "pdf named docx": (put("甲.docx", lambda: _pdf(_SAYS, 1, "", _FONT)), Text("Digital")),
    "pdf with a password": (put("甲.pdf", _locked_pdf), Refused("encrypted")),
    "pdf cut off": (put("甲.pdf", lambda: _pdf(_SAYS)[:60]), Refused("damaged")),
    "pdf of 100 MB of blanks": (put("甲.pdf", lambda: _pdf(b" " * 100_000_000)), Refused("blank")),
    "pdf of 150,000 rules": (put("甲.pdf", lambda: _pdf(b"0 0 m 9 9 l S\n" * 150_000)), Refused("heavy")),
    "pdf of 100,000 pages": (put("甲.pdf", lambda: _pdf(_SAYS, 100_000, "", _FONT)), Refused("heavy")),
    "pages in a ring": (put("甲.pdf", _pages_in_a_ring), Refused("blank", "damaged")),
    "brackets without end": (put("甲.pdf", lambda: _pdf(b"[" * 5_000_000)), Refused("blank", "damaged")),
}  # fmt: skip


def _forms() -> bytes:
    """A form that shows itself six times over, and draws a long line each time."""
    drawn = "0 0 m " + "9 9 l " * 3000 + "S " + "/X Do " * 6
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    form = f"{form}/Length {len(drawn)}>>stream\n{drawn}\nendstream"
    return _pdf(b"/X Do " * 6, 1, form, "<</XObject<</X 5 0 R>>>>")


OTHER["a form within itself"] = (put("甲.pdf", _forms), Refused("heavy", "slow"))
