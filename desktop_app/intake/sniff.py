"""What a file is, by its content: the extension is only a hint for the words of a refusal."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import AppError

LARGEST = 50_000_000
_ENTRIES, _UNPACKED, _RATIO = 2_000, 200_000_000, 200
_CELLS, _ROWS = 2_000_000, 200_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK, _OVERLAP = 1 << 20, 200
_ROW = re.compile(rb"<(?:\w+:)?row [^>]*?\br=[\"'](\d{1,7})")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]{1,3})\d")


class Unreadable(AppError):
    """The file cannot be taken in; `reason` is one word for programs."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of reader a file needs: workbook, csv, docx or pdf."""

    kind: str
    suffix: str


def sniff(path: Path) -> Sniffed:
    """Look at a file without parsing it; raises `Unreadable` with what to do."""
    name = path.name
    if path.is_dir():
        raise Unreadable("folder", f"「{name}」是文件夹;请选择其中的文件。")
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            head = handle.read(4096)
    except FileNotFoundError as reason:
        raise Unreadable("missing", f"文件「{path}」不存在;请检查路径和文件名。") from reason
    except OSError as reason:
        raise Unreadable(
            "denied", f"文件「{name}」读不出来({reason.strerror});请检查权限。"
        ) from reason
    if size == 0:
        raise Unreadable("empty", f"文件「{name}」是空的(0 字节);请让对方重新发送。")
    if size > LARGEST:
        raise Unreadable("large", f"文件「{name}」超过 50 MB;请删去图片和无关内容后另存再导入。")
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(path)
    if head.startswith(_OLE):
        return _sniff_ole(path)
    if head.startswith(b"%PDF-"):
        return Sniffed("pdf", ".pdf")
    return _sniff_text(path, head)


def _sniff_zip(path: Path) -> Sniffed:
    name = path.name
    try:
        with zipfile.ZipFile(path) as packed:
            members = packed.infolist()
            _refuse_bombs(name, members)
            names = {member.filename for member in members}
            if "word/document.xml" in names:
                _refuse_dtd(name, packed, ["word/document.xml"])
                return Sniffed("docx", ".docx")
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                sheets = [n for n in names if n.startswith("xl/worksheets/") and n.endswith(".xml")]
                _refuse_dtd(name, packed, ["xl/workbook.xml", "xl/sharedStrings.xml", *sheets])
                for sheet in sheets:
                    _refuse_vast(name, packed, sheet)
                return Sniffed("workbook", ".xlsx" if "xl/workbook.xml" in names else ".xlsb")
            if "mimetype" in names and b"spreadsheet" in packed.read("mimetype"):
                return Sniffed("workbook", ".ods")
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as reason:
        raise _damaged(name) from reason
    raise Unreadable(
        "unsupported", f"「{name}」不是表格或 Word 文件;请选择 .xlsx、.xls、.csv 或 .docx 文件。"
    )


def _refuse_bombs(name: str, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > 1_000_000 and member.file_size > _RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > _ENTRIES or total > _UNPACKED or swollen:
        raise Unreadable("bomb", f"文件「{name}」展开后异常大,没有读取;请让对方检查后重新发送。")


def _refuse_dtd(name: str, packed: zipfile.ZipFile, parts: list[str]) -> None:
    """A document type declaration has no place in an office file; it is how entities attack."""
    present = set(packed.namelist())
    for part in parts:
        if part in present:
            with packed.open(part) as handle:
                if b"<!DOCTYPE" in handle.read(4096).upper():
                    raise Unreadable(
                        "hostile", f"文件「{name}」含有不安全的内容,没有读取;请让对方另存后重发。"
                    )


def _refuse_vast(name: str, packed: zipfile.ZipFile, sheet: str) -> None:
    """Two cells far apart make some readers reserve the whole rectangle between them.

    A search over the bytes is quick and friendly; what evades it meets the process's limits.
    """
    rows, last_row, last_column, rest = 0, 0, 0, b""
    with packed.open(sheet) as handle:
        while chunk := handle.read(_CHUNK):
            text = rest + chunk
            numbers = _ROW.findall(text)
            rows += len(numbers)
            last_row = max([last_row, *map(int, numbers)])
            for letters in set(_CELL.findall(text)):
                last_column = max(last_column, _column_number(letters))
            rest = text[-_OVERLAP:]
    if rows > _ROWS or last_row * last_column > _CELLS:
        raise Unreadable(
            "vast",
            f"文件「{name}」的表格范围过大(远处有多余的单元格);"
            "请把项目表复制到新的工作簿,另存后再导入。",
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sniff_ole(path: Path) -> Sniffed:
    name = path.name
    raw = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise Unreadable("encrypted", f"文件「{name}」已加密;请在 WPS 中去掉密码后另存,再导入。")
    if "WordDocument".encode("utf-16-le") in raw:
        raise Unreadable(
            "old_word", f"「{name}」是旧版 Word 文件;请在 WPS 中另存为 .docx 后再导入。"
        )
    workbook = "Workbook".encode("utf-16-le") in raw or "Book".encode("utf-16-le") in raw
    if not workbook:
        raise Unreadable(
            "unsupported", f"「{name}」的格式不认识;请在 WPS 中另存为 .xlsx 或 .docx。"
        )
    return Sniffed("workbook", ".xls")


def _sniff_text(path: Path, head: bytes) -> Sniffed:
    name = path.name
    if b"\x00" in head:
        raise _damaged(name)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Unreadable("html", f"「{name}」其实是网页;请用 WPS 打开后另存为 .xlsx,再导入。")
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return Sniffed("csv", ".csv")
    raise Unreadable(
        "mistyped", f"「{name}」的内容与扩展名不符,打不开;请用 WPS 重新另存为 .xlsx 或 .docx。"
    )


def _damaged(name: str) -> Unreadable:
    return Unreadable("damaged", f"文件「{name}」已损坏,打不开;请让对方重新发送。")
