"""What a person decided about taking one file in; everything left out is as the file suggests."""

from dataclasses import dataclass, replace
from typing import Literal

from desktop_app.core.sheet_wishes import NO_WISHES, SheetWishes

FileKind = Literal["projects", "plan"]
# What to do with a project that is there already; and with a text or list of the plan.
ProjectChoice = Literal["skip", "replace", "another"]
PlanChoice = Literal["keep", "replace"]


@dataclass(frozen=True, slots=True)
class FileWishes:
    """`county` fills blanks. `as_typed` are places whose cleaning is not wanted. `targets` say to
    which chapter a part of a plan goes (part, chapter id; "" for none). `choices` are what to do
    where something is there already, by the place in the file (a row) or in the draft (a path);
    `again` that a file is wanted though it was taken in before."""

    kind: FileKind | None = None
    county: str = ""
    table: SheetWishes = NO_WISHES
    as_typed: frozenset[str] = frozenset()
    targets: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    again: bool = False

    def choice(self, key: str) -> str:
        """What was chosen under a key, "" while nothing was."""
        return dict(self.choices).get(key, "")

    def choosing(self, key: str, choice: str) -> "FileWishes":
        return replace(self, choices=_with(self.choices, key, choice))

    def sending(self, part: str, chapter: str) -> "FileWishes":
        """A part of the plan goes to this chapter, or to none."""
        return replace(self, targets=_with(self.targets, part, chapter))

    def keeping(self, place: str, *, as_typed: bool) -> "FileWishes":
        """A place stays as it was typed, or is written in the common form."""
        kept = self.as_typed | {place} if as_typed else self.as_typed - {place}
        return replace(self, as_typed=kept)


AS_IT_LOOKS = FileWishes()


def _with(pairs: tuple[tuple[str, str], ...], key: str, text: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({**dict(pairs), key: text}.items()))
