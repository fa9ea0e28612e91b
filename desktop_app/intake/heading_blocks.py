"""Which headings in one row belong to one table, where several tables stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.core.names import in_plain_script
from desktop_app.intake.heading_rows import Heading


@dataclass(frozen=True, slots=True)
class Block:
    """The grid columns of one table: its `own`, and those that it `shared` with others."""

    own: tuple[int, ...]
    shared: tuple[int, ...] = ()

    @property
    def columns(self) -> frozenset[int]:
        return frozenset((*self.own, *self.shared))


def blocks_of(headings: Sequence[Heading], names: frozenset[str]) -> list[Block]:
    """The tables side by side, a blank column apart or with the same headings over again; `names`
    are the words for a project's name, which each of them must have.

    One block with everything where there is one table: a gap alone is nothing.
    """
    filled = [index for index, heading in enumerate(headings) if heading.text]
    naming = [index for index in filled if not names.isdisjoint(headings[index].readings)]
    if len(naming) < 2:
        return [Block(tuple(filled))]
    runs = _runs(filled)
    apart = [run for run in runs if not {*run}.isdisjoint(naming)]
    if len(apart) > 1:
        return [Block(tuple(run)) for run in apart]
    return _repeated(headings, filled, naming) or [Block(tuple(filled))]


def _runs(filled: Sequence[int]) -> list[list[int]]:
    """Columns without a blank one between them."""
    runs: list[list[int]] = []
    for index in filled:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _repeated(
    headings: Sequence[Heading], filled: Sequence[int], naming: Sequence[int]
) -> list[Block]:
    """Headings that are there again and again (项目名称 投资额 项目名称 投资额); what stands before
    and behind them is shared. Empty where they do not repeat to the letter."""
    steps = {after - before for before, after in pairwise(naming)}
    if len(steps) > 1:
        return []
    (step,) = steps
    texts = {index: in_plain_script(headings[index].text) for index in filled}
    start = naming[0]
    while start - 1 in texts and texts[start - 1] == texts.get(start - 1 + step):
        start -= 1
    first = [texts.get(start + n) for n in range(step)]
    starts = [start + n * step for n in range(len(naming))]
    if any([texts.get(at + n) for n in range(step)] != first for at in starts):
        return []
    own = [tuple(at + n for n in range(step)) for at in starts]
    shared = tuple(index for index in filled if not any(index in one for one in own))
    return [Block(one, shared) for one in own]
