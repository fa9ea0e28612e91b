"""Why a draft cannot be opened, written or copied: one Chinese sentence with the next step."""

import errno
import sqlite3
from pathlib import Path

from desktop_app.errors import AppError, in_words
from desktop_app.storage.holder import holder_in_words, note_of

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_WORDS = {
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_READONLY: "这个位置是只读的",
    sqlite3.SQLITE_CANTOPEN: "不能在这个文件夹里写入",
    sqlite3.SQLITE_PERM: "没有写入权限",
    sqlite3.SQLITE_BUSY: "文件正被另一个程序占用",
    sqlite3.SQLITE_LOCKED: "文件正被另一个程序占用",
    sqlite3.SQLITE_NOMEM: "内存不足",
    sqlite3.SQLITE_TOOBIG: "内容太长",
    sqlite3.SQLITE_IOERR: "读写磁盘出错(可能是磁盘已满、U 盘松动或网络断开)",
    sqlite3.SQLITE_CORRUPT: "文件内容已损坏",
    sqlite3.SQLITE_NOTADB: "文件内容已损坏",
}


class MissingDraft(AppError):
    """Nothing is at the path."""


class NotADraft(AppError):
    """The file is something else."""


class NewerDraft(AppError):
    """Made by a newer version of the program."""


class DraftInUse(AppError):
    """Another window holds the lock."""


class DamagedDraft(AppError):
    """The content is not what was written; the file is left as it is."""


class ReadOnlyPlace(AppError):
    """The draft can be read where it lies, but not written."""


class NotSaved(AppError):
    """A change could not be written; file and memory are as before."""


class Unstorable(NotSaved):
    """The text itself cannot be stored; trying again does not help."""


class NameTaken(AppError):
    """Something is at the target; it was not replaced."""


class NotPublished(AppError):
    """What was changed is kept on this computer, but is not yet where the draft lies."""


class Parted(NotPublished):
    """The draft was changed or damaged where it lies; ours has been put beside it, at `path`."""

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(sentence)
        self.path = path


class NotMade(AppError):
    """A new file (draft, snapshot, upgraded draft) could not be completed; none is left behind."""


def damaged(path: Path) -> DamagedDraft:
    return DamagedDraft(
        f"草稿「{path.name}」已损坏,没有打开,也没有改动它;请另存一份原文件,改用最近的备份。"
    )


def not_a_draft(path: Path) -> NotADraft:
    return NotADraft(
        f"「{path.name}」不是申报匣的草稿,或开头已损坏;"
        "请选择扩展名为 .shenbao 的草稿,或改用最近的备份。"
    )


def read_only_place(path: Path) -> ReadOnlyPlace:
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        # Copied alone, the draft would keep half of the change that was cut off.
        return ReadOnlyPlace(
            f"草稿「{path.name}」上次没有正常关闭,而所在的位置是只读的;"
            f"请把它连同旁边的「{journal.name}」一起复制到本机硬盘后再打开。"
        )
    return ReadOnlyPlace(
        f"草稿「{path.name}」所在的位置是只读的,不能修改;请复制到本机硬盘后再打开。"
    )


def opening_failed(path: Path, reason: sqlite3.Error | OSError) -> AppError:
    """What a failure while opening means; damage is the answer only where SQLite says so."""
    code = _code(reason)
    if is_in_use(reason):
        return in_use(path)
    if code == sqlite3.SQLITE_READONLY:
        return read_only_place(path)
    if code is None or code in _DAMAGE or code not in _WORDS:
        return damaged(path) if isinstance(reason, sqlite3.Error) else _unreadable(path, reason)
    return AppError(f"草稿「{path.name}」打不开:{why(reason)},草稿没有改动;请排除后再打开。")


def in_use(path: Path) -> DraftInUse:
    holder = holder_in_words(path)
    told = f"{holder}正在使用" if holder else "正在另一个窗口中使用"
    return DraftInUse(f"草稿「{path.name}」{told};请等对方关闭后再修改,现在可以只读查看。")


def interrupted(path: Path) -> AppError:
    """For who may not mend it: undoing the write that was cut off changes the file."""
    return AppError(
        f"草稿「{path.name}」上次写入时中断了(例如断电、死机),没有读取;"
        "请先用申报匣打开它一次,会自动恢复,再来审核。"
    )


def held_elsewhere(path: Path) -> DraftInUse:
    """Between computers only the note tells, and after a crash it tells what is no longer so."""
    return DraftInUse(
        f"草稿「{path.name}」{holder_in_words(path)}正在使用;请等对方关闭后再修改,现在可以只读"
        f"查看。如果对方的程序其实已经关闭(例如死机、断电),请删去旁边的「{note_of(path).name}」再打开。"
    )


