"""What a file is, by its content: the extension is only a hint for the words of a refusal."""

import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import olefile

from desktop_app.errors import AppError, in_words

LARGEST = 50_000_000
_ENTRIES, _UNPACKED, _RATIO = 2_000, 200_000_000, 200
_RATIO_FROM = 1_000_000
# A document type stands before the root element; no honest part has this much in front of it.
_PROLOGUE = 65_536
_DTD = b"<!DOCTYPE"

_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError
)  # fmt: skip

# PNG, JPEG, GIF, BMP, TIFF: screenshots and photos of tables come under any name.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")

# [MS-XLS] 2.4.117: the record that stands near the head of a workbook with a password.
_FILEPASS = 0x002F
_ENCRYPTED = frozenset({"EncryptedPackage", "EncryptionInfo"})
_OLD_WORKBOOK = frozenset({"Workbook", "Book"})
_OLE_WORDS = (*_ENCRYPTED, *_OLD_WORKBOOK, "WordDocument")

FileKind = Literal["workbook", "csv", "docx", "pdf", "scan"]


class Unreadable(AppError):
    """The file cannot be taken in; `reason` is one word for programs."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of reader a file needs, and the extension that its content deserves."""

    kind: FileKind
    suffix: str


def sniff(path: Path, largest: int = LARGEST) -> Sniffed:
    """Look at a file without parsing it; raises `Unreadable` with what to do.

    `largest` is how many bytes it may have.
    """
    name = path.name
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise Unreadable("folder", f"「{name}」是文件夹;请选择其中的文件。")
        if not stat.S_ISREG(about.st_mode):
            # Opening a pipe would wait for ever.
            raise Unreadable("unsupported", f"「{name}」不是普通文件;请选择表格或 Word 文件。")
        with path.open("rb") as handle:
            head = handle.read(4096)
    except FileNotFoundError as reason:
        raise Unreadable("missing", f"文件「{path}」不存在;请检查路径和文件名。") from reason
    except (OSError, ValueError) as reason:
        words = in_words(reason) if isinstance(reason, OSError) else "路径不合规"
        raise Unreadable(
            "denied", f"文件「{name}」读不出来({words});请检查权限,或复制到本机后再导入。"
        ) from reason
    if about.st_size == 0:
        raise Unreadable("empty", f"文件「{name}」是空的(0 字节);请让对方重新发送。")
    if about.st_size > largest:
        raise Unreadable(
            "large",
            f"文件「{name}」超过 {largest // 1_000_000} MB;请删去图片和无关内容后另存再导入。",
        )
    if head.startswith(b"PK"):
        return _sniff_zip(path)
    if head.startswith(olefile.MAGIC):
        return _sniff_ole(path)
    if b"%PDF-" in head[:1024]:
        return Sniffed("pdf", ".pdf")
    return _sniff_text(path, head)


def damaged(name: str) -> Unreadable:
    """The refusal of a file whose bytes are not what its kind asks for."""
    return Unreadable("damaged", f"文件「{name}」已损坏,打不开;请让对方重新发送。")


def encrypted(name: str) -> Unreadable:
    """The refusal of a file that asks for a password."""
    return Unreadable("encrypted", f"文件「{name}」已加密;请在 WPS 中去掉密码后另存,再导入。")


def _sniff_zip(path: Path) -> Sniffed:
    name = path.name
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            _refuse_bombs(name, members)
            if any(member.flag_bits & 1 for member in members):
                raise encrypted(name)
            _refuse_dtd(name, packed, members)
            names = {member.filename for member in members}
            if "mimetype" in names and b"spreadsheet" in packed.read("mimetype")[:200]:
                if b"encryption-data" in _part(packed, "META-INF/manifest.xml"):
                    raise encrypted(name)
                return Sniffed("workbook", ".ods")
    except _ZIP_FAULTS as reason:
        raise damaged(name) from reason
    if "word/document.xml" in names:
        return Sniffed("docx", ".docx")
    if "xl/workbook.xml" in names:
        return Sniffed("workbook", ".xlsx")
    if "xl/workbook.bin" in names:
        return Sniffed("workbook", ".xlsb")
    raise Unreadable(
        "unsupported", f"「{name}」不是表格或 Word 文件;请选择 .xlsx、.xls、.csv 或 .docx 文件。"
    )


def _part(packed: zipfile.ZipFile, part: str) -> bytes:
    return packed.read(part) if part in packed.namelist() else b""


def _refuse_bombs(name: str, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > _RATIO_FROM and member.file_size > _RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > _ENTRIES or total > _UNPACKED or swollen:
        raise Unreadable("bomb", f"文件「{name}」展开后异常大,没有读取;请让对方检查后重新发送。")


def _refuse_dtd(name: str, packed: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """A document type declaration has no place in an office file; it is how entities attack."""
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with packed.open(member) as handle:
                # Parts in UTF-16 hold the same letters with zero bytes between them.
                prologue = handle.read(_PROLOGUE).replace(b"\0", b"")
            if _DTD in prologue:
                raise Unreadable(
                    "hostile", f"文件「{name}」含有不安全的内容,没有读取;请让对方另存后重发。"
                )


def _sniff_ole(path: Path) -> Sniffed:
    name = path.name
    is_locked = False
    try:
        with path.open("rb") as handle, olefile.OleFileIO(handle) as compound:
            # Embedded documents lie deeper.
            names = {entry[0] for entry in compound.listdir(storages=True)}
            for book in names & _OLD_WORKBOOK:
                is_locked |= _asks_password(compound.openstream(book).read())
    except (OSError, ValueError, LookupError, TypeError, struct.error) as reason:
        # Cut off: what is left of its names still says what it was.
        raw = path.read_bytes()
        names = {word for word in _OLE_WORDS if word.encode("utf-16-le") in raw}
        if not names:
            raise damaged(name) from reason
    if is_locked or names & _ENCRYPTED:
        raise encrypted(name)
    if names & _OLD_WORKBOOK:
        return Sniffed("workbook", ".xls")
    if "WordDocument" in names:
        raise Unreadable(
            "old_word", f"「{name}」是旧版 Word 或 WPS 文字文件;请在 WPS 中另存为 .docx 后再导入。"
        )
    raise Unreadable(
        "unsupported", f"「{name}」的格式不认识;请在 WPS 中另存为 .xlsx 或 .docx 后再导入。"
    )


def _asks_password(workbook: bytes) -> bool:
    """Whether an old workbook's records begin with one that asks for a password."""
    at = 0
    while at + 4 <= len(workbook):
        record, length = struct.unpack_from("<HH", workbook, at)
        if record == _FILEPASS:
            return True
        at += 4 + length
    return False


def _sniff_text(path: Path, head: bytes) -> Sniffed:
    name = path.name
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(
            "encoding", f"「{name}」的文字编码(UTF-16)不能读取;请用 WPS 打开后另存为 .xlsx。"
        )
    if head.startswith(_PICTURES) or head[8:12] in (b"WEBP", b"heic", b"mif1"):
        raise Unreadable(
            "picture",
            f"「{name}」是图片,不是表格或 Word 文件;请让对方发送原来的 .xlsx 或 .docx 文件。",
        )
    if b"\x00" in head:
        raise damaged(name)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<!--")):
        raise Unreadable("html", f"「{name}」其实是网页;请用 WPS 打开后另存为 .xlsx,再导入。")
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return Sniffed("csv", ".csv")
    raise Unreadable(
        "mistyped", f"「{name}」的内容与扩展名不符,打不开;请用 WPS 重新另存为 .xlsx 或 .docx。"
    )
