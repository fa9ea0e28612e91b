"""What the journal's entries make together: what can be undone, versions, 定稿, 报送.

Undo goes back over the whole draft, one change after the other, and is itself an entry: nothing
is ever taken out of the journal, and what could be undone before closing can be after opening.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["begin", "change", "undo", "redo", "version", "freeze", "report", "merge", "receive"]
# What only says something about the draft as it stands; the values stay.
MARKS: tuple[Kind, ...] = ("version", "freeze", "report", "merge", "receive")
State = Literal["draft", "frozen", "changed", "reported"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the journal without its change. `seq` orders, `time` is for people.

    `detail` is the seq that an undo or redo is about, the name of a version or 定稿, the JSON of
    a report, the hash of the last entry of a copy that was merged. Marks carry the revision that
    they mark.
    """

    seq: int
    time: str
    author: str
    label: str
    revision: int
    kind: Kind
    detail: str = ""


@dataclass
class History:
    """The moments of a draft in order, with what follows from them."""

    moments: list[Moment] = field(default_factory=list[Moment])
    _undo: list[int] = field(default_factory=list[int])
    _redo: list[int] = field(default_factory=list[int])

    def add(self, moment: Moment) -> None:
        """The moment that was written last; raises ValueError when it does not follow."""
        match moment.kind:
            case "change":
                self._undo.append(moment.seq)
                self._redo.clear()
            case "undo":
                _move(moment, self._undo, self._redo)
            case "redo":
                _move(moment, self._redo, self._undo)
            case _:
                pass
        self.moments.append(moment)

    @property
    def undoable(self) -> Moment | None:
        """The change that `undo` would take back."""
        return self._of(self._undo)

    @property
    def redoable(self) -> Moment | None:
        """The change that `redo` would do again."""
        return self._of(self._redo)

    @property
    def versions(self) -> list[Moment]:
        """The named versions and the 定稿, in order."""
        return [one for one in self.moments if one.kind in ("version", "freeze")]

    @property
    def frozen(self) -> Moment | None:
        """The last 定稿."""
        return next((one for one in reversed(self.moments) if one.kind == "freeze"), None)

    @property
    def reports(self) -> list[Moment]:
        """What was handed in, in order."""
        return [one for one in self.moments if one.kind == "report"]

    @property
    def state(self) -> State:
        """Where the draft stands: `changed` is one that was frozen and edited since."""
        frozen = self.frozen
        if frozen is None:
            return "draft"
        changes = (one.revision for one in reversed(self.moments) if one.kind not in MARKS)
        if next(changes, 0) != frozen.revision:
            return "changed"
        reported = any(one.revision == frozen.revision for one in self.reports)
        return "reported" if reported else "frozen"

    def undone_revisions(self) -> frozenset[int]:
        """The revisions whose change does not hold any more: undone and not redone."""
        held = set(self._undo)
        return frozenset(
            one.revision for one in self.moments if one.kind == "change" and one.seq not in held
        )

    def named(self, name: str) -> Moment | None:
        """The last version or 定稿 of this name; a number is a revision."""
        found = next((one for one in reversed(self.versions) if one.detail == name), None)
        if found is None and name.isascii() and name.isdecimal():
            number = int(name)
            found = next((one for one in self.moments if one.revision == number), None)
        return found

    def _of(self, stack: Sequence[int]) -> Moment | None:
        return self.moments[stack[-1] - 1] if stack else None


def history_of(moments: Iterable[Moment]) -> History:
    """The history that these moments make; raises ValueError when one does not follow."""
    history = History()
    for moment in moments:
        history.add(moment)
    return history


def _move(moment: Moment, source: list[int], target: list[int]) -> None:
    if not source or str(source[-1]) != moment.detail:
        raise ValueError(f"{moment.seq} {moment.kind} {moment.detail}")
    target.append(source.pop())
