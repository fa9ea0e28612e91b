"""A draft is begun, kept where one wants it, and nothing is overwritten."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
)

from desktop_app.storage.draft_file import open_draft


def test_a_new_draft_asks_for_the_city_and_is_opened(person, home):
    one = person()
    one.press("new")
    assert one.labels("view told") == ["2024年样板工程"]
    one.type("铁岭市")
    (name,) = one.visible(QLineEdit, "file name")
    assert name.text() == "铁岭市 2024年样板工程"
    assert str(home / "文档") in one.labels("folder")[0]
    # Half a name is not made into a draft by Enter: it leads on to the deed.
    one.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget().text() == "新建并打开"
    one.key(Qt.Key.Key_Return)
    one.until(lambda: one.opened)
    assert one.opened == [home / "文档" / "铁岭市 2024年样板工程.shenbao"]
    with open_draft(one.opened[0], read_only=True) as file:
        assert file.draft.value("basic/city") == "铁岭市"
    # When one comes back, it is to the start.
    assert one.visible(QAbstractButton, "open")


def test_a_name_that_is_taken_is_never_overwritten(person, home):
    taken = home / "文档" / "铁岭市 2024年样板工程.shenbao"
    taken.write_text("von gestern")
    one = person()
    one.press("new")
    one.type("铁岭市")
    (name,) = one.visible(QLineEdit, "file name")
    assert name.text() == "铁岭市 2024年样板工程(2)"
    name.setFocus()
    one.type("铁岭市 2024年样板工程")
    one.press("make")
    assert "不会覆盖" in one.labels("new refusal")[0]
    assert not one.opened
    one.press("other name")
    one.until(lambda: one.opened)
    assert one.opened[0].name == "铁岭市 2024年样板工程(2).shenbao"
    assert taken.read_text() == "von gestern"


def test_a_name_once_typed_is_kept_and_a_wrong_one_is_told_at_once(person):
    one = person()
    one.press("new")
    (name,) = one.visible(QLineEdit, "file name")
    name.setFocus()
    one.type("送审/稿")
    assert "不能有「/」" in one.labels("new refusal")[0]
    one.key(Qt.Key.Key_Return)
    assert not one.opened
    one.type("送审稿")
    one.visible(QComboBox, "city")[0].setFocus()
    one.type("铁岭市")
    assert name.text() == "送审稿"
    one.press("make")
    one.until(lambda: one.opened)
    assert one.opened[0].name == "送审稿.shenbao"


def test_a_draft_is_kept_where_one_wants_it(person, tmp_path):
    one = person()
    one.press("new")
    one.prompts.folder = tmp_path / "别处"
    one.press("choose folder")
    one.press("make")
    one.until(lambda: one.opened)
    assert one.opened == [tmp_path / "别处" / "2024年样板工程.shenbao"]


def test_a_folder_that_takes_nothing_is_told_and_one_goes_on(person, tmp_path):
    one = person()
    one.press("new")
    (tmp_path / "file").touch()
    one.prompts.folder = tmp_path / "file"
    one.press("choose folder")
    one.press("make")
    one.until(lambda: one.labels("new refusal"))
    assert "换一个可以写入的文件夹" in one.labels("new refusal")[0]
    one.prompts.folder = tmp_path
    one.press("choose folder")
    one.press("make")
    one.until(lambda: one.opened)
