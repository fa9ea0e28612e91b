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
_RESTART = (
    "请关闭申报匣,在终端里用 env QT_IM_MODULE=ibus shenbao 启动"
    "(也可以请管理员写进桌面图标的启动命令)。"
)
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
    return told_input(QGuiApplication.platformName(), os.environ, plugins, running_programs())


def told_input(
    platform: str,
    environment: Mapping[str, str],
    plugins: Collection[str],
    running: Collection[str],
) -> Looked:
    """What the input method will do, from what is set, shipped and running.

    Qt loads the one its variable names, and only from its own plugins: the system's plugin for
    fcitx is built for another Qt and is not taken. Without the variable there is none on X11.
    """
    if platform not in ("xcb", "wayland"):
        return Looked(Health.OK, _TITLE, "用系统自带的中文输入法。")
    told = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE", "")
    wanted = [one.strip() for one in told.replace(";", ",").split(",") if one.strip()]
    chosen = next((one for one in wanted if _is_shipped(one, plugins)), "")
    has_fcitx5, has_fcitx4 = "fcitx5" in running, "fcitx" in running
    if platform == "wayland" and not wanted:
        return Looked(Health.OK, _TITLE, "由桌面(Wayland)提供中文输入。", "请打几个字试一试。")
    if chosen.startswith("fcitx") and (has_fcitx5 or has_fcitx4):
        return Looked(Health.OK, _TITLE, "fcitx 正在运行,配套的插件也在。")
    if "ibus-daemon" in running:
        if chosen == "ibus":
            return Looked(Health.OK, _TITLE, "ibus 正在运行,可以输入中文。")
        return _not_set("ibus 正在运行,但是申报匣启动时没有连上它。")
    if has_fcitx5 and chosen == "ibus":
        return Looked(
            Health.HINT,
            _TITLE,
            "fcitx5 正在运行;申报匣没有它的插件,通过 ibus 接口连接。",
            f"请打几个字试一试。打不出来时,请在系统设置里改用 ibus 输入法。{_MEANWHILE}",
        )
    if has_fcitx5:
        return _not_set("fcitx5 正在运行;申报匣没有它的插件,现在打不出中文。")
    if has_fcitx4:
        return Looked(
            Health.EXPLAIN,
            _TITLE,
            "fcitx 正在运行;申报匣没有它的插件,它也没有 ibus 接口,现在打不出中文。",
            f"请在系统设置里改用 ibus 输入法,或请管理员装上与程序配套的 fcitx 插件。{_MEANWHILE}",
        )
    return Looked(
        Health.EXPLAIN,
        _TITLE,
        "没有发现正在运行的中文输入法(ibus 或 fcitx)。",
        f"请先打开系统的输入法,再重新打开申报匣。{_MEANWHILE}",
    )


def running_programs(processes: Path = Path("/proc")) -> frozenset[str]:
    """The names of what runs on this computer; empty where the system does not show them."""
    if sys.platform == "win32":
        return frozenset()
    names: set[str] = set()
    for one in processes.glob("[0-9]*/comm"):
        try:
            names.add(one.read_text("utf-8", "replace").strip())
        except OSError:
            # It has ended meanwhile.
            continue
    return frozenset(names)


def _not_set(found: str) -> Looked:
    return Looked(Health.EXPLAIN, _TITLE, found, f"{_RESTART}{_MEANWHILE}")


def _is_shipped(module: str, plugins: Collection[str]) -> bool:
    # fcitx5 is another name of the plugin of fcitx.
    stem = "fcitx" if module.startswith("fcitx") else module
    return any(stem in name for name in plugins)
