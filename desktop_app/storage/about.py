"""What a draft file says of itself, and the files it took in: all of it under one seal."""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace

import msgspec

from desktop_app.storage.journal import BrokenChain, hash_of

ABOUT_KEYS: tuple[str, ...] = ("programme", "created", "identity")
_SEAL = "seal"
_SOURCE = "sha256, name, size, kind, revision, counties, rows, time, said"
_CELLS = msgspec.json.Decoder(dict[str, dict[str, str]])


@dataclass(frozen=True, slots=True)
class About:
    """The programme of a draft, and the hash that its journal starts from.

    `start` holds for one draft and its copies, so that two files can be seen to be one draft.
    """

    programme: str
    start: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was taken in: its name and SHA-256, so that it is noticed when it comes again.

    `size` is in bytes; `revision` is the draft's when it was taken in. `counties` are those whose
    projects it holds, with 「、」 between them, `rows` how many projects, `time` when it was taken
    in, for people: earlier programs did not keep these. `said` is what the file says of rows of the
    draft, as `saying` writes it.
    """

    sha256: str
    name: str
    size: int
    kind: str
    revision: int = 0
    counties: str = ""
    rows: int = 0
    time: str = ""
    said: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What a file said last of one row: its cells, and the file."""

    cells: Mapping[str, str]
    source: Source


def saying(rows: Mapping[str, Mapping[str, str]]) -> str:
    """What a file says of rows (by their ids), as it is kept with it."""
    return msgspec.json.encode({key: dict(cells) for key, cells in rows.items()}).decode()


def is_saying(text: str) -> bool:
    """Whether a text is what `saying` writes, whole."""
    try:
        _CELLS.decode(text or "{}")
    except msgspec.DecodeError:
        return False
    return True


def last_said(sources: Iterable[Source]) -> Mapping[str, Said]:
    """What files said last of each row; `sources` in their order, with what they said."""
    found: dict[str, Said] = {}
    for one in sources:
        for row, cells in _CELLS.decode(one.said or "{}").items():
            found[row] = Said(cells, replace(one, said=""))
    return found


def write_about(db: sqlite3.Connection, programme: str, created: str) -> About:
    """Say what the new draft is; `created` is for people."""
    told = dict(zip(ABOUT_KEYS, (programme, created, secrets.token_hex(16)), strict=True))
    return write_told(db, told)


def write_told(db: sqlite3.Connection, told: Mapping[str, str]) -> About:
    """Say of a new file what another one said of itself."""
    db.executemany("insert into about values (?, ?)", [*told.items(), (_SEAL, "")])
    seal(db)
    return _about(told)


def read_about(db: sqlite3.Connection) -> About:
    """What the draft says of itself; raises `BrokenChain` when the seal does not fit."""
    told = dict(db.execute("select key, value from about"))
    if told.pop(_SEAL, None) != hash_of(_sealed(db)):
        raise BrokenChain(_SEAL)
    return _about(told)


def read_sources(db: sqlite3.Connection) -> tuple[Source, ...]:
    query = f"select {_SOURCE} from sources order by rowid"  # noqa: S608 - a constant
    return tuple(Source(*row) for row in db.execute(query))


def write_sources(db: sqlite3.Connection, sources: Iterable[Source]) -> None:
    """Remember files that were taken in."""
    db.executemany(
        f"insert or replace into sources ({_SOURCE}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
        [astuple(one) for one in sources],
    )
    seal(db)


def start_of(told: Mapping[str, str]) -> str:
    """The hash that the journal of a draft starts from."""
    return hash_of(part for key in sorted(told) for part in (key, told[key]))


def _about(told: Mapping[str, str]) -> About:
    return About(told["programme"], start_of(told))


def seal(db: sqlite3.Connection) -> None:
    """Put the seal on what is there now."""
    db.execute("update about set value = ? where key = ?", (hash_of(_sealed(db)), _SEAL))


def _sealed(db: sqlite3.Connection) -> Iterator[str]:
    for key, value in db.execute(
        "select key, value from about where key <> ? order by key", (_SEAL,)
    ):
        yield from ("about", key, value)
    # With the columns that there are: the steps of the format look at the seals of old drafts.
    for row in db.execute("select * from sources order by rowid"):
        yield from ("source", *map(str, row))
