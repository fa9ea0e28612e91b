"""The pages of a PDF one below the other, each drawn when it is looked at."""

from collections import OrderedDict
from enum import Enum
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_app.ui.bundle.page_loader import PageLoader, WantedPage
from desktop_app.ui.theme import Theme

_GAP = 12
# Pages that were drawn are kept while they take no more than this.
_MOST_BYTES = 96_000_000
# Paper is white whatever the scheme: it shows what will be printed.
_PAPER = QColor(Qt.GlobalColor.white)
_MM_PER_INCH = 25.4


class Zoom(Enum):
    """How large pages are shown, by the words on the screen."""

    WIDTH = "页宽"
    PAGE = "整页"
    ACTUAL = "100%"


class PageScroll(QAbstractScrollArea):
    """`page_changed` tells the page (from 1) that is looked at, `counted` how many there are;
    `failed` brings a sentence."""

    page_changed = Signal(int)
    counted = Signal(int)
    failed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName("材料预览")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setAccessibleName("预览上下滚动")
        self.horizontalScrollBar().setAccessibleName("预览左右滚动")
        self._theme = theme
        self._zoom = Zoom.WIDTH
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._places: list[QRect] = []
        self._number = 0
        self._page = 0
        self._drawn: OrderedDict[int, QImage] = OrderedDict()
        self._loader = PageLoader(self)
        self._loader.opened.connect(self._open)
        self._loader.drawn.connect(self._take)
        self._loader.failed.connect(self._fail)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def show_file(self, path: Path | None) -> None:
        """Show another PDF from its first page, or nothing."""
        self._sizes, self._places, self._page = (), [], 0
        self._drawn.clear()
        self._number = self._loader.open(path)
        self._lay_out()
        self.counted.emit(0)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that is looked at, from 1; 0 without any."""
        return self._page

    @property
    def zoom(self) -> Zoom:
        return self._zoom

    def set_zoom(self, zoom: Zoom) -> None:
        """Show pages larger or smaller; the one that is looked at stays."""
        page = self._page
        self._zoom = zoom
        self._lay_out()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Put a page (from 1) at the top."""
        if 1 <= page <= len(self._places):
            self.verticalScrollBar().setValue(self._places[page - 1].top() - _GAP)
            # Where the last pages are all in sight nothing moves, and still it is this one.
            self._tell(page)
            self._look(keep=page)

    def is_drawn(self, page: int) -> bool:
        """Whether a page (from 1) is on the screen as it will be printed."""
        return page - 1 in self._drawn

    def stop(self) -> None:
        """Let go of the file."""
        self._loader.stop()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        bar = self.verticalScrollBar()
        match arg__1.key():
            case Qt.Key.Key_Right | Qt.Key.Key_N:
                self.go_to(self._page + 1)
            case Qt.Key.Key_Left | Qt.Key.Key_P:
                self.go_to(self._page - 1)
            case Qt.Key.Key_Home:
                self.go_to(1)
            case Qt.Key.Key_End:
                self.go_to(self.count)
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep())
            case _:
                super().keyPressEvent(arg__1)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:  # noqa: N802 - Qt's names
        super().resizeEvent(arg__1)
        page = self._page
        self._lay_out()
        if page > 1:
            self.go_to(page)

    def paintEvent(self, arg__1: QPaintEvent) -> None:  # noqa: N802 - Qt's names
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        for index in self._in_sight():
            place = self._places[index].translated(-self._left(), -self._top())
            if not place.intersects(arg__1.rect()):
                continue
            image = self._drawn.get(index)
            if image is None:
                painter.fillRect(place, _PAPER)
                painter.setPen(self._theme.colour("faint"))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"第 {index + 1} 页")
                painter.setPen(QPen(self._theme.colour("line"), 1))
            else:
                painter.drawImage(QRectF(place), image)
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _open(self, number: int, sizes: tuple[tuple[float, float], ...]) -> None:
        if number == self._number:
            self._sizes = sizes
            self.verticalScrollBar().setValue(0)
            self._lay_out()
            self.counted.emit(len(sizes))
            self._tell(1 if sizes else 0)

    def _take(self, number: int, page: WantedPage, image: QImage) -> None:
        if number != self._number or (page.wide, page.high) != self._dots(page.index):
            return
        self._drawn[page.index] = image
        self._drawn.move_to_end(page.index)
        while len(self._drawn) > 1 and self._bytes() > _MOST_BYTES:
            self._drawn.popitem(last=False)
        self.viewport().update()

    def _fail(self, number: int, sentence: str) -> None:
        if number == self._number:
            self.failed.emit(sentence)

    def _bytes(self) -> int:
        return sum(one.sizeInBytes() for one in self._drawn.values())

    def _lay_out(self) -> None:
        """Where every page lies on the long strip, in points of the screen."""
        view = self.viewport().size()
        room = max(view.width() - 2 * _GAP, 50)
        before = [one.size() for one in self._places]
        self._places, top, widest = [], _GAP, 0
        for wide, high in self._sizes:
            by = self._scale(wide, high, room, max(view.height() - 2 * _GAP, 50))
            across, down = max(round(wide * by), 1), max(round(high * by), 1)
            left = max((view.width() - across) // 2, _GAP)
            self._places.append(QRect(left, top, across, down))
            top += down + _GAP
            widest = max(widest, across + 2 * _GAP)
        if before != [one.size() for one in self._places]:
            self._drawn.clear()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(top - view.height(), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(48)
        aside = self.horizontalScrollBar()
        aside.setRange(0, max(widest - view.width(), 0))
        aside.setPageStep(view.width())
        self._look()

    def _scale(self, wide: float, high: float, room: int, tall: int) -> float:
        if self._zoom is Zoom.WIDTH:
            return room / wide
        if self._zoom is Zoom.PAGE:
            return min(room / wide, tall / high)
        return self.logicalDpiX() / _MM_PER_INCH

    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _left(self) -> int:
        return self.horizontalScrollBar().value()

    def _dots(self, index: int) -> tuple[int, int]:
        place, ratio = self._places[index], self.devicePixelRatioF()
        return round(place.width() * ratio), round(place.height() * ratio)

    def _in_sight(self) -> list[int]:
        top, bottom = self._top(), self._top() + self.viewport().height()
        return [n for n, o in enumerate(self._places) if o.bottom() >= top and o.top() <= bottom]

    def _look(self, _: int = 0, *, keep: int = 0) -> None:
        """Ask for the pages that are in sight, then for their neighbours."""
        self.viewport().update()
        seen = self._in_sight()
        if not seen:
            return
        if not keep:
            self._tell(self._at_top(seen))
        around = [n for n in (seen[-1] + 1, seen[0] - 1) if 0 <= n < self.count]
        wanted = [n for n in (*seen, *around) if n not in self._drawn]
        self._loader.want([WantedPage(n, *self._dots(n)) for n in wanted])

    def _at_top(self, seen: list[int]) -> int:
        """The page of which the line a third down the view is part."""
        line = self._top() + self.viewport().height() // 3
        for one, other in pairwise(seen):
            if self._places[other].top() > line:
                return one + 1
        return seen[-1] + 1

    def _tell(self, page: int) -> None:
        if page != self._page:
            self._page = page
            told = f"材料预览,第 {page} 页,共 {self.count} 页" if page else "材料预览"
            self.setAccessibleName(told)
            self.page_changed.emit(page)
