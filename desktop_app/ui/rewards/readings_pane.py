"""Clauses about money that can be read in more than one way: what each reading gives in all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QScrollArea, QVBoxLayout

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.pack_rewards import Reward, RewardGroup
from desktop_app.core.programme import Programme
from desktop_app.core.reward_tiers import money
from desktop_app.ui.flow import Flow, TallEnough
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, card, say, words
from desktop_app.ui.work import Latest, Tick

_BROKEN = "程序内部出错,没有算出各种理解的结果,草稿没有损坏;请再打开一次这一页。"
_OPEN = "先不选定(按第一种测算)"


@dataclass(frozen=True, slots=True)
class Given:
    """What the whole draft gets by one reading of one clause."""

    code: str
    reading: str
    told: str


class ReadingsPane(QScrollArea):
    """`chosen` brings the id of a reward or a group and a reading, "" for none."""

    chosen = Signal(str, str)
    troubled = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._subject: Subject | None = None
        self._latest = Latest(self, _BROKEN)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("有不同理解的条款")
        page = TallEnough()
        layout = QVBoxLayout(page)
        around(layout, 3, 2, 3, 2)
        between(layout, 2)
        self._cards = [_Card(one, can_write=desk.can_write) for one in ambiguous(desk.programme)]
        for one in self._cards:
            layout.addWidget(one)
            one.chosen.connect(self.chosen)
        layout.addStretch(1)
        self.setWidget(page)
        self._latest.found.connect(self._show)
        self._latest.failed.connect(self.troubled)

    def show_subject(self, subject: Subject) -> None:
        """What the readings give for this state of the draft, once it is looked at."""
        self._subject = subject
        for one in self._cards:
            one.show_choice(subject.draft)
        self._look()

    def stop(self) -> None:
        """End what is under way."""
        self._latest.stop()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        subject = self._subject
        if subject is not None and self.isVisible():
            self._latest.ask(lambda tick: given(subject, tick))

    @Slot(object)
    def _show(self, found: Sequence[Given]) -> None:
        for one in self._cards:
            one.show_given({g.reading: g.told for g in found if g.code == one.code})


def ambiguous(programme: Programme) -> list[Reward | RewardGroup]:
    """The rewards and groups whose clause can be read in more than one way."""
    return [one for one in (*programme.rewards.reward, *programme.rewards.group) if one.reading]


def given(subject: Subject, tick: Tick = lambda: None) -> list[Given]:
    """What the whole draft gets by each reading, the others being as they are."""
    programme, draft = subject.programme, subject.draft
    found: list[Given] = []
    for one in ambiguous(programme):
        for reading in one.reading:
            tick()
            values = {**draft.values, f"readings/{one.id}": reading.id}
            other = replace(draft, values=MappingProxyType(values))
            total = Subject(programme, other, subject).rewards.total
            lacks = f",{total.missing} 行缺数据" if total.missing else ""
            found.append(
                Given(
                    one.id,
                    reading.id,
                    f"合计 {money(total.amount)} {programme.rewards.unit}{lacks}",
                )
            )
    return found


class _Card(QFrame):
    """One clause with its readings to choose from."""

    chosen = Signal(str, str)

    def __init__(self, about: Reward | RewardGroup, *, can_write: bool) -> None:
        super().__init__()
        self.code = about.id
        self._current = ""
        frame, layout = card()
        self._group = QButtonGroup(self)
        self._given: dict[str, QLabel] = {}
        layout.addWidget(words(f"{about.title}:条款有不同理解", "strong"))
        layout.addWidget(words(f"依据:通知{about.clause}「{about.quote}」", "soft"))
        self._titles = {one.id: one.title for one in about.reading} | {"": _OPEN}
        for reading in self._titles:
            choice = QRadioButton()
            choice.setObjectName(f"reading {about.id} {reading}".strip())
            choice.setProperty("reading", reading)
            choice.setEnabled(can_write)
            choice.setText(self._titles[reading].replace("&", "&&"))
            self._group.addButton(choice)
            layout.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
            told = words("", "soft", f"given {about.id} {reading}".strip())
            layout.addWidget(told)
            self._given[reading] = told
        self._choose = button("采用这种理解", f"choose {about.id}", primary=True)
        self._by = words("", "soft", f"chosen by {about.id}")
        row = Flow()
        row.addWidget(self._choose)
        layout.addLayout(row)
        layout.addWidget(self._by)
        layout.addWidget(words(f"可以这样问{about.ask_at or '发文单位'}:{about.ask}", "soft"))
        copy = button("复制这个问题", f"copy {about.id}", f"复制要问的话:{about.ask}")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(about.ask))
        row.addWidget(copy)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._choose.clicked.connect(self._tell)
        self._group.buttonToggled.connect(self._weigh)
        self.show_given({})

    def show_choice(self, draft: Draft) -> None:
        """Which reading was chosen, by whom and when."""
        current = draft.values.get(f"readings/{self.code}", "")
        current = current if current in self._titles else ""
        checked = self._group.checkedButton()
        if checked is None or current != self._current:
            for one in self._group.buttons():
                one.setChecked(one.property("reading") == current)
        self._current = current
        author = draft.values.get(f"readings_by/{self.code}", "")
        day = draft.values.get(f"readings_on/{self.code}", "")[:10]
        say(self._by, f"由 {author} {day} 选定".strip() if current and author else "")
        self._weigh()

    def show_given(self, told: dict[str, str]) -> None:
        """What each reading comes to."""
        for one in self._group.buttons():
            reading = one.property("reading")
            say(self._given[reading], told.get(reading, ""))
            behind = f":{told[reading]}" if reading in told else ""
            one.setAccessibleName(f"{self._titles[reading]}{behind}")

    @Slot()
    def _weigh(self) -> None:
        choice = self._group.checkedButton()
        is_other = choice is not None and choice.property("reading") != self._current
        self._choose.setEnabled(is_other and choice.isEnabled())

    @Slot()
    def _tell(self) -> None:
        choice = self._group.checkedButton()
        if choice is not None:
            self.chosen.emit(self.code, choice.property("reading"))
