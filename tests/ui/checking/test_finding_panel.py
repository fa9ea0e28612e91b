"""The panel of findings beside a page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QFrame

from desktop_app.ui.checking.finding_panel import FindingPanel
from tests.small_pack import a_small_draft, a_small_programme
from tests.ui.at_a_desk import AtADesk
from tests.ui.conftest import a_faulty_draft

SMALL = a_small_programme()


@pytest.fixture
def clerk(qtbot, tmp_path):
    one = AtADesk(qtbot, tmp_path, SMALL, a_faulty_draft(), FindingPanel)
    one.until(lambda: one.labels("card code"))
    return one


def codes(clerk):
    """The cards from top to bottom."""
    return [one.accessibleName().removeprefix("转到 ") for one in jumps(clerk)]


def jumps(clerk):
    """What goes to the place of a finding, from top to bottom."""
    found = clerk.buttons("card jump")
    return sorted(found, key=lambda one: one.mapTo(clerk.root, one.rect().topLeft()).y())


def chosen(clerk):
    found = [
        one
        for one in clerk.root.findChildren(QFrame, "finding card")
        if one.property("chosen") == "true"
    ]
    return [one.entry.finding.spoken for one in found if not one.isHidden()]


def test_the_step_s_findings_come_first_with_sign_message_and_clause(clerk):
    clerk.part.show_step("chapter:goals")
    clerk.until(lambda: codes(clerk)[0] == "S-6 第一章第1段")
    assert codes(clerk)[1:] == ["S-1 第1行", "S-1 第3行", "S-3 第1行", "S-2"]
    assert clerk.label("here") == "本步 1 处"
    assert clerk.label("elsewhere") == "其他各步 4 处"
    assert clerk.labels("card code")[0].startswith("▲ ")
    assert "三:“数量完全一致”" in clerk.labels("card clause")
    assert clerk.label("pill must") == "必须改 4"
    assert clerk.label("pill explain") == "须说明 1"
    assert clerk.label("pill hint") == ""
    clerk.part.show_step("summary")
    clerk.until(lambda: codes(clerk)[-1] == "S-6 第一章第1段")


def test_a_fix_is_shown_old_to_new_and_then_done_as_one_step(clerk):
    clerk.part.show_step("summary")
    ways = [one.text() for one in clerk.buttons("fix")]
    clerk.press("fix", nth=ways.index("以方案为准"))
    assert [one for one in clerk.labels("") if "改为" in one]
    assert clerk.draft.value("projects/p1/name") == "甲厂改造项目(一期)"
    clerk.key(Qt.Key.Key_Space)
    clerk.until(lambda: "S-3 第1行" not in codes(clerk))
    assert clerk.saved().value("projects/p1/name") == "甲厂改造项目（一期）"
    clerk.undo()
    clerk.until(lambda: "S-3 第1行" in codes(clerk))


def test_a_press_goes_to_the_place_that_is_on_this_step(clerk):
    for step, path in (
        ("summary", "projects/p1/name"),
        ("chapter:projects", "plan_projects/p1/name"),
    ):
        clerk.part.show_step(step)
        at = codes(clerk).index("S-3 第1行")
        with clerk.qtbot.waitSignal(clerk.part.jump_asked) as asked:
            jumps(clerk)[at].click()
        assert asked.args == [path]


def test_f8_comes_to_every_finding_though_the_page_follows(clerk):
    steps = {"projects": "summary", "plan_projects": "chapter:projects"}
    asked = []

    def follow(path):
        asked.append(path)
        head = path.partition("/")[0]
        clerk.part.show_step(steps.get(head, "chapter:goals"))

    clerk.part.jump_asked.connect(follow)
    clerk.part.show_step("chapter:goals")
    passed = []
    for _ in range(5):
        clerk.key(Qt.Key.Key_F8)
        passed += chosen(clerk)
    assert passed[0] == "S-6 第一章第1段"
    assert sorted(passed) == sorted(
        ["S-6 第一章第1段", "S-1 第1行", "S-1 第3行", "S-3 第1行", "S-2"]
    )
    clerk.key(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(clerk) == passed[3:4]
    clerk.press("panel next")
    assert chosen(clerk) == passed[4:5]
    assert len(asked) == 7


def test_what_is_to_be_explained_leads_to_the_check_page(clerk):
    with clerk.qtbot.waitSignal(clerk.part.check_asked) as asked:
        clerk.press("card explain")
    assert asked.args == ["S-2"]


def test_the_panel_folds_to_a_strip_that_tells_how_many_are_left(clerk):
    clerk.press("fold")
    assert clerk.part.is_folded
    assert clerk.part.width() < 60
    assert clerk.label("folded count") == "5"
    with clerk.qtbot.waitSignal(clerk.part.jump_asked):
        clerk.key(Qt.Key.Key_F8)
    clerk.press("unfold")
    assert clerk.part.width() == 316


def test_thousands_of_findings_show_some_and_say_where_the_rest_is(qtbot, tmp_path):
    rows = [{"name": f"{n}厂改造项目", "investment": "5"} for n in range(500)]
    draft = a_small_draft(projects=rows, basic_city="某市", goals="好。", funds="好。")
    clerk = AtADesk(qtbot, tmp_path, SMALL, draft, FindingPanel)
    clerk.until(lambda: clerk.labels("card code"))
    assert clerk.label("pill must") == "必须改 500"
    assert len(codes(clerk)) == 30
    (rest,) = (one for one in clerk.root.findChildren(QAbstractButton, "rest"))
    assert rest.text() == "还有 470 处,见核对"
    with clerk.qtbot.waitSignal(clerk.part.check_asked):
        rest.click()
    for _ in range(33):
        clerk.key(Qt.Key.Key_F8)
    assert chosen(clerk) == ["S-1 第33行"]


def test_nothing_to_do_is_said_and_a_draft_to_look_at_offers_no_fixes(qtbot, tmp_path):
    whole = a_small_draft(
        projects=[{"name": f"{n}厂改造项目", "investment": "30"} for n in "甲乙"],
        basic_city="某市",
        basic_firms="2",
        goals="好。",
        funds="好。",
    )
    clerk = AtADesk(qtbot, tmp_path, SMALL, whole, FindingPanel)
    clerk.until(lambda: clerk.label("nothing open") == "没有要处理的问题。")
    assert not clerk.buttons("panel next")[0].isEnabled()


def test_a_draft_that_is_only_looked_at_offers_no_fixes(qtbot, tmp_path):
    clerk = AtADesk(qtbot, tmp_path, SMALL, a_faulty_draft(), FindingPanel, can_write=False)
    clerk.until(lambda: clerk.labels("card code"))
    assert not clerk.root.findChildren(QAbstractButton, "fix")
    assert not clerk.root.findChildren(QAbstractButton, "card explain")


def test_every_control_has_a_name_and_is_reached_by_tab(clerk):
    for one in clerk.root.findChildren(QAbstractButton):
        if one.isVisible() and one.isEnabled():
            named = QAccessible.queryAccessibleInterface(one)
            assert named.text(QAccessible.Text.Name), one.objectName()
            assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one.objectName()
