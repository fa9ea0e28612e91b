"""How often Python looks for garbage in this program's processes."""

import gc

# Looking for garbage among the hundreds of thousands of values of a large draft holds every thread
# up for a quarter of a second (measured at 5,000 rows); by default that comes with each audit, and
# a large table that comes in is looked over twenty times while it grows.
_RARELY = (50_000, 20, 50)


def collect_rarely() -> None:
    """Both faces of the program begin with this; whoever measures it does, too."""
    gc.set_threshold(*_RARELY)
