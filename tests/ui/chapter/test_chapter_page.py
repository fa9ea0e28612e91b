"""The chapters of the plan, written by keys and mouse."""

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QTableWidget,
    QTabWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.changes import append_rows, set_path
from desktop_app.core.draft import Row
from desktop_app.ui.chapter.page import ChapterPage
from desktop_app.ui.chapter.plan_page import PlanPage
from desktop_app.ui.live_audit import LiveAudit
from desktop_app.ui.page import Desk
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme
from tests.small_pack import RULES, a_small_draft, a_small_programme
from tests.ui.conftest import NOW, FakePrompts, on_disk
from tests.ui.hands import Hands, commit

GOALS = "chapters/goals"
PACK = a_small_programme(
    rules=RULES
    + """
[[rule]]
code = "S-7"
title = "没有待填"
severity = "must"
check = "placeholders"
basis = "derived"
[[rule.example]]
values = { "chapters/goals" = "XX市" }
holds = false
"""
)
ROWS = [{"name": "甲", "investment": "30"}, {"name": "乙", "investment": "20"}]


class Prompts(FakePrompts):
    def earlier_plan(self, parent):
        del parent
        return self.path


class FakeTable(QWidget):
    """Stands in for the editor of a table."""

    def __init__(self, desk, table):
        super().__init__()
        self.table, self.asked = table, []
        self.setAccessibleName(table.title)

    def go_to(self, path):
        self.asked.append(path)
        return True


class Writer(Hands):
    """A clerk at the page of a chapter."""

    def __init__(self, qtbot, path, phrases, *, can_write=True):
        self.qtbot, self.file, self.prompts = qtbot, path, Prompts()
        self.holder = QObject()
        self.session = Session(path, self.holder, author="王工", now=lambda: NOW)
        with qtbot.waitSignal(self.session.opened):
            self.session.start()
        theme = Theme("light")
        self.desk = Desk(PACK, self.session, theme, self.prompts, can_write=can_write)
        self.tables = []
        self.page = ChapterPage(self.desk, table_editor=self.table, phrases=phrases, values_after=0)
        self.live = LiveAudit(PACK, self.holder)
        self.live.checked.connect(self.page.show_audit)
        self.session.changed.connect(self.page.show_draft)
        self.session.changed.connect(self.live.check)
        self.ground = self.window = QWidget()
        QVBoxLayout(self.window).addWidget(self.page)
        undo = QShortcut("Ctrl+Z", self.window)
        undo.activated.connect(self.session.undo)
        qtbot.addWidget(self.window)
        self.window.resize(1150, 680)
        self.window.show()
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.live.check(self.session.draft)
        self.page.go_to(GOALS)

    def table(self, desk, table):
        self.tables.append(FakeTable(desk, table))
        return self.tables[-1]

    def close(self):
        self.page.stop()
        self.live.stop()
        with self.qtbot.waitSignal(self.session.closed):
            self.session.close()
        self.session.wait(5)

    @property
    def box(self):
        return self.page.findChild(QTextEdit, "chapter")

    @property
    def text(self):
        return self.session.draft.value(f"chapters/{self.page.chapter}")

    def read(self):
        return self.box.toPlainText()

    def type(self, text):
        commit(self.box, text)

    def key(self, *keys):
        self.qtbot.keyClick(self.box, *keys)

    def end(self):
        self.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)

    def home(self):
        self.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)

    def side(self, title):
        (tabs,) = [
            t for t in self.page.findChildren(QTabWidget) if t.accessibleName() == "写作帮手"
        ]
        at = next(n for n in range(tabs.count()) if tabs.tabText(n) == title)
        self.qtbot.mouseClick(
            tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(at).center()
        )

    def items(self, name):
        listed = self.page.findChild(QListWidget, name)
        return [listed.item(n).text() for n in range(listed.count())]

    def choose(self, name, begins):
        listed = self.page.findChild(QListWidget, name)
        at = next(n for n, one in enumerate(self.items(name)) if begins in one)
        where = listed.visualItemRect(listed.item(at)).center()
        self.qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def undo(self):
        before = self.text
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.text != before)

    def paste(self, text="", html=""):
        copied = QMimeData()
        copied.setText(text)
        if html:
            copied.setHtml(html)
        QGuiApplication.clipboard().setMimeData(copied)
        self.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def select(self, words):
        cursor = self.box.document().find(words)
        assert not cursor.isNull()
        self.box.setTextCursor(cursor)


