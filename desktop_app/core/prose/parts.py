"""Parts of the projects as a text tells them: names, a time, a level and amounts together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from desktop_app.core.figures import Scope
from desktop_app.core.prose.scopes import Banded, Graded, Timed, joined

Names = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What limits the projects that a number is of; empty for no limit."""

    names: Names = field(default_factory=dict[str, frozenset[str]])
    time: Timed | None = None
    level: Graded | None = None
    band: Banded | None = None

    def __bool__(self) -> bool:
        return bool(self.names or self.time or self.level or self.band)

    @property
    def kinds(self) -> frozenset[str]:
        """By what the projects are limited."""
        found = set(self.names)
        if self.time is not None:
            found.add(self.time.kind)
        if self.level is not None:
            found.add(self.level.kind)
        if self.band is not None:
            found.add("band")
        return frozenset(found)

    def without_names(self) -> "Part":
        return Part({}, self.time, self.level, self.band)

    def with_names(self, names: Mapping[str, frozenset[str]]) -> "Part":
        return Part({**names, **self.names}, self.time, self.level, self.band)

    def limited_to(self, kinds: Collection[str]) -> "Part":
        """Only the limits of some kinds: names by dimension, "time", "level", "band"."""
        return Part(
            {kind: found for kind, found in self.names.items() if kind in kinds},
            self.time if "time" in kinds else None,
            self.level if "level" in kinds else None,
            self.band if "band" in kinds else None,
        )

    def scopes(self, outer: Sequence["Part"], text: str) -> list[Scope]:
        """This part within outer ones, in the ways it may be meant; its own limits override
        theirs of the same kind. `text` is the clause, whose verb tells how times are meant."""
        names: dict[str, frozenset[str]] = {}
        for one in (*outer, self):
            names |= one.names
        named = Scope(names.get("industry", frozenset()), names.get("county", frozenset()))
        limits: dict[str, Sequence[Scope]] = {}
        for one in outer:
            limits |= one.own_limits("")
        limits |= self.own_limits(text)
        found = (joined((named, *others)) for others in product(*limits.values()))
        return [one for one in found if one is not None]

    def own_limits(self, text: str) -> dict[str, Sequence[Scope]]:
        """The limits beside the names, by their kind."""
        limits: dict[str, Sequence[Scope]] = {}
        if self.time is not None:
            limits[self.time.kind] = self.time.meant_by(text)
        if self.level is not None:
            limits[self.level.kind] = self.level.scopes
        if self.band is not None:
            limits["band"] = (Scope(invested=self.band.band),)
        return limits
