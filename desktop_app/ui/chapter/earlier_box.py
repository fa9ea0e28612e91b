"""旧方案: the chapters of an earlier plan, from which paragraphs are taken by a click."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.core.old_years import old_years
from desktop_app.core.programme import Programme
from desktop_app.jobs.earlier_plan import EarlierPlan, earlier_plan
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import DropDown, button, say, words
from desktop_app.ui.work import Work

Read = Callable[[Programme, Path], EarlierPlan]
_WHAT = "从本市以前的草稿(.shenbao)或 Word、PDF 方案中取段落。"
_HOW = "点一段,就取到正文的光标后面;年份、市名照原样,请自己核对。"


class EarlierBox(QWidget):
    """`taken` brings the paragraph that is to go into the text."""

    taken = Signal(str)

    def __init__(
        self,
        programme: Programme,
        prompts: Prompts,
        *,
        can_write: bool,
        read: Read = earlier_plan,
    ) -> None:
        super().__init__()
        self._programme, self._prompts = programme, prompts
        self._can_write, self._read = can_write, read
        self._pool = QThreadPool(self)
        self._plan: EarlierPlan | None = None
        self._chapter = ""
        self._open = button("选择以前的草稿或方案…", "choose earlier plan")
        self._told = words(_WHAT, "caption", "earlier")
        self._refusal = words("", "refusal", "earlier refusal")
        self._which = DropDown("earlier chapter", "以前方案的章")
        self._list = QListWidget()
        self._list.setObjectName("earlier paragraphs")
        self._list.setAccessibleName("以前方案的段落,回车取用")
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._which.hide()
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addWidget(self._open)
        layout.addWidget(self._told)
        layout.addWidget(self._refusal)
        layout.addWidget(self._which)
        layout.addWidget(self._list, 1)
        say(self._refusal, "")
        self._open.clicked.connect(self._choose)
        self._which.currentIndexChanged.connect(self._show_chapter)
        self._list.itemClicked.connect(self._take)
        self._list.itemActivated.connect(self._take)

    def show_chapter(self, chapter: str) -> None:
        """Show the chapter of the earlier plan that answers to this one."""
        self._chapter = chapter
        at = self._which.findData(chapter)
        if at >= 0:
            self._which.setCurrentIndex(at)

    def stop(self) -> None:
        """Wait for what is being read."""
        self._pool.waitForDone()

    @Slot()
    def _choose(self) -> None:
        path = self._prompts.earlier_plan(self)
        if path is None:
            return
        self._open.setEnabled(False)
        say(self._refusal, "")
        self._told.setText(f"正在读取「{path.name}」…")
        work = Work(lambda: self._read(self._programme, path), self)
        work.succeeded.connect(self._show)
        work.failed.connect(self._refuse)
        work.start(self._pool)

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._open.setEnabled(True)
        self._told.setText(f"「{self._plan.name}」。{_HOW}" if self._plan else _WHAT)
        say(self._refusal, sentence)

    @Slot(object)
    def _show(self, plan: EarlierPlan) -> None:
        self._plan = plan
        self._open.setEnabled(True)
        self._told.setText(f"「{plan.name}」。{_HOW}")
        self._which.blockSignals(True)
        self._which.clear()
        for one in self._programme.plan.chapter:
            if one.id in plan.chapters:
                self._which.addItem(one.title, one.id)
        for title in plan.others:
            self._which.addItem(title or "开头", f"/{title}")
        self._which.blockSignals(False)
        self._which.show()
        self.show_chapter(self._chapter)
        self._show_chapter()

    @Slot()
    def _show_chapter(self) -> None:
        self._list.clear()
        if self._plan is None:
            return
        chosen = str(self._which.currentData() or "")
        is_other = chosen.startswith("/")
        lines = (
            self._plan.others.get(chosen[1:], ())
            if is_other
            else self._plan.chapters.get(chosen, ())
        )
        for line in lines:
            made = QListWidgetItem(self._marked(line))
            made.setData(Qt.ItemDataRole.UserRole, line)
            if years := self._years(line):
                made.setToolTip(f"{years}早于本次申报的{self._programme.about.year}年,取用后请核对")
            self._list.addItem(made)

    def _marked(self, line: str) -> str:
        """A paragraph with the years marked that lie before this programme's."""
        for start, end in reversed(old_years(line, self._programme.about.year)):
            line = f"{line[:start]}【{line[start:end]}】{line[end:]}"
        return line

    def _years(self, line: str) -> str:
        spans = old_years(line, self._programme.about.year)
        return "、".join(f"{one}年" for one in dict.fromkeys(line[a:b] for a, b in spans))

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        if not self._can_write:
            return
        line: str = item.data(Qt.ItemDataRole.UserRole)
        years = self._years(line)
        more = f";{years}早于本次申报的{self._programme.about.year}年,请核对" if years else ""
        self._told.setText(f"已取用 1 段{more}。")
        self.taken.emit(line)
