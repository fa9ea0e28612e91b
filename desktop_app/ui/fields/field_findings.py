"""What an audit found at one field, under it: sentence, clause, and the ways to mend it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.core.changes import StaleChange
from desktop_app.core.draft import Draft
from desktop_app.core.findings import Fix, Severity
from desktop_app.core.programme import Programme
from desktop_app.ui.checking.change_words import outlook
from desktop_app.ui.listing import WEIGHTS, Entry
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, emptied, words

_MOST_PLACES = 2
_MOST_STEPS = 2


class FieldFindings(QWidget):
    """`fix_asked` brings an entry of the list and the fix; `jump_asked` where else to look."""

    fix_asked = Signal(object, object)
    jump_asked = Signal(str)

    def __init__(self, programme: Programme, path: str) -> None:
        super().__init__()
        self._programme, self._path = programme, path
        self._shown: tuple[Entry, ...] = ()
        self._stops: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        around(self._layout, 0, 1, 0, 0)
        between(self._layout, 2)
        self.hide()

    def point_to(self, path: str) -> None:
        """Be for another place, of which nothing is known yet."""
        self._path = path
        self._shown, self._stops = (), []
        emptied(self._layout)
        self.hide()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._shown

    def show_entries(self, draft: Draft, entries: Sequence[Entry], *, can_write: bool) -> bool:
        """Show these findings of a state of the draft; whether they are others than before."""
        shown = tuple(entries)
        if shown == self._shown:
            return False
        self._shown, self._stops = shown, []
        emptied(self._layout)
        for entry in shown:
            one = self._card(draft, entry, can_write=can_write)
            self._layout.addWidget(one)
            one.show()
        self.setVisible(bool(shown))
        return True

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return list(self._stops)

    def _card(self, draft: Draft, entry: Entry, *, can_write: bool) -> QFrame:
        found = entry.finding
        frame, layout = card(WEIGHTS[found.severity] if entry.is_open else "ok")
        frame.setObjectName("field finding")
        head = words(f"{entry.weight}  {found.code}", "", "finding weight")
        mean(head, "issue", WEIGHTS[found.severity] if entry.is_open else "ok")
        message = words(found.message, "", "finding message")
        layout.addWidget(head)
        layout.addWidget(message)
        if found.explanation:
            layout.addWidget(words(f"情况说明:{found.explanation}", "soft"))
        if found.clause:
            quote = f":「{found.quote}」" if found.quote else ""
            layout.addWidget(words(f"通知 {found.clause}{quote}", "caption", "finding clause"))
        for fix in found.fixes if can_write else ():
            told = self._told(draft, fix)
            one = button(fix.title, "field fix", f"{fix.title}。{told}")
            one.setToolTip(told)
            one.clicked.connect(partial(self.fix_asked.emit, entry, fix))
            self._add(layout, one, told)
        others = [place for place in found.places if place.path != self._path]
        for place in others[:_MOST_PLACES]:
            field = self._programme.field(place.path) if place.path.count("/") == 1 else None
            one = button(f"去看 {field.label if field else place.label}", "other place")
            one.clicked.connect(partial(self.jump_asked.emit, place.path))
            self._add(layout, one)
        if found.severity is Severity.EXPLAIN and entry.is_open and can_write:
            one = button("去写情况说明", "go explain", f"去核对一步为 {found.spoken} 写情况说明")
            one.clicked.connect(partial(self.jump_asked.emit, "check"))
            self._add(layout, one)
        return frame

    def _add(self, layout: QVBoxLayout, deed: QPushButton, told: str = "") -> None:
        """A deed on a line of its own: two long ones side by side are wider than a small screen."""
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(deed)
        if told:
            line.addWidget(words(told, "caption"), 1)
        else:
            line.addStretch(1)
        layout.addLayout(line)
        self._stops.append(deed)

    def _told(self, draft: Draft, fix: Fix) -> str:
        """What a fix would change, in a line."""
        try:
            found = outlook(self._programme, draft, fix.change, _MOST_STEPS)
        except StaleChange:
            return ""
        steps = [f"{one.where}:{one.old or '(空)'} → {one.new or '(空)'}" for one in found.steps]
        more = f" 等{found.total}处" if found.total > len(found.steps) else ""
        return ";".join(steps) + more
