"""What a paste would do, shown before it is done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from desktop_app.core.block import Lines
from desktop_app.core.paste_plan import (
    PastePlan,
    Reader,
    Target,
    Wanted,
    headings,
    is_header,
    plan_paste,
)
from desktop_app.core.values import NotUnderstood
from desktop_app.ui.flow import TallEnough
from desktop_app.ui.spacing import between, px, sized
from desktop_app.ui.widgets import button, card, check_box, say, words
from desktop_app.ui.work import Latest

_MOST_UNREAD = 3
_SAMPLES = 3
_LINE, _WIDE = 28, 128
_MOST_READ_AT_ONCE = 3_000
_LEFT_OUT = "不粘贴"
_NOT_LOOKED = "程序内部出错,没有看出有没有看不懂的内容;仍可粘贴,核对时会标出。"


class PastePanel(TallEnough):
    """`agreed` brings the plan, `given_up` that nothing is pasted."""

    agreed = Signal(object)
    given_up = Signal()

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read
        self._lines: Lines = ()
        self._number: Callable[[str], int] = len
        self._target = Target((), (), ())
        self._plan: PastePlan | None = None
        self._latest = Latest(self, _NOT_LOOKED)
        self._where = words("", "lead", "paste where")
        self._told = words("", "", "paste told")
        self._unread = words("", "refusal", "paste unread")
        self._table = QTableWidget()
        self._table.setObjectName("paste columns")
        self._table.setAccessibleName("剪贴板的各列粘贴到哪里")
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        lines = self._table.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sized(lines, defaultSectionSize=_LINE)
        heads = self._table.horizontalHeader()
        heads.setTextElideMode(Qt.TextElideMode.ElideRight)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        sized(heads, defaultSectionSize=_WIDE)
        self._first = check_box("第一行是列名,不粘贴", "paste without first")
        self._names = check_box("按列名对应", "paste by name")
        self._yuan = check_box("", "paste from yuan")
        self._agree = button("粘贴", "agree paste", primary=True)
        give_up = button("不粘贴", "give up paste")
        checks = QHBoxLayout()
        between(checks, 4)
        for one in (self._first, self._names, self._yuan):
            checks.addWidget(one)
        checks.addStretch(1)
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._agree)
        deeds.addWidget(give_up)
        deeds.addStretch(1)
        frame, layout = card("ask")
        for widget in (self._where, self._told, self._unread, self._table):
            layout.addWidget(widget)
        layout.addLayout(checks)
        layout.addLayout(deeds)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        for box in (self._first, self._names, self._yuan):
            box.clicked.connect(self._think_again)
        self._latest.found.connect(self._say_unread)
        self._latest.failed.connect(self._say_unread)
        self._agree.clicked.connect(self._do)
        give_up.clicked.connect(self._leave)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._leave)
        self.hide()

    def open_panel(self, lines: Lines, target: Target, number: Callable[[str], int]) -> None:
        """Show where a block lands; a first line of column names is left out to begin with, and
        followed where it names other columns than the block would land in. `number` is a row's."""
        self._lines, self._target, self._number = lines, target, number
        has_names = is_header(lines, target.all_columns)
        named = headings(lines[0] if lines else (), target.all_columns)
        lands = target.columns[: len(named)]
        for box, is_on in (
            (self._first, has_names),
            (self._names, has_names and tuple(named) != tuple(lands)),
            (self._yuan, False),
        ):
            box.setChecked(is_on)
        self._first.setVisible(len(lines) > 1)
        self._names.setVisible(has_names)
        self._think_again()
        self.show()
        self._agree.setFocus()

    @property
    def is_open(self) -> bool:
        return self._plan is not None

    @Slot()
    def _think_again(self) -> None:
        if self._names.isChecked():
            self._first.setChecked(True)
        self._first.setEnabled(not self._names.isChecked())
        wanted = Wanted(self._first.isChecked(), self._names.isChecked())
        plan = plan_paste(self._lines, self._target, wanted, self._read)
        in_yuan = plan.in_yuan
        self._yuan.setVisible(bool(in_yuan))
        told = "、".join(f"「{column.label}」{many} 格" for column, many in in_yuan)
        self._yuan.setText(f"{told}像是按元填的,换算成万元")
        if in_yuan and self._yuan.isChecked():
            columns = frozenset(column.id for column, _ in in_yuan)
            wanted = Wanted(wanted.without_first, wanted.by_name, columns)
            plan = plan_paste(self._lines, self._target, wanted, self._read)
        self._show(plan)

    def _show(self, plan: PastePlan) -> None:
        self._plan = plan
        lands = sum(column is not None for column in plan.columns)
        has_anything = bool(plan.landing) and lands > 0
        say(self._where, f"粘贴 {len(plan.landing):,} 行 × {lands} 列{self._span(plan)}")
        say(self._told, _told(plan))
        self._tell_unread(plan)
        self._agree.setText(f"粘贴 {len(plan.landing):,} 行")
        self._agree.setAccessibleName(self._agree.text())
        self._agree.setEnabled(has_anything)
        self._fill_table(plan)

    def _tell_unread(self, plan: PastePlan) -> None:
        """Say what is not understood; in a large block that is found out beside the window."""
        self._latest.drop()
        if len(plan.landing) * len(plan.columns) <= _MOST_READ_AT_ONCE:
            say(self._unread, _unread_words(plan))
            return
        say(self._unread, "正在看有没有看不懂的内容…")
        self._latest.ask(lambda _: _unread_words(plan))

    @Slot(str)
    def _say_unread(self, told: str) -> None:
        say(self._unread, told)

    def stop(self) -> None:
        """Wait for what is being looked at."""
        self._latest.stop()

    def _fill_table(self, plan: PastePlan) -> None:
        table = self._table
        table.clear()
        table.setColumnCount(len(plan.columns))
        samples = plan.landing[:_SAMPLES]
        table.setRowCount(len(samples))
        table.setHorizontalHeaderLabels(
            [_LEFT_OUT if column is None else f"→ {column.label}" for column in plan.columns]
        )
        there = [f"第{self._number(row.id)}行" for row in plan.target.rows[: len(samples)]]
        new = ["新增" for _ in samples[len(there) :]]
        table.setVerticalHeaderLabels([*there, *new])
        self._fit()
        for at, line in enumerate(samples):
            for place, text in enumerate(line[: len(plan.columns)]):
                column = plan.columns[place]
                is_unread = column is not None and isinstance(
                    plan.read(column, text), NotUnderstood
                )
                shown = " ".join(text.split("\n"))
                table.setItem(at, place, QTableWidgetItem(f"▲ {shown}" if is_unread else shown))

    def _fit(self) -> None:
        """The table is as high as its lines, with room for the bar below them."""
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(head + self._table.rowCount() * px(_LINE) + px(18))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _span(self, plan: PastePlan) -> str:
        """「,从第 3 行到第 42 行」, of the rows that are there."""
        rows = plan.target.rows[: len(plan.landing)]
        if not rows:
            return ",接在末尾"
        first, last = self._number(rows[0].id), self._number(rows[-1].id)
        return f",从第 {first} 行到第 {last} 行" if len(rows) > 1 else f",到第 {first} 行"

    @Slot()
    def _do(self) -> None:
        plan, self._plan = self._plan, None
        self.hide()
        if plan is not None:
            self.agreed.emit(plan)

    @Slot()
    def _leave(self) -> None:
        self._plan = None
        self.hide()
        self.given_up.emit()


