"""Everything readable of a damaged draft, as a draft of its own that goes on."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.errors import AppError, in_words
from desktop_app.paths import free_name
from desktop_app.storage.refill import refill
from desktop_app.storage.refusals import DamagedDraft
from desktop_app.storage.salvage import salvage


@dataclass(frozen=True, slots=True)
class Rescued:
    """The new draft, what it holds in words, and a sentence for each thing lost or doubtful."""

    path: Path
    holds: str
    has_history: bool
    missing: tuple[str, ...]


def rescue(draft: Path, out: Path | None, *, author: str, now: datetime) -> Rescued:
    """Read a damaged draft row by row and write what is found as a new one.

    Without `out` it goes beside the draft. The damaged file is only read. Raises AppError.
    """
    if not draft.is_file():
        raise AppError(f"找不到草稿「{draft}」;请检查路径,或确认 U 盘、共享文件夹已接好。")
    try:
        found = salvage(draft)
    except OSError as reason:
        raise AppError(
            f"「{draft.name}」读不出来({in_words(reason)});请换一台电脑或读卡器再试。"
        ) from reason
    if not found.is_ours:
        raise DamagedDraft(f"「{draft.name}」中没有读出任何草稿内容;请用 recover 看看有没有备份。")
    if not found.programme:
        raise DamagedDraft(
            f"「{draft.name}」已经读不出是哪个申报事项,不能抢救成新草稿;请用 recover 恢复备份。"
        )
    target = out or free_name(draft.with_name(f"{draft.stem}(抢救){draft.suffix}"))
    refill(found, target, author=author, now=lambda: now)
    return Rescued(target, found.in_words(), bool(found.entries), tuple(found.missing))
