"""The row of the name desk that is chosen: both names in full, how they differ, what to do."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.name_desk import DeskRow, NameDesk, Side, can_take, partners
from desktop_app.core.name_marks import difference
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.ui.checking.name_model import NameModel, where
from desktop_app.ui.flow import Flow
from desktop_app.ui.spacing import around, between, sized
from desktop_app.ui.widgets import button, card, say, text_line, words

_MOST_PARTNERS = 50


class NameCard(QWidget):
    """`taken` brings the side that is right, `jump_asked` a path, `paired` the two rows that a
    person puts together, `parted` says that these two are no pair."""

    taken = Signal(str)
    jump_asked = Signal(str)
    paired = Signal(object, object)
    parted = Signal()

    def __init__(self, programme: Programme, model: NameModel, *, can_write: bool) -> None:
        super().__init__()
        self._programme, self._model, self._can_write = programme, model, can_write
        called = own_words(programme)
        self._desk: NameDesk | None = None
        self._row: DeskRow | None = None
        self._found: tuple[DeskRow, ...] = ()
        frame, inside = card()
        self._names = [_name("left name"), _name("right name")]
        self._wheres = [words("", "soft", "left where"), words("", "soft", "right where")]
        self._differs = words("", "", "name difference")
        self._why_not = words("", "refusal", "name refusal")
        self._left = button("", "take left")
        self._right = button("", "take right")
        self._pair = button("配对…", "pair by hand", "从另一边选一个配成一对")
        self._part = button("不是一对", "no pair", f"这两个不是同一{called.counter}{called.noun}")
        self._jumps = [
            button(f"转到{one}", f"go to {name}")
            for one, name in (
                (programme.plan.attachment, "plan"),
                (programme.summary.attachment, "summary"),
            )
        ]
        grid = QGridLayout()
        between(grid, 4, 1)
        for column in (0, 1):
            grid.addWidget(self._wheres[column], 0, column)
            grid.addWidget(self._names[column], 1, column)
            grid.setColumnStretch(column, 1)
        deeds = Flow()
        for one in (self._left, self._right, self._pair, self._part, *self._jumps):
            deeds.addWidget(one)
        inside.addLayout(grid)
        inside.addWidget(self._differs)
        inside.addWidget(self._why_not)
        inside.addLayout(deeds)
        self._chooser = self._make_chooser()
        inside.addWidget(self._chooser)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self._left.clicked.connect(lambda: self.taken.emit("plan"))
        self._right.clicked.connect(lambda: self.taken.emit("summary"))
        self._part.clicked.connect(self.parted)
        model.dataChanged.connect(self._show_again)
        self._pair.clicked.connect(self._choose_partner)
        self._jumps[0].clicked.connect(self._jump_left)
        self._jumps[1].clicked.connect(self._jump_right)

    def show_row(self, desk: NameDesk, row: DeskRow) -> None:
        """Show a row of the desk."""
        is_same = self._row is not None and self._row.identity == row.identity
        self._desk, self._row = desk, row
        html = self._model.marked(row)[0]
        heard = self._model.marked(row)[1]
        for at, side in enumerate((row.plan, row.summary)):
            self._wheres[at].setText(where(side) if side else self._model.columns[at + 1])
            self._names[at].setText(html[at] if side else "(没有)")
            self._names[at].setAccessibleName(heard[at] if side else "没有")
            self._jumps[at].setVisible(side is not None)
        told = difference(row.plan.name, row.summary.name) if row.plan and row.summary else ""
        say(self._differs, f"不同之处:{told}" if told else "")
        say(self._why_not, _why_not(row))
        left, right = _deeds(self._programme, row)
        sides: tuple[tuple[QPushButton, str, Side], ...] = (
            (self._left, left, "plan"),
            (self._right, right, "summary"),
        )
        for one, text, side in sides:
            one.setText(text)
            one.setAccessibleName(text.strip("←→ "))
            one.setVisible(row.kind != "same")
            one.setEnabled(self._can_write and can_take(desk, row, side))
        self._pair.setVisible(row.plan is None or row.summary is None)
        self._pair.setEnabled(self._can_write)
        self._part.setVisible(row.kind in ("near", "by_hand"))
        if not is_same:
            self._chooser.hide()

    @Slot()
    def _show_again(self) -> None:
        if self._desk is not None and self._row is not None:
            self.show_row(self._desk, self._row)

    def begin(self) -> None:
        """Go to the first thing that can be done."""
        for one in (self._left, self._right, self._pair, *self._jumps):
            if one.isVisible() and one.isEnabled():
                one.setFocus()
                return

    def refuse(self, sentence: str) -> None:
        """Say why nothing was changed."""
        say(self._why_not, sentence)

    def _make_chooser(self) -> QWidget:
        self._wanted = text_line("partner filter", "查找要配对的名称", "查找要配对的名称")
        self._list = QListWidget()
        self._list.setObjectName("partners")
        self._list.setAccessibleName("另一边还没有配对的名称,最像的在前")
        sized(self._list, minimumHeight=108, maximumHeight=144)
        agree = button("配成一对", "agree to pair", primary=True)
        give_up = button("不配", "give up pair")
        deeds = Flow()
        deeds.addWidget(agree)
        deeds.addWidget(give_up)
        chooser = QWidget()
        layout = QVBoxLayout(chooser)
        around(layout, 0, 1, 0, 0)
        between(layout, 2)
        layout.addWidget(self._wanted)
        layout.addWidget(self._list)
        layout.addLayout(deeds)
        chooser.hide()
        self._wanted.textChanged.connect(self._list_partners)
        self._wanted.returnPressed.connect(self._agree)
        self._list.itemActivated.connect(self._agree)
        agree.clicked.connect(self._agree)
        give_up.clicked.connect(self._give_up)
        return chooser

    @Slot()
    def _choose_partner(self) -> None:
        self._wanted.clear()
        self._list_partners()
        self._chooser.show()
        self._list.setFocus()

    @Slot()
    def _list_partners(self) -> None:
        if self._desk is None or self._row is None:
            return
        self._found = partners(self._desk, self._row, self._wanted.text(), _MOST_PARTNERS)
        self._list.clear()
        for one in self._found:
            named = one.plan or one.summary
            if named is not None:
                self._list.addItem(f"{named.name} — {where(named)}")
        if self._found:
            self._list.setCurrentRow(0)
        else:
            self._list.addItem("没有还没配对的名称")

    @Slot()
    def _agree(self) -> None:
        at = self._list.currentRow()
        if self._row is not None and 0 <= at < len(self._found):
            self._chooser.hide()
            self.paired.emit(self._row, self._found[at])

    @Slot()
    def _give_up(self) -> None:
        self._chooser.hide()
        self._pair.setFocus()

    @Slot()
    def _jump_left(self) -> None:
        if self._row is not None and self._row.plan is not None:
            self.jump_asked.emit(self._row.plan.path)

    @Slot()
    def _jump_right(self) -> None:
        if self._row is not None and self._row.summary is not None:
            self.jump_asked.emit(self._row.summary.path)


def _name(name: str) -> QLabel:
    label = words("", "", name)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def _why_not(row: DeskRow) -> str:
    if row.kind == "prose" and row.times != 1:
        return f"这个写法在这一章正文里有 {row.times} 处,请转到正文里一处一处改。"
    if row.is_again:
        return "这个名称在这一边不止一次,另一边已经有了;重复的请删去,或改成不同的名称。"
    return ""


def _deeds(programme: Programme, row: DeskRow) -> tuple[str, str]:
    plan, summary = programme.plan.attachment, programme.summary.attachment
    match row.kind:
        case "only_plan":
            return f"← 在{summary}补上", f"从{plan}删去 →"
        case "only_summary":
            return f"← 从{summary}删去", f"在{plan}补上 →"
        case "prose":
            return "← 用正文的", f"用{summary}的 →"
        case _:
            return f"← 用{plan}的", f"用{summary}的 →"
