"""The bundle that was made: of which version, what it proves, its files to look at and to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.copies import told_copies
from desktop_app.core.draft import Draft
from desktop_app.core.own_words import OwnWords
from desktop_app.jobs.made_bundle import MadeBundle, MadeFile
from desktop_app.ui.folders import short_folder
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, card, emptied, say, words

if TYPE_CHECKING:
    from desktop_app.jobs.build_bundle import Bundle

_KINDS = {".docx": "Word", ".pdf": "PDF", ".xlsx": "Excel"}
_MOST_TOLD = 3
# Whatever set is printed, it is printed alike.
_SETS = "打印文件"


@dataclass(frozen=True, slots=True)
class MadePaper:
    """One paper of the bundle in all its formats; `pdf` is what is looked at and printed, `key`
    what its printing is remembered by."""

    key: str
    title: str
    told: str
    pdf: Path | None
    copies: int
    is_print: bool


class MadeCard(QWidget):
    """`look_asked` and `print_asked` bring a MadePaper, `folder_asked` the bundle's folder;
    `again_asked` wants the bundle of the draft as it is now."""

    look_asked = Signal(object)
    print_asked = Signal(object)
    folder_asked = Signal(object)
    again_asked = Signal()

    def __init__(self, called: OwnWords) -> None:
        super().__init__()
        self._called = called
        self._bundle: MadeBundle | None = None
        self._title = words("", "lead", "made title")
        self._where = words("", "caption", "made where")
        self._stale = words("", "", "stale")
        self._stale.setProperty("weight", "explain")
        self._proof = words("", "", "proof")
        self._problems = words("", "refusal", "problems")
        self._again = button("重新生成", "build again", "按草稿现在的内容重新生成材料")
        self._folder = button("打开文件夹", "open folder", "打开放材料的文件夹")
        self._papers = QVBoxLayout()
        between(self._papers, 1)
        frame, layout = card()
        between(layout, 2)
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(self._title, 1)
        head.addWidget(self._folder)
        layout.addLayout(head)
        layout.addWidget(self._where)
        stale = QHBoxLayout()
        between(stale, 2)
        stale.addWidget(self._stale, 1)
        stale.addWidget(self._again)
        layout.addLayout(stale)
        layout.addWidget(self._proof)
        layout.addWidget(self._problems)
        layout.addLayout(self._papers)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._folder.clicked.connect(self._open_folder)
        self._again.clicked.connect(self.again_asked)
        self.hide()

    @property
    def bundle(self) -> MadeBundle | None:
        """The bundle that is shown."""
        return self._bundle

    def show_bundle(
        self, made: MadeBundle, built: "Bundle | None", draft: Draft, mark: str
    ) -> None:
        """Show a bundle; `built` is what its making told, None for one of another day."""
        self._bundle = made
        version = f"数据版本 {made.revision} · 校验码 {made.check_code}"
        standing = f"{made.standing} · " if made.standing else ""
        what = "预览稿已生成" if made.is_preview else "材料已生成"
        self._title.setText(what)
        self._where.setToolTip(str(made.folder))
        self._where.setText(
            f"{short_folder(made.folder)}\n{standing}{version} · {len(made.files)} 个文件"
        )
        say(self._proof, _proof(self._called, made, built))
        say(self._problems, _problems(built))
        emptied(self._papers)
        for paper in papers_of(made):
            self._papers.addWidget(_PaperRow(paper, self))
        self.show_draft(draft, mark)
        self.show()

    def show_draft(self, draft: Draft, mark: str) -> None:
        """Say when the draft has gone on since; `mark` is what its pages would carry now."""
        told = self._bundle.stale(draft, mark) if self._bundle else ""
        say(self._stale, told)
        self._again.setVisible(bool(told))

    def allow_again(self, can_build: bool) -> None:
        """Whether a bundle can be made now."""
        self._again.setEnabled(can_build)

    @Slot()
    def _open_folder(self) -> None:
        if self._bundle is not None:
            self.folder_asked.emit(self._bundle.folder)


class _PaperRow(QWidget):
    """A paper with what can be done with it."""

    def __init__(self, paper: MadePaper, owner: MadeCard) -> None:
        super().__init__()
        self._paper, self._owner = paper, owner
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        between(row, 2)
        told = words(paper.title, "", "paper")
        told.setToolTip(paper.told)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(told)
        beside.addWidget(words(paper.told, "caption", "paper kinds"))
        row.addLayout(beside, 1)
        if paper.pdf is None:
            return
        look = button("看", "look", f"看 {paper.title}")
        look.clicked.connect(self._look)
        send = button("打印…", "print", f"打印 {paper.title}")
        send.clicked.connect(self._print)
        row.addWidget(look)
        row.addWidget(send)

    def _look(self) -> None:
        self._owner.look_asked.emit(self._paper)

    def _print(self) -> None:
        self._owner.print_asked.emit(self._paper)


def papers_of(made: MadeBundle) -> list[MadePaper]:
    """The papers in the order of the bundle, what is ready to print first."""
    by_stem: dict[str, list[MadeFile]] = {}
    of_rows: dict[str, list[MadeFile]] = {}
    for one in made.files:
        path = PurePosixPath(one.name)
        if one.of_row:
            of_rows.setdefault(str(path.parent), []).append(one)
        elif path.suffix in _KINDS and not one.is_mailed:
            by_stem.setdefault(str(path.with_suffix("")), []).append(one)
    found = [_paper(made.folder, stem, files) for stem, files in by_stem.items()]
    found += [_of_rows(folder, files) for folder, files in of_rows.items()]
    return sorted(found, key=lambda one: not one.is_print)


def _of_rows(folder: str, files: list[MadeFile]) -> MadePaper:
    """The papers of all rows in a line: hundreds of them are looked at in their folder."""
    suffixes = dict.fromkeys(PurePosixPath(one.name).suffix for one in files)
    kinds = "、".join(_KINDS[suffix] for suffix in suffixes if suffix in _KINDS)
    many = len(files) // max(len(suffixes), 1)
    told = f"「{folder}」文件夹 · {kinds} · 共 {many:,} 份,每行一份"
    return MadePaper(folder, folder, told, None, 1, False)


def _paper(folder: Path, stem: str, files: list[MadeFile]) -> MadePaper:
    path = PurePosixPath(stem)
    kinds = "、".join(_KINDS[PurePosixPath(one.name).suffix] for one in files)
    pdf = next((folder / one.name for one in files if one.is_pdf), None)
    is_print = any(one.is_print for one in files)
    copies = max(one.copies for one in files)
    told = [kinds]
    if path.parent.name:
        told.insert(0, f"「{path.parent}」文件夹")
    if is_print:
        told = ["已按份数排好,印一次就是全部"]
    elif any(one.is_scanned for one in files):
        told.append(f"打印 {copies} 份,盖章扫描")
    elif copies:
        originals = max(one.originals for one in files)
        told.append(f"纸质 {told_copies(copies, originals)}")
    form = next((one.form for one in files if one.form), "")
    key = _SETS if is_print else form or path.name
    return MadePaper(key, path.name, " · ".join(told), pdf, max(copies, 1), is_print)


def _proof(called: OwnWords, made: MadeBundle, built: "Bundle | None") -> str:
    if built is None:
        told = "生成时已核对一致" if not made.is_preview else "预览稿不作一致性证明"
        return f"{told},共 {made.projects} {called.counter}{called.noun}。"
    verified = built.verified
    plan, summary = len(verified.plan.named), len(verified.summary.named)
    words = verified.words
    if verified.identical:
        documents = "各成品文件" if verified.alone else f"{words.plan}与{words.summary}"
        told = (
            f"✓ 一致性证明:{documents}读回比对,{words.noun}名称和数量完全一致,"
            f"均为 {summary} {words.counter}。"
        )
        own = (line for one in built.official for line in (f"✓ {one.told}", *_noted(one.notes)))
        return "\n".join((told, *own))
    one, other = verified.called
    told = (
        f"▲ {one} {plan} {words.counter}{words.noun},{other} {summary} {words.counter}{words.noun}"
    )
    return f"{told},有 {len(verified.findings)} 处不一致:"


def _noted(notes: tuple[str, ...]) -> Iterator[str]:
    return (f"● {note}" for note in notes)


def _problems(built: "Bundle | None") -> str:
    if built is None:
        return ""
    lines = [one.message for one in built.verified.findings[:_MOST_TOLD]]
    more = len(built.verified.findings) - len(lines)
    if more > 0:
        lines.append(f"……另有 {more} 处,见《一致性证明》。")
    lines += [str(one) for one in built.fonts if one.reason]
    return "\n".join(lines)
