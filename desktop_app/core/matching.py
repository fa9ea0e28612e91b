"""Pairs among what is left on two sides: the best first, each used once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from desktop_app.core.likeness import NEAR, ratio
from desktop_app.core.overlap import Needed, Overlap, as_bits, places_of

Pair = tuple[int, int, float]
# What is scored at least so well, of a left one with the free right ones (bits).
Scored = Callable[[int, float, int], Iterable[tuple[int, float]]]
# A misspelt name finds its partner among the few that are very near; only who finds none there
# is held against the many that are less so.
_VERY_NEAR = (94.0, 88.0)


def best_pairs(left: int, right: int, scored: Scored, floor: float) -> list[Pair]:
    """The pairs that are left when the best of all pairs is taken again and again.

    Each is then the other's best among those that nobody nearer took. `scored` may leave out or
    give what is below the floor it is called with.
    """
    free = (1 << right) - 1
    waiting: Sequence[int] = range(left)
    best: list[Pair] = []
    for least in (*(one for one in _VERY_NEAR if one > floor), floor):
        found = [
            (i, j, score) for i in waiting for j, score in scored(i, least, free) if score >= least
        ]
        taken = _each_once(found)
        best += taken
        free &= ~as_bits(j for _, j, _ in taken)
        used = {i for i, _, _ in taken}
        waiting = [i for i in waiting if i not in used]
        if not free or not waiting:
            break
    return best


def needed_for(floor: float) -> Needed:
    """How many characters two texts have in common at least when their ratio reaches the floor."""

    def needed(left: int, right: int) -> int:
        # A little less: the ratio itself was rounded.
        return -int(-((left + right) * floor / 200 - 1e-6) // 1)

    return needed


@cache
def needed_for_likeness(floor: float) -> Needed:
    """The same for `text_likeness`: by the ratio, and at the lowest floor with one slip."""
    by_ratio = needed_for(floor)
    has_slips = floor <= NEAR

    def needed(left: int, right: int) -> int:
        least = by_ratio(left, right)
        return min(least, max(left, right) - 1) if has_slips else least

    return needed


def together(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups of all that pairs hold together, each in order, by their first."""
    group_of: dict[int, list[int]] = {}
    for i, j in pairs:
        ours, theirs = group_of.setdefault(i, [i]), group_of.setdefault(j, [j])
        if ours is not theirs:
            small, large = sorted((ours, theirs), key=len)
            large += small
            group_of.update(dict.fromkeys(small, large))
    groups = {id(group): group for group in group_of.values()}
    return sorted(sorted(group) for group in groups.values())


def nearest_texts(
    left: Sequence[tuple[str, object]], right: Sequence[tuple[str, object]], floor: float
) -> list[Pair]:
    """Pairs of nearly equal texts whose labels are equal, by the ratio alone."""
    texts = [text for text, _ in right]
    shelf = Overlap(texts)
    labelled: dict[object, list[int]] = defaultdict(list)
    for j, (_, label) in enumerate(right):
        labelled[label].append(j)
    same_label = {label: as_bits(places) for label, places in labelled.items()}
    needed = {least: needed_for(least) for least in (*_VERY_NEAR, floor)}

    def scored(i: int, least: float, free: int) -> Iterator[tuple[int, float]]:
        text, label = left[i]
        among = same_label.get(label, 0) & free
        for j in places_of(shelf.at_least(text, needed[least], among)):
            yield j, ratio(text, texts[j], least)

    return best_pairs(len(left), len(right), scored, floor) if left and right else []


def _each_once(pairs: list[Pair]) -> list[Pair]:
    used_left: set[int] = set()
    used_right: set[int] = set()
    best: list[Pair] = []
    for i, j, score in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            best.append((i, j, score))
    return best
