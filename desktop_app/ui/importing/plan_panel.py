"""A plan that comes in: which part goes to which chapter, and what it would stand in place of."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.core.programme import Programme
from desktop_app.jobs.import_prospect import FileProspect
from desktop_app.jobs.plan_steps import PlanPart, PlanStep
from desktop_app.ui.spacing import around, between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import DropDown, card, emptied, say, words

_LINES, _LONGEST = 2, 120
_LEFT = "不导入"


class Choice(QWidget):
    """Keep what the draft has, or take what the file has. `chosen` brings the choice."""

    chosen = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._old = words("", "soft", "plan old")
        self._keep = QRadioButton("保留草稿中的")
        self._replace = QRadioButton("用文件中的替换")
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        between(layout, 1)
        layout.addWidget(self._old)
        line = QHBoxLayout()
        between(line, 4)
        for one, name in ((self._keep, "keep"), (self._replace, "replace")):
            one.setObjectName(f"plan {name}")
            one.setAccessibleName(f"{title}:{one.text()}")
            self._group.addButton(one)
            line.addWidget(one)
        line.addStretch(1)
        layout.addLayout(line)
        self._group.buttonClicked.connect(self._tell)

    def show_choice(self, old: str, choice: str, *, can_write: bool) -> None:
        """What the draft has, and what was chosen."""
        say(self._old, old)
        self._group.setExclusive(False)
        self._keep.setChecked(choice == "keep")
        self._replace.setChecked(choice == "replace")
        self._group.setExclusive(True)
        for one in (self._keep, self._replace):
            one.setEnabled(can_write)

    def begin(self) -> None:
        self._keep.setFocus()

    def tab_stops(self) -> list[QRadioButton]:
        return [self._keep, self._replace]

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit("keep" if self._keep.isChecked() else "replace")


class PlanPanel(QWidget):
    """`sent` brings a part and the chapter it goes to, `wished` a path and keep or replace."""

    sent = Signal(str, str)
    wished = Signal(str, str)

    def __init__(self, programme: Programme) -> None:
        super().__init__()
        self._programme = programme
        self._parts: list[tuple[str, str, str]] = []
        self._steps: list[str] = []
        self._targets: dict[str, QComboBox] = {}
        self._notes: dict[str, QLabel] = {}
        self._choices: dict[str, Choice] = {}
        self._frames: dict[str, QFrame] = {}
        inner = QWidget()
        self._layout = QVBoxLayout(inner)
        around(self._layout, 0, 0, 2, 0)
        between(self._layout, 2)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inner)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        around(layout, 0, 2, 0, 0)
        layout.addWidget(self._scroll)

    def show_file(self, found: FileProspect, *, can_write: bool) -> None:
        """Show the parts of a plan; what a person is about to choose keeps the focus."""
        parts = [(one.key, one.heading, one.text) for one in found.parts]
        lists = [one for one in found.steps if one.what != "chapter"]
        if (parts, [one.path for one in lists]) != (self._parts, self._steps):
            self._build(found.parts, lists)
            self._parts, self._steps = parts, [one.path for one in lists]
        by_path = {one.path: one for one in found.steps}
        first: set[str] = set()
        for part in found.parts:
            combo = self._targets[part.key]
            combo.setCurrentIndex(max(0, combo.findData(part.target)))
            combo.setEnabled(can_write)
            path = f"chapters/{part.target}"
            # Where two parts go to one chapter, the first asks for both.
            is_asking = bool(part.target) and path not in first
            first.add(path)
            step = by_path.get(path) if is_asking else None
            note = "" if part.target and is_asking else "接在上面同一章的文字后面"
            self._show(part.key, step, found, "" if not part.target else note, can_write=can_write)
        for step in lists:
            self._show(step.path, step, found, "", can_write=can_write)

    def go_to(self, path: str, found: FileProspect) -> None:
        """Show where a choice is to be made."""
        chapter = path.removeprefix("chapters/")
        keys = [one.key for one in found.parts if one.target == chapter] or [path]
        if keys[0] in self._choices:
            self._scroll.ensureWidgetVisible(self._frames[keys[0]])
            self._choices[keys[0]].begin()

    def _build(self, parts: Sequence[PlanPart], lists: Sequence[PlanStep]) -> None:
        emptied(self._layout)
        for known in (self._targets, self._notes, self._choices, self._frames):
            known.clear()
        for part in parts:
            self._add_part(part)
        for step in lists:
            frame, layout = card()
            frame.setObjectName("plan list")
            layout.addWidget(words(f"{step.title}:文件中 {step.new}", "heading"))
            self._add_choice(step.path, step.title, frame, layout)
        self._layout.addStretch(1)
        stops: list[QWidget] = [self._scroll]
        for key, choice in self._choices.items():
            stops += [self._targets[key]] if key in self._targets else []
            stops += choice.tab_stops()
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _add_part(self, part: PlanPart) -> None:
        frame, layout = card()
        frame.setObjectName("plan part")
        heading = part.heading or "开头(第一个标题之前)"
        combo = DropDown("plan target", f"「{heading}」放到哪一章")
        combo.addItem(_LEFT, "")
        for chapter in self._programme.plan.chapter:
            combo.addItem(f"放到「{chapter.title}」", chapter.id)
        combo.activated.connect(partial(self._send, part.key, combo))
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(words(heading, "lead"), 1)
        head.addWidget(combo)
        layout.addLayout(head)
        layout.addWidget(words(_start(part.text) or "(没有文字)", "soft", "plan text"))
        self._targets[part.key] = combo
        self._add_choice(part.key, heading, frame, layout)

    def _add_choice(self, key: str, title: str, frame: QFrame, layout: QVBoxLayout) -> None:
        note = words("", "caption", "plan note")
        choice = Choice(title)
        choice.chosen.connect(partial(self._choose, key))
        layout.addWidget(note)
        layout.addWidget(choice)
        self._notes[key], self._choices[key], self._frames[key] = note, choice, frame
        self._layout.addWidget(frame)
        frame.show()

    def _show(
        self, key: str, step: PlanStep | None, found: FileProspect, note: str, *, can_write: bool
    ) -> None:
        choice = self._choices[key]
        asks = step is not None and step.overwrites
        choice.setVisible(asks)
        is_open = step is not None and step.path in found.undecided
        mean(self._frames[key], "card", "explain" if is_open else "true")
        if step is None:
            say(self._notes[key], note)
            return
        chosen = found.choice(step.path)
        if step.change is None:
            say(self._notes[key], "草稿中已是这些内容,没有改动。")
        else:
            say(self._notes[key], "● 草稿中已有内容,请选择:" if is_open else "")
        old = _start(step.old) if step.what == "chapter" else step.old
        choice.setProperty("path", step.path)
        choice.show_choice(f"草稿中:{old}", chosen, can_write=can_write)

    def _send(self, key: str, combo: QComboBox, _: int) -> None:
        self.sent.emit(key, combo.currentData())

    def _choose(self, key: str, choice: str) -> None:
        self.wished.emit(self._choices[key].property("path"), choice)


def _start(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    told = "\n".join(lines[:_LINES])
    return told[:_LONGEST] + ("…" if len(told) > _LONGEST or len(lines) > _LINES else "")
