"""What is offered while somebody types in a column: the form's options, or what it often holds."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.core import pinyin
from desktop_app.core.draft import Row
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.table_view import values_of
from desktop_app.core.values import Kind

_YES_NO = ("是", "否")
_REPEATING = (Kind.TEXT, Kind.CHOICE, Kind.REGION)
# Searching more of them would be felt at each key.
_MOST = 400


@dataclass(frozen=True, slots=True)
class Choices:
    """Texts that may be taken; `is_listed` when the form lists them, so that they are shown before
    anything is typed."""

    texts: tuple[str, ...] = ()
    is_listed: bool = False

    def found(self, typed: str) -> tuple[str, ...]:
        return pinyin.find(typed, self.texts)

    def is_by_sound(self, typed: str, found: Sequence[str]) -> bool:
        """Whether what was typed stands for the sounds of what was found, not for itself."""
        plain = typed.strip().casefold()
        return bool(found) and plain.isascii() and plain not in found[0].casefold()


def choices_for(programme: Programme, column: Field, rows: Callable[[], Sequence[Row]]) -> Choices:
    """The choices of a column of a table with these rows."""
    listed = _YES_NO if column.kind is Kind.YES_NO else programme.options(column)
    if listed:
        return Choices(listed, is_listed=True)
    if column.compared or column.kind not in _REPEATING:
        return Choices()
    often = [text for text, _ in values_of(rows(), column.id)[:_MOST] if text]
    return Choices(tuple(often))


def warm_up() -> None:
    """Fetch the readings of signs aside, so that the first letter typed does not wait for them."""
    threading.Thread(target=pinyin.load, name="pinyin").start()
