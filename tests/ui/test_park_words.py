"""The window over the invented pack of a park: its words, on the pages a clerk works at."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from desktop_app.core.changes import set_path
from desktop_app.core.sheet_wishes import SheetWishes
from desktop_app.jobs.print_memory import BuildSettings
from desktop_app.jobs.sheet_view import SheetView
from desktop_app.ui.bundle.choices import Choices
from desktop_app.ui.importing.sheet_panel import SheetPanel
from desktop_app.ui.shell.step_pages import PAGES
from desktop_app.ui.theme import Theme
from tests.park_pack import a_park_draft, a_park_programme
from tests.small_pack import a_small_programme
from tests.ui.at_a_desk import AtADesk


class AtThePark(AtADesk):
    """Who reads what stands on a page."""

    def said(self):
        """All that can be read or heard on the page."""
        told = [one.text() for one in self.root.findChildren(QLabel)]
        told += [one.placeholderText() for one in self.root.findChildren(QLineEdit)]
        told += [one.itemText(0) for one in self.root.findChildren(QComboBox)]
        told += [one.toolTip() for one in self.root.findChildren(QLabel)]
        told += [one.accessibleName() for one in self.root.findChildren(QWidget)]
        return "\n".join(told)


@pytest.fixture
def park(qtbot, tmp_path):
    def at(page, **values):
        made = AtThePark(qtbot, tmp_path, a_park_programme(), a_park_draft(**values), PAGES[page])
        made.part.show_draft(made.draft)
        return made

    return at


def test_the_import_asks_for_the_tables_of_the_zones(park):
    made = park("import", zones="北岸片区、南岸片区")
    said = made.said()
    assert "把片区的节水工程一览表、工作方案拖到这里" in said
    assert "片区报送情况" in said
    assert "2 个片区,已收 0 个,未收 2 个" in said
    assert "县" not in said


def test_the_check_page_is_searched_by_zone(park):
    said = park("check").said()
    assert "文字、编号、片区或行" in said
    assert "县区" not in said


@pytest.mark.parametrize("page", ["summary", "check", "bundle"])
def test_a_page_speaks_of_the_packs_rows_not_of_projects(park, page):
    made = park(page)
    assert "个项目" not in made.said()
    assert "项目,一行" not in made.said()


def test_the_summary_says_what_stands_in_a_line(park):
    assert "这里填写格式二的工程,一行一项。" in park("summary").said()


def test_what_is_tried_out_is_told_in_the_packs_words(park):
    said = park("check").said()
    assert "现在是全部申报。去掉几项工程的勾,看哪一项门槛先达不到。" in said
    assert "查找工程" in said


def test_copies_are_those_of_the_packs_forms(qtbot):
    made = Choices(BuildSettings(), 5, "工作方案、一览表")
    qtbot.addWidget(made)
    assert "工作方案、一览表份数" in [one.text() for one in made.findChildren(QLabel)]


def test_a_quarters_report_says_the_quarter_once(park):
    made = park("reports")
    title = made.root.findChild(QLabel, "page title").text()
    assert title == "季度进展"
    assert "季度季度" not in made.said()
    assert "季度进展" in made.root.findChild(QLabel, "report to").text()


def test_an_amount_without_a_unit_is_read_in_that_of_the_packs_columns(qtbot):
    view = SheetView(0, ("甲",), (False,), (), (), 0)
    for programme, told in ((a_park_programme(), "元"), (a_small_programme(), "万元")):
        panel = SheetPanel(programme, Theme())
        qtbot.addWidget(panel)
        panel.show_view(view, SheetWishes(), can_write=True)
        units = panel.findChild(QComboBox, "unit choice")
        assert units.itemText(0) == f"按表中写的(没有写,当作{told})"


@pytest.mark.parametrize("page", ["notice", "sending"])
def test_a_set_on_paper_tells_copies_and_seals(park, page):
    said = park(page).said()
    assert "工作方案（格式一）:正本1份、副本4份,加盖公章和骑缝章" in said
    assert "工程一览表（格式二）:正本1份、副本4份,加盖公章" in said


@pytest.mark.parametrize("page", ["notice", "sending"])
def test_the_subject_of_the_mail_is_that_of_the_draft(park, page):
    made = park(page, park="青梧产业园区管理委员会")
    assert "2026节水提效-青梧产业园区管理委员会" in made.said()
    made.session.changed.connect(made.part.show_draft)
    made.session.do("改名", lambda draft: set_path(draft, "basic/park", "白榆园区"))
    made.until(lambda: "2026节水提效-白榆园区" in made.said())
    assert "青梧" not in made.said()
