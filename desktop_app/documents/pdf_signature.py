"""Who signs, as boxes that note where a seal goes: the 落款 of a text, the foot of a form."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core.signs import drawn
from desktop_app.documents.pdf_flow import Box, Sheet
from desktop_app.documents.pdf_paragraph import Draw, drawing
from desktop_app.documents.printed import SealPlace
from desktop_app.documents.signature import foot_text, sealed_entry, signature_indents
from desktop_app.documents.styles import CHARACTER, LINE, MM, TEXT
from desktop_app.documents.tree import Rectangle, SignatureBlock
from desktop_app.documents.typeset import SetLine, measured, set_lines, width

_SEALED_ABOVE = 2
_UNSEALED_ABOVE = 1


def signature_boxes(block: SignatureBlock, measure: float) -> list[Box]:
    """GB/T 9704-2012, 7.3.5: the name over the date, room for the seal above."""
    above = _SEALED_ABOVE if block.sealed else _UNSEALED_ABOVE
    boxes = [Box(above * LINE, keeps=True, is_blank=True)]
    style = TEXT["flush"]
    indents = signature_indents(block)
    place = _Sealing(block)
    for text, indent in zip((block.name, block.date), indents, strict=True):
        right = indent * CHARACTER
        for part in measured([(text, style.face)], style.size):
            for line in set_lines(part, measure - right, "right"):
                draw = drawing(line, style)
                if block.sealed:
                    draw = place.noting(draw, line, is_date=text is block.date)
                boxes.append(Box(LINE, draw, keeps=True))
    boxes[-1] = replace(boxes[-1], keeps=False)
    return boxes


class _Sealing:
    """Notes where the lines of a 落款 come to stand; with the date's the place is known."""

    def __init__(self, block: SignatureBlock) -> None:
        self._block = block
        self._name: Rectangle | None = None
        self._below_text = False

    def noting(self, draw: Draw, line: SetLine, *, is_date: bool) -> Draw:
        """The same drawing, which tells the sheet of the place."""

        def noting(sheet: Sheet, x: float, top: float) -> None:
            left = x + line.x
            room = (left, top - LINE, left + line.line.width, top)
            if is_date and self._name is not None:
                size = (sheet.page.width_mm * MM, sheet.page.height_mm * MM)
                told = (self._block.name, self._block.date, self._name, room, self._below_text)
                sheet.seals.append(SealPlace(sheet.number, size, *told))
            elif self._name is None:
                self._below_text = bool(sheet.pen.code)
                self._name = room
            else:
                old = self._name
                self._name = min(old[0], room[0]), room[1], max(old[2], room[2]), old[3]
            draw(sheet, x, top)

        return noting


def foot_boxes(entries: Sequence[tuple[str, str]], measure: float) -> list[Box]:
    """The foot of a form, which notes where its entry with 盖章 comes to stand."""
    style = TEXT["note"]
    text = foot_text(entries, measure)
    boxes: list[Box] = []
    for part in measured([(text, style.face)], style.size):
        for line in set_lines(part, measure, style.align, 0):
            draw = drawing(line, style)
            found = sealed_entry(part.text[line.line.start : line.line.stop], entries)
            if found is not None:
                draw = _noting_entry(draw, line, *found)
            boxes.append(Box(style.line, draw, keeps=True))
    boxes[-1] = replace(boxes[-1], keeps=False)
    return boxes


def _noting_entry(draw: Draw, line: SetLine, before: str, value: str) -> Draw:
    style = TEXT["note"]
    start, long = width(drawn(before), style), width(drawn(value), style)

    def noting(sheet: Sheet, x: float, top: float) -> None:
        left = x + line.x + start
        room = (left, top - style.line, left + long, top)
        size = (sheet.page.width_mm * MM, sheet.page.height_mm * MM)
        below_text = bool(sheet.pen.code)
        sheet.seals.append(SealPlace(sheet.number, size, value.strip(), "", room, None, below_text))
        draw(sheet, x, top)

    return noting
