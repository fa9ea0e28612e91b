"""Lines of a text as they were and as they are wanted, found again in a text that went on since.

Lines have no ids: which is which is told by what they say, by their order, and by what is nearly
the same. Long stretches that have nothing in common are not compared pair by pair.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.core.names import fold
from desktop_app.core.text_changes import likeness
from desktop_app.core.typed_numbers import is_same_line, typed_number

# Below this likeness two lines are two lines, and not one that was changed.
_NEAR = 0.45
# So much of a shorter text in the one it replaces makes it that text written anew.
_REWRITTEN, _MOST_REWRITTEN = 0.35, 8
# What it costs to leave a line or a slot alone, against taking two that are nearly the same.
_LINE, _SLOT, _GOING = 1.0, 2.0, 0.9
_MOST_PAIRS, _MOST_SIGNS = 60_000, 400_000_000
_LONGEST_RUN = 4_000


@dataclass(frozen=True, slots=True)
class Slot:
    """A line as it was and as it is wanted; None where there is none. `is_loose` for one that is
    printed in lines of its own making: blanks and line ends in it say nothing."""

    old: str | None
    new: str | None
    is_loose: bool = False

    def is_kept(self) -> bool:
        """Whether nothing is to be done with the line."""
        return self.old == self.new

    def is_at(self, line: str) -> bool:
        """Whether a line says what the slot said or is to say."""
        return any(
            fold(text) == fold(line) if self.is_loose else is_same_line(text, line)
            for text in (self.old, self.new)
            if text is not None
        )


@dataclass(frozen=True, slots=True)
class _Open:
    """A slot whose line is still looked for, and whether it is to be brought into its new state."""

    slot: Slot
    is_wanted: bool


def found(
    slots: Sequence[Slot], lines: Sequence[str], wanted: Collection[int] = ()
) -> list[int | None]:
    """For each slot the line that holds it, in either state or changed; in order, each once.

    Of slots that say the same, those `wanted` are rather taken for not done yet.
    """
    out: list[int | None] = [None] * len(slots)
    loose = [at for at, slot in enumerate(slots) if slot.is_loose]
    steps = (loose, range(len(slots))) if loose else (range(len(slots)),)
    edges = [(-1, -1), (len(slots), len(lines))]
    for among in steps:
        # Headings and captions are where they are: paragraphs move from one to another.
        edges = [edges[0], *_refined(slots, lines, among, edges)]
    for (slot, line), (next_slot, next_line) in pairwise(edges):
        if slot >= 0:
            out[slot] = line
        inner = [_Open(slots[at], at in wanted) for at in range(slot + 1, next_slot)]
        for one, other in _between(inner, lines[line + 1 : next_line]):
            out[slot + 1 + one] = line + 1 + other
    _take_rewritten(out, slots, lines)
    return out


def _take_rewritten(out: list[int | None], slots: Sequence[Slot], lines: Sequence[str]) -> None:
    """Lines that are left alone between the same neighbours, as many before as after, are those
    lines written anew, when enough of the shorter text is in the longer."""
    at_slots = [at for at, place in enumerate(out) if place is not None]
    edges = [(-1, -1), *((at, out[at] or 0) for at in at_slots), (len(slots), len(lines))]
    said = {typed_number(line) for line in lines}
    asked = {key for slot in slots for key in _keys(slot)}
    for (slot, line), (next_slot, next_line) in pairwise(edges):
        free = [
            at
            for at in range(slot + 1, next_slot)
            if slots[at].old is not None and slots[at].new is not None and not slots[at].is_loose
        ]
        if not 0 < len(free) == next_line - line - 1 <= _MOST_REWRITTEN:
            continue
        for at, place in zip(free, range(line + 1, next_line), strict=True):
            is_elsewhere = not said.isdisjoint(_keys(slots[at]))
            if is_elsewhere or typed_number(lines[place]) in asked:
                continue
            if _in_common(slots[at].old or "", lines[place]) >= _REWRITTEN:
                out[at] = place


def _in_common(one: str, other: str) -> float:
    """Which part of the shorter text stands in the longer, sign by sign in order."""
    shorter = min(len(one), len(other)) or 1
    return likeness(one, other) * (len(one) + len(other)) / 2 / shorter


def _refined(
    slots: Sequence[Slot],
    lines: Sequence[str],
    among: Sequence[int],
    edges: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """The edges but the first, with sure pairs between them."""
    for (slot, line), (next_slot, next_line) in pairwise(edges):
        start, end = bisect_right(among, slot), bisect_left(among, next_slot)
        inner = among[start:end]
        part = lines[line + 1 : next_line]
        for one, other in _anchors([slots[at] for at in inner], part):
            yield inner[one], line + 1 + other
        yield next_slot, next_line


def woven(slots: Sequence[Slot], wanted: Iterable[int], text: str) -> str:
    """The text with the wanted slots as they are to be; what else it says stays to the letter."""
    chosen = frozenset(wanted)
    pieces = text.splitlines(keepends=True)
    full = [at for at, piece in enumerate(pieces) if piece.strip()]
    places = found(slots, [pieces[at].strip() for at in full], chosen)
    out: list[str] = []
    taken = 0
    for number, (slot, place) in enumerate(zip(slots, places, strict=True)):
        if place is None:
            if number in chosen and slot.new is not None:
                _put(out, slot.new)
            continue
        at = full[place]
        out += pieces[taken:at]
        taken = at + 1
        if number not in chosen:
            out.append(pieces[at])
        elif slot.new is not None:
            _put(out, slot.new)
    out += pieces[taken:]
    if out and pieces and not _has_end(pieces[-1]):
        out[-1] = out[-1].splitlines()[0]
    return "".join(out) if pieces else "".join(out).removesuffix("\n")


def _put(out: list[str], line: str) -> None:
    if out and not _has_end(out[-1]):
        out[-1] += "\n"
    out.append(f"{line}\n")


def _has_end(piece: str) -> bool:
    return piece.splitlines() != [piece]


def _anchors(slots: Sequence[Slot], lines: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs that say the same and nothing else does, as many as stand in one order."""
    places: dict[object, list[int]] = {}
    for at, slot in enumerate(slots):
        for key in _keys(slot):
            places.setdefault(key, []).append(at)
    loose = any(slot.is_loose for slot in slots)
    line_keys = [_line_keys(line, loose) for line in lines]
    counts = Counter(key for keys in line_keys for key in keys)
    pairs: list[tuple[int, int]] = []
    for at, keys in enumerate(line_keys):
        known = [places[key] for key in keys if counts[key] == 1 and len(places.get(key, ())) == 1]
        if known:
            pairs.append((known[0][0], at))
    return _rising(pairs)


