"""Going back to a copy of a draft, or saving what can be read of a damaged one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton

from desktop_app.jobs.backups import Copy, copies_of
from desktop_app.jobs.recovering import Kept, bring_back, kept_drafts
from desktop_app.jobs.rescue import Rescued, rescue
from desktop_app.paths import backup_folder
from desktop_app.ui.folders import told_folder
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.spacing import LINE, between, sized
from desktop_app.ui.start.parts import View, told_time
from desktop_app.ui.widgets import button, say, words
from desktop_app.ui.work import Work

_TOLD = (
    "每次打开、导入、成册和定稿,程序都自动留一份备份。"
    "恢复出来的是一份新草稿,原来的文件和备份都不动。"
)
_NO_COPIES = (
    "还没有任何备份。草稿打开过一次以后,备份就放在「{}」。"
    "手上有损坏的草稿文件,可以点「抢救损坏的草稿…」。"
)
_ROLE = Qt.ItemDataRole.UserRole


class Recovery(View):
    """First which draft, then which copy; both are lists. Emits the draft to go on with."""

    open_asked = Signal(object)

    def __init__(
        self,
        prompts: Prompts,
        pool: QThreadPool,
        *,
        author: str,
        now: Callable[[], datetime],
        known: Callable[[], Sequence[Path]],
    ) -> None:
        super().__init__("从备份找回", _TOLD)
        self._prompts, self._pool = prompts, pool
        self._author, self._now, self._known = author, now, known
        self._draft: Path | None = None
        self._rescued: Path | None = None
        self._what = words("", "heading", "which list")
        self._list = QListWidget()
        self._list.setObjectName("copies")
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        sized(self._list, minimumHeight=10 * LINE)
        self._state = words("", "soft", "recovery state")
        self._fault = words("", "refusal", "recovery fault")
        self._choose = button("看这份草稿的备份", "choose draft", primary=True)
        self._restore = button("恢复成新草稿并打开", "restore", primary=True)
        self._another = button("换一份草稿", "another draft")
        self._file = button("选择草稿文件…", "choose file")
        self._salvage = button("抢救损坏的草稿…", "salvage")
        self._open = button("打开抢救出的草稿", "open rescued", primary=True)
        deeds = QHBoxLayout()
        between(deeds, 2)
        for one in self._deeds():
            deeds.addWidget(one)
        deeds.addStretch(1)
        for one in (self._what, self._list, self._state, self._fault):
            self.body.addWidget(one)
        self.body.addLayout(deeds)
        self.body.addStretch(1)
        self._list.itemActivated.connect(self._take)
        self._list.currentItemChanged.connect(self._look_at)
        self._choose.clicked.connect(self._take)
        self._restore.clicked.connect(self._take)
        self._another.clicked.connect(self.begin)
        self._file.clicked.connect(self._choose_file)
        self._salvage.clicked.connect(self._choose_damaged)
        self._open.clicked.connect(self._open_rescued)

    @Slot()
    def begin(self) -> None:
        """List the drafts that have copies."""
        self._draft = None
        known = tuple(self._known())
        self._run("正在找备份…", lambda: kept_drafts(known), self._show_drafts)

    def show_copies_of(self, draft: Path) -> None:
        """List the copies of this draft."""
        self._draft = draft
        self._run(
            f"正在检查「{draft.stem}」的备份是否完好…",
            lambda: (draft, copies_of(draft)),
            self._show_copies,
        )

    def rescue(self, draft: Path) -> None:
        """Save what can be read of a damaged draft."""
        author, now = self._author, self._now()
        self._run(
            f"正在从「{draft.name}」中读出能读的内容…",
            lambda: rescue(draft, None, author=author, now=now),
            self._show_rescued,
        )

    def enter(self) -> None:
        self._list.setFocus()

    def _deeds(self) -> tuple[QPushButton, ...]:
        return (
            self._choose,
            self._restore,
            self._open,
            self._another,
            self._file,
            self._salvage,
        )

    def _run(
        self,
        told: str,
        task: Callable[[], object],
        then: Callable[[object], None],
    ) -> None:
        self._list.clear()
        say(self._state, told)
        say(self._fault, "")
        self._offer()
        work = Work(task, self)
        work.succeeded.connect(then)
        work.failed.connect(self._failed)
        work.start(self._pool)

    @Slot(object)
    def _show_drafts(self, kept: Sequence[Kept]) -> None:
        self._what.setText("哪一份草稿")
        self._list.setAccessibleName("有备份的草稿")
        now = self._now()
        for one in kept:
            told = f"{one.name}  ·  {one.copies} 份备份,最近 {told_time(one.newest, now)}"
            where = told_folder(one.path.parent) if one.is_place_known else "恢复到文档文件夹"
            item = QListWidgetItem(f"{told}  ·  {where}")
            item.setData(_ROLE, one.path)
            item.setToolTip(str(one.path))
            self._list.addItem(item)
        say(self._state, "" if kept else _NO_COPIES.format(backup_folder()))
        self._offer(self._choose, self._file, self._salvage)
        self._start_list()

    @Slot(object)
    def _show_copies(self, found: tuple[Path, Sequence[Copy]]) -> None:
        draft, copies = found
        self._what.setText(f"「{draft.stem}」的备份,最近的在前")
        self._list.setAccessibleName(f"「{draft.stem}」的备份")
        now = self._now()
        for number, one in enumerate(copies, 1):
            self._list.addItem(_copy_line(number, one, now))
        say(self._state, "" if copies else f"「{draft.stem}」还没有备份。")
        self._offer(self._restore, self._another, self._salvage)
        self._start_list()

    @Slot(object)
    def _show_rescued(self, saved: Rescued) -> None:
        self._rescued = saved.path
        self._what.setText("抢救完成")
        told = [f"已另存为「{saved.path}」,原来的文件没有动。", f"读出的内容:{saved.holds}。"]
        if not saved.has_history:
            told.append("修改记录没有读出来。")
        if saved.missing:
            told.append("以下内容没有读出来,或者不敢确定,请对照纸质材料检查:")
        say(self._state, "\n".join([*told, *(f"· {one}" for one in saved.missing)]))
        self._offer(self._open, self._another)
        self._open.setFocus()

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        say(self._state, "")
        say(self._fault, sentence)
        self._offer(self._another, self._file, self._salvage)
        self._another.setFocus()

    @Slot()
    def _take(self) -> None:
        item = self._list.currentItem()
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        if self._draft is None:
            self.show_copies_of(item.data(_ROLE))
            return
        draft, number = self._draft, int(item.data(_ROLE))
        self._run("正在恢复…", lambda: bring_back(draft, number), self.open_asked.emit)

    @Slot()
    def _look_at(self) -> None:
        item = self._list.currentItem()
        can = item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
        self._choose.setEnabled(can)
        self._restore.setEnabled(can)

    @Slot()
    def _choose_file(self) -> None:
        path = self._prompts.draft_to_open(self)
        if path is not None:
            self.show_copies_of(path)

    @Slot()
    def _choose_damaged(self) -> None:
        path = self._draft or self._prompts.draft_to_open(self)
        if path is not None:
            self.rescue(path)

    @Slot()
    def _open_rescued(self) -> None:
        if self._rescued is not None:
            self.open_asked.emit(self._rescued)

    def _offer(self, *deeds: QPushButton) -> None:
        for one in self._deeds():
            one.setVisible(one in deeds)
        told = "抢救这份草稿" if self._draft is not None else "抢救损坏的草稿…"
        self._salvage.setText(told)
        self._salvage.setAccessibleName(told)
        self._list.setVisible(bool(self._list.count()))

    def _start_list(self) -> None:
        """Begin with the newest that is whole."""
        rows = range(self._list.count())
        whole = (n for n in rows if self._list.item(n).flags() & Qt.ItemFlag.ItemIsEnabled)
        self._list.setCurrentRow(next(whole, -1))
        self._look_at()
        if rows:
            self._list.setFocus()
        else:
            next(
                one for one in self._deeds() if one.isVisibleTo(self) and one.isEnabled()
            ).setFocus()


def _copy_line(number: int, one: Copy, now: datetime) -> QListWidgetItem:
    kept = one.snapshot
    told = f"{told_time(kept.time, now)}  ·  {kept.why}  ·  第 {kept.revision} 版"
    if one.fault:
        item = QListWidgetItem(f"▲ 不能用  ·  {told}")
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
    else:
        item = QListWidgetItem(f"✓ 完好  ·  {told}  ·  校验码 {kept.code}")
    item.setData(_ROLE, number)
    item.setToolTip(one.fault or str(kept.path))
    return item
