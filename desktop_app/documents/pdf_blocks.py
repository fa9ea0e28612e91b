"""Turns the blocks of a section into boxes: what each is set in, and what it is kept with."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_app.core.signs import drawn
from desktop_app.documents.fonts import tightening
from desktop_app.documents.pdf_flow import (
    Box,
    Break,
    Flow,
    Item,
    Pages,
    Sheet,
    Target,
    keep_with_last,
)
from desktop_app.documents.pdf_pen import baseline
from desktop_app.documents.pdf_table import TableBox
from desktop_app.documents.signature import foot_text, signature_indents
from desktop_app.documents.styles import (
    BODY,
    CHARACTER,
    HEADINGS,
    LINE,
    TABLE_CAPTION,
    TABLE_UNIT,
    TEXT,
    TITLES,
    FaceName,
    TextStyle,
)
from desktop_app.documents.table_layout import TABLE_AFTER
from desktop_app.documents.tree import (
    Block,
    Contents,
    Document,
    FormFoot,
    Heading,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Spacer,
    Table,
    listed_headings,
)
from desktop_app.documents.typeset import SetLine, measured, set_lines, set_title, width

# Lines of text that stay with a signature, or with the foot of a form.
_WITH_SIGNATURE = 2
_SEALED_ABOVE = 2
_UNSEALED_ABOVE = 1
# The page numbers of the contents have this much room, in characters.
_NUMBER_ROOM = 3
_LEADER = "."


def items_of(document: Document, blocks: Sequence[Block], measure: float, flow: Flow) -> list[Item]:
    """The items of a section's blocks on a measure in points."""
    items: list[Item] = []
    for block in blocks:
        after_table = bool(items) and isinstance(items[-1], TableBox)
        if after_table and not isinstance(block, PageBreak):
            items.append(Box(TABLE_AFTER, is_blank=True))
        match block:
            case Heading():
                items += _heading(block, measure)
            case Paragraph():
                items += _paragraph(block, measure)
            case Table():
                items.append(TableBox(block, measure, _above_table(block, measure)))
            case SignatureBlock():
                boxes = _signature(block, measure)
                keep_with_last(items, sum(box.height for box in boxes), _WITH_SIGNATURE)
                items += boxes
            case FormFoot(entries):
                text = foot_text(entries, measure)
                boxes = _lines([(text, TEXT["note"].face)], TEXT["note"], measure, keeps=True)
                boxes[-1] = replace(boxes[-1], keeps=False)
                keep_with_last(items, sum(box.height for box in boxes), _WITH_SIGNATURE)
                items += boxes
            case Contents(depth, title):
                items += _paragraph(Paragraph((), "title"), measure, title)
                entries = listed_headings(document, depth)
                items += [_entry(heading, measure, flow) for heading in entries]
            case PageBreak():
                items.append(Break())
            case Spacer(lines):
                items.append(Box(lines * LINE, is_blank=True))
            case _:
                raise NotImplementedError(f"write_pdf cannot write {type(block).__name__}")
    return items


def _heading(heading: Heading, measure: float) -> list[Box]:
    style = HEADINGS[heading.level]
    text = heading.number + heading.text
    level = heading.level if heading.level <= 2 and heading.text else 0
    if heading.run_in:
        face = style.face if heading.text else BODY.face
        boxes = _lines([(text, face), (heading.run_in, BODY.face)], BODY, measure)
    else:
        boxes = _lines([(text, style.face)], style, measure, keeps=True)
    return [_leading_to(boxes[0], heading.anchor, text, level), *boxes[1:]]


def _paragraph(block: Paragraph, measure: float, text: str = "") -> list[Box]:
    style = TEXT[block.style]
    runs: list[tuple[str, FaceName]] = [
        (run.text, run.face or style.face) for run in block.runs
    ] or [(text, style.face)]
    is_title = block.style in TITLES
    boxes = _lines(runs, style, measure, keeps=is_title or style.keep_with_next, title=is_title)
    if block.anchor:
        boxes[0] = _leading_to(boxes[0], block.anchor, "", 0)
    return boxes


