"""The drafts that were open last, each opened by a click or by Enter."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.jobs.recent import FROZEN, PASSED, REPORTED, SAVED, Recent
from desktop_app.ui.folders import told_folder
from desktop_app.ui.spacing import around, between
from desktop_app.ui.start.parts import chip, told_time
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import CutLine, button, card, emptied, words

_NAMES = {SAVED: "saved", PASSED: "passed", FROZEN: "frozen", REPORTED: "reported"}
_EMPTY = (
    "打开过的草稿会列在这里:写到哪一步、还有几处问题,点一下就接着写。\n"
    "第一次用,请从右边「新建…」开始;想先熟悉一下,点「练习一遍」。"
)


class RecentCard(QPushButton):
    """One draft, as a button that holds all that is known of it."""

    forget_asked = Signal()
    moved = Signal(int)

    def __init__(self, entry: Recent, now: datetime, is_missing: bool) -> None:
        super().__init__()
        self.setObjectName("recent")
        # Enter opens what has the focus.
        self.setAutoDefault(True)
        title = CutLine(entry.title, "lead", "recent title")
        first = QHBoxLayout()
        between(first, 2)
        first.addWidget(title, 1)
        told = [entry.title, entry.programme, entry.state]
        if is_missing:
            first.addWidget(chip("▲ 找不到了", "must", "missing"))
            told.append("找不到了")
        second = QHBoxLayout()
        between(second, 2)
        about = f"{entry.projects} {entry.noun} · {entry.programme}"
        second.addWidget(CutLine(about, "soft", "recent about"), 1)
        for text, weight in _counts(entry):
            second.addWidget(chip(text, weight, "recent count"))
            told.append(text)
        first.addWidget(chip(entry.state, "", "recent state", _NAMES[entry.state]))
        where = [told_time(entry.opened, now)]
        if entry.place_title:
            where.append(f"上次在「{entry.place_title}」")
        where.append(told_folder(entry.path.parent))
        layout = QVBoxLayout(self)
        around(layout, 4, 2, 4, 2)
        between(layout, 1)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(CutLine("  ·  ".join(where), "caption", "recent where"))
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(",".join([*told, f"{entry.projects} {entry.noun}", *where]))
        self.setToolTip(str(entry.path))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, self.layout().sizeHint().height())

    def event(self, e: QEvent) -> bool:
        done = super().event(e)
        if e.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.LayoutRequest):
            # The style sheet's least height of a button goes before what is in this one.
            self.setMinimumHeight(self.layout().sizeHint().height())
        return done

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        match arg__1.key():
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Delete:
                self.forget_asked.emit()
            case _:
                super().keyPressEvent(arg__1)


class RecentList(QWidget):
    """The cards, newest first. Emits what is asked for; the list is the page's."""

    open_asked = Signal(object)
    forget_asked = Signal(object)
    recover_asked = Signal(object)
    look_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._cards: list[tuple[Path, RecentCard]] = []
        self._shown: object = None
        self._layout = QVBoxLayout(self)
        around(self._layout, 0, 0, 1, 0)
        between(self._layout, 2)

    def show_entries(
        self, entries: Sequence[Recent], missing: Mapping[Path, str], now: datetime
    ) -> None:
        """Show these; the focus stays on the draft it was on, or comes to the next."""
        wanted = (tuple(entries), dict(missing), now.date())
        if wanted == self._shown:
            return
        self._shown = wanted
        at = next((n for n, (_, one) in enumerate(self._cards) if one.hasFocus()), None)
        focused = None if at is None else self._cards[at][0]
        emptied(self._layout)
        self._cards = []
        for entry in entries:
            self._layout.addWidget(self._row(entry, now, missing.get(entry.path, "")))
        if not entries:
            self._layout.addWidget(_empty())
        self._layout.addStretch(1)
        if at is not None and self._cards:
            paths = [path for path, _ in self._cards]
            again = paths.index(focused) if focused in paths else min(at, len(paths) - 1)
            self._cards[again][1].setFocus()

    def enter(self) -> bool:
        """Put the cursor on the newest draft; whether there is one."""
        if self._cards:
            self._cards[0][1].setFocus()
        return bool(self._cards)

    def _row(self, entry: Recent, now: datetime, what_to_do: str) -> QWidget:
        row = QWidget()
        whole = RecentCard(entry, now, bool(what_to_do))
        self._cards.append((entry.path, whole))
        whole.moved.connect(self._move)
        whole.forget_asked.connect(lambda: self.forget_asked.emit(entry))
        if what_to_do:
            whole.clicked.connect(self.look_asked)
        else:
            whole.clicked.connect(lambda: self.open_asked.emit(entry.path))
        remove = button("×", "forget", f"从列表移除「{entry.title}」,不删除文件")
        mean(remove, "quiet", "true")
        remove.setToolTip("从列表移除,不删除文件(Delete)")
        remove.clicked.connect(lambda: self.forget_asked.emit(entry))
        if what_to_do:
            # The same deed stands below in words; the cards stay equally wide.
            policy = remove.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            remove.setSizePolicy(policy)
            remove.hide()
        line = QHBoxLayout()
        between(line, 1)
        line.addWidget(whole, 1)
        line.addWidget(remove)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addLayout(line)
        if what_to_do:
            layout.addLayout(self._ways_on(entry, what_to_do))
        return row

    def _ways_on(self, entry: Recent, what_to_do: str) -> QVBoxLayout:
        again = button("再找一次", "look again", f"再找一次「{entry.title}」")
        back = button("从备份找回…", "recover this", f"从备份找回「{entry.title}」")
        away = button("从列表移除", "forget missing", f"从列表移除「{entry.title}」,不删除备份")
        again.clicked.connect(self.look_asked)
        back.clicked.connect(lambda: self.recover_asked.emit(entry.path))
        away.clicked.connect(lambda: self.forget_asked.emit(entry))
        line = QHBoxLayout()
        between(line, 2)
        for one in (again, back, away):
            line.addWidget(one)
        line.addStretch(1)
        layout = QVBoxLayout()
        around(layout, 4, 0, 9, 2)
        between(layout, 2)
        layout.addWidget(words(what_to_do, "soft", "told missing"))
        layout.addLayout(line)
        return layout

    def _move(self, step: int) -> None:
        cards = [one for _, one in self._cards]
        at = next((n for n, one in enumerate(cards) if one.hasFocus()), 0)
        cards[max(0, min(at + step, len(cards) - 1))].setFocus()


def _counts(entry: Recent) -> list[tuple[str, str]]:
    if entry.must is None or entry.explain is None:
        return []
    counts = [
        (f"▲ 必须改 {entry.must}", "must", entry.must),
        (f"● 须说明 {entry.explain}", "explain", entry.explain),
    ]
    return [(text, weight) for text, weight, count in counts if count]


def _empty() -> QWidget:
    frame, layout = card()
    around(layout, 6, 6, 6, 6)
    layout.addWidget(words("还没有打开过草稿", "lead", "nothing recent"))
    layout.addWidget(words(_EMPTY, "soft", "what belongs here"))
    return frame
