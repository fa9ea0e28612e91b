"""Workbooks and Word files that attack their readers, each with what is to come of it."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl

from tests.hostile.outcomes import Outcome, Refused, Rows, Text
from tests.word_files import a_word_file, paragraph, run

ROWS = [["项目名称", "总投资"], ["甲镕", "30"]]
SHEET = "xl/worksheets/sheet1.xml"
SECRET = "秘密的内容"
_FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
_MB = 1_000_000
Made = tuple[Callable[[Path], Path], Outcome]


@cache
def workbook() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    for name, amount in ROWS:
        book.active.append([name, int(amount) if amount.isdecimal() else amount])
    book.save(out)
    return out.getvalue()


def repacked(whole: bytes, change=None, more=(), part=SHEET) -> bytes:
    """A package with one part changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            raw = old.read(info)
            new.writestr(info.filename, change(raw) if change and info.filename == part else raw)
        for name, raw in more:
            new.writestr(name, raw)
    return out.getvalue()


def put(name: str, make: Callable[[], bytes]) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(make())
        return path

    return write


def _xlsx(change=None, more=(), part=SHEET, name="甲.xlsx"):
    return put(name, lambda: repacked(workbook(), change, more, part))


def _before(inner: str):
    """A part with something in front of its root."""
    return lambda raw: (
        raw.replace(b"<", inner.encode() + b"<", 1)
        if b"<?xml" not in raw[:5]
        else (raw.replace(b"?>", b"?>" + inner.encode(), 1))
    )


_LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 '哈'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)
_QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'哈' * 50_000}'>]>"


def word(folder: Path, body: str, name="甲.docx", **parts) -> Path:
    made = a_word_file(folder, body, **parts)
    return made.rename(folder / name)


def _docx(body: str = "", change=None, more=(), name="甲.docx"):
    def put(folder: Path) -> Path:
        path = word(folder, body or paragraph(run("甲镕")), name)
        path.write_bytes(repacked(path.read_bytes(), change, more, "word/document.xml"))
        return path

    return put


def _wrong_place() -> bytes:
    """The sheet lies where nobody looks for it, and its two cells are far apart."""
    whole = workbook()
    far = repacked(whole, lambda raw: raw.replace(b"</sheetData>", _FAR))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(far)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            raw = old.read(info).replace(b"worksheets/sheet1.xml", b"elsewhere/sheet1.xml")
            new.writestr(info.filename.replace("worksheets/", "elsewhere/"), raw)
    return out.getvalue()


def _wordy() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as new:
        new.writestr("word/document.xml", b"<document/>")
    return out.getvalue()


def _external(folder: Path) -> Path:
    secret = folder / "秘密.txt"
    secret.write_text(SECRET, "utf-8")
    entity = f"<!--{'x' * 70_000}--><!DOCTYPE x [<!ENTITY s SYSTEM '{secret.as_uri()}'>]>"
    body = "<w:p><w:r><w:t>甲镕&amp;s;</w:t></w:r></w:p>"
    return _docx(body, lambda raw: _before(entity)(raw).replace(b"&amp;s;", b"&s;"))(folder)


_TO_DOCUMENT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Target="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument"/></Relationships>'
)


def _renamed_part(folder: Path) -> Path:
    """The document lies in a part that is not called .xml, with a document type in front."""
    whole = _docx(change=_before("<!DOCTYPE x [<!ENTITY a '哈'>]>"))(folder)
    with zipfile.ZipFile(whole) as old:
        document = old.read("word/document.xml")
    with zipfile.ZipFile(whole, "w", 8) as new:
        new.writestr("word/document.dat", document)
        new.writestr("word/document.xml", b"<document/>")
        new.writestr("_rels/.rels", _TO_DOCUMENT.format("word/document.dat"))
    return whole


@cache
def _long_text() -> bytes:
    """Twelve million letters that are packed no better than honest files are."""
    dice = random.Random(1)
    block = bytes(dice.choice(b"abcdefghijklmnopqrstuvwxyz") for _ in range(24_000))
    return block * 500


def _one_cell():
    cell = b'<c r="A3" t="inlineStr"><is><t>%s</t></is></c>'
    return lambda raw: raw.replace(
        b"</sheetData>",
        b'<row r="3">' + cell % _long_text() + b"</row></sheetData>",
    )


def _gbk_names() -> bytes:
    """A package with a member named in GBK and no sign that it is, as Chinese packers write it."""
    raw = repacked(workbook(), None, [("zzzz.txt", b"x")])
    return raw.replace(b"zzzz.txt", "说明.t".encode("gbk")[:8].ljust(8, b"t"))


def _overlapping() -> bytes:
    raw = bytearray(workbook())
    first = raw.index(b"PK\x01\x02")
    second = raw.index(b"PK\x01\x02", first + 4)
    # The second entry points into the first one's data.
    raw[second + 42 : second + 46] = struct.pack(
        "<I", struct.unpack_from("<I", raw, first + 42)[0] + 8
    )
    return bytes(raw)


