"""One list to look through, and to add a name to."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.list_standing import OneList
from desktop_app.core.names import in_plain_script
from desktop_app.ui.lines import LineTable, TextLines
from desktop_app.ui.spacing import LINE, between, sized
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import button, card, say, search_line, search_row, text_line, words


class ListView(QWidget):
    """`add_asked` brings a name that was typed; `left` tells that nobody looks any more."""

    add_asked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: tuple[tuple[str, str], ...] = ()
        self._keys: tuple[str, ...] = ()
        self._title = words("", "heading", "list title")
        self._search = search_line("search list", "在名单中查找", "名称、代码或来源的一部分")
        self._left = button("收起", "close list", "收起名单")
        self._model = TextLines(("名称", "其他内容"), theme, "ink", self)
        self._table = LineTable(self._model, "名单", "list rows", (280, 320), 1)
        sized(self._table, minimumHeight=10 * LINE)
        self._told = words("", "soft", "list count")
        self._new = text_line("new name", "要添加的名称", "添加一个名称")
        self._add = button("添加", "add name", "把名称添加到名单")
        self._fault = words("", "refusal", "add fault")
        frame, layout = card()
        layout.addWidget(self._title)
        row = search_row(self._search)
        row.addWidget(self._left)
        layout.addLayout(row)
        layout.addWidget(self._table)
        layout.addWidget(self._told)
        adding = QHBoxLayout()
        between(adding, 2)
        adding.addWidget(self._new, 1)
        adding.addWidget(self._add)
        layout.addLayout(adding)
        layout.addWidget(self._fault)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._fault.hide()
        self._search.textChanged.connect(self._look)
        self._left.clicked.connect(self.left)
        self._add.clicked.connect(self._ask)
        self._new.returnPressed.connect(self._ask)

    def show_list(self, one: OneList) -> None:
        """Show a list from its beginning."""
        header, rows = one.listed.header, one.listed.rows
        self._title.setText(one.label)
        self._rows = tuple(
            (
                row[0],
                ";".join(
                    f"{head}:{cell}"
                    for head, cell in zip(header[1:], row[1:], strict=True)
                    if cell.strip()
                ),
            )
            for row in rows
        )
        self._keys = tuple(in_plain_script("".join(row)) for row in self._rows)
        self._search.clear()
        self._new.clear()
        self.tell_fault("")
        self._look()
        self._search.setFocus()

    def tell_fault(self, sentence: str) -> None:
        """Why a name was not added; "" for nothing wrong."""
        say(self._fault, sentence)

    @Slot()
    def _look(self) -> None:
        wanted = in_plain_script(self._search.text())
        found = [row for row, key in zip(self._rows, self._keys, strict=True) if wanted in key]
        self._model.put(found)
        total = f"共 {len(self._rows)} 个"
        self._told.setText(f"找到 {len(found)} 个,{total}" if wanted else total)

    @Slot()
    def _ask(self) -> None:
        self.add_asked.emit(self._new.text())
