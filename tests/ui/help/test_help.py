"""The manual: complete, true to the program, and read in a window that nothing missing breaks."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTextBrowser,
)

from desktop_app.cli import main as command_line
from desktop_app.core.steps import steps_of
from desktop_app.jobs.manual_pages import ORDER, reference_of
from desktop_app.paths import MANUAL, ROOT
from desktop_app.ui.help.help_pages import help_pages, page_of
from desktop_app.ui.help.help_panel import HelpWindow
from desktop_app.ui.theme import Theme
from tests.screenshots import MANUAL_PICTURES
from tests.small_pack import PROGRAMME, a_small_programme

CODE = "\n".join(
    path.read_text("utf-8") for path in sorted((ROOT / "desktop_app" / "ui").rglob("*.py"))
)
# How the code says a key that the page writes otherwise.
SAID = {
    "Ctrl+F": ("StandardKey.Find", '"Ctrl+F"'),
    "Ctrl+O": ("StandardKey.Open", '"Ctrl+O"'),
    "Ctrl+C": ("StandardKey.Copy", '"Ctrl+C"'),
    "Ctrl+V": ("StandardKey.Paste", '"Ctrl+V"'),
    "Alt+←": ('"Alt+Left"',),
    "Alt+→": ('"Alt+Right"',),
    "Delete": ("Key_Delete",),
}
# Keys of the main window and of pages that are joined to it after the manual.
COMING = {
    "F1", "Ctrl+Enter", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Delete", "Ctrl+D", "Ctrl+Shift+Enter",
    "Ctrl+Shift+D", "Ctrl+-", "Alt+↑", "Alt+↓", "Ctrl+H", "Ctrl+L", "F3", "Shift+F3",
}  # fmt: skip
PAGES = help_pages()


def links(text):
    return re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", text)


def pictures(text):
    return re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)


def test_every_step_of_the_guide_has_its_page():
    there = {one.name for one in PAGES}
    assert there == set(ORDER)
    for step in steps_of(a_small_programme()):
        assert page_of(step.id) in there
        assert page_of(step.id) == ("plan" if step.kind == "chapter" else step.kind)


def test_no_page_lies_about_unread():
    assert {path.stem for path in MANUAL.glob("*.md")} == set(ORDER)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere_and_every_picture_is_made(page):
    for link in links(page.text):
        assert (MANUAL / link).is_file(), link
    for picture in pictures(page.text):
        name = picture.removeprefix("pictures/").removesuffix(".png")
        assert picture == f"pictures/{name}.png"
        assert (MANUAL / picture).is_file() or name in MANUAL_PICTURES, picture


def test_every_picture_that_is_made_stands_in_the_manual():
    shown = {name for page in PAGES for name in pictures(page.text)}
    assert shown == {f"pictures/{name}.png" for name in MANUAL_PICTURES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_short_chinese_with_one_title(page):
    lines = page.text.splitlines()
    assert [line for line in lines if line.startswith("# ")] == [f"# {page.title}"]
    assert len(page.text) < 2500
    # No English sentences, no web addresses: it is read without a network.
    assert not re.search(r"https?:", page.text)
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", re.sub(r"`[^`]*`", "", page.text))


def keys_told():
    page = next(one for one in PAGES if one.name == "keys")
    cells = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", page.text, re.MULTILINE)
    return sorted({key for cell in cells if cell != "按键" for key in cell.split(" 或 ")})


@pytest.mark.parametrize("key", keys_told())
def test_every_shortcut_in_the_manual_is_one_of_the_program(key):
    said = SAID.get(key, (f'"{key}"', f"Key_{key})"))
    assert any(one in CODE for one in said) or key in COMING


def test_keys_named_elsewhere_stand_on_the_page_of_keys():
    told = {*keys_told(), "Shift+Tab", "Ctrl+空格", "Super+空格"}
    for page in PAGES:
        for key in re.findall(
            r"\b(?:(?:Ctrl|Shift|Alt|Super)\+)*(?:(?<=\+)[A-Z\u4e00-\u9fff]\w*|F\d+)", page.text
        ):
            assert key in told, (page.name, key)


@pytest.fixture
def reader(qtbot, prompts):
    """Opens the help window, with the reference of these programmes."""

    def open_it(folder=MANUAL, page="check", programmes=(), place=""):
        window = HelpWindow(Theme(), prompts, folder)
        qtbot.addWidget(window)
        if programmes:
            window.know(programmes, [reference_of(one) for one in programmes])
        window.show_page(page, place)
        qtbot.waitUntil(window.isVisible)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return open_it


def read(window):
    return window.findChild(QTextBrowser).toPlainText()


def contents(window):
    """The titles that can be chosen; headings among them cannot."""
    found = window.findChild(QListWidget)
    items = [found.item(at) for at in range(found.count())]
    return [one.text() for one in items if one.flags() & Qt.ItemFlag.ItemIsSelectable]


def headings(window):
    found = window.findChild(QListWidget)
    items = [found.item(at) for at in range(found.count())]
    return [one.text() for one in items if not one.flags() & Qt.ItemFlag.ItemIsSelectable]


def chosen(window):
    item = window.findChild(QListWidget).currentItem()
    return item.text() if item else ""


def press(qtbot, window, name):
    qtbot.mouseClick(window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_f1_on_a_chapter_opens_the_page_of_the_plan(reader):
    window = reader(page="chapter:goals")
    assert read(window).startswith("实施方案(附件2)")
    assert chosen(window) == "实施方案(附件2)"
    window.show_page("sending")
    assert read(window).startswith("报送登记")
    window.show_page("nothing of the kind")
    assert read(window).startswith("开始")


def test_a_person_goes_through_the_contents_and_back(reader, qtbot):
    window = reader()
    found = window.findChild(QListWidget)
    (item,) = found.findItems("求助", Qt.MatchFlag.MatchExactly)
    found.scrollToItem(item)
    where = found.visualItemRect(item).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert read(window).startswith("求助")
    press(qtbot, window, "help back")
    assert read(window).startswith("核对")
    assert chosen(window) == "核对"
    press(qtbot, window, "help forward")
    assert read(window).startswith("求助")
    QTest.keyClick(window.findChild(QTextBrowser), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert read(window).startswith("核对")


def test_a_link_in_a_page_is_followed(reader, qtbot):
    window = reader(page="notice")
    view = window.findChild(QTextBrowser)
    assert view.find("基本信息")
    spot = view.cursorRect().center() - QPoint(8, 0)
    assert view.anchorAt(spot) == "fields.md"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert read(window).startswith("基本信息")


def test_searching_narrows_the_contents_and_shows_the_place(reader, qtbot):
    window = reader()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = window.findChild(QLineEdit, "help search")
    qtbot.waitUntil(line.hasFocus)
    line.insert("骑缝章")
    assert contents(window) == ["成册与打印"]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert read(window).startswith("成册与打印")
    assert window.findChild(QTextBrowser).textCursor().selectedText() == "骑缝章"
    line.setText("没有这样的话")
    assert contents(window) == []
    assert window.findChild(QLabel, "help told").text().startswith("没有写到")
    line.clear()
    assert len(contents(window)) == len(ORDER)


def test_escape_closes_the_help(reader, qtbot):
    window = reader()
    QTest.keyClick(window.findChild(QTextBrowser), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())


def test_missing_pictures_and_pages_break_nothing(reader, tmp_path):
    (tmp_path / "check.md").write_text("# 核对\n\n![图](pictures/gone.png)\n\n文字照样\n", "utf-8")
    (tmp_path / "fields.md").write_bytes(b"# \xff\xfe")
    window = reader(tmp_path)
    assert "文字照样" in read(window)
    assert contents(window) == ["核对"]
    # Qt would draw a broken picture for one that is null.
    gone = window.findChild(QTextBrowser).loadResource(2, QUrl("pictures/gone.png"))
    assert (gone.width(), gone.height()) == (1, 1)


def test_a_manual_that_is_not_there_is_told(reader, tmp_path):
    window = reader(tmp_path / "nirgends")
    assert contents(window) == []
    assert window.findChild(QLabel, "help told").text().startswith("说明文件没有装上")


def test_a_wide_picture_is_made_to_fit(reader, tmp_path):
    (tmp_path / "check.md").write_text("# 核对\n\n![图](wide.png)\n", "utf-8")
    picture = QImage(3000, 900, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(tmp_path / "wide.png"))
    window = reader(tmp_path)
    view = window.findChild(QTextBrowser)
    shown = view.loadResource(2, QUrl("wide.png"))
    assert 300 < shown.width() <= view.viewport().width()
    assert abs(shown.width() / shown.height() - 3000 / 900) < 0.1


def test_the_page_stays_when_the_look_changes(qtbot, qapp, prompts):
    theme = Theme()
    window = HelpWindow(theme, prompts)
    qtbot.addWidget(window)
    window.show_page("bundle")
    theme.wear(qapp, "contrast", 1.5)
    assert read(window).startswith("成册与打印")


def test_everything_in_the_help_has_a_name(reader):
    window = reader()
    for kind in (QPushButton, QLineEdit, QListWidget, QTextBrowser):
        assert all(one.accessibleName() for one in window.findChildren(kind))


SMALL = a_small_programme()


def test_the_reference_of_the_draft_stands_between_the_guide_and_the_making_of_packs(reader):
    window = reader(programmes=(SMALL,))
    assert headings(window) == ["本次申报的填报项和问题编号", "做规则包"]
    titles = contents(window)
    at = titles.index("填报项:基本信息")
    assert titles[at - 1] == "求助"
    assert titles[at + 1] == "填报项:项目汇总表"
    assert titles.index("问题编号:是什么意思,怎么办") < titles.index("一小时做一个规则包")


def test_without_a_draft_every_programme_leads_to_its_pages(reader, qtbot):
    other = a_small_programme(programme=PROGRAMME.replace("small-2024", "other-2024", 1))
    window = reader(programmes=(SMALL, other))
    assert "填报项:基本信息" not in contents(window)
    found = window.findChild(QListWidget)
    item = found.findItems("2024年样板工程", Qt.MatchFlag.MatchExactly)[1]
    found.itemClicked.emit(item)
    view = window.findChild(QTextBrowser)
    assert "other-2024" in read(window)
    assert view.find("填报项:基本信息")
    spot = view.cursorRect().center() - QPoint(8, 0)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert read(window).splitlines()[:2] == ["填报项:基本信息", "2024年样板工程"]
    press(qtbot, window, "help back")
    assert "other-2024" in read(window)
    window.findChild(QLineEdit, "help search").setText("规上企业数")
    assert contents(window).count("填报项:基本信息(2024年样板工程)") == 2


@pytest.mark.parametrize(
    ("place", "label", "title", "marked"),
    [
        ("basic/firms", "这里的说明:规上企业数", "填报项:基本信息", "规上企业数"),
        ("S-2@p1", "这里的说明:S-2", "问题编号:是什么意思,怎么办", "S-2 "),
    ],
)
def test_f1_offers_the_entry_of_the_field_or_finding_where_one_is(
    place, label, title, marked, reader, qtbot
):
    window = reader(page="fields", programmes=(SMALL,), place=place)
    assert read(window).startswith("基本信息")
    assert window.findChild(QPushButton, "help here").text() == label
    press(qtbot, window, "help here")
    assert read(window).startswith(title)
    assert chosen(window) == title
    assert window.findChild(QTextBrowser).textCursor().selectedText() == marked


def test_where_nothing_is_told_of_a_place_nothing_is_offered(reader):
    window = reader(page="fields", programmes=(SMALL,), place="fields")
    assert window.findChild(QPushButton, "help here").isHidden()


def test_the_manual_is_saved_as_a_pdf_and_never_over_a_file(reader, qtbot, prompts, tmp_path):
    (tmp_path / "check.md").write_text("# 核对\n\n文字\n", "utf-8")
    window = reader(tmp_path, programmes=(SMALL,))
    prompts.path = tmp_path / "说明书"
    told = window.findChild(QLabel, "help told")
    save = window.findChild(QPushButton, "help save")
    press(qtbot, window, "help save")
    qtbot.waitUntil(save.isEnabled, timeout=20_000)
    assert told.text().startswith("说明书已存为「说明书.pdf」")
    assert (tmp_path / "说明书.pdf").read_bytes().startswith(b"%PDF")
    press(qtbot, window, "help save")
    qtbot.waitUntil(save.isEnabled, timeout=20_000)
    assert told.text() == "「说明书.pdf」已经存在,没有覆盖;请换一个文件名。"


def test_every_command_stands_on_the_page_of_commands(capsys):
    with pytest.raises(SystemExit):
        command_line(["--help"])
    known = set(re.findall(r"^    ([a-z][a-z-]+)(?: |$)", capsys.readouterr().out, re.MULTILINE))
    page = next(one for one in PAGES if one.name == "commands")
    told = set(re.findall(r"`([a-z][a-z-]+)[^`]*`", page.text)) - {"shenbao"}
    assert len(known) > 30
    assert told == known
