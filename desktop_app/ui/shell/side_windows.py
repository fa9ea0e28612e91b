"""Windows beside the main one: the help, and how things look. Loaded when they are asked for."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.look import Look
from desktop_app.ui.settings import Settings
from desktop_app.ui.theme import Theme


class SideWindows(QObject):
    """Each is made once. `author_changed` brings the name that a person gave."""

    author_changed = Signal(str)

    def __init__(
        self, theme: Theme, settings: Settings, look: Look | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme, self._settings, self._look = theme, settings, look
        self._parent = parent
        self._help: QWidget | None = None

    def show_help(self, step: str) -> None:
        """The manual at what it says about a step."""
        from desktop_app.ui.help.help_panel import HelpWindow

        if not isinstance(self._help, HelpWindow):
            self._help = HelpWindow(self._theme)
        self._help.show_page(step)

    @Slot()
    def show_settings(self) -> None:
        """显示与习惯; nothing where nobody can wear another look."""
        from desktop_app.ui.shell.settings_panel import SettingsWindow

        if self._look is None:
            return
        window = SettingsWindow(self._settings, self._look)
        window.setParent(self._parent, window.windowFlags())
        window.author_changed.connect(self.author_changed)
        window.finished.connect(window.deleteLater)
        window.open()

    def close(self) -> None:
        if self._help is not None:
            self._help.close()
