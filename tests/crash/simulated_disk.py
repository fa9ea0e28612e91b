"""A disk that forgets: what of the operations on files is still there after the power went.

What was written to a file holds from its next sync on. Of what was written since, any 512-byte
sector may have reached the disk and any other not, in whatever order they were written. Names hold
from the next sync of their folder on; of the operations on names since, a first part holds.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

SECTOR = 512
# A folder's name leads to no content of its own.
FOLDER = -1


@dataclass(frozen=True, slots=True)
class Write:
    inode: int
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    inode: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    inode: int


@dataclass(frozen=True, slots=True)
class Name:
    """A file gets a name: its first one, or by a link a further one."""

    path: str
    inode: int


@dataclass(frozen=True, slots=True)
class Unname:
    path: str


@dataclass(frozen=True, slots=True)
class Rename:
    """A name becomes another one of the same folder, in one step."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SyncFolder:
    path: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Nothing for the disk: from here on a person was told that something is saved."""

    what: str
    count: int


OnContent = Write | Truncate
OnNames = Name | Unname | Rename
Operation = OnContent | Sync | OnNames | SyncFolder | Acknowledged


class SimulatedDisk:
    """Paths are relative, with slashes; the outermost folder is "." and is always there."""

    def __init__(self, files, folders=()):
        """`files` are contents under (path, inode), all of it long on the disk."""
        self._durable = {inode: content for (_, inode), content in files.items()}
        self._pending = {}
        self._names = {}
        self._renaming = {}
        for path, inode in (*files, *((path, FOLDER) for path in folders)):
            self._names.setdefault(_folder_of(path), {})[path] = inode

    def happen(self, operation):
        """Take one operation in, in its order."""
        match operation:
            case Write(inode) | Truncate(inode):
                self._pending.setdefault(inode, []).append(operation)
            case Sync(inode):
                latest = _written(self._durable.get(inode, b""), self._pending.pop(inode, []))
                self._durable[inode] = latest
            case SyncFolder(path):
                names = self._names.setdefault(path, {})
                for pending in self._renaming.pop(path, []):
                    _take_in(names, pending)
            case Name(path) | Unname(path):
                self._renaming.setdefault(_folder_of(path), []).append(operation)
            case Rename(old, new):
                assert _folder_of(old) == _folder_of(new), operation
                self._renaming.setdefault(_folder_of(old), []).append(operation)
            case Acknowledged():
                pass

    def as_written(self):
        """The files as a program sees them, and as they stay when only the program dies."""
        return self._files(
            len,
            lambda inode: _written(self._durable.get(inode, b""), self._pending.get(inode, [])),
        )

    def after_power_cut(self, chance):
        """The files as they may be found when the machine is switched on again."""
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        return self._files(
            lambda pending: chance.randint(0, len(pending)),
            lambda inode: _surviving(
                self._durable.get(inode, b""), self._pending.get(inode, []), share, chance
            ),
        )

    def _files(self, how_many, content_of):
        found = {}
        for folder in sorted({*self._names, *self._renaming}):
            names = dict(self._names.get(folder, {}))
            pending = self._renaming.get(folder, [])
            for operation in pending[: how_many(pending)]:
                _take_in(names, operation)
            found |= names
        # Two names of one file must show one content, whatever chance decides.
        contents = {inode: content_of(inode) for inode in sorted(set(found.values()) - {FOLDER})}
        return {
            path: contents[inode]
            for path, inode in found.items()
            if inode != FOLDER and _is_reachable(path, found)
        }


def lay_out(files, folder):
    """Put the files of a simulated disk into a real folder."""
    for path, content in files.items():
        target = Path(folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _folder_of(path):
    return str(PurePosixPath(path).parent)


def _is_reachable(path, found):
    folder = _folder_of(path)
    return folder == "." or (found.get(folder) == FOLDER and _is_reachable(folder, found))


def _take_in(names, operation):
    match operation:
        case Name(path, inode):
            names[path] = inode
        case Unname(path):
            names.pop(path, None)
        case Rename(old, new):
            if old in names:
                names[new] = names.pop(old)


def _written(content, pending):
    """The content after all that was done to it."""
    whole = bytearray(content)
    for operation in pending:
        _apply(whole, operation)
    return bytes(whole)


def _apply(whole, operation):
    match operation:
        case Write(_, offset, content):
            whole.extend(bytes(max(0, offset - len(whole))))
            whole[offset : offset + len(content)] = content
        case Truncate(_, size):
            whole.extend(bytes(max(0, size - len(whole))))
            del whole[size:]


def _surviving(content, pending, share, chance):
    """The content after a random part of what was done to it since its last sync.

    A sector comes through as any of its writes left it, or as it was.
    """
    whole = bytearray(content)
    sizes = [len(whole)]
    versions = {}
    for operation in pending:
        before = len(whole)
        _apply(whole, operation)
        sizes.append(len(whole))
        for sector in _touched(operation, before):
            start = sector * SECTOR
            versions.setdefault(sector, []).append(bytes(whole[start : start + SECTOR]))
    size = chance.choice(sizes)
    found = bytearray(content[:size])
    found.extend(bytes(size - len(found)))
    for sector, known in versions.items():
        start = sector * SECTOR
        room = size - start
        if room > 0 and chance.random() < share:
            piece = chance.choice(known)[:room]
            found[start : start + SECTOR] = piece.ljust(min(SECTOR, room), b"\0")
    return bytes(found)


def _touched(operation, before):
    match operation:
        case Write(_, offset, content):
            return range(offset // SECTOR, (offset + len(content) - 1) // SECTOR + 1)
        case Truncate(_, size):
            return range(size // SECTOR, (before + SECTOR - 1) // SECTOR)
