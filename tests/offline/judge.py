"""What a traced program may do, and what is a breach."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.offline.trace import Trace

# Sockets of this computer that others listen on, each with why it is asked for.
SOCKETS = {
    r"@?/tmp/\.X11-unix/X\d+": "the screen (X11)",
    r"(/run/user/\d+|.*)/wayland-\d+": "the screen (Wayland)",
    r"@?/tmp/dbus-\w+|/run/user/\d+/bus|/(var/)?run/dbus/system_bus_socket": "D-Bus",
    r".*/at-spi/bus_\d+|/run/user/\d+/at-spi/bus(_\d+)?": "screen readers (AT-SPI)",
    r"@?.*/ibus/dbus-\w+|@?/tmp/fcitx.*": "the input method",
    r"/(var/)?run/nscd/socket": "the C library looking up the account's name",
    r"/run/cups/cups\.sock": "the print service of this computer",
    r"@?/tmp/\.ICE-unix/\w+": "the desktop's session",
}
# Paths outside the program's folders, each with why; all of them hold nothing of a draft.
ELSEWHERE = {
    r"/dev/(null|tty|zero|ptmx)": "no file",
    r"/proc/self/\w+": "no file",
    r"/memfd:.*": "memory",
    r"{home}/文档/\.shenbao-[0-9a-f]{{32}}": "an empty file, at once removed: may one write here?",
    r"{home}/\.cache(/fontconfig(/[0-9a-f-]+.*)?)?": "the system's list of its fonts",
}


@dataclass
class Verdict:
    """Of many traces together."""

    calls: int = 0
    programs: Counter[str] = field(default_factory=Counter)
    sockets: Counter[str] = field(default_factory=Counter)
    connects: Counter[str] = field(default_factory=Counter)
    folders: Counter[str] = field(default_factory=Counter)
    written: int = 0
    elsewhere: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.breaches


def judge(traces: Iterable[tuple[str, Trace]], allowed: Sequence[Path], home: Path) -> Verdict:
    """Hold traces, each with the name of what was done, against what is allowed.

    A folder on the way to an allowed one may be made.
    """
    verdict = Verdict()
    for what, trace in traces:
        verdict.calls += trace.calls
        verdict.programs.update(trace.programs)
        _sockets(what, trace, verdict)
        for path in trace.written:
            _written(f"{what}: writes", path, allowed, home, verdict)
        for path in trace.removed:
            _written(f"{what}: removes", path, allowed, home, verdict)
        verdict.breaches += [f"{what}: not understood: {one}" for one in trace.not_understood]
    return verdict


def _sockets(what: str, trace: Trace, verdict: Verdict) -> None:
    for call, family in trace.sockets:
        verdict.sockets[f"{call} {family}"] += 1
        if family not in ("AF_UNIX", "AF_LOCAL"):
            verdict.breaches.append(f"{what}: {call}({family})")
    for family, place in trace.connects:
        if family in ("AF_UNIX", "AF_LOCAL") and (reason := _reason(place, SOCKETS)):
            verdict.connects[f"{_masked(place)}: {reason}"] += 1
        else:
            verdict.breaches.append(f"{what}: connect({family}, {place})")


def _written(what: str, path: str, allowed: Sequence[Path], home: Path, verdict: Verdict) -> None:
    verdict.written += 1
    here = Path(path)
    for root in allowed:
        if here == root or root in here.parents:
            verdict.folders[str(root)] += 1
            return
        if here in root.parents:
            # A folder on the way, which `mkdir` is also tried on where it is there.
            verdict.elsewhere[f"{path}: on the way to {root}"] += 1
            return
    patterns = {one.format(home=re.escape(str(home))): why for one, why in ELSEWHERE.items()}
    if reason := _reason(path, patterns):
        verdict.elsewhere[f"{path}: {reason}"] += 1
    else:
        verdict.breaches.append(f"{what} {path}")


def _reason(place: str, known: dict[str, str]) -> str:
    return next((why for pattern, why in known.items() if re.fullmatch(pattern, place)), "")


def _masked(place: str) -> str:
    return re.sub(r"(?<=dbus-)\w+", "…", place)
