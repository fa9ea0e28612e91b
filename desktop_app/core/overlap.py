"""Which of many texts have enough characters in common with one, without looking at each.

Every character (and its second, third… occurrence) has a row of bits, one for each text. Rows are
added up as columns of binary numbers, so that one addition counts for all texts at once. It is a
bound that loses nothing: texts of a given similarity have at least so many characters in common,
whatever their order.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

Needed = Callable[[int, int], int]
# Longer texts are no names: they are always looked at, so that rows of bits stay few.
_LONG = 200
# So few texts are sooner compared than counted.
_FEW = 8


class Overlap:
    """Texts to be found by the characters they hold; they are known by their places (bits)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._steps: dict[tuple[Needed, int], Mapping[int, int]] = {}

    def at_least(self, text: str, needed: Needed, among: int) -> int:
        """Those of the texts `among` (bits) that have `needed(length of text, own length)` of
        their characters in common with the text; some more where counting is not worth it."""
        if len(text) > _LONG or among.bit_count() <= _FEW:
            return among
        rows = self._rows
        places = _added([rows[sign] & among for sign in _signs(text) if sign in rows])
        found = self._long & among
        for least, texts in self._wanted(len(text), needed).items():
            found |= _reaching(places, least, texts & among)
        return found

    @cached_property
    def _long(self) -> int:
        return as_bits(at for at, text in enumerate(self._texts) if len(text) > _LONG)

    @cached_property
    def _lengths(self) -> Mapping[int, int]:
        lengths: dict[int, list[int]] = defaultdict(list)
        for at, text in enumerate(self._texts):
            if len(text) <= _LONG:
                lengths[len(text)].append(at)
        return {length: as_bits(places) for length, places in lengths.items()}

    @cached_property
    def _rows(self) -> Mapping[tuple[str, int], int]:
        rows: dict[tuple[str, int], list[int]] = defaultdict(list)
        for at, text in enumerate(self._texts):
            if len(text) <= _LONG:
                for sign in _signs(text):
                    rows[sign].append(at)
        return {sign: as_bits(places) for sign, places in rows.items()}

    def _wanted(self, length: int, needed: Needed) -> Mapping[int, int]:
        """The texts by how many common characters they need; without those that are too short."""
        key = needed, length
        if key not in self._steps:
            steps: dict[int, int] = defaultdict(int)
            for own, texts in self._lengths.items():
                least = needed(length, own)
                if least <= min(length, own):
                    steps[max(least, 0)] |= texts
            self._steps[key] = steps
        return self._steps[key]


def as_bits(places: Iterable[int]) -> int:
    """Places as one number, a bit for each."""
    rows = list(places)
    found = bytearray(max(rows, default=0) // 8 + 1)
    for at in rows:
        found[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(found, "little")


def places_by(keys: Iterable[Hashable]) -> dict[Hashable, int]:
    """The places of each key in order, a bit for each; "" is no key."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if key != "":
            found[key].append(place)
    return {key: as_bits(places) for key, places in found.items()}


def places_of(bits: int) -> Iterator[int]:
    """The places of the bits, in order."""
    row = f"{bits:b}"[::-1]
    at = row.find("1")
    while at >= 0:
        yield at
        at = row.find("1", at + 1)


def _signs(text: str) -> Iterator[tuple[str, int]]:
    seen: dict[str, int] = {}
    for sign in text:
        times = seen.get(sign, 0)
        seen[sign] = times + 1
        yield sign, times


def _added(rows: list[int]) -> list[int]:
    """Rows of bits added column by column; the sums as rows, the lowest binary place first."""
    places: list[int] = []
    while rows:
        carried: list[int] = []
        while len(rows) > 2:
            one, two, three = rows.pop(), rows.pop(), rows.pop()
            odd = one ^ two
            rows.append(odd ^ three)
            carried.append((one & two) | (odd & three))
        if len(rows) == 2:
            one, two = rows
            rows = [one ^ two]
            carried.append(one & two)
        places += rows
        rows = carried
    return places


def _reaching(places: Sequence[int], least: int, among: int) -> int:
    """Which columns `among` hold a number of at least so much."""
    if least >> len(places):
        return 0
    found = among
    for at, row in enumerate(places):
        # Read from the lowest place up: a higher one that differs decides over all before it.
        found = row & found if least >> at & 1 else (row & among) | found
    return found
