"""Everything that went wrong without anybody asking: exceptions, Qt's complaints, the log."""

import logging
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

# What the offscreen platform and the fonts of a machine cannot do, and say again and again.
_NO_FAULT = ("propagateSizeHints", "This plugin does not support", "OpenType support missing")
_FRAMES = 14


class Faults:
    """Catches while installed; each fault once, with the action during which it came first."""

    def __init__(self, doing: Callable[[], str]) -> None:
        self._doing = doing
        self._counted: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._told: set[str] = set()
        self._log = _Errors(self)
        self._lock = threading.Lock()

    def __enter__(self) -> "Faults":
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = lambda kind, fault, trace: self._caught("exception", fault)
        threading.excepthook = lambda args: self._caught("in a thread", args.exc_value)
        sys.unraisablehook = lambda args: self._caught("unraisable", args.exc_value)
        self._messages = qInstallMessageHandler(self._said)
        logging.getLogger("shenbao").addHandler(self._log)
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        qInstallMessageHandler(self._messages)
        logging.getLogger("shenbao").removeHandler(self._log)

    def add(self, what: str, more: str = "") -> None:
        """Something is wrong; `more` is told with the first of its kind."""
        with self._lock:
            self._counted[what] += 1
            self._first.setdefault(what, f"    while: {self._doing()}\n{more}".rstrip())

    def all(self) -> list[str]:
        """Each fault, how often it came, and where it came first."""
        return [f"{n} × {what}\n{self._first[what]}" for what, n in self._counted.most_common()]

    def new(self) -> list[str]:
        """Those that nobody was told yet: a soak that ends early has told what it found."""
        found = [f"{what}\n{self._first[what]}" for what in self._counted if what not in self._told]
        self._told.update(self._counted)
        return found

    def _caught(self, how: str, fault: BaseException | None) -> None:
        if fault is None or isinstance(fault, KeyboardInterrupt):
            return
        lines = traceback.format_exception(fault)
        at = traceback.extract_tb(fault.__traceback__)[-1:]
        where = "".join(f" at {one.filename.rpartition('/')[2]}:{one.lineno}" for one in at)
        self.add(f"{how}: {type(fault).__name__}: {fault}{where}", "".join(lines[-_FRAMES:]))

    def _said(self, kind: QtMsgType, _: object, message: str | None) -> None:
        told = message or ""
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not any(
            one in told for one in _NO_FAULT
        ):
            self.add(f"Qt: {told}", _ours(traceback.format_stack()[:-1]))


class _Errors(logging.Handler):
    """What the program caught itself and told the person as its own fault."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(logging.ERROR)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        fault = record.exc_info[1] if record.exc_info else None
        if fault is None:
            fault = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
        more = "".join(traceback.format_exception(fault)[-_FRAMES:]) if fault else ""
        self._faults.add(f"log: {record.getMessage().partition(chr(10))[0]}", more)


def _ours(frames: list[str]) -> str:
    """How the program came there, without the soak."""
    return "".join(one for one in frames if "desktop_app" in one)
