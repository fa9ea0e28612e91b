"""A clause that can be read in more than one way: what each reading comes to, and the choice."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop_app.core.readings import Clause
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, card, emptied, say, words

_OPEN = "先不选定(按须说明处理)"
_HOLDS = {True: "✓ 符合", False: "▲ 不符合", None: "? 缺数据,还没有判断"}


class ReadingPanel(QWidget):
    """The readings of one rule. `chosen` brings the rule's code and a reading, "" for none."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._clause: Clause | None = None
        self._group = QButtonGroup(self)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(0)
        self._choose = button("采用这种理解", "choose reading", primary=True)
        self._question = words("", "", "question")
        self._whom = words("", "heading")
        self._by = words("", "soft", "chosen by")
        self._by.setWordWrap(False)
        self._ask, asked = card()
        self._copy = button("复制这个问题", "copy question", "复制要问的话")
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._copy)
        row.addStretch(1)
        asked.addWidget(self._whom)
        asked.addWidget(self._question)
        asked.addLayout(row)
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._choose)
        row.addWidget(self._by)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        layout.addWidget(words("这一条有不同的理解,结果如下:", "heading"))
        layout.addLayout(self._choices)
        layout.addLayout(row)
        layout.addWidget(self._ask)
        self._choose.clicked.connect(self._tell)
        self._copy.clicked.connect(self._copy_question)
        self._group.buttonToggled.connect(self._weigh)

    def show_clause(self, clause: Clause | None, *, can_write: bool) -> None:
        """The readings of a clause with what each comes to; nothing is shown without one."""
        self._clause = clause
        self.setVisible(clause is not None)
        for one in self._group.buttons():
            self._group.removeButton(one)
        emptied(self._choices)
        if clause is None:
            return
        listed = [(one.id, f"{one.title}:{_HOLDS[one.holds]}") for one in clause.outcomes]
        for reading, told in [*listed, ("", _OPEN)]:
            choice = QRadioButton(told.replace("&", "&&"))
            choice.setAccessibleName(told)
            choice.setObjectName(f"reading {reading}".strip())
            choice.setProperty("reading", reading)
            choice.setEnabled(can_write)
            self._group.addButton(choice)
            self._choices.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
            choice.show()
            choice.setChecked(reading == clause.chosen)
        say(self._by, _chosen_by(clause))
        self._question.setText(clause.question)
        self._whom.setText(_whom(clause))
        self._ask.setVisible(bool(clause.question) and clause.is_split)
        self._weigh()

    def tab_stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [*self._group.buttons(), self._choose, self._copy]

    @Slot()
    def _weigh(self) -> None:
        choice = self._group.checkedButton()
        current = self._clause.chosen if self._clause else ""
        is_other = choice is not None and choice.property("reading") != current
        self._choose.setEnabled(is_other and choice.isEnabled())

    @Slot()
    def _tell(self) -> None:
        choice = self._group.checkedButton()
        if self._clause is not None and choice is not None:
            self.chosen.emit(self._clause.rule.code, choice.property("reading"))

    @Slot()
    def _copy_question(self) -> None:
        QGuiApplication.clipboard().setText(self._question.text())


def _chosen_by(clause: Clause) -> str:
    who = " ".join(filter(None, (clause.author, clause.time[:10])))
    return f"现在的理解由 {who} 选定" if clause.chosen and who else ""


def _whom(clause: Clause) -> str:
    one = clause.contact
    told = "" if one is None else " ".join(filter(None, (one.office, one.person, one.phone)))
    return f"可以这样问{told or '发文单位'}:"
