"""一企一档 in the window: a form for each row, found, filled in and looked at by key and mouse."""

from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from desktop_app.core.changes import append_rows, remove_rows
from desktop_app.core.draft import Draft, Row
from desktop_app.core.pack import read_pack
from desktop_app.core.paper_form import form_of, missing_in
from desktop_app.core.steps import StepState, standings, step_of, steps_of
from desktop_app.ui.papers.paper_page import PaperPage
from desktop_app.ui.papers.row_list import RowList
from desktop_app.ui.shell.step_pages import PAGES
from desktop_app.ui.theme import Theme
from tests.paper_pack import PAPERS, a_paper_draft, paper_files
from tests.small_pack import PLAN
from tests.ui.bundle.sitting import Gate
from tests.ui.conftest import on_disk
from tests.ui.page_harness import Window

# The firm is what a paper must have; tasks hang on the county.
REQUIRED = """id = "enterprise"
label = "实施企业"
kind = "text"
"""


TASK = 'id = "task"\nlabel = "任务"\nkind = "text"\n'
TASK_REQUIRED = PLAN.replace(TASK, f"{TASK}required = true\n").replace('tables = ["tasks"]\n', "")


def a_programme(papers=PAPERS, **replaced):
    files = paper_files(papers) | {f"{name}.toml": text for name, text in replaced.items()}
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
    # Who fills in the last that is missing is still at this row.
    assert listed(window) == [("2. 补上的公司", "完整")]


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


def test_who_fills_in_the_last_cell_of_a_narrowed_list_goes_on_to_the_next(open_page):
    draft = a_paper_draft()
    cells = {"name": "待补", "investment": "30"}
    rows = tuple(Row(f"n{n}", MappingProxyType(cells)) for n in range(3))
    tables = MappingProxyType({**draft.tables, "projects": rows})
    window = open_page(Draft(draft.programme, 1, draft.values, tables))
    window.press("only missing")
    field(window, "enterprise").setFocus()
    window.type("补上的公司")
    window.press("next row")
    assert shown(window) == ""
    window.type("又一家公司")
    window.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert window.page.place == "papers/file/n2"
    assert [state for _, state in listed(window)][-1] == "缺1项"


def test_rows_that_come_while_nothing_fits_the_search_are_shown_when_it_is_cleared(open_page):
    draft = a_paper_draft()
    window = open_page()
    window.page.begin_search()
    window.type("化妆品")
    gone = frozenset(row.id for row in draft.rows("projects"))
    window.session.do("删去", lambda draft: remove_rows(draft, "projects", gone))
    assert window.shows("还没有数据行;先在项目汇总表中填写或导入")
    first = draft.rows("projects")[:1]
    window.session.do("添加", lambda draft: append_rows(draft, "projects", first))
    assert window.shows("没有符合的行")
    window.page.findChild(QLineEdit, "find row").clear()
    assert shown(window) == "甲机械有限公司"
    assert field(window, "enterprise").isVisible()


def test_a_row_that_is_removed_makes_room_for_the_first(open_page):
    window = open_page()
    window.page.go_to("papers/file/p2")
    gone = frozenset({"p2"})
    window.session.do("删去", lambda draft: remove_rows(draft, "projects", gone))
    assert (shown(window), window.page.place) == ("甲机械有限公司", "papers/file/p1")


def test_the_table_that_a_paper_is_made_for_is_named_where_it_has_no_rows(open_page):
    draft = a_paper_draft()
    tables = MappingProxyType({**draft.tables, "tasks": ()})
    own = PAPERS[: PAPERS.index('[[paper]]\nid = "contract"')].replace(
        'each = "projects"', 'each = "tasks"'
    )
    own = f'{own[: own.index("[[paper.part]]")]}[[paper.part]]\nid = "basic"\nfields = ["task"]\n'
    own = own.replace("{row.name}", "{row.task}")
    window = open_page(Draft(draft.programme, 1, draft.values, tables), a_programme(own))
    assert window.shows("还没有数据行;先在责任分工表中填写或导入")


def test_rows_for_which_the_paper_is_not_made_say_so_and_are_not_counted(open_page):
    window = open_page()
    window.page.show_paper("contract")
    window.until(lambda: window.shows("共 1 份 · 完整 1 · 缺项 0 · 不做 1"))
    assert listed(window) == [("1. 甲机械有限公司", "不做这份"), ("2. 乙化妆品有限公司", "完整")]
    window.page.show_paper("file")
    window.until(lambda: window.shows("共 2 份 · 完整 2 · 缺项 0"))


def test_what_rows_of_a_table_lack_is_counted_with_the_row_they_belong_to(open_page):
    draft = a_paper_draft()
    tasks = draft.rows("tasks")
    blank = Row("t9", MappingProxyType({"lead": "西山县"}))
    tables = MappingProxyType({**draft.tables, "tasks": (*tasks, blank)})
    draft = Draft(draft.programme, 1, draft.values, tables)
    programme = a_programme(plan=TASK_REQUIRED)
    window = open_page(draft, programme)
    assert listed(window) == [("1. 甲机械有限公司", "完整"), ("2. 乙化妆品有限公司", "缺1项")]
    assert standings(programme, draft, ())["paper:file"].state is StepState.BEGUN


# Here the tasks hang on the firm, the first field of the form.
TIED = PAPERS.replace("row.lead == owner.county", "row.lead == owner.enterprise")


