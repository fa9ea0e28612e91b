"""What a table shows that is not as it is printed: a sort or filter, told with the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.core.table_view import View
from desktop_app.ui.spacing import between
from desktop_app.ui.table.model import TableModel
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, say, words


class ViewLine(QWidget):
    """`save_asked` wants the order looked at to be the printed one; `unsort_asked` and
    `unfilter_asked` want the usual view again."""

    save_asked = Signal()
    unsort_asked = Signal()
    unfilter_asked = Signal()

    def __init__(self, *, can_save: bool) -> None:
        super().__init__()
        self._can_save = can_save
        self._told = words("", "", "view told")
        mean(self._told, "weight", "hint")
        self._save = button("按此排序保存", "save order")
        self._unsort = button("恢复原来的顺序", "unsort")
        self._unfilter = button("清除筛选", "unfilter")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(self._told, 1)
        for one in (self._save, self._unsort, self._unfilter):
            layout.addWidget(one)
        self._save.clicked.connect(self.save_asked)
        self._unsort.clicked.connect(self.unsort_asked)
        self._unfilter.clicked.connect(self.unfilter_asked)
        self.hide()

    def show_view(self, model: TableModel, counted: str) -> None:
        """Tell how the table is looked at; nothing when it is looked at as it is printed."""
        view = model.view
        say(self._told, " ".join(_told(view, model, counted)))
        self._save.setVisible(view.sort is not None and self._can_save)
        self._unsort.setVisible(view.sort is not None)
        self._unfilter.setVisible(view.is_filtered)
        self.setVisible(not view.is_plain)


def _told(view: View, model: TableModel, counted: str) -> list[str]:
    told: list[str] = []
    labels = {column.id: column.label for column in model.columns}
    if view.is_filtered:
        by = [labels[one] for one, wanted in view.filters.items() if not wanted.is_empty]
        which = f"(按{'、'.join(by)})" if by else ""
        told.append(
            f"只显示 {len(model.shown):,} {counted},共 {len(model.rows):,} {counted}{which}。"
        )
    if view.sort is not None:
        way = "从大到小" if view.sort.descending else "从小到大"
        told.append(
            f"按「{labels[view.sort.column]}」{way}显示:只是查看的顺序,行号和印出的顺序没有变。"
        )
    return told
