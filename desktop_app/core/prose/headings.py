"""Lines that head what stands below them, and what they say of it."""

import re
from dataclasses import dataclass, field

from desktop_app.core.prose.claims import Terms
from desktop_app.core.prose.clauses import Passage
from desktop_app.core.prose.parts import Names
from desktop_app.core.prose.quantities import quantities

_SHORT_HEADING = 20
_NUMBER = (
    r"(?:[(\uff08]?[\d一二三四五六七八九十]{1,3}[)\uff09.、\uff0e]|[①-⑳]|第.{1,3}(?:[章节篇]|部分))"
)
# A heading of its own line: its number, and what stands below it is about.
_HEADING = re.compile(
    rf"\s*{_NUMBER}?\s*(?P<name>[^\n。]{{2,24}}?)(?:方面|项目|领域|情况|板块)?[。:\uff1a]?\s*$"
)
_CHAPTER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|第.{1,3}(?:[章篇]|部分)|【)")
# Chapters that tell of what there is already, or of what is missing.
_OF_OTHERS = re.compile(r"基础|现状|家底|底数|背景|回顾|问题|短板|不足|差距|成效")
_NOTES = re.compile(r"【[^】]*】|[(\uff08][^()\uff08\uff09\n]*[责单][^()\uff08\uff09\n]*[)\uff09]")


@dataclass(frozen=True, slots=True)
class Heading:
    """The part of the projects that a heading names, if any. `is_of_others` is None for a heading
    within a chapter, else whether its chapter tells of other things than these projects."""

    names: Names = field(default_factory=dict[str, frozenset[str]])
    is_of_others: bool | None = None


def heading(passage: Passage, terms: Terms) -> Heading | None:
    """What a line heads; None for what is no heading."""
    text = _NOTES.sub("", passage.text).strip()
    is_line = passage.text.endswith("\n") or len(text) <= _SHORT_HEADING
    match = _HEADING.match(text)
    if match is None or not is_line or quantities(passage.text):
        return None
    named = terms.places.named(match["name"])
    rest = match["name"]
    for one in named:
        rest = rest.replace(match["name"][one.start : one.end], "")
    if len(named) == 1 and len(rest) <= len("行业领域"):
        return Heading({named[0].dimension: frozenset({named[0].name})})
    if match.start("name") == 0 or not passage.text.endswith("\n"):
        return None
    is_chapter = _CHAPTER.match(text) is not None
    return Heading(is_of_others=_OF_OTHERS.search(text) is not None if is_chapter else None)
