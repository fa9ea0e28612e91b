"""What is noted of a place at which a paper that came back says something else, for people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from desktop_app.core.paper import Trace

Kind = Literal[
    "paragraph_changed",
    "paragraph_added",
    "paragraph_removed",
    "paragraph_moved",
    "name",
    "cell",
    "row_added",
    "row_removed",
    "field",
]


@dataclass(frozen=True, slots=True)
class Noted:
    """A place with what stood there on paper and what stands there now. `order` is where in the
    paper; `note` says what accepting it means where that is not plain."""

    kind: Kind
    place: str
    old: str
    new: str
    order: float
    traces: tuple[Trace, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the paper; `number` is that of the change at its place, None where nothing
    was changed."""

    place: str
    quoted: str
    text: str
    author: str
    time: str
    number: int | None = None


def who(traces: Iterable[Trace]) -> tuple[str, str]:
    """Who tracked changes are by, and when the last was made."""
    changes = [one for one in traces if one.kind != "comment"]
    authors = dict.fromkeys(one.author for one in changes if one.author)
    return "、".join(authors), max((one.time for one in changes), default="")


def comments(traces: Iterable[Trace]) -> tuple[Trace, ...]:
    """The comments among traces."""
    return tuple(one for one in traces if one.kind == "comment")


def short(text: str, length: int = 40) -> str:
    """A text as one line, cut where it is long."""
    line = " ".join(text.split("\n"))
    return line if len(line) <= length else f"{line[:length]}…"
