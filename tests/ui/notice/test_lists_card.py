"""名单: loaded, looked through, added to and put back by key and mouse."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lists import ListOrigin, list_of
from desktop_app.jobs.own_lists import keep, laid_over
from desktop_app.ui.notice.notice_page import NoticePage
from tests.core.test_not_listed import PACK
from tests.small_pack import a_small_draft
from tests.ui.page_harness import Window

BASE = read_pack({**PACK, "lists/chosen.csv": "名称,来源\n甲厂,市工信局\n"})
ORIGIN = ListOrigin("市信用办", "2024-05-01", "旧名单.xlsx", "2024-06-01", "ab" * 32)


@pytest.fixture
def open_page(qtbot, draft_file, prompts, data_folder):
    def make():
        window = Window(qtbot, laid_over(BASE), draft_file(a_small_draft()), prompts, NoticePage)
        window.again = []
        window.page.programme_changed.connect(window.again.append)
        return window

    return make


@pytest.fixture
def received(tmp_path):
    path = tmp_path / "收到的名单.csv"
    path.write_text("失信主体\n序号,企业名称,区\n1,乙厂,东区\n2,乙 厂,东区\n3,丙厂,\n", "utf-8")
    return path


def row(window, list_id):
    return window.findChild(QWidget, f"list {list_id}")


def labels(window, list_id, name):
    return [one.text() for one in row(window, list_id).findChildren(QWidget, name)]


def load(window, prompts, path):
    prompts.list_file = path
    window.press("choose list")
    window.until(lambda: window.visible(QComboBox, "list column"))


def audit_again(window):
    before = window.audits
    window.live.check(window.session.draft, afresh=True)
    window.until(lambda: window.audits > before)


def test_each_list_says_whose_it_is(open_page):
    window = open_page()
    assert labels(window, "arrears", "list standing") == ["○ 未载入"]
    assert labels(window, "chosen", "list standing") == ["● 程序自带"]
    assert labels(window, "chosen", "list told") == ["1 个;来源:市工信局"]
    assert window.unfit() == []


def test_a_file_is_looked_at_before_it_is_loaded(open_page, prompts, received):
    window = open_page()
    load(window, prompts, received)
    assert window.visible(QComboBox, "list column")[0].currentText() == "企业名称"
    assert window.label("list found") == "读到 2 个:乙厂、丙厂"
    assert "重复的 1 行没有载入" in window.label("list dropped")
    assert "还没有载入" in window.page.begun
    assert laid_over(BASE) is BASE
    assert window.unfit() == []


def test_what_is_loaded_is_kept_with_source_and_date(open_page, prompts, received):
    window = open_page()
    load(window, prompts, received)
    source, dated = (window.visible(QLineEdit, one)[0] for one in ("list source", "list date"))
    assert source.text() == "收到的名单.csv"
    source.setFocus()
    source.selectAll()
    window.type("市信用办来函")
    dated.setFocus()
    window.type("2024年6月1日")
    window.press("load list")
    window.until(lambda: window.again)
    assert window.again == ["lists/arrears"]
    kept = laid_over(BASE).lists["arrears"]
    assert kept.options() == ("乙厂", "丙厂")
    assert (kept.origin.source, kept.origin.date) == ("市信用办来函", "2024-06-01")
    assert window.page.begun == ""


def test_a_date_that_is_none_is_told_and_nothing_kept(open_page, prompts, received):
    window = open_page()
    load(window, prompts, received)
    window.visible(QLineEdit, "list date")[0].setFocus()
    window.type("上个月")
    window.press("load list")
    window.until(lambda: "看不懂日期" in window.label("list fault"))
    assert laid_over(BASE) is BASE
    window.press("leave list")
    assert not window.visible(QComboBox, "list column")


def test_another_column_is_chosen_where_none_is_known(open_page, prompts, tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("区,主体\n东区,乙厂\n", "utf-8")
    window = open_page()
    load(window, prompts, path)
    window.until(lambda: "看不出哪一列是名称" in window.label("list fault"))
    assert not window.buttons("load list")[0].isEnabled()
    box = window.visible(QComboBox, "list column")[0]
    box.setFocus()
    window.key(Qt.Key.Key_End)
    assert box.currentText() == "主体"
    window.until(lambda: window.label("list found") == "读到 1 个:乙厂")
    assert window.focus() is box
    window.press("load list")
    window.until(lambda: window.again)
    assert laid_over(BASE).lists["arrears"].options() == ("乙厂",)


def test_who_leaves_a_list_while_a_column_is_read_is_not_called_back(open_page, prompts, tmp_path):
    path = tmp_path / "名单.csv"
    lines = "".join(f"东区,第{n}厂\n" for n in range(3000))
    path.write_text(f"区,企业名称\n{lines}", "utf-8")
    window = open_page()
    load(window, prompts, path)
    box = window.visible(QComboBox, "list column")[0]
    box.setFocus()
    window.key(Qt.Key.Key_Up)
    window.buttons("leave list")[0].click()
    # Whoever is asked next answers later.
    for _ in range(5):
        audit_again(window)
    assert window.page.begun == ""


def test_a_file_that_cannot_be_read_is_one_sentence(open_page, prompts, tmp_path):
    window = open_page()
    prompts.list_file = tmp_path / "没有.xlsx"
    window.press("choose list")
    window.until(lambda: "不存在" in window.label("lists told"))


def test_copied_text_is_pasted(open_page):
    window = open_page()
    QGuiApplication.clipboard().setText("1、乙厂\n2、丙厂")
    window.press("paste list")
    window.until(lambda: window.label("list found") == "读到 2 个:乙厂、丙厂")


def test_a_file_is_dropped_on_its_list(open_page, received, qapp):
    window = open_page()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(received))])
    target = row(window, "chosen")
    wishes = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton)
    entering = QDragEnterEvent(QPoint(5, 5), *wishes, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(target, entering)
    assert entering.isAccepted()
    dropping = QDropEvent(QPointF(5, 5), *wishes, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(target, dropping)
    window.until(lambda: "已入选企业" in window.label("list file"))


def test_a_list_is_searched_in_either_script_and_added_to(open_page):
    keep(BASE, "arrears", list_of(["东港铸造厂", "西山机械厂"]), ORIGIN)
    window = open_page()
    window.page.go_to("lists/arrears")
    window.press("view list")
    window.until(lambda: window.label("list count") == "共 2 个")
    window.type("鑄造")
    assert window.label("list count") == "找到 1 个,共 2 个"
    table = window.table("list rows")
    assert table.model().index(0, 0).data() == "东港铸造厂"
    window.visible(QLineEdit, "new name")[0].setFocus()
    window.type("西山機械廠")
    window.press("add name")
    window.until(lambda: "已经有" in window.label("add fault"))
    new = window.visible(QLineEdit, "new name")[0]
    new.selectAll()
    new.setFocus()
    window.type("北山厂")
    window.key(Qt.Key.Key_Return)
    window.until(lambda: window.again)
    assert laid_over(BASE).lists["arrears"].options()[-1] == "北山厂"


def test_the_packs_own_comes_back_when_a_person_agrees(open_page, prompts):
    keep(BASE, "chosen", list_of(["丙厂", "丁厂"]), ORIGIN)
    window = open_page()
    window.page.go_to("lists/chosen")
    assert labels(window, "chosen", "list told") == [
        "2 个;来源:市信用办(2024-05-01);文件「旧名单.xlsx」,2024-06-01 载入",
    ]
    prompts.agreed = False
    window.press("reset list")
    assert "自己载入的 2 个会删去" in prompts.asked[0]
    assert laid_over(BASE).lists["chosen"].options() == ("丙厂", "丁厂")
    prompts.agreed = True
    window.press("reset list")
    window.until(lambda: window.again == ["lists/chosen"])
    assert laid_over(BASE) is BASE
