"""The answer key of the practice city, worked through at the window by clicks and keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QTableView, QTextEdit

from desktop_app.core.steps import step_of, steps_of
from tests.ui.conftest import on_disk

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier


class ByHand:
    """A clerk at the window of the draft at `path`, who does what the key says."""

    def __init__(self, clerk, programme, path):
        self._clerk, self._programme, self._path = clerk, programme, path
        self._titles = {one.id: one.title for one in steps_of(programme)}

    def correct(self, record):
        """One correction of the key."""
        doing = {
            "set": self._set,
            "text": self._text,
            "replace": self._replace,
            "cell": self._cell,
            "add": self._add,
            "remove": self._remove,
            "explain": self._explain,
        }
        doing[record["do"]](record)

    def fill(self, path, text):
        """A field of the form."""
        self._go_to(path)
        self._clerk.fill(f"field {path.rpartition('/')[2]}", text)
        self._clerk.key(_Key.Key_Tab)
        self._clerk.until(lambda: on_disk(self._path).value(path) == text)

    def _set(self, record):
        self.fill(record["path"], record["value"])

    def _text(self, record):
        box = self._chapter(record["path"])
        QGuiApplication.clipboard().setText(record["value"])
        self._clerk.qtbot.keyClick(box, _Key.Key_A, _CTRL)
        self._clerk.qtbot.keyClick(box, _Key.Key_V, _CTRL)
        self._clerk.until(lambda: on_disk(self._path).value(record["path"]) == record["value"])

    def _replace(self, record):
        old, new = record["old"], record["new"]
        box = self._chapter(record["path"])
        # As somebody marks the words with the mouse.
        found = box.document().find(old)
        assert found.hasSelection(), f"{old} is not in the chapter"
        found.setPosition(found.selectionStart(), QTextCursor.MoveMode.MoveAnchor)
        found.setPosition(found.position() + len(old), QTextCursor.MoveMode.KeepAnchor)
        box.setTextCursor(found)
        if new:
            self._clerk.type(new)
        else:
            self._clerk.key(_Key.Key_Delete)
        self._clerk.until(lambda: old not in on_disk(self._path).value(record["path"]))

    def _cell(self, record):
        grid = self._table(record["table"])
        line = self._line(grid, record)
        index = grid.model().index(line, self._column(grid, record["table"], record["column"]))
        self._click(grid, index)
        self._clerk.type(record["value"])
        self._clerk.key(_Key.Key_Return)
        self._clerk.until(lambda: index.data() == record["value"])

    def _add(self, record):
        grid = self._table(record["table"])
        before = grid.model().rowCount()
        self._clerk.press("add row")
        self._clerk.until(lambda: grid.model().rowCount() == before + 1)
        model, columns = grid.model(), self._columns(record["table"])
        at = [self._column(grid, record["table"], one.id) for one in columns]
        cells = dict.fromkeys(range(model.columnCount()), "")
        cells |= {n: record["cells"].get(one.id, "") for n, one in zip(at, columns, strict=True)}
        QGuiApplication.clipboard().setText("\t".join(cells.values()))
        self._click(grid, model.index(before, 0))
        self._clerk.key(_Key.Key_V, _CTRL)
        self._clerk.press("agree paste")
        self._clerk.until(lambda: model.index(before, 0).data() == record["cells"]["name"])

    def _remove(self, record):
        grid = self._table(record["table"])
        before = grid.model().rowCount()
        self._click(grid, grid.model().index(self._line(grid, record), 0))
        self._clerk.key(_Key.Key_Minus, _CTRL)
        self._clerk.until(lambda: grid.model().rowCount() == before - 1)

    def _explain(self, record):
        table = self._programme.summary.table.id
        rows = on_disk(self._path).rows(table)
        at = next(n for n, row in enumerate(rows) if _is_meant(row.cells, record["where"]))
        self._clerk.go("核对")
        spoken = f"{record['code']} 第{at + 1}行"
        self._clerk.until(lambda: any(f" {spoken} " in one for one in self._clerk.findings()))
        self._clerk.choose(spoken)
        self._clerk.write_explanation(record["text"])
        self._clerk.press("save explanation")
        self._clerk.until(lambda: on_disk(self._path).explanations)

    def _go_to(self, path):
        self._clerk.go(self._titles[step_of(self._programme, path)])

    def _seen(self, kind, name):
        def shown():
            found = self._clerk.window.findChildren(kind, name)
            return [one for one in found if one.isVisible()]

        self._clerk.until(shown)
        return shown()[0]

    def _chapter(self, path):
        self._go_to(path)
        box = self._seen(QTextEdit, "chapter")
        box.setFocus()
        return box

    def _table(self, table):
        self._go_to(f"{table}/")
        return self._seen(QTableView, "grid")

    def _columns(self, table):
        return self._programme.table(table).column

    def _column(self, grid, table, column):
        label = next(one.label for one in self._columns(table) if one.id == column)
        model = grid.model()
        heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
        return next(n for n, head in enumerate(heads) if str(head).startswith(label))

    def _line(self, grid, record):
        """The line of the row that the key means."""
        rows = on_disk(self._path).rows(record["table"])
        return next(n for n, row in enumerate(rows) if _is_meant(row.cells, record["where"]))

    def _click(self, grid, index):
        if index.column() == 0:
            grid.horizontalScrollBar().setValue(0)
        grid.scrollTo(index)
        where = grid.visualRect(index).center()
        self._clerk.qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)


def _is_meant(cells, wanted):
    return all(cells.get(column, "") == text for column, text in wanted.items())
