"""Ours."""

from pathlib import Path

from desktop_app.documents.write_xlsx import write_xlsx
from tests.bench.content import Content


def write(content: Content, path: Path) -> None:
    write_xlsx(content.document, path)
