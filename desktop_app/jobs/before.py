"""The files that a draft took in before, and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop_app.storage.about import Said, Source, last_said


@dataclass(frozen=True)
class Before:
    """What a draft has of earlier files (`sources`, in their order); `start` tells it from other
    drafts."""

    start: str = ""
    sources: tuple[Source, ...] = ()

    @cached_property
    def said(self) -> Mapping[str, Said]:
        """What files said last of each row."""
        return last_said(self.sources)

    @cached_property
    def known(self) -> frozenset[str]:
        """The SHA-256 of those files."""
        return frozenset(one.sha256 for one in self.sources)


NOTHING_BEFORE = Before()
