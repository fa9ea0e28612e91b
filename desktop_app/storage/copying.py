"""Files that appear whole or not at all: made beside their place, then given their name."""

import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from desktop_app.storage.refusals import NameTaken

# ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_PASSING = (5, 32, 33)
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A name in the folder of `path` for work in progress; what is left there goes at the end."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(3)}")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
        # After some failures SQLite leaves its journal behind.
        journal_of(temporary).unlink(missing_ok=True)


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what it needs to undo an interrupted write of `path`."""
    return path.with_name(f"{path.name}-journal")


def check_free(path: Path) -> None:
    """Refuse a name that is taken, by a file or by the journal of one that has gone."""
    if path.exists() or path.is_symlink():
        raise _taken(path)
    # SQLite would take the journal for the new file's own and roll it back into it.
    journal = journal_of(path)
    if journal.exists():
        raise NameTaken(
            f"旁边有以前同名草稿留下的「{journal.name}」;请换一个名称,或先移走这个文件。"
        )


def copy_database(db: sqlite3.Connection, target: Path) -> None:
    """The database as it is now in a new file, by SQLite's own backup."""
    with closing(sqlite3.connect(target)) as copy:
        db.backup(copy)


def is_same_copy(one: Path, other: Path) -> bool:
    """Whether two copies are of one state of a database, whatever SQLite made them."""
    return _without_maker(one.read_bytes()) == _without_maker(other.read_bytes())


def publish(temporary: Path, path: Path) -> None:
    """Give a finished file its name; raises `NameTaken` rather than replace another."""
    to_disk(temporary)
    try:
        # A link fails where a file has appeared meanwhile; a rename would replace it.
        os.link(temporary, path)
    except FileExistsError as reason:
        raise _taken(path) from reason
    except OSError:
        # File systems without hard links (FAT on USB sticks).
        if path.exists():
            raise _taken(path) from None
        temporary.rename(path)
    folder_to_disk(path.parent)


def put_in_place(temporary: Path, path: Path) -> None:
    """Put a finished file in the place of another, in one step."""
    to_disk(temporary)
    for pause in _PAUSES:
        try:
            temporary.replace(path)
            break
        except PermissionError as reason:
            # Only Windows tells these numbers: a virus scanner, the indexer or a sync client has
            # the file open and lets go of it again.
            if getattr(reason, "winerror", None) not in _PASSING:
                raise
        time.sleep(pause)
    else:
        temporary.replace(path)
    folder_to_disk(path.parent)


def copy_file(path: Path, target: Path) -> None:
    """The bytes of a file, and those of its journal, in new files."""
    shutil.copyfile(path, target)
    if journal_of(path).exists():
        shutil.copyfile(journal_of(path), journal_of(target))


def make_folder(folder: Path) -> None:
    """A folder with those above it that are missing, each name on the disk; raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        # Else the power may take the folder, and with it every copy that was put into it.
        folder_to_disk(folder.parent)


def to_disk(path: Path) -> None:
    """Return when the content of a file is on the disk; raises OSError."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def folder_to_disk(folder: Path) -> None:
    """Return when the names in a folder are on the disk; raises OSError."""
    # Windows cannot open a folder for this; there the file system keeps the order itself.
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _taken(path: Path) -> NameTaken:
    if path.is_dir():
        return NameTaken(
            f"「{path.resolve().name or path}」是文件夹;请写上草稿的文件名,例如 我的草稿.shenbao。"
        )
    return NameTaken(f"「{path.name}」已经存在,没有覆盖;请换一个名称,或打开原有文件。")


def _without_maker(content: bytes) -> bytes:
    # Bytes 92 to 99 tell the version of SQLite and when it last wrote.
    return content[:92] + content[100:]
