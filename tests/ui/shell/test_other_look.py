"""Another look while a draft is open: pages nobody sees go, and nothing that was written with them."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from desktop_app.ui.page import Page
from desktop_app.ui.theme import Theme
from tests.ui.conftest import Clerk


@pytest.fixture
def theme(qapp):
    theme = Theme("light")
    theme.dress(qapp)
    return theme


@pytest.fixture
def clerk(qtbot, prompts, small, theme):
    return Clerk(qtbot, prompts, load=lambda _: small, theme=theme)


def pages(clerk):
    return clerk.window.findChildren(Page)


def test_pages_that_are_not_seen_are_made_anew_when_they_are(clerk, faulty, theme):
    clerk.open(faulty)
    for step in clerk.steps():
        clerk.go(step.partition(":")[0])
    clerk.go("基本信息")
    shown = next(one for one in pages(clerk) if one.isVisible())
    before = len(pages(clerk))
    theme.wear(QApplication.instance(), "dark", 1.5)
    assert len(pages(clerk)) < before
    assert shown in pages(clerk)
    assert clerk.window.findChild(QLineEdit, "field firms").text() == "10"
    clerk.go("工作目标")
    clerk.until(lambda: "全市共实施项目4个" in "".join(one.toPlainText() for one in texts(clerk)))


def test_what_was_begun_and_how_a_table_is_looked_at_stay(clerk, faulty, theme):
    clerk.open(faulty)
    clerk.press("only explain")
    clerk.write_explanation("写到一半")
    clerk.go("项目汇总表")
    clerk.fill("quick filter", "甲厂")
    clerk.go("基本信息")
    theme.wear(QApplication.instance(), "contrast", 1.0)
    clerk.go("核对")
    assert clerk.box().toPlainText() == "写到一半"
    clerk.go("项目汇总表")
    shown = [one for one in clerk.window.findChildren(QLineEdit, "quick filter") if one.isVisible()]
    assert shown[0].text() == "甲厂"


def texts(clerk):
    return [one for one in clerk.window.findChildren(QTextEdit, "chapter") if one.isVisible()]
