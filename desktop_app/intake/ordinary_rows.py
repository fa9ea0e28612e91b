"""Rows that are projects beyond doubt and stay as they are typed: most rows of a long table.

They are found for many rows at once, column by column. What is not so plain is left to the closer
look (`row_kinds`, `cleaning`, `cell_doubts`), which says the same of these rows, only later.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter

from desktop_app.core.pack_forms import Field
from desktop_app.core.values import Kind
from desktop_app.intake.row_kinds import (
    EMPTY,
    Columns,
    is_plain_begin,
    is_plain_first,
    is_plain_name,
    says_example,
)

# So many texts beside the name that the row is neither a sum nor a section nor a note.
_TEXTS = 3
# In every word for an example, in either script.
_EXAMPLE_SIGN = "例"
_FREE_TEXT = (Kind.TEXT, Kind.LONG_TEXT, Kind.NAMES)
# Where a further table begins, what was looked up beyond it is looked up again.
_FIRST_BLOCK, _LARGEST_BLOCK = 32, 4096


class OrdinaryRows:
    """The ordinary rows below one header, looked for as far as they are asked for.

    `listed` are the columns whose texts a list holds. `aside` are rows that need a closer look for
    another reason; `odd` tells those texts of a column that are not taken over as they are, or that
    there is something to tell of.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        fields: Sequence[Field],
        places: Sequence[int],
        columns: Columns,
        aside: Collection[int],
        odd: Callable[[Field, Sequence[str]], set[str]],
        listed: Collection[str] = (),
    ) -> None:
        self._listed = listed
        self._rows, self._columns, self._aside, self._odd_texts = rows, columns, aside, odd
        self._fields = fields
        self._ids = tuple(field.id for field in fields)
        texts = [n for n, place in enumerate(places) if place in columns.texts]
        self._is_hopeless = len(texts) < _TEXTS
        if self._is_hopeless:
            return
        self._width = max(places) + 1
        self._values, self._texts = itemgetter(*places), itemgetter(*texts)
        self._name = places.index(columns.name)
        self._found: dict[int, dict[str, str]] = {}
        self._looked_to, self._block = 0, _FIRST_BLOCK

    def at(self, row: int) -> dict[str, str] | None:
        """The cells of an ordinary row by their columns' ids; None for any other row."""
        if self._is_hopeless:
            return None
        if row >= self._looked_to:
            self._found = self._ordinary(row, min(row + self._block, len(self._rows)))
            self._looked_to, self._block = row + self._block, min(2 * self._block, _LARGEST_BLOCK)
        return self._found.get(row)

    def _ordinary(self, first: int, end: int) -> dict[int, dict[str, str]]:
        wide = [
            at for at in range(first, end)
            if len(self._rows[at]) >= self._width and at not in self._aside
        ]  # fmt: skip
        values = [self._values(self._rows[at]) for at in wide]
        odd: set[int] = set()
        columns = list(zip(*values, strict=True))
        for field, column in zip(self._fields, columns, strict=False):
            odd |= self._changed(field, column)
        if columns:
            firsts = [_first(self._rows[at]) for at in wide]
            odd |= self._strange(firsts, columns[self._name], self._texts(columns))
            odd |= self._examples(wide)
        return {
            at: self._cells(cells)
            for n, (at, cells) in enumerate(zip(wide, values, strict=True))
            if n not in odd
        }

    def _changed(self, field: Field, column: tuple[str, ...]) -> set[int]:
        """Which cells of a column do not stay as they are, or have blanks around them."""
        is_free = field.kind in _FREE_TEXT and field.id not in self._listed
        is_text = field.compared or is_free
        odd: set[str] = set()
        if not is_text or not "".join(column).isprintable():
            odd = self._odd_texts(field, column)
        stripped = tuple(map(str.strip, column))
        if not odd and stripped == column:
            return set()
        told = enumerate(zip(column, stripped, strict=True))
        return {n for n, (text, bare) in told if text != bare or text in odd}

    def _strange(
        self, firsts: Sequence[str], names: Sequence[str], texts: Sequence[Sequence[str]]
    ) -> set[int]:
        """Which rows may be something else than a project, by what they begin with, their names
        and how much they tell."""
        columns = self._columns
        odd = {
            n
            for texts_of, is_plain in ((firsts, is_plain_first), (names, is_plain_name))
            for n in _suspect(texts_of, columns)
            if not is_plain(texts_of[n], columns)
        }
        full = [column for column in texts if EMPTY.isdisjoint(column)]
        if len(full) >= _TEXTS and any("".join([text[0] for text in column]).isalnum()
                                       for column in full):  # fmt: skip
            return odd
        return odd | {n for n, told in enumerate(zip(*texts, strict=True)) if not _tells(told)}

    def _examples(self, wide: Sequence[int]) -> set[int]:
        """Which rows may say in a column that is not read that they are examples."""
        others = [at for at in range(self._width) if at not in self._columns.read]
        found: set[int] = set()
        for at in others:
            column = [self._rows[row][at] for row in wide]
            if _EXAMPLE_SIGN in "".join(column):
                found |= {n for n, text in enumerate(column) if says_example(text)}
        beyond = (
            (n, cell) for n, row in enumerate(wide) for cell in self._rows[row][self._width :]
        )
        return found | {n for n, cell in beyond if _EXAMPLE_SIGN in cell and says_example(cell)}

    def _cells(self, cells: Sequence[str]) -> dict[str, str]:
        told = zip(self._ids, cells, strict=True)
        return {key: text for key, text in told if text} if "" in cells else dict(told)


def _first(row: Sequence[str]) -> str:
    """The first cell that says anything; "" in a blank row."""
    first = row[0]
    if first and not first.isspace():
        return first
    return next((cell for cell in row if cell and not cell.isspace()), "")


def _suspect(texts: Sequence[str], columns: Columns) -> Iterator[int]:
    """The texts to be looked at, by their first signs: thousands have but a few dozen."""
    begins = {text[:1] for text in texts}
    suspect = {sign for sign in begins if not is_plain_begin(sign, columns)}
    return (n for n, text in enumerate(texts) if text[:1] in suspect) if suspect else iter(())


def _tells(texts: Sequence[str]) -> bool:
    """Whether a row tells so much that it is a project or nothing known; dots tell nothing."""
    told = [text for text in texts if text not in EMPTY]
    return len(told) >= _TEXTS and any(text[0].isalnum() for text in told)
