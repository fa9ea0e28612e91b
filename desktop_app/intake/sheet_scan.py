"""A look over an xlsx before any parser sees it: its extent, and what a parser passes over.

Only bytes are searched, a piece at a time; what evades the search meets the limits of the reading
process.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from desktop_app.intake.sheet_marks import MOST_MARKS, Marks, add
from desktop_app.intake.sniff import Unreadable, damaged
from desktop_app.intake.xlsx_formats import NO_FORMATS, OddFormats, odd_formats

MOST_CELLS, MOST_ROWS = 2_000_000, 200_000
_CHUNK = 1 << 20
_LONGEST_ROW = 8 << 20
_REFERENCE = re.compile(rb"[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ROW_NUMBER = re.compile(rb"<(?:\w{1,9}:)?row [^>]{0,300}?\br=[\"'](\d{1,7})[\"']")
_HIDDEN = re.compile(rb"<(?:\w{1,9}:)?row [^>]{0,300}?\bhidden=[\"'](?:1|true)[\"']")
_NO_RESULT = re.compile(
    rb"<c ([^<>]{0,200})>\s*<f\b[^<]{0,8192}(?:</f>|/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
    rb"|<c ([^<>]{0,200})/?>(?:<f\b[^<]{0,8192}(?:</f>)?)?<v>#[A-Z]"
)
# What a program that cannot calculate leaves for one that will.
_NOT_YET = re.compile(rb"<c ([^<>]{0,200})>\s*<f\b[^<]{0,8192}(?:</f>|/>)\s*<v>0</v>\s*</c>")
_CELL = re.compile(rb"<c ([^<>]{0,200})>")
_STYLE = re.compile(rb"\bs=[\"'](\d{1,6})[\"']")
_TYPE = re.compile(rb"\bt=[\"'](?!n[\"'])")
_COLUMN = re.compile(rb"<(?:\w{1,9}:)?col ([^<>]{0,300})>")
_SPAN = re.compile(rb"\b(min|max)=[\"'](\d{1,5})[\"']")
_HIDDEN_COLUMN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_OWN_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def scan_workbook(path: Path) -> dict[str, Marks]:
    """What to tell of each worksheet, by its name; raises `Unreadable` when one is too vast.

    Two cells far apart make some readers reserve the whole rectangle between them.
    """
    marks: dict[str, Marks] = {}
    try:
        with zipfile.ZipFile(path) as packed:
            parts = [
                name
                for name in packed.namelist()
                if name.startswith("xl/worksheets/") and name.endswith(".xml")
            ]
            odd = odd_formats(packed)
            for part in parts:
                found = _scan(path.name, packed, part, odd)
                if found != Marks():
                    marks[part] = found
            if not marks:
                return {}
            names = _sheet_names(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ElementTree.ParseError) as reason:
        raise damaged(path.name) from reason
    return {names[part]: found for part, found in marks.items() if part in names}


def _scan(file: str, packed: zipfile.ZipFile, part: str, odd: OddFormats = NO_FORMATS) -> Marks:
    marks = Marks()
    last_row, last_column = 0, 0
    for rows, piece in enumerate(_rows(packed, part), start=1):
        # Cells stand in order, so the last reference of a row is its furthest cell.
        at = piece.rfind(b" r=")
        found = _REFERENCE.match(piece, at + 3) if at >= 0 else None
        if found is not None:
            last_column = max(last_column, column_number(found[1]))
            last_row = max(last_row, int(found[2]))
        if rows > MOST_ROWS or last_row * last_column > MOST_CELLS:
            raise Unreadable(
                "vast",
                f"文件「{file}」的表格范围过大(远处有多余的单元格);"
                "请把项目表复制到新的工作簿,另存后再导入。",
            )
        if rows == 1:
            marks.hidden_columns = _hidden_columns(piece)
        if (b"<f" in piece or b"<v>#" in piece) and len(marks.lost) < MOST_MARKS:
            marks.lost += _lost(piece)
            if odd.is_to_calculate:
                marks.lost += _not_calculated(piece)
        if odd.all:
            _mark_formats(piece, odd, marks)
        if b"hidden=" in piece and _HIDDEN.search(piece) and len(marks.hidden_rows) < MOST_MARKS:
            number = _ROW_NUMBER.search(piece)
            marks.hidden_rows.append(int(number[1]) - 1 if number else rows - 1)
    return marks


def _rows(packed: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a worksheet, cut behind each row."""
    rest = b""
    with packed.open(part) as handle:
        while chunk := handle.read(_CHUNK):
            *whole, rest = (rest + chunk).split(b"row>")
            yield from whole
            if len(rest) > _LONGEST_ROW:
                yield rest
                rest = b""
    if rest:
        yield rest


def _lost(piece: bytes) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for match in _NO_RESULT.finditer(piece):
        attributes = match[1] or match[2]
        # A formula whose result is an empty text is calculated.
        is_empty_text = match[1] is not None and b't="str"' in attributes
        is_plain_text = match[2] is not None and b't="e"' not in attributes
        reference = _OWN_REFERENCE.search(attributes)
        if reference is not None and not is_empty_text and not is_plain_text:
            out.append((int(reference[2]) - 1, column_number(reference[1]) - 1))
    return out


def _not_calculated(piece: bytes) -> list[tuple[int, int]]:
    found = (_OWN_REFERENCE.search(match[1]) for match in _NOT_YET.finditer(piece))
    return [(int(one[2]) - 1, column_number(one[1]) - 1) for one in found if one is not None]


def _mark_formats(piece: bytes, odd: OddFormats, marks: Marks) -> None:
    """Cells that are struck through, and numbers that are shown as others."""
    for match in _CELL.finditer(piece):
        attributes = match[1]
        style = _STYLE.search(attributes)
        if style is None or int(style[1]) not in odd.all or attributes.endswith(b"/"):
            continue
        reference = _OWN_REFERENCE.search(attributes)
        if reference is None:
            continue
        place = int(reference[2]) - 1, column_number(reference[1]) - 1
        if int(style[1]) in odd.struck:
            add(marks.struck, *place)
        if int(style[1]) in odd.shown_otherwise and not _TYPE.search(attributes):
            add(marks.shown_otherwise, *place)


def _hidden_columns(head: bytes) -> list[int]:
    """The hidden columns, from what stands before the first row."""
    hidden: list[int] = []
    for match in _COLUMN.finditer(head[: head.find(b"<sheetData")]):
        span = {name: int(number) for name, number in _SPAN.findall(match[1])}
        if _HIDDEN_COLUMN.search(match[1]) and len(span) == 2:
            hidden += range(span[b"min"] - 1, min(span[b"max"], span[b"min"] + MOST_MARKS))
    return hidden[:MOST_MARKS]


def _sheet_names(packed: zipfile.ZipFile) -> dict[str, str]:
    """The worksheet parts and the names that people see."""
    relations = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - document types were refused
    }
    book = ElementTree.fromstring(packed.read("xl/workbook.xml"))  # noqa: S314 - as above
    names: dict[str, str] = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = relations.get(sheet.get(_RELATION, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        names[part] = sheet.get("name", "")
    return names


def column_number(letters: bytes) -> int:
    """The column counted from 1: A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
