"""The manual as the help window reads it: its pages in order, and which one tells about a step."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from desktop_app.core.reference import ReferencePage
from desktop_app.core.steps import Kind
from desktop_app.jobs.manual_pages import ORDER, PACK_GUIDE, Reference, own_kinds, written_pages
from desktop_app.paths import MANUAL

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
    "reports": "reports",
}
_PACKS = "做规则包"
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]+\)")
_MARKS = re.compile(r"^[#>\-\s]+|\*\*|`|\||\\(?=[^\w\s])", re.MULTILINE)


@dataclass(frozen=True)
class HelpPage:
    """One page of the manual. One that is `made` stands in no file: its path only says where
    links lead from. `group` is the heading of the contents under which it stands, `about` the
    programme that it tells of where there are several; one that is not `listed` is found by
    searching and by links."""

    name: str
    path: Path
    text: str
    made: bool = False
    group: str = ""
    about: str = ""
    listed: bool = True

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
    """The written pages that are there, in order; one that is missing leaves the others."""
    return tuple(
        HelpPage(one.name, one.path, one.text, group=_PACKS if one.name in PACK_GUIDE else "")
        for one in written_pages(folder)
    )


def in_order(pages: Iterable[HelpPage]) -> tuple[HelpPage, ...]:
    """How to work, then what is to be filled in, last how a pack is made."""
    return tuple(sorted(pages, key=lambda one: (one.group == _PACKS, bool(one.group))))


def reference_pages(references: Sequence[Reference], folder: Path = MANUAL) -> tuple[HelpPage, ...]:
    """The reference of the programme of a draft; of several programmes that of each behind one
    entry of the contents."""
    return tuple(_reference_pages(references, folder))


def _reference_pages(references: Sequence[Reference], folder: Path) -> Iterator[HelpPage]:
    def made(one: ReferencePage, group: str, about: str = "", *, listed: bool = True) -> HelpPage:
        title, _, rest = one.text.partition("\n")
        text = f"{title}\n\n*{about}*\n{rest}" if about else one.text
        path = folder / f"{one.name}.md"
        return HelpPage(one.name, path, text, True, group, about, listed)

    if len(references) == 1:
        group = "本次申报的填报项和问题编号"
        yield from (made(page, group) for page in references[0].pages)
    else:
        group = "各申报事项的填报项和问题编号"
        for one in references:
            yield made(one.index, group)
        for one in references:
            yield from (made(page, group, one.title, listed=False) for page in one.pages)
    yield made(own_kinds(), group)


def page_of(step_id: str) -> str:
    """The name of the page for a step of the guide, or for a page's own name."""
    kind = step_id.partition(":")[0]
    for one, page in PAGES.items():
        if one == kind:
            return page
    return kind if kind in ORDER else ORDER[0]
