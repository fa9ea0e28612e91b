"""Where a draft lies, and whether a database can be trusted to be kept there.

Locks do not hold on a share, a stick goes away in the middle of a write, and a sync client takes
away or replaces what it sees change. FAT keeps no journal of its own.
"""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NETWORK, REMOVABLE, FAT = "网络文件夹", "U 盘或移动硬盘", "FAT 格式的磁盘"

_NETWORK_TYPES = {
    "9p", "acfs", "afpfs", "afs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre",
    "ncpfs", "nfs", "nfs4", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs",
}  # fmt: skip
_FAT_TYPES = {"exfat", "fat", "fat32", "msdos", "vfat"}
# Where desktops mount what is plugged in.
_PLUGGED_IN = ("/media/", "/run/media/")
_SYNC_FOLDERS = {
    "baidusyncdisk": "百度网盘", "box sync": "Box", "dropbox": "Dropbox",
    "google drive": "Google Drive", "googledrive": "Google Drive", "icloud drive": "iCloud",
    "iclouddrive": "iCloud", "nextcloud": "Nextcloud", "nutstore": "坚果云",
    "nutstore files": "坚果云", "onedrive": "OneDrive", "owncloud": "ownCloud",
    "seafile": "Seafile", "synologydrive": "Synology Drive", "wps cloud files": "WPS 云盘",
    "wps云盘": "WPS 云盘", "wpsdrive": "WPS 云盘", "坚果云": "坚果云", "我的坚果云": "坚果云",
    "百度云同步盘": "百度网盘", "百度网盘同步空间": "百度网盘",
}  # fmt: skip
# 「OneDrive - 某某局」 is what Windows calls the folder of a work account.
_SYNC_BEGINNINGS = {"onedrive - ": "OneDrive", "nextcloud-": "Nextcloud", "dropbox (": "Dropbox"}
# What clients leave in the outermost folder that they keep in step.
_SYNC_MARKS = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud", ".stfolder": "Syncthing",
    ".SynologyWorkingDirectory": "Synology Drive",
}  # fmt: skip
_OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of `mountinfo`: where a file system hangs in the tree, what it is, its device."""

    point: str
    kind: str
    device: str


def unsafe_place(path: Path, mounts: Iterable[Mount] | None = None) -> str:
    """What kind of place this is, in words, when a database should not be kept there; else "".

    `mounts` are those of this computer unless given.
    """
    client = _synchronised(path)
    if client:
        return client
    if sys.platform == "win32":
        return _on_windows(path)
    return _on_mount(path, _mounts() if mounts is None else mounts)


def read_mounts(lines: Iterable[bytes]) -> list[Mount]:
    """The mounts that the lines of `/proc/self/mountinfo` tell (proc_pid_mountinfo(5))."""
    found: list[Mount] = []
    for line in lines:
        before, _, behind = line.partition(b" - ")
        first, second = before.split(), behind.split()
        if len(first) > 4 and second:
            # Spaces and backslashes in names are told by their octal codes.
            point = _OCTAL.sub(lambda code: bytes([int(code[1], 8)]), first[4])
            found.append(Mount(os.fsdecode(point), second[0].decode(), first[2].decode()))
    return found


def _on_mount(path: Path, mounts: Iterable[Mount]) -> str:
    name = f"{path}/"
    above = [one for one in mounts if name.startswith(f"{one.point.rstrip('/')}/")]
    if not above:
        return ""
    # The longest point is the nearest; of several at one point the last one hides the others.
    mount = max(enumerate(above), key=lambda one: (len(one[1].point), one[0]))[1]
    # fuseblk is how Linux writes to a disk of Windows: as near as any other.
    if mount.kind in _NETWORK_TYPES or mount.kind.startswith("fuse."):
        return NETWORK
    if f"{mount.point}/".startswith(_PLUGGED_IN) or _is_removable(mount.device):
        return REMOVABLE
    return FAT if mount.kind in _FAT_TYPES else ""


def _mounts() -> list[Mount]:
    try:
        with Path("/proc/self/mountinfo").open("rb") as lines:
            return read_mounts(lines)
    except OSError:
        return []


def _is_removable(device: str) -> bool:
    here = Path("/sys/dev/block") / device
    # A partition has the mark one folder above, with its disk.
    for place in (here, here / ".."):
        try:
            return (place / "removable").read_text("ascii").strip() == "1"
        except OSError:
            continue
    return False


def _synchronised(path: Path) -> str:
    for folder in path.parents:
        name = folder.name.casefold()
        client = _SYNC_FOLDERS.get(name) or next(
            (told for start, told in _SYNC_BEGINNINGS.items() if name.startswith(start)), ""
        )
        if not client:
            marks = (told for mark, told in _SYNC_MARKS.items() if _is_there(folder / mark))
            client = next(marks, "")
        if client:
            return f"{client} 的同步文件夹"
    return ""


def _is_there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def _on_windows(path: Path) -> str:
    import ctypes

    root = path.anchor
    if root.startswith("\\\\"):
        return NETWORK
    windows = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kind: int = windows.GetDriveTypeW(root)
    if kind in (_DRIVE_REMOTE, _DRIVE_REMOVABLE):
        return NETWORK if kind == _DRIVE_REMOTE else REMOVABLE
    name = ctypes.create_unicode_buffer(32)
    told = windows.GetVolumeInformationW(root, None, 0, None, None, None, name, len(name))
    return FAT if told and name.value.casefold() in _FAT_TYPES else ""
