"""Windows beside the main one: the help, how things look, the log. Loaded when asked for."""

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
        self._log: QWidget | None = None

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
        window.log_asked.connect(self.show_log)
        window.finished.connect(window.deleteLater)
        window.open()

    @Slot()
    def show_log(self) -> None:
        """运行记录."""
        from desktop_app.ui.shell.log_panel import LogWindow

        if not isinstance(self._log, LogWindow):
            self._log = LogWindow(self._settings.folder)
            self._log.setParent(self._parent, self._log.windowFlags())
        self._log.show_latest()

    def close(self) -> None:
        for one in (self._help, self._log):
            if one is not None:
                one.close()
