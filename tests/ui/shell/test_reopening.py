"""A draft that is closed goes with all its pages, however often one is opened."""

import gc

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.page import Page


def pages():
    return [one for one in gc.get_objects() if isinstance(one, Page)]


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
