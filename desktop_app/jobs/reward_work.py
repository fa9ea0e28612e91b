"""What a draft's rewards come to: computed, supposed with other values, filled in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.core.applied_for import FILL, in_unit, is_otherwise
from desktop_app.core.changes import Cell, ReplaceCells, Together
from desktop_app.core.differences import differences, in_words
from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.programme import Programme
from desktop_app.core.readings import BY, CHOSEN, ON
from desktop_app.core.rewards import Rewards, RowRewards
from desktop_app.errors import AppError
from desktop_app.jobs.draft_work import assignments


@dataclass(frozen=True, slots=True)
class Computed:
    """The rewards of a draft; `supposed` are those with other values, which are kept nowhere and
    are `told` in the reader's words."""

    draft: Draft
    rewards: Rewards
    supposed: Rewards | None = None
    told: tuple[str, ...] = ()

    @property
    def shown(self) -> Rewards:
        """Those to show: with the supposed values, where there are any."""
        return self.supposed if self.supposed is not None else self.rewards


def computed(programme: Programme, draft: Draft, what_if: Iterable[str] = ()) -> Computed:
    """The rewards of a draft, and those with `PATH=VALUE …` in it.

    Raises AppError when the programme has no rewards, or for a path that it does not have.
    """
    if not programme.rewards.reward:
        raise AppError(f"申报事项「{programme.about.title}」没有奖补条款(rewards.toml),无从测算。")
    now = Subject(programme, draft).rewards
    pairs = tuple(what_if)
    if not pairs:
        return Computed(draft, now)
    other = assignments(programme, draft, pairs).apply(draft)
    told = tuple(_told(programme, draft, other)) or ("草稿现有的内容",)
    return Computed(draft, now, Subject(programme, other).rewards, told)


def _told(programme: Programme, draft: Draft, other: Draft) -> Iterator[str]:
    """What was supposed, as a reader knows it: 「附件3 第3行 改造后水平为二级」."""
    choices = (*programme.rewards.reward, *programme.rewards.group)
    titles = {
        (f"{CHOSEN}/{one.id}", reading.id): reading.title
        for one in choices
        for reading in one.reading
    }
    for one in differences(draft, other):
        where = in_words(programme, draft, other, one)
        if one.path.startswith((f"{BY}/", f"{ON}/")):
            # Who would have chosen a reading, and when, is nothing that is paid for.
            continue
        if one.what == "row_removed":
            yield f"删去{where}"
        else:
            yield f"{where}为{titles.get((one.path, one.new), one.new) or '空'}"


def filled_in(programme: Programme, rows: Iterable[RowRewards]) -> Together | None:
    """The one change that puts what came out into the rows' columns of what is applied for; None
    when all of them say so. Rows that lack an input are left as they are."""
    cells: dict[str, list[Cell]] = {}
    unit = programme.rewards.unit
    for one in rows:
        column_id = programme.rewards.applied.get(one.table, "")
        column = programme.field(f"{one.table}//{column_id}")
        if column is None or one.missing:
            continue
        typed = one.row.cells.get(column_id, "")
        if is_otherwise(column, typed, one.paid, unit):
            text = in_unit(column, one.paid, unit)
            cells.setdefault(one.table, []).append(Cell(one.row.id, column_id, typed, text))
    changes = tuple(ReplaceCells(table, tuple(found)) for table, found in cells.items())
    return Together(FILL, changes) if changes else None
