"""Memory, handles, threads and widgets: taken whenever no draft is open, and whether they rise."""

import ctypes
import gc
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import median

import shiboken6
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True)
class Level:
    """Figures after `actions`: memory in MB, and counts."""

    actions: int
    memory: float
    handles: int
    threads: int
    widgets: int
    objects: int


# What each may rise in a round of opening, some hundred actions, and closing.
# A pack that chance opens, or moves a draft to, for the first time brings 6,000 values with it, and
# there are ten; a draft that stayed would be as many in each round.
LIMITS = {"memory": 1.0, "handles": 0.2, "threads": 0.2, "widgets": 1.0, "objects": 800.0}
# The first rounds load pages, windows beside the main one, fonts and packs that stay; what is
# met by chance comes late.
_WARM_UP = 1 / 3


def level(actions: int) -> Level:
    """As things are now, garbage collected."""
    # Qt keeps up to 10 MB of drawn pictures, another set for each look; it fills for many rounds.
    QPixmapCache.clear()
    for _ in range(3):
        gc.collect()
    with suppress(OSError, AttributeError):
        # What was freed goes back to the system, so that the figure tells what is held.
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return Level(
        actions,
        _resident() / 1024,
        _entries("/proc/self/fd"),
        _entries("/proc/self/task"),
        len(QApplication.allWidgets()),
        sum(not _is_gone(one) for one in gc.get_objects()),
    )


def slopes(levels: Sequence[Level]) -> dict[str, float]:
    """What each figure rises by in a round, once warm: the median of all pairs."""
    warm = levels[round(len(levels) * _WARM_UP) :]
    return {name: _slope([getattr(one, name) for one in warm]) for name in LIMITS}


def table(levels: Sequence[Level]) -> str:
    """The figures, each round a line, and what they rise by."""
    rows = ["round actions memory/MB handles threads widgets py-objects"]
    for at, one in enumerate(levels, 1):
        rows.append(
            f"{at:5} {one.actions:7} {one.memory:9.1f} {one.handles:7} {one.threads:7} "
            f"{one.widgets:7} {one.objects:10}"
        )
    risen = slopes(levels)
    rows.append("a round once warm, and the limit:")
    rows += [f"  {name:8} {risen[name]:+9.2f}  ≤ {limit}" for name, limit in LIMITS.items()]
    return "\n".join(rows)


def kinds() -> dict[str, int]:
    """How many Python objects there are of each type: what a leak is made of."""
    return _counted(type(one).__qualname__ for one in gc.get_objects())


def widget_kinds() -> dict[str, int]:
    return _counted(f"{type(one).__name__} {one.objectName()}" for one in QApplication.allWidgets())


def _is_gone(one: object) -> bool:
    """PySide keeps some wrappers of parts that Qt made itself (scroll bars, lists of drop-downs)
    after they are gone: some hundred bytes each time somebody asks for all children of a window, as
    a soak does before every deed and a person never."""
    return isinstance(one, shiboken6.Object) and not shiboken6.isValid(one)


def _counted(names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in names:
        found[one] = found.get(one, 0) + 1
    return found


def _slope(values: Sequence[float]) -> float:
    pairs = combinations(enumerate(values), 2)
    return median([(b - a) / (at_b - at_a) for (at_a, a), (at_b, b) in pairs] or [0.0])


def _resident() -> int:
    with suppress(OSError), Path("/proc/self/status").open(encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    return 0


def _entries(folder: str) -> int:
    with suppress(OSError):
        return sum(1 for _ in Path(folder).iterdir())
    return 0
