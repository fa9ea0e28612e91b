"""What a program did, read from the lines of `strace -f -y`: sockets, and every path it wrote to.

Every line is understood or told as not understood; none is skipped because it looks harmless.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# What has to be traced for `Trace` to know all of it; with --seccomp-bpf nothing else is slowed.
# What is received comes through a socket that was judged when it was made.
CALLS = (
    "socket,socketpair,connect,bind,listen,accept,accept4,sendto,sendmsg,sendmmsg,"
    "open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "mkdir,mkdirat,mknod,mknodat,truncate,unlink,unlinkat,rmdir,chdir,fchdir,memfd_create,"
    "chmod,fchmodat,chown,lchown,fchownat,utimensat,setxattr,lsetxattr,removexattr,"
    "clone,clone3,fork,vfork,execve,io_uring_setup,pidfd_getfd"
)
# Paths are always told in full, whatever -s says of what is sent.
COMMAND = ("strace", "-f", "-y", "--seccomp-bpf", "-s", "32", "-e", f"trace={CALLS}")

_LINE = re.compile(r"(?P<pid>\d+)\s+(?P<rest>.*)")
_RESUMED = re.compile(r"<\.\.\. (?P<name>\w+) resumed>(?P<rest>.*)")
_CALL = re.compile(r"(?P<name>\w+)\((?P<words>.*)\)\s+= (?P<result>.*)")
_WRITING = re.compile(r"\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b")
_PATH_OF_FD = re.compile(r"-?\w+<(?P<path>(?:\\.|[^\\>])*)>")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|x([0-9a-f]{2})|(.))", re.DOTALL)
_NAMED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"v": b"\v", b"f": b"\f"}
# Which words of a call are the folder (or None) and the name of what it writes or takes away.
_WRITES = {
    "creat": ((None, 0),), "mkdir": ((None, 0),), "mknod": ((None, 0),), "truncate": ((None, 0),),
    "mkdirat": ((0, 1),), "mknodat": ((0, 1),),
    "rename": ((None, 0), (None, 1)), "link": ((None, 1),), "symlink": ((None, 1),),
    "renameat": ((0, 1), (2, 3)), "renameat2": ((0, 1), (2, 3)), "linkat": ((2, 3),),
    "symlinkat": ((1, 2),),
    "chmod": ((None, 0),), "chown": ((None, 0),), "lchown": ((None, 0),),
    "setxattr": ((None, 0),), "lsetxattr": ((None, 0),), "removexattr": ((None, 0),),
    "fchmodat": ((0, 1),), "fchownat": ((0, 1),), "utimensat": ((0, 1),),
}  # fmt: skip
_REMOVES = {"unlink": (None, 0), "rmdir": (None, 0), "unlinkat": (0, 1)}
_STARTS = ("clone", "clone3", "fork", "vfork")
_HARMLESS = ("execve", "memfd_create", "listen", "accept", "accept4")
# On a socket that is there already: its family was judged when it was made.
_SENDING = ("sendto", "sendmsg", "sendmmsg")
_GOES_ON = ("--- ", "+++ ")


@dataclass
class Trace:
    """All that counts, of one program and those it started."""

    calls: int = 0
    # (call, family) of every socket that was made or asked for.
    sockets: list[tuple[str, str]] = field(default_factory=list)
    # (family, place) of every connect, also of those refused.
    connects: list[tuple[str, str]] = field(default_factory=list)
    # Paths opened for writing, made, renamed, linked to, touched; also where that was refused.
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)


def read_trace(lines: Iterable[str], folder: str) -> Trace:
    """The trace of a program that was started in `folder`."""
    reader = _Reader(folder)
    for line in lines:
        reader.take(line.rstrip("\n"))
    return reader.trace


class _Reader:
    def __init__(self, folder: str) -> None:
        self.trace = Trace()
        self._first = folder
        # By process or thread; threads of one process share a list of one.
        self._folders: dict[str, list[str]] = {}
        self._unfinished: dict[str, str] = {}

    def take(self, line: str) -> None:
        if not line.strip():
            return
        found = _LINE.fullmatch(line)
        if found is None:
            self.trace.not_understood.append(line)
            return
        pid, rest = found["pid"], found["rest"]
        if rest.startswith(_GOES_ON):
            if rest.startswith("+++ "):
                # The system gives the number to another.
                self._folders.pop(pid, None)
            return
        if rest.endswith("<unfinished ...>"):
            self._unfinished[pid] = rest.removesuffix("<unfinished ...>")
            return
        if resumed := _RESUMED.fullmatch(rest):
            rest = self._unfinished.pop(pid, f"{resumed['name']}(") + resumed["rest"]
        call = _CALL.fullmatch(rest)
        if call is None:
            self.trace.not_understood.append(line)
            return
        self.trace.calls += 1
        if call["name"] in _SENDING:
            # Of these there are many, and only an address counts.
            if family := re.search(r"sa_family=(AF_\w+)", rest):
                self.trace.sockets.append((call["name"], family[1]))
            return
        self._call(pid, call["name"], list(_words(call["words"])), call["result"], line)

    def _call(self, pid: str, name: str, words: list[str], result: str, line: str) -> None:
        failed = result.startswith("-1 ")
        if name in ("open", "openat", "openat2"):
            self._opened(pid, name, words, result)
        elif name in _WRITES:
            for folder, path in _WRITES[name]:
                self.trace.written.append(self._path(pid, words, folder, path))
        elif name in _REMOVES:
            if not failed:
                self.trace.removed.append(self._path(pid, words, *_REMOVES[name]))
        elif name in ("socket", "socketpair"):
            self.trace.sockets.append((name, words[0]))
        elif name == "bind":
            family, place = _address(words[1])
            self.trace.sockets.append((name, family))
            if place.startswith("/"):
                # A socket with a name is a file.
                self.trace.written.append(place)
        elif name == "connect":
            self.trace.connects.append(_address(words[1]))
        elif name in ("chdir", "fchdir"):
            if not failed:
                path = _of_fd(words[0]) if name == "fchdir" else self._path(pid, words, None, 0)
                self._folder_of(pid)[0] = path
        elif name in _STARTS:
            self._started(pid, words, result)
        elif name not in _HARMLESS:
            self.trace.not_understood.append(line)
        if name == "execve" and not failed:
            self.trace.programs.append(_text(words[0]))

    def _opened(self, pid: str, name: str, words: list[str], result: str) -> None:
        folder, path = (None, 0) if name == "open" else (0, 1)
        if not _WRITING.search(words[path + 1]):
            return
        # The system's own answer knows of links on the way.
        told = _PATH_OF_FD.match(result)
        here = self._path(pid, words, folder, path)
        self.trace.written.append(_plain(told["path"]) if told else here)

    def _path(self, pid: str, words: list[str], folder: int | None, path: int) -> str:
        here = self._folder_of(pid)[0] if folder is None else _of_fd(words[folder])
        if words[path] == "NULL":
            # What the handle itself is of.
            return here
        return posixpath.normpath(posixpath.join(here, _text(words[path])))

    def _folder_of(self, pid: str) -> list[str]:
        if pid not in self._folders:
            # One that acts before its parent is told of it.
            parents = (p for p, call in self._unfinished.items() if call.startswith(_STARTS))
            parent = next(parents, None)
            known = self._folders.get(parent) if parent else None
            self._folders[pid] = [known[0] if known else self._first]
        return self._folders[pid]

    def _started(self, pid: str, words: list[str], result: str) -> None:
        if (child := re.match(r"\d+", result)) is None:
            return
        ours = self._folder_of(pid)
        if any("CLONE_FS" in one for one in words):
            # A thread shares the folder with the others.
            self._folders[child[0]] = ours
        elif child[0] not in self._folders:
            self._folders[child[0]] = list(ours)


def _words(text: str) -> Iterator[str]:
    """The arguments of a call: split at commas that are in no string, bracket or path."""
    depth, start, at = 0, 0, 0
    while at < len(text):
        sign = text[at]
        if sign == '"':
            at = _closed(text, at, '"')
        elif sign == "<" and at and text[at - 1] not in " <=":
            at = _closed(text, at, ">")
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == "," and not depth:
            yield text[start:at].strip()
            start = at + 1
        at += 1
    if text[start:].strip():
        yield text[start:].strip()


def _closed(text: str, at: int, sign: str) -> int:
    at += 1
    while at < len(text) and text[at] != sign:
        at += 2 if text[at] == "\\" else 1
    return at


def _text(word: str) -> str:
    """A string as strace writes it."""
    return _plain(word.removesuffix("...").removeprefix("@")[1:-1])


def _of_fd(word: str) -> str:
    told = _PATH_OF_FD.match(word)
    return _plain(told["path"]) if told else word


def _plain(text: str) -> str:
    def one(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return bytes([int(found[1], 8)])
        if found[2]:
            return bytes([int(found[2], 16)])
        return _NAMED.get(found[3], found[3])

    return _ESCAPE.sub(one, text.encode("utf-8")).decode("utf-8", "backslashreplace")


def _address(word: str) -> tuple[str, str]:
    """Family and place of `{sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}`."""
    family = re.search(r"sa_family=(\w+)", word)
    place = re.search(r'sun_path=(@?"(?:\\.|[^"\\])*")', word)
    if place is None:
        return (family[1] if family else word, word)
    mark = "@" if place[1].startswith("@") else ""
    return (family[1] if family else word, mark + _text(place[1]))
