"""交给别人: the draft as a file of its own without what was changed and taken out before."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QThreadPool, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs.clean_copy import clean_copy, clean_copy_name
from desktop_app.paths import free_name
from desktop_app.ui.folders import told_folder
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, card, say, words
from desktop_app.ui.work import Work

_MEANS = (
    "草稿文件里留着全部修改记录,改掉、删掉的字也在,所以能撤销。要把草稿交给别人,又不想让对方看到以前"
    "写过什么,另存一份:内容与现在一样,没有修改记录、版本和定稿、导入过的文件,不能撤销,也不能与原稿合并。"
)


class CleanCopyCard(QWidget):
    """Writes the copy beside the window's thread; the draft itself is not touched."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pool = QThreadPool(self)
        self._save = button("另存不带修改记录的副本…", "clean copy")
        self._told = words("", "soft", "clean copy told")
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._save)
        row.addStretch(1)
        frame, layout = card()
        between(layout, 2)
        for one in (words("交给别人", "lead"), words(_MEANS, "soft", "clean copy means")):
            layout.addWidget(one)
        layout.addLayout(row)
        layout.addWidget(self._told)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._save.clicked.connect(self._ask)
        say(self._told, "")

    def stop(self) -> None:
        """Wait until what is being written is whole."""
        self._pool.waitForDone()

    @Slot()
    def _ask(self) -> None:
        desk = self._desk
        suggested = free_name(clean_copy_name(desk.session.standing.path))
        out = desk.prompts.draft_to_save(self, suggested)
        if out is None:
            return
        self._save.setEnabled(False)
        say(self._told, "正在另存…")
        # As it is on the screen: what was typed last is in it too.
        work = Work(partial(self._written, out), self)
        work.succeeded.connect(self._done)
        work.failed.connect(self._end)
        work.start(self._pool)

    def _written(self, out: Path) -> Path:
        """Called off the window's thread: the draft is a value."""
        desk = self._desk
        clean_copy(desk.programme, desk.session.draft, out, author=desk.author, now=desk.now)
        return out

    @Slot(object)
    def _done(self, out: Path) -> None:
        self._end(
            f"已另存为「{out.name}」,在文件夹“{told_folder(out.parent)}”里;现在打开的草稿没有变。"
        )

    @Slot(str)
    def _end(self, sentence: str) -> None:
        self._save.setEnabled(True)
        say(self._told, sentence)
