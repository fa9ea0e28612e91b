"""一企一档 in the window: a form for each row, found, filled in and looked at by key and mouse."""

from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack import read_pack
from desktop_app.core.paper_form import form_of, missing_in
from desktop_app.core.steps import StepState, standings, step_of, steps_of
from desktop_app.ui.papers.paper_page import PaperPage
from desktop_app.ui.papers.row_list import RowList
from desktop_app.ui.shell.step_pages import PAGES
from desktop_app.ui.theme import Theme
from tests.paper_pack import PAPERS, a_paper_draft, paper_files
from tests.ui.conftest import on_disk
from tests.ui.page_harness import Window

# The firm is what a paper must have; tasks hang on the county.
REQUIRED = """id = "enterprise"
label = "实施企业"
kind = "text"
"""


def a_programme(papers=PAPERS):
    files = paper_files(papers)
    files["projects.toml"] = files["projects.toml"].replace(
        REQUIRED, f"{REQUIRED}required = true\n"
    )
    return read_pack(files)


def without_firm(draft: Draft) -> Draft:
    """The second project has no firm yet."""
    first, second = draft.rows("projects")
    cells = {key: text for key, text in second.cells.items() if key != "enterprise"}
    rows = (first, Row(second.id, MappingProxyType(cells)))
    return Draft(
        draft.programme, 1, draft.values, MappingProxyType({**draft.tables, "projects": rows})
    )


@pytest.fixture
def open_page(qtbot, draft_file, prompts):
    def make(draft=None, programme=None, can_write=True):
        path = draft_file(draft or a_paper_draft())
        return Window(
            qtbot,
            programme or a_programme(),
            path,
            prompts,
            PAGES["paper"],
            can_write=can_write,
        )

    return make


def listed(window):
    model = window.findChild(QTableView, "paper rows").model()
    return [tuple(model.index(n, c).data() for c in range(2)) for n in range(model.rowCount())]


def field(window, name) -> QLineEdit:
    return next(one for one in window.page.findChildren(QLineEdit, f"field {name}"))


def shown(window):
    return field(window, "enterprise").text()


def test_the_list_says_what_each_row_still_lacks(open_page):
    window = open_page(without_firm(a_paper_draft()))
    assert listed(window) == [("1. 甲机械有限公司", "完整"), ("2. (没有名称)", "缺1项")]
    assert window.shows("共 2 份 · 完整 1 · 缺项 1")


def test_a_cell_is_edited_in_the_form_of_its_row_and_can_be_undone(open_page):
    window = open_page()
    field(window, "enterprise").setFocus()
    field(window, "enterprise").selectAll()
    window.type("甲精密机械有限公司")
    window.key(Qt.Key.Key_Tab)
    assert window.value("projects/p1/enterprise") == "甲精密机械有限公司"
    window.until(lambda: window.standing and window.standing.undoable == "修改 实施企业")
    assert on_disk(window.path).value("projects/p1/enterprise") == "甲精密机械有限公司"
    window.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: shown(window) == "甲机械有限公司")


def test_the_next_and_the_last_row_by_keys_and_what_was_typed_is_kept(open_page):
    window = open_page()
    field(window, "enterprise").setFocus()
    field(window, "enterprise").selectAll()
    window.type("新名有限公司")
    window.press("next row")
    assert shown(window) == "乙化妆品有限公司"
    assert window.value("projects/p1/enterprise") == "新名有限公司"
    assert not window.page.findChild(QWidget, "next row").isEnabled()
    window.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown(window) == "新名有限公司"


def test_a_word_narrows_the_list_and_another_row_is_chosen_there(open_page):
    window = open_page()
    window.page.begin_search()
    window.type("化妆品")
    assert [name for name, _ in listed(window)] == ["2. 乙化妆品有限公司"]
    # The row that is looked at stays until another is chosen.
    assert shown(window) == "甲机械有限公司"
    window.click_cell(window.findChild(QTableView, "paper rows"), 0, 0)
    assert shown(window) == "乙化妆品有限公司"


def test_only_rows_that_lack_something(open_page):
    window = open_page(without_firm(a_paper_draft()))
    window.press("only missing")
    assert listed(window) == [("2. (没有名称)", "缺1项")]
    field_of_second = window.findChild(QTableView, "paper rows")
    window.click_cell(field_of_second, 0, 0)
    field_of_second.setFocus()
    window.key(Qt.Key.Key_Return)
    assert window.focused() is field(window, "enterprise")
    window.type("补上的公司")
    assert listed(window) == []


