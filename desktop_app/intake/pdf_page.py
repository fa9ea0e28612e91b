"""One PDF page as drawn: its characters and its straight rules, turned upright."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw as c

from desktop_app.intake.unreadable import TooMuch

# A filled rectangle thinner than this is a rule (points).
_THIN = 2.5
# A line that strays less than this from the horizontal is one.
_STRAIGHT = 0.8
_DEEPEST_FORM = 6
_MOST_SHAPES = 100_000
_QUARTER = math.pi / 2
_AROUND = 0.1

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_UNCHANGED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph(NamedTuple):
    """A drawn character: its advance box in points, y the middle of its height, upwards.

    `is_inferred` marks a blank that the PDF does not hold but that the library reads from a gap.
    """

    sign: str
    left: float
    right: float
    y: float
    height: float
    is_inferred: bool


class Rule(NamedTuple):
    """A straight line: where it lies across its direction, and from where to where it goes."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Page:
    """Characters in the order of drawing, and rules, both in upright coordinates.

    `bottom` and `top` are the edges of the sheet; `lies` when it is wider than high.
    """

    glyphs: list[Glyph]
    horizontals: list[Rule]
    verticals: list[Rule]
    bottom: float
    top: float
    lies: bool


def read_page(page: pdfium.PdfPage) -> Page:
    """What a page shows. Most of its text decides what is upright, whether the sheet was turned
    or the text; what stands at another angle (watermark, turned page number) is left out."""
    textpage = page.get_textpage()
    try:
        glyphs, quarter = _glyphs(textpage.raw, _spans(page.raw))
    finally:
        textpage.close()
    turn = _TURNS[quarter]
    horizontals: list[Rule] = []
    verticals: list[Rule] = []
    for x1, y1, x2, y2 in _segments(page.raw):
        (left, low), (right, high) = turn(x1, y1), turn(x2, y2)
        if abs(high - low) <= _STRAIGHT:
            horizontals.append(Rule((low + high) / 2, min(left, right), max(left, right)))
        elif abs(right - left) <= _STRAIGHT:
            verticals.append(Rule((left + right) / 2, min(low, high), max(low, high)))
    sheet = page.get_bbox()
    left, low = turn(sheet[0], sheet[1])
    right, high = turn(sheet[2], sheet[3])
    lies = abs(right - left) > abs(high - low)
    return Page(glyphs, horizontals, verticals, min(low, high), max(low, high), lies)


# What the library makes of a hyphen at the end of a line behind a Latin letter, as if it were
# there for the line's end only; in names (ERP-二期) it is not.
_BREAKING_HYPHEN = 0x02
# Quarter turns counter-clockwise by which text is read upright: the direction of its lines
# becomes x, the direction of its heads y.
_TURNS = (
    lambda x, y: (x, y),
    lambda x, y: (-y, x),
    lambda x, y: (-x, -y),
    lambda x, y: (y, -x),
)


def _glyphs(handle: Any, spans: Mapping[int, Box]) -> tuple[list[Glyph], int]:
    """The characters that stand at the page's main angle, and that angle in quarters."""
    rect = c.FS_RECTF()
    box = ctypes.byref(rect)
    found: list[tuple[int, str, float, float, float, float, bool]] = []
    spanned: dict[int, list[int]] = {}
    counts: Counter[int] = Counter()
    # A page has a few angles and a thousand characters, each of which is asked for.
    quarters: dict[float, int] = {}
    unicode_of, box_of, angle_of = (
        c.FPDFText_GetUnicode, c.FPDFText_GetLooseCharBox, c.FPDFText_GetCharAngle
    )  # fmt: skip
    pending = 0
    for index in range(c.FPDFText_CountChars(handle)):
        code = unicode_of(handle, index)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not pending:
                continue
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
        pending = 0
        if code == _BREAKING_HYPHEN and c.FPDFText_IsHyphen(handle, index) == 1:
            code = ord("-")
        if code < 0x20 or code in (0xFFFE, 0xFFFF):
            continue
        box_of(handle, index, box)
        # Of what is printed the library infers blanks only.
        is_inferred = code == 0x20 and c.FPDFText_IsGenerated(handle, index) == 1
        # An inferred blank has no angle of its own; it goes with the character before it.
        if is_inferred and found:
            quarter = found[-1][0]
        else:
            angle = angle_of(handle, index)
            quarter = quarters.get(angle, -2)
            if quarter == -2:
                quarter = quarters[angle] = _quarter(angle)
        if quarter < 0:
            continue
        counts[quarter] += 1
        shape = _address(c.FPDFText_GetTextObject(handle, index)) if spans else 0
        if shape in spans:
            spanned.setdefault(shape, []).append(len(found))
        found.append(
            (quarter, chr(code), rect.left, rect.right, rect.bottom, rect.top, is_inferred)
        )
    for shape, indices in spanned.items():
        _spread(found, indices, spans[shape])
    main = counts.most_common(1)[0][0] if counts else 0
    turn = _TURNS[main]
    glyphs: list[Glyph] = []
    for quarter, sign, x1, x2, y1, y2, is_inferred in found:
        if quarter == main:
            (left, bottom), (right, top) = turn(x1, y1), turn(x2, y2)
            if right < left:
                left, right = right, left
            high = abs(top - bottom)
            glyphs.append(Glyph(sign, left, right, (bottom + top) / 2, high, is_inferred))
    return glyphs, main


