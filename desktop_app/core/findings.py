"""What checks yield: findings with both values, places, clause and the way to mend them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.core.changes import Change


class Severity(StrEnum):
    """How much a finding weighs; 「原则上」 in a clause makes it EXPLAIN."""

    MUST = "must"
    EXPLAIN = "explain"
    HINT = "hint"


# Kinds of findings whose `right` is what a list says, not another document of the draft.
LISTED = ("listed", "near_listed")
SEVERITY_WORDS = {Severity.MUST: "必须改", Severity.EXPLAIN: "须说明", Severity.HINT: "提示"}


class State(StrEnum):
    """How a rule ended. The last two are shown, never green."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"


STATE_WORDS = {
    State.PASSED: "通过",
    State.FAILED: "未通过",
    State.NOT_APPLICABLE: "不适用",
    State.NO_DATA: "缺数据",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: the path in the draft and the words a reader knows it by.

    `span` is the stretch of the text there that is meant; None for all of it.
    """

    path: str
    label: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a finding that the program can do: what it is called, and the change."""

    title: str
    change: Change


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt: what is wrong, where, both values, by how much, which clause, what to do.

    `key` names the finding over runs (the code, and the row it is about: C3@k3f9a2);
    explanations are kept under it. `row` is the row as the reader counts it (第12行), `kind` is set
    by comparisons (only_in_plan, near_match …). `gap` says by how much a limit is missed, and
    `question` is what to ask the issuer where the clause can be read in two ways. `lapsed` asks
    about an explanation whose values changed.
    """

    code: str
    severity: Severity
    message: str
    places: tuple[Place, ...] = ()
    clause: str = ""
    quote: str = ""
    left: str | None = None
    right: str | None = None
    fixes: tuple[Fix, ...] = ()
    key: str = ""
    kind: str = ""
    explanation: str | None = None
    row: str = ""
    gap: str = ""
    question: str = ""
    lapsed: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done: it must be mended, or explained."""
        is_to_explain = self.severity is Severity.EXPLAIN and not self.explanation
        return self.severity is Severity.MUST or is_to_explain

    @property
    def situation(self) -> str:
        """The message without what it asks for: what is still so once it is explained."""
        before, _, advice = self.message.rpartition(";请")
        # What stands within quotes was typed.
        return before if before and "」" not in advice else self.message

    @property
    def spoken(self) -> str:
        """The code to say on the telephone: C3 第12行."""
        return f"{self.code} {self.row}".strip()


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How one rule ended, with the reason when it could not be decided."""

    code: str
    title: str
    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """One run of all checks over one draft."""

    findings: tuple[Finding, ...]
    outcomes: tuple[RuleOutcome, ...] = field(default=())

    @property
    def passes(self) -> bool:
        """No 必须改 finding stands, and every 须说明 finding is explained."""
        return not any(finding.is_open for finding in self.findings)

    def in_order(self) -> tuple[Finding, ...]:
        """By how much they weigh, what must be mended first, then in the order of the rules."""
        return tuple(one for s in Severity for one in self.findings if one.severity is s)

    def first_open(self) -> Finding | None:
        """What to see to first; None when nothing is left to be done."""
        return most_important([one for one in self.findings if one.is_open])

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def most_important(findings: Sequence[Finding]) -> Finding | None:
    """The finding to mend first of these, which are in the order of the rules; None of none.

    必须改 before 须说明 before 提示; among these the one at whose places most of the others stand,
    because mending it settles or moves those too; then the order of the rules.
    """
    places = [{place.path for place in one.places} for one in findings]
    standing = Counter(path for paths in places for path in paths)
    weights = list(Severity)
    ranks = [
        (weights.index(one.severity), -sum(standing[path] - 1 for path in paths))
        for one, paths in zip(findings, places, strict=True)
    ]
    return findings[ranks.index(min(ranks))] if findings else None
