"""What only the window knows of the computer: printers, the input method, the screen."""

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QGuiApplication

from desktop_app.jobs.environment import Health, Looked

_NARROWEST, _LOWEST = 1280, 680
_TITLE = "中文输入"
_TRY = "请打几个字试一试。"
_IBUS = "org.freedesktop.IBus"
_MEANWHILE = "在那之前,可以在 WPS、Excel 里写好再复制粘贴或导入,内容不受影响。"


def look_at_printers() -> Looked:
    """The printers of the system; may take its time, and is called off the window's thread."""
    # Needed here and for printing alone.
    from PySide6.QtPrintSupport import QPrinterInfo

    return told_printers(QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName())


def told_printers(names: Sequence[str], default: str) -> Looked:
    """What these printers mean for somebody who has papers to print."""
    title = "打印机"
    if not names:
        return Looked(
            Health.EXPLAIN,
            title,
            "没有找到打印机。",
            "不影响填写。打印前请接好打印机并装好驱动;也可以把成册的 PDF 拷到能打印的电脑上打印。",
        )
    shown = "、".join(names[:3]) + (f" 等 {len(names)} 台" if len(names) > 3 else "")
    if not default:
        return Looked(Health.HINT, title, f"找到 {shown},没有设默认打印机。", "打印时选一台即可。")
    return Looked(Health.OK, title, f"找到 {shown};默认是「{default}」。")


def look_at_screen() -> Looked:
    """The size of the screen and how much everything is enlarged. In the window's thread."""
    screen = QGuiApplication.primaryScreen()
    if screen is None:
        return Looked(Health.HINT, "屏幕", "没有找到屏幕。")
    room = screen.availableGeometry()
    return told_screen(room.width(), room.height(), screen.devicePixelRatio())


def told_screen(width: int, height: int, ratio: float) -> Looked:
    """Whether the window fits; width and height are what is left after enlarging."""
    told = f"可用 {width} × {height},缩放 {ratio:.0%}。"
    if width >= _NARROWEST and height >= _LOWEST:
        return Looked(Health.OK, "屏幕", told)
    deed = "窗口会有些挤。请把系统的显示缩放调小一档,或者换用 1366 × 768 以上的分辨率。"
    return Looked(Health.HINT, "屏幕", told, deed)


def look_at_input() -> Looked:
    """Whether Chinese can be typed here. In the window's thread."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    plugins = [one.name for one in folder.glob("*")] if folder.is_dir() else []
    running, answers = running_programs(), None
    if sys.platform == "linux":
        answers = answers_ibus()
    return told_input(QGuiApplication.platformName(), os.environ, plugins, running, answers)


def told_input(
    platform: str,
    environment: Mapping[str, str],
    plugins: Collection[str],
    running: Collection[str],
    answers: str | None = None,
) -> Looked:
    """What the input method will do, from what is set, shipped, running, and answers ibus's calls
    ("" for nobody, None where that cannot be asked).

    The program asks for ibus's plugin by itself (`ui/input_method.py`): the system's plugin for
    fcitx is built for another Qt and is not taken. Tried with ibus 1.5 and with fcitx5, whose
    part for ibus's calls was on: both wrote hanzi.
    """
    if platform not in ("xcb", "wayland"):
        return Looked(Health.OK, _TITLE, "用系统自带的中文输入法。")
    # Qt 6.7 knows this variable alone; QT_IM_MODULES came later.
    asked = environment.get("QT_IM_MODULE", "")
    chosen = asked if _is_shipped(asked, plugins) else ""
    if platform == "wayland" and not asked:
        return Looked(Health.OK, _TITLE, "由桌面(Wayland)提供中文输入。", _TRY)
    if chosen.startswith("fcitx") and {"fcitx", "fcitx5"} & set(running):
        return Looked(Health.OK, _TITLE, "fcitx 正在运行,配套的插件也在。")
    if chosen != "ibus":
        return _not_set(asked, running)
    name = answers if answers is not None else _likeliest(running)
    if name.startswith("fcitx"):
        found = "fcitx5 正在运行,申报匣通过它的 ibus 接口接上了输入法,可以输入中文。"
        return Looked(Health.OK if answers else Health.HINT, _TITLE, found, _TRY)
    if name:
        return Looked(Health.OK, _TITLE, "ibus 正在运行,申报匣已经接上,可以输入中文。")
    return _nobody(running)


def answers_ibus() -> str | None:
    """The program that answers ibus's calls on the desktop's bus; "" for none, None where there is
    no bus to ask."""
    # Loads only for this question.
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    number = bus.interface().servicePid(_IBUS)
    return (_name_of(Path(f"/proc/{number.value()}")) or "ibus") if number.isValid() else ""


def running_programs(processes: Path = Path("/proc")) -> frozenset[str]:
    """The names of what runs on this computer; empty where the system does not show them."""
    if sys.platform == "win32":
        return frozenset()
    found = (_name_of(one) for one in processes.glob("[0-9]*"))
    return frozenset(one for one in found if one)


def _name_of(process: Path) -> str:
    try:
        return (process / "comm").read_text("utf-8", "replace").strip()
    except OSError:
        # It has ended meanwhile.
        return ""


def _likeliest(running: Collection[str]) -> str:
    """Who may answer ibus's calls, where nobody can be asked."""
    return next((one for one in ("ibus-daemon", "fcitx5") if one in running), "")


