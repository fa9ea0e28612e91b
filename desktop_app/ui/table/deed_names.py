"""What a person can do to a table by key and by menu: names, words and keys in one list."""

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Deed:
    """`keys` are told in the menu; `writes` says that it changes the draft, `rows` that it makes
    rows come, go or move."""

    name: str
    words: str
    keys: str = ""
    writes: bool = False
    rows: bool = False
    starts_group: bool = False


DEEDS = (
    Deed("cut", "剪切", "Ctrl+X", writes=True),
    Deed("copy", "复制", "Ctrl+C"),
    Deed("copy with heads", "连同列名复制"),
    Deed("paste", "粘贴…", "Ctrl+V", writes=True),
    Deed("clear", "清除内容", "Delete", writes=True),
    Deed("fill", "向下填充", "Ctrl+D", writes=True),
    Deed("above", "在上方插入行", "Ctrl+Shift+Enter", writes=True, rows=True, starts_group=True),
    Deed("below", "在下方插入行", "Ctrl+Enter", writes=True, rows=True),
    Deed("double", "复制整行到下方", "Ctrl+Shift+D", writes=True, rows=True),
    Deed("up", "上移", "Alt+↑", writes=True, rows=True),
    Deed("down", "下移", "Alt+↓", writes=True, rows=True),
    Deed("remove", "删除整行", "Ctrl+-", writes=True, rows=True),
    Deed("find", "查找…", "Ctrl+F", starts_group=True),
    Deed("replace", "查找和替换…", "Ctrl+H", writes=True),
    Deed("column", "这一列的排序和筛选…", "Ctrl+L"),
)

_BY_KEY: dict[QKeyCombination, str] = {
    QKeyCombination(_CTRL, _Key.Key_X): "cut",
    QKeyCombination(_CTRL, _Key.Key_C): "copy",
    QKeyCombination(_CTRL, _Key.Key_V): "paste",
    QKeyCombination(_SHIFT, _Key.Key_Insert): "paste",
    QKeyCombination(_CTRL, _Key.Key_Insert): "copy",
    QKeyCombination(_NONE, _Key.Key_Delete): "clear",
    QKeyCombination(_NONE, _Key.Key_Backspace): "clear",
    QKeyCombination(_CTRL, _Key.Key_D): "fill",
    QKeyCombination(_CTRL | _SHIFT, _Key.Key_D): "double",
    QKeyCombination(_CTRL, _Key.Key_Minus): "remove",
    QKeyCombination(_ALT, _Key.Key_Up): "up",
    QKeyCombination(_ALT, _Key.Key_Down): "down",
    QKeyCombination(_CTRL, _Key.Key_F): "find",
    QKeyCombination(_CTRL, _Key.Key_H): "replace",
    QKeyCombination(_CTRL, _Key.Key_L): "column",
    **{
        QKeyCombination(held, key): name
        for key in (_Key.Key_Return, _Key.Key_Enter)
        for held, name in ((_CTRL, "below"), (_CTRL | _SHIFT, "above"))
    },
}


def deed_of(combination: QKeyCombination) -> str | None:
    """The name of the deed that keys stand for."""
    held = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _BY_KEY.get(QKeyCombination(held, combination.key()))
