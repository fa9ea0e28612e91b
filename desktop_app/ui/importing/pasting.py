"""What is pasted at the import: files that were copied in a folder, or text out of a chat."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from desktop_app.jobs.pasted import PASTED


def pasted_by(event: QKeyEvent) -> QMimeData | None:
    """What is on the clipboard, when the key asks for it."""
    is_asked = event.matches(QKeySequence.StandardKey.Paste)
    return QGuiApplication.clipboard().mimeData() if is_asked else None


def files_of(pasted: QMimeData) -> list[Path]:
    """The files that were copied or dropped; none where it is text."""
    return [Path(url.toLocalFile()) for url in pasted.urls() if url.isLocalFile()]


def name_for(taken: Collection[Path]) -> Path:
    """粘贴的文字, 粘贴的文字(2)…: a name that no line of the list has."""
    path, number = PASTED, 2
    while path in taken:
        path, number = PASTED.with_name(f"{PASTED.name}({number})"), number + 1
    return path
