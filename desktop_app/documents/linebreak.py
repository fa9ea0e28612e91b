"""Chinese line breaking (避头尾) over measured text; knows widths, but neither fonts nor pages."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

# A line must not end with one of these …
OPENERS = "（《「『【〔〈“‘［｛([{«"
# … nor begin with one of these. With — and … here, —— and …… are never split either.
CLOSERS = "，。、；：？！）》」』】〕〉”’］｝…—％‰℃°′″·～々,.;:?!)]}%»"
# Full-width closers whose right half is blank: at a line's end that half may stand in the margin.
TRIMMABLE = "，。、；：）》」』】〕〉”’"
# Full-width openers whose left half is blank.
TRIMMABLE_OPENERS = "（《「『【〔〈“‘"

_LETTER = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f０-９Ａ-Ｚａ-ｚ"
)
_JOINT = r"(?:[.,:/\\\-_@&'’+#=?%~–^．]+|(?<=[0-9%])[—～×](?=[0-9]))"
_WORD = rf"[$¥￥€£+\-−±~#№]?[{_LETTER}]+(?:{_JOINT}[{_LETTER}]+)*"
_DATE = r"[0-9]+年(?:[0-9]+月(?:[0-9]+日)?)?|[0-9]+月[0-9]+日"
_SCALE = "[十百千万亿]+"
_UNIT = (
    "平方公里|平方米|立方米|千瓦时|千瓦|兆瓦|公里|千米|公顷|小时|分钟|个月|元|米|亩|吨|天|年|月|日"
    "|个|家|户|人|名|项|台|套|件|次|倍|号|页|条|份|期|层|栋|处|批|类|级|位|岁|册|章|节"
)
_COUNTED = rf"{_WORD}(?:(?<=[0-9０-９])(?:{_SCALE})?(?:{_UNIT})|(?<=[0-9０-９]){_SCALE})?"
_BLANK = " \u3000"


def _pieces(core: str) -> re.Pattern[str]:
    opening = f"(?:[{re.escape(OPENERS)}][{_BLANK}]*)*"
    closing = f"[{re.escape(CLOSERS)}]*[{_BLANK}]*"
    return re.compile(f"{opening}(?:{core}|.){closing}", re.DOTALL)


_ATOM = _pieces(f"{_DATE}|{_COUNTED}")
# What does not fit a line of its own is taken apart: year from month, unit from number, then at the
# signs inside a word, and at last anywhere.
_FINER = (
    _pieces(_COUNTED),
    _pieces(_WORD),
    re.compile(r"[^/\-_.?&=@,:]+[/\-_.?&=@,:]*|.", re.DOTALL),
    re.compile(f".[{re.escape(CLOSERS)}]*", re.DOTALL),
    re.compile(".", re.DOTALL),
)
_LONE_MARK = re.compile(
    f"[{TRIMMABLE}](?![{re.escape(OPENERS + CLOSERS)}])",
)
GIVE = 0.25
# A line with more room than this, in em, stays ragged however it is spread: a date may go on then.
_RAGGED = 4
_EPSILON = 0.01


class Line(NamedTuple):
    """One line: text[start:end] is consumed, text[start:stop] is drawn (without trailing blanks).

    `width` is what it takes, in the unit of the advances; `squeeze` is to be taken off after each
    mark of `lone_marks`; `lead` is the blank half of its first mark, which stands left of the
    measure.
    """

    start: int
    stop: int
    end: int
    width: float
    squeeze: float = 0.0
    lead: float = 0.0


def lone_marks(text: str) -> list[int]:
    """Positions of marks with a blank right half that no other mark follows."""
    return [match.start() for match in _LONE_MARK.finditer(text)]


def atom_ends(text: str) -> list[int]:
    """Where a line may end: after each word, number with unit, date or sign with its marks."""
    return [match.end() for match in _ATOM.finditer(text)]


def break_lines(
    text: str,
    widths: Sequence[float],
    measure: float,
    em: float,
    indent: float = 0,
    kerns: Sequence[float] | None = None,
    give: float = GIVE,
) -> list[Line]:
    """Break a text without line feeds into lines not wider than `measure`.

    `widths` holds each character's own width, `kerns` what is added after it inside a line (spacing
    of scripts, pressed marks). `indent` shortens the first line; `give` is how much of an em each
    lone mark may give so that a line holds one character more. The lines together are the text.
    A line exceeds the measure only when a single character does.
    """
    advances = widths if kerns is None else [w + k for w, k in zip(widths, kerns, strict=True)]
    sums = [0.0, *accumulate(advances)]
    whole = atom_ends(text)
    ends = list(whole)
    limit = measure - indent + _EPSILON
    lines: list[Line] = []
    start = fits = 0
    index = 0

    def drawn(first: int, end: int) -> tuple[int, float]:
        stop = end
        while stop > first and text[stop - 1] in _BLANK:
            stop -= 1
        if stop == first:
            return stop, 0.0
        return stop, sums[stop - 1] - sums[first] + widths[stop - 1]

    while index < len(ends):
        end = ends[index]
        if sums[end] - sums[start] <= limit:
            fits = end
            index += 1
            continue
        stop, width = drawn(start, end)
        if width <= limit:
            fits = end
            index += 1
            continue
        squeezed = _squeezed(text, start, stop, width - limit, em, give)
        if squeezed is not None:
            lines.append(Line(start, stop, end, min(width, limit - _EPSILON), squeezed))
            start = fits = end
            index += 1
        else:
            begin = ends[index - 1] if index else 0
            stop, width = drawn(begin, end)
            pressed = _pressed(text, begin, stop, width - limit, em)
            if fits == start and pressed:
                narrow = min(width - em / 2, limit - _EPSILON)
                lines.append(Line(start, stop, end, narrow, lead=em / 2))
                start = fits = end
                index += 1
                limit = measure + _EPSILON
                continue
            # On a line of its own its last mark may give way, as it does above.
            over = width - measure - _EPSILON
            gives_way = _squeezed(text, begin, stop, over, em, give) is not None
            too_wide = fits == start or (width > measure and not pressed and not gives_way)
            finer = _taken_apart(text, begin, end) if too_wide else []
            if not too_wide and limit - drawn(start, fits)[1] > _RAGGED * em:
                year = _date_apart(text, begin, end)
                finer = year if year and sums[year[0]] - sums[start] <= limit else []
            if finer:
                ends[index : index + 1] = finer
                continue
            if fits == start:  # a single character wider than the measure
                fits = end
                index += 1
            stop, width = drawn(start, fits)
            lines.append(Line(start, stop, fits, width))
            start = fits
        limit = measure + _EPSILON
    if start < len(text) or not lines:
        stop, width = drawn(start, len(text))
        lines.append(Line(start, stop, len(text), width))
    cut = _company_for_last(text, lines, whole) if len(lines) > 1 else 0
    if cut and drawn(cut, len(text))[1] <= measure:
        before = lines[-2]
        stop, width = drawn(before.start, cut)
        lines[-2] = Line(before.start, stop, cut, width - before.lead, lead=before.lead)
        stop, width = drawn(cut, len(text))
        lines[-1] = Line(cut, stop, len(text), width)
    return lines


def _company_for_last(text: str, lines: Sequence[Line], ends: Sequence[int]) -> int:
    """Where the last line may begin earlier so that no single sign makes it up; 0 to leave it."""
    before, last = lines[-2], lines[-1]
    if len(text[last.start : last.stop].rstrip(CLOSERS)) > 1:
        return 0
    cuts = [end for end in ends if before.start + 1 < end < before.end]
    return cuts[-1] if cuts else 0


def _squeezed(
    text: str, start: int, stop: int, over: float, em: float, give: float
) -> float | None:
    """How much each lone mark must give so that the line fits; None when that is too much."""
    if stop == start or text[stop - 1] not in TRIMMABLE:
        return None
    over -= em / 2
    if over <= 0:
        return 0.0
    marks = len(lone_marks(text[start : stop - 1]))
    return over / marks if marks and over <= marks * em * give else None


def _pressed(text: str, start: int, stop: int, over: float, em: float) -> bool:
    """Whether a narrow line holds this when the blank halves of its outer marks stand outside."""
    if stop == start or text[start] not in TRIMMABLE_OPENERS:
        return False
    halves = 1 + (text[stop - 1] in TRIMMABLE and stop > start + 1)
    return over <= halves * em / 2


def _date_apart(text: str, start: int, end: int) -> list[int]:
    """Where a date goes on behind its year or month; nothing for what is no date."""
    ends = [match.end() for match in _FINER[0].finditer(text, start, end)]
    return ends if len(ends) > 1 else []


def _taken_apart(text: str, start: int, end: int) -> list[int]:
    for pattern in _FINER:
        ends = [match.end() for match in pattern.finditer(text, start, end)]
        if len(ends) > 1:
            return ends
    return []
