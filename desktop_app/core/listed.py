"""Finding firms in lists: by name in any spelling, by credit code, by a name nearly the same."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.core.firm_names import bare_firm, words
from desktop_app.core.firms import plain_code
from desktop_app.core.likeness import is_one_slip
from desktop_app.core.names import numbers_in, spoken
from desktop_app.core.pack_lists import CODES, ListFile

# One character makes another firm of a shorter name.
_SHORTEST_NEAR = 5
# No firm is longer; each character of a name is one more way to leave one out.
_LONGEST_NEAR = 40
# Where so many names differ in the same sign, it tells one firm from another.
_MOST_ALIKE = 40
# A key and the number of a row share 63 bits.
_ROW_BITS = 20
_ROWS = (1 << _ROW_BITS) - 1
_KEYS = (1 << 63) - 1 - _ROWS


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list: the name as it is written there, its code, where it comes from."""

    name: str
    credit_code: str
    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """A firm that a list names: `by` is what they have in common, none when the names are near."""

    listed: Listed
    by: tuple[str, ...]


@dataclass(slots=True)
class FirmList:
    """A list prepared for being asked many times; what it holds twice is told once."""

    rows: Sequence[Listed]
    _by_name: dict[str, Listed] = field(default_factory=dict[str, Listed], init=False)
    _by_code: dict[str, Listed] = field(default_factory=dict[str, Listed], init=False)
    # Every key of every name with its row in one number, in order: some twenty for each name, so
    # that a table of Python's own would take more room than all the rest of a long list.
    _near: "array[int]" = field(default_factory=lambda: array("q"), init=False)

    def __post_init__(self) -> None:
        keys: list[int] = []
        for at, one in enumerate(self.rows):
            if one.credit_code:
                self._by_code.setdefault(one.credit_code, one)
            name = spoken(one.name)
            if name and self._by_name.setdefault(name, one) is one:
                keys += [key | at for key in _one_left_out(_bare(name))]
        self._near = array("q", sorted(keys))

    def match(self, name: str, credit_code: str) -> Match | None:
        """The listed firm that this one is; one with nearly its name if none is the same."""
        code, said = plain_code(credit_code), spoken(name)
        by_code = self._by_code.get(code) if code else None
        by_name = self._by_name.get(said) if said else None
        if by_code is not None:
            same = spoken(by_code.name) == said
            return Match(by_code, ("名称", "信用代码") if same else ("信用代码",))
        if by_name is not None:
            return Match(by_name, ("名称",))
        near = next(self._nearly(name, said, code), None)
        return None if near is None else Match(near, ())

    def _nearly(self, name: str, said: str, code: str) -> Iterator[Listed]:
        bare = _bare(said)
        for key in _one_left_out(bare):
            first = bisect_left(self._near, key)
            alike = self._near[first : bisect_right(self._near, key | _ROWS, first)]
            for found in alike if len(alike) <= _MOST_ALIKE else ():
                one = self.rows[found & _ROWS]
                # Two firms with a code each are two firms, however alike their names.
                is_other = code and one.credit_code and code != one.credit_code
                if is_other or not is_one_slip(bare, _bare(spoken(one.name))):
                    continue
                if numbers_in(name) == numbers_in(one.name):
                    yield one


def firm_list(listed: ListFile, code_column: str = "") -> FirmList:
    """A pack's list as firms; `code_column` is the heading of its codes where it is an own one."""
    at = listed.column(*([code_column] if code_column else CODES))
    return FirmList(
        [
            Listed(
                row[0].strip(),
                plain_code(row[at]) if at is not None else "",
                listed.told_source(row),
            )
            for row in listed.rows
        ]
    )


def _bare(said: str) -> str:
    return words(bare_firm(said))


def _one_left_out(text: str) -> Iterator[int]:
    """A key for the text and for each text with one character less, with room for a row below:
    two texts that are one slip apart have one in common."""
    if not _SHORTEST_NEAR <= len(text) <= _LONGEST_NEAR:
        return
    yield hash(text) << _ROW_BITS & _KEYS
    for at in range(len(text)):
        yield hash(text[:at] + text[at + 1 :]) << _ROW_BITS & _KEYS
