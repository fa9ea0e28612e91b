"""The drafts that were open last, so that work goes on where it stopped.

This is a help and nothing more: a list that is damaged or cannot be written is an empty list.
"""

import json
import os
import secrets
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.paths import data_folder

SAVED, PASSED, FROZEN, REPORTED = "草稿已保存", "核对通过", "已定稿", "已报送"
STATES = (SAVED, PASSED, FROZEN, REPORTED)
_MOST = 12
_NAME = "最近的草稿.json"
# Nobody's list is longer; what is, is not ours.
_LARGEST = 1_000_000
_FORMAT = 1
# Where desktops mount what is plugged in.
_PLUGGED_IN = ("/media/", "/run/media/")

# What rows are called where an entry does not say.
USUAL_NOUN = "个项目"


@dataclass(frozen=True, slots=True)
class Recent:
    """A draft as it was when it was closed last.

    `place` is the path or the id of the step where the person was, `place_title` the words for it.
    `must` and `explain` count the open findings; None when it was never checked.
    """

    path: Path
    title: str
    programme: str
    opened: datetime
    state: str = SAVED
    projects: int = 0
    must: int | None = None
    explain: int | None = None
    place: str = ""
    place_title: str = ""
    # Which pack it is made with: ID@VERSION.
    pack: str = ""
    # What its rows are called: 个项目, 家企业.
    noun: str = USUAL_NOUN


def load(folder: Path | None = None) -> tuple[Recent, ...]:
    """The drafts that were open last, newest first; also those whose file is not there now."""
    try:
        path = (folder or data_folder()) / _NAME
        if path.stat().st_size > _LARGEST:
            return ()
        known = json.loads(path.read_text("utf-8"))
        listed = known["drafts"] if known["format"] == _FORMAT else []
        found = [_read(one) for one in listed]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ()
    kept: dict[str, Recent] = {}
    for one in found:
        if one is not None:
            kept.setdefault(_identity(one.path), one)
    newest_first = sorted(kept.values(), key=lambda one: one.opened, reverse=True)
    return tuple(newest_first[:_MOST])


def remember(entry: Recent, folder: Path | None = None) -> tuple[Recent, ...]:
    """Put a draft at the head of the list, in place of what was known of it; returns the list."""
    others = [one for one in load(folder) if _identity(one.path) != _identity(entry.path)]
    return _keep((entry, *others)[:_MOST], folder)


def forget(path: Path, folder: Path | None = None) -> tuple[Recent, ...]:
    """Take a draft off the list; its file stays. Returns the list."""
    left = [one for one in load(folder) if _identity(one.path) != _identity(path)]
    return _keep(left, folder)


def place_of(path: Path, folder: Path | None = None) -> str:
    """Where the person was in a draft when it was closed; "" when that is not known."""
    found = (one.place for one in load(folder) if _identity(one.path) == _identity(path))
    return next(found, "")


def missing(entries: Iterable[Recent]) -> Mapping[Path, str]:
    """The drafts whose files are not to be found, each with what to do about it.

    A share that is gone takes its time to answer.
    """
    return {one.path: told_missing(one.path) for one in entries if not _is_there(one.path)}


def told_missing(path: Path) -> str:
    """What to do about a draft that is not to be found, by where it was."""
    name = str(path)
    if name.startswith("\\\\"):
        return "共享文件夹现在连不上。请检查网络,或者问一下管理共享文件夹的同事,再点「再找一次」。"
    if name.startswith(_PLUGGED_IN) or (sys.platform == "win32" and not _is_there(path.anchor)):
        return "它在 U 盘或移动硬盘上。请插好以后点「再找一次」。"
    if not _is_there(path.parent):
        return "它所在的文件夹改了名或者移走了。找到以后用「打开草稿…」打开,或者从备份找回。"
    return "文件可能改了名、移走了或者被删除了。找到以后用「打开草稿…」打开,或者从备份找回。"


def _identity(path: Path) -> str:
    """What tells two files apart by name alone: a share that is gone is not asked."""
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - Path.resolve asks the disk


def _is_there(path: str | Path) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _read(one: Any) -> Recent | None:
    """An entry of the file; None for one that is not as this program writes it."""
    if not isinstance(one, Mapping):
        return None
    texts = {key: one.get(key, "") for key in ("path", "title", "programme", "place")}
    texts |= {"place_title": one.get("place_title", ""), "state": one.get("state", SAVED)}
    texts |= {"pack": one.get("pack", ""), "noun": one.get("noun", USUAL_NOUN)}
    counts = [one.get("projects", 0), one.get("must"), one.get("explain")]
    if not all(isinstance(text, str) for text in texts.values()) or not texts["path"]:
        return None
    if not all(count is None or (type(count) is int and count >= 0) for count in counts):
        return None
    try:
        opened = datetime.fromisoformat(one["opened"]).replace(tzinfo=None)
    except (KeyError, TypeError, ValueError):
        return None
    return Recent(
        Path(texts["path"]),
        texts["title"] or Path(texts["path"]).stem,
        texts["programme"],
        opened,
        texts["state"] if texts["state"] in STATES else SAVED,
        counts[0] or 0,
        counts[1],
        counts[2],
        texts["place"],
        texts["place_title"],
        texts["pack"],
        texts["noun"],
    )


def _keep(entries: Sequence[Recent], folder: Path | None) -> tuple[Recent, ...]:
    """Write the list beside the old one and put it in its place."""
    target = (folder or data_folder()) / _NAME
    temporary = target.with_name(f".{secrets.token_hex(3)}.json")
    listed = [
        asdict(one) | {"path": str(one.path), "opened": one.opened.isoformat(timespec="minutes")}
        for one in entries
    ]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # A name that is not Unicode goes into JSON by its escapes, and comes back the same.
        temporary.write_text(json.dumps({"format": _FORMAT, "drafts": listed}), "utf-8")
        temporary.replace(target)
    except (OSError, ValueError):
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return tuple(entries)
