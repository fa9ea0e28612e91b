"""试算去留: projects are unticked, and it is told which threshold would fall first."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.county_words import county_short
from desktop_app.core.draft import Draft
from desktop_app.core.margins import WhatIf, what_if
from desktop_app.core.own_words import own_words
from desktop_app.ui.checking.margin_words import falls_told, left_out_told
from desktop_app.ui.checking.trial_model import Project, TrialModel, projects_of
from desktop_app.ui.listing import plain
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import SIGN, around, between, grows, sized
from desktop_app.ui.widgets import Narrowing, button, search_line, search_row, words
from desktop_app.ui.work import Latest

_BROKEN = "程序内部出错,试算没有完成,草稿没有损坏;请换几行再试。"
_HOW = "去掉勾选的行就是假如不报;只是试算,草稿不会改动。空格键去掉或恢复选中的行。"
_IN_TEXT = "正文中说到{count}、金额的句子,真的去掉以后也要改。"


class TrialPane(QWidget):
    """`tried` brings a WhatIf, or None when nothing is left out."""

    tried = Signal(object)
    troubled = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft: Draft | None = None
        self._waiting: Draft | None = None
        self._projects: tuple[Project, ...] = ()
        self._latest = Latest(self, _BROKEN)
        self._model = TrialModel(desk.programme, self)
        county, called = county_short(desk.programme), own_words(desk.programme)
        self._field = search_line(
            "trial filter",
            f"查找{called.noun}",
            f"{called.noun}、{called.enterprise}、{county}或行,如:第12行",
        )
        self._county = Narrowing("trial county", f"只看一个{county}", f"全部{county}")
        self._only_out = button("只看不报的", "only left out")
        self._only_out.setCheckable(True)
        self._leave = button("不报选中的", "leave out")
        self._back = button("恢复选中的", "take back")
        self._all_back = button("全部恢复", "take all back")
        self._result = words("", "lead", "trial result")
        self._table = _Ticks(self._model)
        self._lay_out()
        self._field.textChanged.connect(self._narrow)
        self._county.currentIndexChanged.connect(self._narrow)
        self._only_out.toggled.connect(self._narrow)
        self._leave.clicked.connect(self._leave_selected)
        self._back.clicked.connect(self._take_back)
        self._all_back.clicked.connect(self._take_all_back)
        self._table.toggled.connect(self._toggle)
        self._model.changed.connect(self._try)
        self._latest.found.connect(self._show)
        self._latest.failed.connect(self._fail)
        self._tell(None)

    def show_audit(self, found: Checked) -> None:
        """Go on with this state of the draft."""
        self._waiting = found.draft
        if self.isVisible() or self._model.left_out:
            self._take_in()

    def stop(self) -> None:
        """End what is under way."""
        self._latest.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._take_in()

    def _lay_out(self) -> None:
        line = search_row(self._field)
        for one in (self._county, self._only_out, self._leave, self._back, self._all_back):
            line.addWidget(one)
        sized(self._field, maximumWidth=300)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        between(layout, 2)
        layout.addWidget(self._result)
        layout.addWidget(words(_HOW, "soft"))
        layout.addLayout(line)
        layout.addWidget(self._table, 1)

    def _take_in(self) -> None:
        draft, self._waiting = self._waiting, None
        if draft is None:
            return
        self._draft = draft
        self._projects = projects_of(self._desk.programme, draft)
        self._county.offer(one.county for one in self._projects if one.county)
        self._model.forget(one.id for one in self._projects)
        self._narrow()
        if self._model.left_out:
            self._try()

    @Slot()
    def _narrow(self) -> None:
        typed = plain(self._field.text()).split()
        county = self._county.wanted
        out = frozenset(self._model.left_out)
        self._model.show(
            [
                one
                for one in self._projects
                if all(word in one.words for word in typed)
                and (not county or one.county == county)
                and (one.id in out or not self._only_out.isChecked())
            ]
        )

    @Slot()
    def _try(self) -> None:
        """Work out what would be; what was asked before is overtaken."""
        out, draft, programme = self._model.left_out, self._draft, self._desk.programme
        self._all_back.setEnabled(bool(out))
        if not out or draft is None:
            self._latest.drop()
            self._tell(None)
            self.tried.emit(None)
            return
        self._result.setText(f"{left_out_told(programme, len(out))}正在试算…")
        self._latest.ask(lambda tick: (len(out), what_if(programme, draft, out, tick)))

    @Slot(object)
    def _show(self, found: tuple[int, WhatIf]) -> None:
        # What was ticked again in the meantime is no longer asked about.
        if self._model.left_out:
            self._tell(found)
            self.tried.emit(found[1])

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._result.setText(sentence)
        self.troubled.emit(sentence)

    def _tell(self, found: tuple[int, WhatIf] | None) -> None:
        called = own_words(self._desk.programme)
        if found is None:
            few = f"几{called.counter}{called.noun}"
            self._result.setText(f"现在是全部申报。去掉{few}的勾,看哪一项门槛先达不到。")
        else:
            told = falls_told(self._desk.programme, found[1], found[0])
            self._result.setText(f"{told}\n{_IN_TEXT.format(count=called.count)}")
        self._all_back.setEnabled(found is not None)

    @Slot()
    def _leave_selected(self) -> None:
        self._model.leave_out(self._selected(), is_out=True)

    @Slot()
    def _take_back(self) -> None:
        self._model.leave_out(self._selected(), is_out=False)
        self._narrow()

    @Slot()
    def _take_all_back(self) -> None:
        self._model.leave_out(self._model.left_out, is_out=False)
        self._narrow()
        self._table.setFocus()

    @Slot()
    def _toggle(self) -> None:
        """Space: all of the selection as the first of it is not."""
        chosen = list(self._selected())
        if chosen:
            is_in = any(one not in self._model.left_out for one in chosen)
            self._model.leave_out(chosen, is_out=is_in)

    def _selected(self) -> Iterable[str]:
        lines = sorted(one.row() for one in self._table.selectionModel().selectedRows())
        return [self._model.project(line).id for line in lines]


class _Ticks(QTableView):
    """Several lines are chosen at once; `toggled` says space."""

    toggled = Signal()

    def __init__(self, model: TrialModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("trial projects")
        self.setAccessibleName("各行,去掉勾就是假如不报")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sized(self.verticalHeader(), defaultSectionSize=36)
        header = self.horizontalHeader()
        grows(header, 9 * SIGN, 0, 10 * SIGN, 10 * SIGN)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
            return
        super().keyPressEvent(event)
