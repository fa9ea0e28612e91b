"""Files of other kinds that come in place of a table or a text: what each is, and what to do."""

import contextlib
import re
import zipfile
from collections.abc import Collection, Sequence

from desktop_app.intake.unreadable import Unreadable, shown

ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<!--", b"<style", b"<div")
# The table and the text that Office 2003 and 导出 programs write as one XML file.
_XML_TABLE = (b"excel.sheet", b"urn:schemas-microsoft-com:office:spreadsheet")
_XML_TEXT = (b"word.document", b"schemas.microsoft.com/office/word/2003/wordml")
# What the first lines of a mail begin with; a page saved as one file (.mht) has them, too.
_MAIL = re.compile(
    rb"(?:return-path|received|from|to|cc|date|subject|message-id|mime-version|x-[\w-]{1,40})\s?:"
)
_SAVED_PAGE = (b"saved by", b"snapshot-content-location", b"multipart/related")
_PAGE_NAMES = (".mht", ".mhtml", ".xls", ".xlsx", ".htm", ".html")
# How the parts of a mail that Outlook saved are called.
_MESSAGE = ("__properties", "__substg", "__nameid")
_WANTED = (
    ".xlsx",
    ".xls",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".et",
    ".csv",
    ".docx",
    ".doc",
    ".wps",
    ".pdf",
)
_UTF_8_NAME = 0x800


def old_word(name: str, what: str) -> Unreadable:
    """The refusal of a text that Word or WPS can save in another form."""
    return Unreadable("old_word", f"「{name}」是{what};请在 WPS 中另存为 .docx 后再导入。")


def mail(name: str) -> Unreadable:
    """The refusal of a mail: what it brought is wanted."""
    return Unreadable(
        "mail", f"「{name}」是邮件;请用邮箱打开它,把附件里的表格或 Word 文件另存后再导入。"
    )


def is_saved_mail(names: Collection[str]) -> bool:
    """Whether a compound file with these parts is a mail that Outlook saved."""
    return any(one.startswith(_MESSAGE) for one in names)


def archive(name: str, members: Sequence[zipfile.ZipInfo] = ()) -> Unreadable:
    """The refusal of an archive, with the name of what is wanted in it, as far as it tells."""
    found = [one for one in map(_in_zip, members) if one.lower().endswith(_WANTED)]
    if not found:
        return Unreadable(
            "unsupported",
            f"「{name}」是压缩包,不是表格或 Word 文件;请先解压,再选择其中的 .xlsx 或 .docx 文件。",
        )
    several = f"等 {len(found)} 个文件" if len(found) > 1 else ""
    return Unreadable(
        "unsupported",
        f"「{name}」是压缩包,里面有「{shown(found[0])}」{several};请先解压,再选择解压后的文件。",
    )


def other_text(name: str, suffix: str, start: bytes) -> Unreadable | None:
    """The refusal of a text that is no table, by how it begins (in small letters)."""
    if start.startswith(b"{\\rtf"):
        return old_word(name, " RTF 文字文件")
    if start.startswith(_PAGES):
        if any(word in start for word in _XML_TEXT):
            return old_word(name, " 2003 版的 Word XML 文件")
        is_table = any(word in start for word in _XML_TABLE)
        return _page(name, "XML 表格" if is_table else "网页")
    if _MAIL.match(start):
        is_page = any(word in start for word in _SAVED_PAGE) or suffix in _PAGE_NAMES
        return _page(name, "网页") if is_page else mail(name)
    return None


def _page(name: str, what: str) -> Unreadable:
    return Unreadable(
        "html",
        f"「{name}」其实是{what}(有些系统导出的表格就是这样);请用 WPS 打开后另存为 .xlsx,再导入。",
    )


def _in_zip(member: zipfile.ZipInfo) -> str:
    """The name of a file in an archive, without its folders."""
    name = member.filename
    if not member.flag_bits & _UTF_8_NAME:
        # Chinese programs write names in their own encoding, and do not say so.
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/").rsplit("/", 1)[-1]
