"""One PDF that is no part of a bundle, looked at and printed: the same printing, in a window."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QWidget

from desktop_app.jobs.print_memory import PrintMemory
from desktop_app.ui.bundle.made_card import MadePaper
from desktop_app.ui.bundle.preview_pane import PreviewPane
from desktop_app.ui.bundle.print_panel import PrintPanel
from desktop_app.ui.bundle.printers import Printers
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import around

_SIZE = (1120, 640)
_LEFT, _RIGHT = 460, 660


class PrintDialog(QDialog):
    """`show_paper` opens it; what was chosen is remembered by the paper's title."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        memory: PrintMemory | None = None,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panel = PrintPanel(desk, memory or PrintMemory(), printers or Printers(), back="关闭")
        self._preview = PreviewPane(desk.theme)
        px = desk.theme.px
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._panel)
        split.addWidget(self._preview)
        split.setStretchFactor(1, 1)
        split.setSizes([px(_LEFT), px(_RIGHT)])
        split.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        around(layout, 6, 4, 6, 3)
        layout.addWidget(split)
        room = parent.window().size()
        self.resize(min(px(_SIZE[0]), room.width()), min(px(_SIZE[1]), room.height()))
        self._panel.closed.connect(self.reject)
        self._panel.open_asked.connect(self._open_elsewhere)

    @property
    def is_printing(self) -> bool:
        return self._panel.is_printing

    def show_paper(self, path: Path, title: str) -> None:
        """Show a PDF and get ready to print it once."""
        self.setWindowTitle(f"打印:{title}")
        self._preview.show_file(path, title)
        paper = MadePaper(title, title, "", path, 1, is_print=False)
        self._panel.show_paper(paper, is_duplex=False)
        self.open()

    def stop(self) -> None:
        """Cancel what is under way and wait for it."""
        self._panel.stop()
        self._preview.stop()

    def reject(self) -> None:
        # Half a paper in the printer is for its person to stop, by 取消.
        if not self._panel.is_printing:
            super().reject()

    @Slot(object)
    def _open_elsewhere(self, path: Path) -> None:
        if not self._desk.prompts.show_file(path):
            self._panel.tell("这台电脑没有看 PDF 的程序;请按「打印成 PDF 文件…」,拿到别处打印。")
