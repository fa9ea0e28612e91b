"""The rewards of a whole draft: every row with its steps, groups, shared caps, totals, payers.

Rows are computed one by one and kept while they are the same; what hangs on several rows (就高,
once per firm, one cap for the projects of a firm) is settled over all of them each time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from desktop_app.core.draft import Row
from desktop_app.core.expressions import Scope, compile_expression, narrow, under
from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_rewards import Reward, RewardFile, RewardGroup
from desktop_app.core.programme import Programme
from desktop_app.core.reward_amount import Outcome, RewardState, outcome_of
from desktop_app.core.reward_case import Case
from desktop_app.core.reward_settling import Link, Memo, Pick, Settling, linked
from desktop_app.core.reward_shares import Shares, shares_of

if TYPE_CHECKING:
    from desktop_app.core.facts import Subject

_OUTSIDE = ("form", "facts", "lists")


@dataclass(frozen=True, slots=True)
class RowRewards:
    """What the rewards come to on one row: all `outcomes` in the order of the pack, those `told`
    that concern the row at all, what is `paid`, and the inputs that lack; without these the sum of
    the row is not known."""

    table: str
    row: Row
    outcomes: tuple[Outcome, ...]
    told: tuple[Outcome, ...]
    paid: Decimal
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total: how many rows are paid, how much, and in how many rows an input lacks."""

    rows: int = 0
    amount: Decimal = Decimal(0)
    missing: int = 0


class Rewards:
    """All rewards of a draft in one state; `memo` is for the next state to go on with."""

    def __init__(
        self,
        programme: Programme,
        rows: Mapping[str, Sequence[RowRewards]],
        shares: Shares,
        memo: Memo,
    ) -> None:
        self.programme = programme
        self.rows = rows
        self.shares = shares
        self.memo = memo

    def all_rows(self) -> Iterable[RowRewards]:
        """The rows of all tables, in order."""
        for table in self.programme.rewards.tables():
            yield from self.rows.get(table, ())

    @cached_property
    def total(self) -> Sum:
        return _summed((one.paid, bool(one.missing)) for one in self.all_rows())

    @cached_property
    def by_reward(self) -> dict[str, Sum]:
        """reward id → its total, in the order of the notice."""
        sums: dict[str, list[tuple[Decimal, bool]]] = {
            one.id: [] for one in self.programme.rewards.reward
        }
        for row in self.all_rows():
            for one in row.told:
                if one.paid or one.missing:
                    sums[one.reward].append((one.paid, bool(one.missing)))
        return {key: _summed(found) for key, found in sums.items()}

    @cached_property
    def by_county(self) -> dict[str, Sum]:
        """County as typed → its total, in the order of the tables; "" for rows without one."""
        return self._by(self.programme.summary.county)

    @cached_property
    def by_firm(self) -> dict[str, Sum]:
        """Firm → its total over all its rows and tables."""
        return self._by(self.programme.summary.enterprise)

    @cached_property
    def by_payer(self) -> dict[str, Decimal]:
        """split id → what it pays; adds up to the total to the 分. Empty while shares lack."""
        sums = dict.fromkeys(self.shares.payers, Decimal(0))
        if not sums:
            return sums
        amounts = Counter(row.paid for row in self.all_rows() if row.paid)
        for amount, times in amounts.items():
            for payer, part in self.shares.of(amount).items():
                sums[payer] += part * times
        return sums

    def facts(self) -> dict[str, Any]:
        """facts.reward: what rules, figures and papers may speak of.

        `total` and a reward's own total are absent while an input lacks, so that a rule over them
        has no data; `known` is the sum of what could be computed.
        """
        out: dict[str, Any] = {
            "known": float(self.total.amount),
            "rows": self.total.rows,
            "missing": self.total.missing,
        }
        if not self.total.missing:
            out["total"] = float(self.total.amount)
            out["payer"] = {key: float(amount) for key, amount in self.by_payer.items()}
        for key, one in self.by_reward.items():
            if not one.missing:
                out[key] = float(one.amount)
        return out

    def _by(self, column: str) -> dict[str, Sum]:
        names: dict[str, str] = {}
        found: dict[str, list[tuple[Decimal, bool]]] = {}
        for row in self.all_rows():
            if not row.paid and not row.missing:
                continue
            text = row.row.cells.get(column, "").strip() if column else ""
            key = in_plain_script(text)
            names.setdefault(key, text)
            found.setdefault(key, []).append((row.paid, bool(row.missing)))
        return {names[key]: _summed(sums) for key, sums in found.items()}


# What facts.reward has beside the rewards' own ids.
FACTS = ("total", "known", "rows", "missing", "payer")


def rewards_of(
    subject: "Subject", facts: Mapping[str, Any], before: Rewards | None = None
) -> Rewards:
    """The rewards of a subject's draft; `facts` are those without facts.reward, `before` the
    rewards of an earlier state, of which is kept what still holds."""
    programme, file = subject.programme, subject.programme.rewards
    tables = [t for t in map(programme.table, file.tables()) if t is not None]
    made = {table.id: _per_row(subject, table, facts) for table in tables}
    found = {table: [one.outcomes for one in rows] for table, rows in made.items()}
    links = {table: [one.links for one in rows] for table, rows in made.items()}
    picks = {group.id: _pick(group, subject.draft.values) for group in file.group}
    memo = {} if before is None else before.memo
    settling = Settling(programme, found, links, picks, memo)
    changed: dict[tuple[str, int], dict[int, Outcome]] = {}
    for place, one in settling.changed.items():
        changed.setdefault((place.table, place.row), {})[place.at] = one
    rows: dict[str, list[RowRewards]] = {}
    for table in tables:
        was = () if before is None else before.rows.get(table.id, ())
        known = {id(one.row): one for one in was}
        rows[table.id] = [
            _row(table.id, row, outcomes, changed.get((table.id, n)), known.get(id(row)))
            for n, (row, outcomes) in enumerate(
                zip(subject.draft.rows(table.id), found[table.id], strict=True)
            )
        ]
    return Rewards(programme, rows, shares_of(programme, subject.draft.values), settling.memo)


