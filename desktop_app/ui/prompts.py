"""Everything the window asks the person; tests hand in another one."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class Prompts:
    """Real dialogs."""

    def draft_to_open(self, parent: QWidget) -> Path | None:
        """The draft file a person chooses, or None."""
        name, _ = QFileDialog.getOpenFileName(parent, "打开草稿", "", "申报匣草稿 (*.shenbao)")
        return Path(name) if name else None

    def tell(self, parent: QWidget, sentence: str) -> None:
        """A sentence that must be seen."""
        QMessageBox.warning(parent, "申报匣", sentence)
