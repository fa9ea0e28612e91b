"""The lists of a pack (industries, clusters, excluded firms…), and what took their place."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from desktop_app.core.names import fold
from desktop_app.core.record import Record

# How the columns of a list are called that say more than the name itself.
SOURCE = "来源"
DATE = "日期"
CODES = ("credit_code", "统一社会信用代码", "信用代码")


class ListAbout(Record, frozen=True):
    """What readers call a list, and how to come by it.

    `words` are other headings under which the column of its names is sent. `hint` says who
    publishes the list and what to do where the city did not get it.
    """

    id: str
    title: str = ""
    hint: str = ""
    words: tuple[str, ...] = ()


class ListOrigin(Record, frozen=True):
    """Where a list came from that the user put in the place of the pack's: the office's own words
    for its source, the list's date and the day it was loaded (ISO), the file and its SHA-256.

    `trouble` says why what was loaded cannot be read any more: the list is then empty.
    """

    source: str = ""
    date: str = ""
    file: str = ""
    loaded: str = ""
    sha256: str = ""
    trouble: str = ""


class ListFile(msgspec.Struct, frozen=True):
    """One list: the header and the rows, blanks kept. The first column is the value.

    `origin` is None for a list as the pack has it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    origin: ListOrigin | None = None

    def options(self) -> tuple[str, ...]:
        """The values, in the list's order."""
        return tuple(row[0] for row in self.rows)

    def column(self, *names: str) -> int | None:
        """The place of the first column with one of these headings; None when there is none."""
        wanted = [fold(name) for name in names]
        return next((at for at, one in enumerate(self.header) if fold(one) in wanted), None)

    def told_source(self, row: tuple[str, ...]) -> str:
        """Where a row comes from and of what date, as far as list and row say it."""
        return ",".join(dict.fromkeys(self._told_source(row)))

    def sources(self) -> tuple[str, ...]:
        """The sources of all rows, each once."""
        return tuple(dict.fromkeys(filter(None, map(self.told_source, self.rows))))

    def _told_source(self, row: tuple[str, ...]) -> Iterator[str]:
        origin = self.origin or ListOrigin()
        for name, known in ((SOURCE, origin.source), (DATE, origin.date)):
            at = self.column(name)
            found = row[at].strip() if at is not None else ""
            if found or known:
                yield found or known


def with_origin(listed: ListFile, origin: ListOrigin | None) -> ListFile:
    """The list as it comes from there."""
    return msgspec.structs.replace(listed, origin=origin)


def with_row(listed: ListFile, row: Sequence[str]) -> ListFile:
    """The list with one more row at its end."""
    return msgspec.structs.replace(listed, rows=(*listed.rows, tuple(row)))


def to_json(listed: ListFile) -> bytes:
    """A list as it is kept."""
    return msgspec.json.encode(listed)


def from_json(told: bytes) -> ListFile:
    """A list that was kept; ValueError where it is none."""
    listed = msgspec.json.decode(told, type=ListFile)
    if not listed.header or any(len(row) != len(listed.header) for row in listed.rows):
        raise ValueError("rows that do not fit their header")
    return listed


def not_loaded(label: str) -> str:
    """That a list is missing, in the reader's words."""
    return f"「{label}」{'' if label.endswith('名单') else '的名单'}尚未载入"


def list_of(rows: Sequence[str | Mapping[str, str]]) -> ListFile:
    """A list as the example of a rule writes it: names, or tables heading → text, the first of
    which is the name."""
    told = [{"名称": one} if isinstance(one, str) else dict(one) for one in rows]
    header = tuple(dict.fromkeys(key for one in told for key in one)) or ("名称",)
    return ListFile(header, tuple(tuple(one.get(key, "") for key in header) for one in told))
