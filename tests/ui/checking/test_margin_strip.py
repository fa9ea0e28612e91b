"""The strip of thresholds, and trying without some projects."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTabWidget

from desktop_app.core.changes import set_path
from desktop_app.ui.checking.check_page import CheckPage
from desktop_app.ui.checking.margin_strip import MarginStrip
from desktop_app.ui.checking.trial_model import TrialModel, projects_of
from tests.small_pack import RULES, a_small_draft, a_small_programme
from tests.ui.at_a_desk import AtADesk

COUNT = """
[[rule.margin]]
title = "项目数"
value = "facts.count.projects"
least = "100"
unit = "个"
[[rule.margin]]
title = "六成线"
value = "facts.count.projects"
least = "(3 * form.basic.firms + 4) / 5"
unit = "个"
"""
LOWEST = """
[[rule.margin]]
title = "最低投资"
value = "row.investment"
least = "20.0"
unit = "万元"
"""
CAP = """
[[rule.margin]]
title = "企业数"
value = "form.basic.firms"
most = "168"
unit = "家"
"""


def with_margins(rules):
    lowest, count = (
        "[[rule.example]]\nrow = { investment = 19.99 }",
        '[[rule.reading]]\nid = "loose"',
    )
    rules = rules.replace(lowest, f"{LOWEST}{lowest}", 1)
    return rules.replace(count, f"{COUNT}{CAP}{count}", 1)


PACK = a_small_programme(rules=with_margins(RULES))


def a_draft(count=104, firms="168"):
    rows = [
        {
            "name": f"{n}厂改造项目",
            "investment": "19.5" if n == 7 else "30",
            "county": "东港区" if n % 2 else "西山县",
        }
        for n in range(1, count + 1)
    ]
    return a_small_draft(
        projects=rows, basic_city="某市", basic_firms=firms, goals="好。", funds="好。"
    )


@pytest.fixture
def clerk(qtbot, tmp_path):
    one = AtADesk(qtbot, tmp_path, PACK, a_draft(), CheckPage)
    one.until(lambda: tiles(one))
    return one


def tiles(clerk):
    return clerk.labels("margin value")


def tile(clerk, title):
    found = clerk.root.findChildren(QAbstractButton, "margin tile")
    return next(one for one in found if f" {title}:" in one.accessibleName())


def go_to_trial(clerk):
    bar = clerk.root.findChild(QTabWidget).tabBar()
    at = next(n for n in range(bar.count()) if bar.tabText(n) == "试算去留")
    clerk.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(at).center())


def test_where_the_trial_has_a_tab_the_strip_has_no_second_way_to_it(clerk):
    assert not clerk.shown("try without")


def test_what_is_missed_comes_first_with_sign_value_and_limit(clerk):
    assert tiles(clerk) == ["▲ 19.5 / ≥20", "● 104 / ≥100", "● 104 / ≥101", "✓ 168 / ≤168"]
    assert "S-2 项目数:刚够" in tile(clerk, "项目数").toolTip()
    assert "项目数量不少于2个" in tile(clerk, "项目数").accessibleName()


def test_a_press_unfolds_what_a_threshold_is_about_and_leads_to_the_row(clerk):
    clerk.qtbot.mouseClick(tile(clerk, "最低投资"), Qt.MouseButton.LeftButton)
    assert clerk.label("margin head") == "S-1 最低投资:▲ 没有达到"
    assert clerk.label("margin said").startswith(
        "现为 19.5 万元,要求不低于 20 万元,还差 0.5 万元。"
    )
    assert "单个项目投资额度不低于20万元" in clerk.label("margin clause")
    with clerk.qtbot.waitSignal(clerk.part.jump_asked) as asked:
        clerk.press("go to nearest")
    assert asked.args == ["projects/p7/investment"]
    clerk.qtbot.mouseClick(tile(clerk, "最低投资"), Qt.MouseButton.LeftButton)
    assert clerk.label("margin head") == ""


def test_the_strip_follows_the_draft(clerk):
    clerk.session.do("修改", lambda draft: set_path(draft, "projects/p7/investment", "25"))
    clerk.until(lambda: "✓ 25 / ≥20" in tiles(clerk))


def narrow(clerk):
    """Leave the tiles less room than they want."""
    clerk.part.setMaximumWidth(380)
    clerk.until(lambda: len(tiles(clerk)) < 4)
    clerk.until(lambda: clerk.buttons("more margins")[0].width() > 32)


def test_what_does_not_fit_is_folded_and_can_be_unfolded(qtbot, tmp_path):
    clerk = AtADesk(qtbot, tmp_path, PACK, a_draft(), MarginStrip)
    clerk.until(lambda: tiles(clerk))
    narrow(clerk)
    assert clerk.buttons("more margins")[0].text() == f"另 {4 - len(tiles(clerk))} 项"
    clerk.press("more margins")
    clerk.until(lambda: len(tiles(clerk)) == 4)
    clerk.press("more margins")
    clerk.until(lambda: len(tiles(clerk)) < 4)


def test_projects_are_unticked_and_it_is_told_which_threshold_falls_first(clerk):
    before = clerk.draft
    go_to_trial(clerk)
    table = clerk.table("trial projects")
    table.setFocus()
    table.selectRow(0)
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for line in range(1, 5):
        table.selectionModel().select(table.model().index(line, 0), flags)
    clerk.key(Qt.Key.Key_Space)
    clerk.until(lambda: "首先达不到" in clerk.label("trial result"))
    told = clerk.label("trial result").split("\n")
    assert told[0] == "假如不报这 5 个项目:去掉第 4 个(「4厂改造项目」)时,「六成线」首先达不到。"
    assert told[1] == "去掉第 5 个时,「项目数」也达不到。"
    assert "● 104 → 99 / ≥100" in tiles(clerk)
    assert clerk.lines("trial projects")[0][0] == "第1行 不报"
    assert clerk.draft == before
    clerk.press("take all back")
    clerk.until(lambda: "● 104 / ≥100" in tiles(clerk))
    assert "全部申报" in clerk.label("trial result")


def test_leaving_out_the_project_that_is_too_small_settles_its_threshold(clerk):
    go_to_trial(clerk)
    field = clerk.root.findChild(QLineEdit, "trial filter")
    field.setFocus()
    clerk.type("第７行")
    assert [line[1] for line in clerk.lines("trial projects")] == ["7厂改造项目"]
    where = clerk.click("trial projects", 0)
    assert where
    clerk.press("leave out")
    clerk.until(lambda: "✓ 19.5 → 30 / ≥20" in tiles(clerk))
    assert "各项门槛都不会因此落空" in clerk.label("trial result")
    field.clear()
    clerk.press("only left out")
    assert [line[0] for line in clerk.lines("trial projects")] == ["第7行 不报"]
    clerk.click("trial projects", 0)
    clerk.press("take back")
    assert clerk.lines("trial projects") == []


def test_a_tick_is_taken_away_by_the_mouse(clerk):
    go_to_trial(clerk)
    table = clerk.table("trial projects")
    cell = table.visualRect(table.model().index(2, 0))
    where = cell.topLeft()
    where.setX(where.x() + 16)
    where.setY(cell.center().y())
    clerk.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    clerk.until(lambda: "假如不报这 1 个项目" in clerk.label("trial result"))
    assert clerk.lines("trial projects")[2][0] == "第3行 不报"


def test_one_county_alone_can_be_listed(clerk):
    go_to_trial(clerk)
    county = clerk.root.findChild(QComboBox, "trial county")
    county.setCurrentIndex(county.findText("西山县"))
    assert len(clerk.lines("trial projects")) == 52


def test_the_trial_goes_on_when_the_draft_changes(clerk):
    go_to_trial(clerk)
    clerk.click("trial projects", 0)
    clerk.key(Qt.Key.Key_Space)
    clerk.until(lambda: "● 104 → 103 / ≥100" in tiles(clerk))
    clerk.session.do("修改", lambda draft: set_path(draft, "basic/firms", "150"))
    clerk.until(lambda: "✓ 104 → 103 / ≥90" in tiles(clerk))


def test_the_strip_stands_alone_on_another_page(qtbot, tmp_path):
    clerk = AtADesk(qtbot, tmp_path, PACK, a_draft(3), MarginStrip)
    clerk.until(lambda: tiles(clerk))
    assert "● 3 / ≥100" in tiles(clerk)
    with qtbot.waitSignal(clerk.part.trial_asked):
        clerk.press("try without")


def test_every_control_has_a_name_and_is_reached_by_tab(clerk):
    go_to_trial(clerk)
    clerk.root.findChild(QTabWidget).setCurrentIndex(3)
    assert clerk.controls()
    assert clerk.unfit() == []


def test_the_model_keeps_the_rules_of_models(qtbot, qtmodeltester):
    del qtbot
    model = TrialModel(PACK, None)
    qtmodeltester.check(model, force_py=True)
    model.show(projects_of(PACK, a_draft(5)))
    model.leave_out(["p2"], is_out=True)
    qtmodeltester.check(model, force_py=True)
