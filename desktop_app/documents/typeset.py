"""Text of one paragraph, measured in its faces and broken into lines ready to be drawn."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from desktop_app.core.signs import drawn
from desktop_app.documents.fonts import is_narrow, widths_of
from desktop_app.documents.linebreak import (
    TRIMMABLE,
    TRIMMABLE_OPENERS,
    Line,
    atom_ends,
    break_lines,
    lone_marks,
)
from desktop_app.documents.styles import FaceName, TextStyle
from desktop_app.documents.table_layout import em_width

Align = Literal["left", "center", "right", "justify"]

_HANZI = "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff%"
_SCRIPTS_MEET = re.compile(f"[{_HANZI}](?=[{_LATIN}])|[{_LATIN}](?=[{_HANZI}])")
_MARKS_MEET = re.compile(
    f"[{re.escape(TRIMMABLE)}](?=[{re.escape(TRIMMABLE + TRIMMABLE_OPENERS)}])"
    f"|[{TRIMMABLE_OPENERS}](?=[{TRIMMABLE_OPENERS}])"
)
_HALF_OF_A_PAIR = re.compile("—(?=—)|…(?=…)")
# 1/4 em between hanzi and Latin; a wider spread than 0.2 em looks worse than a ragged line.
_BETWEEN_SCRIPTS = 0.25
_MOST_SPREAD = 0.2
# Readers take a wider gap for a blank unless the line says what it holds, and pdfium drops signs
# above U+FFFF from what it says: texts with such signs keep within this.
READ_AS_BLANK = 0.09
_ABOVE_BMP = re.compile("[\U00010000-\U0010ffff]")

# Words a title is not broken in (7.3.1: 回行时词意完整); general office vocabulary.
_TITLE_WORDS = re.compile(
    "人民政府|管理委员会|委员会|有限责任公司|股份有限公司|有限公司|集团|公司|办公室|园区|行动|系统|工程|档案"
    "|工业和信息化|发展和改革|中小企业|数字化|智能化|实施方案|工作方案|汇总表|申报书|承诺书|一览表"
    "|转型|试点|城市|申报|项目|工作|资金|专项|管理|办法|通知|报告|关于|建设|改造|产业|服务|平台|企业|财政"
    "|材料|绩效|目标|情况|说明|评审|自评|名单|规划|纲要|推进|开展|支持|技术|创新|发展|实施|方案|汇总|重点"
)
_TITLE_PAUSES = "的和与及、》”）于"


@dataclass(frozen=True, slots=True)
class Measured:
    """A text without line feeds with each character's face, width and the kern after it (pt).

    `faces` are stretches up to a position; after `unspread` no line is spread, nowhere more than
    `most_spread`.
    """

    text: str
    faces: tuple[tuple[int, FaceName], ...]
    size: float
    widths: list[float]
    kerns: list[float] | None
    unspread: frozenset[int] = frozenset()
    most_spread: float = 0.0


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line to draw: characters from..to of a measured text, its left edge and the spread (pt)."""

    source: Measured
    line: Line
    x: float
    spread: float = 0.0


def measured(
    runs: Sequence[tuple[str, FaceName]], size: float, *, spaced: bool = True
) -> list[Measured]:
    """Measure runs of text, one result per paragraph (they part at line feeds).

    `spaced` sets Latin words off from hanzi and presses meeting marks together; table cells go
    without, so that what is read back out of them is what was written.
    """
    paragraphs: list[list[tuple[str, FaceName]]] = [[]]
    for text, face in runs:
        first, *others = drawn(text).split("\n")
        paragraphs[-1].append((first, face))
        paragraphs.extend([(other, face)] for other in others)
    return [_measured(parts, size, spaced) for parts in paragraphs]


def width(text: str, style: TextStyle) -> float:
    """The width of one line of text in points."""
    return sum(map(widths_of(style.face, style.size).__getitem__, drawn(text)))


def set_lines(
    source: Measured, measure: float, align: Align, indent: float = 0, hanging: float = 0
) -> list[SetLine]:
    """Break a measured text on a measure; `indent` shifts the first line, `hanging` the others."""
    broken = break_lines(
        source.text,
        source.widths,
        measure - hanging,
        source.size,
        indent - hanging,
        source.kerns,
    )
    lines: list[SetLine] = []
    for index, line in enumerate(broken):
        left = (hanging if index else indent) - line.lead
        room = measure - left - line.lead - line.width
        if align == "center":
            lines.append(SetLine(source, line, left + room / 2))
        elif align == "right":
            lines.append(SetLine(source, line, left + room))
        elif align == "justify" and index < len(broken) - 1:
            lines.append(SetLine(source, line, left, _spread(source, line, room)))
        else:
            lines.append(SetLine(source, line, left))
    return lines


