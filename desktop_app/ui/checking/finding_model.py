"""The findings and the rules as Qt models: thousands of lines, changed without losing the place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from desktop_app.core.findings import STATE_WORDS, RuleOutcome, State
from desktop_app.ui.lines import READ_ALOUD, Index, Lines
from desktop_app.ui.listing import WEIGHTS, Entry
from desktop_app.ui.theme import Theme

# Beyond so many separate stretches one reset is quicker than telling each.
_MOST_STRETCHES = 50
_STATE_SIGNS = {
    State.PASSED: ("✓", "ok"),
    State.FAILED: ("▲", "must"),
    State.NOT_APPLICABLE: ("–", "hint"),
    State.NO_DATA: ("?", "explain"),
}


class FindingModel(Lines[Entry]):
    """The entries that are wanted, one a line."""

    columns = ("轻重", "编号", "问题", "位置")

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def at(self, identity: str) -> int | None:
        """The line of an entry; None when it is not shown."""
        places = (n for n, one in enumerate(self._lines) if one.identity == identity)
        return next(places, None)

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these. Lines that stay keep selection and place; only the others come and go."""
        old = [one.identity for one in self._lines]
        new = [one.identity for one in entries]
        before, after = frozenset(old), frozenset(new)
        gone = _stretches(old, lambda one: one not in after)
        come = _stretches(new, lambda one: one not in before)
        kept = [one for one in old if one in after]
        is_in_order = kept == [one for one in new if one in before]
        if not is_in_order or len(gone) + len(come) > _MOST_STRETCHES:
            self.put(entries)
            return
        shown = list(self._lines)
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del shown[first : last + 1]
            self._lines = tuple(shown)
            self.endRemoveRows()
        for first, last in come:
            self.beginInsertRows(QModelIndex(), first, last)
            shown[first:first] = entries[first : last + 1]
            self._lines = tuple(shown)
            self.endInsertRows()
        self.put(entries, is_same=True)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _KNOWN_ROLES or not index.isValid():
            return None
        one = self._lines[index.row()]
        finding = one.finding
        if role in READ_ALOUD:
            return (one.weight, finding.spoken, one.text, one.where)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return finding.message if index.column() == 2 else None
        if index.column() > 1:
            return None
        return self._theme.colour(WEIGHTS[finding.severity] if one.is_open else "ok")


@dataclass(frozen=True, slots=True)
class Formula:
    """A rule as it ended, with the number of findings under it."""

    outcome: RuleOutcome
    found: int


class FormulaModel(Lines[Formula]):
    """审核公式: what was not decided first, then what failed, then the rest."""

    columns = ("结果", "编号", "审核公式", "原因", "问题数")
    _order = (State.NO_DATA, State.NOT_APPLICABLE, State.FAILED, State.PASSED)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def formula(self, line: int) -> Formula | None:
        return self._lines[line] if 0 <= line < len(self._lines) else None

    def count(self, state: State) -> int:
        """How many rules ended so."""
        return sum(one.outcome.state is state for one in self._lines)

    def line(self, code: str) -> int | None:
        """Where a rule stands."""
        lines = (n for n, one in enumerate(self._lines) if one.outcome.code == code)
        return next(lines, None)

    def show(self, formulas: Sequence[Formula]) -> None:
        self.put(sorted(formulas, key=lambda one: self._order.index(one.outcome.state)))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _KNOWN_ROLES or not index.isValid():
            return None
        one = self._lines[index.row()]
        sign, token = _STATE_SIGNS[one.outcome.state]
        texts = (
            f"{sign} {STATE_WORDS[one.outcome.state]}",
            one.outcome.code,
            one.outcome.title,
            one.outcome.reason,
            str(one.found or ""),
        )
        if role in READ_ALOUD or role == Qt.ItemDataRole.ToolTipRole:
            return texts[index.column()]
        return self._theme.colour(token) if index.column() == 0 else None


_KNOWN_ROLES = frozenset((*READ_ALOUD, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.ForegroundRole))


def _stretches(keys: Sequence[str], is_meant: Callable[[str], bool]) -> list[tuple[int, int]]:
    """The first and last places of each stretch of neighbours that are meant."""
    found: list[tuple[int, int]] = []
    for meant, together in groupby(enumerate(keys), lambda one: is_meant(one[1])):
        places = [at for at, _ in together]
        if meant:
            found.append((places[0], places[-1]))
    return found
