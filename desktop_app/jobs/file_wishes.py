"""What a person decided about taking one file in; everything left out is as the file suggests."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes

FileKind = Literal["projects", "plan"]
# What to do with a project that is there already.
ProjectChoice = Literal["skip", "replace", "another", "update"]


@dataclass(frozen=True, slots=True)
class FileWishes:
    """`county` fills blanks. `as_typed` are places whose cleaning is not wanted. `targets` say to
    which chapter a part of a plan goes (part, chapter id; "" for none). `choices` are what to do
    where something is there already, by the place in the file (a row) or in the draft (a path), or
    for one cell, or a row that is not in the file any more (the keys of `project_rows`);
    `again` that a file is wanted though it was taken in before."""

    kind: FileKind | None = None
    county: str = ""
    table: SheetWishes = NO_WISHES
    as_typed: frozenset[str] = frozenset()
    targets: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    again: bool = False

    def choosing(self, keys: Iterable[str], choice: str) -> "FileWishes":
        """The same choice under all these keys."""
        return replace(self, choices=_with(self.choices, dict.fromkeys(keys, choice)))

    def sending(self, part: str, chapter: str) -> "FileWishes":
        """A part of the plan goes to this chapter, or to none."""
        return replace(self, targets=_with(self.targets, {part: chapter}))

    def keeping(self, places: Iterable[str], *, as_typed: bool) -> "FileWishes":
        """Places stay as they were typed, or are written in the common form."""
        named = frozenset(places)
        kept = self.as_typed | named if as_typed else self.as_typed - named
        return replace(self, as_typed=kept)


AS_IT_LOOKS = FileWishes()


def _with(pairs: tuple[tuple[str, str], ...], more: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({**dict(pairs), **more}.items()))
