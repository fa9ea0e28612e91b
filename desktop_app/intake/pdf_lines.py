"""Lines of a PDF's running text made paragraphs again; headers, feet and page numbers left out."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

# The share of a sheet's height at either end in which page numbers and running titles stand.
_EDGE = 0.12
_REPEATED = 3
_LONG = 0.6
_NEARLY_FULL = 0.8
# Lines of one size of type differ by this share: what is drawn in them counts, not their font.
_SAME_SIZE = 0.15
# The highest of a few signs may be as low as a digit, in a line of the same type.
_FEW_SIGNS, _LOWER = 16, 0.45
_FOOT = re.compile(
    r"[-—–―·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/,\uff0c]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―·\s]*"
)
_MARK = re.compile(r".*数据版本\s*\d+\s*·\s*校验码.*")
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+(?:章|部分|节)|[一二三四五六七八九十]{1,3}\s*[、.\uff0e]"
    r"|[(\uff08][一二三四五六七八九十\d]{1,4}[)\uff09]|\d{1,4}\s*[、.\uff0e](?!\d)|[①-⑳])"
)
# A number keeps its unit with it, and a sign that may not begin a line: 38.6亿元，
_UNBROKEN = re.compile(r"([!-~]+)([百千万亿元个家项户年月日]{0,3}[—…]*[，、。；：！？）》」”]?)")
_SENTENCE_END = "。;\uff1b!\uff01?\uff1f:\uff1a"


class TextLine(NamedTuple):
    """One line of running text: where it stands and how large it is (points)."""

    text: str
    left: float
    right: float
    y: float
    height: float


class Measure(NamedTuple):
    """The usual edges of running text, and whether paragraphs begin indented."""

    left: float
    right: float
    is_indented: bool


def is_edge(line: TextLine, bottom: float, top: float) -> bool:
    """Whether a line stands where page numbers and running titles do."""
    edge = (top - bottom) * _EDGE
    return line.y < bottom + edge or line.y > top - edge


def is_foot(line: TextLine, bottom: float, top: float) -> bool:
    """Whether a line is a page number at an edge, or a revision mark anywhere."""
    text = line.text.strip()
    if _MARK.fullmatch(text):
        return True
    return is_edge(line, bottom, top) and _FOOT.fullmatch(text) is not None


def running_titles(edges: Sequence[Sequence[TextLine]]) -> set[str]:
    """The texts (numbers aside) that stand at the edge of several pages."""
    counts = Counter(text for page in edges for text in {running(line) for line in page})
    return {text for text, count in counts.items() if count >= _REPEATED}


def running(line: TextLine) -> str:
    """A line's text for comparing running titles: its place counts, its numbers do not."""
    return f"{round(line.y / 3)} {_DIGITS.sub('#', line.text.strip())}"


def measure_of(lines: Sequence[TextLine]) -> Measure:
    """The text area that most lines keep to."""
    if not lines:
        return Measure(0.0, 0.0, False)
    usual = Counter(round(line.height) for line in lines).most_common(1)[0][0]
    body = [line for line in lines if abs(line.height - usual) <= _SAME_SIZE * usual]
    few = max(2, len(body) // 20)
    lefts = Counter(round(line.left / 2) for line in body)
    left = min((at for at, count in lefts.items() if count >= few), default=min(lefts)) * 2.0
    rights = Counter(round(line.right / 4) for line in body)
    right = max((at for at, count in rights.items() if count >= few), default=max(rights)) * 4.0
    indented = sum(1.2 * usual < line.left - left < 2.8 * usual for line in body)
    return Measure(left, right, indented * 10 >= len(body))


def goes_on(before: TextLine, line: TextLine, measure: Measure, *, same_page: bool) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    size = before.height
    lower = _LOWER if len(line.text.strip()) <= _FEW_SIGNS else _SAME_SIZE
    if not -lower * size <= line.height - size <= _SAME_SIZE * size:
        return False
    if same_page and before.y - line.y > 2.6 * size:
        return False
    if line.left > measure.left + 0.9 * size or before.left > measure.left + 3.2 * size:
        return False
    ends = before.text.rstrip()[-1:] in _SENTENCE_END
    # A line is also full when the number or Latin word that begins the next one had no room.
    word = _UNBROKEN.match(line.text)
    needed = max(2.2, 1.2 + 0.6 * len(word[1]) + len(word[2])) if word is not None else 2.2
    is_full = before.right >= measure.right - needed * size
    if measure.is_indented:
        # A line without indent goes on, even if the one before was left short for good looks.
        filled = (before.right - measure.left) / (measure.right - measure.left)
        return is_full or filled > (_NEARLY_FULL if ends else _LONG)
    # Without indents only a full stop at the very edge or a number tells of a new paragraph.
    return is_full and not ends and not _NUMBERED.match(line.text)
