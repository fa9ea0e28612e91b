"""A Word file by python-docx's own tables, all cells of a table taken at once."""

from pathlib import Path

from tests.bench.content import Content
from tests.bench.peers.cell_docx import tables


def write(content: Content, path: Path) -> None:
    for word, rows in tables(content, path):
        texts = (text for row in rows for text in row)
        for cell, text in zip(word._cells, texts, strict=True):
            cell.text = text
