"""The bytes of a file that somebody chose: opened once with care, read once, closed.

All that follows works on these bytes, so that what is read is what is fingerprinted, and nobody's
file stays open.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from desktop_app.errors import in_words
from desktop_app.intake.unreadable import Unreadable, shown, shown_name

LARGEST = 50_000_000
# Nothing that is opened may wait for somebody, or become this program's terminal.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
# A sharing violation and a locked region: WPS or a virus scanner has the file.
_IN_USE = (32, 33)
_LONG = 240

Opener = Callable[[str, int], int]


def content_of(path: Path, largest: int = LARGEST, opener: Opener = os.open) -> bytes:
    """All bytes of a file of at most `largest`; raises `Unreadable` with what to do."""
    with opened(path, largest, opener) as handle:
        return whole(path, handle, largest)


def whole(path: Path, handle: BinaryIO, largest: int) -> bytes:
    """All bytes of an open file; raises `Unreadable` when somebody writes to it meanwhile."""
    with _told(path):
        before = os.fstat(handle.fileno())
        content = handle.read(largest + 1)
        after = os.fstat(handle.fileno())
    if len(content) != after.st_size or _state(before) != _state(after):
        raise changed(path)
    return content


@contextmanager
def opened(path: Path, largest: int = LARGEST, opener: Opener = os.open) -> Iterator[BinaryIO]:
    """An ordinary file that is neither empty nor too large, open for reading."""
    name = shown_name(path)
    windows = os.name == "nt"
    if windows and is_reserved(path.name):
        raise Unreadable("reserved", f"「{name}」是 Windows 保留的名字;请把文件改名后再导入。")
    place = extended(str(path.absolute())) if windows else str(path)
    with _told(path):
        # Opening some devices does something to them.
        _refuse_other(name, os.stat(place).st_mode)  # noqa: PTH116 - the extended path is a text
        handle = open(opener(place, _FLAGS), "rb")  # noqa: SIM115, PTH123 - closed below
    with handle:
        about = os.fstat(handle.fileno())
        # Something else may stand at the path by now.
        _refuse_other(name, about.st_mode)
        if about.st_size == 0:
            raise Unreadable("empty", f"文件「{name}」是空的(0 字节);请让对方重新发送。")
        if about.st_size > largest:
            raise Unreadable(
                "large",
                f"文件「{name}」超过 {largest // 1_000_000} MB;请删去图片和无关内容后另存再导入。",
            )
        yield handle


def changed(path: Path) -> Unreadable:
    """The refusal of a file that somebody writes while it is read."""
    return Unreadable(
        "changed",
        f"文件「{shown_name(path)}」正在被改动或还没有收完;请等保存或下载完成后再导入。",
    )


def state_of(path: Path) -> tuple[int, int, int]:
    """What tells whether a file is still the same one, unchanged."""
    with opened(path, 1 << 62) as handle:
        return _state(os.fstat(handle.fileno()))


def is_reserved(name: str) -> bool:
    """Whether Windows takes the name for a device: opening CON would wait for the keyboard."""
    return PureWindowsPath(name).is_reserved()


def extended(place: str) -> str:
    r"""An absolute Windows path in the form that may be longer than 260 characters.

    `C:\…` becomes `\\?\C:\…`, `\\server\share\…` becomes `\\?\UNC\server\share\…`.
    """
    plain = place.replace("/", "\\")
    if len(plain) < _LONG or plain.startswith(("\\\\?\\", "\\\\.\\")):
        return place
    if plain.startswith("\\\\"):
        return f"\\\\?\\UNC\\{plain[2:]}"
    return f"\\\\?\\{plain}"


def _state(about: os.stat_result) -> tuple[int, int, int]:
    return about.st_size, about.st_mtime_ns, about.st_ino


def _refuse_other(name: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise Unreadable("folder", f"「{name}」是文件夹;请选择其中的文件。")
    if not stat.S_ISREG(mode):
        # Reading from a pipe would wait for ever.
        raise Unreadable("unsupported", f"「{name}」不是普通文件;请选择表格或 Word 文件。")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system refuses, as the refusal that a person reads."""
    name = shown_name(path)
    try:
        yield
    except FileNotFoundError as reason:
        raise Unreadable(
            "missing", f"文件「{shown(str(path))}」不存在;请检查路径和文件名。"
        ) from reason
    except OSError as reason:
        if getattr(reason, "winerror", None) in _IN_USE:
            raise Unreadable(
                "busy", f"文件「{name}」正被别的程序使用;请在 WPS 中关闭它,再导入。"
            ) from reason
        raise Unreadable(
            "denied",
            f"文件「{name}」读不出来({in_words(reason)});请检查权限,或复制到本机后再导入。",
        ) from reason
    except ValueError as reason:
        raise Unreadable(
            "denied", f"文件「{name}」读不出来(路径不合规);请复制到本机、改名后再导入。"
        ) from reason
