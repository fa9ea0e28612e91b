"""How long the window's thread did not come round, what was done then, and where it was."""

import faulthandler
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_EVERY = 0.02
# Held up for so long, the place is looked at; for so long it is worth telling.
_LOOK, _TELL = 0.6, 0.3
_FRAMES = 7
# Never coming round again is told at once: nobody would be there to tell it later.
_STUCK = 30.0


@dataclass(frozen=True)
class Stall:
    """`busy` is how long the thread itself computed: the rest it waited, for a lock, the disk or
    another program on a busy machine."""

    seconds: float
    busy: float
    doing: str
    where: str


class Watch(threading.Thread):
    """Looks from a thread of its own at when `beat` was called last, by the thread made in."""

    def __init__(self, doing: Callable[[], str]) -> None:
        super().__init__(name="soak watch", daemon=True)
        self._doing = doing
        self._main = threading.get_ident()
        self._last, self._busy = time.monotonic(), time.thread_time()
        self._is_paused, self._is_over = False, threading.Event()
        self._where, self._is_told = "", False
        self.stalls: list[Stall] = []

    def beat(self) -> None:
        """The window's thread came round."""
        now, busy = time.monotonic(), time.thread_time()
        if now - self._last > _TELL and not self._is_paused:
            self.stalls.append(
                Stall(now - self._last, busy - self._busy, self._doing(), self._where)
            )
        self._where = ""
        self._last, self._busy = now, busy

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What the soak does itself is not the program's."""
        self.beat()
        self._is_paused = True
        try:
            yield
        finally:
            self._last, self._busy = time.monotonic(), time.thread_time()
            self._where = ""
            self._is_paused = False

    def run(self) -> None:
        while not self._is_over.wait(_EVERY):
            held = time.monotonic() - self._last
            if held > _STUCK and not self._is_told:
                self._is_told = True
                sys.stderr.write(f"stuck for {_STUCK:g} s: {self._doing()}\n")
                faulthandler.dump_traceback(all_threads=True)
            if held > _LOOK and not self._is_paused and not self._where:
                self._where = self._place()

    def _place(self) -> str:
        """Where the window's thread is. Nothing of its frames stays behind: what they hold would
        go in this thread later, a widget under the hands of Qt in the other one."""
        return "".join(traceback.format_stack(sys._current_frames()[self._main])[-_FRAMES:])

    def stop(self) -> None:
        self._is_over.set()
        self.join()

    def worst(self, number: int) -> list[Stall]:
        return sorted(self.stalls, key=lambda one: -one.seconds)[:number]