@pytest.fixture
def write(qtbot, draft_file, tmp_path):
    """Opens the page on a draft with this text as its goals."""
    made = []

    def begin(goals="", rows=ROWS, *, can_write=True, **values):
        draft = a_small_draft(
            rows, basic_city="某市", **({"goals": goals} if goals else {}), **values
        )
        made.append(Writer(qtbot, draft_file(draft), tmp_path / "常用语.json", can_write=can_write))
        return made[-1]

    yield begin
    for one in made:
        one.close()


def test_what_is_typed_is_the_drafts_and_undo_is_its_undo(write):
    clerk = write("第一段")
    clerk.end()
    clerk.key(Qt.Key.Key_Return)
    clerk.type("第二段𠮷")
    assert clerk.text == clerk.read() == "第一段\n第二段𠮷"
    clerk.until(lambda: on_disk(clerk.file).value(GOALS) == "第一段\n第二段𠮷")
    clerk.undo()
    assert clerk.text == clerk.read() == "第一段"


@pytest.mark.parametrize("sign", ["\r", "\r\n", "\u2028", "\u2029", "\ufdd0", "\ufdd1"])
def test_a_sign_that_ends_a_line_on_the_screen_is_not_written_by_showing_it(write, sign):
    odd = f"甲{sign}乙𠮷{sign}"
    clerk = write(odd)
    clerk.until(lambda: clerk.read() == "甲\n乙𠮷\n")
    clerk.session.do("改", lambda draft: set_path(draft, GOALS, f"{odd}丙"))
    clerk.until(lambda: clerk.read() == "甲\n乙𠮷\n丙")
    clerk.undo()
    assert clerk.read() == "甲\n乙𠮷\n"
    clerk.session.flush()
    clerk.until(lambda: clerk.session.settled is not None)
    assert on_disk(clerk.file).value(GOALS) == odd


def test_the_cursor_stays_when_the_text_comes_back_changed_elsewhere(write):
    clerk = write("第一段\n第二段")
    clerk.end()
    clerk.session.do("改", lambda draft: set_path(draft, GOALS, "𠮷第一段改了\n第二段"))
    assert clerk.read() == "𠮷第一段改了\n第二段"
    clerk.type("!")
    assert clerk.text == "𠮷第一段改了\n第二段!"


def test_a_line_goes_down_and_up_the_levels_by_tab_before_its_words(write):
    clerk = write("（一）甲\n乙")
    clerk.end()
    clerk.key(Qt.Key.Key_Home)
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.text == "（一）甲\n（二）乙"
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.text == "（一）甲\n1.乙"
    clerk.key(Qt.Key.Key_Backtab)
    assert clerk.text == "（一）甲\n（二）乙"
    clerk.press("level 4")
    assert clerk.text == "（一）甲\n（1）乙"
    clerk.undo()
    assert clerk.text == clerk.read() == "（一）甲\n（二）乙"


def test_tab_behind_words_goes_on_to_the_next_control(write):
    clerk = write("乙")
    clerk.end()
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.window.focusWidget() is not clerk.box
    assert clerk.text == "乙"


def test_numbers_that_repeat_are_marked_and_put_right_in_one_step(write):
    clerk = write("（一）甲\n（一）乙\n（五）丙")
    assert clerk.label("wrong numbers") == "≠ 第2段编号「（一）」重复,印出来是「（二）」等2处"
    margin = clerk.page.findChild(QWidget, "margin")
    assert "第3段编号「（五）」不连续" in margin.accessibleDescription()
    clerk.press("renumber")
    assert clerk.text == "（一）甲\n（二）乙\n（三）丙"
    assert not clerk.shown("renumber")
    clerk.undo()
    assert clerk.text == "（一）甲\n（一）乙\n（五）丙"


