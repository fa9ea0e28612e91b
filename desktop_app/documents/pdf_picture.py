"""Pictures in the PDF: how large one is drawn, and its points in the file."""

import io
from typing import TYPE_CHECKING

from desktop_app.documents.pdf_flow import Box, Sheet
from desktop_app.documents.pdf_paragraph import lines_of
from desktop_app.documents.picture_size import picture_size
from desktop_app.documents.styles import PICTURE_TITLE, RULE
from desktop_app.documents.tree import Picture, Rectangle

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_GAP = 4.0


def picture_boxes(picture: Picture, measure: float, page: float) -> list[Box]:
    """The picture in the middle of the measure, and the title that stays with it; `page` is the
    height of the text on a sheet."""
    wide, high = picture_size(picture, measure, page)
    boxes = [Box(_GAP, keeps=True, is_blank=True)]

    def draw(sheet: Sheet, x: float, top: float) -> None:
        left = x + (measure - wide) / 2
        place = (left, top - high, left + wide, top)
        sheet.pictures.append((picture.png, place))
        # Screens are white at their edges, as paper is.
        sheet.pen.frame(place, RULE)

    boxes.append(Box(high, draw, keeps=bool(picture.title)))
    if picture.title:
        boxes += lines_of([(picture.title, PICTURE_TITLE.face)], PICTURE_TITLE, measure)
    else:
        boxes.append(Box(_GAP, is_blank=True))
    return boxes


def draw_picture(canvas: "Canvas", png: bytes, rectangle: Rectangle) -> None:
    """Put a picture on the canvas's page; a picture that stands twice is in the file once."""
    from reportlab.lib.utils import ImageReader

    left, bottom, right, top = rectangle
    canvas.drawImage(ImageReader(io.BytesIO(png)), left, bottom, right - left, top - bottom)
