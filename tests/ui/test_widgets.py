"""The small parts that all panels are made of."""

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QVBoxLayout, QWidget

from desktop_app.ui.flow import Flow
from desktop_app.ui.widgets import CutLine, Narrowing, TextBox, cut_within, taken_out


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


def test_a_long_text_loses_its_middle_and_a_short_one_nothing():
    assert cut_within("都写作「甲公司」", 9) == "都写作「甲公司」"
    assert cut_within("都写作「汇昌华肉类加工有限公司」", 9) == "都写作「…限公司」"


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


def test_what_is_taken_out_of_a_layout_leaves_nothing_behind(qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    layout = QVBoxLayout(ground)
    labels = [QLabel("甲"), QLabel("乙")]
    for one in labels:
        layout.addWidget(one)
    layout.addStretch(1)
    items = [layout.itemAt(at) for at in range(layout.count())]
    assert taken_out(layout) == labels
    assert layout.count() == 0
    assert not any(shiboken6.isValid(one) for one in items)


@pytest.mark.parametrize("first", [0, 1, 3])
def test_a_line_that_goes_on_below_goes_with_all_it_knows(qtbot, first):
    """Whether the widgets in it went before or go with it."""
    ground, flow = QWidget(), Flow()
    ground.setLayout(flow)
    for sign in "甲乙丙":
        flow.addWidget(QLabel(sign))
    items = [flow.itemAt(at) for at in range(flow.count())]
    for one in flow.widgets()[:first]:
        one.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert flow.count() == 3 - first
    ground.deleteLater()
    with qtbot.waitSignal(ground.destroyed):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(shiboken6.isValid(one) for one in items[first:])


def test_a_line_that_is_cut_says_the_whole_under_the_mouse(qtbot):
    line = CutLine("某市\n中小企业数字化转型城市试点实施方案", "lead")
    qtbot.addWidget(line)
    line.show()
    assert line.text() == "某市 中小企业数字化转型城市试点实施方案"
    for width, told in ((900, ""), (60, line.text())):
        line.resize(width, 30)
        QToolTip.hideText()
        place = line.rect().center()
        asked = QHelpEvent(QEvent.Type.ToolTip, place, line.mapToGlobal(place))
        QApplication.sendEvent(line, asked)
        qtbot.waitUntil(lambda told=told: QToolTip.text() == told)
