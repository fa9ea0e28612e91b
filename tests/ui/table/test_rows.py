"""Rows are set in, doubled, moved and deleted."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.table.conftest import ALT, CTRL, SHIFT, Key


def test_rows_are_set_in_doubled_moved_and_deleted_and_keep_their_ids(clerk):
    clerk.click(1, "项目名称")
    clerk.key(Key.Key_Return, CTRL)
    assert clerk.column("项目名称") == ["甲项目", "乙项目", "", "丙项目"]
    assert clerk.cursor() == (2, "项目名称")
    clerk.key(Key.Key_Return, CTRL | SHIFT)
    assert clerk.column("项目名称") == ["甲项目", "乙项目", "", "", "丙项目"]
    clerk.select(2, "项目名称", 3, "项目名称")
    clerk.key(Key.Key_Minus, CTRL)
    assert [row.id for row in clerk.rows()] == ["p1", "p2", "p3"]
    assert "已删除 2 行" in clerk.label("table notice")
    clerk.click(2, "项目名称")
    clerk.key(Key.Key_Up, ALT)
    assert [row.id for row in clerk.rows()] == ["p1", "p3", "p2"]
    assert clerk.cursor() == (1, "项目名称")
    clerk.key(Key.Key_D, CTRL | SHIFT)
    assert clerk.column("项目名称") == ["甲项目", "丙项目", "丙项目", "乙项目"]
    assert len({row.id for row in clerk.rows()}) == 4
    clerk.until(lambda: clerk.undoable == "复制 1 行")
    clerk.undo()
    clerk.until(lambda: [row.id for row in clerk.rows()] == ["p1", "p3", "p2"])


def test_the_button_adds_a_row_and_puts_the_cursor_into_it(clerk):
    clerk.press("add row")
    assert clerk.cursor() == (3, "项目名称")
    clerk.keys("new")
    clerk.key(Key.Key_Return)
    assert clerk.column("项目名称")[3] == "new"
    clerk.until(lambda: clerk.undoable.startswith("填写"))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_the_rows_does_what_it_says(clerk):
    clerk.click(1, "项目名称")
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(9, 9))
    QApplication.sendEvent(clerk.grid, asked)
    menu = clerk.window.findChild(QMenu, "row menu")
    words = [one.text().partition("\t")[0] for one in menu.actions() if one.text()]
    assert words[:6] == ["剪切", "复制", "连同列名复制", "粘贴…", "清除内容", "向下填充"]
    menu.findChild(QAction, "remove").trigger()
    menu.close()
    assert clerk.column("项目名称") == ["甲项目", "丙项目"]
