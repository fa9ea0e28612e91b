"""The money of a programme as data: the records that rewards.toml is read into.

A reward says who gets how much: by level, once, by number, or as a share of what was spent. What
is spent is a `Base`. Amounts are in 万元, rates are parts of one (0.2 is 20 %).
"""

from typing import Any

from desktop_app.core.record import Record


class Base(Record, frozen=True):
    """What counts into the investment that a rate is taken of: columns of `each`, an amount each.

    `counts` are added up; `left_out` are columns that the notice does not name, shown beside them.
    """

    id: str
    title: str
    counts: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    each: str = "projects"
    clause: str = ""
    quote: str = ""


class Tier(Record, frozen=True):
    """One line of a table of rates: where `when` (CEL over row, form, facts) holds, `rate` of the
    base up to `cap`, or `amount` in all. A rate or a cap that the notice leaves open is the path
    of the field in which the office states it (`rate_at`, in per cent; `cap_at`, in 万元)."""

    title: str
    when: str = ""
    rate: float | None = None
    rate_at: str = ""
    cap: float | None = None
    cap_at: str = ""
    amount: float | None = None
    clause: str = ""
    quote: str = ""


class PerUnit(Record, frozen=True):
    """So much for each of `count` (CEL): nothing below `from_count`; there `first`, and `each`
    for every further one, up to `cap`. Without `first` every one counts `each`."""

    count: str
    each: float
    unit: str = "家"
    from_count: int = 1
    first: float | None = None
    cap: float | None = None


class RewardExample(Record, frozen=True):
    """A case that proves a reward: the inputs it needs, and the `amount` in 万元 that comes out (0
    where the reward does not apply)."""

    amount: float
    row: dict[str, Any] = {}
    form: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    lists: dict[str, Any] = {}


class Exclusion(Record, frozen=True):
    """Why a reward is not paid: where `when` holds, with the words to tell."""

    when: str
    say: str
    clause: str = ""
    quote: str = ""


class Reward(Record, frozen=True):
    """One reward of the notice, over the rows of the table `each`.

    `when` says to whom it applies. It gives a `tier` (the first whose condition holds) or
    `per_unit`. Rewards of one `group` do not add: the highest of them is paid, the others are
    shown and struck. `once_for` names the column by which a reward is paid only once (the firm).
    `excluded` are conditions (CEL) under which nothing is paid, each with its reason.
    """

    id: str
    title: str
    each: str = "projects"
    when: str = ""
    base: str = ""
    tier: tuple[Tier, ...] = ()
    per_unit: PerUnit | None = None
    group: str = ""
    once_for: str = ""
    excluded: tuple[Exclusion, ...] = ()
    clause: str = ""
    quote: str = ""
    note: str = ""
    example: tuple[RewardExample, ...] = ()


class Split(Record, frozen=True):
    """Who pays: `share` (per cent; or the path of the field that states it) of all rewards."""

    id: str
    title: str
    share: float | None = None
    share_at: str = ""
    clause: str = ""
    quote: str = ""


class RewardGroup(Record, frozen=True):
    """Rewards that do not add (从优、就高、不重复), with the clause that says so."""

    id: str
    title: str
    clause: str = ""
    quote: str = ""


class RewardFile(Record, frozen=True):
    """rewards.toml: 奖补测算. `applied` is the column of the summary in which people state what
    they apply for; it is compared with what comes out."""

    title: str = "奖补资金测算表"
    applied: str = ""
    base: tuple[Base, ...] = ()
    group: tuple[RewardGroup, ...] = ()
    reward: tuple[Reward, ...] = ()
    split: tuple[Split, ...] = ()
