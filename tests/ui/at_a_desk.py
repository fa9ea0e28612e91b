"""A part of the window on the desk of an open draft, worked by key and mouse."""

from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.storage.draft_file import create
from desktop_app.ui.live_audit import LiveAudit
from desktop_app.ui.page import Desk
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme
from tests.ui.conftest import NOW, FakePrompts, on_disk
from tests.ui.hands import Hands


class AtADesk(Hands):
    """Opens a draft, puts what `make` gives before a person, and audits every state."""

    def __init__(self, qtbot, folder, programme, draft, make, *, can_write=True):
        self.qtbot, self.path = qtbot, folder / "a.shenbao"
        first = change_between(Draft(draft.programme), draft, "新建草稿")
        create(self.path, draft.programme, first, author="李工", now=lambda: NOW).close()
        self.ground = self.root = QWidget()
        self.session = Session(self.path, self.root, author="王工", now=lambda: NOW)
        with qtbot.waitSignal(self.session.opened):
            self.session.start()
        self.desk = Desk(
            programme,
            self.session,
            Theme(),
            FakePrompts(),
            "王工",
            lambda: NOW,
            can_write=can_write,
        )
        self.part = make(self.desk)
        QVBoxLayout(self.root).addWidget(self.part)
        self.live = LiveAudit(programme, self.root)
        self.audits = []
        self.live.checked.connect(self.audits.append)
        self.live.checked.connect(self.part.show_audit)
        self.session.changed.connect(self.live.check)
        qtbot.addWidget(self.root, before_close_func=lambda _: self.leave())
        self.root.resize(1150, 684)
        with qtbot.waitActive(self.root):
            self.root.show()
            self.root.activateWindow()
        self.live.check(self.session.draft)
        self.until(lambda: self.audits)

    def leave(self):
        self.live.stop()
        self.part.stop()
        self.session.close()
        self.session.wait(10)

    @property
    def draft(self):
        return self.session.draft

    def saved(self):
        """The draft as it is on the disk, once everything is there."""
        self.until(lambda: on_disk(self.path).values == self.draft.values)
        self.until(lambda: on_disk(self.path).tables == self.draft.tables)
        return on_disk(self.path)

    def undo(self):
        before = self.draft
        self.session.undo()
        self.until(lambda: self.draft != before)

    def lines(self, name):
        """A table as it is read, a list of texts a line."""
        model = self.table(name).model()
        columns = range(model.columnCount())
        return [[model.index(n, c).data() for c in columns] for n in range(model.rowCount())]

    def click(self, name, line, column=1):
        return self.click_cell(self.table(name), line, column)
