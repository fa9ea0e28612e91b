"""The watermark that lies slantwise under every page of a preview."""

from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.outlines import outlined

_FACE = "hei"
_GREY = 0.88
_SIZE = 120.0
_WIDEST = 480.0
# From the baseline to the middle of a hanzi, in 1/1000 of its size.
_MIDDLE = 380
# The sine and cosine of 45 degrees.
_SLANT = 0.70711


def watermark_path(text: str, fonts: Fonts = BUNDLED) -> str:
    """Content-stream operators that fill a text's outlines slantwise around the origin."""
    if not text.strip():
        return ""
    shapes, long = outlined(text, _FACE, fonts)
    scale = min(_SIZE, _WIDEST * 1000 / long) / 1000
    turn = f"{_SLANT * scale:.5f} {_SLANT * scale:.5f} {-_SLANT * scale:.5f} {_SLANT * scale:.5f}"
    return f"q {_GREY} g {turn} 0 0 cm 1 0 0 1 {-long / 2:.0f} {-_MIDDLE} cm {shapes} Q"
