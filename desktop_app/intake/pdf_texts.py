"""The text of single pages of a PDF that the program has just written itself, without its tables.

A PDF of a thousand papers is looked into where each of them begins, not read as a whole.
"""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from desktop_app.intake.pdfium_turn import PDFIUM


def page_texts(path: Path, numbers: Sequence[int]) -> tuple[int, tuple[str, ...]]:
    """How many pages there are, and what those of the given numbers (from 1) say; "" of a page
    that is not there."""
    with PDFIUM, pdfium.PdfDocument(path) as document:
        count = len(document)
        return count, tuple(
            _text(document, number) if 1 <= number <= count else "" for number in numbers
        )


def _text(document: pdfium.PdfDocument, number: int) -> str:
    page = document[number - 1]
    try:
        text = page.get_textpage()
        try:
            return text.get_text_range()
        finally:
            text.close()
    finally:
        page.close()
