"""官方表样 on the page: chosen or dropped, looked over and corrected, kept, forgotten."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox

from desktop_app.jobs.kept_forms import FOLDER, kept
from desktop_app.ui.bundle.official_card import OfficialCard
from tests.official_files import Form, header, lined, saved, workbook
from tests.small_pack import a_small_programme

KNOWN = {"B": "项目名称", "C": "实施企业", "D": "信用代码", "E": "县区", "F": "总投资", "G": "别的"}


def small_form() -> Form:
    book, sheet = workbook()
    sheet["A1"] = "填报单位:"
    header(sheet, 2, KNOWN)
    lined(sheet, range(2, 5), "G")
    sheet["A5"] = "合计"
    return Form(saved(book), 3, 2, 5)


@pytest.fixture
def form(tmp_path, data_folder):
    path = tmp_path / "附件3.xlsx"
    path.write_bytes(small_form().content)
    return path


def chosen(clerk, form):
    clerk.prompts.official = form
    clerk.press("choose official")
    clerk.until(lambda: clerk.buttons("keep official"))
    return clerk


def targets(clerk):
    combos = clerk.page.findChildren(QComboBox, "official target")
    return {
        one.accessibleName().partition("「")[0].removesuffix("列"): one
        for one in combos
        if one.isVisible()
    }


def told(clerk):
    return {key: one.currentText() for key, one in targets(clerk).items()}


def test_a_chosen_form_is_shown_place_by_place_and_kept(sit, form):
    clerk = chosen(sit(), form)
    assert told(clerk) == {
        "附件3!B": "项目名称", "附件3!C": "实施企业", "附件3!D": "信用代码", "附件3!E": "县区",
        "附件3!F": "总投资", "附件3!G": "(不填)", "附件3!A1": "(不填)",
    }  # fmt: skip
    assert "从第 3 行填起,预留 2 行" in clerk.label("official tables")
    clerk.press("keep official")
    clerk.until(lambda: clerk.labels("kept form") == ["✓ 附件3 项目汇总表:附件3.xlsx"])
    assert not clerk.buttons("keep official")
    (one,) = kept(a_small_programme())
    assert one.content == form.read_bytes()
    clerk.build()
    assert "官方表样《附件3.xlsx》(附件3 项目汇总表)已照草稿填好并读回" in clerk.label("proof")
    assert list(clerk.page.made.folder.glob(f"{FOLDER}/*.xlsx"))


def test_a_correction_moves_the_field_and_without_the_name_nothing_is_kept(sit, form):
    clerk = chosen(sit(), form)
    other = targets(clerk)["附件3!G"]
    while other.currentText() != "项目名称":
        before = other.currentIndex()
        clerk.qtbot.keyClick(other, Qt.Key.Key_Down)
        assert other.currentIndex() != before
    assert told(clerk)["附件3!B"] == "(不填)"
    assert clerk.buttons("keep official")[0].isEnabled()
    while other.currentText() != "(不填)":
        clerk.qtbot.keyClick(other, Qt.Key.Key_Up)
    assert "还不知道哪一列是「项目名称」" in clerk.label("official wrong")
    assert not clerk.buttons("keep official")[0].isEnabled()
    clerk.press("leave official")
    assert not clerk.buttons("keep official")
    assert kept(a_small_programme()) == ()


def test_a_form_can_be_dropped_on_the_card(sit, form):
    clerk = sit()
    card = clerk.page.findChild(OfficialCard)
    clerk.until(clerk.buttons("choose official")[0].isEnabled)
    drop(card, form)
    clerk.until(lambda: clerk.buttons("keep official"))
    assert told(clerk)["附件3!B"] == "项目名称"


def drop(card, path):
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    how = (
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(5, 5), *how)
    QApplication.sendEvent(card, entering)
    if entering.isAccepted():
        QApplication.sendEvent(card, QDropEvent(QPointF(5, 5), *how))
    return entering.isAccepted()


def test_what_cannot_be_a_form_is_told_and_other_files_are_left_to_the_window(sit, tmp_path, form):
    clerk = sit()
    (tmp_path / "附件3 坏.xlsx").write_bytes(b"PK\x03\x04")
    clerk.prompts.official = tmp_path / "附件3 坏.xlsx"
    clerk.press("choose official")
    clerk.until(lambda: "已损坏" in clerk.label("official told"))
    assert clerk.buttons("choose official")[0].isEnabled()
    assert not drop(clerk.page.findChild(OfficialCard), tmp_path / "别的.shenbao")


def test_a_kept_form_is_looked_at_again_and_forgotten_only_when_agreed(sit, form):
    clerk = chosen(sit(), form)
    clerk.press("keep official")
    clerk.press("change official")
    clerk.until(lambda: clerk.buttons("keep official"))
    assert told(clerk)["附件3!B"] == "项目名称"
    clerk.prompts.agreed = False
    clerk.press("forget official")
    assert len(kept(a_small_programme())) == 1
    clerk.prompts.agreed = True
    clerk.press("forget official")
    clerk.until(lambda: not clerk.labels("kept form"))
    assert "不再填写" in clerk.label("official told")
    assert kept(a_small_programme()) == ()


def test_the_file_may_be_said_to_be_the_other_attachment(sit, form):
    clerk = chosen(sit(), form)
    clerk.choose("official attachment", "附件2")
    clerk.until(lambda: "要用 Word 文件" in clerk.label("official told"))


def test_what_is_kept_is_there_on_another_day_and_what_is_damaged_is_told(sit, form, data_folder):
    clerk = chosen(sit(), form)
    clerk.press("keep official")
    clerk.until(lambda: clerk.labels("kept form"))
    next(data_folder.rglob(f"{FOLDER}/**/*.xlsx")).unlink()
    clerk.leave()
    clerk.sit_down()
    clerk.until(lambda: clerk.labels("kept form"))
    assert "请重新选择一次" in clerk.labels("kept form")[0]
    assert not clerk.buttons("change official")
    assert clerk.buttons("forget official")


def test_every_choice_says_what_it_is_for_and_tab_goes_from_line_to_line(sit, form):
    clerk = chosen(sit(), form)
    combos = list(targets(clerk).values())
    combos[0].setFocus()
    for one in combos[1:]:
        clerk.key(Qt.Key.Key_Tab)
        assert clerk.focus() is one
        assert one.accessibleName().endswith("填什么")
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.focus().objectName() == "keep official"
