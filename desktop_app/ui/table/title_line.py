"""The title of a table, what it is about, and what can be done to all of it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import words


def title_line(title: str, about: QLabel, deeds: Sequence[QPushButton]) -> QHBoxLayout:
    """One line; `about` takes the room that is left."""
    name = words(title, "title", "table title")
    name.setWordWrap(False)
    line = QHBoxLayout()
    between(line, 3)
    line.addWidget(name)
    line.addWidget(about, 1)
    for one in deeds:
        line.addWidget(one)
    return line
