"""One reward on one row: what comes out, and the steps by which, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from desktop_app.core.pack_rewards import (
    Base,
    PerUnit,
    Reward,
    RewardFile,
    RewardReading,
    Tier,
)
from desktop_app.core.reward_case import Case, Lacking
from desktop_app.core.reward_tiers import Line, crossings, cut, exact, money, per_cent


class RewardState(StrEnum):
    """How a reward ends on a row; `NO_DATA` says that an input lacks, never 0."""

    PAID = "paid"
    STRUCK = "struck"
    EXCLUDED = "excluded"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"


STATE_WORDS = {
    RewardState.PAID: "给予",
    RewardState.STRUCK: "不重复",
    RewardState.EXCLUDED: "不予",
    RewardState.NOT_APPLICABLE: "不适用",
    RewardState.NO_DATA: "缺数据",
}


# How a reward ends that applies and comes to nothing: fewer than the number it begins at.
NOTHING_GIVEN = "不予奖励"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a computation, with the clause it follows and its words. `is_anomaly` marks what
    the reader should know of the notice itself."""

    text: str
    clause: str = ""
    quote: str = ""
    is_anomaly: bool = False


@dataclass(frozen=True, slots=True)
class ByReading:
    """What comes out by one reading of an ambiguous clause; None where an input lacks."""

    id: str
    title: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reward comes to on a row: `amount` by itself, `paid` after groups and shared caps.

    `missing` names the inputs that lack; `base`, `tier` and `cap` are those that were used.
    `readings` are there where the clause can be read in more than one way.
    """

    reward: str
    state: RewardState
    steps: tuple[Step, ...] = ()
    amount: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    missing: tuple[str, ...] = ()
    base: Decimal | None = None
    tier: str = ""
    cap: Decimal | None = None
    readings: tuple[ByReading, ...] = ()

    @property
    def told(self) -> str:
        """How it ends, in words."""
        is_nothing = self.state is RewardState.PAID and not self.paid
        return NOTHING_GIVEN if is_nothing else STATE_WORDS[self.state]

    @property
    def is_split(self) -> bool:
        """Whether it matters which reading is right."""
        return len({one.amount for one in self.readings}) > 1


@dataclass(frozen=True, slots=True)
class _Way:
    """A reward as one of its readings has it."""

    when: str
    pick: str
    tier: tuple[Tier, ...]
    per_unit: PerUnit | None


@dataclass(frozen=True, slots=True)
class _Sum:
    """An amount, the cap and the steps that led to it."""

    amount: Decimal
    cap: Decimal | None
    steps: tuple[Step, ...]
    tier: str = ""


@dataclass(frozen=True, slots=True)
class _Spent:
    """What was spent, what the notice calls it, and the step that tells how it came together;
    nothing where a reward has no base."""

    amount: Decimal | None = None
    title: str = ""
    steps: tuple[Step, ...] = ()


_Base = Callable[[], _Spent]


def outcome_of(case: Case, file: RewardFile, reward: Reward, chosen: str = "") -> Outcome:
    """What a reward comes to on a row by itself; `chosen` is the reading that counts."""
    base = next((one for one in file.base if one.id == reward.base), None)
    # All readings take the same base: it is worked out once, and only where it is asked for.
    spent = cache(lambda: _Spent() if base is None else _spent(case, base))
    if not reward.reading:
        return _by_way(case, reward, _way(reward, None), spent)
    found = [(one, _by_way(case, reward, _way(reward, one), spent)) for one in reward.reading]
    reading, picked = next((pair for pair in found if pair[0].id == chosen), found[0])
    if all(one.state is RewardState.NOT_APPLICABLE for _, one in found):
        return picked
    told = tuple(
        ByReading(one.id, one.title, None if by.state is RewardState.NO_DATA else by.amount)
        for one, by in found
    )
    picked = replace(picked, readings=told)
    if not picked.is_split:
        return picked
    text = readings_told(told, reading.title, case.unit, is_chosen=chosen == reading.id)
    step = Step(text, reward.clause, reward.quote)
    return replace(picked, steps=(*picked.steps, step))


def readings_told(readings: Sequence[ByReading], counts: str, unit: str, *, is_chosen: bool) -> str:
    """What each reading gives, and which one counts."""
    shown = ";".join(
        f"按「{one.title}」:{'缺数据' if one.amount is None else f'{money(one.amount)} {unit}'}"
        for one in readings
    )
    return f"条款有不同理解:{shown};现按「{counts}」{'' if is_chosen else '(尚未选定)'}"


def _way(reward: Reward, reading: RewardReading | None) -> _Way:
    if reading is None:
        return _Way(reward.when, reward.pick, reward.tier, reward.per_unit)
    is_own = bool(reading.tier or reading.per_unit)
    return _Way(
        reading.when or reward.when,
        reading.pick or reward.pick,
        reading.tier if is_own else reward.tier,
        reading.per_unit if is_own else reward.per_unit,
    )


def _by_way(case: Case, reward: Reward, way: _Way, base: _Base) -> Outcome:
    try:
        if not case.holds(way.when):
            return not_applicable(reward.id)
        tiers = [one for one in way.tier if case.holds(one.when)]
        if way.tier and not tiers:
            return not_applicable(reward.id)
        for one in reward.excluded:
            if case.holds(one.when):
                step = Step(one.say, one.clause or reward.clause, one.quote or reward.quote)
                return Outcome(reward.id, RewardState.EXCLUDED, (step,))
        spent = base()
        if way.per_unit is not None:
            found = _counted(case, reward, way.per_unit)
        else:
            found = _tiered(case, reward, way, tiers, spent)
    except Lacking as reason:
        missing = (str(reason),)
        step = Step(f"缺少数据:{reason},无法测算", reward.clause, reward.quote)
        return Outcome(reward.id, RewardState.NO_DATA, (step,), missing=missing)
    return Outcome(
        reward.id,
        RewardState.PAID,
        (*spent.steps, *found.steps),
        found.amount,
        found.amount,
        base=spent.amount,
        tier=found.tier,
        cap=found.cap,
    )


@lru_cache(maxsize=1024)
def not_applicable(reward: str) -> Outcome:
    """A reward whose conditions a row does not meet; most rows meet few of them."""
    return Outcome(reward, RewardState.NOT_APPLICABLE, (Step("不符合条件,本条不适用"),))


def _spent(case: Case, base: Base) -> _Spent:
    """The base and the step that tells what counts into it; raises `Lacking`."""
    amounts = [(case.column(one), case.amount(one)) for one in base.counts]
    lacking = [case.part(one.id) for one, amount in amounts if amount is None and one.required]
    if lacking or all(amount is None for _, amount in amounts):
        raise Lacking("、".join(lacking or [case.part(one.id) for one, _ in amounts]))
    total = sum((amount for _, amount in amounts if amount is not None), Decimal(0))
    filled = [(case.part(field.id), amount) for field, amount in amounts if amount is not None]
    blank = [case.part(field.id) for field, amount in amounts if amount is None]
    if len(filled) == 1 and filled[0][0] == base.title:
        text = f"{base.title} = {case.money(total)}"
    elif len(filled) == 1:
        text = f"{base.title} = {filled[0][0]} {case.money(total)}"
    else:
        parts = " + ".join(f"{label} {money(amount)}" for label, amount in filled)
        text = f"{base.title} = {parts} = {case.money(total)}"
    if blank:
        text += f"({'、'.join(blank)}未填,按 0 计)"
    out: list[str] = []
    for column in base.left_out:
        try:
            amount = case.amount(column)
        except Lacking:
            # What does not count anyway must not keep the money from being computed.
            out.append(f"{case.part(column)}「{case.cells.get(column, '').strip()}」")
            continue
        if amount:
            out.append(f"{case.part(column)} {case.money(amount)}")
    if out:
        text += f";{'、'.join(out)}不计入(不在条款列明的范围内)"
    return _Spent(total, base.title, (Step(text, base.clause, base.quote),))


def _tiered(case: Case, reward: Reward, way: _Way, tiers: list[Tier], spent: _Spent) -> _Sum:
    if way.pick == "highest" and len(tiers) > 1:
        found = [_of_tier(case, reward, one, spent) for one in tiers]
        best = max(found, key=lambda one: one.amount)
        shown = "、".join(f"{one.tier} {case.money(one.amount)}" for one in found)
        step = Step(f"就高:{shown},取 {case.money(best.amount)}", reward.clause, reward.quote)
        return replace(best, steps=(*best.steps, step))
    first = _of_tier(case, reward, tiers[0], spent)
    if spent.amount is None or not tiers[0].rank:
        return first
    notes = _anomalies(case, way.tier, tiers[0], spent.amount)
    return replace(first, steps=(*first.steps, *notes))


def _of_tier(case: Case, reward: Reward, tier: Tier, spent: _Spent) -> _Sum:
    clause, quote = tier.clause or reward.clause, tier.quote or reward.quote
    if tier.amount is not None:
        amount = exact(tier.amount)
        step = Step(f"{tier.title}:{case.money(amount)}", clause, quote)
        return _Sum(amount, None, (step,), tier.title)
    if tier.decided:
        return _decided(case, tier, spent, Step("", clause, quote))
    line = _line(case, tier)
    assert spent.amount is not None, reward.id
    raw = cut(spent.amount * line.rate, case.unit)
    text = f"{tier.title}:{money(spent.amount)} × {per_cent(line.rate)} = {case.money(raw)}"
    if line.cap is None:
        text += f",{case.label(tier.cap_at)}未填,不封顶" if tier.cap_at else ""
    elif raw > line.cap:
        text += f",超过最高 {case.money(line.cap)},取 {case.money(line.cap)}"
    else:
        text += f",不超过 {case.money(line.cap)}"
    return _Sum(line.of(spent.amount), line.cap, (Step(text, clause, quote),), tier.title)


def _decided(case: Case, tier: Tier, spent: _Spent, like: Step) -> _Sum:
    """What the office decides, within the cap and the base."""
    decided = case.stated(tier.decided)
    label = case.label(tier.decided)
    if decided is None:
        raise Lacking(label)
    cap = _cap(case, tier)
    text = f"{tier.title}:{label} {case.money(decided)}"
    amount = decided
    for bound, words in ((spent.amount, spent.title), (cap, "最高")):
        if bound is not None and amount > bound:
            amount = bound
            text += f",超过{words} {case.money(bound)},取 {case.money(bound)}"
    if amount == decided and cap is not None:
        text += f",不超过 {case.money(cap)}"
    return _Sum(cut(amount, case.unit), cap, (replace(like, text=text),), tier.title)


def _counted(case: Case, reward: Reward, rate: PerUnit) -> _Sum:
    count = case.count(rate.count)
    each, title = exact(rate.each), rate.title or reward.title
    unit = rate.unit
    if count < rate.from_count:
        text = f"{title} {count} {unit},未达到 {rate.from_count} {unit},不予奖励"
        return _Sum(Decimal(0), None, (Step(text, reward.clause, reward.quote),))
    if rate.first is None:
        raw = each * count
        text = f"{title} {count} {unit}:{count} × {money(each)} = {case.money(raw)}"
    else:
        first, more = exact(rate.first), count - rate.from_count
        raw = first + each * more
        text = f"{title} {count} {unit}:达到 {rate.from_count} {unit},{case.money(first)}"
        if more:
            text += (
                f";增加 {more} {unit}:{money(first)} + {money(each)} × {more} = {case.money(raw)}"
            )
    cap = None if rate.cap is None else exact(rate.cap)
    amount = raw if cap is None else min(raw, cap)
    if cap is not None:
        text += f",超过最高 {case.money(cap)},取 {case.money(cap)}" if raw > cap else ""
        text += f",不超过 {case.money(cap)}" if raw <= cap else ""
    return _Sum(cut(amount, case.unit), cap, (Step(text, reward.clause, reward.quote),))


def _line(case: Case, tier: Tier) -> Line:
    """A tier with its figures, where the office states them too."""
    if tier.rate is not None:
        rate = exact(tier.rate)
    else:
        stated = case.stated(tier.rate_at)
        if stated is None:
            raise Lacking(case.label(tier.rate_at))
        if stated > 100:
            raise Lacking(f"{case.label(tier.rate_at)}({money(stated)}% 超过 100%)")
        rate = stated / 100
    return Line(tier.title, tier.rank, rate, _cap(case, tier), case.unit)


def _cap(case: Case, tier: Tier) -> Decimal | None:
    if not tier.cap_at:
        return None if tier.cap is None else exact(tier.cap)
    stated = case.stated(tier.cap_at)
    if stated is None and case.is_required(tier.cap_at):
        raise Lacking(case.label(tier.cap_at))
    return stated


def _anomalies(
    case: Case, tiers: tuple[Tier, ...], picked: Tier, spent: Decimal
) -> tuple[Step, ...]:
    """That a lower level would pay more of this base."""
    rated = [one for one in tiers if one.rank and (one.rate is not None or one.rate_at)]
    if picked not in rated:
        return ()
    own = _line(case, picked)
    steps: list[Step] = []
    for one in rated:
        if one.rank >= picked.rank:
            continue
        try:
            lower = _line(case, one)
        except Lacking:
            # A note on a level that the office has not stated; this row's money does not need it.
            continue
        for crossing in crossings((lower, own)):
            if crossing.holds(spent):
                text = (
                    f"注意:{crossing.span},{lower.title}({per_cent(lower.rate)})高于"
                    f"{own.title}({per_cent(own.rate)});本行按{lower.title}为"
                    f" {case.money(lower.of(spent))},按{own.title}为 {case.money(own.of(spent))}"
                )
                steps.append(Step(text, one.clause, one.quote, is_anomaly=True))
    return tuple(steps)
