"""A paragraph as boxes: its lines, and what of them a page break must not part."""

from collections.abc import Callable, Sequence

from desktop_app.documents.fonts import tightening
from desktop_app.documents.pdf_flow import Box, Sheet
from desktop_app.documents.pdf_pen import baseline
from desktop_app.documents.styles import FaceName, TextStyle
from desktop_app.documents.typeset import SetLine, measured, set_lines, set_title

Draw = Callable[[Sheet, float, float], None]


def lines_of(
    runs: Sequence[tuple[str, FaceName]],
    style: TextStyle,
    measure: float,
    *,
    keeps: bool = False,
    title: bool = False,
) -> list[Box]:
    """Boxes of a paragraph: two lines at least on either side of a page break, or all kept."""
    sign = style.size + tightening(style.size)
    indent, hanging = style.indent * sign, style.hanging * sign
    boxes: list[Box] = []
    if style.before:
        boxes.append(Box(style.before, keeps=True, is_blank=True))
    for part in measured(runs, style.size):
        if title:
            lines = set_title(part, measure)
        else:
            lines = set_lines(part, measure, style.align, indent, hanging)
        count = len(lines)
        for index, line in enumerate(lines):
            torn_badly = index == 0 or index == count - 2
            boxes.append(
                Box(style.line, drawing(line, style), keeps or (torn_badly and index < count - 1))
            )
    if style.after:
        boxes.append(Box(style.after, keeps=keeps, is_blank=True))
    return boxes


def drawing(line: SetLine, style: TextStyle) -> Draw:
    """What draws a line that has been set, in a box of the style's height."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.pen.line(line, x, baseline(top, style.line, style.size))

    return draw
