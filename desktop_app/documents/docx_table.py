"""WordprocessingML of a table, row by row, so that ten thousand rows never stand in memory."""

from collections.abc import Iterator
from itertools import pairwise

from desktop_app.documents.docx_text import paragraph, run
from desktop_app.documents.styles import CELL_PADDING, TABLE_HEAD, FaceName
from desktop_app.documents.table_layout import (
    cell_size,
    column_widths,
    head_style,
    line_count,
    padding,
    spans,
    style_id,
)
from desktop_app.documents.tree import Column, Table

_ALIGN = {"text": "left", "center": "center", "number": "right"}


def table_xml(
    table: Table,
    measure: float,
    page_break: bool = False,
    spacing: str = "",
    *,
    keeps: bool = False,
) -> Iterator[str]:
    """Caption, unit and table on a measure in points; `keeps` its last row with what follows."""
    if table.caption:
        text = f"{table.number} {table.caption}" if table.number else table.caption
        yield paragraph(
            "Caption", run(text), anchor=table.anchor, page_break=page_break, spacing=spacing
        )
        page_break, spacing = False, ""
    if table.unit:
        yield paragraph("TableUnit", run(table.unit), page_break=page_break, spacing=spacing)
    size = cell_size(table, measure)
    widths = whole_twips(column_widths(table, measure, size))
    yield opening(widths, size)
    yield from _head(table, widths, size)
    cells = [
        _cell(column, width, size) for column, width in zip(table.columns, widths, strict=True)
    ]
    last = _kept(cells)
    for index, row in enumerate(table.rows):
        # The 合计 never stands alone on a page.
        is_last = index == len(table.rows) - 1 and (table.total or keeps)
        yield _row(last if is_last else cells, row)
    if table.total:
        foot = [_cell(Column("", 1, "center"), widths[0], size), *cells[1:]]
        yield _row(_kept(foot) if keeps else foot, table.total, TABLE_HEAD.face)
    yield "</w:tbl>"


def whole_twips(widths: tuple[float, ...]) -> list[int]:
    """Whole twips that together are the whole width, however the parts round."""
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width * 20)
    return [round(right) - round(left) for left, right in pairwise(edges)]


def opening(widths: list[int], size: float) -> str:
    """What a table begins with, up to its first row."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    blank = round(padding(size) * 20)
    margins = ""
    if padding(size) != CELL_PADDING:
        margins = (
            f'<w:tblCellMar><w:left w:w="{blank}" w:type="dxa"/>'
            f'<w:right w:w="{blank}" w:type="dxa"/></w:tblCellMar>'
        )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


def _head(table: Table, widths: list[int], size: float) -> Iterator[str]:
    style = style_id("TableHead", size)
    grouped = spans(table)
    row = "<w:tr><w:trPr><w:cantSplit/>{}<w:tblHeader/></w:trPr>"
    if not any(group for _, _, group in grouped):
        cells = (
            _head_cell(style, column.title, width)
            for column, width in zip(table.columns, widths, strict=True)
        )
        yield f"{row.format('')}{''.join(cells)}</w:tr>"
        return
    upper: list[str] = []
    lower: list[str] = []
    for first, last, group in grouped:
        width = sum(widths[first : last + 1])
        if group:
            merge = f'<w:gridSpan w:val="{last - first + 1}"/>' if last > first else ""
            upper.append(_head_cell(style, group, width, merge))
            lower += [
                _head_cell(style, table.columns[at].title, widths[at])
                for at in range(first, last + 1)
            ]
        else:
            title = table.columns[first].title
            upper.append(_head_cell(style, title, width, '<w:vMerge w:val="restart"/>'))
            lower.append(_head_cell(style, "", width, "<w:vMerge/>"))
    yield f"{row.format('')}{''.join(upper)}</w:tr>"
    yield f"{row.format(_lower_height(table, widths, size))}{''.join(lower)}</w:tr>"


def _lower_height(table: Table, widths: list[int], size: float) -> str:
    """The least height of the second row: LibreOffice cuts titles that span both, else."""
    line = head_style(size).line
    lines = [
        line_count(column.title, width / 20, size)
        for column, width in zip(table.columns, widths, strict=True)
        if not column.group
    ]
    most = max(lines, default=1)
    return f'<w:trHeight w:val="{round((most - 1) * line * 20)}" w:hRule="atLeast"/>'


def _head_cell(style: str, text: str, width: int, merge: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraph(style, run(text))}</w:tc>"
    )


def _cell(column: Column, width: int, size: float) -> str:
    """Everything of a cell that stands before its text; the same down the whole column."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style_id("TableCell", size)}"/>'
        f'<w:jc w:val="{_ALIGN[column.kind]}"/></w:pPr>'
    )


def _kept(openings: list[str]) -> list[str]:
    return [opening.replace("<w:jc ", "<w:keepNext/><w:jc ") for opening in openings]


def _row(openings: list[str], texts: tuple[str, ...], face: FaceName | str = "") -> str:
    cells = "".join(
        f"{opening}{run(text, face)}</w:p></w:tc>"
        for opening, text in zip(openings, texts, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
