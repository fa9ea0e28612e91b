"""The look a person chose, worn at once by all windows, and followed where the system decides."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.ui.settings import Settings
from desktop_app.ui.theme import Theme, system_scheme


class Look(QObject):
    """Settings in, theme out. `worn` comes after everything was dressed again."""

    worn = Signal()

    def __init__(self, application: QApplication, theme: Theme, settings: Settings) -> None:
        super().__init__(application)
        self._application, self._theme, self._settings = application, theme, settings
        hints = QGuiApplication.styleHints()
        # Qt 6.7 has no signal for high contrast alone, but such a change brings this one.
        hints.colorSchemeChanged.connect(self.wear)

    @Slot()
    def wear(self) -> None:
        """Dress everything as the settings say."""
        chosen = self._settings.scheme
        scheme = system_scheme() if chosen == "system" else chosen
        scale = self._settings.scale / 100
        if (scheme, scale) != (self._theme.scheme, self._theme.scale) or self._is_bare():
            # With a large page open it takes a moment.
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                self._theme.wear(self._application, scheme, scale)
            finally:
                QGuiApplication.restoreOverrideCursor()
            self.worn.emit()

    def _is_bare(self) -> bool:
        return not self._application.styleSheet()
