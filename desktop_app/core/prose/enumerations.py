"""Writing out what an enumeration tells once for all its parts, so that each can be read alone.

「甲县、乙县分别承担6个和3个项目」 becomes 「甲县承担6个项目」 and 「乙县承担3个项目」, and
「甲县、乙县各2个」 becomes 「甲县2个」 and 「乙县2个」. Each number keeps its place in the text.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from desktop_app.core.numerals import parse_number
from desktop_app.core.prose.clauses import Clause
from desktop_app.core.prose.places import Dimension, Places
from desktop_app.core.prose.quantities import Quantity, quantities

_RESPECTIVELY = re.compile(r"分别|依次(?!类推|推进)")
_EACH_OF = re.compile(r"各(?:自)?(?:有|为|占|是|承担|安排|申报|推荐|报了?|建设|实施|完成)?\s*$")
_JOINS = re.compile(r"\s*(?:[、和与及]|以及)\s*")
_ONLY_JOINS = re.compile(r"[\s和与及、]*|以及")
# What several parts come to: 「两区共23个」, 「三个行业相加」, 「一区一县共9个」.
_SUM_OF = re.compile(
    r"^\s*(?:这|上述|以上|其中|在)?(?P<parts>(?:[一两二三四五六七八九十\d]{1,2}个?"
    r"(?:传统|主导|特色|重点|试点|细分)?(?P<of>县区|区县|园区|行业|产业|区|县|市|地|园|链)){1,2})"
    r"\s*(?=合计|共计|共|总计|总共|相加|加起来|加在一起|合起来|加总|项目合计)"
)
_SEVERAL = re.compile(
    r"\s*(?:这|上述|以上)?([两二三四五六七八九十\d]{1,2})个?"
    r"(?P<of>县区|区县|园区|行业|产业|区|县|市|地|链)"
)
_PART_COUNT = re.compile(r"([两二三四五六七八九十一\d]{1,2})个?[^\d两二三四五六七八九十一]+")
_LEVEL = re.compile(r"无等级|[一二三四五]级")
_YEAR = re.compile(r"20\d{2}\s?年")
_STANDS_FOR = re.compile("前者|后者")
_LONGEST, _MEMORY = 12, 60


@dataclass
class Enumerations:
    """Writes out the enumerations of a text, passage by passage.

    `_row` are the parts that were told in one row last; `_recent` the last clauses, of which the
    present passage has given `_own`.
    """

    places: Places
    parts: Sequence[str] = ()
    _row: tuple[str, ...] = ()
    _own: int = 0
    _recent: deque[str] = field(default_factory=lambda: deque[str](maxlen=_MEMORY))

    def written_out(self, clauses: Sequence[Clause]) -> Iterator[Clause]:
        """The clauses of a passage, each enumeration as one clause for each of its numbers."""
        self._row, self._own = (), 0
        at = 0
        while at < len(clauses):
            end = self._end_of_row(clauses, at)
            found = self._respectively(clauses, at, end) or self._each_of(clauses[at:end])
            written, taken = found or ([self._summed(clauses[at])], 1)
            self._recent.extend(clause.text for clause in clauses[at : at + taken])
            self._own += taken
            yield from written
            at += taken

    def _end_of_row(self, clauses: Sequence[Clause], at: int) -> int:
        """Where the clauses end that 、 joins to the one at `at`, up to the first number."""
        end = at + 1
        while (
            end < len(clauses)
            and clauses[end].mark == "、"
            and clauses[end].depth == clauses[at].depth
            and end - at < _LONGEST
            and not quantities(clauses[end - 1].text)
        ):
            end += 1
        return end

    def _respectively(
        self, clauses: Sequence[Clause], at: int, end: int
    ) -> tuple[list[Clause], int] | None:
        """「甲、乙分别为1个、2个」 written out, and how many clauses it was written from."""
        row = clauses[at:end]
        last = row[-1]
        match = _RESPECTIVELY.search(last.text)
        if match is None:
            return None
        found = quantities(last.text[match.end() :])
        if not found or quantities(last.text[: match.start()]):
            return None
        numbers = [(last, _moved(one, match.end())) for one in found]
        taken = len(row)
        for clause in islice(clauses, end, end + _LONGEST):
            more = quantities(clause.text)
            if clause.mark not in "、,\uff0c" or not more or not _is_all_numbers(clause.text, more):
                break
            numbers += [(clause, one) for one in more]
            taken += 1
        if len(numbers) < 2 or len(numbers) > _LONGEST:
            return None
        head = "、".join([*(one.text for one in row[:-1]), last.text[: match.start()]])
        verb = last.text[match.end() : numbers[0][1].start]
        closing = numbers[-1][0].text[numbers[-1][1].end :]
        topics = self._topics(head, len(numbers))
        if topics is None:
            return [replace(last, text=f"{head}分别{verb}", start=row[0].start)], taken
        return [
            _clause(row[0], f"{topic}{verb}", clause, one, closing, n)
            for n, (topic, (clause, one)) in enumerate(zip(topics, numbers, strict=True))
        ], taken

    def _each_of(self, row: Sequence[Clause]) -> tuple[list[Clause], int] | None:
        """「甲、乙各2个」; where nobody can tell of what, the number is left out."""
        last = row[-1]
        found = quantities(last.text) if "各" in last.text else ()
        if len(found) != 1:
            return None
        match = _EACH_OF.search(last.text[: found[0].start])
        if match is None:
            return None
        head = "、".join([*(one.text for one in row[:-1]), last.text[: match.start()]])
        closing = last.text[found[0].end :]
        listed = self._listed(head)
        if listed is None:
            return [replace(last, text=last.text[: match.start()])], len(row)
        return [
            _clause(row[0], topic, last, found[0], closing, n) for n, topic in enumerate(listed)
        ], len(row)

    def _summed(self, clause: Clause) -> Clause:
        """「两区共23个」 with the names of the two; what 「前者」 and 「后者」 stand for."""
        text = clause.text
        if _STANDS_FOR.search(text) and len(pair := self._last_names(2, self._own)) == 2:
            text = text.replace("前者", pair[0]).replace("后者", pair[1])
        match = _SUM_OF.match(text)
        if match is not None:
            dimension = _dimension(match["of"])
            count = sum(_count(one[1]) for one in _PART_COUNT.finditer(match["parts"]))
            every = self.places.all_of(dimension)
            named = self._last_names(count, _MEMORY, dimension)
            if count == len(every):
                text = f"全部项目{text[match.end() :]}"
            elif 1 < count == len(named):
                text = f"{'和'.join(named)}{text[match.end() :]}"
            else:
                text = text[: match.end()]
        if text == clause.text:
            return clause
        shift = len(clause.text) - len(text)
        return replace(clause, text=text, shift=shift)

    def _topics(self, head: str, count: int) -> list[str] | None:
        """What each of so many numbers is said of, as the words that would stand before it."""
        listed = self._listed(head, count)
        if listed is not None:
            return listed
        segments = [one for one in _JOINS.split(head) if one.strip()]
        if len(segments) == count:
            self._row = tuple(segments)
            return segments
        if self.places.named(head):
            return None
        several = _SEVERAL.match(head)
        if several is not None and _count(several[1]) == count:
            names = self._last_names(count, _MEMORY, _dimension(several["of"]))
            rest = head[several.end() :]
            return [f"{name}{rest}" for name in names] if len(names) == count else None
        row = self._row
        if len(row) != count == 2:
            row = self._last_names(count, self._own)
        return [f"{one}{head}" for one in row] if len(row) == count else None

    def _listed(self, head: str, count: int = 0) -> list[str] | None:
        """The words before each number where `head` lists the parts that the numbers are of."""
        for spans in self._lists(head):
            if len(spans) < 2 or count not in (0, len(spans)):
                continue
            before, behind = head[: spans[0][0]], head[spans[-1][1] :]
            self._row = tuple(head[start:end] for start, end in spans)
            return [f"{before}{head[start:end]}{behind}" for start, end in spans]
        return None

    def _lists(self, head: str) -> Iterator[list[tuple[int, int]]]:
        """Where the parts of one kind stand in a text: industries, counties, levels, years."""
        named = self.places.named(head)
        for dimension in ("industry", "county"):
            yield [(one.start, one.end) for one in named if one.dimension == dimension]
        for pattern in (_LEVEL, _YEAR):
            yield [match.span() for match in pattern.finditer(head)]
        yield sorted((at, at + len(part)) for part in self.parts if (at := head.find(part)) >= 0)

    def _last_names(
        self, count: int, clauses: int, dimension: Dimension | None = None
    ) -> tuple[str, ...]:
        """So many industries or counties as were named last, in the order of the text."""
        found: dict[str, str] = {}
        for text in islice(reversed(self._recent), clauses):
            for one in reversed(self.places.named(text)):
                if dimension in (None, one.dimension) and len(found) < count:
                    found.setdefault(one.name, text[one.start : one.end])
        return tuple(reversed(found.values()))


def _clause(
    first: Clause, before: str, clause: Clause, one: Quantity, closing: str, n: int
) -> Clause:
    """A clause of its own for one number, which stays where it stands in the text."""
    number = clause.text[one.start : one.end]
    return Clause(
        f"{before}{number}{closing}",
        clause.start,
        first.mark if not n else "\uff0c",
        first.lead,
        first.depth,
        one.start - len(before),
    )


def _moved(one: Quantity, by: int) -> Quantity:
    digits = (one.digits[0] + by, one.digits[1] + by)
    return replace(one, start=one.start + by, end=one.end + by, digits=digits)


def _is_all_numbers(text: str, found: Sequence[Quantity]) -> bool:
    """Whether a clause holds nothing before and between its numbers but words that join."""
    ends = [0, *(one.end for one in found)]
    between = (text[end : one.start] for end, one in zip(ends, found, strict=False))
    return all(_ONLY_JOINS.fullmatch(one) is not None for one in between)


def _dimension(word: str) -> Dimension:
    return "industry" if word in ("行业", "产业", "链") else "county"


def _count(text: str) -> int:
    number = parse_number(text)
    return int(number) if number is not None else 0
