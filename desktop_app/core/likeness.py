"""How alike two texts are, and where they differ; the one place that knows RapidFuzz."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel, Levenshtein

# Below this similarity (0–100) two names are two projects; chosen so that a changed character or
# an inserted word in a name of ten is still seen, and two projects of one firm are not.
NEAR = 82.0
REORDERED = 95.0
# Two characters with one changed have nothing in common but one sign.
_SHORTEST = 3
# Words are compared only in texts that may be names; finding them takes the square of the length.
_LONGEST_REORDERED = 120
# The fewest changes take the square of the length, too; a cell may hold 32,767 signs.
_LONGEST_EDITED = 1_000


def ratio(left: str, right: str, floor: float = 0.0) -> float:
    """Twice the characters both have in the same order, of all they have (0–100); 0 below floor."""
    return fuzz.ratio(left, right, score_cutoff=floor)


def text_likeness(left: str, right: str, floor: float = NEAR) -> float:
    """The similarity of two names, 0 below `floor`: a slip of the keyboard in a short name is
    near all the same, and words in another order are nearly the same name."""
    found = ratio(left, right, floor)
    if found < REORDERED and floor <= REORDERED and are_reordered(left, right):
        return REORDERED
    if not found and floor <= NEAR and is_one_slip(left, right):
        return NEAR
    return found


def in_order(left: str, right: str) -> list[tuple[bool, tuple[int, int], tuple[int, int]]]:
    """Two texts cut where they differ, nothing replaced: whether a stretch is the same, and where
    it stands in each."""
    return [
        (code.tag == "equal", (code.src_start, code.src_end), (code.dest_start, code.dest_end))
        for code in Indel.opcodes(left, right)
    ]


def best_window(text: str, whole: str) -> tuple[float, int, int]:
    """Where in a long text something most like a short one stands, and how like it is (0–100)."""
    if len(text) > len(whole):
        return ratio(text, whole), 0, len(whole)
    found = fuzz.partial_ratio_alignment(text, whole)
    return (0.0, 0, 0) if found is None else (found.score, found.dest_start, found.dest_end)


def closest(text: str, others: Sequence[str], most: int) -> list[int]:
    """The places of the texts with the highest ratios, not more than so many."""
    found = process.extract(text, others, scorer=fuzz.ratio, limit=most)
    return [at for _, _, at in found]


def is_one_slip(left: str, right: str) -> bool:
    """Whether at most one character is changed, missing or added."""
    if min(len(left), len(right)) < _SHORTEST:
        return left == right
    return Levenshtein.distance(left, right, score_cutoff=1) <= 1


def are_reordered(left: str, right: str) -> bool:
    """Whether both say the same words in another order: 数字化车间智能化改造, 智能化改造数字化车间.

    All characters are the same, and but for a few connecting ones they stand in common pieces of
    two or more.
    """
    if left == right or len(left) != len(right) or len(left) > _LONGEST_REORDERED:
        return False
    if sorted(left) != sorted(right):
        return False
    return _left_over(left, right) <= len(left) // 6


def edits(
    left: Sequence[str], right: Sequence[str]
) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """The fewest changes that make one into the other: (equal|replace|insert|delete, from–to in
    the left, from–to in the right). Of what is longer than any name, all between the same
    beginning and the same end is one change."""
    if max(len(left), len(right)) > _LONGEST_EDITED:
        yield from _one_edit(left, right)
        return
    for change in Levenshtein.opcodes(left, right):
        left_part = change.src_start, change.src_end
        yield change.tag, left_part, (change.dest_start, change.dest_end)


def _one_edit(
    left: Sequence[str], right: Sequence[str]
) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    shorter = min(len(left), len(right))
    head = next((n for n in range(shorter) if left[n] != right[n]), shorter)
    most = shorter - head
    tail = next((n for n in range(most) if left[-1 - n] != right[-1 - n]), most)
    ends = len(left) - tail, len(right) - tail
    if head:
        yield "equal", (0, head), (0, head)
    if (head, head) != ends:
        tag = "insert" if ends[0] == head else "delete" if ends[1] == head else "replace"
        yield tag, (head, ends[0]), (head, ends[1])
    if tail:
        yield "equal", (ends[0], len(left)), (ends[1], len(right))


def _left_over(left: str, right: str) -> int:
    """How many characters no common piece of two or more holds, the longest pieces taken first."""
    pieces_left, pieces_right = [left], [right]
    size = len(left)
    while size >= 2:
        found = _common_piece(pieces_left, pieces_right, size)
        if found is None:
            size -= 1
            continue
        pieces_left, pieces_right = (
            _without(pieces, found) for pieces in (pieces_left, pieces_right)
        )
    return sum(map(len, pieces_left))


def _common_piece(left: Sequence[str], right: Sequence[str], size: int) -> str | None:
    known = {piece[at : at + size] for piece in right for at in range(len(piece) - size + 1)}
    for piece in left:
        for at in range(len(piece) - size + 1):
            if piece[at : at + size] in known:
                return piece[at : at + size]
    return None


def _without(pieces: Sequence[str], taken: str) -> list[str]:
    """The pieces with one occurrence of `taken` cut out."""
    at = next(n for n, piece in enumerate(pieces) if taken in piece)
    before, _, behind = pieces[at].partition(taken)
    return [*pieces[:at], *(part for part in (before, behind) if part), *pieces[at + 1 :]]