def set_title(source: Measured, measure: float) -> list[SetLine]:
    """Break a centred title into balanced lines, between words where that can be told."""
    kerns = source.kerns or [0.0] * len(source.text)
    total = sum(source.widths) + sum(kerns)
    if total <= measure:
        return set_lines(source, measure, "center")
    ends = [0, *atom_ends(source.text)]
    inside = {
        position
        for word in _TITLE_WORDS.finditer(source.text)
        for position in range(word.start() + 1, word.end())
    }
    sums = [0.0, *accumulate(own + kern for own, kern in zip(source.widths, kerns, strict=True))]
    wanted = total / math.ceil(total / (measure * 0.95))

    def drawn_width(start: int, end: int) -> float:
        return sums[end] - sums[start] - kerns[end - 1]

    def price(start: int, end: int) -> float:
        long = drawn_width(start, end)
        if long > measure:
            return math.inf
        cost = ((long - wanted) / source.size) ** 2
        if end in inside:
            cost += 100
        elif end < len(source.text) and source.text[end - 1] not in _TITLE_PAUSES:
            cost += 4
        return cost

    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    first = 0
    for position, end in enumerate(ends[1:], start=1):
        # A line reaches back no further than the measure: long titles need not compare all ends.
        while first < position - 1 and drawn_width(ends[first], end) > measure:
            first += 1
        starts = ends[first:position]
        best[end] = min((best[start][0] + price(start, end), start) for start in starts)
    if math.isinf(best[len(source.text)][0]):
        return set_lines(source, measure, "center")
    cuts = [len(source.text)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    return [
        SetLine(
            source,
            Line(start, end, end, drawn_width(start, end)),
            (measure - drawn_width(start, end)) / 2,
        )
        for start, end in pairwise(cuts)
    ]


def title_lines(text: str, style: TextStyle, measure: float) -> list[str]:
    """The lines of a title where no font is at hand: Latin letters count half."""
    widths = [em_width(char) * style.size for char in text]
    source = Measured(
        text, ((len(text), style.face),), style.size, widths, _kerns(text, style.size)
    )
    lines = set_title(source, measure)
    return [text[one.line.start : one.line.end] for one in lines]


def kern_after(item: SetLine) -> dict[int, float]:
    """What to add after single characters of a line: script spacing, pressed and squeezed marks."""
    source, line = item.source, item.line
    kerns: dict[int, float] = {}
    if source.kerns is not None:
        kerns = {
            index: source.kerns[index]
            for index in range(line.start, line.stop - 1)
            if source.kerns[index]
        }
    if line.squeeze:
        for mark in lone_marks(source.text[line.start : line.stop - 1]):
            index = line.start + mark
            kerns[index] = kerns.get(index, 0.0) - line.squeeze
    return kerns


def _measured(parts: list[tuple[str, FaceName]], size: float, spaced: bool) -> Measured:
    text = "".join(part for part, _ in parts)
    widths: list[float] = []
    faces: list[tuple[int, FaceName]] = []
    for part, face in parts:
        widths.extend(map(widths_of(face, size).__getitem__, part))
        faces.append((len(widths), face))
    if not spaced:
        return Measured(text, tuple(faces), size, widths, None)
    is_rare = _ABOVE_BMP.search(text) is not None
    unspread = frozenset(match.start() for match in _HALF_OF_A_PAIR.finditer(text))
    most = size * (READ_AS_BLANK / 2 if is_rare else _MOST_SPREAD)
    return Measured(text, tuple(faces), size, widths, _kerns(text, size, is_rare), unspread, most)


def _kerns(text: str, size: float, is_rare: bool = False) -> list[float]:
    """What is added after each character: between scripts, and less where marks meet."""
    kerns = [0.0] * len(text)
    between = size * (READ_AS_BLANK / 2 if is_rare else _BETWEEN_SCRIPTS)
    for meeting in _SCRIPTS_MEET.finditer(text):
        kerns[meeting.start()] += between
    for meeting in _MARKS_MEET.finditer(text):
        kerns[meeting.start()] -= size / 2
    return kerns


def _spread(source: Measured, line: Line, room: float) -> float:
    text = source.text
    gaps = sum(
        not is_narrow(text[index]) and index not in source.unspread
        for index in range(line.start, line.stop - 1)
    )
    if not gaps or room <= 0 or room / gaps > source.most_spread:
        return 0.0
    return room / gaps