def is_in_use(reason: sqlite3.Error | OSError) -> bool:
    """Whether another window holds the lock."""
    return _code(reason) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def was_interrupted(reason: sqlite3.Error | OSError) -> bool:
    """Whether a write that was cut off must be undone first, which reading alone cannot do."""
    return _extended(reason) == sqlite3.SQLITE_READONLY_ROLLBACK


def not_saved(path: Path, reason: sqlite3.Error | OSError, *, is_known: bool = True) -> AppError:
    """The sentence for a change that did not reach the disk, or of which that is not known."""
    if _code(reason) in _DAMAGE:
        return DamagedDraft(
            f"草稿「{path.name}」的文件内容已损坏,本次修改没有保存;"
            "请关闭草稿,另存一份原文件,改用最近的备份。"
        )
    if not is_known:
        return NotSaved(
            f"{why(reason)},不能确定本次修改有没有写入「{path.name}」,之前的内容完好;"
            "请关闭草稿后重新打开,查看本次修改是否还在。"
        )
    full = _code(reason) == sqlite3.SQLITE_FULL or getattr(reason, "errno", None) in _FULL
    step = "请清理磁盘后再试" if full else "请检查磁盘和权限后再试"
    return NotSaved(f"{why(reason)},本次修改没有保存,「{path.name}」之前的内容完好;{step}。")


def not_copied(name: str, reason: BaseException) -> NotMade:
    return NotMade(
        f"备份「{name}」没有完成({why(reason)}),草稿没有受影响;请检查磁盘空间和权限后再试。"
    )


def no_working_copy(path: Path, place: str, folder: Path, reason: OSError) -> NotMade:
    return NotMade(
        f"「{path.name}」在{place},要先在本机「{folder}」放一个副本,但没有成功({why(reason)}),"
        "草稿没有改动;请检查本机磁盘空间、权限和连接后再打开。"
    )


def not_published(path: Path, local: Path, reason: BaseException) -> NotPublished:
    return NotPublished(
        f"修改已保存在本机,但没有写回「{path}」({why(reason)});请接好后再打开一次这份草稿,"
        f"会接着写回。本机的副本在「{local}」。"
    )


def copies_parted(path: Path, other: Path, *, is_damaged: bool = False) -> Parted:
    """Somebody else has changed the draft, or the draft has become unreadable: both are kept."""
    if is_damaged:
        found, step = "在原来的位置已损坏,没有动它", "请改用这一份"
    else:
        found, step = "已被别人修改过,没有覆盖", "请用 merge 把两份合并"
    told = f"「{path.name}」{found};您的修改已另存为旁边的「{other.name}」,{step}。"
    return Parted(told, other)


def unstorable(reason: UnicodeEncodeError) -> Unstorable:
    """Half of a surrogate pair, as a broken clipboard or file name brings it."""
    around = "".join("□" if "\ud800" <= c <= "\udfff" else c for c in reason.object)
    at = max(0, reason.start - 10)
    return Unstorable(
        f"「{around[at : reason.start + 10]}」中有无法保存的字符(显示为□),本次修改没有保存;"
        "请删去或重新输入该字符后再试。"
    )


def moved(path: Path) -> NotSaved:
    if not path.parent.is_dir():
        return NotSaved(
            f"草稿「{path.name}」所在的文件夹「{path.parent}」不见了(可能被移动、改名,或磁盘已拔出),"
            "本次修改没有保存;请把文件夹放回原处,或另存为新的文件。"
        )
    return NotSaved(
        f"草稿「{path.name}」已被移动、改名或删除,本次修改没有保存,之前的内容完好;"
        "请把文件放回原处,或另存为新的文件。"
    )


def why(reason: BaseException) -> str:
    """A failure of SQLite or of the system in a Chinese phrase."""
    code = _code(reason)
    if code is not None:
        return _WORDS.get(code, f"数据库出错({getattr(reason, 'sqlite_errorname', '')})")
    if isinstance(reason, OSError):
        if reason.errno in _FULL:
            return "磁盘已满"
        return "没有写入权限" if reason.errno in _DENIED else in_words(reason)
    return str(reason)


def _unreadable(path: Path, reason: OSError) -> AppError:
    return AppError(f"草稿「{path.name}」读不出来({why(reason)});请检查权限和路径。")


def _code(reason: BaseException) -> int | None:
    extended = _extended(reason)
    return None if extended is None else extended & 0xFF


def _extended(reason: BaseException) -> int | None:
    return getattr(reason, "sqlite_errorcode", None)
