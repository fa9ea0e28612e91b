"""Whether the numbers around one show what it is of, where its own words do not.

Each statement of a text comes with how it was held against the table: True where a figure bears it
out, the figure it most likely means where none does, None where none can be told.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from desktop_app.core.prose import Claim, Statement

Held = Decimal | bool | None
# A number that words alone do not tie to the table is tied by its neighbours, up to so many
# passages away, if what agrees there weighs enough.
_NEIGHBOURS = 2
_ENOUGH = 2
# Two numbers beside one show what a list is about.
_ENOUGH_OF_A_LIST = 2
# A list without end is looked at only so far around a number.
_MOST_NEAR, _FEW_BEFORE = 40, 4


def meant_by_the_list(
    at: int, read: Sequence[Statement], figure: Callable[[Claim], Decimal | None]
) -> Claim | None:
    """What a number must mean as those beside it do, which may mean the same parts: one that is
    borne out only by a part of which none of them speaks is not. None where that is not so."""
    one = read[at]
    if len(one.claims) < 2:
        return None
    beside = [
        other
        for _, other in _around(at, read)
        if (other.passage, other.of, len(other.claims)) == (one.passage, one.of, len(one.claims))
        and other.claims[0].measure == one.claims[0].measure
    ]
    if len(beside) < _ENOUGH_OF_A_LIST:
        return None
    actual = [figure(claim) for claim in one.claims]
    borne = [n for n, known in enumerate(actual) if known and one.quantity.agrees_with(known)]
    meant = [
        sum(_is_nearly(other, figure(other.claims[n])) for other in beside)
        for n in range(len(one.claims))
    ]
    most = max(meant)
    if most < _ENOUGH_OF_A_LIST or any(meant[n] for n in borne):
        return None
    return one.claims[meant.index(most)]


def is_of_some(at: int, read: Sequence[Statement], held: Sequence[Held]) -> bool:
    """Whether a count is of some of those counted right before it: 「由5家企业实施,有1家…」."""
    one = read[at]
    if one.of != "count":
        return False
    return any(
        held[n] is True
        and read[n].passage == one.passage
        and read[n].claims[0] == one.claims[0]
        and read[n].quantity.value > 2 * one.quantity.value
        for n in range(max(0, at - _FEW_BEFORE), at)
    )


def is_vouched_for(
    at: int,
    read: Sequence[Statement],
    held: Sequence[Held],
    whole: Callable[[str], Decimal | None],
) -> bool:
    """Whether the numbers around one show that they speak of the same table: enough of them agree
    with it, and not fewer than do not."""
    if _is_of_other_things(read[at], whole):
        return False
    near = [n for n, other in _around(at, read) if _are_neighbours(other, read[at])]
    beside = [n for n in near if read[n].passage == read[at].passage]
    if len(beside) > 1 and all(_is_far_off(read[n], held[n]) for n in beside):
        # A whole list that the table does not bear out is a list of something else.
        return False
    agreeing = sum(_weight(read[n]) for n in near if held[n] is True)
    others = sum(_weight(read[n]) for n in near if _is_far_off(read[n], held[n]))
    return agreeing >= _ENOUGH and agreeing >= others


def _is_of_other_things(statement: Statement, whole: Callable[[str], Decimal | None]) -> bool:
    """Whether a count of a part is so large that it must be one of other things."""
    if statement.of != "count" or any(claim.scope.is_all for claim in statement.claims):
        return False
    most = whole(statement.claims[0].measure)
    return most is not None and statement.quantity.value > most * 3 / 2


def _is_far_off(statement: Statement, held: Held) -> bool:
    """Whether a number is wrong by so much that it may count something else."""
    return held is not None and not isinstance(held, bool) and not _is_nearly(statement, held)


def _is_nearly(statement: Statement, actual: Decimal | None) -> bool:
    """Whether a figure is at most so far from a number as a slip or a late project makes it."""
    if actual is None:
        return False
    nearly = Decimal(2) if statement.of == "count" else abs(actual) / 6
    return abs(statement.quantity.value - actual) <= max(nearly, abs(actual) / 10)


def _around(at: int, read: Sequence[Statement]) -> list[tuple[int, Statement]]:
    """The statements not far from one, with their places."""
    around = range(max(0, at - _MOST_NEAR), min(len(read), at + _MOST_NEAR + 1))
    return [(n, read[n]) for n in around if n != at]


def _are_neighbours(one: Statement, other: Statement) -> bool:
    """In one passage, or near it and about the same measure."""
    apart = abs(one.passage - other.passage)
    if apart == 0:
        return one.is_of_form == other.is_of_form
    is_of_same = bool(_measures(one) & _measures(other)) or (_is_of_all(one) and _is_of_all(other))
    return apart <= _NEIGHBOURS and is_of_same


def _is_of_all(statement: Statement) -> bool:
    return not statement.is_of_form and all(one.scope.is_all for one in statement.claims)


def _measures(statement: Statement) -> set[str]:
    return {claim.measure for claim in statement.claims}


def _weight(statement: Statement) -> int:
    """How much it says that a number agrees: small counts do so by chance."""
    if statement.of == "total":
        return 3
    if statement.of == "share":
        return 2
    return 1 if statement.quantity.value < 10 else 2
