"""The rail where there is little room: every sign and icon of a long guide is seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from desktop_app.core.steps import steps_of
from desktop_app.ui.shell.rail import Rail
from desktop_app.ui.theme import Theme
from tests.park_pack import a_park_programme


@pytest.fixture
def folded(qtbot, qapp):
    theme = Theme()
    theme.wear(qapp, "light", 1.5)

    def at(height):
        rail = Rail(steps_of(a_park_programme()), theme)
        rail.setFixedHeight(height)
        qtbot.addWidget(rail)
        rail.fold(is_folded=True)
        with qtbot.waitExposed(rail):
            rail.show()
        return rail, rail.findChild(QListView)

    yield at
    theme.wear(qapp, "light", 1.0)


def test_at_150_per_cent_a_long_guide_is_seen_whole(folded, qtbot):
    _, view = folded(642)
    qtbot.waitUntil(lambda: view.visualRect(view.model().index(1, 0)).height() > 0)
    assert view.verticalScrollBar().maximum() == 0
    last = view.visualRect(view.model().index(view.model().rowCount() - 1, 0))
    assert last.bottom() <= view.viewport().height()


def test_where_it_cannot_be_the_bar_stands_beside_the_icons(folded, qtbot):
    rail, view = folded(300)
    whole, _ = folded(642)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    assert view.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    assert rail.width() - whole.width() >= view.verticalScrollBar().width()
