"""What the clerk writes for a period: one box for each paragraph of the report."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.core.pack_reports import PeriodReport
from desktop_app.ui.draft_line import DraftBox
from desktop_app.ui.spacing import between, sized
from desktop_app.ui.widgets import card, emptied, words

_HIGH = 104


class TextsCard(QWidget):
    """`written` brings the id of a paragraph and its text with every key; `left` says that a
    paragraph was left."""

    written = Signal(str, str)
    left = Signal()

    def __init__(self, *, can_write: bool) -> None:
        super().__init__()
        self._can_write = can_write
        self._boxes: dict[str, DraftBox] = {}
        frame, layout = card()
        between(layout, 2)
        layout.addWidget(words("本期文字", "lead"))
        layout.addWidget(words("随草稿按期保存;不写的段落不印。", "soft"))
        self._column = QVBoxLayout()
        between(self._column, 1)
        layout.addLayout(self._column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_report(self, report: PeriodReport) -> None:
        """Boxes for the paragraphs of another report."""
        emptied(self._column)
        self._boxes.clear()
        for one in report.paragraph:
            needed = "(必写)" if one.required else ""
            box = DraftBox(f"{one.title}{needed}", f"report text {one.id}")
            box.setPlaceholderText(one.hint)
            box.setReadOnly(not self._can_write)
            box.setProperty("paragraph", one.id)
            sized(box, height=_HIGH)
            box.edited.connect(self._tell)
            box.left.connect(self.left)
            label = QLabel(f"{one.title}{needed}")
            label.setBuddy(box)
            self._column.addWidget(label)
            self._column.addWidget(box)
            self._boxes[one.id] = box

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """What the draft holds; the cursor stays as far as it can."""
        for key, box in self._boxes.items():
            box.show_text(texts.get(key, ""))

    def begin(self, paragraph: str) -> bool:
        """Put the cursor into a paragraph; whether there is one of this id."""
        box = self._boxes.get(paragraph)
        if box is None:
            return False
        box.setFocus()
        return True

    @Slot(str)
    def _tell(self, text: str) -> None:
        box = self.sender()
        if isinstance(box, DraftBox):
            self.written.emit(str(box.property("paragraph")), text)
