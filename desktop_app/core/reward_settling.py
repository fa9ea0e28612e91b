"""What hangs on several rewards or rows: once per firm, one cap for a firm, the highest of a group.

In this order: of one reward the rows of a firm, then of a group the rewards that are left.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from desktop_app.core.draft import Row
from desktop_app.core.names import fold
from desktop_app.core.pack_rewards import Reward, RewardGroup
from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome, RewardState, Step
from desktop_app.core.reward_tiers import money

Found = Mapping[str, Sequence[tuple[Outcome, ...]]]
_OPEN = (RewardState.PAID, RewardState.NO_DATA)


class _At(NamedTuple):
    """Where an outcome stands: table, position of the row, position among its outcomes."""

    table: str
    row: int
    at: int


def settled(
    programme: Programme,
    rows: Mapping[str, Sequence[Row]],
    found: Found,
    picks: Mapping[str, tuple[str, bool]],
) -> dict[str, list[tuple[Outcome, ...]]]:
    """The outcomes of all rows with what each is `paid`; `picks` says of each group whether the
    highest is paid or all, and whether that was chosen. Rows that nothing hangs on stay the same.
    """
    settling = _Settling(programme, rows, found)
    for reward in programme.rewards.reward:
        if reward.once_for:
            settling.once(reward)
        if reward.cap_for:
            settling.one_cap(reward)
    for group in programme.rewards.group:
        settling.one_of(group, *picks[group.id])
    return settling.outcomes()


class _Settling:
    def __init__(
        self, programme: Programme, rows: Mapping[str, Sequence[Row]], found: Found
    ) -> None:
        self._programme = programme
        self._rows = rows
        self._found = found
        self._now: dict[_At, Outcome] = {}
        self._places = {
            table: {
                one.id: n
                for n, one in enumerate(o for o in programme.rewards.reward if o.each == table)
            }
            for table in found
        }

    def outcomes(self) -> dict[str, list[tuple[Outcome, ...]]]:
        changed: dict[tuple[str, int], list[Outcome]] = {}
        for place, one in self._now.items():
            key = (place.table, place.row)
            if key not in changed:
                changed[key] = list(self._found[place.table][place.row])
            changed[key][place.at] = one
        out = {table: list(rows) for table, rows in self._found.items()}
        for (table, row), outcomes in changed.items():
            out[table][row] = tuple(outcomes)
        return out

    def once(self, reward: Reward) -> None:
        """Of the rows of one firm (county) the one with the most is paid, the first of equals."""
        for _, places in self._together(reward, reward.once_for):
            paid = [one for one in places if self._at(one).paid]
            if len(paid) < 2:
                continue
            best = max(paid, key=lambda one: self._at(one).paid)
            for one in paid:
                if one != best:
                    label = self._label(reward, reward.once_for)
                    text = f"同一{label}已在{self._where(best)}享受{reward.title},不重复"
                    self._strike(one, Step(text, reward.clause, reward.quote))

    def one_cap(self, reward: Reward) -> None:
        """The rows of one firm share the cap: in their order, each gets what is left of it."""
        for _, places in self._together(reward, reward.cap_for):
            given = Decimal(0)
            for place in places:
                one = self._at(place)
                if one.cap is not None and one.paid and one.paid + given > one.cap:
                    left = max(one.cap - given, Decimal(0))
                    label = self._label(reward, reward.cap_for)
                    text = (
                        f"同一{label}前面各行已得 {money(given)} 万元,合计最高"
                        f" {money(one.cap)} 万元,本行 {money(left)} 万元"
                    )
                    self._set(place, left, Step(text, reward.clause, reward.quote))
                given += self._at(place).paid

    def one_of(self, group: RewardGroup, pick: str, is_chosen: bool) -> None:
        """Of the rewards of a group the highest is paid, the first of equals."""
        for places in self._of_group(group):
            open_ones = [one for one in places if self._at(one).paid]
            lacking = [one for one in places if self._at(one).state is RewardState.NO_DATA]
            if len(open_ones) + len(lacking) < 2 or not open_ones:
                continue
            best = max(open_ones, key=lambda one: self._at(one).paid)
            highest = self._at(best).paid
            if group.reading and len(open_ones) > 1:
                together = sum((self._at(one).paid for one in open_ones), Decimal(0))
                step = _readings_told(group, highest, together, is_chosen=is_chosen)
                for one in open_ones if pick == "all" else [best]:
                    self._tell(one, step)
            if pick == "all":
                continue
            others = [one for one in open_ones if one != best]
            shown = ",".join(
                f"{money(highest)} {'>' if self._at(o).paid < highest else '='}"
                f" {money(self._at(o).paid)}({self._titled(o, best)})"
                for o in others
            )
            for one in others:
                text = f"已享受{self._titled(best, one)} {money(highest)} 万元,从优就高,不重复"
                self._strike(one, Step(text, group.clause, group.quote))
            if others:
                text = f"就高:{shown},取 {money(highest)} 万元"
                self._tell(best, Step(text, group.clause, group.quote))
            for one in lacking:
                text = f"同组的{self._titled(one, best)}缺数据,补齐后取高的可能改变"
                self._tell(best, Step(text, group.clause, group.quote))

    def _of_group(self, group: RewardGroup) -> Iterator[list[_At]]:
        members = [one for one in self._programme.rewards.reward if one.group == group.id]
        together: dict[object, list[_At]] = {}
        for reward in members:
            for place in self._open(reward):
                key: object = (place.table, place.row)
                if group.by:
                    text = self._rows[place.table][place.row].cells.get(group.by, "")
                    key = fold(text) or key
                together.setdefault(key, []).append(place)
        yield from (places for places in together.values() if len(places) > 1)

    def _together(self, reward: Reward, column: str) -> Iterator[tuple[str, list[_At]]]:
        """The rows that count as one, by what they say in a column. A row that says nothing there
        cannot be told from the others: its input lacks."""
        together: dict[str, list[_At]] = {}
        for place in list(self._open(reward)):
            text = fold(self._rows[place.table][place.row].cells.get(column, ""))
            one = self._at(place)
            if text:
                together.setdefault(text, []).append(place)
            elif one.paid:
                label = self._label(reward, column)
                step = Step(f"缺少数据:{label},无法判断是否重复", reward.clause, reward.quote)
                self._now[place] = replace(
                    one,
                    state=RewardState.NO_DATA,
                    paid=Decimal(0),
                    missing=(label,),
                    steps=(*one.steps, step),
                )
        yield from together.items()

    def _open(self, reward: Reward) -> Iterator[_At]:
        at = self._places.get(reward.each, {}).get(reward.id)
        if at is None:
            return
        for n, outcomes in enumerate(self._found[reward.each]):
            if outcomes[at].state in _OPEN:
                place = _At(reward.each, n, at)
                if self._at(place).state in _OPEN:
                    yield place

    def _at(self, place: _At) -> Outcome:
        return self._now.get(place) or self._original(place)

    def _original(self, place: _At) -> Outcome:
        return self._found[place.table][place.row][place.at]

    def _strike(self, place: _At, step: Step) -> None:
        self._now[place] = replace(
            self._at(place),
            state=RewardState.STRUCK,
            paid=Decimal(0),
            steps=(*self._at(place).steps, step),
        )

    def _set(self, place: _At, paid: Decimal, step: Step) -> None:
        one = self._at(place)
        state = one.state if paid else RewardState.STRUCK
        self._now[place] = replace(one, state=state, paid=paid, steps=(*one.steps, step))

    def _tell(self, place: _At, step: Step) -> None:
        one = self._at(place)
        self._now[place] = replace(one, steps=(*one.steps, step))

    def _titled(self, place: _At, beside: _At) -> str:
        """The reward there, with its row where that is another than the one it is told at."""
        reward = self._at(place).reward
        title = next(o.title for o in self._programme.rewards.reward if o.id == reward)
        is_here = (place.table, place.row) == (beside.table, beside.row)
        return title if is_here else f"{self._where(place)}的{title}"

    def _where(self, place: _At) -> str:
        table = self._programme.table(place.table)
        is_summary = place.table == self._programme.summary.table.id
        title = "" if table is None or is_summary else table.title
        return f"{title}第{place.row + 1}行"

    def _label(self, reward: Reward, column: str) -> str:
        table = self._programme.table(reward.each)
        columns = () if table is None else table.column
        return next((one.label for one in columns if one.id == column), column)


def _readings_told(
    group: RewardGroup, highest: Decimal, together: Decimal, *, is_chosen: bool
) -> Step:
    """What each reading of the group's clause gives for its rewards together."""
    shown = ";".join(
        f"按「{one.title}」:{money(highest if one.pick == 'highest' else together)} 万元"
        for one in group.reading
    )
    text = f"条款有不同理解:{shown}{'' if is_chosen else '(尚未选定,暂按第一种)'}"
    return Step(text, group.clause, group.quote)
