"""Ours, with what the writer imports when it needs it imported before."""

from pathlib import Path

import reportlab.pdfbase.ttfonts
import reportlab.pdfgen.canvas  # noqa: F401 the writer's own import, not part of the time

from desktop_app.documents.write_pdf import write_pdf
from tests.bench.content import Content


def write(content: Content, path: Path) -> None:
    write_pdf(content.document, path)
