"""A draft that is closed goes with all its pages, however often one is opened."""

import gc

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.page import Page
from desktop_app.ui.table.summary_page import SummaryPage


def pages():
    return [one for one in gc.get_objects() if isinstance(one, Page)]


def test_where_one_was_last_is_shown_at_once_and_no_other_page_is_made(clerk, faulty):
    clerk.open(faulty)
    clerk.window.jump("summary")
    clerk.press("home")
    clerk.press("open")
    clerk.until(lambda: clerk.window.findChild(SummaryPage))
    assert [type(one) for one in clerk.window.findChildren(Page)] == [SummaryPage]


def test_a_closed_draft_leaves_no_page_and_no_widget_behind(clerk, faulty, qtbot):
    left = []
    # Of a test before, whose frames may not be gone yet.
    others = pages()
    for _ in range(2):
        clerk.open(faulty)
        for step in clerk.steps():
            clerk.go(step.partition(":")[0])
        clerk.press("home")
        clerk.until(lambda: clerk.window.windowTitle() == "申报匣")
        clerk.until(lambda: clerk.shown("open"))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert not [one for one in pages() if not any(one is other for other in others)]
        left.append(len(QApplication.allWidgets()))
    assert left[0] == left[1]
