"""How large a picture of the screen is on paper: one answer for Word and PDF."""

from desktop_app.documents.styles import HIGHEST_PICTURE, PIXELS_PER_INCH
from desktop_app.documents.tree import Picture

_POINTS_PER_INCH = 72


def picture_size(picture: Picture, measure: float, page: float) -> tuple[float, float]:
    """Width and height in points, on a measure and a page's height in points."""
    wide, high = (max(side, 1) * _POINTS_PER_INCH / PIXELS_PER_INCH for side in picture.pixels)
    scale = min(1.0, measure / wide, page * HIGHEST_PICTURE / high)
    return wide * scale, high * scale
