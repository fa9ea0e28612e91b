"""The manual as the help window reads it: its pages in order, and which one tells about a step."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from desktop_app.core.steps import Kind
from desktop_app.paths import MANUAL

# The contents, in the order a person works.
ORDER = (
    "start", "import", "notice", "fields", "summary", "plan", "papers", "rewards", "check",
    "bundle", "sending", "questions", "keys", "data", "input", "limits", "review", "ask",
    "pack", "pack-next", "pack-programme", "pack-plan", "pack-fields", "pack-rules", "pack-checks",
    "pack-rewards", "pack-papers",
)  # fmt: skip
# A step of the guide to its page; chapters stand with the plan.
PAGES: Mapping[Kind, str] = {
    "notice": "notice",
    "fields": "fields",
    "summary": "summary",
    "plan": "plan",
    "chapter": "plan",
    "rewards": "rewards",
    "paper": "papers",
    "check": "check",
    "bundle": "bundle",
    "sending": "sending",
    "reports": "sending",
}
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]+\)")
_MARKS = re.compile(r"^[#>\-\s]+|\*\*|`|\|", re.MULTILINE)


@dataclass(frozen=True)
class HelpPage:
    """One page of the manual."""

    name: str
    path: Path
    text: str

    @cached_property
    def title(self) -> str:
        first = self.text.lstrip().partition("\n")[0]
        return first.removeprefix("#").strip() or self.name

    @cached_property
    def plain(self) -> str:
        """What is searched: the words without marks, links and pictures."""
        words = _LINK.sub(r"\1", _PICTURE.sub("", self.text))
        return _MARKS.sub("", words)


def help_pages(folder: Path = MANUAL) -> tuple[HelpPage, ...]:
    """The pages that are there, in order; one that is missing leaves the others."""
    found: list[HelpPage] = []
    for name in ORDER:
        path = folder / f"{name}.md"
        try:
            found.append(HelpPage(name, path, path.read_text("utf-8")))
        except (OSError, UnicodeDecodeError):
            continue
    return tuple(found)


def page_of(step_id: str) -> str:
    """The name of the page for a step of the guide, or for a page's own name."""
    kind = step_id.partition(":")[0]
    for one, page in PAGES.items():
        if one == kind:
            return page
    return kind if kind in ORDER else ORDER[0]
