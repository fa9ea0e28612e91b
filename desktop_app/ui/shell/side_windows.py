"""Windows beside the main one: the help, how things look, the log. Loaded when asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.look import Look
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.settings import Settings
from desktop_app.ui.theme import Theme
from desktop_app.ui.work import Work

if TYPE_CHECKING:
    from desktop_app.core.programme import Programme
    from desktop_app.jobs.manual_pages import Reference


class SideWindows(QObject):
    """Each is made once. `author_changed` brings the name that a person gave."""

    author_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        prompts: Prompts,
        look: Look | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._settings, self._look = theme, settings, look
        self._prompts = prompts
        self._pool = QThreadPool(self)
        # Of which draft's programme the help tells; None while it tells of all there are.
        self._of: Programme | None = None
        self._parent = parent
        self._help: QWidget | None = None
        self._log: QWidget | None = None

    def show_help(self, step: str, programme: "Programme | None" = None, place: str = "") -> None:
        """The manual at what it says about a step, with the reference of the draft's programme;
        of all installed ones where no draft is open."""
        from desktop_app.jobs.manual_pages import reference_of
        from desktop_app.ui.help.help_panel import HelpWindow

        is_new = not isinstance(self._help, HelpWindow)
        if not isinstance(self._help, HelpWindow):
            self._help = HelpWindow(self._theme, self._prompts)
        if is_new or programme is not self._of:
            self._of = programme
            if programme is None:
                self._tell_of_all()
            else:
                self._help.know((programme,), (reference_of(programme),))
        self._help.show_page(step, place)

    def _tell_of_all(self) -> None:
        """All packs are read beside the window's thread; the written pages do not wait."""
        work = Work(_all_references, self)
        work.succeeded.connect(self._know_all)
        work.start(self._pool)

    @Slot(object)
    def _know_all(self, found: "tuple[tuple[Programme, ...], tuple[Reference, ...]]") -> None:
        from desktop_app.ui.help.help_panel import HelpWindow

        if self._of is None and isinstance(self._help, HelpWindow):
            self._help.know(*found)

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
        self._pool.waitForDone()
        for one in (self._help, self._log):
            if one is not None:
                one.close()


def _all_references() -> "tuple[tuple[Programme, ...], tuple[Reference, ...]]":
    from desktop_app.jobs.manual_pages import reference_of
    from desktop_app.jobs.packs import usable_programmes

    programmes, _ = usable_programmes()
    return tuple(programmes), tuple(reference_of(one) for one in programmes)
