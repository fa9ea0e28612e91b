"""What the clauses of a text have been about so far: whose projects, which part, which counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from desktop_app.core.figures import Scope
from desktop_app.core.prose import subjects
from desktop_app.core.prose.clauses import Clause
from desktop_app.core.prose.parts import Names, Part
from desktop_app.core.prose.places import Named, Places
from desktop_app.core.prose.scopes import banded, graded, rest_of, timed

# What a sum of money was read as: what the projects invest, what is applied for, or neither.
Money = Literal["", "investment", "award", "else"]
# No sentence divides more, or joins more names.
_DEEPEST, _LONGEST_LIST = 8, 40
_ENDS_A_SEGMENT = frozenset(";\uff1b\n")


@dataclass(frozen=True, slots=True)
class Divided:
    """What 「其中」 divides: a part, whether its numbers were of these projects, by kind, and what
    its money was; `is_aside` for brackets that tell more of a count of something else."""

    part: Part
    was_read: Mapping[str, bool]
    money: Money
    is_aside: bool = False


@dataclass
class Context:
    """Where a reader of the text stands.

    `told` is what was counted of these projects, `mentioned` what was spoken of at all: by them a
    number without a noun can be read. `head` is the part that a heading names, `divided` are those
    that 「其中」 and colons divide, `part` is that of the last clauses; `carried` are names of a
    list that its later members leave out, `listed` all that were named in it, `topic` the first
    names of the paragraph. `fresh` is what the
    present clause itself names, `of_segment` what its part between semicolons and `of_passage` what
    its passage has named so far.
    """

    about: Literal["", "ours", "else"] = ""
    is_story: bool = False
    noun: str = ""
    told: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    head: Names = field(default_factory=dict[str, frozenset[str]])
    divided: list[Divided] = field(default_factory=list[Divided])
    part: Part = field(default_factory=Part)
    carried: Names = field(default_factory=dict[str, frozenset[str]])
    listed: Names = field(default_factory=dict[str, frozenset[str]])
    topic: Names = field(default_factory=dict[str, frozenset[str]])
    is_summed: bool = False
    is_before: bool | None = None
    pending: tuple[Named, ...] = ()
    words: tuple[str, ...] = ()
    shares_of: str = ""
    is_of_each: bool = False
    is_each: bool = False
    is_of_all: bool = False
    is_sifted: bool = False
    is_other_part: bool = False
    fresh: frozenset[str] = frozenset()
    of_passage: frozenset[str] = frozenset()
    of_segment: frozenset[str] = frozenset()
    was_read: dict[str, bool] = field(default_factory=dict[str, bool])
    money: Money = ""
    outside: list[tuple[Part, str, bool, int]] = field(
        default_factory=list[tuple[Part, str, bool, int]]
    )
    _has_number: bool = False
    _last_read: tuple[str, bool] = ("", False)
    _is_dividing: bool = False
    _divides_next: bool = False

    def tell(self, measure: str) -> None:
        """Something was counted of these projects."""
        self.noun = measure
        self.told |= {measure}
        self.mentioned |= {measure}

    def note(self, kind: str, *, was_read: bool, money: Money = "") -> None:
        """Whether the last number of a kind was read as one of these projects."""
        self.was_read[kind] = was_read
        self._last_read = (kind, was_read)
        self._has_number = True
        if money:
            self.money = money

    def is_of_others(self, kind: str) -> bool:
        """Whether a number divides one that was not of these projects, or stands in brackets
        behind a count that was not."""
        return any(one.was_read.get(kind) is False or one.is_aside for one in self.divided)

    @property
    def divided_money(self) -> Money:
        return self.divided[-1].money if self.divided else ""

    def enter(self, depth: int) -> None:
        """Go into brackets, or out of them: what was named inside does not hold outside."""
        while len(self.outside) < depth:
            self.outside.append((self.part, self.noun, self.is_other_part, len(self.divided)))
            if self._has_number:
                is_aside = self._last_read in (("projects", False), ("firms", False))
                self._divide(keeps_part=True, is_aside=is_aside)
        while len(self.outside) > depth:
            self.part, self.noun, self.is_other_part, frames = self.outside.pop()
            self.pending = ()
            del self.divided[frames:]

    def turn(self, clause: Clause, places: Places, years: tuple[int, int] | None) -> None:
        """Take in what a clause says it is about; later clauses go on from there."""
        text = clause.text
        if clause.mark in (";", "\uff1b") and not self.is_story:
            self.about = "" if self.about == "else" else self.about
        self._turn_to_subject(text, is_timed=timed(text, years) is not None)
        self.fresh = frozenset()
        if clause.mark in _ENDS_A_SEGMENT:
            self.carried, self.listed, self.of_segment = {}, {}, frozenset()
        is_rest = subjects.REST.match(text) is not None
        self._begin_part(clause, is_rest=is_rest)
        if len(self.mentioned) < len(subjects.NOUNS):
            self.mentioned |= {m for m, noun in subjects.NOUNS.items() if noun in text}
        self._take_names(clause, places)
        self._take_rest(clause, years)
        if is_rest and "time" in self.fresh:
            self.is_other_part = False
        if subjects.ANOTHER_WITHIN.search(text):
            self.is_other_part = True
        self._end_part(clause)

    def _begin_part(self, clause: Clause, *, is_rest: bool) -> None:
        """Leave, or divide, the part of the clauses before as the words of a clause say."""
        text = clause.text
        if is_rest or subjects.ANOTHER.match(text):
            self.part, self.is_other_part = self.part.without_names(), True
        if clause.is_item or subjects.EVERY.match(text):
            self.part, self.divided = Part(), []
        if subjects.BREAKDOWN.match(text):
            self.head, self.part, self.divided = {}, Part(), []
        is_led = clause.lead.endswith(":")
        self._is_dividing = self._divides_next or is_led or subjects.DIVIDES.match(text) is not None
        if self._is_dividing:
            self._divide(keeps_part=is_led)
        self._divides_next = text[-1:] in "中里头面有" and subjects.AMONG.search(text) is not None

    def _end_part(self, clause: Clause) -> None:
        """Remember how the numbers of a clause are meant: of each, of the sum, of all."""
        text = clause.text
        is_new_segment = clause.mark in _ENDS_A_SEGMENT or clause.is_item
        is_each = subjects.EACH.search(text) is not None
        self.is_each = is_each or (self.is_each and not is_new_segment)
        is_sum = subjects.SUM.match(text) is not None
        self.is_summed = (is_sum or self.is_summed) and not self.fresh
        self.of_passage |= self.fresh
        self.of_segment |= self.fresh
        # 「以上合计108个,总投资2.48亿元」: not of the part that stands above.
        is_of_all = self.is_of_all or subjects.WHOLE.search(text) is not None
        self.is_of_all = is_of_all and not self.of_passage

    def continues(self, text: str, *, is_new_line: bool) -> "Context":
        """The context for the next passage: all of it where that goes on (其中…), what was counted
        in the same paragraph, nothing otherwise."""
        is_of_these = "其中" in text[:8] and subjects.CONTINUES.match(text) is not None
        if is_of_these or (subjects.CONTINUES.match(text) and not is_new_line):
            self.pending, self.is_other_part = (), False
            self.of_passage = self.of_segment = frozenset()
            self.words, self.shares_of, self.outside = (), "", []
            self.carried, self.listed = {}, {}
            self.is_each = self.is_of_each = self.is_of_all = self.is_summed = False
            self._has_number = False
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
            topic=self.topic,
        )

    def turn_away(self) -> None:
        """What follows is not of these projects."""
        self.about, self.noun, self.told = "else", "", frozenset()

    @property
    def is_within_time(self) -> bool:
        """Whether the time that is spoken of, if any, is one of the projects'."""
        return self.part.time is None or bool(self.part.time.scopes)

    @property
    def has_part(self) -> bool:
        return bool(self.part or self.head or any(one.part for one in self.divided))

    def scopes(self, text: str) -> tuple[Scope, ...]:
        """The parts that a number in a clause may mean: everything named so far, or only what its
        passage names. None where they cannot be told."""
        if self.is_other_part:
            return ()
        frames = [one.part for one in self.divided if one.part]
        found: list[Scope] = []
        sums = self._sums(frames, text) if self.is_summed else []
        is_of_several = any(len(names) > 1 for names in self.listed.values())
        found += sums if is_of_several else []
        for outer in (
            ([Part(self.head), *frames], [Part(self.head)]) if frames else ([Part(self.head)],)
        ):
            if self.carried:
                found += self.part.with_names(self.carried).scopes(outer, text)
            found += self.part.scopes(outer, text)
        found += sums
        if frames and not self.fresh:
            # 「甲县9个,其中铸造6个、食品3个,总投资2237万元」: again of all that was divided.
            found += Part().scopes([Part(self.head), *frames], text)
        if self.is_of_all and found:
            found.insert(0, Scope())
        # What a heading or an earlier passage named need not hold here.
        near = self.part.limited_to(self.of_passage).scopes([], text)
        found += (one for one in near if not one.is_all)
        topic = {kind: names for kind, names in self.topic.items() if names}
        if self.part and topic.keys() - self.part.names.keys():
            found += self.part.with_names(topic).scopes([], text)
        return tuple(dict.fromkeys(found))

    def _sums(self, frames: list[Part], text: str) -> list[Scope]:
        """What parts that were told one by one come to: all that were named, or the whole."""
        outer = [Part(self.head), *frames]
        every = Part({d: names for d, names in self.listed.items() if len(names) > 1})
        found = every.scopes(outer, text) if every else []
        return [*found, *Part().scopes(outer, text)]

    def _divide(self, *, keeps_part: bool = False, is_aside: bool = False) -> None:
        if len(self.divided) < _DEEPEST:
            read = dict(self.was_read)
            self.divided.append(Divided(self.part, read, self.money, is_aside))
        self.carried, self.listed = {}, {}
        if not keeps_part:
            self.part, self.pending = Part(), ()

    def _leave(self, kinds: frozenset[str], clause: Clause) -> None:
        """Go on with another part of the same kind as one that was divided: 「其中铸造10个,其中
        甲县6个;食品8个」."""
        is_new_segment = clause.mark in _ENDS_A_SEGMENT
        if self._is_dividing or (kinds & self.part.kinds and not is_new_segment):
            return
        shared = [n for n, one in enumerate(self.divided) if one.part.kinds & kinds]
        inside = self.outside[-1][3] if self.outside else 0
        if shared and shared[0] >= inside:
            del self.divided[shared[0] :]
            self.part = Part()

    def _turn_to_subject(self, text: str, *, is_timed: bool) -> None:
        is_timed = is_timed or (self.part.time is not None and self.is_within_time)
        may_be_past = not (is_timed or self.told)
        whose, self.is_story = subjects.whose(text, is_story=self.is_story, may_be_past=may_be_past)
        if whose == "else":
            self.turn_away()
        self.about = whose or self.about

    def _take_names(self, clause: Clause, places: Places) -> None:
        named = places.named(clause.text)
        if not named:
            return
        self.is_other_part = False
        kind = named[0].dimension
        is_list = clause.mark == "、" and bool(self.pending) and self.pending[0].dimension == kind
        if is_list:
            named = [*self.pending[-_LONGEST_LIST:], *named]
        names: Names = {}
        for one in named:
            names[one.dimension] = names.get(one.dimension, frozenset()) | {one.name}
        is_joined = is_list or any(word in clause.text for word in "和与及")
        if any(len(found) > 1 for found in names.values()) and not is_joined:
            # Several names and no word that joins them: whose the number is nobody can tell.
            self.part, self.is_other_part = Part(), True
            return
        self._leave(frozenset(names), clause)
        self._carry(names)
        self.part = Part(names)
        self.pending = tuple(named)
        self.fresh |= names.keys()
        self._has_number = False

    def _carry(self, names: Names) -> None:
        """「甲县铸造项目3个,乙县5个」: the second is of 铸造 too, or of all."""
        old = self.part.names
        left_out = {kind: found for kind, found in old.items() if kind not in names}
        self.carried = {kind: one for kind, one in self.carried.items() if kind not in names}
        if left_out and (len(old) > 1 or not self._has_number):
            self.carried |= left_out
        for kind, found in names.items():
            # A paragraph that goes on to others of a kind is about none of them.
            is_topic = self.topic.get(kind, found) == found
            self.topic = {**self.topic, kind: found if is_topic else frozenset()}
            self.listed[kind] = self.listed.get(kind, frozenset()) | found

    def _take_rest(self, clause: Clause, years: tuple[int, int] | None) -> None:
        text = clause.text
        if subjects.AFTER_CHANGE.search(text):
            self.is_before = False
        elif subjects.BEFORE_CHANGE.search(text):
            self.is_before = True
        named = [self.part.time, *(one.part.time for one in reversed(self.divided))]
        year = next((one.year for one in named if one is not None), None)
        time = timed(text, years, year)
        if time is not None and subjects.REST.match(text):
            time = rest_of(time, self.part.time)
        if time is not None:
            self._leave(frozenset({time.kind}), clause)
            self.part = Part(self.part.names, time)
            self.fresh |= {"time"}
        level = graded(text, is_before=self.is_before)
        if level is not None:
            self._leave(frozenset({level.kind}), clause)
            self.part = Part(self.part.names, self.part.time, level, self.part.band)
            self.fresh |= {"level"}
        band = banded(text)
        if band is not None:
            self._leave(frozenset({"band"}), clause)
            self.part = Part(self.part.names, self.part.time, self.part.level, band)
            self.fresh |= {"band"}
