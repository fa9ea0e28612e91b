"""The printers of an office, in place of those of this computer."""

from desktop_app.core.print_check import Edges, Paper
from desktop_app.ui.bundle.printers import FoundPrinter, Printers


class OfficePrinters(Printers):
    """Two printers; what is printed on them goes into a PDF that can be counted."""

    def __init__(self, folder):
        self.printed = folder / "printed.pdf"
        self.blind = Edges(4, 4, 4, 4)
        self.names = ("一号机", "二号机")
        self.used = []

    def found(self):
        return tuple(FoundPrinter(one, n == 0, True) for n, one in enumerate(self.names))

    def paper(self, settings):
        wide, high = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}.get(
            settings.paper, (148.0, 210.0)
        )
        return Paper(settings.paper, wide, high, self.blind)

    def printer(self, settings):
        self.used.append(settings)
        printer = super().printer(settings)
        printer.setOutputFileName(str(self.printed))
        return printer
