"""The programmes that one can apply for: who asks, until when, how many days are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.spacing import LINE, around, between, sized
from desktop_app.ui.start.parts import chip, told_days
from desktop_app.ui.widgets import CutLine, button, card, emptied, words

if TYPE_CHECKING:
    from desktop_app.core.programme import Programme

_OWN_DEADLINE = "没有统一的截止日"
_LINES = 7


@dataclass(frozen=True, slots=True)
class Packs:
    """The installed packs that can be used, and a sentence for each that cannot."""

    programmes: tuple["Programme", ...]
    faults: tuple[str, ...] = ()

    def in_order(self, today: date) -> "tuple[Programme, ...]":
        """What is due next first, then what has none; what is over last, the latest first."""
        return tuple(
            sorted(
                self.programmes,
                key=lambda one: (_urgency(one.about.deadline, today), one.id),
            )
        )


def installed_packs() -> Packs:
    """All packs of this program, read from its own folder."""
    # Brings the whole audit in, and is called when the window stands.
    from desktop_app.jobs.packs import usable_programmes

    programmes, faults = usable_programmes()
    return Packs(tuple(programmes), tuple(faults))


def _urgency(deadline: date | None, today: date) -> tuple[int, int]:
    if deadline is None:
        return (1, 0)
    return (2 if deadline < today else 0, abs((deadline - today).days))


def _told_versions(programme: "Programme", used: frozenset[str]) -> tuple[str, str]:
    """The version that a new draft gets; the others that drafts of late were made with."""
    about = programme.about
    known = [one.partition("@") for one in used]
    others = {version for name, _, version in known if name == about.id}
    older = sorted(others - {"", about.version})
    more = f"最近的草稿里还有 {'、'.join(older)} 版的,照用旧版" if older else ""
    return f"规则包 {about.version} 版", more


class ProgrammeList(QWidget):
    """One card for each programme."""

    new_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shown: tuple[Packs, date, bool, frozenset[str]] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        between(self._layout, 2)
        frame, layout = card()
        # As high as a programme: what stands below is not to move away from under the pointer.
        sized(frame, minimumHeight=_LINES * LINE)
        layout.addWidget(words("正在读取申报事项…", "soft", "reading packs"))
        layout.addStretch(1)
        self._layout.addWidget(frame)

    def show_packs(
        self, packs: Packs, today: date, *, lead: bool, used: frozenset[str] = frozenset()
    ) -> None:
        """`lead` where making a draft is what most people come here for; `used` are the packs,
        ID@VERSION, that drafts of late were made with."""
        wanted = (packs, today, lead, used)
        if wanted == self._shown:
            return
        self._shown = wanted
        emptied(self._layout)
        in_order: Sequence[Programme] = packs.in_order(today)
        for n, one in enumerate(in_order):
            self._layout.addWidget(self._card(one, today, used, lead=lead and n == 0))
        for sentence in packs.faults:
            self._layout.addWidget(words(sentence, "refusal", "pack fault"))
        if not in_order and not packs.faults:
            told = "没有安装申报事项。请重新安装程序,或向发放程序的人要规则包。"
            self._layout.addWidget(words(told, "refusal", "pack fault"))

    @property
    def has_packs(self) -> bool:
        """Whether it is known what can be begun."""
        return self._shown is not None

    def enter(self) -> bool:
        """Put the cursor where the first draft is begun; whether there is something to begin."""
        begin = self.findChild(QPushButton, "new")
        if begin is not None:
            begin.setFocus()
        return begin is not None

    def _card(
        self, programme: "Programme", today: date, used: frozenset[str], *, lead: bool
    ) -> QWidget:
        about = programme.about
        frame, layout = card()
        around(layout, 4, 2, 4, 2)
        between(layout, 1)
        layout.addWidget(words(about.title, "strong", "programme"))
        version, older = _told_versions(programme, used)
        version_told = words(version, "caption", "pack version")
        version_told.setWordWrap(False)
        head = QHBoxLayout()
        between(head, 2)
        head.addWidget(CutLine(about.issuer, "caption", "issuer"), 1)
        head.addWidget(version_told)
        layout.addLayout(head)
        layout.addWidget(CutLine(f"《{about.notice}》", "caption", "notice title"))
        if older:
            layout.addWidget(words(older, "caption", "older versions"))
        until = about.deadline
        told = f"{until.year}年{until.month}月{until.day}日截止" if until else _OWN_DEADLINE
        begin = button("新建…", "new", f"为「{about.title}」新建草稿", primary=lead)
        begin.clicked.connect(lambda: self.new_asked.emit(programme))
        deadline = words(told, "soft", "deadline")
        deadline.setWordWrap(False)
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(deadline)
        if until is not None:
            line.addWidget(chip(*told_days(until, today), "days left"))
        line.addStretch(1)
        line.addWidget(begin)
        layout.addLayout(line)
        return frame