def _keys(slot: Slot) -> set[object]:
    texts = [text for text in (slot.old, slot.new) if text is not None]
    return {fold(text) if slot.is_loose else typed_number(text) for text in texts}


def _line_keys(line: str, loose: bool) -> list[object]:
    return [typed_number(line), fold(line)] if loose else [typed_number(line)]


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs in which both numbers rise; the second ones rise already."""
    ends: list[int] = []
    before: list[int] = []
    for at, (slot, _) in enumerate(pairs):
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if pairs[ends[middle]][0] < slot:
                low = middle + 1
            else:
                high = middle
        before.append(ends[low - 1] if low else -1)
        ends[low : low + 1] = [at]
    run: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _between(slots: Sequence[_Open], lines: Sequence[str]) -> list[tuple[int, int]]:
    if not slots or not lines:
        return []
    signs = sum(len(one.slot.old or one.slot.new or "") for one in slots) * sum(map(len, lines))
    if len(slots) * len(lines) > _MOST_PAIRS or signs > _MOST_SIGNS:
        return _in_turn(slots, lines)
    return _cheapest(slots, lines)


def _in_turn(slots: Sequence[_Open], lines: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that say the same, one after the other: for stretches too long for more."""
    places: dict[object, list[int]] = {}
    for at in range(len(lines) - 1, -1, -1):
        for key in _line_keys(lines[at], loose=True):
            places.setdefault(key, []).append(at)
    out: list[tuple[int, int]] = []
    last = -1
    for number, one in enumerate(slots):
        for key in _keys(one.slot):
            waiting = places.get(key, [])
            while waiting and waiting[-1] <= last:
                waiting.pop()
            if waiting and waiting[-1] - last <= _LONGEST_RUN:
                last = waiting.pop()
                out.append((number, last))
                break
    return out


def _cheapest(slots: Sequence[_Open], lines: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs by which the least is left alone or changed."""
    costs = [[0.0] * (len(lines) + 1) for _ in range(len(slots) + 1)]
    for j in range(1, len(lines) + 1):
        costs[0][j] = j * _LINE
    pairs = [[_pair_cost(slot, line) for line in lines] for slot in slots]
    for i, slot in enumerate(slots, start=1):
        alone = _alone(slot)
        row, above = costs[i], costs[i - 1]
        row[0] = above[0] + alone
        for j in range(1, len(lines) + 1):
            row[j] = min(above[j] + alone, row[j - 1] + _LINE, above[j - 1] + pairs[i - 1][j - 1])
    out: list[tuple[int, int]] = []
    i, j = len(slots), len(lines)
    while i and j:
        if costs[i][j] == costs[i - 1][j - 1] + pairs[i - 1][j - 1]:
            i, j = i - 1, j - 1
            out.append((i, j))
        elif costs[i][j] == costs[i][j - 1] + _LINE:
            j -= 1
        else:
            i -= 1
    return out[::-1]


def _alone(one: _Open) -> float:
    if one.slot.old is None:
        return 0.0
    if one.slot.new is not None:
        return _SLOT
    return _GOING + 0.1 if one.is_wanted else _GOING


def _pair_cost(one: _Open, line: str) -> float:
    slot = one.slot
    if slot.is_at(line):
        if slot.old is not None:
            return 0.0
        # A line that stood there before is rather itself than one that is to be added.
        return 0.5 if one.is_wanted else 0.01
    if slot.old is None:
        return float("inf")
    like = max(likeness(text, line) for text in (slot.old, slot.new) if text is not None)
    return 2.0 - like if like >= _NEAR else float("inf")
