"""A PDF that this program wrote as pictures of its pages, and where on them there is ink."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from desktop_app.core.print_check import Edges
from desktop_app.intake.pdfium_turn import PDFIUM

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# Fine enough to tell a cut of a quarter of a millimetre.
_INK_DPI = 144
_MM = 25.4
# Light enough for a watermark, darker than the edge of a smoothed white.
_IS_INK = bytes(value < 245 for value in range(256))
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of dots, three bytes each (red, green, blue); a row takes `stride` bytes."""

    wide: int
    high: int
    stride: int
    dots: bytes


class PdfPictures:
    """An open PDF, held in memory so that its file can be moved or deleted meanwhile.

    Any thread may ask; one at a time is served. Raises ValueError for what is no PDF.
    """

    def __init__(self, content: bytes) -> None:
        # The window knows of this module before anybody looks at a page.
        import pypdfium2 as pdfium

        self._fault = pdfium.PdfiumError
        with PDFIUM:
            try:
                self._document = pdfium.PdfDocument(content)
                self.sizes = tuple(
                    self._document.get_page_size(n) for n in range(len(self._document))
                )
            except pdfium.PdfiumError as reason:
                raise ValueError(str(reason)) from reason

    def picture(self, index: int, wide: int, high: int) -> Picture:
        """Page `index` (from 0) drawn into about this many dots, in colour."""
        width, height = self.sizes[index]

        def draw(page: "pdfium.PdfPage") -> Picture:
            scale = min(wide / width, high / height)
            bitmap = page.render(scale=scale, rev_byteorder=True)
            try:
                return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()

        return self._on_page(index, draw)

    def ink(self, index: int) -> Edges | None:
        """How far from each edge, in mm, the ink of a page begins; None for an empty page."""

        def look(page: "pdfium.PdfPage") -> Edges | None:
            bitmap = page.render(scale=_INK_DPI // 72, grayscale=True)
            try:
                return _bounds(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
            finally:
                bitmap.close()

        return self._on_page(index, look)

    def close(self) -> None:
        with PDFIUM:
            self._document.close()

    def _on_page(self, index: int, act: "Callable[[pdfium.PdfPage], _T]") -> _T:
        with PDFIUM:
            try:
                page = self._document[index]
                try:
                    return act(page)
                finally:
                    page.close()
            except self._fault as reason:
                raise ValueError(str(reason)) from reason


def _bounds(grey: bytes, wide: int, high: int, stride: int) -> Edges | None:
    inked = grey.translate(_IS_INK)
    left, right, top, bottom = wide, -1, -1, -1
    for row in range(high):
        line = inked[row * stride : row * stride + wide]
        first = line.find(1)
        if first < 0:
            continue
        top = row if top < 0 else top
        bottom = row
        left, right = min(left, first), max(right, line.rfind(1))
    if top < 0:
        return None
    dots = (left, top, wide - 1 - right, high - 1 - bottom)
    return Edges(*(math.floor(one * _MM / _INK_DPI * 100) / 100 for one in dots))
