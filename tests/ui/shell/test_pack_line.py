"""An open draft of an older version: told, moved when a person says so, and back by one undo."""

from datetime import datetime

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from desktop_app.core.changes import SetValue, Together
from desktop_app.core.draft import Draft
from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.core.update_report import Unused
from desktop_app.jobs.draft_work import starting_values
from desktop_app.jobs.install_pack import install, remove
from desktop_app.jobs.pack_file import read_pack_file
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.update_draft import PackStanding
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.ui.importing.page import ImportPage
from desktop_app.ui.shell.pack_line import PackLine
from tests.pack_builders import a_pack_file, a_publisher
from tests.small_pack import PLAN, PROGRAMME
from tests.ui.conftest import Clerk

NOW = datetime(2026, 1, 2)
NEW_PLAN = PLAN.replace('id = "firms"', 'id = "industrial"').replace(
    '[[section.field]]\nid = "industries"\nlabel = "试点行业"\nkind = "names"\n', ""
)
MOVED = '[[moved]]\nsource = "basic/firms"\ntarget = "basic/industrial"\nsince = "1.1"\n'
NEW_RULES = """
[[rule]]
code = "S-4"
title = "填写完整"
severity = "must"
check = "required"
basis = "derived"
[[rule.example]]
values = { "basic/city" = "某市" }
holds = true
[[rule.example]]
holds = false
"""


@pytest.fixture
def two_versions(tmp_path, data_folder):
    """A draft of version 1, and version 1.1 installed beside it."""
    del data_folder
    new = {"plan": NEW_PLAN, "programme": PROGRAMME + MOVED, "rules": NEW_RULES}
    for version, replaced in (("1", {}), ("1.1", new)):
        pack = read_pack_file(a_pack_file(tmp_path, version, **replaced))
        install(pack, NOW, trust=a_publisher().fingerprint)
    path = tmp_path / "某市.shenbao"
    old = load_programme("small-2024@1")
    filled = (
        SetValue("basic/city", "", "某市"),
        SetValue("basic/firms", "", "120"),
        SetValue("basic/industries", "", "铸造"),
    )
    first = Together("新建草稿", (*starting_values(old).changes, *filled))
    create(path, Draft(old.id).programme, first, author="", now=lambda: NOW).close()
    return path


def values(path):
    with open_draft(path, read_only=True) as file:
        return dict(file.draft.values)


def test_a_newer_version_is_told_shown_taken_and_taken_back(qtbot, prompts, two_versions):
    clerk = Clerk(qtbot, prompts)
    clerk.open(two_versions)
    assert clerk.label("pack told").startswith("有新版规则包:1.1 版。这份草稿用的是 1 版")
    assert clerk.unfit() == []
    clerk.press("look update")
    (report,) = clerk.visible(QPlainTextEdit, "update report")
    assert "移动:基本信息 规上企业数(名称没有变)" in report.toPlainText()
    assert "不再使用(留在草稿里):基本信息 试点行业:铸造" in report.toPlainText()
    clerk.press("take update")
    clerk.until(lambda: clerk.label("pack told") == "有 1 处不再使用的内容,都留在草稿里。")
    clerk.press("look unused")
    assert clerk.labels("unused label") == ["基本信息 试点行业"]
    clerk.press("copy unused")
    assert QGuiApplication.clipboard().text() == "铸造"
    moved = values(two_versions)
    assert (moved["basic/industrial"], moved[VERSION_PATH]) == ("120", "1.1")
    clerk.press("undo")
    clerk.until(lambda: clerk.label("pack told").startswith("有新版规则包"))
    assert values(two_versions)["basic/firms"] == "120"


def test_a_version_that_is_gone_is_told_and_the_newest_opens(qtbot, prompts, two_versions):
    remove("small-2024@1")
    clerk = Clerk(qtbot, prompts)
    clerk.open(two_versions)
    told = clerk.label("pack told")
    assert told.startswith("这份草稿是用规则包 1 版填的,这台电脑没有装这一版,现在按 1.1 版打开。")
    clerk.press("look update")
    clerk.press("take update")
    clerk.until(lambda: values(two_versions)[VERSION_PATH] == "1.1")
    assert values(two_versions)["basic/industrial"] == "120"


