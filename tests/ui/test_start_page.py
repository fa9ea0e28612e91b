"""Where a day at the program begins: by clicks and keys, over files of its own."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QWidget,
)

from desktop_app.core.draft import Draft
from desktop_app.jobs import recent
from desktop_app.jobs.environment import Health, Looked
from desktop_app.jobs.new_draft import make_draft
from desktop_app.jobs.recent import Recent
from desktop_app.storage.draft_file import open_draft
from desktop_app.storage.snapshots import BEFORE_BUILD, take
from desktop_app.ui.start.parts import told_days, told_time
from desktop_app.ui.start.programmes import Packs
from desktop_app.ui.start_page import StartPage
from desktop_app.ui.theme import Theme
from tests.small_pack import a_city_programme
from tests.ui.hands import Hands, commit

NOW = datetime(2024, 11, 11, 10, 40)
PRINTER = Looked(Health.EXPLAIN, "打印机", "没有找到打印机。", "请接好打印机。")
SCREEN = Looked(Health.OK, "屏幕", "可用 1366 × 768")


class Person(Hands):
    """Somebody at the start page."""

    patience = 20_000

    def __init__(self, qtbot, prompts, practice, **options):
        self.qtbot, self.prompts = qtbot, prompts
        self.opened: list[Path] = []
        self.chosen = 0
        options = {"packs": lambda: Packs((a_city_programme(),))} | options
        self.ground = self.page = StartPage(
            prompts,
            author="王工",
            now=lambda: NOW,
            practice=lambda: practice,
            here=lambda: (SCREEN,),
            printers=lambda: PRINTER,
            **options,
        )
        qtbot.addWidget(self.page, before_close_func=lambda page: page.stop())
        self.page.open_asked.connect(self.opened.append)
        self.page.choose_asked.connect(self._choose)
        self.page.resize(1366, 684)
        self.page.show()
        self.until(lambda: self.visible(QAbstractButton, "new") or self.labels("pack fault"))

    def _choose(self):
        self.chosen += 1

    def can(self, name):
        return self.visible(QAbstractButton, name)[0].isEnabled()

    def press(self, name, nth=0):
        self.until(lambda: len(self.buttons(name)) > nth and self.buttons(name)[nth].isEnabled())
        super().press(name, nth)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifier)

    def type(self, text):
        focused = QApplication.focusWidget()
        (focused.lineEdit() if isinstance(focused, QComboBox) else focused).selectAll()
        commit(focused, text)

    def drop(self, *paths):
        told = QMimeData()
        told.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
        how = (
            Qt.DropAction.CopyAction,
            told,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.page, QDragEnterEvent(QPoint(50, 50), *how))
        QApplication.sendEvent(self.page, QDropEvent(QPointF(50, 50), *how))


@pytest.fixture
def remembered(data_folder, tmp_path):
    """Three drafts of late; the file of the second is gone."""
    del data_folder
    entries = []
    for hours, city, there, others in (
        (50, "抚顺市", True, {"state": recent.REPORTED, "projects": 112, "must": 0, "explain": 0}),
        (24, "本溪市", False, {"projects": 98}),
        (
            2,
            "铁岭市",
            True,
            {"projects": 106, "must": 2, "explain": 1, "place_title": "项目汇总表(附件3)"},
        ),
    ):
        path = tmp_path / f"{city}.shenbao"
        if there:
            path.touch()
        entry = Recent(path, city, "样板工程", NOW - timedelta(hours=hours), **others)
        recent.remember(entry)
        entries.insert(0, entry)
    return entries


@pytest.fixture
def dressed(qapp):
    """The application as a person sees it."""
    before = qapp.styleSheet(), qapp.palette(), qapp.style().objectName()
    Theme().dress(qapp)
    yield
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])
    qapp.setStyle(before[2])


@pytest.fixture
def person(qtbot, prompts, home, data_folder, backups, tmp_path):
    del home, data_folder, backups

    def arrive(**options):
        return Person(qtbot, prompts, tmp_path / "练习", **options)

    return arrive


def test_who_comes_first_is_told_what_belongs_here_and_where_to_begin(person):
    one = person()
    assert one.labels("nothing recent") == ["还没有打开过草稿"]
    assert "练习一遍" in one.labels("what belongs here")[0]
    assert one.labels("today") == ["今天是 2024年11月11日 星期一"]
    (new,) = one.visible(QAbstractButton, "new")
    assert new.property("deed") == "primary"


def test_a_programme_tells_who_asks_and_how_long_there_is(person):
    one = person()
    assert one.labels("programme") == ["2024年样板工程"]
    assert one.labels("issuer") == ["样板厅"]
    assert one.labels("notice title") == ["《关于申报样板工程的通知》"]
    assert one.labels("deadline") == ["2024年11月20日截止"]
    assert one.labels("days left") == ["还有 9 天"]


@pytest.mark.parametrize(
    ("today", "told", "weight"),
    [
        (date(2024, 10, 1), "还有 50 天", "ok"),
        (date(2024, 11, 11), "还有 9 天", "explain"),
        (date(2024, 11, 18), "还有 2 天", "must"),
        (date(2024, 11, 20), "今天截止", "must"),
        (date(2024, 12, 1), "已过截止日 11 天", "hint"),
    ],
)
def test_days_are_counted_to_the_deadline(today, told, weight):
    assert told_days(date(2024, 11, 20), today) == (told, weight)


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (datetime(2024, 11, 11, 8, 5), "今天 08:05"),
        (datetime(2024, 11, 10, 23, 0), "昨天 23:00"),
        (datetime(2024, 3, 5, 9, 0), "3月5日 09:00"),
        (datetime(2023, 3, 5, 9, 0), "2023年3月5日"),
    ],
)
def test_times_are_told_as_one_says_them(when, told):
    assert told_time(when, NOW) == told


def test_a_pack_that_cannot_be_read_is_told_beside_the_others(person):
    one = person(packs=lambda: Packs((a_city_programme(),), ("规则包 x 不能使用:…",)))
    assert one.labels("programme") == ["2024年样板工程"]
    assert one.labels("pack fault") == ["规则包 x 不能使用:…"]
    none = person(packs=lambda: Packs(()))
    assert "没有安装申报事项" in none.labels("pack fault")[0]


def test_drafts_of_late_are_told_with_state_counts_time_and_place(person, remembered):
    one = person()
    assert one.labels("recent title") == ["铁岭市", "本溪市", "抚顺市"]
    assert one.labels("recent state") == ["草稿已保存", "草稿已保存", "已报送"]
    assert one.labels("recent count") == ["▲ 必须改 2", "● 须说明 1"]
    assert one.labels("recent about")[0] == "106 个项目 · 样板工程"
    where = one.visible(QWidget, "recent where")[0].accessibleName()
    assert "今天 08:40" in where and "上次在「项目汇总表(附件3)」" in where
    assert str(remembered[0].path.parent) in where


def test_a_click_opens_a_draft(person, remembered):
    one = person()
    one.press("recent", nth=2)
    assert one.opened == [remembered[2].path]


def test_the_cursor_is_on_the_newest_and_arrows_and_enter_do_the_rest(person, remembered):
    one = person()
    one.key(Qt.Key.Key_Return)
    assert one.opened == [remembered[0].path]
    one.key(Qt.Key.Key_Down)
    one.key(Qt.Key.Key_Down)
    one.key(Qt.Key.Key_Down)
    one.key(Qt.Key.Key_Space)
    assert one.opened[1] == remembered[2].path
    one.key(Qt.Key.Key_Up)
    assert "本溪市" in QApplication.focusWidget().accessibleName()


def test_a_draft_whose_file_is_gone_says_so_and_what_to_do(person, remembered):
    one = person()
    one.until(lambda: one.labels("missing") == ["▲ 找不到了"])
    assert "备份找回" in one.labels("told missing")[0]
    remembered[1].path.touch()
    one.press("look again")
    one.until(lambda: not one.labels("missing"))
    one.press("recent", nth=1)
    assert one.opened == [remembered[1].path]


def test_a_draft_that_is_not_there_is_not_opened_by_a_click(person, remembered):
    one = person()
    one.until(lambda: one.labels("missing"))
    one.press("recent", nth=1)
    assert one.opened == []


def test_a_draft_is_taken_off_the_list_and_put_back(person, remembered):
    one = person()
    one.press("forget")
    one.until(lambda: one.labels("recent title") == ["本溪市", "抚顺市"])
    assert "文件没有删除" in one.labels("told")[0]
    assert [entry.title for entry in recent.load()] == ["本溪市", "抚顺市"]
    assert remembered[0].path.exists()
    one.press("deed")
    one.until(lambda: one.labels("recent title") == ["铁岭市", "本溪市", "抚顺市"])
    one.visible(QAbstractButton, "recent")[0].setFocus()
    one.key(Qt.Key.Key_Delete)
    one.until(lambda: one.labels("recent title") == ["本溪市", "抚顺市"])
    # The cursor stays in the list.
    assert "本溪市" in QApplication.focusWidget().accessibleName()


def test_the_list_is_read_anew_whenever_the_page_comes_to_the_front(person, remembered):
    one = person()
    one.page.hide()
    recent.remember(Recent(remembered[2].path, "抚顺市", "样板工程", NOW, recent.FROZEN))
    one.page.show()
    one.until(lambda: one.labels("recent state"))
    assert one.labels("recent title")[0] == "抚顺市"
    assert one.labels("recent state")[0] == "已定稿"


def test_choosing_a_file_is_left_to_the_window(person):
    one = person()
    one.press("open")
    assert one.chosen == 1


def test_a_new_draft_asks_for_the_city_and_is_opened(person, home):
    one = person()
    one.press("new")
    assert one.labels("view told") == ["2024年样板工程"]
    one.type("铁岭市")
    (name,) = one.visible(QLineEdit, "file name")
    assert name.text() == "铁岭市 2024年样板工程"
    assert str(home / "文档") in one.visible(QWidget, "folder")[0].accessibleName()
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


def test_escape_leads_back_from_everywhere(person):
    one = person()
    for name in ("new", "recover", "check computer"):
        one.press(name)
        one.until(lambda: one.visible(QAbstractButton, "back"))
        one.visible(QAbstractButton, "back")[0].setFocus()
        one.key(Qt.Key.Key_Escape)
        assert QApplication.focusWidget().objectName() == name
    one.press("new")
    one.press("leave")
    assert not one.visible(QAbstractButton, "back")


@pytest.fixture
def kept(tmp_path, backups):
    """A draft with two copies, one of them damaged."""
    path = make_draft(
        a_city_programme(), tmp_path / "铁岭市.shenbao", "铁岭市", author="", now=lambda: NOW
    )
    with open_draft(path) as file:
        first = take(file, backups, BEFORE_BUILD, NOW - timedelta(days=1))
        take(file, backups, BEFORE_BUILD, NOW)
    raw = bytearray(first.read_bytes())
    raw[100:] = b"\xff" * len(raw[100:])
    first.write_bytes(raw)
    return path


def test_an_earlier_state_comes_back_as_a_draft_of_its_own(person, kept):
    recent.remember(Recent(kept, "铁岭市", "样板工程", NOW))
    one = person()
    one.press("recover")
    one.until(lambda: one.visible(QListWidget, "copies"))
    (listed,) = one.visible(QListWidget, "copies")
    assert "铁岭市" in listed.item(0).text() and "2 份备份" in listed.item(0).text()
    one.key(Qt.Key.Key_Return)
    one.until(lambda: one.visible(QAbstractButton, "restore"))
    lines = [listed.item(n).text() for n in range(listed.count())]
    assert lines[0].startswith("✓ 完好") and "今天 10:40" in lines[0] and "成册前" in lines[0]
    assert lines[1].startswith("▲ 不能用")
    one.press("restore")
    one.until(lambda: one.opened)
    assert one.opened[0].parent == kept.parent and "恢复自" in one.opened[0].name
    assert kept.exists()


def test_without_any_copy_one_is_told_where_they_will_be(person, backups):
    one = person()
    one.press("recover")
    one.until(lambda: "还没有任何备份" in "".join(one.labels("recovery state")))
    assert str(backups) in one.labels("recovery state")[0]
    assert not one.visible(QListWidget, "copies")


def test_a_file_that_has_no_copies_is_told(person, tmp_path):
    one = person()
    one.press("recover")
    one.prompts.path = tmp_path / "没有.shenbao"
    one.press("choose file")
    one.until(lambda: one.labels("recovery fault"))
    assert "找不到草稿" in one.labels("recovery fault")[0]
    one.press("another draft")
    one.until(lambda: one.labels("recovery state"))


def test_what_can_be_read_of_a_damaged_draft_is_saved(person, kept):
    raw = bytearray(kept.read_bytes())
    raw[-2000:-1900] = b"\xff" * 100
    kept.write_bytes(raw)
    damaged = kept.read_bytes()
    one = person()
    one.page.recover(kept)
    one.until(lambda: one.visible(QAbstractButton, "restore"))
    one.press("salvage")
    one.until(lambda: one.visible(QAbstractButton, "open rescued"))
    assert "原来的文件没有动" in one.labels("recovery state")[0]
    one.press("open rescued")
    assert "抢救" in one.opened[0].name
    assert kept.read_bytes() == damaged


def test_the_practice_city_is_made_with_progress_and_opened(person, tmp_path):
    one = person()
    one.press("practise")
    assert one.visible(QProgressBar, "practice progress")
    assert not one.visible(QAbstractButton, "practise")[0].isEnabled()
    one.until(lambda: one.opened)
    assert one.opened == [tmp_path / "练习" / "练习城市.shenbao"]
    assert not one.visible(QProgressBar, "practice progress")
    with open_draft(one.opened[0], read_only=True) as file:
        assert isinstance(file.draft, Draft) and file.draft.revision == 3


def test_practice_can_be_called_off(person, tmp_path):
    one = person()
    one.press("practise")
    one.press("stop practice")
    one.until(lambda: one.can("practise"))
    assert one.opened == []
    assert not (tmp_path / "练习").exists()


def test_practice_that_cannot_be_is_told(person, tmp_path):
    (tmp_path / "练习").touch()
    one = person()
    one.press("practise")
    one.until(lambda: one.labels("told"))
    assert "换一个可以写入的文件夹" in one.labels("told")[0]
    one.press("start noted")
    assert not one.labels("told")


def test_the_computer_is_looked_at_quietly_and_in_full_when_asked(person):
    one = person()
    one.until(lambda: one.labels("health"))
    assert not one.labels("looked at")
    one.press("check computer")
    one.until(lambda: "打印机" in one.labels("looked at"))
    titles = one.labels("looked at")
    assert {"公文字体", "磁盘空间", "写入权限", "日期和时间", "内存", "屏幕"} <= set(titles)
    # What is to be seen to comes first, and has a way on.
    words = [told.split()[1] for told in one.labels("health")]
    order = ["需要处理", "建议处理", "可以留意", "正常"]
    assert words == sorted(words, key=order.index)
    assert "请接好打印机。" in one.labels("looked deed")
    one.press("copy results")
    assert "打印机:没有找到打印机。请接好打印机。" in QGuiApplication.clipboard().text()
    one.press("check computer again")
    one.until(lambda: one.can("check computer again"))
    one.press("back")
    assert one.labels("health") == ["● 建议处理"]


def test_a_draft_that_is_dropped_is_opened_and_other_files_are_explained(person, tmp_path):
    one = person()
    table = tmp_path / "某县.xlsx"
    draft = tmp_path / "A.SHENBAO"
    one.drop(table, draft)
    assert one.opened == [draft]
    one.drop(table)
    assert one.opened == [draft]
    assert "某县.xlsx" in one.labels("told")[0] and "打开或新建草稿" in one.labels("told")[0]


def test_why_a_draft_was_not_opened_is_told_above_the_lists(person, remembered):
    one = person()
    one.page.tell("「铁岭市.shenbao」已损坏。")
    assert one.labels("told") == ["「铁岭市.shenbao」已损坏。"]
    assert not one.visible(QAbstractButton, "deed")


def test_every_control_is_named_big_enough_and_reached_by_tab(person, remembered, dressed):
    del dressed
    one = person()
    one.until(lambda: one.labels("missing"))
    for name in ("", "new", "recover", "check computer"):
        if name:
            one.press(name)
        controls = [
            control
            for control in one.page.findChildren(QWidget)
            if control.isVisible()
            and control.isEnabled()
            and isinstance(control, QAbstractButton | QLineEdit | QComboBox | QListWidget)
            and not (isinstance(control, QLineEdit) and isinstance(control.parent(), QComboBox))
        ]
        assert controls
        for control in controls:
            assert control.accessibleName(), control.objectName()
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()
            assert control.height() >= 32, control.objectName()
        if name:
            one.press("back")


def test_nothing_heavy_is_brought_in_before_the_window_stands(qtbot):
    import subprocess
    import sys

    code = (
        "import sys, desktop_app.ui.start_page\n"
        "heavy = ('docx', 'reportlab', 'fontTools', 'cel', 'pikepdf', 'PySide6.QtPrintSupport',\n"
        "         'desktop_app.core.rules', 'desktop_app.storage.draft_file')\n"
        "print([one for one in heavy if one in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