def _told(plan: PastePlan) -> str:
    """What is replaced, added and cut off."""
    told: list[str] = []
    if plan.replaced:
        emptied = f"(其中 {plan.emptied:,} 格变成空的)" if plan.emptied else ""
        told.append(f"替换 {plan.replaced:,} 格已有的内容{emptied}")
    else:
        told.append("不替换已有的内容")
    if plan.added:
        told.append(f"在末尾新增 {len(plan.added):,} 行")
    if plan.cut_lines:
        told.append(f"这张表的行是固定的,最后 {plan.cut_lines:,} 行放不下,不粘贴")
    if plan.cut_columns:
        told.append(f"剪贴板的第 {_numbers(plan.cut_columns)} 列没有对应的列,不粘贴")
    return ";".join(told) + "。"


def _unread_words(plan: PastePlan) -> str:
    if not plan.unread:
        return ""
    some = "、".join(
        f"其中第 {one.line} 行{one.column.label}「{one.text[:12]}」"
        for one in plan.unread[:_MOST_UNREAD]
    )
    more = "等" if len(plan.unread) > _MOST_UNREAD else ""
    return f"▲ {len(plan.unread):,} 格看不懂:{some}{more}。会照原样粘贴,核对时标出。"


def _numbers(places: Sequence[int]) -> str:
    return "、".join(str(at + 1) for at in places)
