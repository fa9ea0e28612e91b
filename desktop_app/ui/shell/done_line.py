"""A sentence over the page on what was just done, with the one step that takes it back."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop_app.jobs.saving import Standing
from desktop_app.ui.session import Session
from desktop_app.ui.spacing import around
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, words


class DoneLine(QFrame):
    """撤销 is offered while the next undo is of that very deed, and never of a later one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("banner")
        mean(self, "weight", "ok")
        self._session = session
        self._label = ""
        self._said = words("", "", "done")
        self._undo = button("撤销", "undo done")
        self._note = button("知道了", "done noted", "知道了,收起这条消息")
        layout = QHBoxLayout(self)
        around(layout, 4, 2, 4, 2)
        layout.addWidget(QLabel("✓"))
        layout.addWidget(self._said, 1)
        layout.addWidget(self._undo)
        layout.addWidget(self._note)
        self._undo.clicked.connect(self._take_back)
        self._note.clicked.connect(self.hide)
        session.changed.connect(self._wait)
        session.saved.connect(self._look)
        self.hide()

    @Slot(str, str)
    def tell(self, sentence: str, label: str) -> None:
        """Say what was done; `label` is the name of its change."""
        self._label = label
        self._said.setText(sentence)
        self._undo.setAccessibleName(f"撤销:{label}")
        self._undo.show()
        self._undo.setEnabled(False)
        self.show()
        if (settled := self._session.settled) is not None:
            self._look(settled)

    @Slot(object)
    def _wait(self, _: object) -> None:
        # What is being written may be something else: its undo is not ours.
        self._undo.setEnabled(False)

    @Slot(object, int)
    def _look(self, standing: Standing, _: int = 0) -> None:
        if self.isHidden():
            return
        if standing.redoable == self._label:
            self.hide()
            return
        is_next = standing.undoable == self._label and not standing.read_only
        self._undo.setEnabled(is_next)
        self._undo.setVisible(is_next)

    @Slot()
    def _take_back(self) -> None:
        self._session.undo()
