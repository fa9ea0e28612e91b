"""What the clauses of a text have been about so far: whose projects, which part, which counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop_app.core.figures import Scope
from desktop_app.core.prose import subjects
from desktop_app.core.prose.clauses import Clause
from desktop_app.core.prose.scopes import (
    Banded,
    Graded,
    Named,
    Places,
    Timed,
    banded,
    graded,
    joined,
    timed,
)

Names = dict[str, frozenset[str]]
_Parts = tuple[Names, Timed | None, Graded | None, Banded | None, str]


@dataclass
class Context:
    """Where a reader of the text stands.

    `told` is what was counted of these projects, `mentioned` what was spoken of at all: by them a
    number without a noun can be read. `heads` are the parts that a heading or a colon names,
    `names` those of the last clauses; `fresh` is what the present clause itself names,
    `of_passage` what its passage has named so far.
    """

    about: Literal["", "ours", "else"] = ""
    is_story: bool = False
    noun: str = ""
    told: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    heads: Names = field(default_factory=dict[str, frozenset[str]])
    names: Names = field(default_factory=dict[str, frozenset[str]])
    time: Timed | None = None
    level: Graded | None = None
    band: Banded | None = None
    is_before: bool = False
    pending: tuple[Named, ...] = ()
    words: tuple[str, ...] = ()
    shares_of: str = ""
    is_of_each: bool = False
    is_of_all: bool = False
    is_sifted: bool = False
    is_other_part: bool = False
    fresh: frozenset[str] = frozenset()
    of_passage: frozenset[str] = frozenset()
    outside: list[tuple[_Parts, bool]] = field(default_factory=list[tuple[_Parts, bool]])

    def tell(self, measure: str) -> None:
        """Something was counted of these projects."""
        self.noun = measure
        self.told |= {measure}
        self.mentioned |= {measure}

    def enter(self, depth: int) -> None:
        """Go into brackets, or out of them: what was named inside does not hold outside."""
        while len(self.outside) < depth:
            parts = self.names, self.time, self.level, self.band, self.noun
            self.outside.append((parts, self.is_other_part))
        while len(self.outside) > depth:
            parts, self.is_other_part = self.outside.pop()
            self.pending = ()
            self.names, self.time, self.level, self.band, self.noun = parts

    def turn(self, clause: Clause, places: Places, years: tuple[int, int] | None) -> None:
        """Take in what a clause says it is about; later clauses go on from there."""
        text = clause.text
        if clause.mark in (";", "\uff1b") and not self.is_story:
            self.about = "" if self.about == "else" else self.about
        self._turn_to_subject(text, is_timed=timed(text, years) is not None)
        self.fresh = frozenset()
        if subjects.ANOTHER.match(text):
            self.names, self.is_other_part = {}, True
        if clause.mark == "\n" and subjects.NUMBERED.match(text):
            self.names, self.time, self.level, self.band = {}, None, None, None
        if subjects.BREAKDOWN.match(text):
            self.heads, self.names = {}, {}
            self.time, self.level, self.band = None, None, None
        if clause.lead.endswith(":") and self.names:
            self.heads = {**self.heads, **self.names}
        self.mentioned |= {m for m, noun in subjects.NOUNS.items() if noun in text}
        self._take_names(clause, places)
        self._take_rest(text, years)
        self.of_passage |= self.fresh
        # 「以上合计108个,总投资2.48亿元」: not of the part that stands above.
        is_of_all = self.is_of_all or subjects.WHOLE.search(text) is not None
        self.is_of_all = is_of_all and not self.of_passage

    def continues(self, text: str, *, is_new_line: bool) -> "Context":
        """The context for the next passage: all of it where that goes on (其中…), what was counted
        in the same paragraph, nothing otherwise."""
        is_of_these = "其中" in text[:8] and subjects.CONTINUES.match(text) is not None
        if is_of_these or (subjects.CONTINUES.match(text) and not is_new_line):
            if is_of_these:
                self.heads = {**self.heads, **self.names}
            self.pending, self.is_other_part, self.of_passage = (), False, frozenset()
            self.words, self.shares_of, self.outside = (), "", []
            self.is_of_each = self.is_of_all = False
            return self
        if is_new_line and not subjects.CONTINUES.match(text):
            return Context()
        about: Literal["", "else"] = "else" if self.is_story and not is_new_line else ""
        return Context(
            about,
            self.is_story and not is_new_line,
            is_sifted=self.is_sifted,
            told=self.told,
            mentioned=self.mentioned,
            is_before=self.is_before,
        )

    @property
    def has_part(self) -> bool:
        return bool(self.names or self.heads or self.time or self.level or self.band)

    def scopes(self, text: str) -> tuple[Scope, ...]:
        """The parts that a number in a clause may mean: everything named so far, or only what its
        passage names. None where they cannot be told."""
        if self.is_other_part:
            return ()
        everything = frozenset({"time", "level", "band"})
        full = self._limits({**self.heads, **self.names}, everything, text)
        # What a heading or an earlier passage named need not hold here.
        near = self._limits(
            {d: n for d, n in self.names.items() if d in self.of_passage}, self.of_passage, text
        )
        whole = (Scope(),) if self.is_of_all and full else ()
        return tuple(dict.fromkeys((*whole, *full, *(one for one in near if not one.is_all))))

    def _limits(self, names: Names, which: frozenset[str], text: str) -> list[Scope]:
        named = Scope(names.get("industry", frozenset()), names.get("county", frozenset()))
        is_timed = self.time is not None and "time" in which
        times: Sequence[Scope] = self.time.meant_by(text) if self.time and is_timed else (Scope(),)
        is_graded = self.level is not None and "level" in which
        levels: Sequence[Scope] = self.level.scopes if self.level and is_graded else (Scope(),)
        is_banded = self.band is not None and "band" in which
        amount = Scope(invested=self.band.band) if self.band and is_banded else Scope()
        found = (joined((named, one, other, amount)) for one in times for other in levels)
        return [one for one in found if one is not None]

    def _turn_to_subject(self, text: str, *, is_timed: bool) -> None:
        ours, other = subjects.OURS.search(text), subjects.ELSE.search(text)
        chosen = subjects.CHOICE.search(text)
        if chosen is not None and not self.is_story and not subjects.SINGLE.search(text):
            self.about, self.is_story = "ours", False
            return
        if other is None and ours is None and not is_timed and not self.told:
            other = subjects.SO_FAR.search(text)
        is_single = subjects.SINGLE.search(text) is not None
        # A firm's story goes on to the end of its paragraph.
        self.is_story |= subjects.STORY.search(text) is not None
        if is_single or (self.is_story and ours is None):
            self._turn_away()
        elif ours is not None and (other is None or ours.start() >= other.start()):
            self.about, self.is_story = "ours", False
        elif other is not None:
            self._turn_away()

    def _turn_away(self) -> None:
        self.about, self.noun, self.told = "else", "", frozenset()

    def _take_names(self, clause: Clause, places: Places) -> None:
        named = places.named(clause.text)
        if not named:
            return
        self.is_other_part = False
        kind = named[0].dimension
        is_list = clause.mark == "、" and bool(self.pending) and self.pending[0].dimension == kind
        if is_list:
            named = [*self.pending, *named]
        names: Names = {}
        for one in named:
            names[one.dimension] = names.get(one.dimension, frozenset()) | {one.name}
        is_joined = is_list or any(word in clause.text for word in "和与及")
        if any(len(found) > 1 for found in names.values()) and not is_joined:
            # Several names and no word that joins them: whose the number is nobody can tell.
            self.names, self.is_other_part = {}, True
            return
        self.names = names
        self.time = self.level = self.band = None
        self.pending = tuple(named)
        self.fresh |= names.keys()

    def _take_rest(self, text: str, years: tuple[int, int] | None) -> None:
        if subjects.AFTER_CHANGE.search(text):
            self.is_before = False
        elif subjects.BEFORE_CHANGE.search(text):
            self.is_before = True
        time = timed(text, years)
        if time is not None:
            self.time, self.level, self.band = time, None, None
            self.fresh |= {"time"}
        level = graded(text, is_before=self.is_before)
        if level is not None:
            self.level = level
            self.fresh |= {"level"}
        band = banded(text)
        if band is not None:
            self.band = band
            self.fresh |= {"band"}
