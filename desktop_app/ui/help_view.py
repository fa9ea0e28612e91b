"""Shows a page of the manual: Markdown with pictures, at the size the person has chosen."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QImageReader,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser

_LINE_HEIGHT = 150.0
# A page is as wide as a form at most (1 % of the font's height each).
_WIDEST = 48


class HelpView(QTextBrowser):
    """`shown` comes with the name of a page, however a person came to it."""

    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help text")
        self.setAccessibleName("说明")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)
        self.sourceChanged.connect(self._settle)

    def show_path(self, path: Path) -> None:
        """Show a page and remember the one before."""
        self.setSource(QUrl.fromLocalFile(str(path)), QTextDocument.ResourceType.MarkdownResource)

    def find_words(self, wanted: str) -> None:
        """Mark the first place of some words, seen from the top."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if wanted:
            self.find(wanted)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's names
        """Pictures no wider than the text; one that is not there is left out in silence."""
        if type != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(type, name)
        where = self.source().resolved(QUrl(name))
        reader = QImageReader(where.toLocalFile())
        size = reader.size()
        room = self._room()
        if size.isValid() and size.width() > room:
            reader.setScaledSize(QSize(room, size.height() * room // size.width()))
        picture = reader.read()
        return _nothing() if picture.isNull() else picture

    def resizeEvent(self, e: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(e)
        margin = self.fontMetrics().height()
        spare = max(0, self.width() - _WIDEST * margin)
        self.setViewportMargins(margin, margin // 2, max(margin, spare), 0)

    def _room(self) -> int:
        return max(200, self.viewport().width() - self.fontMetrics().height())

    @Slot(QUrl)
    def _settle(self, url: QUrl) -> None:
        self._space_lines()
        self.shown.emit(Path(url.toLocalFile()).stem)

    def _space_lines(self) -> None:
        """Lines of Chinese need more room between them than Qt gives."""
        for block in _blocks(self.document()):
            form = QTextBlockFormat(block.blockFormat())
            form.setLineHeight(
                _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            QTextCursor(block).setBlockFormat(form)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        where = self.source().resolved(link)
        if where.isLocalFile() and where.path().endswith(".md"):
            self.setSource(where, QTextDocument.ResourceType.MarkdownResource)
        elif where.isLocalFile():
            QDesktopServices.openUrl(where)


def _blocks(document: QTextDocument) -> Iterable:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _nothing() -> QImage:
    """Room for no picture: Qt would draw a broken one."""
    empty = QImage(1, 1, QImage.Format.Format_ARGB32)
    empty.fill(Qt.GlobalColor.transparent)
    return empty
