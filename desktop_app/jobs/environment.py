"""Whether this computer is fit for the work: what was found, and what to do about it.

Nothing here is needed to go on working, and a check that cannot be made says so. What only the
window knows (printers, input method, screen) is added there.
"""

import shutil
import sys
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desktop_app.documents.office_fonts import FoundFont, find_office_fonts
from desktop_app.errors import in_words
from desktop_app.paths import backup_folder, data_folder, documents_folder
from desktop_app.storage.places import unsafe_place

# The program is of this year; a clock before it has lost its battery.
_NOT_BEFORE = datetime(2024, 1, 1)
_MEGABYTE, _GIGABYTE = 1 << 20, 1 << 30
# A bundle with its printing sets takes some 60 MB, a draft is written whole when it is upgraded.
_SPACE_NEEDED, _SPACE_WANTED = 200 * _MEGABYTE, _GIGABYTE
_MEMORY_NEEDED, _MEMORY_WANTED = 300 * _MEGABYTE, 2 * _GIGABYTE


class Health(StrEnum):
    """How much a result weighs; the same words as the findings of a draft."""

    OK = "ok"
    HINT = "hint"
    EXPLAIN = "explain"
    MUST = "must"


HEALTH_WORDS = {
    Health.OK: "正常",
    Health.HINT: "可以留意",
    Health.EXPLAIN: "建议处理",
    Health.MUST: "需要处理",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """One result: what was looked at, what was found, and what to do ("" for nothing)."""

    state: Health
    title: str
    found: str
    deed: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of the whole computer, and those that a program can still have."""

    total: int
    free: int


def look_quickly(now: datetime, *, last_known: datetime | None = None) -> tuple[Looked, ...]:
    """What takes no time: disk, rights, clock, memory. `last_known` is a time that has been."""
    return (
        look_at_space(_own_folders()),
        look_at_rights(_own_folders()),
        look_at_place(documents_folder()),
        look_at_clock(now, last_known),
        look_at_memory(memory()),
    )


def look_closely(now: datetime, *, last_known: datetime | None = None) -> tuple[Looked, ...]:
    """Everything that can be known without a window; all fonts of the computer are opened."""
    return (look_at_fonts(find_office_fonts()), *look_quickly(now, last_known=last_known))


def worst(results: Iterable[Looked]) -> Health:
    """How the heaviest of the results weighs."""
    order = list(Health)
    return max((one.state for one in results), key=order.index, default=Health.OK)


def look_at_fonts(found: Sequence[FoundFont]) -> Looked:
    """The office fonts that Word and WPS will ask for; PDFs always carry the program's own."""
    absent = [str(one).partition(":")[0] for one in found if one.file is None]
    title = "公文字体"
    if not absent:
        return Looked(Health.OK, title, f"公文要用的 {len(found)} 种字体都在。")
    return Looked(
        Health.HINT,
        title,
        f"没有找到:{'、'.join(absent)}。PDF 用程序自带的字体,打印不受影响。",
        "如果要在 Word、WPS 里改文件再打印,请用单位已有授权的字体安装;版式可能因字体不同而变动。",
    )


def look_at_space(
    folders: Sequence[tuple[str, Path]], free: Callable[[Path], int] | None = None
) -> Looked:
    """How much can still be written where drafts, copies and temporary files go."""
    title = "磁盘空间"
    room: list[tuple[int, str]] = []
    for name, folder in folders:
        try:
            room.append(((free or _free_space)(_nearest(folder)), name))
        except OSError as reason:
            return Looked(
                Health.EXPLAIN,
                title,
                f"{name}的剩余空间看不到({in_words(reason)})。",
                f"请检查「{folder}」所在的磁盘是否接好。",
            )
    least, name = min(room)
    told = f"{name}还可以写入 {_size(least)}。"
    if least >= _SPACE_WANTED:
        return Looked(Health.OK, title, told)
    return Looked(
        Health.MUST if least < _SPACE_NEEDED else Health.EXPLAIN,
        title,
        told,
        "请清空回收站,或把大文件移到别的磁盘,至少留出 1 GB,否则保存和成册可能失败。",
    )


def look_at_rights(folders: Sequence[tuple[str, Path]]) -> Looked:
    """Whether files can be made in the folders that the program needs."""
    title = "写入权限"
    refused = [(name, folder, why) for name, folder in folders if (why := _why_not(folder))]
    if not refused:
        return Looked(Health.OK, title, f"{'、'.join(name for name, _ in folders)}都可以写入。")
    name, folder, why = refused[0]
    return Looked(
        Health.MUST if name == folders[0][0] else Health.EXPLAIN,
        title,
        f"{'、'.join(one[0] for one in refused)}写不进去:{why}。",
        f"请让电脑管理员放开文件夹「{folder}」的写入权限,或者在杀毒软件的「文件夹保护」里允许申报匣;"
        "在那之前请把草稿建在别的文件夹。",
    )


def look_at_place(documents: Path, kind: str | None = None) -> Looked:
    """Whether drafts in the documents lie where a database is safe; `kind` is what it is else."""
    title = "存放位置"
    found = unsafe_place(_nearest(documents)) if kind is None else kind
    if not found:
        return Looked(Health.OK, title, f"草稿默认放在「{documents}」,在本机磁盘上。")
    return Looked(
        Health.HINT,
        title,
        f"草稿默认放在「{documents}」,这里是{found}。",
        "可以用:申报匣在本机的副本里编辑,关闭草稿时写回。关机前请先关闭草稿。",
    )


def look_at_clock(now: datetime, last_known: datetime | None = None) -> Looked:
    """Whether the date can be true: it stands in explanations, copies and printed papers."""
    title = "日期和时间"
    told = f"{now:%Y年%m月%d日 %H:%M}"
    deed = "请在任务栏的时间上点右键,把日期和时间调准;打印的日期、备份的先后都以它为准。"
    if now < _NOT_BEFORE:
        return Looked(Health.MUST, title, f"电脑的时间是 {told},不对。", deed)
    if last_known is not None and now < last_known:
        return Looked(
            Health.EXPLAIN,
            title,
            f"电脑的时间是 {told},比上次打开草稿的时间({last_known:%Y年%m月%d日 %H:%M})还早。",
            deed,
        )
    return Looked(Health.OK, title, told)


def look_at_memory(found: Memory | None) -> Looked:
    """Whether there is enough memory; None when the system does not say."""
    title = "内存"
    if found is None:
        return Looked(Health.HINT, title, "系统没有报告内存的大小。")
    told = f"共 {_size(found.total)},可用 {_size(found.free)}。"
    if found.free < _MEMORY_NEEDED:
        deed = "请关掉不用的网页和程序;内存不够时成册会变慢。"
        return Looked(Health.EXPLAIN, title, told, deed)
    if found.total < _MEMORY_WANTED:
        return Looked(Health.HINT, title, told, "够用;成册时最好关掉其他大的程序。")
    return Looked(Health.OK, title, told)


def memory(meminfo: Path = Path("/proc/meminfo")) -> Memory | None:
    """The memory of this computer; None when it cannot be told."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        lines = meminfo.read_text("ascii").splitlines()
        told = {key: int(rest.split()[0]) for key, _, rest in (one.partition(":") for one in lines)}
        return Memory(told["MemTotal"] * 1024, told["MemAvailable"] * 1024)
    except (OSError, ValueError, KeyError, IndexError):
        return None


def _own_folders() -> tuple[tuple[str, Path], ...]:
    return (
        ("文档", documents_folder()),
        ("备份文件夹", backup_folder()),
        ("程序的数据文件夹", data_folder()),
    )


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)


def _free_space(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _why_not(folder: Path) -> str:
    """Why no file can be made in a folder; "" when it can. Makes no folder that is not there."""
    place = _nearest(folder)
    try:
        # Not of `tempfile`: on Windows it tries again and again where it has no right.
        probe = place / f".shenbao-{uuid.uuid4().hex}"
        with probe.open("xb"):
            pass
        probe.unlink()
    except OSError as reason:
        return in_words(reason)
    return ""


def _size(count: int) -> str:
    if count >= _GIGABYTE:
        return f"{count / _GIGABYTE:.1f} GB"
    return f"{count // _MEGABYTE} MB"


def _windows_memory() -> Memory | None:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("total", ctypes.c_uint64),
            ("free", ctypes.c_uint64),
            ("rest", ctypes.c_uint64 * 5),
        )

    status = Status(length=ctypes.sizeof(Status))
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):  # type: ignore[attr-defined]
        return None
    return Memory(status.total, status.free)
