"""A page in a bare window, over a real session with a live audit, used by keys and mouse."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui.live_audit import LiveAudit
from desktop_app.ui.page import Desk
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme
from tests.ui.hands import Hands

NOW = datetime(2024, 11, 18, 9, 30)


class Window(QWidget, Hands):
    """What the main window does for a page, and no more."""

    def __init__(self, qtbot, programme, path, prompts, make, *, can_write=True, now=NOW):
        super().__init__()
        self.qtbot, self.programme, self.path = qtbot, programme, path
        self.ground = self
        self.resize(1000, 700)
        self.jumps: list[str] = []
        self.troubles: list[str] = []
        self.audits = 0
        self.standing = None
        self.session = Session(path, self, author="王工", now=lambda: now)
        self.session.saved.connect(self._save)
        with qtbot.waitSignal(self.session.opened):
            self.session.start()
        desk = Desk(
            programme,
            self.session,
            Theme(),
            prompts,
            author="王工",
            now=lambda: now,
            can_write=can_write,
        )
        self.page = make(desk)
        QVBoxLayout(self).addWidget(self.page)
        self.live = LiveAudit(programme, self)
        self.live.checked.connect(self._audited)
        self.session.changed.connect(self._changed)
        self.page.jump_asked.connect(self.jumps.append)
        self.page.troubled.connect(self.troubles.append)
        for keys, deed in (("Ctrl+Z", self.session.undo), ("Ctrl+Y", self.session.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        qtbot.addWidget(self, before_close_func=lambda _: self.end())
        self.show()
        self.activateWindow()
        self.live.check(self.session.draft)
        self.until(lambda: self.audits)

    def end(self):
        self.page.stop()
        self.live.stop()
        with self.qtbot.waitSignal(self.session.closed):
            self.session.close()
        assert self.session.wait(30)

    def _save(self, standing, _):
        self.standing = standing

    def _changed(self, draft):
        self.page.show_draft(draft)
        self.live.check(draft)

    def _audited(self, found):
        self.audits += 1
        self.page.show_audit(found)

    def value(self, path):
        return self.session.draft.value(path)

    def field(self, name) -> QLineEdit:
        return self.page.findChild(QWidget, f"field {name}")

    def go(self, name):
        """Click into a field."""
        self.qtbot.mouseClick(self.field(name), Qt.MouseButton.LeftButton)

    def focused(self):
        return self.focusWidget() or self

    def keys(self, text):
        self.qtbot.keyClicks(self.focused(), text)

    def shows(self, text):
        """Whether a label on the screen says this somewhere."""
        found = self.findChildren(QLabel)
        return any(text in one.text() for one in found if one.isVisible())
