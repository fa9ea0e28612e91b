"""Everything the window asks the person; tests hand in another one."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_DRAFTS = "申报匣草稿 (*.shenbao)"
_FOREIGN = "表格、Word、PDF (*.xlsx *.xls *.xlsm *.et *.csv *.ods *.docx *.pdf);;所有文件 (*)"
_PAPERS = "PDF 文件 (*.pdf);;Word 文件 (*.docx)"
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

    def files_to_import(self, parent: QWidget) -> list[Path]:
        """The files of others that a person wants to take in."""
        names, _ = QFileDialog.getOpenFileNames(parent, "选择要导入的文件", "", _FOREIGN)
        return [Path(name) for name in names]

    def folder_to_import(self, parent: QWidget) -> Path | None:
        """A folder with such files, or None."""
        name = QFileDialog.getExistingDirectory(parent, "选择要导入的文件夹")
        return Path(name) if name else None

    def folder_to_use(self, parent: QWidget, suggested: Path) -> Path | None:
        """The folder a person wants something kept in, or None."""
        name = QFileDialog.getExistingDirectory(parent, "选择文件夹", str(suggested))
        return Path(name) if name else None

    def paper_to_save(
        self, parent: QWidget, title: str, suggested: Path, kinds: str = _PAPERS
    ) -> Path | None:
        """Where a person wants a paper, or None; a file that is there is not written over, so the
        dialog does not ask about it."""
        name, kind = QFileDialog.getSaveFileName(
            parent,
            title,
            str(suggested),
            kinds,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        path = Path(name)
        ending = kind.partition("*")[2].rstrip(")")
        return path if path.suffix or not ending else path.with_name(path.name + ending)

    def show_file(self, path: Path) -> bool:
        """Open a file in the program that the system has for it; whether there is one."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

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

    def folder_for_bundle(self, parent: QWidget, suggested: Path) -> Path | None:
        """The folder in which a bundle is to be put, or None."""
        name = QFileDialog.getExistingDirectory(parent, "材料放在哪个文件夹", str(suggested))
        return Path(name) if name else None

    def pdf_to_save(self, parent: QWidget, suggested: Path) -> Path | None:
        """The name of a new PDF, or None; what exists is never replaced, and refused later."""
        name, _ = QFileDialog.getSaveFileName(
            parent,
            "打印成 PDF 文件",
            str(suggested),
            "PDF 文件 (*.pdf)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return Path(name) if name else None

    def scans_to_check(self, parent: QWidget, start: Path) -> tuple[Path, ...]:
        """The scans of sealed papers that a person chooses, in the order of their names."""
        names, _ = QFileDialog.getOpenFileNames(
            parent, "选择盖章后的扫描件(可以选多个)", str(start), "扫描件 (*.pdf)"
        )
        return tuple(sorted(Path(name) for name in names))
