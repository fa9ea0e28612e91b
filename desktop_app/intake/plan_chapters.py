"""Which part of a foreign plan is which chapter, in whatever order and numbering."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.names import fold
from desktop_app.core.programme import Chapter
from desktop_app.intake.plain import Line

_CHINESE_NUMBER = r"[一二三四五六七八九十]{1,3}"
_FIRST = re.compile(
    rf"^\s*(?:第{_CHINESE_NUMBER}(?:章|部分|节)|{_CHINESE_NUMBER}\s*[、.\uff0e])\s*(?P<title>\S.*)$"
)
_FIRST_ARABIC = re.compile(r"^\s*\d{1,2}\s*[、.\uff0e]\s*(?P<title>[^\d\s].*)$")
_CONTENTS_LINE = re.compile(r"(?:[.…·]{3,}|\t)\s*\d{0,3}\s*$")
_LONGEST_HEADING = 30
_ENDS_SENTENCE = "。;\uff1b!\uff01,\uff0c:\uff1a"


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter as the file has it: its heading and the indexes of its lines."""

    chapter: Chapter | None
    heading: str
    first: int
    last: int


def parts(lines: Sequence[Line], chapters: Sequence[Chapter]) -> list[Part]:
    """The file cut at its first-level headings; what stands before the first one is left out.

    A heading that answers to no chapter gives a part with `chapter` None.
    """
    marks = [(at, text) for at, line in enumerate(lines) if (text := heading_text(line))]
    marks = _one_level(lines, marks, chapters)
    taken: set[str] = set()
    starts: list[tuple[int, str, Chapter | None]] = []
    for at, text in marks:
        chapter = _chapter_for(text, [c for c in chapters if c.id not in taken])
        if chapter is not None:
            taken.add(chapter.id)
        elif not _is_real_heading(lines[at]):
            # A bold line inside a chapter that happens to be worded like one: it stays text.
            continue
        starts.append((at, text, chapter))
    ends = [*(at for at, _, _ in starts), len(lines)][1:]
    return [
        Part(chapter, text, at, last)
        for (at, text, chapter), last in zip(starts, ends, strict=True)
    ]


def heading_text(line: Line) -> str:
    """The title in a line that looks like a first-level heading, without its number; or ""."""
    text = line.text.strip()
    if not text or line.table >= 0 or _CONTENTS_LINE.search(line.text):
        return ""
    shown = f"{line.number}{text}"
    match = _FIRST.match(shown)
    if match is not None and _is_short(match["title"]):
        return match["title"].strip()
    if line.level == 1 and _is_short(text):
        numbered = _FIRST_ARABIC.match(shown)
        return (numbered["title"] if numbered else text).strip()
    if line.bold and _is_short(text):
        numbered = _FIRST_ARABIC.match(shown)
        return numbered["title"].strip() if numbered else text
    return ""


def _one_level(
    lines: Sequence[Line], marks: list[tuple[int, str]], chapters: Sequence[Chapter]
) -> list[tuple[int, str]]:
    """Only numbered or real headings, and bold lines that name a chapter."""
    out: list[tuple[int, str]] = []
    for at, text in marks:
        line = lines[at]
        if _is_real_heading(line) or _chapter_for(text, chapters, exact=True) is not None:
            out.append((at, text))
    return out


def _is_real_heading(line: Line) -> bool:
    """Numbered 一、 or set in a heading style of the first level."""
    return line.level == 1 or _FIRST.match(f"{line.number}{line.text.strip()}") is not None


def _is_short(title: str) -> bool:
    return len(title.strip()) <= _LONGEST_HEADING and title.strip()[-1] not in _ENDS_SENTENCE


def _chapter_for(text: str, chapters: Sequence[Chapter], exact: bool = False) -> Chapter | None:
    """The chapter whose title or synonym the heading is; else the longest word it contains."""
    folded = fold(text)
    words = [
        (fold(word), chapter) for chapter in chapters for word in (chapter.title, *chapter.synonyms)
    ]
    for word, chapter in words:
        if folded == word:
            return chapter
    if exact:
        return None
    inside = [(len(word), n) for n, (word, _) in enumerate(words) if word in folded]
    return words[max(inside)[1]][1] if inside else None