def test_word_text_comes_in_as_plain_paragraphs_in_one_step_and_tables_are_told(write):
    clerk = write("前文")
    clerk.end()
    clerk.key(Qt.Key.Key_Return)
    clerk.paste(
        "x", "<p><b>（一）“甲”</b>&nbsp;乙</p><p>丙<br>丁</p><table><tr><td>值</td></tr></table>"
    )
    assert clerk.text == "前文\n（一）“甲” 乙\n丙\n丁"
    assert "表格请填在下面的表里" in clerk.label("notice")
    clerk.undo()
    assert clerk.text.strip() == "前文"


def test_a_value_put_into_the_text_follows_the_table(write):
    clerk = write("全市共实施项目")
    clerk.end()
    clerk.side("数值")
    clerk.until(lambda: "项目数量　2 个" in clerk.items("values"))
    clerk.choose("values", "项目数量")
    clerk.press("insert value")
    assert clerk.text == "全市共实施项目{项目数量}个"
    assert clerk.label("printed") == "印出来:全市共实施项目2个"
    row = Row("p9", {"name": "丙", "investment": "20"})
    clerk.session.do("新增", lambda draft: append_rows(draft, "projects", [row]))
    clerk.until(lambda: clerk.label("printed") == "印出来:全市共实施项目3个")
    clerk.until(lambda: "项目数量　3 个" in clerk.items("values"))


def test_values_are_found_by_what_is_searched(write):
    clerk = write("甲")
    clerk.side("数值")
    clerk.page.findChild(QLineEdit, "search values").setText("总投资 亿")
    clerk.until(lambda: clerk.items("values") == ["总投资(亿元)　0.01 亿元"])


def test_findings_of_the_chapter_stand_beside_and_lead_to_the_sentence(write):
    clerk = write("开头。\n全市共实施项目4个。XX市。")
    clerk.until(lambda: len(clerk.items("chapter findings")) == 2)
    clerk.choose("chapter findings", "S-6")
    assert clerk.box.textCursor().selectedText() == "4个"
    clerk.choose("chapter findings", "S-7")
    assert clerk.box.textCursor().selectedText() == "XX"
    clerk.type("某")
    clerk.until(lambda: len(clerk.items("chapter findings")) == 1)


def test_what_is_left_to_be_filled_in_is_waved(write):
    clerk = write("在XX市")
    block = clerk.box.document().firstBlock()
    waved = [
        block.text()[one.start : one.start + one.length]
        for one in block.layout().formats()
        if one.format.underlineStyle() == one.format.UnderlineStyle.WaveUnderline
    ]
    assert waved == ["XX"]


def test_headings_stand_in_the_face_they_print_in(write):
    clerk = write("（一）目标。正文")
    (first, rest) = [
        (one.start, one.length, one.format.fontFamilies())
        for one in clerk.box.document().firstBlock().layout().formats()
    ]
    assert first[:2] == (0, 5)
    assert first[2] != rest[2]


def test_a_phrase_is_kept_renamed_inserted_and_deleted(write):
    clerk = write("强化组织领导。其他")
    clerk.side("常用语")
    clerk.press("keep phrase")
    assert "没有选中文字" in clerk.label("phrase refusal")
    clerk.select("强化组织领导。")
    clerk.press("keep phrase")
    assert clerk.items("phrases") == ["强化组织领导。"]
    clerk.press("rename phrase")
    editor = clerk.page.findChild(QListWidget, "phrases").findChild(QLineEdit)
    editor.setText("组织")
    clerk.qtbot.keyClick(editor, Qt.Key.Key_Return)
    clerk.until(lambda: clerk.items("phrases") == ["组织"])
    clerk.box.setFocus()
    clerk.end()
    clerk.press("insert phrase")
    assert clerk.text == "强化组织领导。其他强化组织领导。"
    clerk.press("delete phrase")
    assert clerk.prompts.asked == ["删除常用语「组织」?删除后找不回来。"]
    assert clerk.items("phrases") == []


