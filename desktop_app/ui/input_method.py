"""Chinese input on Linux: which of Qt's input plugins is loaded, decided before Qt starts.

Tried under X11 with Qt 6.7 as it comes from PyPI: it brings a plugin for ibus and none for fcitx.
`QT_IM_MODULE=fcitx`, as the desktops here set it, or nothing at all then leaves Latin letters only;
with `ibus` both ibus and fcitx 5 (which answers ibus's calls) write hanzi. fcitx 4
is said not to answer, and wrote none when tried.
"""

import sys
from collections.abc import MutableMapping
from pathlib import Path

NAME = "QT_IM_MODULE"
# What somebody sets who means it; everything else asks for a plugin that is not there.
_KEPT = {"ibus", "none", "qtvirtualkeyboard"}


def prepare(environ: MutableMapping[str, str], plugins: Path, platform: str = sys.platform) -> str:
    """Ask for the plugin that is there; returns what is asked for. Call before the application is
    made; `plugins` is Qt's own folder of plugins."""
    asked = environ.get(NAME, "")
    if platform != "linux" or asked in _KEPT:
        return asked
    if not asked and environ.get("WAYLAND_DISPLAY"):
        # The compositor brings input itself.
        return asked
    contexts = plugins / "platforminputcontexts"
    if asked and any(contexts.glob(f"lib{asked.removesuffix('5')}*")):
        # Somebody has put a plugin of the right version there.
        return asked
    environ[NAME] = "ibus"
    return "ibus"
