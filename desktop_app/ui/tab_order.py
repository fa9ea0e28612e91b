"""Tab goes through a window in the order in which it is read, whenever its parts were made."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_order(window: QWidget, zones: Sequence[QWidget]) -> None:
    """What has the focus by Tab, zone by zone, each in the order it has by itself; the first zone
    that something stands in counts, and what stands in none comes last."""
    places = {id(zone): at for at, zone in enumerate(reversed(zones))}
    last = len(zones)

    def place(widget: QWidget) -> int:
        found, above = -1, widget
        while above is not None and above is not window:
            found = max(found, places.get(id(above), -1))
            above = above.parentWidget()
        return last - 1 - found if found >= 0 else last

    stops = _stops(window)
    wanted = sorted(stops, key=place)
    if wanted != stops:
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before, after)


def _stops(window: QWidget) -> list[QWidget]:
    """What Tab may stop at, in Qt's order."""
    found: list[QWidget] = []
    at = window.nextInFocusChain()
    while at is not window:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None:
            found.append(at)
        at = at.nextInFocusChain()
    return found
