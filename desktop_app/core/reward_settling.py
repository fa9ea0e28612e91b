"""What hangs on several rewards or rows: once per firm, one cap for a firm, the highest of a group.

In this order: of one reward the rows of a firm, then of a group the rewards that are left. What a
bundle of them came to is kept, and used again while each of them is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_rewards import Reward, RewardGroup
from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome, RewardState, Step
from desktop_app.core.reward_tiers import money

_OPEN = (RewardState.PAID, RewardState.NO_DATA)
# Rows without an input are named up to so many.
_TOLD = 3


class Link(NamedTuple):
    """That an outcome of a row hangs on others: those of its reward under `own`, those of its group
    under `group`; "" for none."""

    at: int
    own: str
    group: str


class Place(NamedTuple):
    """Where an outcome stands: table, position of the row, position among its outcomes."""

    table: str
    row: int
    at: int


# What was a bundle, by its key: where its outcomes stand, what they were, what they became.
_Bundle = tuple[tuple[Place, ...], tuple[Outcome, ...], tuple[Outcome, ...]]
Memo = dict[tuple[str, ...], _Bundle]
_Bundles = dict[tuple[str, str], list[Place]]
_Settle = Callable[[Sequence[Place], Sequence[Outcome]], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Pick:
    """Whether of a group the `highest` is paid or `all` are, and whether somebody chose so."""

    way: str
    is_chosen: bool


def linked(
    table: Table,
    rewards: Sequence[Reward],
    groups: Mapping[str, RewardGroup],
    cells: Mapping[str, str],
    outcomes: Sequence[Outcome],
) -> tuple[tuple[Outcome, ...], tuple[Link, ...]]:
    """A row's outcomes and what they hang on. One that must be told from others of its firm, and
    names no firm, lacks an input."""
    found = list(outcomes)
    links: list[Link] = []
    for at, (reward, one) in enumerate(zip(rewards, outcomes, strict=True)):
        if one.state not in _OPEN:
            continue
        column = reward.once_for or reward.cap_for
        by = groups[reward.group].by if reward.group else ""
        # A firm in traditional characters is the same firm.
        own, group = (in_plain_script(cells.get(one, "")) if one else "" for one in (column, by))
        blank = column if column and not own else by if by and not group else ""
        if blank and one.paid:
            found[at] = _unnamed(reward, one, _label(table, blank))
        if own or reward.group:
            links.append(Link(at, own, group))
    return tuple(found), tuple(links)


class Settling:
    """One settling of all rows; `changed` holds the outcomes that became others by it, `memo` what
    the next one may use again."""

    def __init__(
        self,
        programme: Programme,
        found: Mapping[str, Sequence[tuple[Outcome, ...]]],
        links: Mapping[str, Sequence[tuple[Link, ...]]],
        picks: Mapping[str, Pick],
        before: Memo,
    ) -> None:
        self.changed: dict[Place, Outcome] = {}
        self.memo: Memo = {}
        self._programme = programme
        self._unit = programme.rewards.unit
        self._found = found
        self._before = before
        self._rewards = {one.id: one for one in programme.rewards.reward}
        own, groups = self._bundles(links)
        for (reward_id, name), places in own.items():
            reward = self._rewards[reward_id]
            way = self._once if reward.once_for else self._one_cap
            self._settle(("own", reward_id, name), places, partial(way, reward))
        by_id = {one.id: one for one in programme.rewards.group}
        for (group_id, name), places in groups.items():
            pick = picks[group_id]
            key = ("group", group_id, name, pick.way, str(pick.is_chosen))
            self._settle(key, places, partial(self._one_of, by_id[group_id], pick))

    def _bundles(
        self, links: Mapping[str, Sequence[tuple[Link, ...]]]
    ) -> tuple[_Bundles, _Bundles]:
        """The places that hang together, of one reward and of one group, where they are several."""
        own: _Bundles = {}
        groups: _Bundles = {}
        for table, rows in links.items():
            rewards = [one for one in self._rewards.values() if one.each == table]
            for n, row in enumerate(rows):
                for link in row:
                    reward = rewards[link.at]
                    place = Place(table, n, link.at)
                    if link.own:
                        own.setdefault((reward.id, link.own), []).append(place)
                    if reward.group:
                        # Without a firm, the rewards of one row are one firm's.
                        name = link.group or f"\0{table} {n}"
                        groups.setdefault((reward.group, name), []).append(place)
        several = [{k: one for k, one in of.items() if len(one) > 1} for of in (own, groups)]
        return several[0], several[1]

    def _settle(self, key: tuple[str, ...], places: Sequence[Place], settle: _Settle) -> None:
        where = tuple(places)
        was = tuple(self._at(one) for one in where)
        known = self._before.get(key)
        if known is not None and known[0] == where and _are_same(known[1], was):
            became = known[2]
        else:
            became = tuple(settle(where, was))
        self.memo[key] = (where, was, became)
        for place, one, other in zip(where, was, became, strict=True):
            if one is not other:
                self.changed[place] = other

    def _at(self, place: Place) -> Outcome:
        changed = self.changed.get(place)
        return self._found[place.table][place.row][place.at] if changed is None else changed

    def _once(
        self, reward: Reward, places: Sequence[Place], was: Sequence[Outcome]
    ) -> list[Outcome]:
        """Of the rows of one firm (county) the one with the most is paid, the first of equals."""
        best = max(range(len(was)), key=lambda n: was[n].paid)
        label = self._label(reward, reward.once_for)
        text = f"同一{label}已在{self._where(places[best])}享受{reward.title},不重复"
        step = Step(text, reward.clause, reward.quote)
        became = [
            _struck(one, step) if one.paid and n != best else one for n, one in enumerate(was)
        ]
        if was[best].paid:
            lacking = [
                place
                for place, one in zip(places, was, strict=True)
                if one.state is RewardState.NO_DATA
            ]
            became[best] = _told(became[best], self._may_change(reward, lacking))
        return became

    def _one_cap(
        self, reward: Reward, places: Sequence[Place], was: Sequence[Outcome]
    ) -> list[Outcome]:
        """The rows of one firm share the cap: in their order, each gets what is left of it. Where
        their levels have different caps the highest counts, so that their order does not matter to
        the firm."""
        caps = [one.cap for one in was if one.paid]
        known = [one for one in caps if one is not None]
        if len(known) < len(caps) or not caps:
            return list(was)
        cap = max(known)
        whose = "" if cap == min(known) else "(各行档次不同,按其中最高的)"
        label = self._label(reward, reward.cap_for)
        given = Decimal(0)
        became: list[Outcome] = []
        lacking: list[Place] = []
        for place, one in zip(places, was, strict=True):
            left = cap - given
            settled = one
            if one.state is RewardState.NO_DATA:
                lacking.append(place)
            elif one.paid > left:
                text = (
                    f"同一{label}前面各行已得 {self._money(given)},"
                    f"合计最高 {self._money(cap)}{whose},本行 {self._money(left)}"
                )
                step = Step(text, reward.clause, reward.quote)
                state = one.state if left else RewardState.STRUCK
                settled = replace(one, state=state, paid=left, steps=(*one.steps, step))
            if one.paid:
                settled = _told(settled, self._may_change(reward, lacking))
            given += settled.paid
            became.append(settled)
        return became

    def _may_change(self, reward: Reward, lacking: Sequence[Place]) -> list[Step]:
        """That rows which take part lack an input: what they will get is not there for others."""
        if not lacking:
            return []
        shown = "、".join(self._where(one) for one in lacking[:_TOLD])
        more = f"等 {len(lacking)} 行" if len(lacking) > _TOLD else ""
        text = f"{shown}{more}缺数据,补齐后本行的金额可能改变"
        return [Step(text, reward.clause, reward.quote)]

    def _one_of(
        self, group: RewardGroup, pick: Pick, places: Sequence[Place], was: Sequence[Outcome]
    ) -> list[Outcome]:
        """Of the rewards of a group the highest is paid, the first of equals."""
        paid = [n for n, one in enumerate(was) if one.paid]
        lacking = [n for n, one in enumerate(was) if one.state is RewardState.NO_DATA]
        if not paid or len(paid) + len(lacking) < 2:
            return list(was)
        best = max(paid, key=lambda n: was[n].paid)
        highest = was[best].paid
        others = [n for n in paid if n != best]
        told: list[Step] = []
        if group.reading and others:
            together = sum((was[n].paid for n in paid), Decimal(0))
            told.append(_readings_told(group, pick, highest, together, self._unit))
        if pick.way == "all":
            return [_told(one, told) if n in paid else one for n, one in enumerate(was)]
        shown = ",".join(
            f"{money(highest)} {'>' if was[n].paid < highest else '='} {money(was[n].paid)}"
            f"({self._titled(was[n], places[n], places[best])})"
            for n in others
        )
        if others:
            text = f"就高:{shown},取 {self._money(highest)}"
            told.append(Step(text, group.clause, group.quote))
        for n in lacking:
            title = self._titled(was[n], places[n], places[best])
            text = f"同组的{title}缺数据,补齐后取高的可能改变"
            told.append(Step(text, group.clause, group.quote))
        became = list(was)
        became[best] = _told(was[best], told)
        for n in others:
            title = self._titled(was[best], places[best], places[n])
            text = f"已享受{title} {self._money(highest)},从优就高,不重复"
            became[n] = _struck(was[n], Step(text, group.clause, group.quote))
        return became

    def _money(self, amount: Decimal) -> str:
        return f"{money(amount)} {self._unit}"

    def _titled(self, one: Outcome, place: Place, beside: Place) -> str:
        """A reward, with its row where that is another than the one it is told at."""
        title = self._rewards[one.reward].title
        return title if place[:2] == beside[:2] else f"{self._where(place)}的{title}"

    def _where(self, place: Place) -> str:
        table = self._programme.table(place.table)
        is_summary = place.table == self._programme.summary.table.id
        title = "" if table is None or is_summary else table.title
        return f"{title}第{place.row + 1}行"

    def _label(self, reward: Reward, column: str) -> str:
        table = self._programme.table(reward.each)
        return column if table is None else _label(table, column)


def _label(table: Table, column: str) -> str:
    return next((one.label for one in table.column if one.id == column), column)


def _unnamed(reward: Reward, one: Outcome, label: str) -> Outcome:
    step = Step(f"缺少数据:{label},无法判断是否重复", reward.clause, reward.quote)
    return replace(
        one,
        state=RewardState.NO_DATA,
        paid=Decimal(0),
        missing=(label,),
        steps=(*one.steps, step),
    )


def _struck(one: Outcome, step: Step) -> Outcome:
    return replace(one, state=RewardState.STRUCK, paid=Decimal(0), steps=(*one.steps, step))


def _told(one: Outcome, steps: Sequence[Step]) -> Outcome:
    return replace(one, steps=(*one.steps, *steps)) if steps else one


def _are_same(left: Sequence[Outcome], right: Sequence[Outcome]) -> bool:
    return all(a is b for a, b in zip(left, right, strict=True))


def _readings_told(
    group: RewardGroup, pick: Pick, highest: Decimal, together: Decimal, unit: str
) -> Step:
    """What each reading of the group's clause gives for its rewards together."""
    shown = ";".join(
        f"按「{one.title}」:{money(highest if one.pick == 'highest' else together)} {unit}"
        for one in group.reading
    )
    text = f"条款有不同理解:{shown}{'' if pick.is_chosen else '(尚未选定,暂按第一种)'}"
    return Step(text, group.clause, group.quote)
