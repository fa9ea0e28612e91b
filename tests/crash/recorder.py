"""Everything that happens to the files of a folder, written down in its order, and faults in it.

SQLite reaches the files through a VFS of ours; what the program does itself goes through `os`.
"""

import errno
import io
import itertools
import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw

from tests.crash.simulated_disk import (
    FOLDER,
    Acknowledged,
    Name,
    Rename,
    Sync,
    SyncFolder,
    Truncate,
    Unname,
    Write,
)

VFS_NAME = "recorded"
_FULL = (errno.ENOSPC, errno.EDQUOT)
# What SQLite's own VFS makes of a failure of the system; where it has no word of its own, none.
_CODES = {
    "write": apsw.SQLITE_IOERR_WRITE,
    "truncate": apsw.SQLITE_IOERR_TRUNCATE,
    "sync": apsw.SQLITE_IOERR_FSYNC,
    "delete": apsw.SQLITE_IOERR_DELETE,
    "open": apsw.SQLITE_CANTOPEN,
}
_NEEDS_ROOM = ("os.link", "os.mkdir")
_JOURNALS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL


@dataclass(frozen=True, slots=True)
class Fault:
    """The `number`-th operation fails; a full disk stays full for all that needs room."""

    number: int
    errno: int


class Recorder:
    """What happens under `root`, in `log`; the files that lie there already are in `found`."""

    def __init__(self, root):
        self.root = root
        self.log = []
        self.found = {}
        self.folders = []
        self._inodes = {}
        # Never used twice, unlike the system's: a name may have several files, one after the other.
        self._numbers = itertools.count(1)
        self._fault = None
        self._passed = 0
        self.failed = []
        self._record_what_is_there()

    def _record_what_is_there(self):
        for path in sorted(self.root.rglob("*")):
            name = self._name(path)
            self._inodes[name] = FOLDER if path.is_dir() else next(self._numbers)
            if path.is_dir():
                self.folders.append(name)
            else:
                self.found[name, self._inodes[name]] = path.read_bytes()

    def acknowledge(self, what, count):
        self.log.append(Acknowledged(what, count))

    @contextmanager
    def armed(self, fault):
        """Let the fault happen to what is done meanwhile."""
        self._fault, self._passed, self.failed = fault, 0, []
        try:
            yield
        finally:
            self._fault = None

    def fault_at(self, kind, path, grows=False):
        """The number of the system's error that this operation is to fail with, or 0.

        `grows` says that it makes a file longer.
        """
        if self._fault is None or self._name(path) is None:
            return 0
        self._passed += 1
        grows = grows or kind in _NEEDS_ROOM or (kind == "open" and not Path(path).exists())
        stays = self._passed > self._fault.number and self._fault.errno in _FULL and grows
        if self._passed != self._fault.number and not stays:
            return 0
        self.failed.append(f"{kind} {Path(path).name}")
        return self._fault.errno

    def opened(self, path):
        """The inode behind a path, a new one where there was no file; None outside the folder."""
        name = self._name(path)
        if name is None:
            return None
        if name not in self._inodes:
            self._inodes[name] = next(self._numbers)
            self.log.append(Name(name, self._inodes[name]))
            content = _unwatched(path)
            if content:
                # Python itself made it, where we did not see it.
                self.log.append(Write(self._inodes[name], 0, content))
        return self._inodes[name]

    def unnamed(self, path):
        name = self._name(path)
        if self._inodes.pop(name, None) is not None:
            self.log.append(Unname(name))

    def renamed(self, old, new):
        self._written_past_us(old)
        name, other = self._name(old), self._name(new)
        if name is not None:
            self._inodes[other] = self._inodes.pop(name)
            self.log.append(Rename(name, other))

    def linked(self, old, new):
        self._written_past_us(old)
        name, other = self._name(old), self._name(new)
        if name is not None:
            self._inodes[other] = self._inodes[name]
            self.log.append(Name(other, self._inodes[name]))

    def made_folder(self, path):
        name = self._name(path)
        if name is not None:
            self._inodes[name] = FOLDER
            self.log.append(Name(name, FOLDER))

    def synced(self, path):
        if self._name(path) is None:
            return
        if Path(path).is_dir():
            self.log.append(SyncFolder(self._name(path)))
        elif Path(path).exists():
            self._written_past_us(path)
            self.log.append(Sync(self._inodes[self._name(path)]))

    def _written_past_us(self, path):
        """What Python itself wrote into a file that SQLite never opened is known only now."""
        name = self._name(path)
        if name is not None:
            self.opened(path)

    def _name(self, path):
        """The path below the folder; None when it is elsewhere."""
        if isinstance(path, int):
            return None
        path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else None


