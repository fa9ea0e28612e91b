"""Headings in the issuer's Word form: which chapter goes below each, and what gives way there."""

import re
from collections.abc import Mapping, Sequence

from desktop_app.core.own_form import OwnHeading, of_chapter
from desktop_app.core.programme import Programme
from desktop_app.intake.plain import Line, Raw
from desktop_app.intake.plan_chapters import parts
from desktop_app.intake.plan_contents import contents_lines
from desktop_app.intake.plan_marks import heading_of, mark_of

# What tells how to fill in: all of it in brackets, or a sentence that asks for something.
_BRACKETED = re.compile(r"[(（\[【〔<＜].{2,}[)）\]】〕>＞][。;；]?", re.DOTALL)
_ASKS = re.compile(
    r"(?:填写|编写|编制|撰写|写作)(?:说明|要求|提示)|(?:此处|这里|本部分|本章|本节).{0,12}(?:填写|说明|简述|阐述|介绍)"
    r"|(?:不超过|不少于|限|控制在|字以内).{0,8}字|字(?:以内|左右)|^请.{2,}|^[（(]?(?:简要)?(?:说明|描述|阐述|介绍|包括)"
    r"|^[.…·。×xX*＊_\s\u3000]+$"
)


def own_headings(
    raw: Raw, programme: Programme, texts: Sequence[str], numbers: Mapping[int, int]
) -> list[OwnHeading]:
    """The headings of the form, each with its chapter where it has one.

    `texts` are the paragraphs of the file, blank ones as well; `numbers` says which of them each
    line of `raw` is. Headings inside a chapter are told with it.
    """
    letters = [one.title for one in programme.letters]
    found = [one for one in parts(raw.lines, programme.plan.chapter, letters) if one.at >= 0]
    contents = contents_lines(raw.lines)
    tops = [one.at for one in found if one.at in numbers]
    made: list[OwnHeading] = []
    for part in found:
        if part.at not in numbers or part.at in contents:
            continue
        inner = [at for at in part.lines if at in numbers and _is_heading(raw.lines[at])]
        ends = sorted({*inner, *tops})
        made.append(
            of_chapter(
                _heading(raw, texts, numbers, part.at, ends),
                chapter="" if part.chapter is None else part.chapter.id,
                below=tuple(_heading(raw, texts, numbers, at, ends) for at in inner),
            )
        )
    return made


def headings_left(raw: Raw, programme: Programme, numbers: Mapping[int, int]) -> list[int]:
    """The lines of headings that stand in no paragraph of the file as it is."""
    letters = [one.title for one in programme.letters]
    found = parts(raw.lines, programme.plan.chapter, letters)
    return [one.at for one in found if one.at >= 0 and one.at not in numbers]


def numbers_of(lines: Sequence[Line], texts: Sequence[str]) -> dict[int, int]:
    """Which paragraph each line is, by its text: both are in the order of the file."""
    found: dict[int, int] = {}
    at = 0
    for number, line in enumerate(lines):
        if line.table >= 0:
            continue
        wanted = line.text.strip()
        place = next((n for n in range(at, len(texts)) if texts[n].strip() == wanted), None)
        if place is not None:
            found[number] = place
            at = place + 1
    return found


def is_guidance(text: str) -> bool:
    """Whether a paragraph of a blank form tells how to fill it in."""
    plain = text.strip()
    return bool(_BRACKETED.fullmatch(plain) or _ASKS.search(plain))


def _heading(
    raw: Raw, texts: Sequence[str], numbers: Mapping[int, int], at: int, ends: Sequence[int]
) -> OwnHeading:
    """The heading in a line, with what below it makes room for the text."""
    room = _room(texts, range(numbers[at] + 1, _end(raw, texts, numbers, at, ends)))
    return OwnHeading(
        paragraph=numbers[at],
        text=_title(raw.lines[at]),
        blank=tuple(one for one in room if not texts[one].strip()),
        guidance=tuple(one for one in room if texts[one].strip()),
    )


def _end(
    raw: Raw, texts: Sequence[str], numbers: Mapping[int, int], heading: int, ends: Sequence[int]
) -> int:
    """The paragraph up to which the room below a heading may go: that of the next heading. Of a
    table nobody knows how many blanks stand before it: then up to the last line above."""
    end = next((at for at in ends if at > heading), len(raw.lines))
    tables = (at for at in range(heading + 1, end) if raw.lines[at].table >= 0)
    end = next(tables, end)
    if end == len(raw.lines):
        return len(texts)
    return numbers.get(end, max(numbers[at] for at in numbers if at < end) + 1)


def _room(texts: Sequence[str], inside: range) -> list[int]:
    """Blanks and guidance; before a text that stays (who signs), the blanks right above it stay."""
    found: list[int] = []
    for at in inside:
        if texts[at].strip() and not is_guidance(texts[at]):
            told = [one for one in found if texts[one].strip()]
            return [one for one in found if told and one <= told[-1]] or found[:1]
        found.append(at)
    return found


def _is_heading(line: Line) -> bool:
    rank, _, is_whole = heading_of(line)
    return rank >= 0 and is_whole and not is_guidance(line.text)


def _title(line: Line) -> str:
    mark = mark_of(0, line)
    number = f"{line.number} " if line.number else ""
    text = f"{number}{line.text.strip()}"
    return text if mark is None or not mark.rest else f"{number}{text.split(mark.rest)[0]}".strip()
