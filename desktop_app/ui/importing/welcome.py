"""The ground of the import page before there is a file: what can be put there, and how to begin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import words

_WELCOME = "把县区的项目表、实施方案拖到这里"
_KNOWN_KINDS = (
    "可以一次选多个文件,也可以选文件夹。认得 Excel、WPS 表格、CSV、Word(.docx)和 PDF;"
    "只是先看一看,按「导入」以前草稿不会改动。"
)


def welcome(*ways: QPushButton) -> QWidget:
    """The ground, with the buttons that bring files in."""
    ground = QFrame()
    ground.setObjectName("drop ground")
    layout = QVBoxLayout(ground)
    around(layout, 6, 6, 6, 6)
    between(layout, 3)
    layout.addStretch(2)
    for one in (words(_WELCOME, "lead", "welcome"), words(_KNOWN_KINDS, "soft", "known kinds")):
        one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(one)
    deeds = QHBoxLayout()
    between(deeds, 2)
    deeds.addStretch(1)
    for one in ways:
        deeds.addWidget(one)
    deeds.addStretch(1)
    layout.addLayout(deeds)
    layout.addStretch(3)
    return ground
