"""Python's garbage is looked for in the window's thread alone.

By itself Python looks in whatever thread asks for memory. A widget that nobody holds any more would
then be taken away in a thread that reads a file or audits a draft, under the hands of Qt in the
window's own, and the program with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

# Milliseconds. A large job makes some hundred thousand values in this time.
_OFTEN = 500


class Tidying(QObject):
    """Looks from time to time, by the thresholds that Python has, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_OFTEN)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Look where it is time to, among the newest values first, as Python does."""
        for generation, most in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] <= most:
                return
            gc.collect(generation)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        self.deleteLater()
        gc.enable()
