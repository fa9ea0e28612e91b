"""Everything the window asks the person; tests hand in another one."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.paths import DRAFT_SUFFIX, documents_folder, is_draft
from desktop_app.ui.settings import Settings

_DRAFTS = "申报匣草稿 (*.shenbao)"
_FOREIGN = "表格、Word、PDF (*.xlsx *.xls *.xlsm *.et *.csv *.ods *.docx *.pdf);;所有文件 (*)"
_PAPERS = "PDF 文件 (*.pdf);;Word 文件 (*.docx)"
_PLANS = "以前的草稿或方案 (*.shenbao *.docx *.pdf)"
_PACKS = "规则包 (*.sbpack)"
_FORMS = "空白附件 (*.xlsx *.docx)"
_LISTS = "表格、Word、PDF (*.xlsx *.xls *.xlsm *.et *.csv *.ods *.docx *.pdf)"
_TITLE = "申报匣"


class Leave(Enum):
    """What to do with changes that cannot be written when the draft is to be closed."""

    STAY = auto()
    ELSEWHERE = auto()
    ABANDON = auto()


class Prompts:
    """Real dialogs. Each begins in the folder that was last used for the same purpose, from start
    to start; at first in the suggested one, or in the documents."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings

    def draft_to_open(self, parent: QWidget) -> Path | None:
        """The draft file a person chooses, or None."""
        return self._one_to_open(parent, "打开草稿", "draft", _DRAFTS)

    def draft_to_save(self, parent: QWidget, suggested: Path) -> Path | None:
        """The name of a new draft, or None; what exists is never replaced, and refused later."""
        begin = self._begin("draft copy", suggested.parent) / suggested.name
        name, _ = QFileDialog.getSaveFileName(
            parent,
            "草稿另存为",
            str(begin),
            _DRAFTS,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        path = self._remember("draft copy", name)
        # Without its ending a double click would not open it.
        return path if path is None or is_draft(path) else path.with_name(path.name + DRAFT_SUFFIX)

    def files_to_import(self, parent: QWidget) -> list[Path]:
        """The files of others that a person wants to take in."""
        return self._several(parent, "选择要导入的文件", "import", _FOREIGN)

    def folder_to_import(self, parent: QWidget) -> Path | None:
        """A folder with such files, or None."""
        begin = self._begin("import")
        name = QFileDialog.getExistingDirectory(parent, "选择要导入的文件夹", str(begin))
        return self._remember("import", name, is_folder=True)

    def folder_to_use(self, parent: QWidget, suggested: Path) -> Path | None:
        """The folder a person wants something kept in, or None."""
        # What is suggested is what was chosen last, and shown.
        name = QFileDialog.getExistingDirectory(parent, "选择文件夹", str(suggested))
        return Path(name) if name else None

    def folder_for_bundle(self, parent: QWidget, suggested: Path) -> Path | None:
        """The folder in which a bundle is to be put, or None."""
        name = QFileDialog.getExistingDirectory(parent, "材料放在哪个文件夹", str(suggested))
        return Path(name) if name else None

    def paper_to_save(
        self, parent: QWidget, title: str, suggested: Path, kinds: str = _PAPERS
    ) -> Path | None:
        """Where a person wants a paper, or None; a file that is there is not written over, so the
        dialog does not ask about it."""
        begin = self._begin("paper", suggested.parent) / suggested.name
        name, kind = QFileDialog.getSaveFileName(
            parent,
            title,
            str(begin),
            kinds,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        path = self._remember("paper", name)
        ending = kind.partition("*")[2].rstrip(")")
        if path is None or path.suffix or not ending:
            return path
        return path.with_name(path.name + ending)

    def pdf_to_save(self, parent: QWidget, suggested: Path) -> Path | None:
        """The name of a new PDF, or None; what exists is never replaced, and refused later."""
        begin = self._begin("print", suggested.parent) / suggested.name
        name, _ = QFileDialog.getSaveFileName(
            parent,
            "打印成 PDF 文件",
            str(begin),
            "PDF 文件 (*.pdf)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return self._remember("print", name)

    def scans_to_check(self, parent: QWidget, start: Path) -> tuple[Path, ...]:
        """The scans of sealed papers that a person chooses, in the order of their names."""
        told = "选择盖章后的扫描件(可以选多个)"
        return tuple(sorted(self._several(parent, told, "scans", "扫描件 (*.pdf)", start)))

    def official_form(self, parent: QWidget) -> Path | None:
        """The blank form of the issuer that a person received, or None."""
        return self._one_to_open(parent, "选择收到的空白官方表样", "official form", _FORMS)

    def pack_to_install(self, parent: QWidget) -> Path | None:
        """The pack file that a person received, or None."""
        return self._one_to_open(parent, "选择收到的规则包文件", "pack", _PACKS)

    def list_to_load(self, parent: QWidget) -> Path | None:
        """The list that a person received, or None."""
        return self._one_to_open(parent, "选择收到的名单", "list", _LISTS)

    def earlier_plan(self, parent: QWidget) -> Path | None:
        """The earlier plan that a person wants to take paragraphs from, or None."""
        return self._one_to_open(parent, "选择以前的方案", "earlier plan", _PLANS)

    def show_file(self, path: Path) -> bool:
        """Open a file in the program that the system has for it; whether there is one."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

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

    def _one_to_open(self, parent: QWidget, told: str, purpose: str, kinds: str) -> Path | None:
        begin = self._begin(purpose)
        name, _ = QFileDialog.getOpenFileName(parent, told, str(begin), kinds)
        return self._remember(purpose, name)

    def _several(
        self, parent: QWidget, told: str, purpose: str, kinds: str, start: Path | None = None
    ) -> list[Path]:
        begin = self._begin(purpose, start)
        names, _ = QFileDialog.getOpenFileNames(parent, told, str(begin), kinds)
        self._remember(purpose, names[0] if names else "")
        return [Path(name) for name in names]

    def _begin(self, purpose: str, suggested: Path | None = None) -> Path:
        last = self._settings.last_folder(purpose) if self._settings else None
        return last or suggested or documents_folder()

    def _remember(self, purpose: str, name: str, *, is_folder: bool = False) -> Path | None:
        """The path of a name, its folder kept for the next time; None for ""."""
        if not name:
            return None
        path = Path(name)
        if self._settings is not None:
            self._settings.keep_last_folder(purpose, path if is_folder else path.parent)
        return path
