"""The window keeps the size that a person gave it, whatever is shown in it."""

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.ui.widgets import DropDown
from tests.small_pack import a_small_draft

SMALL_SCREEN = QSize(1366, 728)


def test_no_step_stretches_the_window_beyond_a_small_screen(clerk, faulty):
    clerk.window.resize(SMALL_SCREEN)
    clerk.open(faulty)
    titles = [one.partition(":")[0] for one in clerk.steps()]
    # Forwards and back: what is wide must not stay so when it is left.
    for title in (*titles, *reversed(titles)):
        clerk.go(title)
        clerk.qtbot.wait(1)
        assert clerk.window.size() == SMALL_SCREEN, title


def test_an_empty_table_tells_its_words_whole(clerk, draft_file):
    clerk.window.resize(SMALL_SCREEN)
    clerk.open(draft_file(a_small_draft(projects=[])))
    clerk.go("汇总表")
    for name in ("empty told", "empty hint"):
        clerk.until(lambda name=name: clerk.window.findChild(QLabel, name))
        label = clerk.window.findChild(QLabel, name)
        clerk.until(lambda label=label: label.height() >= label.heightForWidth(label.width()))
        assert label.width() > 500


def test_the_wheel_over_a_list_of_options_chooses_no_other(qtbot):
    combo = DropDown()
    combo.addItems(["3 份", "4 份"])
    qtbot.addWidget(combo)
    combo.show()
    turned = QWheelEvent(
        QPointF(5, 5),
        combo.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, turned)
    assert combo.currentText() == "3 份"
    assert not turned.isAccepted(), "the page beneath scrolls"
