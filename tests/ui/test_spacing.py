"""Room and sizes are told in steps at 100 %, and follow the scale while windows are open."""

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.spacing import apart, around, between, grows, px, shared, sized, wear_scale


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    wear_scale(QApplication.instance(), 1.0)
    yield made
    wear_scale(QApplication.instance(), 1.0)


def wear(scale):
    wear_scale(QApplication.instance(), scale)


def test_margins_and_room_between_are_steps_of_four(window):
    layout = QVBoxLayout(window)
    around(layout, 6, 4, 6, 3)
    between(layout, 2)

    assert layout.contentsMargins().left() == 24
    assert (layout.contentsMargins().bottom(), layout.spacing()) == (12, 8)

    wear(1.5)

    assert layout.contentsMargins().left() == 36
    assert (layout.contentsMargins().bottom(), layout.spacing()) == (18, 12)


def test_what_is_laid_out_within_and_not_shown_follows_too(window):
    outer, inner, grid = QVBoxLayout(window), QHBoxLayout(), QGridLayout()
    outer.addLayout(inner)
    inner.addLayout(grid)
    between(inner, 3)
    between(grid, 4, 1)

    wear(2.0)

    assert inner.spacing() == 24
    assert (grid.horizontalSpacing(), grid.verticalSpacing()) == (32, 8)


def test_what_is_made_later_has_the_scale_at_once(window):
    wear(1.25)
    layout = QHBoxLayout(window)
    between(layout, 2)
    assert (layout.spacing(), px(16)) == (10, 20)


def test_room_set_apart_grows_and_what_stretches_does_not(window):
    layout = QVBoxLayout(window)
    layout.setSpacing(0)
    layout.addStretch(1)
    for text in ("一", "二"):
        layout.addWidget(QLabel(text))
        apart(layout, 2)
    before = layout.minimumSize().height()

    wear(2.0)

    assert layout.minimumSize().height() == before + 2 * 8


def test_sizes_of_widgets_grow(window):
    label = QLabel("一", window)
    sized(label, width=100, minimumHeight=32)
    wear(1.5)
    assert (label.minimumWidth(), label.maximumWidth(), label.minimumHeight()) == (150, 150, 48)


def test_a_column_somebody_drew_keeps_its_part(window):
    table = QTableWidget(1, 3, window)
    head = table.horizontalHeader()
    head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    grows(head, 80, 0, 60)
    head.resizeSection(0, 120)

    wear(1.5)

    assert head.sectionSize(0) == 180


def test_the_parts_of_a_splitter_grow(window, qtbot):
    QVBoxLayout(window).addWidget(parts := QSplitter())
    for _ in range(2):
        parts.addWidget(QWidget())
    shared(parts, 100, 300)
    window.resize(800, 200)
    window.show()
    qtbot.waitExposed(window)
    wear(1.5)
    first, second = parts.sizes()
    assert second == pytest.approx(3 * first, rel=0.05)
