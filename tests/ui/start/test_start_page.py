"""Where a day at the program begins: by clicks and keys, over files of its own."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
)

from desktop_app.jobs import recent
from desktop_app.jobs.recent import Recent
from desktop_app.ui.start.parts import told_days, told_time
from desktop_app.ui.start.programmes import Packs
from desktop_app.ui.theme import Theme
from tests.small_pack import a_city_programme
from tests.ui.start.person import NOW


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
    # The list is laid anew when it turns out which files are gone.
    one.until(lambda: one.labels("missing"))
    assert one.labels("recent title") == ["铁岭市", "本溪市", "抚顺市"]
    assert one.labels("recent state") == ["草稿已保存", "草稿已保存", "已报送"]
    assert one.labels("recent count") == ["▲ 必须改 2", "● 须说明 1"]
    assert one.labels("recent about")[0] == "106 个项目 · 样板工程"
    where = one.labels("recent where")[0]
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


def test_every_control_is_named_big_enough_and_reached_by_tab(person, remembered, qapp):
    Theme().dress(qapp)
    one = person()
    one.until(lambda: one.labels("missing"))
    for name in ("", "new", "recover", "check computer"):
        if name:
            one.press(name)
        assert one.controls()
        assert one.unfit() == []
        assert [control.objectName() for control in one.controls() if control.height() < 32] == []
        if name:
            one.press("back")


def test_nothing_heavy_is_brought_in_before_the_window_stands(qtbot):
    import subprocess
    import sys

    code = (
        "import sys, desktop_app.ui.start.start_page\n"
        "heavy = ('docx', 'reportlab', 'fontTools', 'cel', 'pikepdf', 'PySide6.QtPrintSupport',\n"
        "         'desktop_app.core.rules', 'desktop_app.storage.draft_file')\n"
        "print([one for one in heavy if one in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_however_many_programmes_there_are_opening_and_installing_are_seen(person, qapp, scale):
    theme = Theme()
    theme.wear(qapp, "light", scale)
    one = person(packs=lambda: Packs((a_city_programme(),) * 7))
    one.until(lambda: len(one.visible(QAbstractButton, "new")) == 7)
    for name in ("open", "install pack"):
        (deed,) = one.visible(QAbstractButton, name)
        one.until(lambda deed=deed: not deed.visibleRegion().isEmpty())
        assert deed.visibleRegion().boundingRect() == deed.rect(), name
    first = one.visible(QAbstractButton, "new")[0]
    one.until(lambda: first.visibleRegion().boundingRect() == first.rect())
    theme.wear(qapp, "light", 1.0)
