"""What the parser passes over in an ods: merged cells, errors, hidden rows and columns, looks.

It runs in the reading process, within its limits.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from desktop_app.intake.sheet_marks import MOST_MARKS, Marks, add

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SEEN = ("visible", None)


@dataclass
class _Scan:
    """What is known so far: styles that strike through, the sheets, where days begin."""

    struck_styles: set[str] = field(default_factory=set)
    marks: dict[str, Marks] = field(default_factory=dict)
    counts_from_1904: bool = False


def scan_ods(packed: zipfile.ZipFile) -> dict[str, Marks]:
    """What to tell of each sheet, by its name."""
    with packed.open("content.xml") as content:
        scan = _Scan()
        for _, element in ElementTree.iterparse(content):  # noqa: S314 - document types were refused
            if element.tag == f"{_STYLE}style":
                _keep_style(element, scan)
            elif element.tag == f"{_TABLE}null-date":
                first = element.get(f"{_TABLE}date-value", "")
                scan.counts_from_1904 = first.startswith("1904")
            elif element.tag == f"{_TABLE}table":
                name = element.get(f"{_TABLE}name", "")
                scan.marks[name] = _table_marks(element, scan)
                element.clear()
    return {name: one for name, one in scan.marks.items() if one != Marks()}


def _keep_style(style: Element, scan: _Scan) -> None:
    if style.get(f"{_STYLE}family") != "table-cell":
        return
    for text in style.iter(f"{_STYLE}text-properties"):
        if text.get(f"{_STYLE}text-line-through-style", "none") != "none":
            scan.struck_styles.add(style.get(f"{_STYLE}name", ""))


def _table_marks(table: Element, scan: _Scan) -> Marks:
    marks = Marks(counts_from_1904=scan.counts_from_1904)
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        many = _number(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility") not in _SEEN:
            marks.hidden_columns += range(at, at + min(many, MOST_MARKS))
        at += many
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        many = _number(row, "number-rows-repeated")
        cells = [*_cells(row)]
        if row.get(f"{_TABLE}visibility") not in _SEEN and cells:
            marks.hidden_rows += range(at, at + min(many, MOST_MARKS))
        for column, cell in cells:
            _mark_cell(at, column, cell, scan, marks)
        at += many
    return marks


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row that say something, each with its column."""
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        # Of a cell that is repeated, what it says stands in the first few columns.
        many = _number(cell, "number-columns-repeated")
        if len(cell) or cell.get(f"{_OFFICE}value-type") is not None:
            for n in range(min(many, MOST_MARKS)):
                yield column + n, cell
        column += many


def _mark_cell(row: int, column: int, cell: Element, scan: _Scan, marks: Marks) -> None:
    down, across = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
    if cell.tag == _CELLS[0] and (down > 1 or across > 1):
        marks.merged.append((row, column, row + down - 1, column + across - 1))
    if cell.get(f"{_CALC}value-type") == "error" or _is_error(cell):
        add(marks.lost, row, column)
    if cell.get(f"{_OFFICE}value-type") == "percentage":
        add(marks.shown_otherwise, row, column)
    if cell.get(f"{_TABLE}style-name", "") in scan.struck_styles:
        add(marks.struck, row, column)


def _is_error(cell: Element) -> bool:
    """A formula whose value is nothing, as WPS and others write an error."""
    if cell.get(f"{_TABLE}formula") is None:
        return False
    shown = "".join(text for part in cell.iter(f"{_TEXT}p") for text in part.itertext())
    return shown.startswith(("#", "Err:"))


def _number(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdecimal() else 1
