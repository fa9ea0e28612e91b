"""核对 as a page: audits are brought to it, it leads to the place of a finding, texts are kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTableView

from desktop_app.ui.checking.check_page import CheckPage
from desktop_app.ui.checking.mending import Mending
from tests.small_pack import a_small_programme
from tests.ui.at_a_desk import AtADesk
from tests.ui.conftest import NOW, a_faulty_draft

SMALL = a_small_programme()


@pytest.fixture
def clerk(qtbot, tmp_path):
    one = AtADesk(qtbot, tmp_path, SMALL, a_faulty_draft(), CheckPage)
    one.until(lambda: one.label("counts").startswith("还剩"))
    return one


def choose(clerk, spoken):
    at = next(n for n, one in enumerate(clerk.lines("findings")) if one[1] == spoken)
    clerk.click("findings", at)
    clerk.until(lambda: clerk.label("spoken") == spoken)


def box(clerk):
    return clerk.root.findChild(QPlainTextEdit, "explanation")


def test_the_place_of_a_finding_is_gone_to_by_button_key_and_double_click(clerk):
    choose(clerk, "S-3 第1行")
    with clerk.qtbot.waitSignal(clerk.part.jump_asked) as asked:
        clerk.press("go there", nth=1)
    assert asked.args == ["projects/p1/name"]
    clerk.root.findChild(QTableView, "findings").setFocus()
    with clerk.qtbot.waitSignal(clerk.part.jump_asked) as asked:
        clerk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["plan_projects/p1/name"]
    where = clerk.click("findings", clerk.table("findings").currentIndex().row())
    with clerk.qtbot.waitSignal(clerk.part.jump_asked) as asked:
        clerk.qtbot.mouseDClick(
            clerk.table("findings").viewport(), Qt.MouseButton.LeftButton, pos=where
        )
    assert asked.args == ["plan_projects/p1/name"]


def test_a_finding_is_written_about_found_again_and_handed_in_by_keys_alone(clerk):
    clerk.part.go_to("S-2")
    assert clerk.label("spoken") == "S-2"
    clerk.key(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert clerk.focus() is box(clerk)
    clerk.type("规上企业少,")
    clerk.key(Qt.Key.Key_F8)
    assert clerk.label("spoken") == "S-1 第1行"
    assert clerk.part.begun.startswith("有 1 处情况说明写了一半")
    (back,) = clerk.buttons("begun")
    assert back.text() == "有 1 处说明没写完"
    back.setFocus()
    clerk.key(Qt.Key.Key_Space)
    assert clerk.label("spoken") == "S-2"
    assert clerk.focus() is box(clerk)
    clerk.type("已报省厅同意。")
    clerk.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: clerk.draft.explanations)
    assert clerk.draft.explanations["S-2"].text == "规上企业少,已报省厅同意。"
    assert clerk.part.begun == ""
    assert not clerk.buttons("begun")


def test_what_was_begun_outlives_an_audit_and_undoing_something_else(clerk):
    choose(clerk, "S-2")
    box(clerk).setFocus()
    clerk.type("写了一半")
    choose(clerk, "S-3 第1行")
    clerk.press("fix", nth=0)
    clerk.press("agree to fix")
    clerk.until(lambda: "必须改 3" in clerk.label("counts"))
    clerk.undo()
    clerk.until(lambda: "必须改 4" in clerk.label("counts"))
    choose(clerk, "S-2")
    assert box(clerk).toPlainText() == "写了一半"


def test_a_long_text_is_written_in_a_higher_box(clerk):
    choose(clerk, "S-2")
    low = box(clerk).height()
    box(clerk).setFocus()
    for _ in range(5):
        clerk.type("因本市规上工业企业总数较少。")
        clerk.key(Qt.Key.Key_Return)
    assert box(clerk).height() > low


def test_all_rules_are_run_again_where_the_page_asks_for_it(clerk):
    with clerk.qtbot.waitSignal(clerk.part.afresh):
        clerk.press("audit all")
    assert clerk.label("counts") == "正在核对…"


def test_a_finding_is_come_back_to(clerk):
    choose(clerk, "S-1 第3行")
    place = clerk.part.place
    choose(clerk, "S-2")
    assert clerk.part.go_to(place)
    assert clerk.label("spoken") == "S-1 第3行"
    assert not clerk.part.go_to("S-9")


def test_what_is_behind_a_finding_is_looked_up_anew_each_time_it_is_asked_for(clerk):
    choose(clerk, "S-1 第1行")
    clerk.press("why")
    clerk.until(lambda: "19.5" in clerk.label("formula"))
    clerk.press("why")
    assert clerk.label("formula") == ""
    clerk.press("why")
    clerk.until(lambda: "19.5" in clerk.label("formula"))


def test_a_fault_behind_a_finding_is_told_and_never_waited_for(clerk):
    mending = Mending(SMALL, clerk.session, clerk.root, author="王工", now=lambda: NOW)
    entry = clerk.audits[-1].entries[0]
    with clerk.qtbot.waitSignal(mending.troubled) as told:
        mending.find_formula(None, entry)  # pyright: ignore[reportArgumentType] - no draft
    assert "没有查到" in told.args[0]
    mending.stop()


def test_a_value_that_was_begun_is_there_again_after_a_look_at_another_finding(clerk):
    choose(clerk, "S-1 第1行")
    clerk.press("change")
    clerk.type("3")
    choose(clerk, "S-2")
    assert clerk.part.begun.startswith("有 1 处修改写了一半")
    choose(clerk, "S-1 第1行")
    (field,) = clerk.visible(QLineEdit, "new value")
    assert field.text() == "3"
    field.setFocus()
    clerk.type("5")
    clerk.key(Qt.Key.Key_Return)
    clerk.until(lambda: clerk.draft.value("projects/p1/investment") == "35")
    assert clerk.part.begun == ""


def test_a_value_that_was_given_up_is_not_there_again(clerk):
    choose(clerk, "S-1 第1行")
    clerk.press("change")
    clerk.type("3")
    clerk.key(Qt.Key.Key_Escape)
    choose(clerk, "S-2")
    assert clerk.part.begun == ""
    choose(clerk, "S-1 第1行")
    assert not clerk.visible(QLineEdit, "new value")