def try_out(
    subject: "Subject", reward: Reward, cells: Mapping[str, str], reading: str = ""
) -> Outcome:
    """What one reward would come to on a row with these cells; nothing is kept."""
    programme = subject.programme
    table = programme.table(reward.each)
    assert table is not None, reward.each
    shared = {"form": subject.fields, "facts": subject.plain_facts, "lists": subject.lists}
    scope = Scope({**shared, "row": subject.cell_values(table, cells)})
    case = Case(programme, table, cells, subject.draft.values, scope)
    chosen = reading or subject.draft.values.get(f"readings/{reward.id}", "")
    return outcome_of(case, programme.rewards, reward, chosen)


def expressions_of(file: RewardFile, table: str = "") -> list[str]:
    """All expressions of the rewards, of those over one table if it is named."""
    texts: list[str] = []
    for one in file.reward:
        if table and one.each != table:
            continue
        ways = [one, *one.reading]
        texts += [one.when, *(x.when for x in one.excluded), *(way.when for way in ways)]
        texts += [tier.when for way in ways for tier in way.tier]
        texts += [way.per_unit.count for way in ways if way.per_unit is not None]
    return [text for text in texts if text]


def fields_read(file: RewardFile) -> tuple[str, ...]:
    """The paths of single fields that rates, caps and decisions are stated in."""
    tiers = [t for one in file.reward for way in (one, *one.reading) for t in way.tier]
    paths = [path for tier in tiers for path in (tier.rate_at, tier.cap_at, tier.decided)]
    paths += [one.share_at for one in file.split]
    return tuple(dict.fromkeys(path for path in paths if "/" in path))


@dataclass(frozen=True, slots=True)
class _Made:
    """A row by itself: what it was computed of beside its cells, and what its outcomes hang on."""

    inputs: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]
    links: tuple[Link, ...]


def _per_row(subject: "Subject", table: Table, facts: Mapping[str, Any]) -> list[_Made]:
    programme, file, values = subject.programme, subject.programme.rewards, subject.draft.values
    here = [one for one in file.reward if one.each == table.id]
    groups = {one.id: one for one in file.group}
    known = {"form": subject.fields, "facts": facts, "lists": subject.lists}
    reads = frozenset[str]().union(
        *(compile_expression(text).reads for text in expressions_of(file, table.id))
    )
    shared = {name: narrow(known[name], under(name, reads)) for name in _OUTSIDE}
    chosen = {one.id: values.get(f"readings/{one.id}", "") for one in here}
    stated = {path: values.get(path, "") for path in fields_read(file)}
    wanted = under("row", reads)
    row_values = subject.table_values(table)
    scope = Scope(shared)

    def make(row: Row, number: int) -> _Made:
        all_cells = row_values[number - 1]
        cells = {name: all_cells[name] for name in wanted if name in all_cells}
        scope.put("row", cells)
        case = Case(programme, table, row.cells, values, scope)
        outcomes = [outcome_of(case, file, one, chosen[one.id]) for one in here]
        return _Made(inputs, *linked(table, here, groups, row.cells, outcomes))

    inputs: dict[str, Any] = {"shared": shared, "chosen": chosen, "stated": stated}
    before = subject.made_before(table.id, "rewards")
    is_stale = bool(before) and before[0].inputs != inputs
    return subject.per_row(table.id, "rewards", make, lambda _: False, is_stale=is_stale)


def _row(
    table: str,
    row: Row,
    outcomes: tuple[Outcome, ...],
    changed: Mapping[int, Outcome] | None,
    known: RowRewards | None,
) -> RowRewards:
    """The result of a row; the very same as before where nothing came out otherwise."""
    if changed is None and known is not None and known.outcomes is outcomes:
        return known
    if changed is not None:
        outcomes = tuple(changed.get(at, one) for at, one in enumerate(outcomes))
    if known is not None and all(a is b for a, b in zip(outcomes, known.outcomes, strict=True)):
        return known
    # Where a reward applies by one reading only, the other must be seen too.
    told = tuple(o for o in outcomes if o.state is not RewardState.NOT_APPLICABLE or o.is_split)
    paid = sum((one.paid for one in told), Decimal(0))
    missing = tuple(dict.fromkeys(text for one in told for text in one.missing))
    return RowRewards(table, row, outcomes, told, paid, missing)


def _pick(group: RewardGroup, values: Mapping[str, str]) -> Pick:
    if not group.reading:
        return Pick("highest", is_chosen=True)
    chosen = values.get(f"readings/{group.id}", "")
    picked = next((one for one in group.reading if one.id == chosen), group.reading[0])
    return Pick(picked.pick, is_chosen=picked.id == chosen)


def _summed(parts: Iterable[tuple[Decimal, bool]]) -> Sum:
    rows = missing = 0
    amount = Decimal(0)
    for paid, lacks in parts:
        rows += bool(paid)
        missing += lacks
        amount += paid
    return Sum(rows, amount, missing)
