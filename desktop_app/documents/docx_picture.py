"""Pictures in a Word file: the parts that hold them, and the paragraph that shows one."""

import io
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from docx.document import Document as Package

from desktop_app.documents.clean import clean
from desktop_app.documents.docx_text import paragraph, run
from desktop_app.documents.picture_size import picture_size
from desktop_app.documents.tree import Picture

_EMU = 12_700
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def add_pictures(package: Package, pictures: tuple[Picture, ...]) -> dict[bytes, str]:
    """Put each picture into the package once; returns the ids by which the body names them."""
    found: dict[bytes, str] = {}
    for one in pictures:
        if one.png not in found:
            found[one.png] = package.part.get_or_add_image(io.BytesIO(one.png))[0]
    return found


def picture_xml(
    picture: Picture,
    ids: Mapping[bytes, str],
    number: int,
    room: tuple[float, float],
    *,
    breaks: bool,
    spacing: str,
) -> Iterator[str]:
    """The picture in a paragraph of its own, then its title; `room` is the width and height of the
    text, `number` tells it from the document's other pictures."""
    wide, high = (round(side * _EMU) for side in picture_size(picture, *room))
    name = quoteattr(clean(picture.title) or f"图{number}")
    drawing = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="图{number}" descr={name}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="图{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{ids[picture.png]}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    # An exact line height, as the style has, would cut the picture.
    above = spacing.removesuffix("/>") or "<w:spacing"
    line = f'{above} w:line="240" w:lineRule="auto"/>'
    yield paragraph(
        "PictureTitle",
        drawing,
        keep_next=bool(picture.title),
        page_break=breaks,
        spacing=line,
    )
    if picture.title:
        yield paragraph("PictureTitle", run(picture.title))
