"""Shows a page of the manual: Markdown with pictures, at the size the person has chosen."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QImageReader,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser

from desktop_app.ui.theme import Theme

_LINE_HEIGHT = 150.0
# A page is as wide as a form at most.
_WIDEST, _MARGIN = 860, 24
_AGAIN_AFTER = 100
# What headings are in pixels, the page's title first.
_HEADINGS = (20, 16)


class HelpView(QTextBrowser):
    """`shown` comes with the name of a page, however a person came to it."""

    shown = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        # Pages that stand in no file, by their path.
        self._made: Mapping[str, str] = {}
        self.setObjectName("help text")
        self.setAccessibleName("说明")
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_AFTER)
        self._again.timeout.connect(self._draw_again)
        self.anchorClicked.connect(self._follow)
        self.sourceChanged.connect(self._settle)

    def know(self, made: Mapping[Path, str]) -> None:
        """From now on these paths lead to these pages."""
        self._made = {QUrl.fromLocalFile(str(path)).path(): text for path, text in made.items()}

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
        made = self._made.get(QUrl(name).path())
        if made is not None:
            return QByteArray(made.encode())
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
        self._set_width()
        super().resizeEvent(e)

    def _set_width(self) -> None:
        widest = self._theme.px(_WIDEST)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        wide = max(200, min(widest, room))
        if wide != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(wide)
            self._again.start()

    @Slot()
    def _draw_again(self) -> None:
        """Pictures as wide as the text is now; whoever reads stays at the line."""
        if self.source().isEmpty():
            return
        bar = self.verticalScrollBar()
        at = bar.value() / max(1, bar.maximum())
        self.reload()
        self._dress()
        bar.setValue(round(at * bar.maximum()))

    def _room(self) -> int:
        return self.lineWrapColumnOrWidth() - 2 * self._theme.px(_MARGIN)

    @Slot(QUrl)
    def _settle(self, url: QUrl) -> None:
        self._dress()
        self.shown.emit(Path(url.toLocalFile()).stem)

    def _dress(self) -> None:
        """The program's sizes and lines: what Markdown brings is made for Latin letters."""
        document = self.document()
        document.setDocumentMargin(self._theme.px(_MARGIN))
        for block in _blocks(document):
            cursor = QTextCursor(block)
            form = block.blockFormat()
            level = form.headingLevel()
            if form.hasProperty(QTextFormat.Property.BlockCodeFence.value):
                # What is to be typed as it stands: its lines belong together.
                form.setLeftMargin(self._theme.px(16))
                form.setTopMargin(0)
                form.setBottomMargin(0)
            elif cursor.currentTable() is None:
                form.setLineHeight(
                    _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
                )
                form.setTopMargin(self._theme.px(16 if level > 1 else 4))
                form.setBottomMargin(self._theme.px(8 if level else 4))
            cursor.setBlockFormat(form)
            if level:
                self._enlarge(block, self._theme.px(_HEADINGS[min(level, 2) - 1]))
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._rule(frame)

    def _enlarge(self, block: QTextBlock, size: int) -> None:
        """Markdown's headings grow with a point size, which a font measured in pixels lacks."""
        for start, length, form in _fragments(block):
            form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
            form.setProperty(QTextFormat.Property.FontPixelSize.value, size)
            cursor = QTextCursor(block)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(form)

    def _rule(self, table: QTextTable) -> None:
        """A hairline under each row, nothing else."""
        form = QTextTableFormat()
        form.setBorderCollapse(True)
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(self._theme.px(6))
        form.setTopMargin(self._theme.px(8))
        form.setBottomMargin(self._theme.px(8))
        table.setFormat(form)
        for row in range(table.rows()):
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                ruled = QTextTableCellFormat()
                ruled.setBottomBorder(1)
                ruled.setBottomBorderBrush(self._theme.colour("line"))
                ruled.setBottomBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
                cell.setFormat(ruled)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        where = self.source().resolved(link)
        if where.isLocalFile() and where.path().endswith(".md"):
            self.setSource(where, QTextDocument.ResourceType.MarkdownResource)
        elif where.isLocalFile():
            QDesktopServices.openUrl(where)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    found: list[tuple[int, int, QTextCharFormat]] = []
    at = block.begin()
    while not at.atEnd():
        one = at.fragment()
        found.append((one.position(), one.length(), one.charFormat()))
        at += 1
    return found


def _nothing() -> QImage:
    """Room for no picture: Qt would draw a broken one."""
    empty = QImage(1, 1, QImage.Format.Format_ARGB32)
    empty.fill(Qt.GlobalColor.transparent)
    return empty
