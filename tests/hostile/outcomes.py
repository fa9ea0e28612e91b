"""What is to come of a hostile file: a refusal with its reason, or what it says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refused:
    """Refused for one of these reasons; `blank` is a file without a word in it."""

    reason: str
    other: str = ""


@dataclass(frozen=True)
class Rows:
    """Read, its first sheet with these rows."""

    rows: list[list[str]]


@dataclass(frozen=True)
class Text:
    """Read, with this text in its lines."""

    text: str


Outcome = Refused | Rows | Text
