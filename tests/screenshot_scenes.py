"""What stands open on a page for a picture of its own: panels, tabs, windows beside the main one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMainWindow,
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
)

from desktop_app.jobs.demo import input_files, sample_folder
from desktop_app.ui.bundle.official_card import OfficialCard
from desktop_app.ui.theme import Theme
from tests.official_files import whole

Until = Callable[[Callable[[], bool]], None]
PASTED = "\n".join(
    "\t".join(
        (name, firm, "91210112MA0000000X", "银杉县", "汽车零部件制造", amount, "2024年7月", "2025.12")
    )
    for name, firm, amount in (
        ("晨光泵阀装配线数字化改造项目", "晨光泵阀有限公司", "326"),
        ("远山食品质量追溯平台建设项目", "远山食品有限公司", "88.5万元"),
        ("北湖铸造设备联网与数据采集项目", "北湖铸造有限公司", "约150"),
    )
)  # fmt: skip


@contextmanager
def scene(name: str, window: QMainWindow, theme: Theme, until: Until) -> Iterator[QWidget]:
    """Set a scene, give what is to be photographed, and tidy up."""
    kind, _, what = name.partition(":")
    if kind == "press":
        opens, _, closes = what.partition("|")
        _press(window, opens, until)
        yield window
        if closes:
            _press(window, closes, until)
    elif kind == "tab":
        tabs = next(one for one in window.findChildren(QTabWidget) if one.isVisible())
        before = tabs.currentIndex()
        at = next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(what))
        tabs.setCurrentIndex(at)
        yield window
        tabs.setCurrentIndex(before)
    elif kind == "paste":
        _paste(window, until)
        yield window
        _press(window, "give up paste", until)
    elif kind == "files":
        window._place.take_files(input_files(sample_folder()))
        until(lambda: _seen(window, "cancel reading") is None)
        yield window
        _press(window, "clear files", until)
    elif kind == "built":
        if _seen(window, "look") is None:
            _press(window, "build preview", until)
            until(lambda: _seen(window, "look") is not None)
        _press(window, "look", until)
        yield window
    elif kind == "official":
        with TemporaryDirectory() as folder:
            path = Path(folder) / "附件3 项目汇总表.xlsx"
            path.write_bytes(whole().content)
            window.findChild(OfficialCard).take_file(path)
            until(lambda: _seen(window, "keep official") is not None)
            yield window
        _press(window, "leave official", until)
    else:
        made = _beside(kind, window, theme)
        made.show()
        yield made
        made.close()
        made.deleteLater()


def _beside(kind: str, window: QMainWindow, theme: Theme) -> QWidget:
    from desktop_app.jobs.manual_pages import reference_of
    from desktop_app.jobs.packs import load_programme
    from desktop_app.ui.help.help_panel import HelpWindow
    from desktop_app.ui.look import Look
    from desktop_app.ui.prompts import Prompts
    from desktop_app.ui.settings import Settings
    from desktop_app.ui.shell.oops_dialog import OopsDialog
    from desktop_app.ui.shell.settings_panel import SettingsWindow

    if kind == "help":
        programme = load_programme(sample_folder().name)
        made = HelpWindow(theme, Prompts())
        made.know((programme,), (reference_of(programme),))
        made.show_page("check", programme.rules[0].code)
        made.findChild(QPushButton, "help here").click()
        return made
    if kind == "oops":
        return OopsDialog("程序刚才出了点问题。", "草稿已保存在「练习城市.shenbao」。", ("",))
    settings = Settings()
    return SettingsWindow(settings, Look(QApplication.instance(), theme, settings))


def _seen(window: QWidget, name: str) -> QAbstractButton | None:
    found = window.findChildren(QPushButton, name)
    return next((one for one in found if one.isVisible()), None)


def _press(window: QWidget, name: str, until: Until) -> None:
    until(lambda: (one := _seen(window, name)) is not None and one.isEnabled())
    found = _seen(window, name)
    if found is None:
        raise LookupError(f"没有名为 {name} 的按钮")
    found.click()


def _paste(window: QWidget, until: Until) -> None:
    grid = next(one for one in window.findChildren(QTableView, "grid") if one.isVisible())
    QApplication.clipboard().setText(PASTED)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    until(lambda: _seen(window, "give up paste") is not None)
