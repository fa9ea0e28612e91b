"""A clerk at the window: opens drafts, presses buttons and keys, reads what is on the screen."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.ui.chinese import wear_own_face
from desktop_app.ui.prompts import Leave
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.theme import Theme
from desktop_app.ui.tidying import Tidying
from tests.small_pack import a_small_draft, a_small_programme
from tests.ui.bare_look import bare_again
from tests.ui.hands import PATIENCE, Hands
from tests.ui.pages import LOOKS, settle

NOW = datetime(2024, 11, 18, 9, 30)


class PatientBot(QtBot):
    """What must come may come late on a busy machine; only what never comes fails a test."""

    def waitUntil(self, callback, *, timeout=PATIENCE):  # noqa: N802 - the plugin's name
        return super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE, **wishes):  # noqa: N802 - the plugin's name
        return super().waitSignal(signal, timeout=timeout, **wishes)


@pytest.fixture(scope="session", autouse=True)
def _one_face_on_every_machine(qapp):
    """What fits where must not hang on the fonts that a machine happens to have."""
    wear_own_face(qapp)


@pytest.fixture(autouse=True)
def _garbage_as_in_the_window(qapp):
    """What nobody holds any more goes in the window's thread; other tests have no such thread."""
    tidying = Tidying(qapp)
    yield
    tidying.stop()


class FakePrompts:
    """Answers in place of dialogs, and remembers what was told and asked."""

    def __init__(self):
        self.path = None
        self.new_path = None
        self.answer = Leave.STAY
        self.agreed = True
        self.folder = None
        self.pdf = None
        self.scans = ()
        self.official = None
        self.pack = None
        self.list_file = None
        self.files = []
        self.told: list[str] = []
        self.asked: list[str] = []

    def draft_to_open(self, parent):
        del parent
        return self.path

    def draft_to_save(self, parent, suggested):
        del parent, suggested
        return self.new_path

    def folder_for_bundle(self, parent, suggested):
        del parent, suggested
        return self.folder

    def pdf_to_save(self, parent, suggested):
        del parent, suggested
        return self.pdf

    def paper_to_save(self, parent, title, suggested, kinds=""):
        del parent, title, suggested, kinds
        return self.path

    def scans_to_check(self, parent, start):
        del parent, start
        return self.scans

    def official_form(self, parent):
        del parent
        return self.official

    def pack_to_install(self, parent):
        del parent
        return self.pack

    def list_to_load(self, parent):
        del parent
        return self.list_file

    def files_to_import(self, parent):
        del parent
        return self.files

    def folder_to_use(self, parent, suggested):
        del parent, suggested
        return self.folder

    def tell(self, parent, sentence):
        del parent
        self.told.append(sentence)

    def agrees(self, parent, sentence, deed):
        del parent, deed
        self.asked.append(sentence)
        return self.agreed

    def leave(self, parent, sentence):
        del parent
        self.asked.append(sentence)
        return self.answer