def _huge_claim() -> bytes:
    """A ZIP64 size of a terabyte for a part of a few bytes."""
    raw = repacked(workbook(), None, [("xl/zzz.xml", b"<a/>")])
    at = raw.rindex(b"PK\x01\x02")
    head = bytearray(raw[at : at + 46])
    name = raw[at + 46 : at + 46 + 10]
    extra = struct.pack("<HHQ", 1, 8, 1 << 40)
    head[24:28] = b"\xff" * 4
    head[30:32] = struct.pack("<H", len(extra))
    end = raw.index(b"PK\x05\x06")
    tail = bytearray(raw[end:])
    tail[12:16] = struct.pack("<I", struct.unpack_from("<I", tail, 12)[0] + len(extra))
    return raw[:at] + bytes(head) + name + extra + bytes(tail)


def with_member(whole: bytes, part: str, data: bytes, size: int, checksum: int = 0) -> bytes:
    """A package with one more part, whose packed bytes and size are as told, not as they are."""
    name = part.encode()
    end = whole.rindex(b"PK\x05\x06")
    listed = struct.unpack_from("<I", whole, end + 16)[0]
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, checksum, len(data), size, len(name), 0)
    local = b"PK\x03\x04" + common + name + data
    place = struct.pack("<HHHII", 0, 0, 0, 0, listed)
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + place + name
    count = struct.unpack_from("<H", whole, end + 10)[0] + 1
    long = struct.unpack_from("<I", whole, end + 12)[0] + len(entry)
    tail = struct.pack("<HHHHIIH", 0, 0, count, count, long, listed + len(local), 0)
    return whole[:listed] + local + whole[listed:end] + entry + b"PK\x05\x06" + tail


def packed(head: bytes, again: bytes = b"", times: int = 0) -> bytes:
    """Packed bytes that begin with `head` and say `again` many times over, made in no time: a part
    that is flushed can be repeated as it is."""
    pack = zlib.compressobj(6, zlib.DEFLATED, -15)
    first = pack.compress(head) + pack.flush(zlib.Z_FULL_FLUSH)
    part = pack.compress(again) + pack.flush(zlib.Z_FULL_FLUSH)
    return first + part * times + pack.flush()


_HEAD = b"<a>aaaaaaa"
_MILLION = packed(_HEAD, b"a" * _MB, 381)
_ROWS_HEAD = b"<worksheet><sheetData>"
_THOUSAND_ROWS = b"".join(b"<row><c><v>%d</v></c></row>" % (n * 7919) for n in range(1000))


def _too_large(whole: bytes, part: str) -> bytes:
    return with_member(whole, part, _MILLION, len(_HEAD) + 381 * _MB)


def _small_claim() -> bytes:
    """A part that says it has ten bytes, with their right checksum, and unpacks to 381 MB."""
    return with_member(workbook(), "xl/calcChain.xml", _MILLION, len(_HEAD), zlib.crc32(_HEAD))


def _million_rows() -> bytes:
    size = len(_ROWS_HEAD) + 1000 * len(_THOUSAND_ROWS)
    return with_member(
        workbook(), "xl/worksheets/sheet2.xml", packed(_ROWS_HEAD, _THOUSAND_ROWS, 1000), size
    )


def _endless_list() -> bytes:
    """Two hundred thousand entries of nothing: the list of contents is the bomb."""
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    count = 200_000
    end = struct.pack("<HHHHIIH", 0, 0, 65535, 65535, len(entry) * count, 4, 0)
    return b"PK\x03\x04" + entry * count + b"PK\x05\x06" + end


def _locked(whole: bytes) -> bytes:
    """A package whose members all say that they need a password."""
    raw, at = bytearray(whole), -1
    while (at := raw.find(b"PK\x01\x02", at + 1)) >= 0:
        raw[at + 8] |= 1
    return bytes(raw)


def _squeezed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
    return out.getvalue()


def _long_list(raw: bytes) -> bytes:
    return raw.replace(
        b"<sheets>", b"<sheets>" + b"".join(b"<x a='%d'/>" % (n * 7919) for n in range(300_000))
    )


def _with_hidden_row(whole: bytes) -> bytes:
    return repacked(whole, lambda raw: raw.replace(b'<row r="2"', b'<row r="2" hidden="1"'))


def _sheets(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", content)
    return out.getvalue()


def open_document(rows: str) -> bytes:
    office, table, text = (
        f"urn:oasis:names:tc:opendocument:xmlns:{one}:1.0" for one in ("office", "table", "text")
    )
    return _sheets(
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}">'
        f'<office:body><office:spreadsheet><table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>".encode()
    )


