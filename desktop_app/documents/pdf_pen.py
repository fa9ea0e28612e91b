"""Draws on one page: lines of text and rules, as few content-stream operators as will do."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from desktop_app.core.signs import drawn
from desktop_app.documents.fonts import tightening, widths_of
from desktop_app.documents.pdf_fonts import FontBook
from desktop_app.documents.styles import MM, PORTRAIT, FaceName, TextStyle
from desktop_app.documents.tree import Rectangle
from desktop_app.documents.typeset import READ_AS_BLANK, SetLine, kern_after

# The em box of every bundled font reaches 0.88 above the baseline and 0.12 below.
_ASCENT = 0.88
# A portrait sheet turned clockwise: its foot is the landscape sheet's left edge.
TURNED = f"0 -1 1 0 0 {PORTRAIT.width_mm * MM:.2f}"
_HAIR = 0.001


def baseline(top: float, line: float, size: float) -> float:
    """The baseline of a line whose box begins at `top`, its em box centred in the box."""
    return top - (line - size) / 2 - _ASCENT * size


class Pen:
    """Collects the content stream of one page; knows which font is set."""

    def __init__(self, book: FontBook) -> None:
        self.code: list[str] = []
        self._book = book
        self._font = ("", 0.0)
        self._spacing = 0.0

    def line(self, item: SetLine, x: float, y: float) -> None:
        """Draw a set line; `x` is the left edge of its measure, `y` the baseline."""
        source, line = item.source, item.line
        text = source.text[line.start : line.stop]
        if not text:
            return
        kerns = kern_after(item)
        size = source.size
        extra = tightening(size)
        operators: list[str] = []
        shown: list[str] = []

        def flush() -> None:
            if shown:
                operators.append(f"[{''.join(shown)}]TJ")
                shown.clear()

        faces = iter(source.faces)
        until, face = next(faces)
        codes = self._book.codes(face)
        opened = False
        for index in range(line.start, line.stop):
            while index >= until:
                until, face = next(faces)
                codes = self._book.codes(face)
            code = codes[source.text[index]]
            spacing = 0.0
            if not code.narrow:
                spacing = extra if index in source.unspread else extra + item.spread
            if (code.resource, size) != self._font or spacing != self._spacing:
                if opened:
                    shown.append(">")
                    opened = False
                flush()
                operators.append(self._state(code.resource, size, spacing))
            if not opened:
                shown.append("<")
                opened = True
            shown.append(code.hex)
            if index in kerns:
                shown.append(f">{_number(-kerns[index] * 1000 / size)}")
                opened = False
        if opened:
            shown.append(">")
        flush()
        begin, end = "BT", "ET"
        gap = item.spread + max(kerns.values(), default=0.0)
        if gap > size * READ_AS_BLANK + _HAIR:
            # Readers guess blanks from gaps; here the line says what it holds (ISO 32000-1 14.9.4).
            actual = ("\ufeff" + text).encode("utf-16-be").hex().upper()
            begin, end = f"/Span<</ActualText<{actual}>>>BDC BT", "ET EMC"
        place = f"1 0 0 1 {_number(x + item.x)} {_number(y)} Tm"
        self.code.append(f"{begin} {place} {' '.join(operators)} {end}")

    def words(self, text: str, style: TextStyle, x: float, y: float, align: str = "left") -> None:
        """Draw one line of plain text, `x` being its left edge, its middle or its right edge."""
        text = drawn(text)
        if align != "left":
            long = sum(map(widths_of(style.face, style.size).__getitem__, text))
            x -= long if align == "right" else long / 2
        self.cell(((x, y, text),), style.face, style.size)

    def cell(self, lines: Iterable[tuple[float, float, str]], face: FaceName, size: float) -> None:
        """Draw lines of plain text (x, baseline, text) one after the other in one text object."""
        codes = self._book.codes(face)
        extra = tightening(size)
        operators = ["BT"]
        for x, y, text in lines:
            operators.append(f"1 0 0 1 {_number(x)} {_number(y)} Tm")
            if not extra and (one := codes.in_one_font(text)) is not None:
                resource, written = one
                if (resource, size) != self._font or self._spacing:
                    operators.append(self._state(resource, size, 0.0))
                operators.append(f"<{written}>Tj")
                continue
            shown: list[str] = []
            for char in text:
                code = codes[char]
                spacing = 0.0 if code.narrow else extra
                if (code.resource, size) != self._font or spacing != self._spacing:
                    if shown:
                        operators.append(f"<{''.join(shown)}>Tj")
                        shown = []
                    operators.append(self._state(code.resource, size, spacing))
                shown.append(code.hex)
            if shown:
                operators.append(f"<{''.join(shown)}>Tj")
        operators.append("ET")
        self.code.append(" ".join(operators))

    def rules(
        self, segments: Sequence[tuple[float, float, float, float]], thickness: float
    ) -> None:
        """Draw straight lines (x1, y1, x2, y2) as one path."""
        path = " ".join(
            f"{_number(x1)} {_number(y1)} m {_number(x2)} {_number(y2)} l"
            for x1, y1, x2, y2 in segments
        )
        self.code.append(f"{_number(thickness)} w {path} S")

    def frame(self, place: Rectangle, thickness: float) -> None:
        """Draw the four sides of a rectangle."""
        left, bottom, right, top = place
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        self.rules([(*one, *other) for one, other in pairwise(corners)], thickness)

    def gather(self) -> None:
        """Make one piece of what was drawn so far, for a page that is full: of a table with
        thousands of rows the small pieces take twice the memory."""
        self.code[:] = ["\n".join(self.code)] if self.code else []

    def turned(self, matrix: str, other: "Pen") -> None:
        """Draw what another pen collected, under a transformation (a b c d e f) if one is given."""
        turn = f"{matrix} cm " if matrix else ""
        self.code.append(f"q 0 Tc {turn}{' '.join(other.code)} Q")

    def _state(self, resource: str, size: float, spacing: float) -> str:
        changes: list[str] = []
        if (resource, size) != self._font:
            self._font = (resource, size)
            changes.append(f"{resource} {_number(size)} Tf")
        if spacing != self._spacing:
            self._spacing = spacing
            changes.append(f"{_plain(spacing, 4)} Tc")
        return " ".join(changes)


@lru_cache(maxsize=8192)
def _number(value: float) -> str:
    return _plain(value, 2)


def _plain(value: float, places: int) -> str:
    """A number as PDF writes it: without exponent (ISO 32000-1 7.3.3), and one zero."""
    return f"{round(value, places) + 0.0:.{places}f}".rstrip("0").rstrip(".")
