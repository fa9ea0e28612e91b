"""Who has a draft open: a note beside it.

On one computer the note is for people only: the lock is SQLite's and goes with its process, and a
note left behind by a crash holds nobody up. Between computers no lock can be trusted; there the
note is what asks the second one to wait, and the sentence says how to go on without it.
"""

import contextlib
import platform
from datetime import datetime
from pathlib import Path

import msgspec


class Holder(msgspec.Struct, frozen=True):
    """A person at a computer, and since when (ISO)."""

    author: str
    computer: str
    since: str


def note_of(path: Path) -> Path:
    """Where the note lies. The name begins like those of WPS, which people know and leave alone."""
    return path.with_name(f"~${path.name}")


def write_note(path: Path, author: str, now: datetime) -> None:
    """Say who has the draft open; where that cannot be written, nothing is said."""
    holder = Holder(author, platform.node(), now.isoformat(timespec="minutes"))
    with contextlib.suppress(OSError, UnicodeEncodeError):
        note_of(path).write_bytes(msgspec.json.encode(holder))


def remove_note(path: Path) -> None:
    with contextlib.suppress(OSError):
        note_of(path).unlink(missing_ok=True)


def is_held_elsewhere(path: Path) -> bool:
    """Whether the note is of another computer."""
    try:
        holder = msgspec.json.decode(note_of(path).read_bytes(), type=Holder)
    except (OSError, ValueError):
        return False
    return bool(holder.computer) and holder.computer != platform.node()


def holder_in_words(path: Path) -> str:
    """「王工(电脑 PC-01)从11月23日9:30起」; empty when nothing is known."""
    try:
        holder = msgspec.json.decode(note_of(path).read_bytes(), type=Holder)
        since = datetime.fromisoformat(holder.since)
    except (OSError, ValueError):
        return ""
    who = holder.author or "有人"
    where = f"(电脑 {holder.computer})" if holder.computer else ""
    return f"{who}{where}从{since.month}月{since.day}日{since.hour}:{since.minute:02d}起"
