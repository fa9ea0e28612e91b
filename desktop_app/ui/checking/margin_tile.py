"""One threshold of the strip: what it is called, and value against limit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from desktop_app.core.margins import Standing
from desktop_app.core.programme import Programme
from desktop_app.ui.checking.margin_words import figures, mark_of, spoken
from desktop_app.ui.spacing import around
from desktop_app.ui.theme import mean


class MarginTile(QPushButton):
    """Pressed, its detail is unfolded."""

    def __init__(self, programme: Programme, standing: Standing, after: Standing | None) -> None:
        super().__init__()
        self.standing, self.after = standing, after
        self.setObjectName("margin tile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        mean(self, "deed", "tile")
        mark = mark_of(programme, after or standing)
        title = QLabel(standing.title)
        title.setTextFormat(Qt.TextFormat.PlainText)
        mean(title, "tone", "caption")
        value = QLabel(f"{mark.sign} {figures(standing, after)}")
        value.setObjectName("margin value")
        value.setTextFormat(Qt.TextFormat.PlainText)
        mean(value, "figure", mark.token)
        layout = QVBoxLayout(self)
        around(layout, 3, 1, 3, 1)
        layout.setSpacing(1)
        for one in (title, value):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(one)
        told = spoken(programme, standing, after)
        self.setToolTip(told)
        self.setAccessibleName(told)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.layout().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()
