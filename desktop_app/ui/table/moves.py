"""Where the cursor of a table goes."""

from enum import Enum, auto


class Move(Enum):
    """From a cell to another."""

    STAY = auto()
    UP = auto()
    DOWN = auto()
    NEXT = auto()
    BACK = auto()
