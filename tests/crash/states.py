"""What a person would find in a draft, small enough to be compared a thousand times."""

import hashlib
import json
from dataclasses import dataclass

from tests.storage.make_old_drafts import content_of


@dataclass(frozen=True, slots=True)
class State:
    """Every value, every moment of the history, and the files that were taken in."""

    content: str
    moments: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def count(self):
        return len(self.moments)


def state_of(file):
    """The state of an open draft, of which `count` tells how far it has come."""
    return State(
        content_mark(file.draft),
        tuple(moment_mark(one) for one in file.history.moments),
        tuple(one.sha256 for one in file.sources()),
    )


def content_mark(draft):
    """A hash over everything that a draft says."""
    text = json.dumps(content_of(draft), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def moment_mark(moment):
    return " ".join(
        (str(moment.seq), moment.kind, str(moment.revision), moment.detail, moment.label)
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What a window holds of a draft in memory, the file not asked."""

    content: str
    moments: tuple[str, ...]


def shown_by(file):
    return Shown(content_mark(file.draft), tuple(moment_mark(one) for one in file.history.moments))
