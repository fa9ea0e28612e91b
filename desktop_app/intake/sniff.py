"""What a file is, by its content: the extension is only a hint for the words of a refusal."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from desktop_app.intake.compound import MAGIC, Compound
from desktop_app.intake.opening import content_of, opened
from desktop_app.intake.other_kinds import (
    ARCHIVES,
    archive,
    is_saved_mail,
    mail,
    old_word,
    other_text,
)
from desktop_app.intake.unreadable import Unreadable, bomb, damaged, encrypted, hostile, shown_name

_ENTRIES, _UNPACKED, _RATIO = 2_000, 200_000_000, 200
_RATIO_FROM = 1_000_000
_PIECE = 65_536
_DTD = b"<!DOCTYPE"
# What may stand before the root element besides a document type, and how it ends.
_ASIDE = ((b"<!--", b"-->"), (b"<?", b"?>"))
_BLANK = b" \t\r\n"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
# How every entry of a zip's list of contents begins; files inside a file have a list of their own.
_LISTED = b"PK\x01\x02"
_LOCAL_HEADER = 30

# PNG, JPEG, GIF, BMP, TIFF: screenshots and photos of tables come under any name.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")

# [MS-XLS] 2.4.117: the record that stands near the head of a workbook with a password.
_FILEPASS = 0x002F
_ENCRYPTED = frozenset({"EncryptedPackage", "EncryptionInfo"})
_OLD_WORKBOOK = frozenset({"Workbook", "Book"})
_SLIDES = "PowerPoint Document"
_OLE_WORDS = (*_ENCRYPTED, *_OLD_WORKBOOK, "WordDocument", _SLIDES)
# Word itself does not always call its document word/document.xml.
_WORD = re.compile(r"word/document\d{0,3}\.xml")
# What the packages of office programs hold, and archives do not.
_OFFICE = ("[Content_Types].xml", "mimetype", "xl/", "word/", "ppt/", "META-INF/")
_MACRO = re.compile(r"(?:.*/)?vbaproject\.bin|xl/macrosheets/.+|basic/.+/.+\.xml")
_OLD_MACROS = "_VBA_PROJECT_CUR"

FileKind = Literal["workbook", "csv", "docx", "pdf", "scan"]


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of reader a file needs, and the extension that its content deserves.

    Macros are told of: nothing here runs them.
    """

    kind: FileKind
    suffix: str
    has_macros: bool = False


def sniff(path: Path) -> Sniffed:
    """Look at a file without parsing it; raises `Unreadable` with what to do."""
    return sniff_content(path, content_of(path))


def is_pdf(path: Path, largest: int) -> bool:
    """Whether a file of at most `largest` bytes begins as a PDF; raises `Unreadable`, for a picture
    too."""
    with opened(path, largest) as handle:
        head = handle.read(_HEAD)
    _refuse_picture(shown_name(path), head)
    return _begins_as_pdf(head)


def sniff_content(path: Path, content: bytes) -> Sniffed:
    """What the bytes of a file are; its name is for the words, and tells a CSV from other texts."""
    name = shown_name(path)
    if content.startswith(b"PK"):
        return _zip(name, content)
    if content.startswith(MAGIC):
        return _sniff_ole(name, content)
    if _begins_as_pdf(content):
        return Sniffed("pdf", ".pdf")
    return _sniff_text(name, path.suffix.lower(), content[:_HEAD])


def _begins_as_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _zip(name: str, content: bytes) -> Sniffed:
    try:
        return _sniff_zip(name, content)
    except Unreadable:
        raise
    except Exception as reason:  # What zipfile raises on broken bytes is written nowhere.
        raise damaged(name) from reason


def _sniff_zip(name: str, content: bytes) -> Sniffed:
    # The list of contents is read as a whole before it can be counted.
    if content.count(_LISTED) > 2 * _ENTRIES:
        raise bomb(name)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = packed.infolist()
        _refuse_bombs(name, members)
        names = {member.filename for member in members}
        if not any(one.startswith(_OFFICE) for one in names):
            # However it is packed: whoever unpacks it needs a program that knows how.
            raise _other_zip(name, members)
        if any(member.flag_bits & 1 for member in members):
            raise encrypted(name)
        _refuse_odd(name, members)
        _refuse_dtd(name, packed, members)
        has_macros = any(_MACRO.fullmatch(one.replace("\\", "/").lower()) for one in names)
        if b"spreadsheet" in _begin(packed, "mimetype", 200):
            if b"encryption-data" in _begin(packed, "META-INF/manifest.xml", _RATIO_FROM):
                raise encrypted(name)
            return Sniffed("workbook", ".ods", has_macros)
    if "xl/workbook.xml" in names:
        return Sniffed("workbook", ".xlsx", has_macros)
    if "xl/workbook.bin" in names:
        return Sniffed("workbook", ".xlsb", has_macros)
    if any(_WORD.fullmatch(one) for one in names):
        return Sniffed("docx", ".docx", has_macros)
    raise _other_zip(name, members)


def _other_zip(name: str, members: list[zipfile.ZipInfo]) -> Unreadable:
    names = {member.filename for member in members}
    if "OFD.xml" in names:
        return Unreadable(
            "unsupported", f"「{name}」是 OFD 版式文件;请让对方发送原来的 .xlsx 或 .docx 文件。"
        )
    if {"mimetype", "ppt/presentation.xml", "[Content_Types].xml"} & names:
        return Unreadable(
            "unsupported",
            f"「{name}」不是表格或 Word 文件;请选择 .xlsx、.xls、.csv 或 .docx 文件。",
        )
    return archive(name, members)


