"""The rows with what they get, one a line: made off the window's thread, drawn by the model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Qt

from desktop_app.core.applied_for import is_otherwise
from desktop_app.core.own_words import own_words
from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.reward_tiers import money
from desktop_app.core.rewards import Rewards, RowRewards
from desktop_app.ui.lines import READ_ALOUD, Index, Lines
from desktop_app.ui.listing import plain
from desktop_app.ui.theme import Theme

SAME, OTHERWISE, LACKS, NOTHING = "✓ 一致", "▲ 不同", "? 缺数据", ""
_TOKENS = {SAME: "ok", OTHERWISE: "must", LACKS: "explain"}
_PAID, _APPLIED, _STATE = 4, 5, 6
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RewardLine:
    """A row as it is listed here; `words` is what it is found by."""

    result: RowRewards
    number: int
    where: str
    name: str
    county: str
    rewards: str
    paid: str
    applied: str
    state: str
    words: str

    @property
    def identity(self) -> tuple[str, str]:
        return self.result.table, self.result.row.id


def lines_of(
    programme: Programme, found: Rewards, before: Iterable[RewardLine] = ()
) -> tuple[RewardLine, ...]:
    """Every row that anything was typed in; a line whose row came to the same is the same."""
    known = {one.identity: one for one in before}
    lines: list[RewardLine] = []
    for table in programme.rewards.tables():
        for number, row in enumerate(found.rows.get(table, ()), start=1):
            old = known.get((table, row.row.id))
            if old is not None and old.result is row and old.number == number:
                lines.append(old)
            elif any(text.strip() for text in row.row.cells.values()):
                lines.append(_line(programme, row, number))
    return tuple(lines)


def _line(programme: Programme, row: RowRewards, number: int) -> RewardLine:
    summary = programme.summary
    table = programme.table(row.table)
    is_summary = table is None or table.id == summary.table.id
    where = f"第{number}行" if is_summary or table is None else f"{table.title}第{number}行"
    cells = row.row.cells
    columns = (summary.enterprise, summary.name)
    name = next((text for c in columns if (text := cells.get(c, "").strip())), "")
    county = cells.get(summary.county, "").strip()
    titles = {one.id: one.title for one in programme.rewards.reward}
    rewards = "、".join(titles[one.reward] for one in row.told) or "没有适用的奖补"
    paid = "" if row.missing else money(row.paid)
    column_id = programme.rewards.applied.get(row.table, "")
    applied = cells.get(column_id, "").strip()
    column = programme.field(f"{row.table}//{column_id}") if column_id else None
    own = programme.rewards.unit
    unit = "" if column is None or column.unit == own else f" {column.unit}"
    state = _state(row, column, applied, own)
    words = plain("\n".join((where, name, cells.get(summary.name, ""), county, rewards, state)))
    told = f"{applied}{unit}" if applied else ""
    return RewardLine(row, number, where, name, county, rewards, paid, told, state, words)


def _state(row: RowRewards, column: Field | None, applied: str, unit: str) -> str:
    if row.missing:
        return LACKS
    if column is None or (not applied and not row.paid):
        return NOTHING
    return OTHERWISE if is_otherwise(column, applied, row.paid, unit) else SAME


def summed(lines: Iterable[RewardLine]) -> Decimal:
    """What these rows get together."""
    return sum((one.result.paid for one in lines), Decimal(0))


class RewardModel(Lines[RewardLine]):
    """What the lines show."""

    def __init__(self, programme: Programme, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        called, unit = own_words(programme), programme.rewards.unit
        self.columns = (
            "行", called.enterprise, called.county, "奖补事项", f"测算({unit})", "申请", "核对",
        )  # fmt: skip
        self._theme = theme

    def show(self, lines: Sequence[RewardLine]) -> None:
        """Show these; the same rows keep their place."""
        is_same = [one.identity for one in lines] == [one.identity for one in self._lines]
        self.put(lines, is_same=is_same)

    def at(self, identity: tuple[str, str]) -> int | None:
        """The line of a row; None where it is not shown."""
        return next((n for n, one in enumerate(self._lines) if one.identity == identity), None)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_number = orientation is Qt.Orientation.Horizontal and section in (_PAID, _APPLIED)
        if role == Qt.ItemDataRole.TextAlignmentRole and is_number:
            return _RIGHT
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self._lines[index.row()], index.column()
        if role in READ_ALOUD or role == Qt.ItemDataRole.ToolTipRole:
            texts = (one.where, one.name, one.county, one.rewards, one.paid, one.applied, one.state)
            return texts[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (_PAID, _APPLIED):
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and column == _STATE:
            token = _TOKENS.get(one.state)
            return None if token is None else self._theme.colour(token)
        return None