def _lines(
    runs: Sequence[tuple[str, FaceName]],
    style: TextStyle,
    measure: float,
    *,
    keeps: bool = False,
    title: bool = False,
) -> list[Box]:
    """Boxes of a paragraph: two lines at least on either side of a page break, or all kept."""
    indent = style.indent * (style.size + tightening(style.size))
    boxes: list[Box] = []
    if style.before:
        boxes.append(Box(style.before, keeps=True, is_blank=True))
    for part in measured(runs, style.size):
        lines = set_title(part, measure) if title else set_lines(part, measure, style.align, indent)
        count = len(lines)
        for index, line in enumerate(lines):
            torn_badly = index == 0 or index == count - 2
            boxes.append(
                Box(style.line, _drawing(line, style), keeps or (torn_badly and index < count - 1))
            )
    if style.after:
        boxes.append(Box(style.after, keeps=keeps, is_blank=True))
    return boxes


def _drawing(line: SetLine, style: TextStyle) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.pen.line(line, x, baseline(top, style.line, style.size))

    return draw


def _leading_to(box: Box, anchor: str, title: str, level: int) -> Box:
    """The same box, which notes where it came to stand."""

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.targets.append(Target(anchor, drawn(title), level, top))
        if box.draw is not None:
            box.draw(sheet, x, top)

    return replace(box, draw=draw)


def _above_table(table: Table, measure: float) -> list[Box]:
    boxes: list[Box] = []
    if table.caption:
        text = f"{table.number} {table.caption}" if table.number else table.caption
        style = TABLE_CAPTION
        boxes += _lines([(text, style.face)], style, measure, keeps=True, title=True)
        boxes[0] = _leading_to(boxes[0], table.anchor, text, 0)
    if table.unit:
        boxes += _lines([(table.unit, TABLE_UNIT.face)], TABLE_UNIT, measure, keeps=True)
    return boxes


def _signature(block: SignatureBlock, measure: float) -> list[Box]:
    """GB/T 9704-2012, 7.3.5: the name over the date, room for the seal above."""
    above = _SEALED_ABOVE if block.sealed else _UNSEALED_ABOVE
    boxes = [Box(above * LINE, keeps=True, is_blank=True)]
    style = TEXT["flush"]
    indents = signature_indents(block)
    for text, indent in zip((block.name, block.date), indents, strict=True):
        right = indent * CHARACTER
        boxes += [
            Box(LINE, _drawing(replace(line, x=line.x - right), style), keeps=True)
            for part in measured([(text, style.face)], style.size)
            for line in set_lines(part, measure, "right")
        ]
    boxes[-1] = replace(boxes[-1], keeps=False)
    return boxes


def _entry(heading: Heading, measure: float, flow: Flow) -> Box:
    """A line of the contents, drawn when the page numbers are known."""
    style = TEXT["contents"]
    text = drawn(heading.number + heading.text)
    indent = (heading.level - 1) * 2 * style.size
    room = measure - indent - _NUMBER_ROOM * style.size
    lines = set_lines(measured([(text, style.face)], style.size)[0], room, "left")

    def draw(sheet: Sheet, x: float, top: float) -> None:
        flow.later.append(lambda pages: finish(sheet, x, top, pages))

    def finish(sheet: Sheet, x: float, top: float, pages: Pages) -> None:
        y = top
        for line in lines:
            sheet.pen.line(line, x + indent, baseline(y, style.line, style.size))
            y -= style.line
        number = str(pages[heading.anchor])
        bottom = baseline(y + style.line, style.line, style.size)
        _leader(sheet, x + indent + lines[-1].line.width, x + measure, bottom, number, style)
        sheet.links.append((heading.anchor, (x, y, x + measure, top)))

    return Box(style.line * len(lines), draw)


def _leader(
    sheet: Sheet, left: float, right: float, y: float, number: str, style: TextStyle
) -> None:
    """Dots that stand under one another down the page, then the number at the right edge."""
    dot = width(_LEADER, style)
    end = right - width(number, style) - style.size / 4
    columns = int((right - left - style.size / 4) / dot)
    behind = -int(-(right - end) // dot)
    count = columns - behind
    if count > 0:
        sheet.pen.words(_LEADER * count, style, right - behind * dot - count * dot, y)
    sheet.pen.words(number, style, right, y, "right")
