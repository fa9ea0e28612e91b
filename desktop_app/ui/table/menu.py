"""The menu of the rows and cells of a table."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.icons import icons_of
from desktop_app.ui.table.deed_names import DEEDS
from desktop_app.ui.theme import worn_theme

_ICONS = {
    "copy": "copy",
    "paste": "paste",
    "above": "add",
    "below": "add",
    "up": "up",
    "down": "down",
    "remove": "delete",
    "find": "search",
    "column": "filter",
}


def row_menu(parent: QWidget, refusal: Callable[[str], str], do: Callable[[str], None]) -> QMenu:
    """Everything that can be done to what is selected; what cannot be done now says why."""
    menu = QMenu(parent)
    menu.setObjectName("row menu")
    menu.setToolTipsVisible(True)
    theme = worn_theme()
    for deed in DEEDS:
        if deed.starts_group:
            menu.addSeparator()
        action = QAction(f"{deed.words}\t{deed.keys}" if deed.keys else deed.words, menu)
        action.setObjectName(deed.name)
        if theme is not None and deed.name in _ICONS:
            action.setIcon(icons_of(theme).icon(_ICONS[deed.name]))
        why = refusal(deed.name)
        action.setEnabled(not why)
        action.setToolTip(why or deed.words)
        action.triggered.connect(lambda _=False, name=deed.name: do(name))
        menu.addAction(action)
    return menu
