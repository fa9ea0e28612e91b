"""A text that stands in pieces, each with its own looks: some signs of it replaced."""

from collections.abc import Sequence
from typing import Protocol


class Piece(Protocol):
    """A part of a text; writing it changes the file."""

    def read(self) -> str: ...

    def write(self, text: str) -> None: ...


def replace_in(pieces: Sequence[Piece], start: int, end: int, text: str) -> None:
    """Put a text in the place of the signs from `start` to `end` of pieces that are one text.

    It goes where the first of those signs stood, or behind the sign before.
    """
    at, is_put = 0, False
    for number, piece in enumerate(pieces, start=1):
        old = piece.read()
        first, last = max(start - at, 0), max(end - at, 0)
        at += len(old)
        is_here = first < len(old) or number == len(pieces) or start == end == at
        put = text if is_here and not is_put else ""
        is_put = is_put or is_here
        new = old[:first] + put + old[max(first, last) :]
        if new != old:
            piece.write(new)
