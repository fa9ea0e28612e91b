"""The folder a bundle is built in: beside its target under a name of its own, then put in place."""

import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PureWindowsPath

from desktop_app.core.signs import drawn
from desktop_app.paths import free_name
from desktop_app.storage.copying import folder_to_disk, to_disk

# One fixed date in archives: the same revision gives the same bytes.
_ZIP_DATE = (2024, 1, 1, 0, 0, 0)
_LONGEST_NAME = 80
# A file system counts 255 bytes; ending, number, copies and the mark of a file half written follow.
_MOST_BYTES = 220
# What is being built lies beside its target, under a name that nobody else gives.
_BESIDE = ".shenbao-"
_LEFTOVER = re.compile(rf"{re.escape(_BESIDE)}[0-9a-f]{{8}}(?:\.zip)?")
_HOUR = 3600.0


def safe_name(title: str) -> str:
    """A file name that every system takes: no forbidden sign or last dot, not reserved, short.

    Signs that are not seen are left out: one of them turns the name round on screen.
    """
    kept = "".join("_" if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in drawn(title))
    kept = kept.strip().rstrip(". ")[:_LONGEST_NAME]
    kept = kept.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(". ") or "文件"
    return f"_{kept}" if PureWindowsPath(kept).is_reserved() else kept


def new_name() -> str:
    """A name under which something is built beside its target."""
    return f"{_BESIDE}{secrets.token_hex(4)}"


def clear(out: Path) -> None:
    """Take away what builds that were killed have left in the folder.

    One that is going on writes every few seconds; after an hour nobody is at work there.
    """
    for path in out.glob(f"{_BESIDE}*"):
        with suppress(OSError):
            written = max(one.stat().st_mtime for one in (path, *path.rglob("*")))
            if not _LEFTOVER.fullmatch(path.name) or time.time() - written <= _HOUR:
                continue
            if path.suffix == ".zip":
                path.unlink()
            else:
                shutil.rmtree(path)


def settle(folder: Path) -> None:
    """Everything on the disk before the folder gets its name."""
    for path in folder.rglob("*"):
        if path.is_dir():
            folder_to_disk(path)
        else:
            to_disk(path)
    folder_to_disk(folder)


def zipped(folder: Path, files: Sequence[str]) -> Path:
    """An archive of a bundle's files beside its folder; the same files give the same bytes."""
    target = free_name(folder.with_name(f"{folder.name}.zip"))
    beside = target.with_name(f"{new_name()}.zip")
    try:
        pack(beside, {f"{folder.name}/{name}": folder / name for name in files})
        beside.rename(target)
        folder_to_disk(target.parent)
    finally:
        beside.unlink(missing_ok=True)
    return target


def pack(archive: Path, members: Mapping[str, Path]) -> None:
    """Write files into an archive under their names there, down to the disk; the same files give
    the same bytes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in members.items():
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, path.read_bytes())
    to_disk(archive)
