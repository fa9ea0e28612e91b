"""What every page of an open draft is given, and what the window asks of it."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.steps import StepState
from desktop_app.ui.live_audit import Checked
from desktop_app.ui.prompts import Prompts
from desktop_app.ui.session import Session
from desktop_app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Desk:
    """One open draft and what a person works on it with; `kept` remembers how things were laid
    out (the widths of columns)."""

    programme: Programme
    session: Session
    theme: Theme
    prompts: Prompts
    author: str = ""
    now: Callable[[], datetime] = datetime.now
    can_write: bool = True
    kept: MutableMapping[str, str] = field(default_factory=dict[str, str])


class Page(QWidget):
    """A step of the guide. The window calls `show_draft` with each state of the draft while the
    page is looked at (and when it comes to the front), and `show_audit` with each audit.

    `troubled` brings a sentence for the banner; `told` one on what was just done, with the
    label under which it can be undone; `jump_asked` a path of the draft, or the id of a
    step, that a person wants to see; `import_asked` wants rows or chapters from files; `afresh`
    wants every rule run again; `finished` says that what the page was shown for is done;
    `standing_changed` that `step_state` is another; `programme_changed` that the programme is to be
    loaded again, and where to go on then.
    """

    troubled = Signal(str)
    told = Signal(str, str)
    jump_asked = Signal(str)
    import_asked = Signal()
    afresh = Signal()
    finished = Signal()
    standing_changed = Signal(object)
    programme_changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        # What has the focus for the whole page. Not Qt's focus proxy: Tab would pass over all that
        # stands before it.
        self.entrance: QWidget | None = None

    def show_draft(self, draft: Draft) -> None:
        """Show this state of the draft; what somebody is typing stays."""

    def show_audit(self, found: Checked) -> None:
        """Show what an audit found on this page."""

    def go_to(self, path: str) -> bool:
        """Put the cursor where a path of the draft is filled in; whether it is on this page."""
        del path
        return False

    def begin_search(self) -> bool:
        """Begin the page's own search, if it has one: Ctrl+F then means that one."""
        return False

    def enter(self) -> None:
        """Put the focus on the page: on what stands for it, else on its first control."""
        if self.entrance is not None:
            self.entrance.setFocus()
            return
        self.setFocus()
        self.focusNextChild()

    @property
    def place(self) -> str:
        """The path where a person is, to come back to when the draft is opened again."""
        return ""

    @property
    def step_state(self) -> StepState | None:
        """How the step stands where the draft alone does not tell; None where it does."""
        return None

    @property
    def begun(self) -> str:
        """A sentence about what was begun here and would be lost on closing; "" for nothing."""
        return ""

    @property
    def can_be_made_anew(self) -> bool:
        """Whether the draft tells all that is seen here, so that nobody misses this page when
        another takes its place."""
        return not self.begun

    def stop(self) -> None:
        """End what is under way, before the page goes."""