def _begin(packed: zipfile.ZipFile, part: str, count: int) -> bytes:
    if part not in packed.namelist():
        return b""
    with packed.open(part) as handle:
        return handle.read(count)


def _refuse_bombs(name: str, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > _RATIO_FROM and member.file_size > _RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > _ENTRIES or total > _UNPACKED or swollen:
        raise bomb(name)


def _refuse_odd(name: str, members: list[zipfile.ZipInfo]) -> None:
    """Members that lie over one another, or are packed as no office program packs."""
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise hostile(name)
        end = member.header_offset + _LOCAL_HEADER + member.compress_size
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # The others may ask for gigabytes to unpack a few bytes.
            raise damaged(name)


def _refuse_dtd(name: str, packed: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """A document type declaration has no place in an office file; it is how entities attack."""
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            with packed.open(member) as handle:
                if _has_dtd(handle):
                    raise hostile(name)


def _has_dtd(part: IO[bytes]) -> bool:
    """Whether a document type stands in front of the root element, however far behind."""
    head = part.read(_PIECE)
    # Parts in UTF-16 hold the same letters with zero bytes between them; what else they hold may
    # look like the end of a comment and be none.
    if b"\0" in head[:4]:
        return _holds(head, part, _DTD)
    rest = next((head[len(mark) :] for mark in _MARKS if head.startswith(mark)), head)
    while True:
        rest = rest.lstrip(_BLANK)
        if rest and not rest.startswith(b"<"):
            # No XML; whatever a parser makes of it, it shall find none.
            return _holds(rest, part, _DTD)
        aside = next(((start, end) for start, end in _ASIDE if rest.startswith(start)), None)
        if aside is not None:
            start, end = aside
            at = rest.find(end, len(start))
            if at >= 0:
                rest = rest[at + len(end) :]
                continue
            # As much as may hold the beginning of its end.
            rest = start + rest[len(start) :][1 - len(end) :]
        elif len(rest) >= len(_DTD):
            return rest.startswith(_DTD)
        more = part.read(_PIECE)
        if not more:
            return False
        rest += more


def _holds(head: bytes, part: IO[bytes], word: bytes) -> bool:
    while head:
        rest = head.replace(b"\0", b"")
        if word in rest:
            return True
        more = part.read(_PIECE)
        head = rest[1 - len(word) :] + more if more else b""
    return False


def _sniff_ole(name: str, content: bytes) -> Sniffed:
    is_locked = False
    try:
        compound = Compound(content)
        names = compound.names
        for book in names & _OLD_WORKBOOK:
            is_locked |= _asks_password(compound.head(book, _HEAD))
    except ValueError as reason:
        # Cut off: what is left of its names still says what it was.
        names = frozenset(word for word in _OLE_WORDS if word.encode("utf-16-le") in content)
        if not names:
            raise damaged(name) from reason
    if is_locked or names & _ENCRYPTED:
        raise encrypted(name)
    if names & _OLD_WORKBOOK:
        return Sniffed("workbook", ".xls", _OLD_MACROS in names)
    if "WordDocument" in names:
        raise old_word(name, "旧版 Word 或 WPS 文字文件")
    if _SLIDES in names:
        raise Unreadable(
            "unsupported", f"「{name}」是演示文稿;请让对方发送 .xlsx 表格或 .docx 文件。"
        )
    if is_saved_mail(names):
        raise mail(name)
    raise Unreadable(
        "unsupported", f"「{name}」的格式不认识;请在 WPS 中另存为 .xlsx 或 .docx 后再导入。"
    )


def _asks_password(workbook: bytes) -> bool:
    """Whether an old workbook's records begin with one that asks for a password."""
    at = 0
    while at + 4 <= len(workbook):
        record = int.from_bytes(workbook[at : at + 2], "little")
        if record == _FILEPASS:
            return True
        at += 4 + int.from_bytes(workbook[at + 2 : at + 4], "little")
    return False


def _sniff_text(name: str, suffix: str, head: bytes) -> Sniffed:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(
            "encoding", f"「{name}」的文字编码(UTF-16)不能读取;请用 WPS 打开后另存为 .xlsx。"
        )
    _refuse_picture(name, head)
    if head.startswith(ARCHIVES):
        raise archive(name)
    if b"\x00" in head:
        raise damaged(name)
    other = other_text(name, suffix, head.lstrip(b"\xef\xbb\xbf \t\r\n").lower())
    if other is not None:
        raise other
    if suffix in (".csv", ".txt", ".tsv"):
        return Sniffed("csv", ".csv")
    raise Unreadable(
        "mistyped", f"「{name}」的内容与扩展名不符,打不开;请用 WPS 重新另存为 .xlsx 或 .docx。"
    )


def _refuse_picture(name: str, head: bytes) -> None:
    if head.startswith(_PICTURES) or head[8:12] in (b"WEBP", b"heic", b"mif1"):
        raise Unreadable(
            "picture",
            f"「{name}」是图片,不是表格或 Word 文件;请让对方发送原来的 .xlsx 或 .docx 文件。",
        )
