"""The look in one place: tokens by meaning, the palette and the style sheet made of them."""

import gc
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from string import Template
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.paths import LOOK
from desktop_app.ui.spacing import lay_out_again, wear_scale

Scheme = Literal["light", "dark", "contrast"]
_BODY = 14
# Up to this a size is a line: it stays as thin as it is until everything is twice as large.
_LINE = 2
_SIZE = re.compile(r"\((\d+)px - (\d+)px\)|\b(\d+)px")


class Theme(QObject):
    """The tokens of one scheme at one scale; both can be changed while windows are open.

    `changing` comes before everything is dressed anew, so that what nobody sees may go first;
    `changed` after it, for what was painted with a token's colour.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, scheme: Scheme = "light", scale: float = 1.0) -> None:
        super().__init__()
        self._known: Mapping[str, Mapping[str, str]] = tomllib.loads(
            (LOOK / "tokens.toml").read_text("utf-8")
        )
        self._set(scheme, scale)

    def _set(self, scheme: Scheme, scale: float) -> None:
        self.scheme, self.scale = scheme, scale
        self.tokens = self._known[scheme]

    def colour(self, token: str) -> QColor:
        return QColor(self.tokens[token])

    def px(self, at_100: int) -> int:
        """A size in the code as it is at the chosen scale; what can follow from font metrics
        does so by itself."""
        if at_100 <= _LINE:
            return at_100 * int(self.scale)
        return round(at_100 * self.scale)

    def marked(self, text: str) -> str:
        """HTML of a text that stands out by brackets, underline and ground, not by colour alone."""
        shown = escape(f"【{text}】")
        return (
            f'<span style="background-color:{self.tokens["must_soft"]};'
            f'color:{self.tokens["must"]}"><u>{shown}</u></span>'
        )

    def dress(self, application: QApplication) -> None:
        """Set palette, type size and style sheet."""
        with garbage_stays():
            self._put_on(application)
        for one in application.findChildren(Theme):
            if one is not self:
                one.setParent(None)
        # What the application wears is found by whoever has no part in choosing it.
        self.setParent(application)

    def _put_on(self, application: QApplication) -> None:
        # Each of these goes over every widget there is: seconds, with all pages open. Under a
        # sheet there is Fusion already.
        if not application.styleSheet():
            application.setStyle("Fusion")
        # Before the type: a label keeps the size it would have until its font changes.
        wear_scale(application, self.scale)
        application.setPalette(self._palette())
        # Font metrics are asked before a style sheet reaches a widget.
        font = application.font()
        if font.pixelSize() != self.px(_BODY):
            font.setPixelSize(self.px(_BODY))
            application.setFont(font)
        application.setStyleSheet(self._sheet())
        lay_out_again(application)

    def wear(self, application: QApplication, scheme: Scheme, scale: float) -> None:
        """Change the look of everything that is open."""
        self.changing.emit()
        self._set(scheme, scale)
        self.dress(application)
        self.changed.emit()

    def _sheet(self) -> str:
        sheet = (LOOK / "app.qss").read_text("utf-8")
        drawn = {"tick": self._drawing("tick", "accent"), "chevron": self._drawing("chevron", "bg")}
        return Template(_SIZE.sub(self._scaled, sheet)).substitute(self.tokens, **drawn)

    def _drawing(self, name: str, ground: str) -> str:
        """A style sheet takes drawings from files only: there is a white and a black one."""
        shade = "white" if self.colour(ground).lightnessF() < 0.5 else "black"
        return (LOOK / f"{name}_{shade}.svg").as_posix()

    def _scaled(self, size: re.Match[str]) -> str:
        whole, less, alone = size.groups()
        return f"{self.px(int(alone)) if alone else self.px(int(whole)) - self.px(int(less))}px"

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunken",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.PlaceholderText: "faint",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "ink",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
        }
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint"))
        return palette


@contextmanager
def garbage_stays() -> Iterator[None]:
    """Qt goes from widget to widget by bare addresses while it dresses them, and what they do then
    in Python may set off the search for garbage: a widget that nobody holds any more would go under
    Qt's hands, and the program with it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def worn_theme() -> Theme | None:
    """The theme that the application wears; None before it was dressed."""
    application = QApplication.instance()
    return application.findChild(Theme) if application is not None else None


def system_scheme() -> Scheme:
    """Light, dark or high contrast, as the system is set."""
    if _wants_contrast():
        return "contrast"
    is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if is_dark else "light"


def mean(widget: QWidget, name: str, meaning: str) -> None:
    """Give a widget its meaning as a property; a style sheet does not look again by itself."""
    if widget.property(name) != meaning:
        widget.setProperty(name, meaning)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # A label keeps the size it had before its padding otherwise.
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _wants_contrast() -> bool:
    """Whether the system asks for high contrast. Qt 6.7 tells it on Linux by the icon theme that
    comes with the desktop's high contrast; on Windows the system itself is asked."""
    if sys.platform == "win32":
        return _windows_contrast()
    return QIcon.themeName().casefold().startswith("highcontrast")


def _windows_contrast() -> bool:
    import ctypes

    class HighContrast(ctypes.Structure):
        """HIGHCONTRASTW of winuser.h."""

        _fields_ = (
            ("size", ctypes.c_uint),
            ("flags", ctypes.c_uint),
            ("scheme", ctypes.c_wchar_p),
        )

    asked = HighContrast(ctypes.sizeof(HighContrast), 0, None)
    # SPI_GETHIGHCONTRAST; HCF_HIGHCONTRASTON is the first bit.
    found = ctypes.windll.user32.SystemParametersInfoW(  # type: ignore[attr-defined]
        0x42, asked.size, ctypes.byref(asked), 0
    )
    return bool(found) and bool(asked.flags & 1)
