"""What a change would do, old → new, and one press that does it or leaves it."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.core.changes import Change
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.ui.checking.change_words import Outlook, Step, outlook
from desktop_app.ui.checking.pairs import as_html, as_text, in_parts
from desktop_app.ui.flow import Flow
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import Theme, mean
from desktop_app.ui.widgets import button, emptied, words

_MOST_STEPS = 4


class ConfirmCard(QFrame):
    """Asks in its place; hidden while there is nothing to ask. Space agrees, Esc does not.

    `closed` says that nothing is asked any more.
    """

    agreed = Signal()
    closed = Signal()

    def __init__(
        self,
        programme: Programme,
        theme: Theme,
        *,
        name: str = "agree to fix",
        most: int = _MOST_STEPS,
    ) -> None:
        super().__init__()
        self._programme, self._theme, self._most = programme, theme, most
        self._asked_by: QWidget | None = None
        mean(self, "card", "ask")
        self.setObjectName("confirm")
        self._head = words("", "heading", "would change")
        self._steps = QVBoxLayout()
        between(self._steps, 1)
        self._agree = button("", name, primary=True)
        self._give_up_button = button("不改", f"give up {name.rpartition(' ')[2]}")
        deeds = Flow()
        deeds.addWidget(self._agree)
        deeds.addWidget(self._give_up_button)
        layout = QVBoxLayout(self)
        around(layout, 4, 3, 4, 3)
        between(layout, 2)
        layout.addWidget(self._head)
        layout.addLayout(self._steps)
        layout.addLayout(deeds)
        self._agree.clicked.connect(self._do)
        self._give_up_button.clicked.connect(self.give_up)
        escape_key = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape_key.activated.connect(self.give_up)
        self.hide()

    def ask(self, title: str, draft: Draft, change: Change, asked_by: QWidget) -> None:
        """Show what a change would do to a draft, and wait.

        Raises StaleChange when it was made for another state.
        """
        found = outlook(self._programme, draft, change, self._most)
        self._asked_by = asked_by
        self._head.setText(f"{title},会改动 {found.total} 处:")
        emptied(self._steps)
        for label in _lines(self._theme, found):
            self._steps.addWidget(label)
            label.show()
        told = f"{title},改这 {found.total} 处"
        self._agree.setText(told.replace("&", "&&"))
        self._agree.setAccessibleName(told)
        self.show()
        self._agree.setFocus()

    def close_up(self) -> None:
        """Ask nothing any more."""
        self._asked_by = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [self._agree, self._give_up_button]

    @Slot()
    def give_up(self) -> None:
        """Leave things as they are, and go back to what asked."""
        asked_by = self._asked_by
        self.close_up()
        if asked_by is not None:
            asked_by.setFocus()

    @Slot()
    def _do(self) -> None:
        self.agreed.emit()


def _lines(theme: Theme, found: Outlook) -> list[QLabel]:
    labels = [_line(theme, one) for one in found.steps]
    if found.total > len(found.steps):
        labels.append(words(f"…共 {found.total} 处", "soft"))
    return labels


def _line(theme: Theme, one: Step) -> QLabel:
    label = words()
    match one.what:
        case "row_added":
            label.setText(f"{one.where}:增加一行「{one.new}」")
        case "row_removed":
            label.setText(f"{one.where}:删去这一行「{one.old}」")
        case _:
            _show_both(label, theme, one)
    return label


def _show_both(label: QLabel, theme: Theme, one: Step) -> None:
    """Old above new, as in a ledger, with what differs marked."""
    parts = in_parts(one.old, one.new)
    old, new = as_html(theme, parts) if parts else (escape(one.old), escape(one.new))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(f"{escape(one.where)}<br>原:{old or '(空)'}<br>改为:{new or '(空)'}")
    spoken = as_text(parts) if parts else (one.old, one.new)
    label.setAccessibleName(f"{one.where},原:{spoken[0] or '空'},改为:{spoken[1] or '空'}")
