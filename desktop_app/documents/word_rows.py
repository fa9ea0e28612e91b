"""Tables in the issuer's own Word form: rows filled, copied where more are needed, and tables that
the form has no place for put below a text."""

from copy import deepcopy

from docx.oxml.ns import qn
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.core.own_form import OwnTable
from desktop_app.documents.compose_own import OwnRows
from desktop_app.documents.tree import Table
from desktop_app.documents.word_form import (
    LOOKS,
    P,
    another,
    cell_in,
    cell_text,
    is_numbered,
    rows_of,
    write_cell,
    write_whole,
)

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGN = {"text": "left", "center": "center", "number": "right"}


def fill_table(table: etree._Element, rows: OwnRows) -> int:
    """Fill the rows of a table; how many were added to those that the form has."""
    about = rows.table
    lines = rows_of(table)
    missing = max(0, rows.depth - about.ready)
    model = lines[about.first]
    last = lines[about.first + about.ready - 1]
    # Copied before anything is written: what is added looks as the form does.
    for made in [another(model) for _ in range(missing)]:
        last.addnext(made)
        last = made
    lines = rows_of(table)
    for at, values in rows.rows:
        row, has_key = lines[about.first + at], rows.has_key(at)
        if about.serial >= 0 and not has_key:
            _number(row, about.serial, at + 1)
        for column, value in values.items():
            if not (has_key and column == about.key):
                write_cell(cell_in(row, column), value.text)
    if not about.keys:
        for row in lines[about.first + rows.depth : about.first + about.ready]:
            _clear(row, about)
    if about.total >= 0:
        moved = missing if about.total >= about.first else 0
        for column, value in rows.sums.items():
            write_cell(cell_in(lines[about.total + moved], column), value.text)
    return missing


def new_table(table: Table, model: etree._Element) -> list[etree._Element]:
    """Caption and table that the form has none for, in the looks of a paragraph of its text."""
    unit = f"（{table.unit}）" if table.unit else ""
    caption = deepcopy(model)
    write_whole(caption, f"{table.caption}{unit}")
    _centred(caption)
    made = etree.Element(qn("w:tbl"))
    looks = etree.SubElement(made, qn("w:tblPr"))
    etree.SubElement(looks, qn("w:tblW"), {qn("w:w"): "5000", qn("w:type"): "pct"})
    borders = etree.SubElement(looks, qn("w:tblBorders"))
    for edge in _EDGES:
        look = {qn("w:val"): "single", qn("w:sz"): "4", qn("w:space"): "0", qn("w:color"): "auto"}
        etree.SubElement(borders, qn(f"w:{edge}"), look)
    grid = etree.SubElement(made, qn("w:tblGrid"))
    whole = sum(one.weight for one in table.columns)
    widths = [round(8800 * one.weight / whole) for one in table.columns]
    for width in widths:
        etree.SubElement(grid, qn("w:gridCol"), {qn("w:w"): str(width)})
    run = next(iter(model.iter(LOOKS)), None)
    heads = [f"{one.group}:{one.title}" if one.group else one.title for one in table.columns]
    for texts in (heads, *table.rows, *([table.total] if table.total else [])):
        line = etree.SubElement(made, qn("w:tr"))
        for column, width, text in zip(table.columns, widths, texts, strict=True):
            _cell(line, text, width, "center" if texts is heads else _ALIGN[column.kind], run)
    return [caption, made]


def _cell(
    line: etree._Element, text: str, width: int, align: str, run: etree._Element | None
) -> None:
    cell = etree.SubElement(line, qn("w:tc"))
    looks = etree.SubElement(cell, qn("w:tcPr"))
    etree.SubElement(looks, qn("w:tcW"), {qn("w:w"): str(width), qn("w:type"): "dxa"})
    paragraph = etree.SubElement(cell, P)
    own = etree.SubElement(paragraph, qn("w:pPr"))
    etree.SubElement(own, qn("w:ind"), {qn("w:firstLine"): "0", qn("w:firstLineChars"): "0"})
    etree.SubElement(own, qn("w:jc"), {qn("w:val"): align})
    if run is not None:
        own.append(another(run))
    write_whole(paragraph, text)


def _centred(paragraph: etree._Element) -> None:
    looks = paragraph.find(qn("w:pPr"))
    if looks is None:
        looks = etree.Element(qn("w:pPr"))
        paragraph.insert(0, looks)
    for name in ("w:jc", "w:ind"):
        for one in looks.findall(qn(name)):
            looks.remove(one)
    # The schema has an order: what may stand behind them.
    behind = ("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId")
    tags = {qn(f"w:{one}") for one in (*behind, "cnfStyle", "rPr", "sectPr", "pPrChange")}
    at = next((n for n, one in enumerate(looks) if one.tag in tags), len(looks))
    looks.insert(at, etree.Element(qn("w:jc"), {qn("w:val"): "center"}))
    looks.insert(
        at, etree.Element(qn("w:ind"), {qn("w:firstLine"): "0", qn("w:firstLineChars"): "0"})
    )


def _number(row: etree._Element, column: int, number: int) -> None:
    cell = cell_in(row, column)
    if not any(is_numbered(one) for one in cell.iter(P)):
        write_cell(cell, str(number))


def _clear(row: etree._Element, about: OwnTable) -> None:
    """What stood as a sample in rows that stay blank goes."""
    for column in about.fields.values():
        cell = cell_in(row, column)
        if cell_text(cell).strip():
            write_cell(cell, "")
