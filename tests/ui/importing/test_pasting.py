"""What was copied out of a chat, a table or a folder is pasted into the import."""

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from desktop_app.core.origin import origin_place
from tests.ui.importing.importer import HEAD, a_file, project

CHAT = """各位领导好,我县项目如下:
1、项目名称:甲项目;企业名称:甲公司;县区:东县;总投资:1200万
2、项目名称:乙项目;企业名称:乙公司;县区:东县;总投资:30
"""


def copy(text):
    QGuiApplication.clipboard().setText(text)


def paste(clerk):
    clerk.page.enter()
    place = clerk.page.focusWidget() or clerk.page
    clerk.qtbot.keyClick(place, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_projects_out_of_a_chat_are_pasted_looked_at_and_taken_in(importer):
    clerk = importer()
    copy(CHAT)
    paste(clerk)
    clerk.until_looked()
    assert clerk.lines() == ["粘贴的文字 | ● 有疑问 | 2 个 | 东县 | 项目表"]
    assert "第1行 「各位领导好" in clerk.label("file sentence")
    clerk.press("import")
    clerk.until(lambda: "乙项目" in clerk.names())
    came = clerk.draft().rows("projects")[1:]
    places = [origin_place(row.origin) for row in came]
    assert places == ["粘贴的文字 第2行", "粘贴的文字 第3行"]


def test_a_second_text_has_a_name_of_its_own(importer):
    clerk = importer()
    for text in (CHAT, "项目名称\t企业名称\t总投资\n丙项目\t丙公司\t40\n"):
        copy(text)
        paste(clerk)
        clerk.until_looked()
    assert [one.split(" | ")[0] for one in clerk.lines()] == ["粘贴的文字", "粘贴的文字(2)"]
    assert clerk.summary().startswith("将导入 2 个文件、3 个项目")


def test_files_that_were_copied_in_a_folder_are_read(importer, tmp_path):
    clerk = importer()
    a_file(tmp_path / "东县.xlsx", HEAD, project(1, "甲项目"))
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path / "东县.xlsx"))])
    QGuiApplication.clipboard().setMimeData(copied)
    paste(clerk)
    clerk.until_looked()
    assert clerk.lines()[0].startswith("东县.xlsx | ✓ 可以导入")


def test_a_text_that_is_no_table_and_nothing_at_all_are_told(importer):
    clerk = importer()
    copy("你好,请查收。")
    paste(clerk)
    clerk.until_looked()
    assert "▲ 读不出" in clerk.lines()[0]
    copy("")
    paste(clerk)
    clerk.until_looked()
    clerk.choose_file("粘贴的文字(2)")
    assert clerk.label("file sentence").startswith("没有粘贴到文字;")


def test_a_draft_that_may_only_be_read_takes_no_text(importer):
    clerk = importer(can_write=False)
    copy(CHAT)
    paste(clerk)
    assert "只读" in clerk.label("import refusal")
