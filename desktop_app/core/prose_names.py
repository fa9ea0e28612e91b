"""Names of projects that stand in the plan's text in another form than the summary gives them."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from desktop_app.core.names import fold, nearest

# Below this length a name may be any word of the text.
_SHORTEST = 5
_QUOTED = re.compile(r"[「“《\"]([^「」“”《》\"\n]{6,60})[」”》\"]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that means a project: where it stands, its words, and the name meant."""

    path: str
    at: int
    text: str
    name: str


def mentions(
    texts: Mapping[str, str], names: Sequence[str], known: Set[str]
) -> tuple[Mention, ...]:
    """What the texts (by path) say for these names in another form: the same after folding, or
    nearly the same in quotation marks. What is in `known` to the letter is meant as it stands."""
    folded = {fold(name): name for name in names if len(fold(name)) >= _SHORTEST}
    # A name that is part of a longer one is not meant where the longer one stands.
    wanted = sorted(folded, key=len, reverse=True)
    found = [one for path, text in texts.items() for one in _in(path, text, wanted, folded, known)]
    return tuple(sorted(found, key=lambda one: (list(texts).index(one.path), one.at)))


def _in(
    path: str,
    text: str,
    wanted: Sequence[str],
    folded: Mapping[str, str],
    known: Set[str],
) -> Iterator[Mention]:
    plain, places = _folded(text)
    taken: list[tuple[int, int]] = []
    for key in wanted:
        at = plain.find(key)
        while at >= 0:
            first, last = places[at], places[at + len(key) - 1] + 1
            if not any(start < last and first < end for start, end in taken):
                taken.append((first, last))
                stretch = text[first:last]
                if stretch not in known:
                    yield Mention(path, first, stretch, folded[key])
            at = plain.find(key, at + 1)
    yield from _quoted(path, text, taken, list(folded.values()), known)


def _quoted(
    path: str,
    text: str,
    taken: Sequence[tuple[int, int]],
    names: Sequence[str],
    known: Set[str],
) -> Iterator[Mention]:
    """What stands in quotation marks and is nearly a name."""
    open_ones = [
        match
        for match in _QUOTED.finditer(text)
        if match[1] not in known
        and not any(start < match.end(1) and match.start(1) < end for start, end in taken)
    ]
    if not open_ones:
        return
    for ours, theirs, _ in nearest([match[1] for match in open_ones], names):
        match = open_ones[ours]
        yield Mention(path, match.start(1), match[1], names[theirs])


def _folded(text: str) -> tuple[str, list[int]]:
    """The text folded sign by sign, and where each sign of it comes from."""
    plain: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for one in fold(sign):
            plain.append(one)
            places.append(at)
    return "".join(plain), places
