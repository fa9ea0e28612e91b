"""Rows that come in below a block of rows of somebody's workbook, as if inserted by hand.

All that stands below moves down, in every part of the file that tells places: cells, merges,
formulas, the print area, lists to choose from, pictures, comments, charts.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.core.sheet_places import address, row_and_column
from desktop_app.documents.office_package import OfficePackage
from desktop_app.documents.sheet_formulas import Insertion, copied, with_rows
from desktop_app.documents.sheet_xml import S, SheetXml

_RANGES = ("sqref", "ref", "activeCell", "topLeftCell")
_SINGLE = ("activeCell", "topLeftCell")
_FORMULAS = {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "definedName"}
_RANGE = re.compile(r"(\$?[A-Za-z]{1,3}\$?)(\d+)(?::(\$?[A-Za-z]{1,3}\$?)(\d+))?")
_SHEETS, _CHARTS = re.compile(r"xl/worksheets/[^/]+\.xml"), re.compile(r"xl/charts/[^/]+\.xml")
_PIVOTS = re.compile(r"xl/pivotCache/pivotCacheDefinition\d*\.xml")
_X = "{urn:schemas-microsoft-com:office:excel}"
# In an anchor of old comments: which of its eight numbers are rows.
_ANCHOR_ROWS = (2, 6)


def insert_rows(
    package: OfficePackage, part: str, sheet: SheetXml, insertion: Insertion, template: int
) -> None:
    """Put rows that look like row `template` (from 0) below the block, and move what is below.

    `sheet` is the part `part`, which the caller puts back, with every formula written out; other
    parts are changed here.
    """
    # Before there are rows that tell their new places already.
    _formulas(sheet.root, insertion, is_inside=True)
    _move_rows(sheet, insertion, template)
    _merges(sheet.root, insertion, template + 1)
    _ranges(sheet.root, insertion)
    _rows_of_anchors(sheet.root, insertion)
    for kind, other in package.relations(part).values():
        change = _CHANGES.get(posixpath.basename(kind))
        if change is not None and other in package.names:
            _changed(package, other, change, insertion)
    for name in package.names:
        is_sheet = _SHEETS.fullmatch(name) is not None and name != part
        if is_sheet or _CHARTS.fullmatch(name) or name == package.main_part():
            _changed(package, name, _formulas, insertion)
        elif _PIVOTS.fullmatch(name):
            _changed(package, name, _pivot, insertion)


def _changed(
    package: OfficePackage,
    name: str,
    change: Callable[[etree._Element, Insertion], None],
    insertion: Insertion,
) -> None:
    """Change a part, if there is anything in it to change."""
    root = package.tree(name)
    before = etree.tostring(root)
    change(root, insertion)
    if etree.tostring(root) != before:
        package.put(name, root)


def _move_rows(sheet: SheetXml, insertion: Insertion, template: int) -> None:
    model = sheet.row(template)
    first_below: etree._Element | None = None
    for row in sheet.rows_element.iterchildren(f"{S}row"):
        at = int(row.get("r", "0"))
        if at <= insertion.last:
            continue
        first_below = row if first_below is None else first_below
        row.set("r", str(insertion.row(at)))
        for cell in row.iterchildren(f"{S}c"):
            _, column = row_and_column(cell.get("r", ""))
            cell.set("r", address(insertion.row(at) - 1, column))
    for at in range(insertion.last, insertion.last + insertion.count):
        made = _like(model, template, at)
        if first_below is None:
            sheet.rows_element.append(made)
        else:
            first_below.addprevious(made)
    sheet.look_again()


def _like(model: etree._Element | None, template: int, at: int) -> etree._Element:
    """A row that looks like another: its height, the styles and formulas of its cells."""
    if model is None:
        return etree.Element(f"{S}row", {"r": str(at + 1)})
    made = deepcopy(model)
    made.set("r", str(at + 1))
    made.attrib.pop("hidden", None)
    made.tail = None
    for cell in made.iterchildren(f"{S}c"):
        _, column = row_and_column(cell.get("r", ""))
        cell.set("r", address(at, column))
        cell.attrib.pop("t", None)
        for one in list(cell):
            if one.tag == f"{S}f" and one.get("t") is None:
                one.text = copied(one.text or "", at - template)
            else:
                cell.remove(one)
    return made


def _merges(root: etree._Element, insertion: Insertion, template: int) -> None:
    merges = root.find(f"{S}mergeCells")
    if merges is None:
        return
    for one in list(merges.iterchildren(f"{S}mergeCell")):
        found = _RANGE.fullmatch(one.get("ref", ""))
        if found is None or found[4] is None:
            continue
        start, end = int(found[2]), int(found[4])
        if start == end == template:
            for at in range(insertion.last + 1, insertion.last + insertion.count + 1):
                etree.SubElement(merges, one.tag, {"ref": f"{found[1]}{at}:{found[3]}{at}"})
        # A merge inside the block is none of the whole block.
        if end == insertion.last and (start > insertion.first or start == end):
            continue
        top, bottom = insertion.rows(start, end)
        one.set("ref", f"{found[1]}{top}:{found[3]}{bottom}")
    merges.set("count", str(len(merges)))


def _ranges(root: etree._Element, insertion: Insertion) -> None:
    """Places told by attributes, and in the newer kinds of rules by the text of an element."""
    for one in _outside_cells(root):
        if one.tag == f"{S}mergeCells" or one.tag == f"{S}mergeCell":
            continue
        if one.tag == f"{S}brk":
            one.set("id", str(insertion.row(int(one.get("id", "0")))))
        for name in _RANGES:
            told = one.get(name)
            if told and name in _SINGLE:
                row, column = row_and_column(told)
                one.set(name, address(insertion.row(row + 1) - 1, column))
            elif told:
                one.set(name, _shifted(told, insertion))
        if etree.QName(one).localname == "sqref" and one.text:
            one.text = _shifted(one.text, insertion)


def _shifted(told: str, insertion: Insertion) -> str:
    def changed(found: re.Match[str]) -> str:
        first = int(found[2])
        if found[4] is None:
            is_block = first == insertion.first == insertion.last
            if is_block:
                # A rule for the only row of the block is one for all of them.
                return f"{found[0]}:{found[1]}{first + insertion.count}"
            return f"{found[1]}{insertion.row(first)}"
        start, end = insertion.rows(first, int(found[4]))
        return f"{found[1]}{start}:{found[3]}{end}"

    return _RANGE.sub(changed, told)


def _formulas(root: etree._Element, insertion: Insertion, *, is_inside: bool = False) -> None:
    for one in root.iter(etree.Element):
        if etree.QName(one).localname in _FORMULAS and one.text:
            one.text = with_rows(one.text, insertion, is_inside=is_inside)
            ref = one.get("ref")
            if is_inside and ref:
                one.set("ref", _shifted(ref, insertion))


def _rows_of_anchors(root: etree._Element, insertion: Insertion) -> None:
    """Corners of pictures, boxes and controls: `row` counts from 0."""
    for one in root.iter(etree.Element):
        name = etree.QName(one)
        if name.localname == "row" and "drawing" in (name.namespace or "") and one.text:
            one.text = str(insertion.row(int(one.text) + 1) - 1)


def _table(root: etree._Element, insertion: Insertion) -> None:
    root.set("ref", _shifted(root.get("ref", ""), insertion))
    _ranges(root, insertion)
    _formulas(root, insertion)


def _comments(root: etree._Element, insertion: Insertion) -> None:
    for one in root.iter(etree.Element):
        told = one.get("ref")
        if told:
            row, column = row_and_column(told)
            one.set("ref", address(insertion.row(row + 1) - 1, column))


def _old_drawing(root: etree._Element, insertion: Insertion) -> None:
    for one in root.iter(f"{_X}Row"):
        one.text = str(insertion.row(int(one.text or 0) + 1) - 1)
    for one in root.iter(f"{_X}Anchor"):
        numbers = [part.strip() for part in (one.text or "").split(",")]
        if len(numbers) > max(_ANCHOR_ROWS):
            for at in _ANCHOR_ROWS:
                numbers[at] = str(insertion.row(int(numbers[at]) + 1) - 1)
            one.text = ", ".join(numbers)


def _pivot(root: etree._Element, insertion: Insertion) -> None:
    for one in root.iter(f"{S}worksheetSource"):
        told = one.get("ref")
        if told and one.get("sheet", "").casefold() == insertion.sheet.casefold():
            one.set("ref", _shifted(told, insertion))


def _outside_cells(root: etree._Element) -> Iterator[etree._Element]:
    for child in root.iterchildren(etree.Element):
        if child.tag != f"{S}sheetData":
            yield from child.iter(etree.Element)


# What a sheet names by its relations, by the last word of their type.
_CHANGES: dict[str, Callable[[etree._Element, Insertion], None]] = {
    "table": _table,
    "comments": _comments,
    "threadedComment": _comments,
    "vmlDrawing": _old_drawing,
    "drawing": _rows_of_anchors,
}
