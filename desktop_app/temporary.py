"""Folders for work in progress, with the program's own data: nothing of a draft is ever written
into the system's temporary folder, which other programs read and which nobody empties."""

import errno
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from desktop_app.errors import AppError, in_words
from desktop_app.paths import data_folder

FOLDER = "临时"
# Beside each folder, held while the folder is used.
_LOCK = ".lock"
_TRIES = 20


class TemporaryFolder:
    """A folder at `path`, which goes with everything in it at `cleanup` or at the end of `with`.

    It is held by a lock for as long as it is used, so that another window does not take it for
    one that a crash left behind. Raises AppError where none can be made.
    """

    def __init__(self) -> None:
        remove_left_behind()
        try:
            self.path, self._lock = _made()
        except OSError as reason:
            raise AppError(
                f"程序的临时文件夹「{_all()}」写不下({in_words(reason)});"
                "请腾出磁盘空间或检查文件夹的权限,再试一次。"
            ) from reason

    def __enter__(self) -> Path:
        return self.path

    def __exit__(
        self,
        kind: type[BaseException] | None,
        reason: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.cleanup()

    def cleanup(self) -> None:
        """Remove it; what another program still has open goes at a later start."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()
        with suppress(OSError):
            if not self.path.exists():
                _lock_of(self.path).unlink()
            # Only when nothing else is in it.
            _all().rmdir()


def remove_left_behind() -> None:
    """Remove the temporary folders of programs that have ended without doing so."""
    for lock in sorted(_all().glob(f"*{_LOCK}")):
        with suppress(OSError):
            if sys.platform == "win32":
                # A file that is open there cannot be removed.
                lock.unlink()
                _remove(lock.with_suffix(""))
                continue
            with lock.open("rb+") as handle:
                if _take(handle):
                    _remove(lock.with_suffix(""))


def _all() -> Path:
    return data_folder() / FOLDER


def _lock_of(folder: Path) -> Path:
    return folder.with_suffix(_LOCK)


def _made() -> tuple[Path, IO[bytes]]:
    for _ in range(_TRIES):
        folder = _all() / secrets.token_hex(6)
        _all().mkdir(parents=True, exist_ok=True)
        try:
            lock = _lock_of(folder).open("xb")
        except FileNotFoundError:
            # Another window has just removed its last one.
            continue
        try:
            is_ours = _take(lock)
        except OSError:
            # A file system without locks: there nobody tidies up either.
            is_ours = True
        # Another window that tidies up may have come between the two steps.
        if is_ours and _lock_of(folder).exists():
            folder.mkdir(mode=0o700)
            return folder, lock
        lock.close()
    raise FileExistsError(errno.EEXIST, "")


def _take(lock: IO[bytes]) -> bool:
    """Whether the lock was free; it is ours until the file is closed or the process ends.

    Raises OSError where the file system knows no locks.
    """
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        _lock_of(folder).touch()
    else:
        _lock_of(folder).unlink(missing_ok=True)


__all__ = ["FOLDER", "TemporaryFolder", "remove_left_behind"]
