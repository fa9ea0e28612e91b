"""A text to take elsewhere."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from desktop_app.ui.copied_line import CopiedLine


def test_a_line_that_was_blank_offers_to_copy_once_it_says_something(qtbot):
    line = CopiedLine("标题", deed="复制标题")
    qtbot.addWidget(line)
    line.show()
    copy = line.findChild(QPushButton, "copy")
    assert not copy.isVisible()
    line.say("某市样板工程\n")
    assert copy.isVisible()
    copy.click()
    assert QGuiApplication.clipboard().text() == "某市样板工程\n"
    assert copy.text() == "已复制 ✓"
    line.say("别的")
    assert (copy.text(), copy.accessibleName()) == ("复制标题", "复制标题:别的")