def test_a_paragraph_of_an_earlier_plan_is_taken_by_a_click(write, tmp_path, draft_file):
    clerk = write("第一段\n第二段")
    clerk.prompts.path = draft_file(a_small_draft(goals="到2023年底。\n再说。"), "去年.shenbao")
    clerk.home()
    clerk.side("旧方案")
    clerk.press("choose earlier plan")
    clerk.until(lambda: clerk.items("earlier paragraphs"))
    assert clerk.items("earlier paragraphs") == ["到【2023】年底。", "再说。"]
    clerk.choose("earlier paragraphs", "2023")
    assert clerk.text == "第一段\n到2023年底。\n第二段"
    assert "2023年早于本次申报的2024年" in clerk.label("earlier")
    clerk.undo()
    assert clerk.text == "第一段\n第二段"


def test_a_file_that_is_no_plan_is_told(write, tmp_path):
    clerk = write("甲")
    clerk.prompts.path = tmp_path / "x.docx"
    clerk.prompts.path.write_text("x")
    clerk.side("旧方案")
    clerk.press("choose earlier plan")
    clerk.until(lambda: clerk.label("earlier refusal"))
    assert clerk.shown("choose earlier plan")


def test_the_tables_of_a_chapter_stand_below_and_take_the_jump(write):
    clerk = write("甲", funds="用于改造")
    assert clerk.tables == []
    assert clerk.page.go_to("tasks/t1/lead")
    assert clerk.page.chapter == "funds"
    assert clerk.tables[0].isVisible()
    assert clerk.tables[0].asked == ["tasks/t1/lead"]
    assert clerk.page.go_to("plan_projects/p1/name")
    assert (clerk.page.chapter, clerk.page.place) == ("projects", "chapters/projects")
    assert not clerk.page.go_to("basic/city")
    assert clerk.page.go_to(GOALS)
    assert clerk.read() == "甲"


def test_find_goes_from_place_to_place(write):
    clerk = write("甲乙甲")
    clerk.home()
    starts = []
    for _ in range(3):
        assert clerk.page.find("甲")
        starts.append(clerk.box.textCursor().selectionStart())
    assert starts == [0, 2, 0]
    assert not clerk.page.find("丙")


def test_a_draft_that_cannot_be_written_is_only_read(write):
    clerk = write("（一）甲\n（一）乙", can_write=False)
    clerk.type("x")
    clerk.paste("y")
    clerk.key(Qt.Key.Key_Tab)
    assert clerk.text == clerk.read() == "（一）甲\n（一）乙"
    assert not clerk.shown("renumber")


def test_every_control_has_a_name(write):
    clerk = write("甲")
    for kind in (QAbstractButton, QListWidget, QLineEdit, QTextEdit, QComboBox):
        for one in clerk.page.findChildren(kind):
            is_own = one.objectName() and not one.objectName().startswith("qt_")
            assert one.accessibleName() or not is_own, one.objectName()


def test_guidance_and_length_stand_beside(write):
    clerk = write("一二三")
    assert clerk.label("needed") == "必须写的一章"
    assert clerk.label("chapter length").startswith("已写 3 字 · 约 0.1 页")
    clerk.press("fold side")
    assert clerk.label("needed") == ""


def test_the_plan_lists_its_chapters_and_a_click_goes_there(write, qtbot):
    clerk = write("全市共实施项目4个。")
    plan = PlanPage(clerk.desk)
    qtbot.addWidget(plan)
    clerk.live.checked.connect(plan.show_audit)
    plan.show()
    table = plan.findChild(QTableWidget, "chapters")

    def line(row):
        return [table.item(row, n).text() for n in range(4)]

    with qtbot.waitSignal(clerk.live.checked):
        clerk.live.check(clerk.session.draft)
    assert plan.findChild(QLabel, "printed title").text() == "某市样板工程实施方案"
    assert line(0) == ["一、工作目标", "▲ 有错", "10", "1"]
    assert line(1) == ["二、资金使用方向", "○ 未填", "", ""]
    assert line(2)[0] == "三、具体项目(可不写)"
    where = table.visualItemRect(table.item(1, 0)).center()
    with qtbot.waitSignal(plan.jump_asked) as jump:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert jump.args == ["chapter:funds"]
