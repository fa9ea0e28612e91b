"""A block of cells on the clipboard: read as Excel and WPS put it there, and written for them."""

import csv
import io
from collections.abc import Iterable, Sequence

MOST_LINES = 20_000
MOST_CELLS = 500_000
_MOST_SIGNS = 30_000_000

Lines = tuple[tuple[str, ...], ...]


class TooMuch(ValueError):
    """The block is larger than a table may take at once; the text says so to people."""


def read_block(text: str) -> Lines:
    """The cells of a text: lines ended by line breaks, cells parted by tabs, both also inside
    quotes. Blank lines at the end are none. Raises `TooMuch`."""
    if len(text) > _MOST_SIGNS:
        raise TooMuch("剪贴板里的内容太多,没有粘贴;请分几次粘贴,或改用「导入…」。")
    lines = _quoted(text) if '"' in text else _plain(text)
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    if len(lines) > MOST_LINES:
        raise TooMuch(
            f"一次最多粘贴 {MOST_LINES:,} 行,剪贴板里有 {len(lines):,} 行,没有粘贴;"
            "请分几次粘贴,或改用「导入…」。"
        )
    cells = sum(map(len, lines))
    if cells > MOST_CELLS:
        raise TooMuch(
            f"一次最多粘贴 {MOST_CELLS:,} 格,剪贴板里有 {cells:,} 格,没有粘贴;请分几次粘贴。"
        )
    return tuple(map(tuple, lines))


def write_block(lines: Iterable[Sequence[str]]) -> str:
    """The cells as text that Excel, WPS and `read_block` read as they are."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\r\n")
    for line in lines:
        # A line of one blank cell would be written as a pair of quotes.
        if list(line) == [""]:
            out.write("\r\n")
        else:
            writer.writerow(line)
    return out.getvalue()


def _quoted(text: str) -> list[list[str]]:
    if len(max(text.split("\t"), key=len)) > csv.field_size_limit():
        return _plain(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    try:
        return list(reader)
    except csv.Error:
        # A quote that opens a cell and is never closed was typed, not put there by a program.
        return _plain(text)


def _plain(text: str) -> list[list[str]]:
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    return [line.split("\t") for line in joined.removesuffix("\n").split("\n")] if joined else []
