"""成册与打印 as one page: named, reached by Tab, quick to open."""

import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit

from desktop_app.ui.bundle.page_scroll import PageScroll
from tests.ui.bundle.sitting import PAPERS


def test_everything_has_a_name_and_is_reached_by_tab(sit):
    clerk = sit()
    clerk.build()
    clerk.print_of(PAPERS[0])
    for kind in (QAbstractButton, QCheckBox, QComboBox, QLineEdit, PageScroll):
        for one in clerk.page.findChildren(kind):
            if not one.isVisible():
                continue
            told = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
            assert told, one.objectName()
            if isinstance(one.parent(), QComboBox):
                continue
            assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one.objectName()


def test_nothing_that_writes_or_prints_papers_is_loaded_with_the_page():
    code = (
        "import sys; import desktop_app.ui.bundle.bundle_page, desktop_app.ui.bundle.submit_card; "
        "print([m for m in ('pypdfium2', 'reportlab', 'docx', 'xlsxwriter', 'pikepdf', 'lxml',"
        " 'PySide6.QtPrintSupport') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
