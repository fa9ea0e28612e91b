"""Reading files and looking what they would bring, off the window's thread."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.jobs.before import Before
from desktop_app.jobs.file_wishes import FileWishes
from desktop_app.jobs.import_prospect import Prospect, files_in, prospect
from desktop_app.jobs.pasted import take_in_text
from desktop_app.jobs.progress import Cancelled
from desktop_app.jobs.understand_file import Incoming, Understood, take_in, understand
from desktop_app.ui.work import Latest, sentence_of

# Each reading process may take much memory; an old computer has little.
_READERS = 2
_UNREAD = "文件「{name}」读取时程序内部出错,没有读取;请用 WPS 打开后另存一份,再导入。"
_BROKEN = "程序内部出错,没有看懂这些文件;请移出最后加入的文件再试。"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person has before the import: the draft, the files in order, what came before."""

    draft: Draft
    files: tuple[tuple[Incoming, FileWishes], ...]
    before: Before


class Reading(QObject):
    """Reads files one after another. Connect before `start`.

    `listed` brings the files found, `read` each with its content, `ended` that nothing is left;
    after `cancel` no `read` comes any more.
    """

    listed = Signal(object)
    read = Signal(object)
    ended = Signal()
    _found = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_READERS)
        self._lock = threading.Lock()
        self._waiting = 0
        self._stopped = threading.Event()
        self._found.connect(self._take_all)

    def start(self, paths: Sequence[Path]) -> None:
        """Look for the files that are meant, then read each."""
        with self._lock:
            if self._stopped.is_set():
                self._stopped = threading.Event()
            self._waiting += 1
        self._pool.start(partial(self._list, tuple(paths), self._stopped))

    def start_text(self, text: str, path: Path) -> None:
        """Read what was pasted, under a name that stands for it."""
        with self._lock:
            if self._stopped.is_set():
                self._stopped = threading.Event()
            self._waiting += 1
        self.listed.emit((path,))
        self._pool.start(partial(self._take, path, self._stopped, partial(take_in_text, text)))

    @property
    def is_busy(self) -> bool:
        """Whether something is still being read."""
        with self._lock:
            return self._waiting > 0

    def cancel(self) -> None:
        self._stopped.set()

    def stop(self) -> None:
        """Cancel, and wait for what is under way."""
        self.cancel()
        self._pool.waitForDone()

    def _list(self, paths: tuple[Path, ...], stopped: threading.Event) -> None:
        try:
            found = files_in(paths, partial(_go_on, stopped))
            if not stopped.is_set():
                with self._lock:
                    self._waiting += len(found)
                self.listed.emit(found)
                self._found.emit(found, stopped)
        except Cancelled:
            return
        finally:
            self._one_less()

    @Slot(object, object)
    def _take_all(self, paths: Sequence[Path], stopped: threading.Event) -> None:
        for path in paths:
            self._pool.start(partial(self._take, path, stopped))

    def _take(
        self, path: Path, stopped: threading.Event, read: Callable[[Path], Incoming] | None = None
    ) -> None:
        try:
            if not stopped.is_set():
                found = self._read(path, read or partial(take_in, still=partial(_go_on, stopped)))
                if not stopped.is_set():
                    self.read.emit(found)
        except Cancelled:
            return
        finally:
            self._one_less()

    def _read(self, path: Path, read: Callable[[Path], Incoming]) -> Incoming:
        try:
            return read(path)
        except Cancelled:
            raise
        except Exception as fault:  # noqa: BLE001 - it must not stop the other files
            return Incoming(path, refusal=sentence_of(fault, _UNREAD.format(name=path.name)))

    def _one_less(self) -> None:
        with self._lock:
            self._waiting -= 1
            is_last = not self._waiting
        if is_last:
            self.ended.emit()


class Looking(QObject):
    """Understands files as they are asked about. Connect before `look`; what was overtaken is left
    out. `looked` brings what was asked and its prospect."""

    looked = Signal(object, object)
    failed = Signal(str)

    def __init__(self, programme: Programme, parent: QObject) -> None:
        super().__init__(parent)
        self._programme = programme
        self._latest = Latest(self, _BROKEN)
        self._latest.found.connect(self._tell)
        self._latest.failed.connect(self.failed)
        # Only the working thread has these.
        self._known: dict[Path, tuple[Incoming, FileWishes, Understood]] = {}

    def look(self, asked: Asked) -> None:
        """See what these files would bring."""
        self._latest.ask(lambda _: (asked, self._prospect(asked)))

    def stop(self) -> None:
        """Take on nothing more, and wait for what is under way."""
        self._latest.stop()

    @Slot(object)
    def _tell(self, found: tuple[Asked, Prospect]) -> None:
        self.looked.emit(*found)

    def _prospect(self, asked: Asked) -> Prospect:
        # What was understood is kept only by a look that comes to its end.
        known, self._known = self._known, {}
        files = [self._understood(known, *one) for one in asked.files]
        found = prospect(self._programme, asked.draft, files, asked.before)
        self._known = known
        return found

    def _understood(
        self,
        kept: dict[Path, tuple[Incoming, FileWishes, Understood]],
        incoming: Incoming,
        wishes: FileWishes,
    ) -> Understood:
        """A file is read again only when it is to be read otherwise."""
        meant = replace(wishes, choices=(), targets=(), again=False)
        known = kept.get(incoming.path)
        if known is None or known[0] is not incoming or known[1] != meant:
            known = (incoming, meant, understand(self._programme, incoming, meant))
            kept[incoming.path] = known
        return replace(known[2], wishes=wishes)


def _go_on(stopped: threading.Event) -> None:
    if stopped.is_set():
        raise Cancelled
