"""Everything the window asks the person; tests hand in another one."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_DRAFTS = "申报匣草稿 (*.shenbao)"
_PLANS = "以前的草稿或方案 (*.shenbao *.docx *.pdf)"
_TITLE = "申报匣"


class Leave(Enum):
    """What to do with changes that cannot be written when the draft is to be closed."""

    STAY = auto()
    ELSEWHERE = auto()
    ABANDON = auto()


class Prompts:
    """Real dialogs."""

    def draft_to_open(self, parent: QWidget) -> Path | None:
        """The draft file a person chooses, or None."""
        name, _ = QFileDialog.getOpenFileName(parent, "打开草稿", "", _DRAFTS)
        return Path(name) if name else None

    def draft_to_save(self, parent: QWidget, suggested: Path) -> Path | None:
        """Where a person wants to go on with a draft, or None."""
        name, _ = QFileDialog.getSaveFileName(parent, "草稿另存为", str(suggested), _DRAFTS)
        return Path(name) if name else None

    def earlier_plan(self, parent: QWidget) -> Path | None:
        """The earlier plan that a person wants to take paragraphs from, or None."""
        name, _ = QFileDialog.getOpenFileName(parent, "选择以前的方案", "", _PLANS)
        return Path(name) if name else None

    def tell(self, parent: QWidget, sentence: str) -> None:
        """A sentence that must be seen."""
        box = QMessageBox(QMessageBox.Icon.Warning, _TITLE, sentence, parent=parent)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def agrees(self, parent: QWidget, sentence: str, deed: str) -> bool:
        """Whether a person wants to do what would lose something."""
        box = QMessageBox(QMessageBox.Icon.Question, _TITLE, sentence, parent=parent)
        yes = box.addButton(deed, QMessageBox.ButtonRole.DestructiveRole)
        box.addButton("回去看看", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is yes

    def leave(self, parent: QWidget, sentence: str) -> Leave:
        """What to do about changes that could not be saved."""
        box = QMessageBox(QMessageBox.Icon.Warning, _TITLE, sentence, parent=parent)
        elsewhere = box.addButton("另存到别处…", QMessageBox.ButtonRole.AcceptRole)
        abandon = box.addButton("不保存,关闭", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("先不关闭", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.exec()
        pressed = box.clickedButton()
        if pressed is elsewhere:
            return Leave.ELSEWHERE
        return Leave.ABANDON if pressed is abandon else Leave.STAY
