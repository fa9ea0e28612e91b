"""Pages of a PDF drawn off the window's thread: what is looked at now comes first."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage

from desktop_app.jobs.page_pictures import PagePictures, Picture
from desktop_app.ui.work import sentence_of

_BROKEN = "程序内部出错,这份材料不能在这里预览;请用系统的阅读器打开。"


@dataclass(frozen=True, slots=True)
class WantedPage:
    """A page (from 0) and how many dots it is wanted in."""

    index: int
    wide: int
    high: int


class PageLoader(QObject):
    """Every file that is opened has a number; answers bring it, so that late ones are known.

    `opened` brings the pages' sizes in mm, `drawn` a page and its picture, `failed` a sentence.
    """

    opened = Signal(int, object)
    drawn = Signal(int, object, QImage)
    failed = Signal(int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._lock = threading.Lock()
        self._number = 0
        self._path: Path | None = None
        self._wanted: list[WantedPage] = []
        self._is_working = False
        # Only the working thread has these.
        self._pictures: PagePictures | None = None
        self._opened = 0

    def open(self, path: Path | None) -> int:
        """Look at this file from now on (None: at nothing); returns its number."""
        with self._lock:
            self._number += 1
            self._path, self._wanted = path, []
            number = self._number
            self._wake()
        return number

    def want(self, pages: Sequence[WantedPage]) -> None:
        """These pages of the file, the first first; what was wanted before is forgotten."""
        with self._lock:
            self._wanted = list(pages)
            self._wake()

    def stop(self) -> None:
        """Let go of the file, and wait for what is under way."""
        self.open(None)
        self._pool.waitForDone()

    def _wake(self) -> None:
        if not self._is_working:
            self._is_working = True
            self._pool.start(self._run)

    def _run(self) -> None:
        while True:
            page: WantedPage | None = None
            with self._lock:
                number, path = self._number, self._path
                if number == self._opened:
                    if not self._wanted or self._pictures is None:
                        self._is_working = False
                        return
                    page = self._wanted.pop(0)
            try:
                self._open(number, path) if page is None else self._draw(number, page)
            except Exception as fault:  # noqa: BLE001 - whoever waits must hear that nothing comes
                self.failed.emit(number, sentence_of(fault, _BROKEN))

    def _open(self, number: int, path: Path | None) -> None:
        if self._pictures is not None:
            self._pictures.close()
        self._pictures, self._opened = None, number
        if path is not None:
            self._pictures = PagePictures(path)
            self.opened.emit(number, self._pictures.sizes)

    def _draw(self, number: int, page: WantedPage) -> None:
        if self._pictures is not None:
            picture = self._pictures.picture(page.index, page.wide, page.high)
            self.drawn.emit(number, page, image_of(picture).copy())


def image_of(picture: Picture) -> QImage:
    """An image over the dots of a picture, which must outlive it."""
    return QImage(
        picture.dots, picture.wide, picture.high, picture.stride, QImage.Format.Format_RGB888
    )
