"""Journeys through the window by key and mouse, over a small draft."""

import sys

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTabWidget,
)

from desktop_app.core.changes import remove_rows, set_path
from desktop_app.storage.draft_file import open_draft
from desktop_app.ui.prompts import Leave
from tests.small_pack import a_small_draft
from tests.ui.conftest import NOW, on_disk


def test_a_draft_is_shown_by_weight_with_what_is_left_of_each(clerk, faulty):
    clerk.open(faulty)
    assert clerk.left() == "还剩 5 处:必须改 4 · 须说明 1 · 提示 0"
    weights = [line.split()[1] for line in clerk.findings()]
    assert weights == ["必须改"] * 4 + ["须说明"]
    assert clerk.label("verdict") == "▲ 核对未通过"
    assert faulty.name in clerk.window.windowTitle()
    assert "草稿已保存(数据版本 1)" in clerk.label("standing")


def test_what_is_no_draft_is_told_and_the_window_goes_on(clerk, tmp_path, faulty):
    path = tmp_path / "x.shenbao"
    path.write_text("不是草稿")
    clerk.prompts.path = path
    clerk.press("open")
    clerk.until(lambda: "不是申报匣的草稿" in clerk.label("told"))
    clerk.open(faulty)


def test_both_places_and_values_are_shown_with_what_differs_marked_and_named(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-3 第1行")
    assert clerk.labels("where") == ["附件2 项目清单 第1行", "附件3 第1行"]
    ours, theirs = clerk.labels("value")
    assert "【（〈全角〉】" in ours
    assert "【(〈半角〉】" in theirs
    assert ours.count("<u>") == 2
    assert "项目名称和数量完全一致" in clerk.label("clause")


def test_a_fix_is_shown_first_then_done_in_one_step_and_the_next_finding_is_shown(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-3 第1行")
    before = clerk.findings()
    clerk.press("fix", nth=0)
    (line,) = [text for text in clerk.labels("") if text.startswith("附件3 第1行 项目名称<br>")]
    assert "【(〈半角〉】" in line.partition("改为")[0]
    assert "【（〈全角〉】" in line.partition("改为")[2]
    assert clerk.findings() == before
    clerk.key(Qt.Key.Key_Space)
    clerk.until(lambda: clerk.left() == "还剩 4 处:必须改 3 · 须说明 1 · 提示 0")
    assert clerk.spoken() == "S-6 第一章第1段"
    clerk.until(lambda: on_disk(faulty).value("projects/p1/name") == "甲厂改造项目（一期）")
    assert clerk.window.focusWidget().objectName() == "findings"


def test_a_fix_that_is_not_wanted_after_all_changes_nothing(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-3 第1行")
    clerk.press("fix", nth=1)
    clerk.key(Qt.Key.Key_Escape)
    assert not clerk.labels("agree to fix")
    assert clerk.window.focusWidget().text() == "以汇总表为准"
    assert on_disk(faulty).revision == 1


def test_undo_and_redo_say_what_they_are_about(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-3 第1行")
    clerk.press("fix", nth=0)
    clerk.press("agree to fix")
    (undo,) = clerk.buttons("undo")
    clerk.until(lambda: "以方案为准 S-3 第1行" in undo.accessibleName())
    clerk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: clerk.left() == "还剩 5 处:必须改 4 · 须说明 1 · 提示 0")
    (redo,) = clerk.buttons("redo")
    clerk.until(lambda: "以方案为准 S-3 第1行" in redo.accessibleName())
    clerk.key(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: clerk.left() == "还剩 4 处:必须改 3 · 须说明 1 · 提示 0")


def test_a_value_is_written_where_the_finding_points_to(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-1 第3行")
    clerk.press("change")
    clerk.type("45")
    clerk.key(Qt.Key.Key_Return)
    clerk.until(lambda: not any(" S-1 第3行 " in one for one in clerk.findings()))
    clerk.until(lambda: on_disk(faulty).value("projects/p3/investment") == "45")
    assert clerk.spoken() == "S-3 第1行"


def test_giving_up_writing_leaves_the_value(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-1 第3行")
    clerk.press("change")
    clerk.type("45")
    clerk.key(Qt.Key.Key_Escape)
    assert clerk.labels("value") == ["18"]
    assert on_disk(faulty).revision == 1


def test_a_chapter_is_opened_at_the_words_that_are_meant(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-6 第一章第1段")
    clerk.press("change")
    clerk.type("3个")
    clerk.press("agree")
    clerk.until(lambda: not any(" S-6 " in one for one in clerk.findings()))
    clerk.until(lambda: on_disk(faulty).value("chapters/goals") == "全市共实施项目3个。")


def test_f8_goes_from_one_finding_to_the_next_and_round(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-6 第一章第1段")
    clerk.key(Qt.Key.Key_F8)
    assert clerk.spoken() == "S-2"
    clerk.key(Qt.Key.Key_F8)
    assert clerk.spoken() == "S-1 第1行"
    clerk.key(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert clerk.spoken() == "S-2"
    clerk.press("previous")
    assert clerk.spoken() == "S-6 第一章第1段"


def test_the_most_important_finding_is_one_press_away_whatever_is_searched(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-2")
    clerk.search("S-2")
    assert len(clerk.findings()) == 1
    clerk.press("most important")
    assert clerk.spoken() == "S-1 第1行"


def test_an_empty_explanation_is_refused_below_the_box_and_a_reason_is_taken(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-2")
    clerk.write_explanation("同上")
    clerk.press("save explanation")
    clerk.until(lambda: "不能为空" in clerk.label("explain refusal"))
    assert clerk.prompts.told == []
    assert clerk.box().toPlainText() == "同上"
    clerk.write_explanation("规上企业少,已报省厅同意。")
    clerk.press("save explanation")
    clerk.until(lambda: clerk.left() == "还剩 4 处:必须改 4 · 须说明 0 · 提示 0")
    assert any(one.startswith("✓ 已说明 S-2") for one in clerk.findings())
    assert clerk.spoken() == "S-1 第1行"
    clerk.until(lambda: on_disk(faulty).revision == 2)
    told = on_disk(faulty).explanations["S-2"]
    assert (told.text, told.author) == ("规上企业少,已报省厅同意。", "王工")


def test_f8_passes_over_what_is_explained(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-2")
    clerk.write_explanation("规上企业少,已报省厅同意。")
    clerk.press("save explanation")
    clerk.until(lambda: "须说明 0" in clerk.left())
    clerk.choose("S-6 第一章第1段")
    clerk.key(Qt.Key.Key_F8)
    assert clerk.spoken() == "S-1 第1行"


def test_an_explanation_whose_values_changed_is_asked_about_and_confirmed(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-2")
    clerk.write_explanation("规上企业少,已报省厅同意。")
    clerk.press("save explanation")
    clerk.until(lambda: "须说明 0" in clerk.left())
    clerk.close()
    with open_draft(faulty, now=lambda: NOW) as file:
        file.do(remove_rows(file.draft, "projects", frozenset({"p3"})), "删行")
    clerk.window.show()
    clerk.open(faulty)
    clerk.choose("S-2")
    assert "当时是3个,现在2个,说明「规上企业少,已报省厅同意。」仍成立吗?" in clerk.label("lapsed")
    assert "须说明 1" in clerk.left()
    clerk.press("still holds")
    clerk.until(lambda: "须说明 0" in clerk.left())


def test_what_was_begun_stays_while_other_findings_are_looked_at(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-2")
    clerk.write_explanation("写了一半")
    clerk.key(Qt.Key.Key_F8)
    assert clerk.spoken() == "S-1 第1行"
    clerk.choose("S-2")
    assert clerk.box().toPlainText() == "写了一半"


def test_closing_asks_before_a_text_that_was_begun_is_lost(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-2")
    clerk.write_explanation("写了一半")
    clerk.prompts.agreed = False
    clerk.window.close()
    assert "1 处情况说明写了一半" in clerk.prompts.asked[0]
    assert clerk.window.isVisible()
    assert clerk.box().toPlainText() == "写了一半"
    clerk.prompts.agreed = True


def test_a_clause_of_two_readings_shows_both_outcomes_and_is_decided_here(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-2")
    clerk.until(lambda: clerk.labels("question"))
    assert clerk.label("question") == "请问项目 3 个是否符合要求?"
    clerk.press("copy question")
    assert QGuiApplication.clipboard().text() == "请问项目 3 个是否符合要求?"
    (loose,) = clerk.buttons("reading loose")
    (strict,) = clerk.buttons("reading strict")
    assert (loose.text(), strict.text()) == ("从宽:✓ 符合", "从严:▲ 不符合")
    loose.setFocus()
    clerk.key(Qt.Key.Key_Space)
    clerk.press("choose reading")
    clerk.until(lambda: not any(" S-2 " in one for one in clerk.findings()))
    clerk.until(lambda: on_disk(faulty).value("readings/S-2") == "loose")


def test_a_reading_that_was_chosen_can_be_seen_and_changed_among_the_formulas(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-2")
    clerk.until(lambda: clerk.label("question"))
    clerk.press("reading loose")
    clerk.press("choose reading")
    clerk.until(lambda: not any(" S-2 " in one for one in clerk.findings()))
    clerk.window.findChild(QTabWidget).setCurrentIndex(1)
    formulas = clerk.window.findChild(QTableView, "formulas")
    formulas.setFocus()
    at = next(n for n in range(6) if formulas.model().index(n, 1).data() == "S-2")
    formulas.selectRow(at)
    clerk.until(lambda: clerk.label("chosen by") == "现在的理解由 王工 2024-11-18 选定")
    clerk.press("reading strict")
    clerk.press("choose reading")
    clerk.until(lambda: any(" S-2 " in one for one in clerk.findings()))


def test_the_list_is_searched_by_text_code_county_and_row(clerk, faulty):
    clerk.open(faulty)
    for typed, codes in (
        ("s-6", ["S-6"]),
        ("低于", ["S-1", "S-1"]),
        ("西山县", ["S-1"]),
        ("第3行", ["S-1"]),
        ("第1行 完全一致", ["S-3"]),
        ("没有这样的", []),
    ):
        clerk.search(typed)
        assert [line.split()[2] for line in clerk.findings()] == codes, typed
    assert "没有符合查找条件的问题" in clerk.label("nothing chosen")
    assert clerk.label("shown") == "显示 0 条,共 5 条"


def test_one_weight_alone_can_be_looked_at(clerk, faulty):
    clerk.open(faulty)
    clerk.press("only explain")
    assert [line.split()[2] for line in clerk.findings()] == ["S-2"]
    clerk.press("all severities")
    assert len(clerk.findings()) == 5


def test_why_unfolds_the_formula_with_its_values(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-1 第1行")
    assert clerk.label("formula") == ""
    clerk.press("why")
    clerk.until(lambda: "row.investment >= 20.0" in clerk.label("formula"))
    clerk.press("why")
    assert clerk.label("formula") == ""


def test_the_code_is_copied_as_it_is_spoken(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-1 第3行")
    clerk.press("copy code")
    assert QGuiApplication.clipboard().text() == "S-1 第3行"


def test_enter_on_a_finding_goes_to_what_can_be_done_about_it(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-3 第1行")
    clerk.key(Qt.Key.Key_Return)
    assert clerk.window.focusWidget().objectName() == "change"


def test_rules_that_were_not_decided_are_shown_with_the_reason(clerk, draft_file):
    path = draft_file(a_small_draft(projects=[{"name": "甲", "investment": "30"}]))
    clerk.open(path)
    tabs = clerk.window.findChild(QTabWidget)
    assert tabs.tabText(1) == "审核公式(缺数据 2)"
    tabs.setCurrentIndex(1)
    model = clerk.window.findChild(QTableView, "formulas").model()
    first = [model.index(0, column).data() for column in range(4)]
    assert first[:2] == ["? 缺数据", "S-2"]
    assert "规上企业数" in first[3]


def test_it_always_says_that_only_some_conditions_are_checked(clerk, faulty):
    told = "程序只核对规则包里的部分条件,一切以通知原文为准"
    assert clerk.label("only some") == told
    clerk.open(faulty)
    clerk.window.findChild(QTabWidget).setCurrentIndex(1)
    assert clerk.label("only some") == told


def test_a_draft_that_passes_says_so_and_points_to_what_was_not_decided(clerk, draft_file):
    whole = a_small_draft(
        projects=[{"name": f"{n}厂改造项目", "investment": "30"} for n in "甲乙"],
        basic_city="某市",
        basic_firms="2",
        goals="好。",
        funds="好。",
    )
    clerk.open(draft_file(whole))
    assert clerk.left() == "没有要处理的问题"
    assert clerk.label("verdict") == "✓ 核对通过"
    assert "审核公式" in clerk.label("nothing chosen")


def test_a_draft_that_somebody_else_has_open_is_only_looked_at(clerk, faulty):
    with open_draft(faulty, author="赵工", now=lambda: NOW) as file:
        file.mark("freeze", "定稿:报批稿", "报批稿")
        clerk.open(faulty)
        assert "赵工" in clerk.label("notice")
        assert "已定稿(报批稿,数据版本 1) · 只能查看" in clerk.label("standing")
        clerk.choose("S-3 第1行")
        assert not clerk.shown("fix")
        assert not clerk.shown("change")
        clerk.choose("S-2")
        assert clerk.box().isReadOnly()
        assert not clerk.buttons("undo")[0].isEnabled()


def test_another_draft_is_opened_after_the_first_is_closed(clerk, faulty, draft_file):
    clerk.open(faulty)
    other = draft_file(a_small_draft(basic_city="别市"), "b.shenbao")
    clerk.open(other)
    assert other.name in clerk.window.windowTitle()
    with open_draft(faulty, now=lambda: NOW) as file:
        file.do(set_path(file.draft, "basic/city", "新市"), "填写")


def test_what_could_not_be_saved_is_told_in_place_and_goes_on_elsewhere(clerk, faulty, tmp_path):
    clerk.open(faulty)
    faulty.rename(tmp_path / "gone.shenbao")
    clerk.choose("S-3 第1行")
    clerk.press("fix", nth=0)
    clerk.press("agree to fix")
    clerk.until(lambda: "没有保存" in clerk.label("notice"))
    assert "没有保存" in clerk.label("standing")
    assert clerk.prompts.told == []
    clerk.prompts.new_path = tmp_path / "new.shenbao"
    clerk.press("save elsewhere")
    clerk.until(lambda: "草稿已保存" in clerk.label("standing"))
    assert on_disk(tmp_path / "new.shenbao").value("projects/p1/name") == "甲厂改造项目（一期）"


def test_closing_with_unsaved_changes_asks_first(clerk, faulty, tmp_path):
    clerk.open(faulty)
    faulty.rename(tmp_path / "gone.shenbao")
    clerk.choose("S-3 第1行")
    clerk.press("fix", nth=0)
    clerk.press("agree to fix")
    clerk.until(lambda: "没有保存" in clerk.label("notice"))
    clerk.window.close()
    clerk.until(lambda: clerk.prompts.asked)
    assert clerk.window.isVisible()
    clerk.prompts.answer = Leave.ABANDON


def test_every_control_has_a_name_for_a_screen_reader_and_a_place_in_the_tab_order(clerk, faulty):
    clerk.open(faulty)
    for spoken in ("S-3 第1行", "S-2", "S-6 第一章第1段"):
        clerk.choose(spoken)
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QTableView)
        for kind in kinds:
            for one in clerk.window.findChildren(kind):
                if not one.isVisible() or not one.isEnabled() or not one.objectName():
                    continue
                named = QAccessible.queryAccessibleInterface(one)
                assert named.text(QAccessible.Text.Name), one.objectName()
                assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, one.objectName()
    buddies = {one.buddy().objectName() for one in clerk.window.findChildren(QLabel) if one.buddy()}
    assert {"filter", "explanation"} <= buddies


def test_tab_leads_from_the_list_to_the_finding(clerk, faulty):
    clerk.open(faulty)
    clerk.choose("S-3 第1行")
    passed = []
    while len(passed) < 5:
        clerk.key(Qt.Key.Key_Tab)
        passed.append(clerk.window.focusWidget().objectName())
    assert passed == ["copy code", "change", "go there", "change", "go there"]


def test_the_window_fits_the_screen_of_an_office_pc(clerk, faulty):
    clerk.open(faulty)
    smallest = clerk.window.minimumSizeHint()
    assert smallest.width() <= 1366
    assert smallest.height() <= 700


class Bell(QObject):
    rung = Signal(int)


@pytest.mark.parametrize("constant", [None, True, False])
def test_emitting_does_not_consume_a_shared_constant(qapp, constant):
    """PySide6 6.12 loses a reference to these with every emit and then aborts."""
    del qapp
    bell, before = Bell(), sys.getrefcount(constant)
    for _ in range(20):
        bell.rung.emit(1)
    assert sys.getrefcount(constant) > before - 10
