"""A table that came as text, out of a chat, a mail or a spreadsheet: lines of parted cells, or
projects with the names of the columns written beside their values."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Sequence
from statistics import multimode

from desktop_app.core.block import TooMuch, read_block
from desktop_app.intake.labelled_lines import labelled
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.unreadable import MOST_COLUMNS, Unreadable
from desktop_app.intake.year_tenths import year_tenths

NAME = "粘贴的文字"
_MOST_SIGNS = 2_000_000
_MOST_LINES = 20_000
_WIDE_GAP = re.compile(r"[ \u3000\u00a0]{2,}|\u3000")
_GAP = re.compile(r"\s+")
# Two cells beside one another may be a sentence with a gap in it.
_LEAST_CELLS = 3

Rows = list[list[str]]
Parting = Callable[[str], list[str]]


def read_pasted(text: str, name: str = NAME) -> Raw:
    """The one sheet that a text is; row n is its nth line. Raises `Unreadable`.

    What parts the cells is what parts most lines alike.
    """
    if not text.strip():
        raise Unreadable("empty", "没有粘贴到文字;请先在聊天或表格里复制,再粘贴。")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(plain) > _MOST_SIGNS or plain.count("\n") > _MOST_LINES:
        raise Unreadable("vast", "粘贴的文字太多,没有读取;请存成文件后再导入。")
    sheet = sheet_of(plain, name)
    if max(map(len, sheet.rows)) > MOST_COLUMNS:
        raise Unreadable("vast", "粘贴的文字列数太多,没有读取;请存成文件后再导入。")
    doubtful = year_tenths(sheet.rows)
    content = text.encode("utf-8", "replace")
    whole = Sheet(name, sheet.rows, doubtful=doubtful, first_number=sheet.first_number)
    return Raw("sheets", [whole], sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def sheet_of(text: str, name: str) -> Sheet:
    """The sheet that a text with plain line breaks is."""
    return labelled(name, text.split("\n")) or Sheet(name, _cells(text))


def _cells(text: str) -> Rows:
    if "\t" in text:
        try:
            return [list(row) for row in read_block(text)] or [[]]
        except TooMuch as reason:
            raise Unreadable("vast", str(reason)) from reason
    lines = text.split("\n")
    if '"' in text and "," in text:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
    for parting, least in _PARTINGS:
        rows = [parting(line) for line in lines]
        if _is_even(rows, least):
            return rows
    return [[line] for line in lines]


def _is_even(rows: Sequence[Sequence[str]], least: int) -> bool:
    """Whether most lines have as many cells as the others."""
    counts = [len(row) for row in rows if any(cell.strip() for cell in row)]
    most = max(multimode(counts), default=0)
    return most >= least and counts.count(most) * 2 > len(counts)


def _at(sign: str) -> Parting:
    return lambda line: line.split(sign)


def _at_gaps(pattern: re.Pattern[str]) -> Parting:
    return lambda line: pattern.split(line.strip())


_PARTINGS: tuple[tuple[Parting, int], ...] = (
    (_at(","), 2), (_at("|"), 2), (_at_gaps(_WIDE_GAP), 2), (_at(";"), 2), (_at("\uff1b"), 2),
    (_at("\uff0c"), 2), (_at_gaps(_GAP), _LEAST_CELLS),
)  # fmt: skip
