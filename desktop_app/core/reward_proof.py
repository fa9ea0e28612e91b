"""The examples of a reward: each is computed, and together they stand on both sides of every cap,
every level and every condition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from desktop_app.core.draft import Draft
from desktop_app.core.expressions import ExpressionFault, Scope
from desktop_app.core.facts import Subject
from desktop_app.core.pack_rewards import PerUnit, Reward, RewardExample, Tier
from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome, RewardState, outcome_of
from desktop_app.core.reward_case import Case, typed_of
from desktop_app.core.reward_tiers import exact, money

Found = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Proven:
    """An example with the reading it was computed under ("" where there are none)."""

    reading: str
    outcome: Outcome


def proof_problems(programme: Programme, reward: Reward) -> Found:
    """What the examples of a reward get wrong or leave open: the key below it, and the message."""
    if not reward.example:
        yield "", "没有例子(example):每档、每个上限的两侧都要有例子"
        return
    proven: list[_Proven] = []
    for n, example in enumerate(reward.example):
        key = f".example[{n}]"
        faults = list(_shape(programme, reward, example))
        yield from ((key, text) for text in faults)
        if faults:
            continue
        reading = example.reading or (reward.reading[0].id if reward.reading else "")
        try:
            outcome = example_outcome(programme, reward, example)
        except ExpressionFault as reason:
            yield key, str(reason)
            continue
        proven.append(_Proven(reading, outcome))
        was = "缺数据" if outcome.state is RewardState.NO_DATA else money(outcome.amount)
        told = "缺数据" if example.missing else money(exact(example.amount or 0))
        if was != told:
            reason = f"({outcome.steps[-1].text})" if outcome.steps else ""
            yield f"{key}.amount", f"例子写的是「{told}」,实际为「{was}」{reason}"
    yield from _sides(reward, proven)


def example_outcome(programme: Programme, reward: Reward, example: RewardExample) -> Outcome:
    """What a reward comes to in an example."""
    table = programme.table(reward.each)
    assert table is not None, reward.each
    cells = {column: typed_of(value) for column, value in example.row.items()}
    values = {
        f"{section}/{field}": typed_of(value)
        for section, fields in example.form.items()
        for field, value in fields.items()
    }
    subject = Subject(programme, Draft(programme.id, 0, MappingProxyType(values)))
    known = {
        "form": subject.fields,
        "facts": example.facts,
        "lists": {**subject.lists, **example.lists},
        "row": subject.cell_values(table, cells),
    }
    case = Case(programme, table, cells, values, Scope(known))
    return outcome_of(case, programme.rewards, reward, example.reading)


def _shape(programme: Programme, reward: Reward, example: RewardExample) -> Iterator[str]:
    if (example.amount is None) != example.missing:
        yield "amount(金额)和 missing(缺数据)必须且只能写一个"
    if example.reading and example.reading not in {one.id for one in reward.reading}:
        yield f"没有理解方式「{example.reading}」"
    table = programme.table(reward.each)
    columns = {one.id for one in table.column} if table is not None else set[str]()
    for column in example.row.keys() - columns:
        yield f"表「{reward.each}」没有列「{column}」"
    for section, fields in example.form.items():
        if not isinstance(fields, dict):
            yield f"form 应写成 {{ 分组 = {{ 填报项 = 值 }} }},「{section}」不是分组"
            continue
        for field in cast("dict[str, object]", fields):
            if programme.field(f"{section}/{field}") is None:
                yield f"没有填报项「{section}/{field}」"


def _sides(reward: Reward, proven: Sequence[_Proven]) -> Found:
    outcomes = [one.outcome for one in proven]
    own = {one.id for one in reward.reading if not (one.tier or one.per_unit)}
    shared = [one.outcome for one in proven if one.reading in own or not reward.reading]
    yield from _of_way("", reward.tier, reward.per_unit, shared)
    for n, reading in enumerate(reward.reading):
        under = [one.outcome for one in proven if one.reading == reading.id]
        if not under:
            yield f".reading[{n}]", f"没有按「{reading.title}」理解的例子"
        if reading.tier or reading.per_unit:
            yield from _of_way(f".reading[{n}]", reading.tier, reading.per_unit, under)
    is_conditional = reward.when or (reward.tier and all(one.when for one in reward.tier))
    if is_conditional and not any(_is_nothing(one) for one in outcomes):
        yield "", "没有不适用的例子(amount = 0)"
    for n, exclusion in enumerate(reward.excluded):
        if not any(one.steps and one.steps[0].text == exclusion.say for one in outcomes):
            yield f".excluded[{n}]", f"没有因「{exclusion.say}」不予奖补的例子"


def _of_way(
    key: str, tiers: Sequence[Tier], per_unit: PerUnit | None, outcomes: Sequence[Outcome]
) -> Found:
    paid = [one for one in outcomes if one.state is RewardState.PAID]
    for n, tier in enumerate(tiers):
        at = f"{key}.tier[{n}]"
        own = [one for one in paid if one.tier == tier.title]
        if not own:
            yield at, f"没有「{tier.title}」的例子"
        elif tier.cap is not None or tier.cap_at:
            yield from _of_cap(at, f"「{tier.title}」", own)
    if per_unit is not None:
        at = f"{key}.per_unit"
        if per_unit.from_count > 1 and all(one.amount for one in paid):
            yield at, f"没有不足 {per_unit.from_count} {per_unit.unit}的例子(amount = 0)"
        counted = [one for one in paid if one.amount]
        if not counted:
            yield at, "没有按数量奖励的例子"
        elif per_unit.cap is not None:
            yield from _of_cap(at, "", counted)


def _of_cap(at: str, title: str, outcomes: Sequence[Outcome]) -> Found:
    capped = [one for one in outcomes if one.cap is not None]
    if not any(one.cap is not None and one.amount < one.cap for one in capped):
        yield at, f"没有{title}低于上限的例子"
    if not any(one.amount == one.cap for one in capped):
        yield at, f"没有{title}达到上限的例子"


def _is_nothing(outcome: Outcome) -> bool:
    return outcome.state is RewardState.NOT_APPLICABLE or (
        outcome.state is not RewardState.NO_DATA and not outcome.amount
    )
