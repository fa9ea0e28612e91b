"""Lines that head what stands below them, and the part of the projects they name."""

import re

from desktop_app.core.prose.claims import Terms
from desktop_app.core.prose.clauses import Passage
from desktop_app.core.prose.parts import Names
from desktop_app.core.prose.quantities import quantities

_SHORT_HEADING = 20
# A heading of its own line: its number, and what stands below it is about.
_HEADING = re.compile(
    r"\s*(?:[(\uff08]?[\d一二三四五六七八九十]{1,3}[)\uff09.、\uff0e]|[①-⑳]|第.{1,3}[章节])?\s*(?P<name>[^\n。]{2,24}?)"
    r"(?:方面|项目|领域|情况|板块)?[。:\uff1a]?\s*$"
)
_NOTES = re.compile(r"【[^】]*】|[(\uff08][^()\uff08\uff09\n]*[责单][^()\uff08\uff09\n]*[)\uff09]")


def heading(passage: Passage, terms: Terms) -> Names | None:
    """The part that a heading names for what stands below it; {} for another heading, None for
    what is no heading."""
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
        return {named[0].dimension: frozenset({named[0].name})}
    is_numbered = match.start("name") > 0
    return {} if is_numbered and passage.text.endswith("\n") else None