def _spread(
    found: list[tuple[int, str, float, float, float, float, bool]], indices: list[int], box: Box
) -> None:
    """Lay a span's characters evenly over the whole of it, along their direction."""
    left, bottom, right, top = box
    count = len(indices)
    for n, index in enumerate(indices):
        quarter, sign, *_, is_inferred = found[index]
        # A line turned by a half or three quarters begins at the other end.
        at = n if quarter in (0, 1) else count - 1 - n
        if quarter % 2:
            step = (top - bottom) / count
            place = (left, right, bottom + at * step, bottom + (at + 1) * step)
        else:
            step = (right - left) / count
            place = (left + at * step, left + (at + 1) * step, bottom, top)
        found[index] = (quarter, sign, *place, is_inferred)


def _spans(page: Any) -> dict[int, Box]:
    """Text drawn in several pieces that says as a whole what it reads (ISO 32000-1, 14.9.4).

    The library gives all its characters to the first piece. Per address of a piece: the box of all.
    """
    pieces: dict[int, tuple[list[int], Box]] = {}
    for shape, matrix in _shapes(page, c.FPDF_PAGEOBJ_TEXT):
        for n in range(c.FPDFPageObj_CountMarks(shape)):
            mark = c.FPDFPageObj_GetMark(shape, n)
            if c.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == c.FPDF_OBJECT_UNKNOWN:
                continue
            own = _bounds(shape, matrix)
            before, box = pieces.get(_address(mark), ([], own))
            pieces[_address(mark)] = ([*before, _address(shape)], _around(box, own))
            break
    return {
        address: box for several, box in pieces.values() if len(several) > 1 for address in several
    }


def _bounds(shape: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    c.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    a, b, d, e, f, g = matrix
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + d * y + f for x, y in corners]
    ys = [b * x + e * y + g for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
    )  # fmt: skip


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _quarter(angle: float) -> int:
    """An angle in quarter turns; −1 for a slanting one."""
    turns = angle / _QUARTER
    nearest = round(turns)
    return nearest % 4 if abs(turns - nearest) <= _AROUND else -1


def _segments(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Straight pieces of the page's paths; a thin filled rectangle counts as its middle line."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for shape, matrix in _shapes(page, c.FPDF_PAGEOBJ_PATH):
        c.FPDFPath_GetDrawMode(shape, fill, stroke)
        for points in _points(shape, _combined(_matrix(shape), matrix)):
            if stroke.value:
                yield from _sides(points)
            elif fill.value:
                yield from _thin(points)


def _shapes(page: Any, kind: int) -> Iterator[tuple[Any, Matrix]]:
    """The page's objects of one kind, also inside forms; with the matrix of the form."""
    seen = count()
    for index in range(c.FPDFPage_CountObjects(page)):
        yield from _shapes_of(c.FPDFPage_GetObject(page, index), kind, _UNCHANGED, 0, seen)


def _shapes_of(
    shape: Any, kind: int, outer: Matrix, depth: int, seen: Iterator[int]
) -> Iterator[tuple[Any, Matrix]]:
    if next(seen) > _MOST_SHAPES:
        # Forms within forms make a million out of a few.
        raise TooMuch("shapes on a page")
    own = c.FPDFPageObj_GetType(shape)
    if own == kind:
        yield shape, outer
    elif own == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        matrix = _combined(_matrix(shape), outer)
        for index in range(c.FPDFFormObj_CountObjects(shape)):
            yield from _shapes_of(
                c.FPDFFormObj_GetObject(shape, index), kind, matrix, depth + 1, seen
            )


def _points(shape: Any, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """The corners of each part of a path; curves are taken straight."""
    a, b, d, e, f, g = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for index in range(c.FPDFPath_CountSegments(shape)):
        segment = c.FPDFPath_GetPathSegment(shape, index)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + d * y.value + f, b * x.value + e * y.value + g)
        if c.FPDFPathSegment_GetType(segment) == c.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append(point)
        if c.FPDFPathSegment_GetClose(segment):
            parts[-1].append(parts[-1][0])
    return parts


def _sides(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    for (x1, y1), (x2, y2) in pairwise(points):
        yield x1, y1, x2, y2


def _thin(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    if high - low <= _THIN < right - left:
        yield left, (low + high) / 2, right, (low + high) / 2
    elif right - left <= _THIN < high - low:
        yield (left + right) / 2, low, (left + right) / 2, high


def _matrix(shape: Any) -> Matrix:
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(shape, matrix):
        return _UNCHANGED
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first (ISO 32000-1, 8.3.4)."""
    if outer == _UNCHANGED:
        return inner
    a, b, d, e, f, g = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, d * p + e * r, d * q + e * s,
        f * p + g * r + t, f * q + g * s + u,
    )  # fmt: skip
