"""The code of a page's mark: a QR code as rectangles in the inner corner of the page's foot."""

from functools import lru_cache

from desktop_app.core.page_mark import PageMark
from desktop_app.documents.styles import MM, PORTRAIT

# Measured on pages scanned at 150 and 200 dpi, turned, skewed and noisy: smaller modules get lost.
_MODULE = 0.44 * MM
# Below the foot's words, with the quiet zone that a code wants, and within what printers reach.
_BOTTOM = 9.0 * MM
_LEVEL = "M"


def mark_operators(mark: PageMark) -> str:
    """Content-stream operators that draw a mark where an upright sheet has it, in points.

    The inner corner: at the left on odd pages, at the right on even ones.
    """
    rows = _modules(mark.text())
    wide = len(rows[0]) * _MODULE
    left = PORTRAIT.left_mm * MM
    if mark.page % 2 == 0:
        left = (PORTRAIT.width_mm - PORTRAIT.right_mm) * MM - wide
    parts = ["0 g"]
    for row, dark in enumerate(rows):
        y = _BOTTOM + (len(rows) - 1 - row) * _MODULE
        for start, length in _stretches(dark):
            parts.append(
                f"{left + start * _MODULE:.2f} {y:.2f} {length * _MODULE:.2f} {_MODULE:.2f} re"
            )
    parts.append("f")
    return " ".join(parts)


@lru_cache(maxsize=256)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of a QR code, row after row from the top."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=_LEVEL)
    drawn = code.to_image(scale=1, add_quiet_zones=False)
    image = memoryview(drawn)  # pyright: ignore[reportArgumentType]  (its stub says less)
    high, wide = image.shape or (0, 0)
    return tuple(tuple(image[row, column] == 0 for column in range(wide)) for row in range(high))


def _stretches(dark: tuple[bool, ...]) -> list[tuple[int, int]]:
    """First module and length of each run of dark modules in a row."""
    found: list[tuple[int, int]] = []
    start = -1
    for index, one in enumerate((*dark, False)):
        if one and start < 0:
            start = index
        elif not one and start >= 0:
            found.append((start, index - start))
            start = -1
    return found
