"""Turns the blocks of a section into boxes: what each is set in, and what it is kept with."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core.signs import drawn
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
from desktop_app.documents.pdf_grid_box import GridBox
from desktop_app.documents.pdf_paragraph import Draw, lines_of
from desktop_app.documents.pdf_pen import baseline
from desktop_app.documents.pdf_picture import picture_boxes
from desktop_app.documents.pdf_signature import foot_boxes, signature_boxes
from desktop_app.documents.pdf_table import TableBox
from desktop_app.documents.styles import (
    BODY,
    FRAME_GAP,
    LINE,
    MM,
    RULE,
    TABLE_CAPTION,
    TABLE_UNIT,
    TEXT,
    TITLES,
    FaceName,
    TextStyle,
    heading_style,
)
from desktop_app.documents.table_layout import TABLE_AFTER
from desktop_app.documents.tree import (
    Block,
    Contents,
    Document,
    Figure,
    FormFoot,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    SignatureBlock,
    Spacer,
    Table,
    listed_headings,
)
from desktop_app.documents.typeset import measured, set_lines, width

# Lines of text that stay with a signature, or with the foot of a form.
_WITH_SIGNATURE = 2
# The page numbers of the contents have this much room, in characters.
_NUMBER_ROOM = 3
_LEADER = "."
# Down to which level headings are bookmarks.
_BOOKMARKS = {"official": 2, "book": 3}


def items_of(document: Document, blocks: Sequence[Block], measure: float, flow: Flow) -> list[Item]:
    """The items of a section's blocks on a measure in points."""
    items: list[Item] = []
    for position, block in enumerate(blocks):
        after_table = bool(items) and isinstance(items[-1], TableBox | GridBox)
        if after_table and not isinstance(block, PageBreak):
            items.append(Box(TABLE_AFTER, is_blank=True))
        match block:
            case Heading():
                items += _heading(block, measure)
            case Paragraph():
                boxes = _paragraph(
                    block, measure, leads=_leads(block, blocks[position + 1 : position + 3])
                )
                if TEXT[block.style].framed:
                    boxes = _framed(boxes, measure, *_ends_of_frame(blocks, position))
                items += boxes
            case Table():
                items.append(TableBox(block, measure, _above_table(block, measure)))
            case Grid():
                items.append(GridBox(block, measure))
            case SignatureBlock():
                boxes = signature_boxes(block, measure)
                keep_with_last(items, sum(box.height for box in boxes), _WITH_SIGNATURE)
                items += boxes
            case FormFoot(entries):
                boxes = foot_boxes(entries, measure)
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
            case Figure(key, height_mm):
                items.append(_figure(key, height_mm * MM, measure))
            case Picture():
                items += picture_boxes(block, measure, flow.height)
            case _:
                raise NotImplementedError(f"write_pdf cannot write {type(block).__name__}")
    return items


def _heading(heading: Heading, measure: float) -> list[Box]:
    style = heading_style(heading.level, heading.look)
    text = heading.number + heading.text
    level = heading.level if heading.level <= _BOOKMARKS[heading.look] and heading.text else 0
    if heading.run_in:
        face = style.face if heading.text else BODY.face
        boxes = lines_of([(text, face), (heading.run_in, BODY.face)], BODY, measure)
    else:
        boxes = lines_of([(text, style.face)], style, measure, keeps=True)
    # A blank above vanishes at the head of a page, and with it would what leads there.
    at = next(index for index, box in enumerate(boxes) if not box.is_blank)
    boxes[at] = _leading_to(boxes[at], heading.anchor, text, level)
    return boxes


def _paragraph(
    block: Paragraph, measure: float, text: str = "", *, leads: bool = False
) -> list[Box]:
    """The lines of a paragraph; one that `leads` to a table stays with it."""
    style = TEXT[block.style]
    runs: list[tuple[str, FaceName]] = [
        (run.text, run.face or style.face) for run in block.runs
    ] or [(text, style.face)]
    is_title = block.style in TITLES
    keeps = is_title or leads or style.keep_with_next
    boxes = lines_of(runs, style, measure, keeps=keeps, title=is_title)
    if block.anchor:
        boxes[0] = _leading_to(boxes[0], block.anchor, "", 0)
    return boxes


def _leads(block: Paragraph, following: Sequence[Block]) -> bool:
    """Whether a sentence of a book leads to a table, at once or before one more sentence."""
    if following and isinstance(following[0], Paragraph) and following[0].style == "text":
        following = following[1:]
    return block.style == "text" and bool(following) and isinstance(following[0], Table)


def _ends_of_frame(blocks: Sequence[Block], position: int) -> tuple[bool, bool]:
    """Whether a frame begins and ends with the framed paragraph at a position."""
    beside = (blocks[position - 1] if position else None), *blocks[position + 1 : position + 2]
    framed = [isinstance(one, Paragraph) and TEXT[one.style].framed for one in beside]
    return not framed[0], not (len(framed) > 1 and framed[1])


def _framed(boxes: Sequence[Box], measure: float, begins: bool, ends: bool) -> list[Box]:
    """The same boxes between rules, which stand off the text into the margins as in Word."""
    framed: list[Box] = []
    for index, box in enumerate(boxes):
        is_first, is_last = begins and index == 0, ends and index == len(boxes) - 1
        framed.append(replace(box, draw=_ruled(box, measure, is_first, is_last)))
    return framed


def _ruled(box: Box, measure: float, is_first: bool, is_last: bool) -> Draw:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        if box.draw is not None:
            box.draw(sheet, x, top)
        left, right = x - FRAME_GAP, x + measure + FRAME_GAP
        bottom = top - box.height
        rules = [(left, top, left, bottom), (right, top, right, bottom)]
        if is_first:
            rules.append((left, top, right, top))
        if is_last:
            rules.append((left, bottom, right, bottom))
        sheet.pen.rules(rules, RULE)

    return draw


def _figure(key: str, height: float, measure: float) -> Box:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        place = (x, top - height, x + measure, top)
        sheet.figures[key] = place
        sheet.pen.frame(place, RULE)

    return Box(height, draw)


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
        boxes += lines_of([(text, style.face)], style, measure, keeps=True, title=True)
        boxes[0] = _leading_to(boxes[0], table.anchor, text, 0)
    if table.unit:
        boxes += lines_of([(table.unit, TABLE_UNIT.face)], TABLE_UNIT, measure, keeps=True)
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
