"""WordprocessingML of a grid of labels and values."""

from collections.abc import Iterator
from itertools import pairwise

from desktop_app.documents.docx_table import opening, whole_twips
from desktop_app.documents.docx_text import run
from desktop_app.documents.grid_layout import SIZE, grid_edges
from desktop_app.documents.styles import TABLE_HEAD
from desktop_app.documents.table_layout import style_id
from desktop_app.documents.tree import Grid


def grid_xml(grid: Grid, measure: float, *, keeps: bool = False) -> Iterator[str]:
    """The grid on a measure in points; `keeps` its last row with what follows."""
    widths = whole_twips(tuple(right - left for left, right in pairwise(grid_edges(measure))))
    yield opening(widths, SIZE)
    last = len(grid.rows) - 1
    for n, row in enumerate(grid.rows):
        is_kept = keeps and n == last
        cells: list[str] = []
        for at, (label, value) in enumerate(row):
            span = 3 if len(row) == 1 else 1
            left, right = widths[2 * at], sum(widths[2 * at + 1 : 2 * at + 1 + span])
            cells.append(_cell(label, left, 1, is_label=True, keeps=is_kept))
            cells.append(_cell(value, right, span, is_label=False, keeps=is_kept))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    yield "</w:tbl>"


def _cell(text: str, width: int, span: int, *, is_label: bool, keeps: bool) -> str:
    merge = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    kept = "<w:keepNext/>" if keeps else ""
    face = TABLE_HEAD.face if is_label else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style_id("TableCell", SIZE)}"/>{kept}'
        f'<w:jc w:val="{"center" if is_label else "left"}"/></w:pPr>{run(text, face)}</w:p></w:tc>'
    )
