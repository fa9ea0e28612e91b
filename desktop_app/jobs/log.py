"""The log that a person can read: when, what was done, what went wrong, in Chinese; then the
technical lines, set in.

It leaves the house on request, so it holds no names of people or firms and nothing out of files:
deeds lose what stands in quotes, faults are told by type and place in the program, never by their
message.
"""

import contextlib
import faulthandler
import logging
import platform
import re
import sqlite3
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from errno import errorcode
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from typing import IO

from desktop_app import __version__
from desktop_app.paths import data_folder

NAME = "运行记录.txt"
CRASHES = "意外中止.txt"
# Three files of this size are kept at most.
SIZE, OLDER = 1_000_000, 2
# The library counts characters, and hanzi have three bytes: room for one entry more.
_SPARE = 20_000
_LONGEST = 400

_WORDS = {logging.INFO: "做了", logging.WARNING: "注意", logging.ERROR: "出错"}
_INSET = "    "
_HEAD = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)  (做了|注意|出错):(.*)")
_QUOTED = re.compile(r"「[^」]*」|“[^”]*”|《[^》]*》|\"[^\"]*\"|'[^']*'")
_PATH = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|/)[^\s,,;;。)]+")
# An identifier of the program, not a number that could be somebody's.
_OURS = re.compile(r"(?!.*\d{6})[A-Za-z_][\w./:-]{0,59}", re.ASCII)
_FRAMES = 40

_logger = logging.getLogger("shenbao")
_logger.propagate = False
_logger.setLevel(logging.INFO)
# Nobody listens until `start`; the library's own last resort would write to a console.
_logger.addHandler(logging.NullHandler())
_crash_files: list[IO[str]] = []


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry: its first line in parts, and its technical lines."""

    time: str
    kind: str
    sentence: str
    technical: tuple[str, ...] = ()


def start(folder: Path | None = None) -> Path:
    """Write into a folder from now on; returns the folder. A folder that cannot be written keeps
    the program from nothing."""
    stop()
    folder = folder or data_folder()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Patient(
            folder / NAME, maxBytes=SIZE - _SPARE, backupCount=OLDER, encoding="utf-8", delay=True
        )
        handler.setFormatter(_Plain())
        _logger.addHandler(handler)
    return folder


def stop() -> None:
    """Close the files, for tests and the end of the program."""
    for handler in _logger.handlers[1:]:
        _logger.removeHandler(handler)
        handler.close()
    if _crash_files:
        faulthandler.disable()
    while _crash_files:
        _crash_files.pop().close()


def did(deed: str) -> None:
    """What a person did, in a few words: 「打开草稿」."""
    _logger.info(without_names(deed))


def warn(sentence: str) -> None:
    """Something worth knowing that stopped nobody."""
    _logger.warning(without_names(sentence))


def wrong(sentence: str, fault: BaseException | None = None) -> None:
    """Something went wrong: the sentence a person saw, and where in the program it was."""
    told = technical(fault) if fault is not None else ()
    _logger.error(without_names(sentence), extra={"technical": told})


def watch_crashes(folder: Path) -> bool:
    """Have the end of the whole process by a fault below Python written down; tells whether the
    last run ended so, and moves what it left into the log."""
    path = folder / CRASHES
    try:
        left = path.read_text("utf-8", "replace") if path.exists() else ""
        file = path.open("w", encoding="utf-8")
    except OSError:
        return False
    _crash_files.append(file)
    faulthandler.enable(file)
    if not left.strip():
        return False
    lines = [re.sub(r'"([^"]*)"', lambda m: _place(m[1]), one) for one in left.splitlines()]
    _logger.error(
        "上一次运行时程序意外中止;草稿里显示“已保存”的修改都在。",
        extra={"technical": tuple(lines[:_FRAMES])},
    )
    return True


def without_names(text: str) -> str:
    """A sentence without what it quotes and without paths."""
    return _PATH.sub("(路径)", _QUOTED.sub("「…」", text[:_LONGEST])).replace("\n", " ")


def technical(fault: BaseException) -> tuple[str, ...]:
    """The type and the way through the program, of a fault and of those behind it."""
    lines = [f"申报匣 {__version__} · Python {platform.python_version()} · {platform.platform()}"]
    seen: set[int] = set()
    one: BaseException | None = fault
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines.append(_named(one))
        frames = traceback.extract_tb(one.__traceback__)[-_FRAMES:]
        lines += [f"  {_place(f.filename)}:{f.lineno} {f.name}" for f in frames]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return tuple(lines)


def signature(fault: BaseException) -> str:
    """What two faults have in common that are the same: type and place."""
    frames = traceback.extract_tb(fault.__traceback__)
    last = f"{_place(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"{type(fault).__qualname__} {last}"


def read(folder: Path) -> list[LogEntry]:
    """All entries that are kept, the newest first."""
    paths = [_numbered(folder / NAME, n) for n in range(OLDER, 0, -1)] + [folder / NAME]
    found = [entry for path in paths for entry in _entries(path)]
    return found[::-1]


def _entries(path: Path) -> Iterator[LogEntry]:
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    head: tuple[str, str, str] | None = None
    inset: list[str] = []
    for line in lines:
        if (match := _HEAD.fullmatch(line)) is not None:
            if head:
                yield LogEntry(*head, tuple(inset))
            head, inset = (match[1], match[2], match[3]), []
        else:
            inset.append(line.removeprefix(_INSET))
    if head:
        yield LogEntry(*head, tuple(inset))


def _named(fault: BaseException) -> str:
    name = f"{type(fault).__module__}.{type(fault).__qualname__}".removeprefix("builtins.")
    more: list[str] = []
    if isinstance(fault, OSError) and fault.errno is not None:
        more.append(errorcode.get(fault.errno, str(fault.errno)))
    if isinstance(fault, sqlite3.Error):
        more.append(getattr(fault, "sqlite_errorname", ""))
    if isinstance(fault, AttributeError | NameError):
        more.append(fault.name or "")
    if isinstance(fault, KeyError) and fault.args and isinstance(fault.args[0], str):
        more.append(fault.args[0] if _OURS.fullmatch(fault.args[0]) else "")
    told = ", ".join(filter(None, more))
    return f"{name} ({told})" if told else name


def _place(file: str) -> str:
    """A file of the program or of a library, without the folders of this PC."""
    parts = PurePath(file.replace("\\", "/")).parts
    for known in ("desktop_app", "site-packages"):
        if known in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(known) :])
    return parts[-1] if parts else file


def _numbered(path: Path, number: int) -> Path:
    """Older files keep the extension, so that a double click opens them."""
    return path.with_name(f"{path.stem}.{number}{path.suffix}")


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        time = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        head = f"{time}  {_WORDS[record.levelno]}:{record.getMessage()}"
        lines: tuple[str, ...] = getattr(record, "technical", ())
        return "\n".join((head, *(f"{_INSET}{line}" for line in lines)))


class _Patient(RotatingFileHandler):
    """A full disk or a second window of the program must not turn the log into a fault."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        del record

    def rotation_filename(self, default_name: str) -> str:
        path, _, number = default_name.rpartition(".")
        return str(_numbered(Path(path), int(number)))

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        try:
            super().doRollover()
        except OSError:
            # Another window has the file open, and Windows lets nobody rename it.
            self.stream = self.stream or self._open()
