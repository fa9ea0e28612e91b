"""Copies of a draft at the moments when something may go wrong, and going back to one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.paths import backup_folder, free_name
from desktop_app.storage.draft_file import DraftFile, open_draft
from desktop_app.storage.refusals import DamagedDraft
from desktop_app.storage.snapshots import Snapshot, folders_for, is_due, snapshots_in, take


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy that can be gone back to; `fault` says why it cannot."""

    snapshot: Snapshot
    fault: str = ""


def keep(file: DraftFile, why: str, now: datetime) -> str:
    """Keep a copy when there is something new to keep.

    Returns the sentence to tell when that was not possible: work goes on without it.
    """
    backups = backup_folder()
    if not is_due(file, backups, why, now):
        return ""
    try:
        take(file, backups, why, now)
    except (AppError, OSError) as reason:
        return str(reason)
    return ""


def copies_of(draft: Path) -> list[Copy]:
    """The copies of the draft at a path, newest first, each opened to see that it is whole."""
    found: list[Copy] = []
    for folder in folders_for(draft, backup_folder()):
        for one in snapshots_in(folder):
            try:
                open_draft(one.path, read_only=True).close()
            except AppError as reason:
                found.append(Copy(one, str(reason)))
            else:
                found.append(Copy(one))
    return sorted(found, key=lambda copy: (copy.snapshot.time, copy.snapshot.number), reverse=True)


def restore(draft: Path, number: int, out: Path | None = None) -> Path:
    """Copy number `number` (from 1, newest first) as a draft of its own; returns where.

    Without `out` it goes beside the draft, under a name that says what it is. Nothing is
    replaced. Raises AppError.
    """
    copies = copies_of(draft)
    if not 1 <= number <= len(copies):
        raise AppError(f"没有第 {number} 个备份;请先用 recover 列出备份,再写编号。")
    chosen = copies[number - 1]
    if chosen.fault:
        raise DamagedDraft(f"第 {number} 个备份不能用:{chosen.fault}")
    told = f"{draft.stem}(恢复自{chosen.snapshot.time:%m月%d日%H时%M分})"
    target = out if out is not None else free_name(draft.with_name(f"{told}{draft.suffix}"))
    with open_draft(chosen.snapshot.path, read_only=True) as file:
        file.snapshot(target)
    return target