class RecordedFiles(apsw.VFS):
    """The usual VFS, with a recorder beside it. Stays registered as long as it is kept."""

    def __init__(self, recorder):
        self.recorder = recorder
        super().__init__(VFS_NAME, "")

    def xOpen(self, name, flags):  # noqa: N802 - APSW's name
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path is not None:
            _fail(self.recorder, "open", path)
        return RecordedFile(self.recorder, path, name, flags)

    def xDelete(self, path, sync_folder):  # noqa: N802 - APSW's name
        _fail(self.recorder, "delete", path)
        super().xDelete(path, sync_folder)
        self.recorder.unnamed(path)
        if sync_folder:
            self.recorder.synced(Path(path).parent)

    def excepthook(self, kind, reason, trace):
        # SQLite asks to delete a journal on closing and has nobody to tell of a failure.
        return True


class RecordedFile(apsw.VFSFile):
    def __init__(self, recorder, path, name, flags):
        self.recorder = recorder
        self.path = path
        super().__init__("", name, flags)
        self.inode = recorder.opened(path) if path is not None else None
        is_new_journal = flags[0] & _JOURNALS and flags[0] & apsw.SQLITE_OPEN_CREATE
        # os_unix.c, UNIXFILE_DIRSYNC: the first sync of a new journal is one of its folder, too.
        self._syncs_folder = self.inode is not None and bool(is_new_journal)

    def xWrite(self, content, offset):  # noqa: N802 - APSW's name
        _fail(self.recorder, "write", self.path, offset + len(content) > self.xFileSize())
        super().xWrite(content, offset)
        if self.inode is not None:
            self.recorder.log.append(Write(self.inode, offset, bytes(content)))

    def xTruncate(self, size):  # noqa: N802 - APSW's name
        _fail(self.recorder, "truncate", self.path)
        super().xTruncate(size)
        if self.inode is not None:
            self.recorder.log.append(Truncate(self.inode, size))

    def xSync(self, flags):  # noqa: N802 - APSW's name
        _fail(self.recorder, "sync", self.path)
        super().xSync(flags)
        if self.inode is not None:
            self.recorder.log.append(Sync(self.inode))
        if self._syncs_folder:
            self.recorder.synced(Path(self.path).parent)
            self._syncs_folder = False

    def excepthook(self, kind, reason, trace):
        return True


def _fail(recorder, kind, path, grows=False):
    """Fail as SQLite's own VFS reports what the system said."""
    number = recorder.fault_at(kind, path, grows) if path is not None else 0
    if number:
        full = kind == "write" and number in _FULL
        raise apsw.exception_for(apsw.SQLITE_FULL if full else _CODES[kind])


def watch_the_system(recorder):
    """Record, or let fail, what the program asks of the system itself."""
    _watch(os, "fsync", lambda handle: recorder.synced(_path_of(handle)), recorder, _path_of)
    _watch(os, "link", recorder.linked, recorder)
    _watch(os, "rename", recorder.renamed, recorder)
    _watch(os, "replace", recorder.renamed, recorder)
    _watch(os, "unlink", recorder.unnamed, recorder)
    _watch(os, "mkdir", recorder.made_folder, recorder)
    _watch(io, "open", lambda path: None, recorder)


def _watch(place, name, record, recorder, path_of=lambda path: path):
    really = getattr(place, name)
    places = 2 if name in ("link", "rename", "replace") else 1

    def watched(*given, **named):
        path = path_of(given[0])
        number = recorder.fault_at(f"os.{name}", path)
        if number:
            raise OSError(number, os.strerror(number), str(path))
        result = really(*given, **named)
        record(*given[:places])
        return result

    setattr(place, name, watched)


def _unwatched(path):
    """The content of a file, read past what is watched; nothing where there is none."""
    if not Path(path).exists():
        return b""
    handle = os.open(path, os.O_RDONLY)
    try:
        return os.read(handle, Path(path).stat().st_size)
    finally:
        os.close(handle)


def _path_of(handle):
    return Path(f"/proc/self/fd/{handle}").readlink()
