"""The fields of a programme, filled in by key and mouse."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
)

from desktop_app.core.between import change_between
from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft
from desktop_app.core.steps import sections
from desktop_app.jobs.packs import load_programme
from desktop_app.storage.draft_file import create
from desktop_app.ui.fields.fields_page import FieldsPage
from desktop_app.ui.fields.type_ahead import matching
from tests.small_pack import PLAN, RULES, a_small_draft, a_small_programme
from tests.ui.conftest import on_disk
from tests.ui.page_harness import NOW, Window

PLAN_FIELDS = """
[[section.field]]
id = "kind"
label = "申报主体"
kind = "choice"
options = ["铁岭市", "铁东区", "重庆市", "沈抚示范区"]
hint = "按营业执照"
example = "铁岭市"
[[section.field]]
id = "lines"
label = "细分行业"
kind = "names"
options = ["铸造", "食品加工", "汽车零部件"]
[[section.field]]
id = "award"
label = "奖补资金额度"
kind = "amount"
unit = "万元"
example = "3000"
clause = "二、"
[[section.field]]
id = "day"
label = "编制日期"
kind = "date"
[[section.field]]
id = "sealed"
label = "已盖章"
kind = "yes_no"
[[section.field]]
id = "remark"
label = "备注"
kind = "long_text"
"""
MORE_RULES = """
[[rule]]
code = "S-8"
title = "额度不超过3000"
severity = "must"
require = "form.basic.award <= 3000.0"
at = ["basic/award"]
say = "额度 {form.basic.award} 万元,超过 3000 万元;请调减"
clause = "二"
quote = "单个项目投资额度不低于20万元"
[[rule.fix]]
title = "改为 3000"
at = "basic/award"
to = "3000"
[[rule.example]]
form = { basic = { award = 3001.0 } }
holds = false

