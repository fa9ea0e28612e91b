"""What a person is told about their work when something went wrong: whether it is on the disk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

# The window is drawn before what opens drafts is loaded.
if TYPE_CHECKING:
    from desktop_app.jobs.standing import Standing
    from desktop_app.ui.session import Session

_NOTHING = "没有打开草稿,没有什么会丢失。"


class Keeping(QObject):
    """Listens to the open draft's session."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words = ""
        self._is_writing = False
        self._waiting = 0

    def follow(self, session: "Session") -> None:
        """Keep account of this draft; call before the session starts."""
        session.opened.connect(self._stand)
        session.changed.connect(self._change)
        session.saved.connect(self._save)
        session.failed.connect(self._fail)
        session.closed.connect(self._close)

    @property
    def sentence(self) -> str:
        """Where the work stands."""
        if not self._words:
            return _NOTHING
        if self._waiting:
            return (
                f"有 {self._waiting} 项修改还没有写到磁盘,仍在程序里,程序会继续尝试;"
                "请先不要关机,看看磁盘是否已满或 U 盘是否拔出。"
            )
        if self._is_writing:
            return "最后一项修改正在保存,前面的修改都已存好。"
        return f"您的修改都已存好,没有丢失({self._words})。"

    @Slot(object)
    def _stand(self, standing: "Standing") -> None:
        self._words, self._is_writing, self._waiting = standing.words, False, 0

    @Slot(object)
    def _change(self, _: object) -> None:
        self._is_writing = True

    @Slot(object, int)
    def _save(self, standing: "Standing", waiting: int) -> None:
        self._words, self._is_writing, self._waiting = standing.words, bool(waiting), 0

    @Slot(str, int)
    def _fail(self, _: str, waiting: int) -> None:
        self._waiting = waiting

    @Slot(str)
    def _close(self, _: str) -> None:
        self._words, self._is_writing, self._waiting = "", False, 0
