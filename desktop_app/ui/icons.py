"""Line icons in a token's colour, sharp on every screen, drawn again when the look changes."""

import weakref

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from desktop_app.paths import ICONS
from desktop_app.ui.theme import Theme, worn_theme

SIZE = 16
# The icon of each deed, by the object names of the buttons that do it.
_DEEDS = {
    deed: icon
    for icon, deeds in {
        "add": ("add row", "empty add", "add files", "new", "insert value", "insert phrase"),
        "back": ("back", "leave import", "back to bundle", "help back"),
        "bundle": ("build",),
        "calendar": ("calendar",),
        "check": ("audit all", "go to check", "check computer", "check computer again"),
        "copy": ("copy", "copy code", "copy question", "copy results", "log copy", "oops copy"),
        "delete": ("delete phrase",),
        "down": ("next", "panel next", "find next", "next hit"),
        "edit": (
            "card explain", "go explain", "change", "practise", "rename phrase",
            "save explanation",
        ),
        "filter": ("unfilter",),
        "folder": (
            "add folder", "choose folder", "change place", "open folder", "log folder",
        ),
        "forward": ("help forward", "most important"),
        "freeze": ("freeze",),
        "history": ("recover", "recover this", "restore"),
        "import": ("import", "empty import", "choose files", "import again"),
        "jump": (
            "card jump", "go there", "to source", "go to nearest", "look at row", "other place",
        ),
        "log": ("oops log",),
        "notice": ("in notice", "to notice"),
        "ok": ("all cleaned",),
        "open": (
            "open", "choose draft", "choose file", "open rescued", "open in reader",
            "choose earlier plan",
        ),
        "preview": ("build preview",),
        "print": ("print", "print now", "print sheet"),
        "redo": ("build again",),
        "remove": ("remove file", "forget missing", "clear files"),
        "save": ("save sheet", "print to pdf", "save order", "keep phrase", "save elsewhere"),
        "seal": ("check scans",),
        "search": ("open find", "look again"),
        "send": ("submit",),
        "settings": ("settings defaults",),
        "table": ("columns",),
        "undo": ("all as typed", "take all back", "unsort", "reset printing"),
        "up": ("previous", "panel previous", "find previous", "previous hit"),
    }.items()
    for deed in deeds
}  # fmt: skip
# Screens differ; a window may be moved from one to another.
_DENSITIES = (1.0, 1.5, 2.0)


def icon_names() -> list[str]:
    """All icons there are."""
    return sorted(path.stem for path in ICONS.glob("*.svg"))


class Icons(QObject):
    """Draws icons for one theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._worn: weakref.WeakKeyDictionary[QAbstractButton, tuple[str, str, int]]
        self._worn = weakref.WeakKeyDictionary()
        self._drawn: dict[tuple[str, str, int], QIcon] = {}
        theme.changed.connect(self._wear_again)

    def icon(self, name: str, colour: str = "ink", size: int = SIZE) -> QIcon:
        """The icon in the colour of a token, and faint where what it stands on is disabled."""
        if (known := self._drawn.get((name, colour, size))) is not None:
            return known
        found = QIcon()
        here = QGuiApplication.instance()
        own = here.devicePixelRatio() if isinstance(here, QGuiApplication) else 1.0
        for density in sorted({*_DENSITIES, own}):
            found.addPixmap(self.pixmap(name, colour, size, density))
            found.addPixmap(self.pixmap(name, "faint", size, density), QIcon.Mode.Disabled)
        self._drawn[name, colour, size] = found
        return found

    def pixmap(self, name: str, colour: str, size: int = SIZE, density: float = 1.0) -> QPixmap:
        """The icon as a picture; `size` is that at 100 %."""
        drawing = (ICONS / f"{name}.svg").read_text("utf-8")
        # Qt's SVG knows no `currentColor` from outside.
        drawing = drawing.replace("currentColor", self._theme.tokens[colour])
        renderer = QSvgRenderer(QByteArray(drawing.encode()))
        side = round(self._theme.px(size) * density)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        picture.setDevicePixelRatio(density)
        return picture

    def wear(
        self, button: QAbstractButton, name: str, colour: str = "ink", size: int = SIZE
    ) -> None:
        """Give a button an icon that follows the look."""
        self._worn[button] = (name, colour, size)
        button.setIcon(self.icon(name, colour, size))
        side = self._theme.px(size)
        button.setIconSize(QSize(side, side))

    @Slot()
    def _wear_again(self) -> None:
        self._drawn.clear()
        for button, (name, colour, size) in list(self._worn.items()):
            try:
                self.wear(button, name, colour, size)
            except RuntimeError:
                # Qt has thrown the button away before Python did.
                self._worn.pop(button, None)


def dress_button(button: QAbstractButton, colour: str = "ink") -> None:
    """Give a button the icon of its deed, which its object name tells, if there is one."""
    name, theme = _DEEDS.get(button.objectName()), worn_theme()
    if name is not None and theme is not None:
        icons_of(theme).wear(button, name, colour)


def icons_of(theme: Theme) -> Icons:
    """The one drawer of icons that a theme has."""
    return theme.findChild(Icons) or Icons(theme)
