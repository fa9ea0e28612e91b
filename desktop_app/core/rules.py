"""The rule engine: audits of a draft under its programme's rules.

Rules are data; this module runs CEL rules over drafts and calls the named checks of `core.checks`.
One engine serves all runs: while somebody types, 全部审核, at 定稿 and on finished files read back.
"""

from dataclasses import replace

from desktop_app.core.changes import set_path
from desktop_app.core.checks import CHECKS, NotApplicable, Told
from desktop_app.core.draft import Draft
from desktop_app.core.explaining import lapsed, still_explains
from desktop_app.core.expressions import NoData, Scope
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Audit, Finding, Place, RuleOutcome, State
from desktop_app.core.pack_rules import Rule
from desktop_app.core.place_words import place_label
from desktop_app.core.programme import Programme
from desktop_app.core.row_rules import RowRule, together
from desktop_app.core.verdicts import (
    Telling,
    Verdict,
    decide,
    reads_of,
    shared_typed,
    shared_values,
    typed_form,
)


def audit(programme: Programme, draft: Draft) -> Audit:
    """Run every rule of the programme over the draft; findings in the order of the rules."""
    return Auditor(programme).audit(draft)


class Auditor:
    """Audits one draft in state after state; what a change does not touch is not run again.

    The outcome never hangs on what was audited before: it is that of `audit`.
    """

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._runs = tuple(_Run(programme, rule) for rule in programme.rules)
        self._subject: Subject | None = None

    def audit(self, draft: Draft) -> Audit:
        """All findings and how each rule ended, for this state of the draft."""
        subject = Subject(self._programme, draft, self._subject)
        findings: list[Finding] = []
        outcomes: list[RuleOutcome] = []
        for run in self._runs:
            found, outcome = run.on(subject)
            findings += [_explained(draft, finding) for finding in found]
            outcomes.append(outcome)
        self._subject = subject
        return Audit(tuple(findings), tuple(outcomes))


class _Run:
    """One rule with what it came to last."""

    def __init__(self, programme: Programme, rule: Rule) -> None:
        self._rule = rule
        self._way = _way(programme, rule)
        self._verdicts: list[Verdict] | None = None
        self._found: tuple[Finding, ...] = ()
        self._outcome = RuleOutcome(rule.code, rule.title, State.NO_DATA)

    def on(self, subject: Subject) -> tuple[tuple[Finding, ...], RuleOutcome]:
        """The findings of the rule and how it ended."""
        verdicts = self._way.run(subject)
        if verdicts is not self._verdicts:
            self._verdicts = verdicts
            found = (verdict.finding for verdict in verdicts)
            self._found = tuple(one for one in found if one is not None)
            self._outcome = RuleOutcome(self._rule.code, self._rule.title, *together(verdicts))
        return self._found, self._outcome


class _DraftRule:
    """A rule that is decided once for the whole draft."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._reads = reads_of(rule)
        self._inputs: object = None
        self._ended: list[Verdict] = []

    def run(self, subject: Subject) -> list[Verdict]:
        rule, draft = self._rule, subject.draft
        shared = shared_values(subject, self._reads)
        at = {path: draft.value(path) for path in (*rule.at, f"readings/{rule.code}")}
        inputs = (shared, shared_typed(subject, self._reads), at)
        if inputs != self._inputs:
            self._inputs = inputs
            self._ended = [
                decide(
                    subject,
                    rule,
                    Scope({"form": {}, "facts": {}, "lists": {}, **shared}),
                    Telling(
                        lambda: self._blank(subject),
                        lambda path: typed_form(subject, path),
                        lambda path, text: set_path(draft, path, text),
                    ),
                )
            ]
        return self._ended

    def _blank(self, subject: Subject) -> Finding:
        rule = self._rule
        places = tuple(Place(path, place_label(subject.programme, path)) for path in rule.at)
        left = subject.draft.value(rule.at[0]) if rule.at else ""
        blank = Finding(rule.code, rule.severity, "", clause=rule.clause, quote=rule.quote)
        return replace(blank, places=places, left=left or None, key=rule.code)


class _CheckRule:
    """A named check over the whole draft, run again when something it reads has changed."""

    def __init__(self, programme: Programme, rule: Rule) -> None:
        self._rule = rule
        self._check = CHECKS[rule.check]
        self._reads = self._check.reads(programme, rule)
        self._ended: list[Verdict] | None = None

    def run(self, subject: Subject) -> list[Verdict]:
        is_touched = subject.changed is None or subject.changed.touches(self._reads)
        if self._ended is None or is_touched:
            self._ended = self._run(subject)
        return self._ended

    def _run(self, subject: Subject) -> list[Verdict]:
        found: list[Finding] = []
        told = ""
        try:
            for one in self._check.run(subject, self._rule):
                if isinstance(one, Told):
                    told = one.text
                else:
                    found.append(one)
        except NoData as reason:
            return [Verdict(State.NO_DATA, str(reason))]
        except NotApplicable as reason:
            return [Verdict(State.NOT_APPLICABLE, str(reason))]
        if found:
            return [Verdict(State.FAILED, told, finding) for finding in found]
        return [Verdict(State.PASSED, told)]


class _Nothing:
    """A rule over a table that the programme does not have; lint refuses such a pack."""

    def __init__(self) -> None:
        self._ended: list[Verdict] = []

    def run(self, _: Subject) -> list[Verdict]:
        return self._ended


def _way(programme: Programme, rule: Rule) -> "RowRule | _DraftRule | _CheckRule | _Nothing":
    if rule.check:
        return _CheckRule(programme, rule)
    if not rule.each:
        return _DraftRule(rule)
    table = programme.table(rule.each)
    return _Nothing() if table is None else RowRule(rule, table)


def _explained(draft: Draft, finding: Finding) -> Finding:
    explanation = draft.explanations.get(finding.key)
    if explanation is None:
        return finding
    if still_explains(draft, finding, explanation):
        return replace(finding, explanation=explanation.text)
    return replace(finding, lapsed=lapsed(finding, explanation))
