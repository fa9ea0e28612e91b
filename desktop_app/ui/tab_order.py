"""Tab goes through a window in the order in which it is read, whenever its parts were made."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_order(window: QWidget, zones: Sequence[QWidget]) -> None:
    """What has the focus by Tab, zone by zone, each in the order it has by itself; the first zone
    that something stands in counts, and what stands in none comes last."""

    def place(widget: QWidget) -> int:
        inside = (at for at, zone in enumerate(zones) if zone.isAncestorOf(widget))
        return next(inside, len(zones))

    stops = _stops(window)
    wanted = sorted(stops, key=place)
    if wanted != stops:
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before, after)


def _stops(window: QWidget) -> list[QWidget]:
    """What Tab may stop at, in Qt's order."""
    chain: list[QWidget] = []
    at = window.nextInFocusChain()
    while at is not window:
        chain.append(at)
        at = at.nextInFocusChain()
    # PySide takes what such a question brings for a child of whom it asked, and forgets it together
    # with that one; asked for its parent, it knows better.
    for one in (*chain, window):
        one.parentWidget()
    # What stands in for another by its proxy too: left behind, it would be the last that is met.
    return [one for one in chain if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
