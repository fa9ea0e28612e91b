"""How often Python looks for garbage in this program's processes, and what becomes of it."""

import ctypes
import gc
import sys
from contextlib import suppress

# Looking for garbage among the hundreds of thousands of values of a large draft holds every thread
# up for a quarter of a second (measured at 5,000 rows); by default that comes with each audit, and
# a large table that comes in is looked over twenty times while it grows.
_RARELY = (50_000, 20, 50)


def collect_rarely() -> None:
    """Both faces of the program begin with this; whoever measures it does, too."""
    gc.set_threshold(*_RARELY)


def give_back() -> None:
    """Give memory that is free again to the system, after something large is done with.

    glibc keeps it for later, in pieces that the next large thing may not fit into: writing and
    reading back 10,000 projects left 15 to 35 MB with each file. It takes some milliseconds.
    """
    if sys.platform == "linux":
        # A C library other than glibc has no such call.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
