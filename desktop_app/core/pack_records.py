"""What is written down about packs as files: the signed list, where an installed one came from,
whose keys were confirmed, a publisher's own key. All of it is JSON."""

from typing import Literal, TypeVar

import msgspec

from desktop_app.core.record import Record

_Record = TypeVar("_Record", bound=Record)


class NotThis(ValueError):
    """JSON, but not of the record that was asked for: perhaps of a later program."""


class Listed(Record, frozen=True):
    """One file in the list."""

    sha256: str
    size: int


class PackList(Record, frozen=True):
    """What is signed: which pack, whose, and the hash of each of its files."""

    format: Literal[1]
    id: str
    version: str
    title: str
    files: dict[str, Listed]
    publisher: str = ""
    key: str = ""


class Origin(Record, frozen=True):
    """Where an installed pack came from; `key` is empty of one that nobody signed."""

    publisher: str = ""
    key: str = ""
    file: str = ""
    time: str = ""
    digest: str = ""


class Publishers(Record, frozen=True):
    """The keys that were confirmed, with the names of their publishers."""

    keys: dict[str, str]


class KeyFile(Record, frozen=True):
    """A publisher's key file; `secret` is 32 bytes in hex."""

    publisher: str
    secret: str


def to_json(record: Record) -> bytes:
    """The record as JSON; the same record gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def from_json(kind: type[_Record], content: bytes) -> _Record:
    """The record that JSON describes; ValueError where it is none, `NotThis` of another shape."""
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as reason:
        raise NotThis(str(reason)) from reason
    except msgspec.DecodeError as reason:
        raise ValueError(str(reason)) from reason
