"""The printers of the system. Qt's printing is loaded when somebody wants to print."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QPageSize

from desktop_app.core.print_check import Edges, Paper
from desktop_app.jobs.print_memory import PrintSettings

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# What offices have, and Qt's names for it.
PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0), "B5": (182.0, 257.0), "A5": (148.0, 210.0)}
# The numbers are Qt's: what is remembered must not depend on loading it.
TRAYS = {
    6: "自动选择",
    0: "唯一的纸盒",
    2: "中层纸盒",
    1: "下层纸盒",
    3: "手动进纸",
    10: "大容量纸盒",
}
DUPLEX = {"none": "单面", "long": "双面,长边翻页", "short": "双面,短边翻页"}
DPI = 300


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer, and whether it is the one the system prints on by default."""

    name: str
    is_default: bool = False
    can_duplex: bool = False


class Printers:
    """Asks the system; may take seconds with printers on the network, so never ask in the
    window's thread."""

    def found(self) -> tuple[FoundPrinter, ...]:
        """The printers of this PC, the default one first."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        both = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexAuto}
        known = [
            FoundPrinter(
                one.printerName(), one.isDefault(), bool(both & set(one.supportedDuplexModes()))
            )
            for one in QPrinterInfo.availablePrinters()
        ]
        return tuple(sorted(known, key=lambda one: not one.is_default))

    def paper(self, settings: PrintSettings) -> Paper:
        """The paper that is chosen, with the edges that the printer cannot print on."""
        wide, high = PAPERS.get(settings.paper, PAPERS["A4"])
        layout = self.printer(settings).pageLayout()
        layout.setUnits(QPageLayout.Unit.Millimeter)
        blind = layout.minimumMargins()
        edges = Edges(blind.left(), blind.top(), blind.right(), blind.bottom())
        return Paper(settings.paper, wide, high, edges)

    def printer(self, settings: PrintSettings) -> "QPrinter":
        """A printer set up to print pictures of whole sheets."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(settings.printer)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(page_size(settings.paper))
        printer.setPaperSource(QPrinter.PaperSource(settings.tray))
        modes = {
            "long": QPrinter.DuplexMode.DuplexLongSide,
            "short": QPrinter.DuplexMode.DuplexShortSide,
        }
        printer.setDuplex(modes.get(settings.duplex, QPrinter.DuplexMode.DuplexNone))
        printer.setFullPage(True)
        printer.setResolution(DPI)
        return printer

    def pdf_file(self, path: Path) -> "QPrinter":
        """A printer that writes a PDF."""
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setFullPage(True)
        printer.setResolution(DPI)
        return printer


def page_size(name: str) -> QPageSize:
    """Qt's paper of this name."""
    sizes = {
        "A4": QPageSize.PageSizeId.A4,
        "A3": QPageSize.PageSizeId.A3,
        "B5": QPageSize.PageSizeId.JisB5,
        "A5": QPageSize.PageSizeId.A5,
    }
    return QPageSize(sizes.get(name, QPageSize.PageSizeId.A4))
