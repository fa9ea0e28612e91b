"""One project that somebody changed while it was changed here, too: cell by cell against what it
was before.

What only one side changed is that side's; what both changed differently, or what was there and is
blank now, is decided by a person. Without a `base` every difference is for a person to decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

CellState = Literal["theirs", "ours", "both", "erased"]
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellClash:
    """One cell in which a file and the draft differ; `base` is None where nobody knows what was
    there before.

    `state` says who changed it: only the file (`theirs`), only the draft (`ours`), `both`; `erased`
    what the file leaves blank and was not blank before.
    """

    column: str
    base: str | None
    ours: str
    theirs: str
    state: CellState

    @property
    def is_open(self) -> bool:
        """Whether a person must choose."""
        return self.state in ("both", "erased")


def cell_clashes(
    columns: Iterable[str], base: Cells | None, ours: Cells, theirs: Cells
) -> tuple[CellClash, ...]:
    """The cells of these columns in which a file says another thing than the draft, in order.

    A blank in the file says nothing, unless the file once had something there (`base`).
    """
    found: list[CellClash] = []
    for column in columns:
        here, there = ours.get(column, "").strip(), theirs.get(column, "").strip()
        before = None if base is None else base.get(column, "").strip()
        if here == there or column not in theirs or not (there or before):
            continue
        found.append(CellClash(column, before, here, there, _state(before, here, there)))
    return tuple(found)


def _state(base: str | None, ours: str, theirs: str) -> CellState:
    if base is None:
        return "both"
    if theirs == base:
        return "ours"
    if not theirs:
        # Both may have emptied it; only what still stands here is a question.
        return "erased"
    return "theirs" if ours == base else "both"


def brings_nothing(clashes: Iterable[CellClash]) -> bool:
    """Whether a file says nothing that is not in the draft, or was there before."""
    return all(one.state == "ours" for one in clashes)


def taken(clashes: Iterable[CellClash], choices: Mapping[str, str]) -> dict[str, str]:
    """What comes from the file when both sides' changes are put together: column → text.

    `choices` are a person's, by column: `ours` or `theirs`; what is open and not chosen stays.
    """
    return {
        one.column: one.theirs
        for one in clashes
        if choices.get(one.column, one.state if not one.is_open else "ours") == "theirs"
    }
