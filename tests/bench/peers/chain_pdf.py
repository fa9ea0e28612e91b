"""A PDF as peers make it: docxtpl fills a Word template, LibreOffice converts what comes out."""

from pathlib import Path

from tests.bench.content import Content
from tests.bench.peers import docxtpl_docx, libreoffice_pdf

IS_A_PROGRAM = True


def prepare(content: Content, path: Path) -> None:
    """The template, and what LibreOffice needs."""
    libreoffice_pdf.prepare(content, path)
    docxtpl_docx.prepare(content, path.with_suffix(".docx"))


def write(content: Content, path: Path) -> None:
    docxtpl_docx.write(content, path.with_suffix(".docx"))
    libreoffice_pdf.write(content, path)
