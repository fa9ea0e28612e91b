"""The name desk: rows decided by key, by mouse, one by one and together."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget

from desktop_app.core.name_desk import lay_out
from desktop_app.ui.checking.name_model import NameModel
from desktop_app.ui.checking.name_pane import NamePane
from desktop_app.ui.theme import Theme
from tests.small_pack import a_small_draft, a_small_programme
from tests.ui.at_a_desk import AtADesk

SMALL = a_small_programme()


def a_draft():
    return a_small_draft(
        projects=[
            {"name": "甲厂改造项目", "county": "东港区"},
            {"name": "乙厂改造项目(一期)", "county": "东港区"},
            {"name": "丙厂数字化车间项目", "county": "西山县"},
            {"name": "丁厂仓储项目", "county": "西山县"},
        ],
        plan=[
            {"name": "甲厂改造项目"},
            {"name": "乙厂改造项目（一期）"},
            {"name": "丙厂数字化车间改造项目"},
            {"name": "戊厂项目"},
        ],
        goals="推进乙厂改造项目（一期）。",
    )


@pytest.fixture
def clerk(qtbot, tmp_path):
    one = AtADesk(qtbot, tmp_path, SMALL, a_draft(), NamePane)
    one.until(lambda: one.lines("names"))
    return one


def kinds(clerk):
    return [line[0].partition(" ")[2] for line in clerk.lines("names")]


def until_left(clerk, *wanted):
    clerk.until(lambda: kinds(clerk) == list(wanted))


def test_what_is_the_same_is_hidden_and_what_differs_is_marked_for_eye_and_ear(clerk):
    assert kinds(clerk) == ["写法不同", "名称相近", "只在附件2", "只在附件3"]
    assert "还有 4 处要定;完全相同的 1 对没有列出" in clerk.label("names told")
    assert "【（〈全角〉】" in clerk.label("left name")
    assert "<u>" in clerk.label("right name")
    model = clerk.table("names").model()
    heard = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "【（〈全角〉】" in heard
    assert "括号的全角半角不同" in clerk.label("name difference")
    clerk.press("show same")
    assert kinds(clerk)[-1] == "相同"


def test_the_right_arrow_takes_the_summary_s_name_in_list_and_text_as_one_step(clerk):
    clerk.table("names").setFocus()
    clerk.key(Qt.Key.Key_Right)
    until_left(clerk, "名称相近", "只在附件2", "只在附件3")
    saved = clerk.saved()
    assert saved.value("plan_projects/p2/name") == "乙厂改造项目(一期)"
    assert saved.value("chapters/goals") == "推进乙厂改造项目(一期)。"
    assert clerk.focus().objectName() == "names"
    clerk.undo()
    until_left(clerk, "写法不同", "名称相近", "只在附件2", "只在附件3")
    assert clerk.draft.value("chapters/goals") == "推进乙厂改造项目（一期）。"


def test_the_left_arrow_takes_the_plan_s_name(clerk):
    clerk.table("names").setFocus()
    clerk.key(Qt.Key.Key_Down)
    clerk.key(Qt.Key.Key_Left)
    until_left(clerk, "写法不同", "只在附件2", "只在附件3")
    assert clerk.saved().value("projects/p3/name") == "丙厂数字化车间改造项目"


def test_what_is_missing_is_added_at_once_and_what_would_go_is_asked_about_first(clerk):
    clerk.click("names", 2)
    clerk.press("take left")
    until_left(clerk, "写法不同", "名称相近", "只在附件3")
    assert len(clerk.draft.rows("projects")) == 5
    clerk.click("names", 2)
    clerk.table("names").setFocus()
    clerk.key(Qt.Key.Key_Left)
    assert "从附件3删去「丁厂仓储项目」" in clerk.label("would change")
    assert len(clerk.draft.rows("projects")) == 5
    clerk.key(Qt.Key.Key_Escape)
    assert not clerk.buttons("agree to names")
    assert clerk.focus().objectName() == "names"
    clerk.key(Qt.Key.Key_Left)
    clerk.key(Qt.Key.Key_Space)
    until_left(clerk, "写法不同", "名称相近")
    assert len(clerk.saved().rows("projects")) == 4


def test_a_pair_is_made_by_hand_decided_and_can_be_parted_again(clerk):
    clerk.click("names", 2)
    clerk.press("pair by hand")
    partners = clerk.root.findChild(QListWidget, "partners")
    assert partners.item(0).text().startswith("丁厂仓储项目 — 附件3 第4行")
    assert clerk.focus() is partners
    clerk.press("agree to pair")
    until_left(clerk, "手工配对", "写法不同", "名称相近")
    clerk.press("no pair")
    until_left(clerk, "写法不同", "名称相近", "只在附件2", "只在附件3")
    clerk.click("names", 3)
    clerk.press("pair by hand")
    clerk.key(Qt.Key.Key_Return)
    until_left(clerk, "手工配对", "写法不同", "名称相近")
    clerk.table("names").setFocus()
    clerk.key(Qt.Key.Key_Right)
    until_left(clerk, "写法不同", "名称相近")
    assert clerk.saved().value("plan_projects/p4/name") == "丁厂仓储项目"


def test_two_that_are_no_pair_are_said_to_be_none(clerk):
    clerk.click("names", 1)
    clerk.press("no pair")
    until_left(clerk, "写法不同", "只在附件2", "只在附件2", "只在附件3", "只在附件3")


def test_all_that_is_filtered_is_taken_together_after_old_and_new_are_shown(clerk):
    before = clerk.draft
    clerk.press("take all right")
    assert clerk.label("would change").startswith("名称全部用附件3的,会改动 3 处")
    steps = [one for one in clerk.labels("") if "改为:" in one]
    assert len(steps) == 3
    assert clerk.draft == before
    clerk.key(Qt.Key.Key_Space)
    until_left(clerk, "只在附件2", "只在附件3")
    assert "按 Ctrl+Z 可以撤销" in clerk.label("names done")
    clerk.saved()
    clerk.undo()
    assert clerk.draft.tables == before.tables


def test_the_rows_are_filtered_by_text_county_and_kind(clerk):
    field = clerk.root.findChild(QLineEdit, "name filter")
    field.setFocus()
    clerk.type("丙厂")
    assert kinds(clerk) == ["名称相近"]
    assert clerk.buttons("take all right")[0].text() == "全部用附件3(1 处)"
    field.clear()
    county = clerk.root.findChild(QComboBox, "name county")
    county.setCurrentIndex(county.findText("西山县"))
    assert kinds(clerk) == ["名称相近", "只在附件3"]
    county.setCurrentIndex(0)
    kind = clerk.root.findChild(QComboBox, "name kind")
    kind.setCurrentIndex(kind.findData("only_plan"))
    assert kinds(clerk) == ["只在附件2"]
    assert not clerk.buttons("take all right")[0].isEnabled()


def test_either_place_is_one_press_away(clerk):
    with clerk.qtbot.waitSignal(clerk.part.jump_asked) as asked:
        clerk.press("go to plan")
    assert asked.args == ["plan_projects/p2/name"]
    with clerk.qtbot.waitSignal(clerk.part.jump_asked) as asked:
        clerk.press("go to summary")
    assert asked.args == ["projects/p2/name"]


def test_a_text_that_says_a_name_twice_is_left_to_the_person(qtbot, tmp_path):
    draft = a_small_draft(
        projects=[{"name": "甲厂产线改造项目(一期)"}],
        goals="甲厂产线改造项目（一期）与甲厂产线改造项目（一期）。",
        funds="用于甲厂产线 改造项目(一期)。",
    )
    clerk = AtADesk(qtbot, tmp_path, SMALL, draft, NamePane)
    clerk.until(lambda: clerk.lines("names"))
    assert "直接生成,不会不一致" in clerk.label("names told")
    assert "有 2 处" in clerk.label("name refusal")
    assert not clerk.buttons("take right")[0].isEnabled()
    clerk.click("names", 1)
    clerk.press("take right")
    clerk.until(lambda: len(clerk.lines("names")) == 1)
    assert clerk.saved().value("chapters/funds") == "用于甲厂产线改造项目(一期)。"


def test_a_name_that_changed_under_the_hand_is_not_overwritten(clerk):
    clerk.live.stop()
    clerk.session.changed.disconnect(clerk.live.check)
    clerk.session.type("填写", "plan_projects/p2/name", "别的名称")
    clerk.table("names").setFocus()
    clerk.key(Qt.Key.Key_Right)
    assert "刚刚改过" in clerk.label("name refusal")
    assert clerk.draft.value("plan_projects/p2/name") == "别的名称"


def test_a_draft_that_is_only_looked_at_is_not_changed(qtbot, tmp_path):
    clerk = AtADesk(qtbot, tmp_path, SMALL, a_draft(), NamePane, can_write=False)
    clerk.until(lambda: clerk.lines("names"))
    before = clerk.draft
    clerk.table("names").setFocus()
    clerk.key(Qt.Key.Key_Right)
    assert clerk.draft == before
    for name in ("take left", "take right", "take all right"):
        assert not clerk.buttons(name)[0].isEnabled()


def test_every_control_has_a_name_and_is_reached_by_tab(clerk):
    clerk.click("names", 2)
    clerk.press("pair by hand")
    assert clerk.controls()
    assert clerk.unfit() == []


def test_the_model_keeps_the_rules_of_models(qtbot, qtmodeltester):
    del qtbot
    model = NameModel(SMALL, Theme(), None)
    qtmodeltester.check(model, force_py=True)
    model.show(lay_out(SMALL, a_draft()).rows)
    qtmodeltester.check(model, force_py=True)