def _nobody(running: Collection[str]) -> Looked:
    """Nobody answers ibus's calls."""
    if "fcitx5" in running:
        found = "fcitx5 正在运行,但它的 ibus 接口没有打开,现在打不出中文。"
        deed = (
            "请打开「Fcitx 5 配置」的「附加组件」,勾上「IBus 前端」,"
            "重新启动 fcitx5,再重新打开申报匣;也可以在系统设置里改用 ibus 输入法。"
        )
    elif "fcitx" in running:
        found = "fcitx 4 正在运行,它没有 ibus 接口,申报匣里打不出中文。"
        deed = "请在系统设置里改用 ibus 或 fcitx5 输入法,再重新打开申报匣。"
    elif "ibus-daemon" in running:
        found = "ibus 正在运行,但不在这个桌面里,现在打不出中文。"
        deed = "请注销后重新登录,再打开申报匣。"
    else:
        found = "没有发现正在运行的中文输入法(ibus 或 fcitx5)。"
        deed = "请先打开系统的输入法,再重新打开申报匣。"
    return Looked(Health.EXPLAIN, _TITLE, found, f"{deed}{_MEANWHILE}")


def _not_set(asked: str, running: Collection[str]) -> Looked:
    """Another plugin was asked for than the one that would answer."""
    who = next((one for one in ("ibus-daemon", "fcitx5", "fcitx") if one in running), "")
    runs = f"{who.removesuffix('-daemon')} 正在运行,但是" if who else ""
    if asked:
        found = f"{runs}申报匣启动时指定了 QT_IM_MODULE={asked},没有接上输入法。"
        deed = "申报匣自己会接 ibus 和 fcitx5:请管理员从桌面图标的启动命令里去掉这一项,再重新打开。"
    else:
        found = f"{runs}申报匣启动时没有接上输入法。"
        deed = (
            "请关闭申报匣,在终端里用 env QT_IM_MODULE=ibus shenbao 启动"
            "(也可以请管理员写进桌面图标的启动命令)。"
        )
    return Looked(Health.EXPLAIN, _TITLE, found, f"{deed}{_MEANWHILE}")


def _is_shipped(module: str, plugins: Collection[str]) -> bool:
    # fcitx5 is another name of the plugin of fcitx.
    stem = "fcitx" if module.startswith("fcitx") else module
    return bool(stem) and any(stem in name for name in plugins)