def tied_draft(*leads):
    draft = a_paper_draft()
    tasks = tuple(
        Row(f"t{n}", MappingProxyType({"task": f"任务{n}", "lead": lead}))
        for n, lead in enumerate(leads)
    )
    tables = MappingProxyType({**draft.tables, "tasks": tasks})
    return Draft(draft.programme, 1, draft.values, tables)


def leads(window):
    return [row.cells.get("lead", "") for row in window.session.draft.rows("tasks")]


def correct_firm(window, text):
    field(window, "enterprise").setFocus()
    field(window, "enterprise").selectAll()
    for sign in text:
        window.type(sign)
    window.key(Qt.Key.Key_Tab)


def test_rows_that_hang_on_a_name_follow_when_it_is_corrected_and_come_back_by_one_undo(open_page):
    draft = tied_draft("甲机械有限公司", "乙化妆品有限公司")
    window = open_page(draft, a_programme(TIED))
    correct_firm(window, "甲精密机械有限公司")
    assert leads(window) == ["甲精密机械有限公司", "乙化妆品有限公司"]
    assert field(window, "task").text() == "任务0"
    window.until(lambda: window.standing and window.standing.undoable == "修改 实施企业")
    assert on_disk(window.path).value("tasks/t0/lead") == "甲精密机械有限公司"
    window.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.until(lambda: shown(window) == "甲机械有限公司")
    assert leads(window) == ["甲机械有限公司", "乙化妆品有限公司"]


def test_a_name_that_is_for_a_moment_that_of_another_takes_only_its_own_rows_along(open_page):
    window = open_page(tied_draft("甲机械有限公司", "乙"), a_programme(TIED))
    window.page.go_to("papers/file/p2")
    correct_firm(window, "乙")
    window.page.go_to("papers/file/p1")
    correct_firm(window, "乙二")
    assert leads(window) == ["乙二", "乙"]


def test_a_name_that_is_blanked_leaves_its_rows_under_the_old_one(open_page):
    window = open_page(tied_draft("甲机械有限公司"), a_programme(TIED))
    field(window, "enterprise").setFocus()
    field(window, "enterprise").selectAll()
    window.key(Qt.Key.Key_Delete)
    assert leads(window) == ["甲机械有限公司"]
    window.type("甲厂")
    assert leads(window) == ["甲厂"]


def test_a_name_that_two_rows_bear_takes_nothing_along(open_page):
    draft = tied_draft("甲机械有限公司")
    rows = draft.rows("projects")
    same = Row("p2", MappingProxyType({**rows[1].cells, "enterprise": "甲机械有限公司"}))
    tables = MappingProxyType({**draft.tables, "projects": (rows[0], same)})
    window = open_page(Draft(draft.programme, 1, draft.values, tables), a_programme(TIED))
    correct_firm(window, "甲精密机械有限公司")
    assert leads(window) == ["甲机械有限公司"]


def test_rows_that_belong_to_nobody_are_shown_gone_to_given_back_and_taken_away(open_page):
    draft = tied_draft("甲机械有限公司", "丙已改名", "丁已注销")
    window = open_page(draft, a_programme(TIED))
    assert window.shows("没有归属的责任分工表")
    assert window.page.go_to("tasks/t1/lead")
    assert window.focused().text() == "丙已改名"
    window.focused().selectAll()
    for sign in "甲机械有限公司一":
        window.type(sign)
    window.key(Qt.Key.Key_Backspace)
    # It says another row's name on the way: the card stays until it is left.
    assert window.focused().text() == "甲机械有限公司"
    field(window, "investment").setFocus()
    texts = [one.text() for one in window.page.findChildren(QLineEdit, "field lead")]
    assert [text for text in texts if text != "甲机械有限公司"] == ["丁已注销"]
    removes = window.buttons("remove tied")
    window.qtbot.mouseClick(removes[-1], Qt.MouseButton.LeftButton)
    assert [row.id for row in window.session.draft.rows("tasks")] == ["t0", "t1"]
    assert not window.shows("没有归属的责任分工表")


def test_rows_that_belong_to_nobody_are_reached_where_there_is_no_row_at_all(open_page):
    draft = tied_draft(*(f"已注销{n}" for n in range(30)))
    tables = MappingProxyType({**draft.tables, "projects": ()})
    window = open_page(Draft(draft.programme, 1, draft.values, tables), a_programme(TIED))
    assert window.shows("另有 10 行,处理这些以后列出。")
    assert window.page.go_to("tasks/t29/lead")
    assert window.focused().text() == "已注销29"


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


def test_making_all_is_cancelled_and_leaves_no_file(open_page, monkeypatch):
    window = open_page()
    gate = held_up_papers(monkeypatch)
    window.press("make all")
    assert window.page.begun == "正在生成材料。"
    window.press("cancel make all")
    gate.open()
    window.until(lambda: window.shows("已取消,没有留下文件。"))
    assert [one.name for one in window.path.parent.iterdir() if one.is_dir()] == []
    assert window.page.begun == ""


def test_without_what_ties_rows_none_is_added(open_page):
    window = open_page(without_firm(tied_draft()), a_programme(TIED))
    window.press("next row")
    assert window.shows("先填写实施企业,才能添加这里的行。")
    assert not window.page.findChild(QWidget, "add tasks").isEnabled()
    field(window, "enterprise").setFocus()
    window.type("补上的公司")
    assert window.page.findChild(QWidget, "add tasks").isEnabled()


def held_up_papers(monkeypatch):
    """Making papers waits until the gate opens."""
    from desktop_app.jobs import some_papers

    gate = Gate()
    really = some_papers.make_some
    monkeypatch.setattr(some_papers, "make_some", lambda *a, **k: gate.wait() or really(*a, **k))
    return gate


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