class Clerk(Hands):
    """Drives a window by what a person sees of it."""

    def __init__(self, qtbot, prompts, **options):
        self.qtbot, self.prompts = qtbot, prompts
        self.ground = self.window = MainWindow(prompts, author="王工", now=lambda: NOW, **options)
        # A window that is closed writes its draft first.
        qtbot.addWidget(self.window, before_close_func=lambda _: self.close())
        self.window.show()

    def open(self, path):
        """Open a draft and go to its findings."""
        self.prompts.path = path
        if self.shown("open"):
            self.press("open")
        else:
            self.key(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: path.name in self.window.windowTitle())
        self.go("核对")
        self.until(lambda: self.left().startswith(("还剩", "没有要处理")))

    def steps(self):
        """The rail as it is read: titles with how they stand."""
        model = self.window.findChild(QListView, "steps").model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(line, 0).data(role) for line in range(model.rowCount())]

    def go(self, title):
        """Click on a step of the rail."""
        self.until(lambda: self.window.findChild(QListView, "steps"))
        rail = self.window.findChild(QListView, "steps")
        at = next(n for n, one in enumerate(self.steps()) if title in one.partition(":")[0])
        index = rail.model().index(at, 0)
        rail.scrollTo(index)
        where = rail.visualRect(index).center()
        self.qtbot.mouseClick(rail.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def close(self):
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.window.isVisible())

    def left(self):
        return self.label("counts")

    def spoken(self):
        """The code of the finding that is shown in full."""
        return self.label("spoken")

    def findings(self):
        """The list as it is read: one line a finding."""
        model = self.window.findChild(QTableView, "findings").model()
        return [
            " ".join(model.index(line, column).data() for column in range(model.columnCount()))
            for line in range(model.rowCount())
        ]

    def line(self):
        """The line of the list that is selected."""
        (index,) = self.window.findChild(QTableView, "findings").selectionModel().selectedRows()
        return index.row()

    def choose(self, spoken):
        """Click on the finding with this code."""
        table = self.window.findChild(QTableView, "findings")
        at = next(n for n, one in enumerate(self.findings()) if f" {spoken} " in one)
        self.click_cell(table, at, 1)
        self.until(lambda: self.spoken() == spoken)

    def fill(self, name, text):
        """Type into the field of this name, in place of what is there."""
        self.until(lambda: any(one.isVisible() for one in self.window.findChildren(QWidget, name)))
        found = self.window.findChildren(QWidget, name)
        next(one for one in found if one.isVisible()).setFocus()
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def search(self, text):
        field = self.window.findChild(QLineEdit, "filter")
        field.setFocus()
        field.selectAll()
        self.type(text)

    def box(self):
        """The text box for the explanation."""
        return self.window.findChild(QPlainTextEdit, "explanation")

    def write_explanation(self, text):
        self.box().setFocus()
        self.box().selectAll()
        self.type(text)


@pytest.fixture(scope="session", autouse=True)
def _no_clipboard_left(qapp):
    """What Python put there must go before Python does: off the screen Qt keeps it to the last."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def _bare(qapp):
    with bare_again(qapp):
        yield


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture
def prompts():
    return FakePrompts()


@pytest.fixture
def small():
    return a_small_programme()


@pytest.fixture
def clerk(qtbot, prompts, small):
    """A clerk who works on the small programme."""
    return Clerk(qtbot, prompts, load=lambda _: small)


@pytest.fixture
def draft_file(tmp_path):
    """Makes a draft file that holds a draft of the small programme."""

    def make(draft: Draft, name="a.shenbao"):
        path = tmp_path / name
        first = change_between(Draft(draft.programme), draft, "新建草稿")
        create(path, draft.programme, first, author="李工", now=lambda: NOW).close()
        return path

    return make


@pytest.fixture
def at(qtbot, prompts, small, faulty, qapp):
    """Opens the faulty draft at a step, in a window of this size and scale."""

    def show(step, look=LOOKS[0], scheme="light"):
        width, height, scale = look
        theme = Theme(scheme, scale)
        theme.dress(qapp)
        clerk = Clerk(qtbot, prompts, load=lambda _: small, theme=theme)
        clerk.window.resize(width, height)
        clerk.open(faulty)
        clerk.window.jump(step)
        settle()
        clerk.window.wear = lambda worn: theme.wear(qapp, scheme, worn)
        return clerk.window

    return show


@pytest.fixture
def faulty(draft_file):
    """A draft with a little of everything that can be wrong."""
    return draft_file(a_faulty_draft())


def a_faulty_draft() -> Draft:
    return a_small_draft(
        projects=[
            {"name": "甲厂改造项目(一期)", "investment": "19.5", "county": "东港区"},
            {"name": "乙厂改造项目", "investment": "30", "county": "西山县"},
            {"name": "丙厂改造项目", "investment": "18", "county": "西山县"},
        ],
        plan=[{"name": "甲厂改造项目（一期）"}, {"name": "乙厂改造项目"}, {"name": "丙厂改造项目"}],
        basic_city="某市",
        basic_firms="10",
        goals="全市共实施项目4个。",
        funds="用于改造。",
    )


def on_disk(path) -> Draft:
    """What a draft file holds now."""
    with open_draft(path, read_only=True) as file:
        return file.draft
