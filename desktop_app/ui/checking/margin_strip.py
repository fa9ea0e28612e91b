"""The strip of thresholds: how far the draft is from each, and how far it would be."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.margins import Standing, WhatIf, margins
from desktop_app.ui.checking.margin_tile import MarginTile
from desktop_app.ui.checking.margin_words import clause, mark_of, sentence
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, card, say, throw_away, words
from desktop_app.ui.work import Latest

_BROKEN = "程序内部出错,没有算出离门槛还有多远,草稿没有损坏;请按「全部审核」再试一次。"


class MarginStrip(QWidget):
    """Follows the audits (`show_audit`) off the window's thread while it is looked at.

    `jump_asked` brings a path; `trial_asked` says that somebody wants to try without projects, and
    is offered where the trial is not in sight anyway.
    """

    jump_asked = Signal(str)
    trial_asked = Signal()
    troubled = Signal(str)

    def __init__(self, desk: Desk, *, offers_trial: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self._draft: Draft | None = None
        self._waiting: Draft | None = None
        self._standings: tuple[Standing, ...] = ()
        self._trial: WhatIf | None = None
        self._open = ""
        self._latest = Latest(self, _BROKEN)
        self._tiles = _Line("离各项门槛还有多远")
        self._more = button("", "more margins")
        self._more.setCheckable(True)
        self._try = button("试算去留", "try without", "试算去留:假如少报几行,哪一项先达不到")
        self._detail, inside = card()
        self._detail.setObjectName("margin detail")
        self._head = words("", "heading", "margin head")
        self._said = words("", "", "margin said")
        self._would = words("", "", "margin would")
        self._clause = words("", "soft", "margin clause")
        self._jump = button("转到", "go to nearest")
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._jump)
        row.addStretch(1)
        inside.addWidget(self._head)
        for one in (self._said, self._would, self._clause):
            inside.addWidget(one)
        inside.addLayout(row)
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(self._tiles, 1)
        for one in (self._more, self._try):
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addLayout(line)
        layout.addWidget(self._detail)
        self._detail.hide()
        self._more.hide()
        self._latest.found.connect(self._show)
        self._latest.failed.connect(self.troubled)
        self._more.toggled.connect(self._unfold)
        self._tiles.folded.connect(self._tell_more)
        self._try.clicked.connect(self.trial_asked)
        self._try.setVisible(offers_trial)
        self._jump.clicked.connect(self._go)

    def show_audit(self, found: Checked) -> None:
        """Work out the thresholds of this state of the draft."""
        self._waiting = found.draft
        self._look()

    def show_trial(self, found: WhatIf | None) -> None:
        """Show before → after; None for as it is."""
        self._trial = found
        self._lay_tiles()

    def stop(self) -> None:
        """End what is under way."""
        self._latest.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        # While nobody looks, nothing is worked out.
        self._look()

    def _look(self) -> None:
        draft = self._waiting
        if draft is None or not self.isVisible():
            return
        self._waiting = None
        programme = self._desk.programme
        self._latest.ask(lambda _: (draft, margins(programme, draft)))

    @Slot(object)
    def _show(self, found: tuple[Draft, tuple[Standing, ...]]) -> None:
        self._draft, self._standings = found
        self._lay_tiles()

    def _lay_tiles(self) -> None:
        programme = self._desk.programme
        after = {_key(one): one for one in self._trial.standings} if self._trial else {}
        # What is missed comes first, and what would be missed.
        listed = sorted(
            self._standings,
            key=lambda one: mark_of(programme, after.get(_key(one), one)).rank,
        )
        tiles = [MarginTile(programme, one, after.get(_key(one))) for one in listed]
        had_focus = self._tiles.isAncestorOf(self.window().focusWidget() or self)
        for tile in tiles:
            tile.clicked.connect(self._choose)
        self._tiles.show_tiles(tiles)
        if had_focus:
            same = [tile for tile in tiles if _key(tile.standing) == self._open]
            (same or tiles)[0].setFocus()
        self._show_detail()

    @Slot()
    def _choose(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, MarginTile):
            key = _key(pressed.standing)
            self._open = "" if self._open == key else key
            self._show_detail()

    def _show_detail(self) -> None:
        chosen: MarginTile | None = None
        for tile in self._tiles.tiles:
            is_open = _key(tile.standing) == self._open
            tile.setChecked(is_open)
            chosen = tile if is_open else chosen
        self._detail.setVisible(chosen is not None)
        if chosen is None:
            return
        one, after = chosen.standing, chosen.after
        mark = mark_of(self._desk.programme, one)
        self._head.setText(f"{one.code} {one.title}:{mark.sign} {mark.word}")
        near = f"离门槛最近的是{one.place.label}。" if one.place else ""
        self._said.setText(sentence(one) + near)
        is_other = after is not None and after != one
        say(self._would, f"假如不报选中的行:{sentence(after)}" if after and is_other else "")
        say(self._clause, clause(self._desk.programme, one.code))
        self._jump.setVisible(one.place is not None)
        if one.place is not None:
            self._jump.setText(f"转到 {one.place.label}".replace("&", "&&"))
            self._jump.setAccessibleName(f"转到 {one.place.label}")

    @Slot(bool)
    def _unfold(self, is_open: bool) -> None:
        self._tiles.set_folded(not is_open)

    @Slot(int)
    def _tell_more(self, hidden: int) -> None:
        is_open = self._more.isChecked()
        told = "收起" if is_open else f"另 {hidden} 项"
        self._more.setText(told)
        self._more.setAccessibleName("收起门槛" if is_open else f"另有 {hidden} 项门槛,展开")
        self._more.setVisible(bool(hidden) or is_open)

    @Slot()
    def _go(self) -> None:
        for one in self._standings:
            if _key(one) == self._open and one.place is not None:
                self.jump_asked.emit(one.place.path)


def _key(one: Standing) -> str:
    return f"{one.code} {one.title}"


class _Line(QFrame):
    """Tiles side by side; folded, one line of as many as fit. `folded` tells how many do not."""

    folded = Signal(int)
    _GAP = 8

    def __init__(self, told: str) -> None:
        super().__init__()
        self.setAccessibleName(told)
        self.tiles: list[MarginTile] = []
        self._is_folded = True
        self._hidden = -1

    def show_tiles(self, tiles: Sequence[MarginTile]) -> None:
        for one in self.tiles:
            throw_away(one)
        self.tiles = list(tiles)
        for one in tiles:
            one.setParent(self)
        self._hidden = -1
        self._place()

    def set_folded(self, is_folded: bool) -> None:
        self._is_folded = is_folded
        self._hidden = -1
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(400, self.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(160, 0)

    def _place(self) -> None:
        x = y = hidden = 0
        high = max((one.sizeHint().height() for one in self.tiles), default=0)
        for one in self.tiles:
            wide = min(one.sizeHint().width(), max(self.width(), 1))
            if x and x + wide > self.width():
                if self._is_folded:
                    hidden = len(self.tiles) - self.tiles.index(one)
                    break
                x, y = 0, y + high + self._GAP
            one.setGeometry(QRect(QPoint(x, y), QSize(wide, high)))
            one.show()
            x += wide + self._GAP
        for one in self.tiles[len(self.tiles) - hidden :]:
            one.hide()
        if self.height() != y + high:
            self.setFixedHeight(y + high)
        if hidden != self._hidden:
            self._hidden = hidden
            self.folded.emit(hidden)
