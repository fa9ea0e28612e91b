"""Copies of a draft at the moments when something may go wrong, and going back to one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.paths import backup_folder, free_name
from desktop_app.storage.draft_file import DraftFile, open_draft
from desktop_app.storage.refusals import DamagedDraft, MissingDraft
from desktop_app.storage.snapshots import Snapshot, folders_for, is_due, snapshots_in, take
from desktop_app.storage.working_copy import waiting_copy

NOT_WRITTEN_BACK = "本机未写回"


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
    """The copies of the draft at a path, newest first, each opened to see that it is whole.

    With them the copy on this computer that could not be written back yet. Raises AppError where
    there is neither a draft nor a copy.
    """
    found: list[Copy] = []
    for folder in folders_for(draft, backup_folder()):
        for one in snapshots_in(folder):
            try:
                open_draft(one.path, read_only=True).close()
            except AppError as reason:
                found.append(Copy(one, str(reason)))
            else:
                found.append(Copy(one))
    waiting = waiting_copy(draft)
    if waiting is not None:
        found.append(_waiting(waiting))
    if not found and not draft.exists():
        raise MissingDraft(
            f"找不到草稿「{draft}」,「{backup_folder()}」中也没有它的备份;请检查草稿的名称和路径。"
        )
    return sorted(found, key=lambda copy: (copy.snapshot.time, copy.snapshot.number), reverse=True)


def _waiting(path: Path) -> Copy:
    when = datetime.fromtimestamp(path.stat().st_mtime)
    try:
        with open_draft(path, read_only=True) as file:
            draft = file.draft
            code = draft.check_code()
    except AppError as reason:
        return Copy(Snapshot(path, 0, when, NOT_WRITTEN_BACK, 0, ""), str(reason))
    return Copy(Snapshot(path, 0, when, NOT_WRITTEN_BACK, draft.revision, code))


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
