"""The pages of a scanned PDF as the codes on them; runs in the reading process.

Pages are drawn at the resolution that offices scan at. A page whose code is not found is tried
again finer, coarser and with another way of telling dark from light, unless nothing is on it.
"""

import time
from pathlib import Path

import pypdfium2 as pdfium
import zxingcpp

from desktop_app.core.page_mark import read_mark
from desktop_app.intake.plain import Raw, ScannedPage

# Far from the limit of computing time on a slow machine too, and often enough to show progress.
_SECONDS = 4.0
# Dots on the longer side of an A4 sheet at 200, 300, 150 and 100 dpi.
_FINE, _FINER, _COARSE, _COARSER = 2339, 3508, 1754, 1169
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_LOCAL = zxingcpp.Binarizer.LocalAverage
_GLOBAL = zxingcpp.Binarizer.GlobalHistogram
_ATTEMPTS = (
    (_FINE, _LOCAL), (_FINER, _LOCAL), (_COARSE, _LOCAL), (_FINE, _GLOBAL), (_COARSER, _LOCAL)
)  # fmt: skip
# A page is empty when hardly anything within its edges is dark, looked at so coarsely that dust
# and noise are gone. Edges show the scanner's lid.
_GLANCE = 420
_EDGE = 0.08
_DARK = 140
_EMPTY = 0.0002
_IS_DARK = bytes(value < _DARK for value in range(256))


def read_scan(path: Path, first: int) -> Raw:
    """As many pages as there is time for, beginning with page `first` (from 0)."""
    pages: list[ScannedPage] = []
    with pdfium.PdfDocument(path) as document:
        for index in range(first, len(document)):
            if pages and time.process_time() > _SECONDS:
                break
            page = document[index]
            pages.append(_read(page))
            page.close()
        return Raw("scan", [], scanned=pages, page_count=len(document))


def _read(page: pdfium.PdfPage) -> ScannedPage:
    found: dict[str, None] = {}
    for longest, binarizer in _ATTEMPTS:
        codes = zxingcpp.read_barcodes(_drawn(page, longest), formats=_FORMATS, binarizer=binarizer)
        if not found and not codes and longest == _FINE and _is_blank(page):
            return ScannedPage([], True)
        found |= dict.fromkeys(code.text for code in codes)
        # A courier's label or a figure may hold a code of its own.
        if any(read_mark(text) is not None for text in found):
            break
    return ScannedPage(list(found))


def _drawn(page: pdfium.PdfPage, longest: int) -> memoryview:
    """The page as rows of grey values. Its longer side is fixed: some scanners state none."""
    bitmap = page.render(scale=longest / max(*page.get_size(), 1), grayscale=True)
    return memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))


def _is_blank(page: pdfium.PdfPage) -> bool:
    image = _drawn(page, _GLANCE)
    high, wide = image.shape or (0, 0)
    top, left = round(high * _EDGE), round(wide * _EDGE)
    row_bytes = image.tobytes()
    rows = (
        row_bytes[row * wide + left : (row + 1) * wide - left] for row in range(top, high - top)
    )
    dark = sum(row.translate(_IS_DARK).count(1) for row in rows)
    return dark <= _EMPTY * high * wide
