"""After a list is loaded the open draft is checked by it at once, with nothing typed lost."""

import pytest
from PySide6.QtWidgets import QComboBox, QListView, QTabWidget

from desktop_app.core.pack import read_pack
from desktop_app.jobs.own_lists import laid_over
from desktop_app.ui.importing.page import ImportPage
from tests.core.test_not_listed import PACK, RULE
from tests.small_pack import a_small_draft
from tests.ui.conftest import Clerk, on_disk

RULES = RULE.replace('["arrears", "chosen"]', '["arrears"]')
BASE = read_pack({**PACK, "rules.toml": RULES})


@pytest.fixture
def clerk(qtbot, prompts, data_folder):
    return Clerk(qtbot, prompts, load=lambda _: laid_over(BASE))


@pytest.fixture
def draft(draft_file):
    return draft_file(a_small_draft(projects=[{"name": "改造", "enterprise": "甲机械有限公司"}]))


@pytest.fixture
def received(tmp_path):
    path = tmp_path / "失信.csv"
    path.write_text("企业名称\n甲机械有限公司\n", "utf-8")
    return path


def go_to_findings(clerk):
    """Once the place that was left is gone."""
    clerk.until(lambda: len(clerk.window.findChildren(QListView, "steps")) == 1)
    clerk.go("核对")
    clerk.until(lambda: clerk.left().startswith(("还剩", "没有要处理")))


def test_a_loaded_list_is_used_at_once_and_put_back(clerk, prompts, draft, received):
    clerk.open(draft)
    assert clerk.findings() == []
    clerk.window.jump("basic/city")
    clerk.fill("field city", "某市")
    clerk.window.jump("lists/arrears")
    prompts.list_file = received
    clerk.press("choose list")
    clerk.until(lambda: clerk.visible(QComboBox, "list column"))
    clerk.press("load list")
    clerk.until(lambda: "✓ 自己载入" in clerk.labels("list standing"))
    assert clerk.label("page title") == "通知要点"
    go_to_findings(clerk)
    clerk.until(lambda: any("失信企业名单" in one for one in clerk.findings()))
    clerk.close()
    assert on_disk(draft).value("basic/city") == "某市"


def test_what_was_begun_elsewhere_is_asked_about_and_kept_where_a_person_says_no(
    clerk, prompts, draft, received, tmp_path
):
    clerk.open(draft)
    rows = tmp_path / "某县.csv"
    rows.write_text("项目名称,投资额\n一号项目,30\n", "utf-8")
    clerk.window.jump("import")
    page = clerk.window.findChild(ImportPage)
    page.take_files([rows])
    clerk.until(lambda: page.begun)
    clerk.window.jump("lists/arrears")
    prompts.list_file, prompts.agreed = received, False
    clerk.press("choose list")
    clerk.press("load list")
    clerk.until(lambda: "名单已经存下" in clerk.label("notice"))
    assert prompts.asked == [
        "有 1 个文件已经读取,还没有导入\n名单已经存下;马上按新名单核对,这些就不要了。"
    ]
    assert page.begun
    prompts.agreed = True


def test_the_list_is_put_back_and_nothing_is_found_any_more(clerk, prompts, draft, received):
    clerk.open(draft)
    clerk.window.jump("lists/arrears")
    prompts.list_file = received
    clerk.press("choose list")
    clerk.press("load list")
    clerk.until(lambda: clerk.shown("reset list"))
    clerk.press("reset list")
    clerk.until(lambda: clerk.labels("list standing") == ["○ 未载入", "○ 未载入"])
    go_to_findings(clerk)
    clerk.until(lambda: clerk.left().startswith("没有要处理"))


def test_a_rule_without_its_list_leads_to_it(clerk, draft):
    clerk.open(draft)
    clerk.window.findChild(QTabWidget).setCurrentIndex(1)
    clerk.until(lambda: "「失信企业名单」尚未载入" in clerk.label("reason"))
    assert clerk.buttons("go to list")[0].accessibleName() == "载入失信企业名单"
    clerk.press("go to list")
    clerk.until(lambda: clerk.label("page title") == "通知要点")
    assert clerk.focus().accessibleName() == "载入失信企业名单"
