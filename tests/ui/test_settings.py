"""What is remembered: typed, on the disk at once, and no damage keeps the program from starting."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton

from desktop_app.jobs import log
from desktop_app.ui.look import Look
from desktop_app.ui.settings import NAME, SCALES, Settings
from desktop_app.ui.shell.settings_panel import SettingsWindow
from desktop_app.ui.theme import Theme


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "数据"


def test_what_is_chosen_is_there_at_the_next_start(folder):
    first = Settings(folder, author="liming")
    first.scheme = "contrast"
    first.scale = 175
    first.author = " 李敏 "
    first.keep_last_folder("import", folder)
    first.keep_geometry("main", QByteArray(b"\x01\x02"))
    again = Settings(folder, author="liming")
    assert again.scheme == first.scheme == "contrast"
    assert again.scale == first.scale == 175
    assert again.author == "李敏"
    assert again.last_folder("import") == folder
    assert again.last_folder("scans") is None
    assert again.geometry("main") == QByteArray(b"\x01\x02")


def test_a_first_start_has_sensible_values(folder):
    fresh = Settings(folder, author="liming")
    assert (fresh.scheme, fresh.scale, fresh.author) == ("system", 100, "liming")
    assert fresh.last_folder("import") is None
    assert fresh.geometry("main").isEmpty()


@pytest.mark.parametrize(
    "damage",
    [
        "[look]\nscheme=purple\nscale=99999999999999999999\n",
        "[look]\nscheme=\"a\", \"b\"\nscale=150, 200\n",
        "[look]\nscale=@Variant(\\0\\0\\0)\nscheme=@Size(1 2)\n[windows]\nmain=12\n",
        "\x00\xff nothing of the kind",
        "[look\nscale==\n",
    ],
)  # fmt: skip
def test_damaged_values_fall_back(folder, damage):
    folder.mkdir()
    (folder / NAME).write_text(damage, "utf-8")
    log.start(folder)
    found = Settings(folder, author="liming")
    assert (found.scheme, found.scale, found.author) == ("system", 100, "liming")
    assert found.geometry("main").isEmpty()
    log.stop()
    found.scale = 150
    assert Settings(folder).scale == 150


def test_a_damaged_value_is_told_in_the_log(folder):
    folder.mkdir()
    (folder / NAME).write_text("[look]\nscheme=purple\n", "utf-8")
    log.start(folder)
    assert Settings(folder).scheme == "system"
    log.stop()
    assert "读不懂" in log.read(folder)[0].sentence


def test_a_folder_that_is_gone_is_none(folder, tmp_path):
    found = Settings(folder)
    for gone in (tmp_path / "U盘", Path("x" * 5000)):
        found.keep_last_folder("import", gone)
        assert found.last_folder("import") is None


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    found = Settings(tmp_path / "file" / "数据", author="liming")
    found.scale = 150
    assert found.author == "liming"


def a_panel(qtbot, qapp, folder):
    settings, theme = Settings(folder, author="liming"), Theme()
    look = Look(qapp, theme, settings)
    look.wear()
    panel = SettingsWindow(settings, look)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel, settings, theme


def choose(qtbot, panel, name):
    one = panel.findChild(QRadioButton, name)
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton, pos=QPoint(8, one.height() // 2))


def test_a_choice_is_worn_at_once_and_kept(qtbot, qapp, folder):
    panel, settings, theme = a_panel(qtbot, qapp, folder)
    line = panel.findChild(QLineEdit, "settings name")
    before = line.sizeHint().height()
    choose(qtbot, panel, "scheme 3")
    assert theme.scheme == "contrast"
    assert qapp.palette().window().color().name() == theme.tokens["bg"].lower()
    choose(qtbot, panel, "scale 200")
    qtbot.waitUntil(lambda: line.sizeHint().height() >= 1.8 * before)
    assert Settings(folder).scheme == "contrast"
    assert Settings(folder).scale == 200
    qtbot.mouseClick(panel.findChild(QPushButton, "settings defaults"), Qt.MouseButton.LeftButton)
    assert (settings.scheme, settings.scale) == ("system", 100)
    assert panel.findChild(QRadioButton, "scheme 0").isChecked()
    assert theme.scale == 1


def test_arrow_keys_choose_too(qtbot, qapp, folder):
    panel, settings, _ = a_panel(qtbot, qapp, folder)
    panel.findChild(QRadioButton, "scale 100").setFocus()
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert settings.scale == 125


def test_the_name_is_kept_when_the_field_is_left(qtbot, qapp, folder):
    panel, settings, _ = a_panel(qtbot, qapp, folder)
    line = panel.findChild(QLineEdit, "settings name")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Li Min")
    with qtbot.waitSignal(panel.author_changed) as told:
        QTest.keyClick(line, Qt.Key.Key_Tab)
    assert told.args == ["Li Min"]
    assert settings.author == "Li Min"


def test_everything_in_the_panel_has_a_name_and_fits_the_screen(qtbot, qapp, folder):
    panel, _, _ = a_panel(qtbot, qapp, folder)
    for kind in (QRadioButton, QPushButton, QLineEdit):
        assert all(one.accessibleName() for one in panel.findChildren(kind))
    assert len(panel.findChildren(QRadioButton)) == 4 + len(SCALES)
    choose(qtbot, panel, "scale 200")
    room = panel.screen().availableGeometry()
    qtbot.waitUntil(lambda: panel.height() <= room.height() and panel.width() <= room.width())


def test_the_system_is_followed_only_where_that_was_chosen(qtbot, qapp, folder):
    settings, theme = Settings(folder), Theme()
    look = Look(qapp, theme, settings)
    settings.scheme = "dark"
    look.wear()
    assert theme.scheme == "dark"
    with qtbot.assertNotEmitted(look.worn):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.scheme == "dark"
    settings.scheme = "system"
    with qtbot.waitSignal(look.worn):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.scheme == "light"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