def _cell(text: str, times: int = 1) -> str:
    return (
        f'<table:table-cell table:number-columns-repeated="{times}" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


ODS_ROWS = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in ROWS)
_ODS_BOMB = (
    f'<table:table-row table:number-rows-repeated="1048576">{_cell("a", 16384)}</table:table-row>'
)
_DEEP = "<w:customXml>" * 3000 + "<w:p/>" + "</w:customXml>" * 3000
_LINKED = [
    ("xl/worksheets/_rels/sheet1.xml.rels",
     '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
     'Id="r9" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
     'externalLink" Target="http://127.0.0.1:9/x"/></Relationships>'),
]  # fmt: skip
_TEMPLATE = [
    ("word/_rels/settings.xml.rels",
     '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
     'Id="r1" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
     'attachedTemplate" Target="http://127.0.0.1:9/x.dotm"/></Relationships>'),
]  # fmt: skip
_CLIMBING = [
    ("../../出去.txt", b"x"), ("/绝对.txt", b"x"), ("C:\\win.txt", b"x"), ("con.txt", b"x"), ("NUL", b"x")
]  # fmt: skip
_MACRO = ("vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"Sub AutoOpen()" * 9)


OFFICE: dict[str, Made] = {
    "laughs": (_xlsx(_before(_LAUGHS), part="xl/styles.xml"), Refused("hostile")),
    "laughs in word": (_docx(change=_before(_LAUGHS)), Refused("hostile")),
    "quadratic": (_xlsx(_before(_QUADRATIC), part="xl/workbook.xml"), Refused("hostile")),
    "entity of a file, far down": (_external, Refused("hostile")),
    "document type in a part of another name": (_renamed_part, Refused("hostile")),
    "outer template": (_docx(more=_TEMPLATE), Text("甲镕")),
    "outer link": (_xlsx(more=_LINKED), Rows(ROWS)),
    "depth 3000": (_docx(_DEEP), Refused("damaged")),
    "a part of 381 MB in word": (
        put("甲.docx", lambda: _too_large(_wordy(), "word/more.xml")), Refused("bomb")
    ),
    "a part of 381 MB": (put("甲.xlsx", lambda: _too_large(workbook(), "xl/more.xml")), Refused("bomb")),
    "text of 12 MB, well within": (
        _docx(change=lambda raw: raw.replace("甲镕".encode(), _long_text())), Refused("damaged")
    ),
    "cell of 12 MB, well within": (_xlsx(_one_cell()), Refused("heavy")),
    "a million rows": (put("甲.xlsx", _million_rows), Refused("vast")),
    "two cells far apart": (_xlsx(lambda raw: raw.replace(b"</sheetData>", _FAR)), Refused("vast")),
    "two cells far apart, in another part": (
        put("甲.xlsx", _wrong_place), Refused("heavy")
    ),
    "a table without end in ods": (put("甲.ods", lambda: open_document(_ODS_BOMB)), Refused("damaged")),
    "ods": (put("甲.ods", lambda: open_document(ODS_ROWS)), Rows(ROWS)),
    "xlsm": (_xlsx(more=[("xl/" + _MACRO[0], _MACRO[1])], name="甲.xlsm"), Rows(ROWS)),
    "docm": (_docx(more=[("word/" + _MACRO[0], _MACRO[1])], name="甲.docm"), Text("甲镕")),
    "xlsx named xls": (_xlsx(name="甲.xls"), Rows(ROWS)),
    "xlsx named docx": (_xlsx(name="甲.docx"), Rows(ROWS)),
    "docx named xlsx": (_docx(name="甲.xlsx"), Text("甲镕")),
    "docx named wps": (_docx(name="甲.wps"), Text("甲镕")),
    "climbing names": (_xlsx(more=_CLIMBING), Rows(ROWS)),
    "names in GBK": (put("甲.xlsx", _gbk_names), Rows(ROWS)),
    "zip of a workbook": (put("甲.zip", lambda: repacked(_sheets(b""), None, [("甲.xlsx", workbook())]).replace(b"spreadsheet", b"archivearch")), Refused("unsupported")),
    "overlapping": (put("甲.xlsx", _overlapping), Refused("hostile")),
    "a terabyte, it says": (put("甲.xlsx", _huge_claim), Refused("bomb")),
    "ten bytes, it says": (put("甲.xlsx", _small_claim), Refused("bomb")),
    "endless list of contents": (put("甲.xlsx", _endless_list), Refused("bomb")),
    "packed as no office packs": (put("甲.xlsx", _squeezed), Refused("damaged")),
    "endless list of sheets": (
        put("甲.xlsx", lambda: repacked(_with_hidden_row(workbook()), _long_list, (), "xl/workbook.xml")),
        Refused("bomb"),
    ),
    "zip with a password": (put("甲.xlsx", lambda: _locked(workbook())), Refused("encrypted")),
    "xlsx cut off": (put("甲.xlsx", lambda: workbook()[:-200]), Refused("damaged")),
    "ods cut off": (put("甲.ods", lambda: open_document(ODS_ROWS)[:-100]), Refused("damaged")),
    "a part that is not xml": (_xlsx(lambda _: b"\x00\xff" * 99), Refused("damaged")),
    "no sheet at all": (_xlsx(lambda raw: raw.replace(b"<sheet ", b"<shoot "), part="xl/workbook.xml"), Refused("blank")),
}  # fmt: skip
