"""Somebody at the start page."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
)

from desktop_app.jobs.environment import Health, Looked
from desktop_app.ui.start.programmes import Packs
from desktop_app.ui.start.start_page import StartPage
from tests.small_pack import a_city_programme
from tests.ui.hands import Hands, commit

NOW = datetime(2024, 11, 11, 10, 40)


PRINTER = Looked(Health.EXPLAIN, "打印机", "没有找到打印机。", "请接好打印机。")


SCREEN = Looked(Health.OK, "屏幕", "可用 1366 × 768")


class Person(Hands):
    """Somebody at the start page."""

    def __init__(self, qtbot, prompts, practice, **options):
        self.qtbot, self.prompts = qtbot, prompts
        self.opened: list[Path] = []
        self.chosen = 0
        options = {"packs": lambda: Packs((a_city_programme(),))} | options
        self.ground = self.page = StartPage(
            prompts,
            author="王工",
            now=lambda: NOW,
            practice=lambda: practice,
            here=lambda: (SCREEN,),
            printers=lambda: PRINTER,
            **options,
        )
        qtbot.addWidget(self.page, before_close_func=lambda page: page.stop())
        self.page.open_asked.connect(self.opened.append)
        self.page.choose_asked.connect(self._choose)
        self.page.resize(1366, 684)
        self.page.show()
        self.until(lambda: self.visible(QAbstractButton, "new") or self.labels("pack fault"))
        self.until(lambda: self.labels("recent title") or self.labels("nothing recent"))

    def _choose(self):
        self.chosen += 1

    def can(self, name):
        return self.visible(QAbstractButton, name)[0].isEnabled()

    def press(self, name, nth=0):
        self.until(lambda: len(self.buttons(name)) > nth and self.buttons(name)[nth].isEnabled())
        super().press(name, nth)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifier)

    def type(self, text):
        focused = QApplication.focusWidget()
        (focused.lineEdit() if isinstance(focused, QComboBox) else focused).selectAll()
        commit(focused, text)

    def drop(self, *paths):
        told = QMimeData()
        told.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
        how = (
            Qt.DropAction.CopyAction,
            told,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.page, QDragEnterEvent(QPoint(50, 50), *how))
        QApplication.sendEvent(self.page, QDropEvent(QPointF(50, 50), *how))
