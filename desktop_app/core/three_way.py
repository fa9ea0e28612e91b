"""One project that somebody changed while it was changed here, too: cell by cell against what it
was before.

What only one side changed is that side's; what both changed differently, or what was there and is
blank now, is decided by a person. Without a `base` only what the draft has nothing for goes
without saying.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.same_value import is_same_value

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
    programme: Programme, columns: Iterable[Field], base: Cells | None, ours: Cells, theirs: Cells
) -> tuple[CellClash, ...]:
    """The cells of these columns in which a file says another thing than the draft, in order.

    A blank in the file says nothing, unless something stood there before (`base`).
    """
    found: list[CellClash] = []
    for column in columns:
        here, there = ours.get(column.id, "").strip(), theirs.get(column.id, "").strip()
        before = None if base is None else base.get(column.id, "").strip()
        if is_same_value(programme, column, here, there) or not (there or before):
            continue
        state = _state(partial(is_same_value, programme, column), before, here, there)
        found.append(CellClash(column.id, before, here, there, state))
    return tuple(found)


def _state(
    is_same: Callable[[str, str], bool], base: str | None, ours: str, theirs: str
) -> CellState:
    if base is None:
        return "both" if ours else "theirs"
    if is_same(theirs, base):
        return "ours"
    if not theirs:
        return "erased"
    return "theirs" if is_same(ours, base) else "both"


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
