"""A clerk at 成册与打印, with printers that can be counted on."""

import threading

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.core.changes import set_path
from desktop_app.jobs.print_memory import PrintMemory
from desktop_app.ui.bundle.bundle_page import BundlePage
from desktop_app.ui.bundle.page_scroll import PageScroll
from desktop_app.ui.live_audit import LiveAudit
from desktop_app.ui.page import Desk
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme
from tests.small_pack import a_small_programme
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.office_printers import OfficePrinters

PAPERS = ("某市样板工程实施方案", "某市项目汇总表")


class Sitting(Hands):
    """A clerk at the page."""

    def __init__(self, qtbot, prompts, path, tmp_path, *, can_write=True, programme=None):
        self.qtbot, self.prompts, self.path = qtbot, prompts, path
        self.owner = QWidget()
        self.session = Session(path, self.owner, author="王工", now=lambda: NOW)
        with qtbot.waitSignal(self.session.opened):
            self.session.start()
        self.programme = programme or a_small_programme()
        self.desk = Desk(
            self.programme, self.session, Theme(), prompts, "王工", lambda: NOW, can_write
        )
        self.live = LiveAudit(self.programme, self.owner)
        self.printers = OfficePrinters(tmp_path)
        self.memory = PrintMemory(tmp_path / "memory.json")
        self.opened = []
        self.sit_down()

    def sit_down(self):
        """Open the page, as on another day."""
        self.ground = self.page = BundlePage(
            self.desk,
            memory=self.memory,
            printers=self.printers,
            open_path=lambda path: not self.opened.append(path),
        )
        self.jumps, self.troubles, self.states = [], [], []
        self.page.jump_asked.connect(self.jumps.append)
        self.page.troubled.connect(self.troubles.append)
        self.page.standing_changed.connect(self.states.append)
        self.live.checked.connect(self.page.show_audit)
        self.session.changed.connect(self.page.show_draft)
        self.session.changed.connect(self.live.check)
        self.page.resize(1150, 700)
        self.page.show()
        self.page.show_draft(self.session.draft)
        self.live.check(self.session.draft)
        self.until(lambda: "正在" not in self.label("verdict"))

    def leave(self):
        self.page.stop()
        self.live.checked.disconnect(self.page.show_audit)
        self.session.changed.disconnect(self.page.show_draft)
        self.page.close()
        self.page.deleteLater()

    def end(self):
        self.leave()
        self.live.stop()
        self.session.close(abandon=True)
        assert self.session.wait(30)
        self.owner.deleteLater()

    def press(self, name, nth=0):
        self.until(lambda: len(self.buttons(name)) > nth and self.buttons(name)[nth].isEnabled())
        super().press(name, nth)

    def choose(self, name, text):
        """Take an entry of a list by the keyboard, as it is shown."""
        combo = self.page.findChild(QComboBox, name)
        at = next(n for n in range(combo.count()) if combo.itemText(n).startswith(text))
        combo.setFocus()
        step = Qt.Key.Key_Down if at > combo.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(at - combo.currentIndex())):
            self.qtbot.keyClick(combo, step)
        assert combo.currentIndex() == at

    @property
    def pages(self):
        return self.page.findChild(PageScroll)

    def build(self):
        self.press("build")
        self.until(lambda: self.label("made title") == "材料已生成")

    def change(self, text, path="basic/city"):
        with self.qtbot.waitSignal(self.session.saved):
            self.session.do("填写", lambda draft: set_path(draft, path, text))

    def print_of(self, title):
        """Press 打印… beside a paper."""
        at = self.labels("paper").index(title)
        self.press("print", at)
        self.until(lambda: "正在" not in self.label("print verdict"))


def edges(page):
    """Where the ink of a page begins."""
    return page.ink.left, page.ink.top, page.ink.right, page.ink.bottom


def page_count(path):
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


class Gate:
    """Holds up a thread until it is opened."""

    def __init__(self):
        self._reached, self._open = threading.Event(), threading.Event()

    @property
    def is_reached(self):
        return self._reached.is_set()

    def wait(self):
        self._reached.set()
        assert self._open.wait(60)

    def open(self):
        self._open.set()


def held_up(monkeypatch):
    """Building stops before the proof until the gate opens."""
    from desktop_app.jobs import build_bundle

    gate = Gate()
    really = build_bundle.prove
    monkeypatch.setattr(build_bundle, "prove", lambda *a, **k: gate.wait() or really(*a, **k))
    return gate


def held_up_mail(monkeypatch):
    """Looking for what a mail lacks waits until the gate opens."""
    from desktop_app.jobs import send_mail

    gate = Gate()
    really = send_mail.send_mail
    monkeypatch.setattr(send_mail, "send_mail", lambda *a, **k: gate.wait() or really(*a, **k))
    return gate


def held_up_printing(monkeypatch):
    """The first page waits until the gate opens."""
    from desktop_app.ui.bundle import printing

    gate = Gate()
    really = printing.image_of
    monkeypatch.setattr(printing, "image_of", lambda one: gate.wait() or really(one))
    return gate
