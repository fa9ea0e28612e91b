"""A new draft: for which city, and where its file is kept. Nothing else is asked."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QWidget

from desktop_app.core.programme import Programme
from desktop_app.jobs.new_draft import (
    city_field,
    fault_of_name,
    free_path,
    make_draft,
    path_of,
    proposed_name,
)
from desktop_app.paths import DRAFT_SUFFIX, documents_folder
from desktop_app.ui.folders import told_folder
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.spacing import apart, between, sized
from desktop_app.ui.start.parts import View
from desktop_app.ui.widgets import CutLine, DropDown, button, say, text_line, words
from desktop_app.ui.work import Work

_TAKEN = "这个文件夹里已经有「{}」,不会覆盖它。请改一个文件名,或者点「改用另一个名称」。"


class NewDraft(View):
    """Asks, makes the draft, and tells where it is."""

    made = Signal(object)

    def __init__(
        self,
        prompts: Prompts,
        pool: QThreadPool,
        *,
        author: str,
        now: Callable[[], datetime],
        documents: Callable[[], Path] = documents_folder,
    ) -> None:
        super().__init__("新建草稿", "")
        self._prompts, self._pool = prompts, pool
        self._author, self._now = author, now
        self._documents = documents
        self._folder = Path()
        self._programme: Programme | None = None
        self._name_is_typed = False
        self._city = DropDown("city")
        self._city.setEditable(True)
        self._city.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._city.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._city_label = QLabel()
        self._city_label.setBuddy(self._city)
        self._hint = words("", "caption", "city hint")
        self._name = text_line("file name", "文件名")
        self._where = CutLine("", "", "folder", Qt.TextElideMode.ElideMiddle)
        self._choose = button("换一个文件夹…", "choose folder")
        self._refusal = words("", "refusal", "new refusal")
        self._other = button("改用另一个名称", "other name")
        self._make = button("新建并打开", "make", primary=True)
        self._leave = button("不建了", "leave")
        self._lay_out()
        self._city.editTextChanged.connect(self._city_changed)
        self._name.textEdited.connect(self._name_edited)
        self._choose.clicked.connect(self._choose_folder)
        self._other.clicked.connect(self._take_other)
        self._make.clicked.connect(self._submit)
        self._leave.clicked.connect(self.back_asked)
        self._name.returnPressed.connect(self._submit)
        line = self._city.lineEdit()
        assert line is not None
        # Enter takes what is proposed below the line; it must not make a draft of half a name.
        line.returnPressed.connect(self._make.setFocus)
        self._make.setAutoDefault(True)

    def show_programme(self, programme: Programme) -> None:
        """Begin anew for this programme."""
        self._programme = programme
        self._folder = self._documents()
        self._name_is_typed = False
        self.told.setText(programme.about.title)
        field = city_field(programme)
        label = field.label if field else "申报单位"
        self._city_label.setText(label)
        self._city.setAccessibleName(label)
        self._city.clear()
        options = programme.options(field) if field else ()
        self._city.addItems(list(options))
        completer = self._city.completer()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._city.setEditText("")
        line = self._city.lineEdit()
        if line is not None and field is not None and field.example:
            line.setPlaceholderText(f"例如 {field.example}")
        told = "可以先空着,以后在「基本信息」里填写。"
        say(self._hint, f"{field.hint}。{told}" if field and field.hint else told)
        for one in (self._city_label, self._city, self._hint):
            one.setVisible(field is not None)
        self._show_folder()
        self._propose()
        self._complain("")

    def enter(self) -> None:
        (self._city if self._city.isVisibleTo(self) else self._name).setFocus()

    def _lay_out(self) -> None:
        named = QLabel("文件名")
        named.setBuddy(self._name)
        ending = words(DRAFT_SUFFIX, "soft", "ending")
        ending.setWordWrap(False)
        for one in (self._city, self._name):
            sized(one, minimumHeight=32)
        sized(self._city, maximumWidth=420)
        self.body.addWidget(self._city_label)
        self.body.addWidget(self._city)
        self.body.addWidget(self._hint)
        apart(self.body, 2)
        self.body.addWidget(named)
        self.body.addLayout(_line(self._name, ending))
        apart(self.body, 2)
        self.body.addWidget(QLabel("放在哪里"))
        self.body.addLayout(_line(self._where, self._choose))
        told = "草稿只有这一个文件,可以拷到 U 盘;写下的内容随时自动保存。"
        self.body.addWidget(words(told, "caption"))
        self.body.addWidget(self._refusal)
        deeds = QHBoxLayout()
        between(deeds, 2)
        for one in (self._make, self._other, self._leave):
            deeds.addWidget(one)
        deeds.addStretch(1)
        apart(self.body, 2)
        self.body.addLayout(deeds)
        self.body.addStretch(1)

    @Slot(str)
    def _city_changed(self, _: str) -> None:
        if not self._name_is_typed:
            self._propose()
        self._complain("")

    @Slot(str)
    def _name_edited(self, text: str) -> None:
        self._name_is_typed = bool(text.strip())
        self._complain(fault_of_name(text) if text.strip() else "")

    @Slot()
    def _choose_folder(self) -> None:
        chosen = self._prompts.folder_to_use(self, self._folder)
        if chosen is not None:
            self._folder = chosen
            self._show_folder()
            if not self._name_is_typed:
                self._propose()
            self._complain("")

    @Slot()
    def _take_other(self) -> None:
        free = free_path(self._folder, self._name.text())
        self._name.setText(free.stem)
        self._submit()

    @Slot()
    def _submit(self) -> None:
        programme, name = self._programme, self._name.text()
        if programme is None or not self._make.isEnabled():
            return
        if fault := fault_of_name(name):
            self._complain(fault)
            self._name.setFocus()
            return
        path, city = path_of(self._folder, name), self._city.currentText()
        self._complain("")
        if path.exists():
            self._complain(_TAKEN.format(path.name), can_take_other=True)
            self._other.setFocus()
            return
        self._set_busy(True)
        work = Work(
            lambda: make_draft(programme, path, city, author=self._author, now=self._now), self
        )
        work.succeeded.connect(self._done)
        work.failed.connect(self._failed)
        work.start(self._pool)

    @Slot(object)
    def _done(self, path: Path) -> None:
        self._set_busy(False)
        self.made.emit(path)

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self._set_busy(False)
        self._complain(sentence)
        self._name.setFocus()

    def _propose(self) -> None:
        if self._programme is not None:
            name = proposed_name(self._programme, self._city.currentText())
            self._name.setText(free_path(self._folder, name).stem)

    def _show_folder(self) -> None:
        told = told_folder(self._folder)
        whole = str(self._folder)
        self._where.setText(whole if told == whole else f"{told}({whole})")

    def _complain(self, sentence: str, *, can_take_other: bool = False) -> None:
        say(self._refusal, sentence)
        self._other.setVisible(can_take_other)

    def _set_busy(self, is_busy: bool) -> None:
        self._make.setText("正在新建…" if is_busy else "新建并打开")
        for one in (self._make, self._city, self._name, self._choose, self._leave):
            one.setEnabled(not is_busy)


def _line(wide: QWidget, behind: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    between(line, 2)
    line.addWidget(wide, 1)
    line.addWidget(behind)
    return line