def test_who_stays_with_the_old_version_is_left_in_peace(qtbot, prompts, two_versions):
    clerk = Clerk(qtbot, prompts)
    clerk.open(two_versions)
    clerk.press("look update")
    clerk.press("leave update")
    clerk.press("pack noted")
    assert clerk.label("pack told") == ""
    assert values(two_versions)[VERSION_PATH] == "1"


def begin_import(clerk, folder):
    """Files that were looked at and not taken in."""
    path = folder / "某县.csv"
    path.write_text("项目名称,投资额\n一号项目,30\n", "utf-8")
    clerk.window.jump("import")
    page = clerk.window.findChild(ImportPage)
    page.take_files([path])
    clerk.until(lambda: page.begun)


def test_what_was_begun_is_asked_about_before_the_draft_is_moved(
    qtbot, prompts, two_versions, tmp_path
):
    clerk = Clerk(qtbot, prompts)
    clerk.open(two_versions)
    begin_import(clerk, tmp_path)
    clerk.press("look update")
    prompts.agreed = False
    clerk.press("take update")
    assert prompts.asked == [
        "有 1 个文件已经读取,还没有导入\n改用新版要重新打开这份草稿,这些就不要了。"
    ]
    assert values(two_versions)[VERSION_PATH] == "1"
    prompts.agreed = True
    clerk.press("take update")
    clerk.until(lambda: clerk.label("pack told") == "有 1 处不再使用的内容,都留在草稿里。")
    # Asked once, not again by the window that closes.
    assert len(prompts.asked) == 2


def test_going_back_to_the_old_version_asks_until_the_draft_is_opened_again(
    qtbot, prompts, two_versions, tmp_path
):
    clerk = Clerk(qtbot, prompts)
    clerk.open(two_versions)
    clerk.press("look update")
    clerk.press("take update")
    clerk.until(lambda: clerk.label("pack told").startswith("有 1 处"))
    begin_import(clerk, tmp_path)
    prompts.agreed = False
    clerk.press("undo")
    clerk.until(lambda: prompts.asked)
    assert "草稿已改用另一版规则包,要重新打开" in prompts.asked[0]
    clerk.until(lambda: clerk.label("notice").startswith("草稿已改用另一版规则包"))
    prompts.agreed = True
    clerk.press("redo")
    clerk.until(lambda: clerk.label("notice") == "")
    clerk.press("undo")
    clerk.until(lambda: clerk.label("pack told").startswith("有新版规则包"))


def test_a_move_that_is_not_written_can_be_taken_again(qtbot, prompts, two_versions):
    clerk = Clerk(qtbot, prompts)
    clerk.open(two_versions)
    clerk.press("look update")
    away = two_versions.rename(two_versions.with_name("别处.shenbao"))
    clerk.press("take update")
    clerk.until(lambda: "没有保存" in clerk.label("notice"))
    assert clerk.buttons("take update")[0].isEnabled()
    away.rename(two_versions)
    clerk.press("take update")
    clerk.until(lambda: values(two_versions)[VERSION_PATH] == "1.1")


def test_a_draft_only_to_be_read_is_not_moved(qtbot, prompts, two_versions):
    with open_draft(two_versions):
        clerk = Clerk(qtbot, prompts)
        clerk.open(two_versions)
        clerk.press("look update")
        assert not clerk.buttons("take update")[0].isEnabled()
        assert "这份草稿现在只能查看,不能改用新版。" in clerk.labels(None)


def test_more_unused_places_than_are_listed_are_counted(qtbot):
    unused = tuple(Unused("value", f"x/{n}", f"内容{n}", "旧") for n in range(203))
    line = PackLine(PackStanding(unused=unused), "1", can_write=True)
    qtbot.addWidget(line)
    line.show()
    line.findChild(QPushButton, "look unused").click()
    told = [one.text() for one in line.findChildren(QLabel) if one.isVisible()]
    assert "另有 3 处没有列出。" in told
