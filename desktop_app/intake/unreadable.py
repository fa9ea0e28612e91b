"""The one refusal of a foreign file, and its sentences that more than one module says."""

import unicodedata
from typing import TYPE_CHECKING

from desktop_app.errors import AppError

if TYPE_CHECKING:
    # The reading process does without: loading it takes a tenth of its start.
    from pathlib import PurePath

# What moves, hides or ends the words around it has no place in a sentence.
_UNSHOWN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_LONGEST_NAME = 120
# What the sheets of one file may hold together; the program that asks has no limit of memory.
MOST_CELLS = 5_000_000
# As many as Excel has; a number of a column beyond is damage.
MOST_COLUMNS = 16_384


class Unreadable(AppError):
    """The file cannot be taken in; `reason` is one word for programs."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class TooVast(Exception):
    """In the reading process: more cells than a table of projects ever has."""


class Hostile(Exception):
    """In the reading process: what only an attack needs, where the look over the file missed it."""


class TooMuch(Exception):
    """In the reading process: more of something than a document that a person made."""


def shown_name(path: "PurePath") -> str:
    """The file's name as it may stand in a sentence."""
    return shown(path.name)


def shown(place: str) -> str:
    """A name or path on one line, in letters that can be written, and not longer than a line.

    Names unpacked from an archive of another system are not always text.
    """
    name = "".join("?" if unicodedata.category(letter) in _UNSHOWN else letter for letter in place)
    return name if len(name) <= _LONGEST_NAME else f"…{name[-_LONGEST_NAME:]}"


def damaged(name: str) -> Unreadable:
    """The refusal of a file whose bytes are not what its kind asks for."""
    return Unreadable("damaged", f"文件「{name}」已损坏,打不开;请让对方重新发送。")


def encrypted(name: str) -> Unreadable:
    """The refusal of a file that asks for a password."""
    return Unreadable("encrypted", f"文件「{name}」已加密;请在 WPS 中去掉密码后另存,再导入。")


def bomb(name: str) -> Unreadable:
    """The refusal of a file that says, or turns out, to be far larger than it looks."""
    return Unreadable("bomb", f"文件「{name}」展开后异常大,没有读取;请让对方检查后重新发送。")


def hostile(name: str) -> Unreadable:
    """The refusal of a file with what no office program writes, and attacks need."""
    return Unreadable("hostile", f"文件「{name}」含有不安全的内容,没有读取;请让对方另存后重发。")


def vast(name: str) -> Unreadable:
    """The refusal of a table with more cells or rows than anybody has projects."""
    return Unreadable(
        "vast",
        f"文件「{name}」的表格范围过大(远处有多余的单元格);"
        "请把项目表复制到新的工作簿,另存后再导入。",
    )
