"""What a file says before it is loaded as a list: the column of its names, what is left out."""

from collections.abc import Iterator

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.jobs.read_list import Offered
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import DropDown, add_row, button, card, say, text_line, words

_NO_HEADING = "(没有列名,一行一个名称)"
_CHOOSE = "(请选择)"
_FIRST = 6
_SIGNS = 16


class ListPreview(QWidget):
    """`load_asked` brings source and date as they were typed, `column_asked` the heading under
    which the names stand; `left` tells that the file is not wanted."""

    load_asked = Signal(str, str)
    column_asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = words("", "heading", "list file")
        self._column = DropDown("list column", "名称在哪一列", _SIGNS)
        self._source = text_line("list source", "来源", "例如 市信用办来函")
        self._date = text_line("list date", "名单的日期", "例如 2024-06-01,可以不填")
        self._found = words("", "", "list found")
        self._told = words("", "soft", "list dropped")
        self._odd = words("", "", "list odd")
        mean(self._odd, "weight", "explain")
        self._fault = words("", "refusal", "list fault")
        self._load = button("载入", "load list", primary=True)
        self._leave = button("不载入", "leave list")
        frame, layout = card()
        layout.addWidget(self._title)
        form = QFormLayout()
        between(form, 2)
        for one in (self._column, self._source, self._date):
            add_row(form, one)
        layout.addLayout(form)
        for one in (self._found, self._told, self._odd, self._fault):
            layout.addWidget(one)
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._load)
        deeds.addWidget(self._leave)
        deeds.addStretch(1)
        layout.addLayout(deeds)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._load.clicked.connect(self._ask)
        self._leave.clicked.connect(self.left)
        self._column.activated.connect(self._choose)

    def show_offer(self, label: str, offered: Offered, *, is_new: bool) -> None:
        """Show a file; one that `is_new` has a source of its own."""
        read = offered.read
        name = offered.incoming.path.name
        self._title.setText(f"「{name}」→ {label}")
        if is_new:
            self._source.setText(name)
            self._date.clear()
        self._show_columns(offered)
        rows = read.listed.options() if read.listed is not None else ()
        few = "、".join(rows[:_FIRST])
        more = "……" if len(rows) > _FIRST else ""
        say(self._found, f"读到 {len(rows)} 个:{few}{more}" if rows else "")
        say(self._told, "\n".join(read.dropped))
        say(self._odd, "\n".join(f"请看一看:{one}" for one in read.odd))
        self.tell_fault(offered.refusal)
        self._load.setEnabled(bool(rows))

    def tell_fault(self, sentence: str) -> None:
        """Why it cannot be loaded, or was not; "" for nothing wrong."""
        say(self._fault, sentence)

    def enter(self) -> None:
        """Put the focus on what is to be done first."""
        (self._load if self._load.isEnabled() else self._column).setFocus()

    def _show_columns(self, offered: Offered) -> None:
        read = offered.read
        self._column.clear()
        for told, heading in _choices(offered):
            self._column.addItem(told, heading)
        self._column.setEnabled(bool(read.headings))
        self._column.setCurrentIndex(max(0, self._column.findData(read.column)))

    @Slot(int)
    def _choose(self, at: int) -> None:
        heading = str(self._column.itemData(at) or "")
        if heading:
            self.column_asked.emit(heading)

    @Slot()
    def _ask(self) -> None:
        self.load_asked.emit(self._source.text(), self._date.text())


def _choices(offered: Offered) -> Iterator[tuple[str, str]]:
    """The headings to choose from, first what stands for none."""
    read = offered.read
    if not read.column:
        yield (_CHOOSE if read.listed is None else _NO_HEADING), ""
    for one in dict.fromkeys(filter(None, (*read.headings, read.column))):
        yield one, one
