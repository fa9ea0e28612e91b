"""A printed paper piece by piece, with what of the draft each piece prints; and one that came back.

Neither knows of files: who prints and who reads turn theirs into these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Form = Literal["plan", "summary"]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A paragraph. `source` is the path of the chapter whose line it is, or a text with
    {placeholders}; "" for what nobody filled in. `chapter` is the path of the chapter that it
    stands in, whosever it is."""

    text: str
    source: str = ""
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class PrintedFoot:
    """The foot of a form: label and value, and the path of each value ("" for nobody's)."""

    entries: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table. `headings` are those of all columns, `fields` the columns after the serial number.

    `rows` are the texts of the cells after the serial number by `table/row`, numbered from
    `first` on; `table` is the id of the table of the draft that they are of, `name` how the paper
    names it (表3), `chapter` the path of the chapter it stands in.
    """

    table: str
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    total: tuple[str, ...] = ()
    first: int = 1
    name: str = ""
    chapter: str = ""


Printed = PrintedLine | PrintedFoot | PrintedTable


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the program prints it. `chapters` say how a reader names each (第二章 工作目标),
    by path; `contents` are lines of a contents list, which programs make anew."""

    form: Form
    pieces: tuple[Printed, ...]
    chapters: Mapping[str, str] = field(default_factory=dict[str, str])
    contents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trace:
    """A tracked change or a comment at a place of the paper that came back.

    `kind`: inserted, deleted, moved_here, moved_away, comment. `text` is what it changes or says,
    `quoted` what a comment is about.
    """

    kind: str
    text: str
    author: str = ""
    time: str = ""
    quoted: str = ""


def _no_cells() -> Mapping[tuple[int, int], tuple[Trace, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A paragraph that came back; `before` are traces of what was deleted in front of it."""

    text: str
    traces: tuple[Trace, ...] = ()
    before: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that came back, merged cells' text in the first; `traces` by row and column, column
    −1 for whole rows (a deleted row's are at the row behind)."""

    rows: Sequence[Sequence[str]]
    traces: Mapping[tuple[int, int], tuple[Trace, ...]] = field(default_factory=_no_cells)


Read = ReadLine | ReadTable
