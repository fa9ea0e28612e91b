"""The money of a programme as data: the records that rewards.toml is read into.

A reward says who gets how much: by level, once, by number, as a share of what was spent, or what
the office decides within a bound. What is spent is a `Base`. Amounts are in the file's `unit`
(万元), rates are parts of one (0.2 is 20 %). CEL reads row, form, facts (without facts.reward) and
lists.
"""

from typing import Any, Literal

from desktop_app.core.record import Record


class Base(Record, frozen=True):
    """What counts into the investment that a rate is taken of: columns of `each`, an amount each.

    `counts` are added up; `left_out` are columns that the notice does not name, shown beside them.
    A blank column counts as nothing where others are filled, and the steps say so; if it is
    `required` in its form, or all are blank, the input is missing.
    """

    id: str
    title: str
    counts: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    each: str = "projects"
    clause: str = ""
    quote: str = ""


class Tier(Record, frozen=True):
    """One line of a table of rates: where `when` holds, one of `rate` (of the base), `amount` (in
    all) and `decided` (the column of the row, or the path of the field, that holds what the office
    decided), up to `cap`; what is decided is within the base too, where there is one.

    A rate or a cap that the notice leaves open is the path of the field in which the office states
    it (`rate_at`, in per cent; `cap_at`; blank there is no cap unless it is required).
    `rank` orders the levels: where a lower rank pays more than a higher one, the steps say so.
    """

    title: str
    when: str = ""
    rank: int = 0
    rate: float | None = None
    rate_at: str = ""
    cap: float | None = None
    cap_at: str = ""
    amount: float | None = None
    decided: str = ""
    clause: str = ""
    quote: str = ""


class PerUnit(Record, frozen=True):
    """So much for each of `count` (CEL, a whole number): nothing below `from_count`; there `first`,
    and `each` for every further one, up to `cap`. Without `first` every one counts `each`.

    `title` names what is counted (「服务中小企业」).
    """

    count: str
    each: float
    title: str = ""
    unit: str = "家"
    from_count: int = 1
    first: float | None = None
    cap: float | None = None


class RewardExample(Record, frozen=True):
    """A case that proves a reward by itself, without group and other rows: the inputs as they are
    typed in the draft, and the `amount` that comes out (0 where the reward does not apply).

    `reading` is the reading under which it is so (the first, without). `missing` says that nothing
    can be computed because an input lacks; then `amount` is left out.
    """

    amount: float | None = None
    missing: bool = False
    reading: str = ""
    row: dict[str, Any] = {}
    form: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    lists: dict[str, Any] = {}


class Exclusion(Record, frozen=True):
    """Why a reward is not paid: where `when` holds, with the words to tell. A blank that it reads
    is an input that lacks, unless it asks for it first: has(row.x) && row.x."""

    when: str
    say: str
    clause: str = ""
    quote: str = ""


class RewardReading(Record, frozen=True):
    """One way to read an ambiguous reward: what is given here takes the place of the reward's own
    `when`, `pick`, `tier`s and `per_unit`."""

    id: str
    title: str
    when: str = ""
    pick: Literal["", "first", "highest"] = ""
    tier: tuple[Tier, ...] = ()
    per_unit: PerUnit | None = None


class Reward(Record, frozen=True):
    """One reward of the notice, over the rows of the table `each`.

    `when` says to whom it applies. It gives a `tier` or `per_unit`. Of the tiers whose condition
    holds, the `first` counts, or the one that gives the `highest` amount (`pick`): with levels
    from the highest down and conditions 「三级及以上」, that is whether 就高 lets a firm take the
    rate of a lower level. Rewards of one `group` do not add. `once_for` names the column by which
    a reward is paid only once (the firm, the county); `cap_for` the column whose rows share one
    cap (a firm with two projects; of different caps the highest). `excluded` are conditions under
    which nothing is paid.

    An ambiguous clause lists `reading`s; `readings/<id>` in the draft holds which was chosen, the
    first counts until then. `ask` is the question to the contact at the office `ask_at`.
    """

    id: str
    title: str
    each: str = "projects"
    when: str = ""
    base: str = ""
    tier: tuple[Tier, ...] = ()
    pick: Literal["first", "highest"] = "first"
    per_unit: PerUnit | None = None
    group: str = ""
    once_for: str = ""
    cap_for: str = ""
    excluded: tuple[Exclusion, ...] = ()
    reading: tuple[RewardReading, ...] = ()
    ask: str = ""
    ask_at: str = ""
    clause: str = ""
    quote: str = ""
    note: str = ""
    example: tuple[RewardExample, ...] = ()


class Split(Record, frozen=True):
    """Who pays: `share` (per cent; or the path of the field that states it) of all rewards, or what
    is left of them (`rest`, the last one)."""

    id: str
    title: str
    share: float | None = None
    share_at: str = ""
    rest: bool = False
    clause: str = ""
    quote: str = ""


class GroupReading(Record, frozen=True):
    """One way to read a group's clause: the highest is paid, or `all` are."""

    id: str
    title: str
    pick: Literal["highest", "all"]


class RewardGroup(Record, frozen=True):
    """Rewards that do not add (从优、就高、不重复), with the clause that says so: the highest is
    paid, the others are shown and struck.

    `by` names the column (of every table of its rewards) whose rows belong together, the firm;
    without it the rewards of one row do not add.
    """

    id: str
    title: str
    by: str = ""
    reading: tuple[GroupReading, ...] = ()
    ask: str = ""
    ask_at: str = ""
    clause: str = ""
    quote: str = ""


class RewardFile(Record, frozen=True):
    """rewards.toml: 奖补测算. `applied` names for each table the column in which people state what
    they apply for; it is compared with what comes out. County and firm of a table's rows are its
    columns of the ids that the summary uses for them. `unit` is that of every amount in the file,
    and in which all is computed and shown."""

    title: str = "奖补资金测算表"
    unit: str = "万元"
    applied: dict[str, str] = {}
    base: tuple[Base, ...] = ()
    group: tuple[RewardGroup, ...] = ()
    reward: tuple[Reward, ...] = ()
    split: tuple[Split, ...] = ()
    note: tuple[str, ...] = ()

    def tables(self) -> tuple[str, ...]:
        """The tables whose rows are rewarded, each once, in order."""
        return tuple(dict.fromkeys(one.each for one in self.reward))
