"""Ours."""

from pathlib import Path

from desktop_app.documents.write_docx import write_docx
from tests.bench.content import Content


def write(content: Content, path: Path) -> None:
    write_docx(content.document, path)
