"""The small parts that all panels are made of."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.widgets import Narrowing, TextBox


def compose(widget, text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_an_input_method_does_not_write_into_what_is_only_to_be_read(qtbot):
    box = TextBox("情况说明", "explanation")
    qtbot.addWidget(box)
    box.setPlainText("甲")
    box.setReadOnly(True)
    compose(box, "乙")
    assert box.text() == "甲"
    box.setReadOnly(False)
    compose(box, "乙")
    assert box.text() == "乙甲"


def test_what_narrows_a_list_stays_chosen_as_long_as_it_is_there(qtbot):
    one = Narrowing("county", "只看一个县区", "全部县区")
    qtbot.addWidget(one)
    one.offer(["东港区", "西山县", "东港区"])
    assert [one.itemText(n) for n in range(one.count())] == ["全部县区", "东港区", "西山县"]
    assert one.wanted == ""
    one.setCurrentText("西山县")
    one.offer(["西山县"])
    assert one.wanted == "西山县"
    one.offer(["东港区"])
    assert one.wanted == ""
