"""What a person does at the window, one deed after the other, by chance."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QListView,
    QMenu,
    QTableView,
    QWidget,
)

from tests.hostile_text import HOSTILE
from tests.soak import hand

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_K = Qt.Key
_WORDS = (
    "某市", "数字化改造项目", "29.8", "1,234.5", "２０", "约30万元", "2024-06-01", "2024年13月1日", "通用设备制造业",
    "91210000123456789P", "东港区", "是", "甲厂智能产线升级改造项目(二期)", "𠮷祥𡈽公司", "全市共实施项目12个,总投资3,500万元。",
    "一、总体目标\n二、主要任务\n", "0", "-5", "王工", " ", "项目", "投资", "长" * 300,
)  # fmt: skip
_KEYS = (
    _K.Key_Tab, _K.Key_Tab, _K.Key_Backtab, _K.Key_Return, _K.Key_Space, _K.Key_Up, _K.Key_Down, _K.Key_Left, _K.Key_Right,
    _K.Key_PageUp, _K.Key_PageDown, _K.Key_Home, _K.Key_End, _K.Key_Delete, _K.Key_Backspace, _K.Key_Escape, _K.Key_F2,
    _K.Key_A, _K.Key_7,
)  # fmt: skip
_HELD = (
    (_K.Key_A, _CTRL), (_K.Key_C, _CTRL), (_K.Key_X, _CTRL), (_K.Key_V, _CTRL), (_K.Key_D, _CTRL), (_K.Key_H, _CTRL),
    (_K.Key_G, _CTRL), (_K.Key_Home, _CTRL), (_K.Key_End, _CTRL), (_K.Key_Down, _SHIFT), (_K.Key_Right, _SHIFT),
    (_K.Key_Down, _CTRL), (_K.Key_Return, _CTRL), (_K.Key_Up, _ALT), (_K.Key_Down, _ALT), (_K.Key_Plus, _CTRL),
    (_K.Key_Minus, _CTRL), (_K.Key_S, _CTRL), (_K.Key_Delete, _CTRL), (_K.Key_Tab, _CTRL), (_K.Key_Space, _SHIFT),
    (_K.Key_Space, _CTRL), (_K.Key_Down, _CTRL, _SHIFT), (_K.Key_F10, _SHIFT), (_K.Key_O, _CTRL), (_K.Key_F1,),
)  # fmt: skip
_SIZES = ((1366, 728), (1024, 700), (1920, 1040), (1280, 680))


class Deeds:
    """`doing` says what is being done. `steps` is how many were."""

    def __init__(self, chance: Random, window: QWidget, arrived: list[Path]) -> None:
        self._chance, self._window, self._arrived = chance, window, arrived
        self.doing, self.steps = "", 0
        self.done: dict[str, int] = {}
        weighed: tuple[tuple[int, Callable[[], str]], ...] = (
            (26, self.press), (12, self.fill_in), (10, self.edit_cell), (8, self.choose_cell), (8, self.press_key),
            (5, self.press_keys), (10, self.go_to_step), (5, self.undo), (4, self.redo), (4, self.next_finding),
            (1, self.check_all), (2, self.find), (4, self.paste), (4, self.scroll), (3, self.combo),
            (2, self.context_menu), (2, self.drop), (1, self.resize), (1, self.other_look), (3, self.escape),
        )  # fmt: skip
        self._weights = [weight for weight, _ in weighed]
        self._all = [deed for _, deed in weighed]

    def do_one(self) -> None:
        """Something that a person could do now."""
        top = hand.in_front(self._window)
        if isinstance(top, QMenu):
            deed = self.choose_from_menu
        elif top is not self._window and self._chance.random() < 0.25:
            deed = self.leave_dialog
        else:
            deed = self._chance.choices(self._all, self._weights)[0]
        self._do(deed)

    def do_at_start(self) -> None:
        """The start page has buttons and a few fields."""
        top = hand.in_front(self._window)
        if isinstance(top, QMenu):
            deed = self.choose_from_menu
        elif top is not self._window and self._chance.random() < 0.5:
            deed = self.leave_dialog
        else:
            deed = self._chance.choice(
                (self.press, self.press, self.press, self.fill_in, self.press_key, self.escape)
            )
        self._do(deed)

    def say(self, doing: str) -> None:
        self.doing = doing

    def _do(self, deed: Callable[[], str]) -> None:
        name = deed.__name__
        self.steps += 1
        self.doing = f"#{self.steps} {name}"
        told = deed()
        self.done[name] = self.done.get(name, 0) + bool(told)
        self.doing = f"#{self.steps} {name} {told}"

    def _told(self, what: str) -> str:
        """Before it is done: a deed that never ends must be known by name."""
        self.doing = f"#{self.steps} {what}"
        return what

    # Buttons.

    def press(self) -> str:
        found = hand.buttons(hand.in_front(self._window))
        if not found:
            return ""
        one = self._chance.choice(found)
        told = self._told(f"press [{one.objectName()}] {hand.name_of(one)[:40]}")
        return told if hand.click(one) else ""

    def leave_dialog(self) -> str:
        top = hand.in_front(self._window)
        told = self._told(f"leave {top.objectName()}")
        hand.key(top, _K.Key_Escape)
        if top.isVisible() and top is not self._window:
            top.close()
        return told

    def undo(self) -> str:
        told = self._told("Ctrl+Z")
        hand.key(self._window, _K.Key_Z, _CTRL)
        return told

    def redo(self) -> str:
        told = self._told("Ctrl+Y")
        hand.key(self._window, _K.Key_Y, _CTRL)
        return told

    def next_finding(self) -> str:
        held = self._chance.choice(((), (), (_SHIFT,)))
        told = self._told("F8" if not held else "Shift+F8")
        hand.key(self._window, _K.Key_F8, *held)
        return told

    def check_all(self) -> str:
        told = self._told("F9")
        hand.key(self._window, _K.Key_F9)
        return told

    def escape(self) -> str:
        told = self._told("Esc")
        hand.key(self._window, _K.Key_Escape)
        return told

    # Writing.

    def fill_in(self) -> str:
        found = hand.reachable(hand.in_front(self._window), hand.Texts)
        if not found:
            return ""
        one = self._chance.choice(found)
        text = self._text()
        told = self._told(f"write {text[:20]!r} into [{one.objectName()}]")
        if not hand.click(one):
            return ""
        if self._chance.random() < 0.3:
            hand.key(self._window, _K.Key_A, _CTRL)
        for part in self._parts(text):
            hand.write(self._window, part, composing=self._chance.random() < 0.3)
        after = self._chance.choice((None, None, _K.Key_Return, _K.Key_Tab, _K.Key_Escape))
        if after is not None:
            hand.key(self._window, after)
        return told

    def find(self) -> str:
        text = self._chance.choice(("改造", "xm", "shs", "投资", "29", "甲", ""))
        told = self._told(f"Ctrl+F {text!r}")
        hand.key(self._window, _K.Key_F, _CTRL)
        hand.write(self._window, text)
        QApplication.processEvents()
        hand.key(self._window, self._chance.choice((_K.Key_Return, _K.Key_Down, _K.Key_Escape)))
        return told

    def press_key(self) -> str:
        one = self._chance.choice(_KEYS)
        target = hand.focused(self._window)
        told = self._told(f"{one.name} in [{target.objectName()}]")
        hand.key(self._window, one)
        return told

    def press_keys(self) -> str:
        one, *held = self._chance.choice(_HELD)
        told = self._told(f"{'+'.join(str(h.name) for h in held)} {one.name}")
        hand.key(self._window, one, *held)
        return told

    # Tables and lists.

    def edit_cell(self) -> str:
        at = self._cell()
        if at is None:
            return ""
        view, where = at
        text = self._text()
        told = self._told(f"edit a cell of [{view.objectName()}]: {text[:20]!r}")
        hand.click(view.viewport(), where, twice=self._chance.random() < 0.6)
        hand.write(self._window, text, composing=self._chance.random() < 0.3)
        after = self._chance.choice((_K.Key_Return, _K.Key_Tab, _K.Key_Escape, _K.Key_F8, None))
        if after is not None:
            hand.key(self._window, after)
        return told

    def choose_cell(self) -> str:
        at = self._cell()
        if at is None:
            return ""
        view, where = at
        told = self._told(f"click in [{view.objectName()}]")
        hand.click(view.viewport(), where, twice=self._chance.random() < 0.2)
        return told

    def paste(self) -> str:
        rows = self._chance.choice((1, 1, 2, 3, 8, 40))
        columns = self._chance.choice((1, 2, 4, 9))
        lines = ["\t".join(self._cell_text() for _ in range(columns)) for _ in range(rows)]
        told = self._told(f"paste {rows} × {columns}")
        if (at := self._cell()) is not None:
            hand.click(at[0].viewport(), at[1])
        QApplication.clipboard().setText("\n".join(lines))
        hand.key(self._window, _K.Key_V, _CTRL)
        return told

    def context_menu(self) -> str:
        at = self._cell()
        if at is None:
            return ""
        view, where = at
        told = self._told(f"right click in [{view.objectName()}]")
        port = view.viewport()
        hand.click(port, where)
        QApplication.sendEvent(
            port,
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, port.mapToGlobal(where)),
        )
        return told

    def choose_from_menu(self) -> str:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return ""
        usable = [one for one in menu.actions() if one.isEnabled() and not one.isSeparator()]
        if not usable or self._chance.random() < 0.3:
            told = self._told("leave the menu")
            hand.key(menu, _K.Key_Escape)
            if menu.isVisible():
                menu.close()
            return told
        one = self._chance.choice(usable)
        told = self._told(f"menu {one.text()}")
        hand.click(menu, menu.actionGeometry(one).center())
        return told

    def combo(self) -> str:
        found = hand.reachable(hand.in_front(self._window), QComboBox)
        if not found:
            return ""
        one = self._chance.choice(found)
        told = self._told(f"choose in [{one.objectName()}]")
        one.setFocus()
        for _ in range(self._chance.randint(1, 4)):
            hand.key(self._window, self._chance.choice((_K.Key_Down, _K.Key_Down, _K.Key_Up)))
        return told

    # Going about.

    def go_to_step(self) -> str:
        rail = self._window.findChild(QListView, "steps")
        if rail is None or not rail.isVisible() or hand.in_front(self._window) is not self._window:
            return ""
        line = self._chance.randrange(rail.model().rowCount())
        index = rail.model().index(line, 0)
        told = self._told(f"go to step {index.data(Qt.ItemDataRole.AccessibleTextRole)}")
        rail.scrollTo(index)
        hand.click(rail.viewport(), rail.visualRect(index).center())
        return told

    def scroll(self) -> str:
        found = hand.reachable(hand.in_front(self._window), QAbstractScrollArea)
        if not found:
            return ""
        one = self._chance.choice(found)
        told = self._told(f"scroll [{one.objectName()}]")
        hand.scroll(one, self._chance.choice((-3, -1, 1, 2, 6)))
        return told

    def drop(self) -> str:
        if hand.in_front(self._window) is not self._window:
            return ""
        files = self._chance.sample(self._arrived, self._chance.choice((1, 1, 2)))
        told = self._told(f"drop {', '.join(one.name for one in files)}")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
        place = QPointF(QPoint(600, 400))
        held = Qt.KeyboardModifier.NoModifier
        event = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, held)
        QApplication.sendEvent(self._window, event)
        return told

    def resize(self) -> str:
        size = self._chance.choice(_SIZES)
        told = self._told(f"resize to {size}")
        self._window.resize(*size)
        return told

    def other_look(self) -> str:
        """Another look by the settings' own buttons."""
        if hand.in_front(self._window) is not self._window:
            return ""
        told = self._told("another look")
        opener = next(
            (one for one in hand.buttons(self._window) if one.objectName() == "settings"), None
        )
        if opener is None or not hand.click(opener):
            return ""
        QApplication.processEvents()
        top = hand.in_front(self._window)
        choices = [
            one for one in hand.buttons(top) if one.objectName().startswith(("scheme", "scale 1"))
        ]
        if top is not self._window and choices:
            one = self._chance.choice(choices)
            told = self._told(f"another look: {one.objectName()}")
            hand.click(one)
            hand.key(top, _K.Key_Escape)
        return told

    def _cell(self) -> tuple[QAbstractItemView, QPoint] | None:
        """A cell that shows, of a table or a list that shows."""
        views = [
            one
            for one in hand.reachable(hand.in_front(self._window), (QTableView, QListView))
            if one.objectName() != "steps" and one.model() is not None
        ]
        self._chance.shuffle(views)
        for view in views:
            port = view.viewport()
            if port.visibleRegion().isEmpty():
                hand.come_to(view)
            region = port.visibleRegion().boundingRect()
            for _ in range(8):
                where = QPoint(
                    region.x() + self._chance.randrange(max(region.width(), 1)),
                    region.y() + self._chance.randrange(max(region.height(), 1)),
                )
                if view.indexAt(where).isValid():
                    return view, where
        return None

    def _text(self) -> str:
        if self._chance.random() < 0.2:
            return self._chance.choice(HOSTILE).text.replace("\0", "")
        return self._chance.choice(_WORDS)

    def _cell_text(self) -> str:
        return self._text().replace("\t", " ").replace("\n", " ").replace("\r", " ")

    def _parts(self, text: str) -> list[str]:
        """A person writes in pieces."""
        half = len(text) // 2
        return [text[:half], text[half:]] if half and self._chance.random() < 0.4 else [text]
