"""The pages as they will be printed: looked at before and after the bundle is made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.bundle.sitting import PAPERS, page_count


def test_a_look_before_anything_is_built_shows_the_draft_marked(sit, tmp_path):
    clerk = sit()
    before = sorted(tmp_path.rglob("*"))
    clerk.press("look at plan")
    clerk.until(lambda: clerk.pages.is_drawn(1))
    assert clerk.label("preview title") == f"先看一眼:{PAPERS[0]}"
    assert sorted(tmp_path.rglob("*")) == before
    clerk.press("look at summary")
    clerk.until(lambda: clerk.label("preview title") == f"先看一眼:{PAPERS[1]}")
    clerk.until(lambda: clerk.pages.is_drawn(1))


def test_pages_are_turned_by_buttons_keys_and_number_and_sized(sit, tmp_path):
    clerk = sit()
    clerk.build()
    clerk.press("look", 0)
    whole = page_count(tmp_path / "材料/打印/全套（一式3份，按套）.pdf")
    clerk.until(lambda: clerk.label("page count") == f"/ {whole} 页")
    clerk.until(lambda: clerk.pages.is_drawn(1))
    assert not clerk.pages.is_drawn(whole)
    clerk.press("next page")
    assert clerk.pages.page == 2
    clerk.pages.setFocus()
    for key, page in (
        (Qt.Key.Key_Right, 3), (Qt.Key.Key_Left, 2), (Qt.Key.Key_End, whole), (Qt.Key.Key_Home, 1)
    ):  # fmt: skip
        clerk.qtbot.keyClick(clerk.pages, key)
        assert clerk.pages.page == page
    assert clerk.pages.accessibleName() == f"材料预览,第 1 页,共 {whole} 页"
    number = clerk.page.findChild(QLineEdit, "page number")
    number.setFocus()
    number.selectAll()
    clerk.qtbot.keyClicks(number, str(whole))
    clerk.qtbot.keyClick(number, Qt.Key.Key_Return)
    assert clerk.pages.page == whole
    clerk.until(lambda: clerk.pages.is_drawn(whole))
    for zoom in ("整页", "100%", "页宽"):
        clerk.choose("zoom", zoom)
        assert clerk.pages.page == whole
        clerk.until(lambda: clerk.pages.is_drawn(whole))


def test_a_file_that_is_gone_is_told_in_place_of_its_pages(sit, tmp_path):
    clerk = sit()
    clerk.build()
    clerk.until(lambda: clerk.pages.is_drawn(1))
    (tmp_path / "材料" / "一致性证明.pdf").unlink()
    clerk.press("look", clerk.labels("paper").index("一致性证明"))
    clerk.until(lambda: "请重新生成材料" in clerk.label("preview told"))
