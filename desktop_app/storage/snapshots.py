"""Copies of a draft in a folder that the user knows, so that there is always a way back.

One folder for each draft. The names say when, why and of which revision a copy is; they begin with
a number that only grows, because clocks go wrong. Ten are kept, besides the last of each of the
last thirty days on which there was one, and every 定稿.
"""

import errno
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop_app.storage.copying import make_folder
from desktop_app.storage.draft_file import DraftFile
from desktop_app.storage.refusals import NameTaken, not_copied

ON_OPENING, HOURLY, BEFORE_IMPORT, BEFORE_MERGE, BEFORE_BUILD, ON_FREEZE = (
    "打开时", "每小时", "导入前", "合并前", "成册前", "定稿",
)  # fmt: skip
BEFORE_TAKING = "取回前"
_KEPT, _DAYS = 10, 30
# Commands that follow one another are one sitting.
_SITTING = timedelta(minutes=10)
_HOUR = timedelta(hours=1)
_NAME = re.compile(
    r"(?P<number>\d+) (?P<date>\d{4}-\d\d-\d\d) (?P<hour>\d\d)\.(?P<minute>\d\d) "
    r"(?P<why>\S+) 第(?P<revision>\d+)版 (?P<code>[0-9A-F]{4}-[0-9A-F]{4})\.shenbao"
)
_MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One copy, as its name tells."""

    path: Path
    number: int
    time: datetime
    why: str
    revision: int
    code: str


def snapshots_in(folder: Path) -> list[Snapshot]:
    """The copies in a draft's folder, oldest first; an absent folder has none."""
    found: list[Snapshot] = []
    try:
        names = list(folder.iterdir())
    except OSError:
        return []
    for path in names:
        told = _NAME.fullmatch(path.name)
        if told is None:
            continue
        try:
            when = datetime.fromisoformat(f"{told['date']} {told['hour']}:{told['minute']}")
        except ValueError:
            continue
        found.append(
            Snapshot(
                path, int(told["number"]), when, told["why"], int(told["revision"]), told["code"]
            )
        )
    return sorted(found, key=lambda one: one.number)


def folder_of(file: DraftFile, backups: Path) -> Path:
    """The folder for a draft's copies: its name, and what tells it from others of that name."""
    return backups / f"{file.path.stem} {file.identity}"


def folders_for(path: Path, backups: Path) -> list[Path]:
    """Every folder that may hold copies of the draft at a path, which may be unreadable now."""
    try:
        names = [one for one in backups.iterdir() if one.is_dir()]
    except OSError:
        return []
    return sorted(one for one in names if one.name.rpartition(" ")[0] == path.stem)


def is_due(file: DraftFile, backups: Path, why: str, now: datetime) -> bool:
    """Whether there is something new to keep, and it is time."""
    known = snapshots_in(folder_of(file, backups))
    if not known:
        return True
    last = known[-1]
    if why == ON_FREEZE:
        return True
    if (last.revision, last.code) == (file.draft.revision, file.draft.check_code()):
        return False
    waited = now - last.time
    if why == ON_OPENING:
        return not timedelta() <= waited < _SITTING
    if why == HOURLY:
        return not timedelta() <= waited < _HOUR
    return True


def take(file: DraftFile, backups: Path, why: str, now: datetime) -> Path:
    """Keep a verified copy and let the oldest go; raises `NotMade` and leaves the draft alone."""
    folder = folder_of(file, backups)
    try:
        make_folder(folder)
    except OSError as reason:
        raise not_copied(folder.name, reason) from reason
    number = max((one.number for one in snapshots_in(folder)), default=0) + 1
    told = f"{now:%Y-%m-%d %H.%M} {why} 第{file.draft.revision}版 {file.draft.check_code()}"
    for ours in range(number, number + _MOST_TRIES):
        target = folder / f"{ours:04d} {told}.shenbao"
        try:
            file.snapshot(target)
        except NameTaken:
            # Another window has just made the copy of this number.
            continue
        break
    else:
        raise not_copied(folder.name, FileExistsError(errno.EEXIST, ""))
    for old in _superseded(snapshots_in(folder)):
        old.path.unlink(missing_ok=True)
    return target


def _superseded(known: list[Snapshot]) -> list[Snapshot]:
    last_of_day = {one.time.date(): one.number for one in known}
    kept = {one.number for one in known[-_KEPT:]}
    kept |= set(sorted(last_of_day.values())[-_DAYS:])
    return [one for one in known if one.number not in kept and one.why != ON_FREEZE]
