"""What two texts have in common, sign by sign, and the stretches in which they differ."""

from desktop_app.core.likeness import in_order, ratio

# Below this likeness a text is another one: marking its differences sign by sign shows nothing.
_REWRITTEN = 0.4
_LONGEST_PAIR = 25_000_000


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, sign by sign in order: 0 to 1."""
    return ratio(one, other) / 100


def stretches(old: str, new: str) -> list[tuple[str, str]]:
    """Two texts cut into pairs of the same stretches and of those that differ, in order.

    Where hardly anything is left in common, all between the same beginning and end differs; so
    it does in texts too long to be looked at sign by sign.
    """
    if len(old) * len(new) > _LONGEST_PAIR or likeness(old, new) < _REWRITTEN:
        return _by_ends(old, new)
    out: list[tuple[str, str]] = []
    for is_same, (start, end), (new_start, new_end) in in_order(old, new):
        pair = old[start:end], new[new_start:new_end]
        if out and not is_same and out[-1][0] != out[-1][1]:
            out[-1] = (out[-1][0] + pair[0], out[-1][1] + pair[1])
        else:
            out.append(pair)
    return out


def _by_ends(old: str, new: str) -> list[tuple[str, str]]:
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    end = next((n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]), shorter - start)
    cuts = (
        (old[:start], new[:start]),
        (old[start : len(old) - end], new[start : len(new) - end]),
        (old[len(old) - end :], new[len(new) - end :]),
    )
    return [pair for pair in cuts if pair != ("", "")]
