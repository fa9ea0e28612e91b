"""Widths of a grid's columns and which are hidden: to begin with, and as a person left them."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu

from desktop_app.core.pack_forms import Field
from desktop_app.core.values import NUMBERS, Kind
from desktop_app.ui.spacing import grows, px, scale
from desktop_app.ui.table.grid import Grid
from desktop_app.ui.table.looks import Looks, looks_from
from desktop_app.ui.table.model import TableModel

_KEPT_AFTER = 400
_NARROWEST, _LONG, _WIDEST = 5, 20, 26
_ROOM_OF_HEAD = 44
# Their signs are half as wide as a hanzi.
_IN_DIGITS = (*NUMBERS, Kind.CREDIT_CODE, Kind.PHONE)


class Columns(QObject):
    """Keeps widths and hidden columns of a grid under a key."""

    def __init__(
        self,
        grid: Grid,
        model: TableModel,
        kept: MutableMapping[str, str],
        key: str,
        *,
        hidden_at_first: frozenset[str],
    ) -> None:
        super().__init__(grid)
        self._grid, self._model, self._kept, self._key = grid, model, kept, key
        self._hidden_at_first = hidden_at_first
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEPT_AFTER)
        self._timer.timeout.connect(self.keep)
        # What the column of this place has beyond its own width, in pixels at 100 %.
        self._filled, self._beyond, self._scale = 0, 0.0, scale()
        # Those that somebody drew to a width.
        self._drawn: set[int] = set()
        self._is_own = False
        self._refill = QTimer(self)
        self._refill.setSingleShot(True)
        self._refill.setInterval(0)
        self._refill.timeout.connect(self._fill)
        self._dress(looks_from(kept.get(key, "")))
        grows(grid.horizontalHeader())
        grid.horizontalHeader().sectionResized.connect(self._wait)
        grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize and self._scale == scale():
            self._fill()
        return super().eventFilter(watched, event)

    def set_hidden(self, column: str, *, is_hidden: bool) -> None:
        """Hide or show a column; the last one that is seen stays."""
        if is_hidden and len(self._grid.seen_columns()) <= 1:
            return
        with self._unheard():
            self._grid.setColumnWidth(self._filled, self._own_width(self._filled))
            self._grid.setColumnHidden(self._model.places[column], is_hidden)
        self._beyond = 0.0
        self._fill()
        self._grid.frozen.place()
        self.keep()

    def menu(self) -> QMenu:
        """The columns to tick, and the way back to how it was at first."""
        menu = QMenu(self._grid)
        for at, column in enumerate(self._model.columns):
            action = QAction(column.label, menu)
            action.setCheckable(True)
            action.setChecked(not self._grid.isColumnHidden(at))
            action.setData(column.id)
            action.toggled.connect(self._toggle)
            menu.addAction(action)
        menu.addSeparator()
        first = QAction("恢复原来的列和列宽", menu)
        first.triggered.connect(self._as_at_first)
        menu.addAction(first)
        return menu

    @Slot()
    def keep(self) -> None:
        """Write down how the columns are now."""
        self._timer.stop()
        columns = self._model.columns
        hidden = frozenset(c.id for at, c in enumerate(columns) if self._grid.isColumnHidden(at))
        widths = {
            c.id: round(self._own_width(at) / scale())
            for at, c in enumerate(columns)
            if c.id not in hidden and at in self._drawn
        }
        self._kept[self._key] = Looks(widths, hidden).to_text()

    def _dress(self, looks: Looks) -> None:
        metrics = self._grid.fontMetrics()
        hidden = self._hidden_at_first if looks.hidden is None else looks.hidden
        if all(column.id in hidden for column in self._model.columns):
            hidden = frozenset()
        self._beyond, self._drawn = 0.0, set()
        with self._unheard():
            for at, column in enumerate(self._model.columns):
                kept = px(looks.widths.get(column.id, 0))
                if kept:
                    self._drawn.add(at)
                self._grid.setColumnHidden(at, column.id in hidden)
                if column.id not in hidden:
                    self._grid.setColumnWidth(at, kept or usual_width(column, metrics))
        self._fill()
        self._grid.frozen.place()

    def _own_width(self, at: int) -> int:
        beyond = self._beyond * scale() if at == self._filled else 0
        return self._grid.columnWidth(at) - round(beyond)

    @Slot()
    def _fill(self) -> None:
        """No empty ground beside a table: the first column, a name most often, takes it, unless
        somebody drew it as it is."""
        self._scale = scale()
        seen = self._grid.seen_columns()
        if seen[0] in self._drawn:
            return
        own = [self._own_width(at) for at in seen]
        beyond = max(0, self._grid.viewport().width() - sum(own))
        with self._unheard():
            self._grid.setColumnWidth(seen[0], own[0] + beyond)
        self._filled, self._beyond = seen[0], beyond / scale()

    @contextmanager
    def _unheard(self) -> Iterator[None]:
        """What happens here is nobody's wish about widths."""
        self._is_own = True
        try:
            yield
        finally:
            self._is_own = False

    @Slot(int, int, int)
    def _wait(self, at: int, _: int, __: int) -> None:
        if self._is_own:
            return
        if self._scale != scale():
            self._refill.start()
            return
        self._drawn.add(at)
        if at == self._filled:
            self._beyond = 0.0
        self._timer.start()

    @Slot(bool)
    def _toggle(self, is_shown: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            column = str(action.data())
            self.set_hidden(column, is_hidden=not is_shown)
            at = self._model.places[column]
            if is_shown and self._grid.columnWidth(at) < self._grid.head.minimumSectionSize():
                wanted = usual_width(self._model.columns[at], self._grid.fontMetrics())
                self._grid.setColumnWidth(at, wanted)

    @Slot()
    def _as_at_first(self) -> None:
        self._dress(Looks())
        self.keep()


def usual_width(column: Field, metrics: QFontMetrics) -> int:
    """The width that a form gives a column, wide enough for its head in two lines."""
    sign = metrics.horizontalAdvance("国")
    # A long text, as a project's name, is read whole.
    signs = _WIDEST if column.width >= _LONG else max(column.width, _NARROWEST)
    if column.kind in _IN_DIGITS:
        sign = metrics.horizontalAdvance("0") + 1
    half = metrics.horizontalAdvance(column.label) // 2 + sign // 2
    hanzi = metrics.horizontalAdvance("国")
    head = min(metrics.horizontalAdvance(column.label), max(half, 4 * hanzi))
    return max(signs * sign + px(16), head + px(_ROOM_OF_HEAD))
