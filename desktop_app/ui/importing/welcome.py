"""The import without a file: what belongs here, and the ways to begin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from desktop_app.core.county_words import county_short
from desktop_app.core.programme import Programme
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import words

_WELCOME = "把{county}的{table}、{plan}拖到这里"
_KNOWN_KINDS = (
    "可以一次选多个文件或整个文件夹:Excel、WPS 表格、CSV、Word(.docx)、PDF;"
    "聊天里的文字,复制后按 Ctrl+V。\n只是先看一看,按「导入」以前草稿不会改动。"
)


class Welcome(QFrame):
    """The ground to drop files on, with the buttons that choose them."""

    def __init__(self, programme: Programme, *deeds: QPushButton) -> None:
        super().__init__()
        self.setObjectName("drop ground")
        layout = QVBoxLayout(self)
        around(layout, 6, 6, 6, 6)
        between(layout, 3)
        layout.addStretch(2)
        welcome = _WELCOME.format(
            county=county_short(programme),
            table=programme.summary.table.title,
            plan=programme.plan.named,
        )
        lines = (words(welcome, "lead", "welcome"), words(_KNOWN_KINDS, "soft", "known kinds"))
        for one in lines:
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(one)
        row = QHBoxLayout()
        between(row, 2)
        row.addStretch(1)
        for one in deeds:
            row.addWidget(one)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(3)