def test_rows_of_a_table_are_added_with_what_ties_them_and_taken_away(open_page):
    window = open_page()
    assert [one.text() for one in window.page.findChildren(QLineEdit, "field task")] == [
        "上云", "上软件",
    ]  # fmt: skip
    window.press("add tasks")
    window.type("上平台")
    rows = window.session.draft.rows("tasks")
    assert (rows[-1].cells["lead"], rows[-1].cells["task"]) == ("东港区", "上平台")
    first = window.page.findChildren(QWidget, "remove tied")[0]
    window.qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert [row.cells["task"] for row in window.session.draft.rows("tasks")] == [
        "上设备", "上软件", "上平台",
    ]  # fmt: skip


def test_findings_stand_beside_the_field_they_are_about(open_page):
    draft = a_paper_draft()
    first, second = draft.rows("projects")
    low = Row(first.id, MappingProxyType({**first.cells, "investment": "19"}))
    tables = MappingProxyType({**draft.tables, "projects": (low, second)})
    window = open_page(Draft(draft.programme, 1, draft.values, tables))
    window.until(lambda: window.shows("低于 20 万元"))
    window.press("next row")
    window.until(lambda: not window.shows("低于 20 万元"))


def test_a_place_is_gone_to_by_its_path(open_page):
    window = open_page()
    assert window.page.go_to("projects/p2/investment")
    assert shown(window) == "乙化妆品有限公司"
    assert window.focused() is field(window, "investment")
    assert window.page.go_to("tasks/t0/task")
    assert shown(window) == "甲机械有限公司"
    assert window.page.place == "papers/file/p1"


def test_the_paper_of_the_row_is_shown_as_it_will_be_printed(open_page):
    window = open_page()
    window.resize(1300, 800)
    pages = window.page.findChild(QWidget, "pages")
    window.until(lambda: pages.count == 1)
    window.press("fold preview")
    assert not pages.isVisible()


def test_all_are_made_beside_the_draft_with_progress(open_page):
    window = open_page()
    window.press("make all")
    window.until(lambda: window.shows("已生成 4 个文件"))
    folder = window.path.parent / "一企一档(预览)"
    assert len(list(folder.iterdir())) == 4


def test_who_may_not_write_reads_only(open_page):
    window = open_page(can_write=False)
    assert field(window, "enterprise").isReadOnly()
    assert not window.page.findChild(QWidget, "add tasks").isEnabled()


def test_a_single_paper_is_a_step_where_its_table_is_filled_in(open_page):
    alone = PAPERS[PAPERS.index('[[paper]]\nid = "report"') :]
    window = open_page(programme=a_programme(alone))
    assert window.page.place == "papers/report"
    assert window.page.go_to("tasks/t1/task")
    grid = window.page.findChild(QTableView, "grid")
    assert grid.model().index(grid.currentIndex().row(), 0).data() == "上设备"


def test_ten_thousand_rows_are_listed_searched_and_shown_again_when_one_changes(qtbot):
    rows = [
        Row(f"r{n}", MappingProxyType({"name": f"第{n}个", "enterprise": f"第{n}厂"}))
        for n in range(10_000)
    ]
    programme = a_programme()
    parts = form_of(programme, programme.papers[0])
    assert missing_in(parts, rows[0]) == ("investment",)
    found = RowList(Theme())
    qtbot.addWidget(found)
    found.show_rows(rows, parts, "enterprise")
    model = found.findChild(QTableView).model()
    assert (model.rowCount(), found.current) == (10_000, "r0")
    line = found.findChild(QLineEdit, "find row")
    line.setText("第9999厂")
    assert (model.rowCount(), model.index(0, 0).data()) == (1, "10000. 第9999厂")
    rows[9999] = Row("r9999", MappingProxyType({**rows[9999].cells, "investment": "30"}))
    found.show_rows(rows, parts, "enterprise")
    assert model.index(0, 1).data() == "完整"
    assert found.go_to("r5")
    assert (line.text(), model.rowCount(), found.current) == ("", 10_000, "r5")


def test_every_paper_to_fill_in_has_its_step_and_its_state():
    programme = a_programme()
    titles = [one.title for one in steps_of(programme) if one.kind == "paper"]
    assert titles == ["一企一档", "改造合同", "月报"]
    assert step_of(programme, "papers/contract/p1") == "paper:contract"
    # The tasks stand in no chapter; the first paper that prints them is where they are filled in.
    assert step_of(programme, "tasks/t1/task") == "paper:file"
    full = standings(programme, a_paper_draft(), ())
    assert full["paper:file"].state is StepState.DONE
    lacking = standings(programme, without_firm(a_paper_draft()), ())
    assert lacking["paper:file"].state is StepState.BEGUN
    blank = standings(programme, Draft(programme.id), ())
    assert blank["paper:file"].state is StepState.EMPTY


def test_the_page_is_made_without_any_paper_to_fill_in(qtbot, draft_file, prompts):
    window = Window(
        qtbot, a_programme(""), draft_file(a_paper_draft()), prompts,
        lambda desk: PaperPage(desk, table_editor=lambda *_: QWidget()),
    )  # fmt: skip
    assert window.page.place == ""
