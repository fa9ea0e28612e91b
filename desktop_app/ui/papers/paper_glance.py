"""先看一眼: the pages of one paper as the draft would print them now, beside its form."""

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

from PySide6.QtCore import QTimer, Slot

from desktop_app.core.draft import Draft
from desktop_app.core.pack_papers import Paper
from desktop_app.core.programme import Programme
from desktop_app.temporary import TemporaryFolder
from desktop_app.ui.bundle.preview_pane import PreviewPane
from desktop_app.ui.page import Desk
from desktop_app.ui.work import Latest, Tick


class PaperGlance(PreviewPane):
    """`take` says which paper, and of which row; its pages are made while they are seen, again
    `pause` milliseconds after the last change (`renew`)."""

    def __init__(self, desk: Desk, pause: int) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self._paper: Paper | None = None
        self._row = ""
        self._looks = 0
        self._folder: TemporaryFolder | None = None
        self._latest = Latest(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._pause.timeout.connect(self.look)
        self._latest.found.connect(self._show_pages)
        self._latest.failed.connect(self.tell)

    def take(self, paper: Paper, row: str) -> None:
        """Another paper, or that of another row, is the one to `look` at next."""
        self._paper, self._row = paper, row

    def show_none(self) -> None:
        """There is no paper to look at."""
        self._paper = None
        self.show_nothing()

    def renew(self) -> None:
        """The draft changed: once it rests."""
        self._pause.start()

    @Slot()
    def look(self) -> None:
        """Make the pages of what is chosen, if they are looked at."""
        self._pause.stop()
        if self._paper is None or self.isHidden():
            return
        if self._folder is None:
            self._folder = TemporaryFolder()
        # A file of its own each time: the one before may still be open.
        self._looks += 1
        folder = self._folder.path / str(self._looks)
        draft = self._desk.session.draft
        self._latest.ask(_looking(self._desk.programme, draft, self._paper, self._row, folder))

    def stop(self) -> None:
        self._pause.stop()
        self._latest.stop()
        super().stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    @Slot(object)
    def _show_pages(self, made: tuple[Path, str]) -> None:
        path, title = made
        self.show_file(path, f"先看一眼:{title}")
        for old in path.parent.parent.iterdir():
            if int(old.name) < int(path.parent.name) - 1:
                rmtree(old, ignore_errors=True)


def _looking(
    programme: Programme, draft: Draft, paper: Paper, row: str, folder: Path
) -> Callable[[Tick], tuple[Path, str]]:
    def job(tick: Tick) -> tuple[Path, str]:
        from desktop_app.jobs.glance import glance_at_paper

        folder.mkdir(exist_ok=True)
        path = glance_at_paper(programme, draft, paper.id, row, folder, lambda *_: tick())
        return path, paper.name

    return job