[[rule]]
code = "S-9"
title = "盖了章的须写备注"
severity = "must"
when = "form.basic.sealed"
require = "has(form.basic.remark)"
at = ["basic/remark", "basic/sealed"]
say = "没有写备注;请补填"
clause = "三"
quote = "项目名称和数量完全一致"
[[rule.example]]
form = { basic = { sealed = true } }
holds = false
"""


def a_programme():
    head, chapters = PLAN.split("[[chapter]]", 1)
    return a_small_programme(
        plan=f"{head}{PLAN_FIELDS}[[chapter]]{chapters}", rules=RULES + MORE_RULES
    )


PROJECTS = [
    {"name": "甲厂改造", "enterprise": "甲厂", "county": "东港区", "investment": "30"},
    {"name": "乙厂改造", "enterprise": "乙厂", "county": "西山县", "investment": "12.5"},
]


@pytest.fixture
def open_page(qtbot, draft_file, prompts):
    def make(can_write=True, **values):
        programme = a_programme()
        path = draft_file(a_small_draft(PROJECTS, PROJECTS, **values))
        return Window(
            qtbot,
            programme,
            path,
            prompts,
            lambda desk: FieldsPage(desk, sections(programme, after=False), "基本信息", pause=0),
            can_write=can_write,
        )

    return make


def test_what_is_typed_is_in_the_draft_with_a_name_to_undo_it(open_page):
    window = open_page()
    window.go("city")
    window.type("某市")
    assert window.value("basic/city") == "某市"
    window.key(Qt.Key.Key_Tab)
    window.until(lambda: window.standing and window.standing.undoable == "修改 申报单位")
    assert on_disk(window.path).value("basic/city") == "某市"


def test_ctrl_z_undoes_the_change_of_the_draft_and_the_field_shows_it(open_page):
    window = open_page(basic_city="原市")
    window.go("city")
    window.field("city").selectAll()
    window.type("新市")
    window.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: window.field("city").text() == "原市")
    window.key(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: window.field("city").text() == "新市")


def test_enter_goes_from_field_to_field_to_the_last(open_page):
    window = open_page()
    window.go("city")
    passed = []
    for _ in range(8):
        passed.append(window.focused().accessibleName())
        window.key(Qt.Key.Key_Return)
    assert passed[:4] == ["申报单位", "试点行业", "规上企业数(家)", "申报主体"]
    assert passed[6] == "编制日期"


def test_tab_goes_from_top_to_bottom_also_through_buttons_that_came_later(open_page):
    window = open_page(basic_award="5000")
    window.press("clause of field")
    assert window.page.go_to("basic/award")
    window.until(lambda: window.buttons("field fix"))
    inner = window.findChild(QScrollArea).widget()
    window.field("city").setFocus()
    heights, names = [], []
    while not heights or window.focused() is not window.field("city"):
        names.append(window.focused().objectName())
        heights.append(window.focused().mapTo(inner, QPoint(0, 0)).y())
        window.key(Qt.Key.Key_Tab)
        if len(names) == 9 + 20 or not inner.isAncestorOf(window.focused()):
            break
    assert names.index("field award") < names.index("to notice") < names.index("field fix")
    assert names.index("field fix") < names.index("field day") < names.index("to source")
    # Side by side is not to the pixel.
    assert all(after > before - 12 for before, after in pairwise(heights))


def test_a_text_that_is_read_otherwise_is_kept_and_told_beneath(open_page):
    window = open_page()
    window.go("award")
    window.type("三千万元")
    assert window.value("basic/award") == "三千万元"
    assert "= 3,000 万元" in window.labels("understood")
    window.go("day")
    window.type("2024.11.18")
    assert window.value("basic/day") == "2024.11.18"
    assert "= 2024年11月18日 周一" in window.labels("understood")


def test_what_cannot_be_read_stays_as_it_was_typed_and_is_told_once_it_is_left(open_page):
    window = open_page()
    window.go("day")
    window.type("下周三")
    window.key(Qt.Key.Key_Tab)
    window.until(lambda: window.labels("finding message"))
    assert window.labels("finding message") == [
        "基本信息 编制日期「下周三」无法识别;应填一个日期,如 2024年6月1日"
    ]
    assert window.field("day").text() == "下周三"


def test_nothing_is_found_fault_with_before_somebody_was_there(open_page):
    window = open_page(basic_award="5000", basic_day="下周三")
    assert window.labels("finding message") == []
    window.go("award")
    window.key(Qt.Key.Key_Tab)
    window.until(lambda: window.labels("finding message"))
    assert window.labels("finding weight") == ["▲ 必须改  S-8"]
    assert "单个项目投资额度" in window.labels("finding clause")[0]


def test_who_comes_by_a_jump_sees_what_is_wrong_there(open_page):
    window = open_page(basic_award="5000")
    assert window.page.go_to("basic/award")
    window.until(lambda: window.labels("finding message"))
    assert window.focused() is window.field("award")
    assert window.page.place == "basic/award"
    assert not window.page.go_to("projects/p1/name")


def test_another_field_of_the_page_is_gone_to_from_a_finding(open_page):
    window = open_page(basic_sealed="是")
    window.page.go_to("basic/remark")
    window.press("other place")
    assert window.jumps == []
    assert window.focused().objectName() == "yes sealed"
    assert window.page.place == "basic/sealed"


def test_a_safe_fix_is_one_press_and_one_undo(open_page):
    window = open_page(basic_award="5000")
    window.page.go_to("basic/award")
    window.press("field fix")
    window.until(lambda: window.value("basic/award") == "3000")
    window.until(lambda: not window.labels("finding message"))
    assert window.field("award").text() == "3000"
    window.until(lambda: window.standing and window.standing.undoable.startswith("改为 3000"))


def test_a_field_looks_required_while_another_asks_for_it(open_page):
    window = open_page(basic_city="某市")
    assert len(window.labels("required")) == 1
    assert "必填项已填完" in window.labels("missing")
    window.press("yes sealed")
    assert window.value("basic/sealed") == "是"
    assert len(window.labels("required")) == 2
    assert window.labels("because") == ["现在必填:盖了章的须写备注(三)"]
    assert window.labels("missing") == ["还有 1 项必填没有填"]
    window.press("yes sealed")
    assert window.value("basic/sealed") == ""
    assert window.labels("because") == []


def test_the_next_required_blank_is_gone_to(open_page):
    window = open_page(basic_sealed="是")
    assert window.labels("missing") == ["还有 2 项必填没有填"]
    window.press("next missing")
    assert window.focused() is window.field("city")
    window.press("next missing")
    assert window.focused() is window.field("remark")
    window.type("无")
    assert window.labels("missing") == ["还有 1 项必填没有填"]


def test_a_clause_unfolds_with_the_words_of_the_notice(open_page):
    window = open_page()
    assert window.labels("basis quote") == []
    window.press("clause of field")
    assert window.labels("basis clause") == ["通知 二、"]
    assert window.labels("basis quote")[0].startswith("「二、单个项目投资额度不低于20万元")
    window.press("to notice")
    assert window.jumps == ["notice/二、"]
    window.press("clause of field")
    assert window.labels("basis quote") == []


def shown_choices(window):
    lists = [one for one in window.findChildren(QListWidget, "choices") if one.isVisible()]
    return [one.item(n).text() for one in lists for n in range(one.count())]


def test_options_are_found_by_initials_and_by_part_and_picked_by_enter(open_page):
    window = open_page()
    window.go("kind")
    window.keys("td")
    assert shown_choices(window) == ["铁东区"]
    window.key(Qt.Key.Key_Return)
    assert shown_choices(window) == []
    assert window.value("basic/kind") == "铁东区"
    window.field("kind").selectAll()
    window.type("示范")
    assert shown_choices(window) == ["沈抚示范区"]
    window.key(Qt.Key.Key_Escape)
    assert shown_choices(window) == []
    assert window.value("basic/kind") == "示范"


def test_all_options_drop_down_by_the_button_and_are_picked_by_a_click(open_page):
    window = open_page(basic_kind="重庆市")
    window.press("choose")
    assert len(shown_choices(window)) == 4
    (dropped,) = [one for one in window.findChildren(QListWidget, "choices") if one.isVisible()]
    assert dropped.currentItem().text() == "重庆市"
    where = dropped.visualItemRect(dropped.item(0)).center()
    window.qtbot.mouseClick(dropped.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.value("basic/kind") == "铁岭市"
    window.key(Qt.Key.Key_Down)
    assert len(shown_choices(window)) == 4
    window.key(Qt.Key.Key_Tab)
    assert shown_choices(window) == []


def test_several_names_are_picked_one_after_the_other(open_page):
    window = open_page()
    window.go("lines")
    window.keys("zz")
    window.key(Qt.Key.Key_Return)
    window.type("、")
    window.keys("qc")
    window.key(Qt.Key.Key_Return)
    assert window.value("basic/lines") == "铸造、汽车零部件"
    assert "= 共 2 个:铸造 · 汽车零部件" in window.labels("understood")


def test_what_begins_with_the_letters_comes_before_what_holds_them():
    options = ("西铁区", "铁岭市", "东铁县")
    assert matching(options, "铁") == ("铁岭市", "西铁区", "东铁县")
    assert matching(options, "t") == ("铁岭市", "西铁区", "东铁县")


def test_a_day_is_picked_from_the_calendar_by_keys(open_page):
    window = open_page()
    window.press("calendar")
    calendars = window.findChildren(QCalendarWidget)
    (calendar,) = [one for one in calendars if one.isVisible()]
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2024-11-18"
    window.key(Qt.Key.Key_Right)
    window.key(Qt.Key.Key_Return)
    assert window.value("basic/day") == "2024年11月19日"
    assert not calendar.isVisible()
    assert window.focused() is window.field("day")
    window.press("calendar")
    window.key(Qt.Key.Key_Escape)
    assert not calendar.isVisible()


def test_a_long_text_keeps_its_lines_and_undoes_as_the_draft_does(open_page):
    window = open_page()
    window.go("remark")
    window.type("第一行")
    window.key(Qt.Key.Key_Return)
    window.type("第二行")
    assert window.value("basic/remark") == "第一行\n第二行"
    window.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: window.value("basic/remark") == "")
    assert window.field("remark").toPlainText() == ""


def test_a_word_for_yes_that_was_typed_elsewhere_is_kept_and_shown(open_page):
    window = open_page(basic_sealed="已")
    (yes,) = window.buttons("yes sealed")
    assert yes.isChecked()
    assert window.shows("填的是「已」")
    window.press("no sealed")
    assert window.value("basic/sealed") == "否"


def test_figures_of_the_summary_are_shown_locked_with_a_way_to_where_they_come_from(open_page):
    window = open_page()
    assert window.labels("derived projects") == ["2 个"]
    assert window.labels("derived investment") == ["42.5 万元"]
    window.session.do("改", lambda draft: set_path(draft, "projects/p2/investment", "20"))
    window.until(lambda: window.labels("derived investment") == ["50 万元"])
    window.buttons("to source")[-1].setFocus()
    window.key(Qt.Key.Key_Space)
    assert window.jumps == ["projects/p1/investment"]


def test_a_draft_for_reading_is_shown_and_not_changed(open_page):
    window = open_page(can_write=False, basic_city="某市", basic_award="5000")
    window.go("city")
    window.type("新市")
    window.key(Qt.Key.Key_X)
    assert window.value("basic/city") == "某市"
    assert window.buttons("choose") == window.buttons("calendar") == []
    window.page.go_to("basic/award")
    window.until(lambda: window.labels("finding message"))
    assert window.buttons("field fix") == []


def test_what_changes_elsewhere_leaves_alone_what_somebody_types(open_page):
    window = open_page()
    window.go("city")
    window.type("某市")
    window.session.do("改", lambda draft: set_path(draft, "basic/firms", "7"))
    window.type("北")
    assert window.field("city").text() == window.value("basic/city") == "某市北"
    assert window.field("firms").text() == "7"


def test_the_fields_after_sending_stand_below_what_is_done_first(qtbot, tmp_path, prompts):
    programme = load_programme("liaoning-2024")
    path = tmp_path / "a.shenbao"
    first = change_between(Draft(programme.id), Draft(programme.id), "新建草稿")
    create(path, programme.id, first, author="", now=lambda: NOW).close()
    asked = sections(programme, after=True)
    extra = QLabel("交出去的材料")
    window = Window(
        qtbot, programme, path, prompts, lambda desk: FieldsPage(desk, asked, "报送登记", extra)
    )
    assert window.labels("page title") == ["报送登记"]
    assert window.labels("derived projects") == []
    assert window.labels("required") == window.labels("missing") == []
    inner = window.findChild(QScrollArea).widget()
    high = min(one.mapTo(inner, QPoint(0, 0)).y() for one in window.page.findChildren(QLineEdit))
    assert extra.mapTo(inner, QPoint(0, 0)).y() < high
    window.field("changed").setFocus()
    window.type("3")
    assert window.labels("required") == ["必填"]
    assert window.labels("because") == ["现在必填:调整名单须报省厅批准同意(四、(三))"]


def test_every_control_has_a_name_and_every_label_its_field(open_page):
    window = open_page()
    assert len(window.controls()) > 12
    assert window.unfit() == []
    labels = window.page.findChildren(QLabel, "field label")
    assert len(labels) == 9
    assert all(one.buddy() is not None for one in labels)
