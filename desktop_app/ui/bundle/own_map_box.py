"""What goes where in the issuer's form: place by place, each to be corrected."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.core.own_form import ATTACHMENTS, FormMap, OwnTable, with_guidance
from desktop_app.core.own_places import Place, assigned, places, targets, unfit
from desktop_app.core.programme import Programme
from desktop_app.jobs.kept_forms import attachment_name
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import DropDown, button, check_box, emptied, say, words

_NOTHING = "(不填)"
_SIGNS = 10


class OwnMapBox(QWidget):
    """`keep_asked` brings the map as it is corrected, `attachment_asked` the attachment that the
    file is; `left` tells that it is not to be kept."""

    keep_asked = Signal(object)
    attachment_asked = Signal(str)
    left = Signal()

    def __init__(self, programme: Programme) -> None:
        super().__init__()
        self._programme = programme
        self._form: FormMap | None = None
        self._choices: dict[str, DropDown] = {}
        self._title = words("", "lead", "official file")
        self._kind = DropDown("official attachment", "这个文件是哪个附件")
        for attachment in ATTACHMENTS:
            self._kind.addItem(attachment_name(programme, attachment), attachment)
        self._tables = words("", "caption", "official tables")
        self._doubts = words("", "", "official doubts")
        self._doubts.setProperty("weight", "explain")
        self._wrong = words("", "refusal", "official wrong")
        self._lines = QGridLayout()
        between(self._lines, 2, 1)
        self._lines.setColumnStretch(0, 1)
        self._lines.setColumnStretch(1, 1)
        self._guidance = check_box("保留表样中的填写说明", "keep guidance")
        self._keep = button("存下,以后照它填写", "keep official")
        self._leave = button("不存", "leave official")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 2)
        kind = QHBoxLayout()
        between(kind, 2)
        label = QLabel("这是")
        label.setBuddy(self._kind)
        kind.addWidget(label)
        kind.addWidget(self._kind, 1)
        layout.addWidget(self._title)
        layout.addLayout(kind)
        for one in (self._tables, self._doubts):
            layout.addWidget(one)
        layout.addLayout(self._lines)
        layout.addWidget(self._guidance)
        layout.addWidget(self._wrong)
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._keep)
        deeds.addWidget(self._leave)
        deeds.addStretch(1)
        layout.addLayout(deeds)
        self._keep.clicked.connect(self._ask_to_keep)
        self._leave.clicked.connect(self.left)
        self._guidance.toggled.connect(self._set_guidance)
        self._kind.activated.connect(self._ask_attachment)

    def show_form(self, form: FormMap, doubts: Sequence[str]) -> None:
        """Show what a form was understood as."""
        self._form = form
        self._title.setText(form.file)
        self._kind.setCurrentIndex(ATTACHMENTS.index(form.attachment))
        say(self._tables, "\n".join(_told(one) for one in form.tables))
        say(self._doubts, "\n".join(f"● {one}" for one in doubts))
        self._guidance.setChecked(form.keeps_guidance)
        self._guidance.setVisible(form.has_guidance)
        emptied(self._lines)
        self._choices = {}
        before: QWidget = self._kind
        for number, place in enumerate(places(form)):
            choice = self._line(number, place)
            # The lines are made anew while the buttons below them stay.
            QWidget.setTabOrder(before, choice)
            before = choice
        QWidget.setTabOrder(before, self._guidance)
        QWidget.setTabOrder(self._guidance, self._keep)
        QWidget.setTabOrder(self._keep, self._leave)
        self._refresh()

    def _line(self, number: int, place: Place) -> DropDown:
        told = words(f"{_where(place)}  {place.text}", "", "official place")
        choice = DropDown("official target", f"{_where(place)}「{place.text}」填什么", _SIGNS)
        choice.addItem(_NOTHING, "")
        if self._form is not None:
            for target, label in targets(self._programme, self._form, place).items():
                choice.addItem(label, target)
        told.setBuddy(choice)
        self._choices[place.key] = choice
        choice.activated.connect(partial(self._choose, place.key))
        self._lines.addWidget(told, number, 0)
        self._lines.addWidget(choice, number, 1)
        return choice

    @Slot()
    def _choose(self, key: str, at: int) -> None:
        if self._form is not None:
            self._form = assigned(self._form, key, str(self._choices[key].itemData(at)))
            self._refresh()

    def _refresh(self) -> None:
        """Each place with what goes there now: a field that was moved has left its old place."""
        if self._form is None:
            return
        for place in places(self._form):
            choice = self._choices[place.key]
            choice.setCurrentIndex(max(0, choice.findData(place.target)))
        wrong = unfit(self._programme, self._form)
        say(self._wrong, "\n".join(wrong))
        self._keep.setEnabled(not wrong)

    @Slot(bool)
    def _set_guidance(self, is_kept: bool) -> None:
        if self._form is not None:
            self._form = with_guidance(self._form, is_kept=is_kept)

    @Slot()
    def _ask_to_keep(self) -> None:
        self.keep_asked.emit(self._form)

    @Slot(int)
    def _ask_attachment(self, at: int) -> None:
        if self._form is not None and ATTACHMENTS[at] != self._form.attachment:
            self.attachment_asked.emit(ATTACHMENTS[at])


def _where(place: Place) -> str:
    """Where it stands, in the words of whoever has the file open."""
    return f"{place.key}列" if place.kind == "column" else place.key


def _told(table: OwnTable) -> str:
    total = f",合计在第 {table.total + 1} 行" if table.total >= 0 else ""
    return (
        f"{table.name}:从第 {table.first + 1} 行填起,预留 {table.ready} 行,不够时自动加行{total}。"
    )
