"""The projects of a plan, gathered from its lists and cards; each counts once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.core.names import fold
from desktop_app.intake.plain import Doubt, ReadRow
from desktop_app.intake.plan_names import names_between_marks

# A list that names this many projects of an earlier one, and half of it, is that list again.
_FEWEST_AGAIN = 3


@dataclass
class FoundProjects:
    """The projects so far. `name` is the column of their names; `doubts` are the plan's.

    `cards` are names that only cards gave, `again` the places of cards that say nothing new.
    """

    name: str
    doubts: list[Doubt]
    rows: list[ReadRow] = field(default_factory=list[ReadRow])
    cards: set[str] = field(default_factory=set[str])
    again: list[str] = field(default_factory=list[str])

    def add_list(self, rows: Sequence[ReadRow], where: str) -> None:
        """A list of projects; one that is in the plan twice (chapter and annex) counts once."""
        told = self.cards & {self._name(row) for row in rows}
        if told:
            self.rows = [row for row in self.rows if self._name(row) not in told]
            self.cards -= told
            self._repeated(where, len(told), 0)
        known = {self._name(row) for row in self.rows}
        again = [row for row in rows if self._name(row) in known]
        fewer = min(len(rows), len(self.rows))
        if len(again) < _FEWEST_AGAIN or len(again) * 2 < fewer:
            self.rows += rows
            return
        new = [row for row in rows if self._name(row) not in known]
        self.rows += new
        self._repeated(where, len(again), len(new))

    def add_cards(self, rows: Sequence[ReadRow], where: str) -> None:
        """Projects with a small table for each; those that are in a list already count once."""
        known = {self._name(row) for row in self.rows}
        new = [row for row in rows if self._name(row) not in known]
        self.rows += new
        self.cards |= {self._name(row) for row in new}
        self.again += [where] * (len(rows) - len(new))

    def mentioned(self, where: str, text: str) -> None:
        """Names between marks in a text that lists projects, and that are in no list."""
        known = {fold(self._name(row)) for row in self.rows}
        for name in dict.fromkeys(names_between_marks(text)):
            if fold(name) not in known:
                message = f"{where} 的文字中提到「{name}」,没有列入项目清单;是申报项目的请补入清单"
                self.doubts.append(Doubt("mentioned", where, message))

    def finish(self) -> None:
        """Tells of the cards that repeat a list, all at once."""
        if not self.again:
            return
        more = f"等{len(self.again)}张表" if len(self.again) > 1 else ""
        message = f"{self.again[0]}{more}与前面的项目清单重复,其中的项目只计一次"
        self.doubts.append(Doubt("repeated_list", self.again[0], message))

    def _repeated(self, where: str, again: int, new: int) -> None:
        message = f"{where} 与前面的项目清单重复,其中{again}个名称完全相同,只计一次"
        if new:
            message += f";另有{new}个名称是前面没有的,已计入,请核对"
        self.doubts.append(Doubt("repeated_list", where, message))

    def _name(self, row: ReadRow) -> str:
        return row.cells.get(self.name, "")
