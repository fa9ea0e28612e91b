"""What tests ask a finished PDF, by another library than wrote it."""

import ctypes
from pathlib import Path

import pypdfium2
import pypdfium2.raw as c


def embedded(path: Path) -> dict[bytes, bool]:
    """Each font of the file's texts, and whether the file carries it."""
    found = {}
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            for shape in page.get_objects([c.FPDF_PAGEOBJ_TEXT]):
                font = c.FPDFTextObj_GetFont(shape.raw)
                name = ctypes.create_string_buffer(100)
                c.FPDFFont_GetBaseFontName(font, name, 100)
                found[name.value] = c.FPDFFont_GetIsEmbedded(font) == 1
    return found
