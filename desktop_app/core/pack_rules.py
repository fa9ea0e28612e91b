"""The 审核公式 of a programme as data: the records that rules.toml is read into."""

from typing import Any, Literal

from desktop_app.core.findings import Severity
from desktop_app.core.record import Record


class Reading(Record, frozen=True):
    """One way to read an ambiguous clause."""

    id: str
    title: str
    require: str


class Margin(Record, frozen=True):
    """How far a value is from a limit: both CEL; `least` is a floor, `most` a ceiling.

    One of the two is given. On a rule over rows it is taken for each row.
    """

    title: str
    value: str
    least: str = ""
    most: str = ""
    unit: str = ""

    @property
    def limit(self) -> str:
        return self.least or self.most


class Measure(Record, frozen=True):
    """A figure over the rows of a table that the pack's rules and papers speak of, as
    `facts.measure.<id>`: how many rows hold `where` (CEL over row, form and lists; all without it),
    or the `sum` of a number (CEL) over them, or how many `distinct` texts a column has in them."""

    id: str
    title: str
    each: str = "projects"
    where: str = ""
    sum: str = ""
    distinct: str = ""
    unit: str = ""


class Remedy(Record, frozen=True):
    """A safe way to mend what a rule finds: the CEL `to` goes into `at`, one of the rule's places
    (a column of the row, or a path)."""

    title: str
    at: str
    to: str


class Example(Record, frozen=True):
    """A case that proves a rule: the inputs it needs and whether the rule holds there.

    `holds` is true or false, or "no_data" / "not_applicable"; for a rule with readings it is a
    table reading id → bool. For a rule with `check`, the inputs are `values` and `tables`, and
    `lists` whose rows stand in the place of the pack's.
    """

    holds: bool | Literal["no_data", "not_applicable"] | dict[str, bool]
    row: dict[str, Any] = {}
    form: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    lists: dict[str, Any] = {}
    values: dict[str, str] = {}
    tables: dict[str, tuple[dict[str, str], ...]] = {}


class Rule(Record, frozen=True):
    """One 审核公式: CEL in `require` (or `reading`s), or a named Python check in `check`.

    `each` runs it over every row of a table; `when` says where it applies. `at` are the places to
    jump to: column ids for an `each` rule, paths otherwise. `say` is a template whose {…} are CEL.
    `margin`s measure how far the values are from the rule's limits, `fix` are safe remedies. `ask`
    is the question (a template like `say`) for the contact at the office `ask_at`, where the clause
    can be read in more than one way.
    `basis` = "derived" marks rules that follow from the notice or from practice without a clause
    of their own; all others need `clause` and `quote`.
    """

    code: str
    title: str
    severity: Severity
    each: str = ""
    when: str = ""
    require: str = ""
    reading: tuple[Reading, ...] = ()
    check: str = ""
    options: dict[str, Any] = {}
    at: tuple[str, ...] = ()
    say: str = ""
    fix: tuple[Remedy, ...] = ()
    margin: tuple[Margin, ...] = ()
    ask: str = ""
    ask_at: str = ""
    clause: str = ""
    quote: str = ""
    basis: Literal["notice", "derived"] = "notice"
    example: tuple[Example, ...] = ()


class RuleFile(Record, frozen=True):
    """rules.toml."""

    rule: tuple[Rule, ...]
    measure: tuple[Measure, ...] = ()
