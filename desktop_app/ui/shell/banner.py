"""A sentence across the window that a person should see, until it is taken note of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, words


class Banner(QFrame):
    """What happened to the draft's file. Nothing pops up for it."""

    elsewhere_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._sign = QLabel()
        self._told = words("", "", "notice")
        self._elsewhere = button("另存到别处…", "save elsewhere")
        self._note = button("知道了", "noted", "知道了,收起这条提醒")
        layout = QHBoxLayout(self)
        between(layout, 2)
        around(layout, 4, 2, 4, 2)
        layout.addWidget(self._sign)
        layout.addWidget(self._told, 1)
        layout.addWidget(self._elsewhere)
        layout.addWidget(self._note)
        self._elsewhere.clicked.connect(self.elsewhere_asked)
        self._note.clicked.connect(self.hide)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Something to know."""
        self._show(sentence, "●", "explain")
        self._elsewhere.hide()

    def warn(self, sentence: str) -> None:
        """Something is not on the disk."""
        self._show(sentence, "▲", "must")
        self._elsewhere.show()

    def _show(self, sentence: str, sign: str, weight: str) -> None:
        self._sign.setText(sign)
        self._told.setText(sentence)
        mean(self, "weight", weight)
        self.setVisible(bool(sentence))
