"""The rule engine: one audit of a draft under its programme's rules.

Rules are data; this module runs CEL rules over rows and drafts and calls the named checks of
`core.checks`. Each rule ends as passed, failed, not applicable or no data.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from desktop_app.core.checks import CHECKS, NotApplicable
from desktop_app.core.draft import Draft
from desktop_app.core.expressions import (
    Expression,
    NoData,
    Scope,
    compile_expression,
    fill,
    narrow,
    placeholders,
)
from desktop_app.core.facts import Subject, cell_label, place_label
from desktop_app.core.findings import Audit, Finding, Place, RuleOutcome, Severity, State
from desktop_app.core.programme import Programme, Rule, Table

# The text as typed at a plain path such as row.investment, or None where there is none.
Typed = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rule ended on one row or once: the state, the reason, the finding if it failed."""

    state: State
    reason: str = ""
    finding: Finding | None = None


_PASSED = Verdict(State.PASSED)
_NOT_APPLICABLE = Verdict(State.NOT_APPLICABLE, "条件不满足,本条不适用")


def audit(programme: Programme, draft: Draft) -> Audit:
    """Run every rule of the programme over the draft; findings in the order of the rules."""
    subject = Subject(programme, draft)
    rows = _RowVerdicts(subject, [rule for rule in programme.rules if rule.each and not rule.check])
    findings: list[Finding] = []
    outcomes: list[RuleOutcome] = []
    for rule in programme.rules:
        verdicts = list(_run(subject, rule, rows))
        found = [verdict.finding for verdict in verdicts if verdict.finding is not None]
        findings += [_explained(draft, finding) for finding in found]
        state, reason = _together(verdicts)
        outcomes.append(RuleOutcome(rule.code, rule.title, state, reason))
    return Audit(tuple(findings), tuple(outcomes))


def fingerprint(draft: Draft, finding: Finding) -> str:
    """What an explanation depends on: the finding's words and the values at its places."""
    values = [draft.value(place.path) for place in finding.places]
    text = "\x1f".join([finding.message, finding.left or "", finding.right or "", *values])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _run(subject: Subject, rule: Rule, rows: "_RowVerdicts") -> Iterator[Verdict]:
    if rule.check:
        yield from _run_check(subject, rule)
    elif rule.each:
        yield from rows.of(rule)
    else:
        yield _on_draft(subject, rule)


def _run_check(subject: Subject, rule: Rule) -> Iterator[Verdict]:
    try:
        found = list(CHECKS[rule.check](subject, rule))
    except NoData as reason:
        yield Verdict(State.NO_DATA, str(reason))
        return
    except NotApplicable as reason:
        yield Verdict(State.NOT_APPLICABLE, str(reason))
        return
    for finding in found:
        yield Verdict(State.FAILED, "", finding)
    if not found:
        yield Verdict(State.PASSED)


def _on_row(subject: Subject, rule: Rule, table: Table, number: int, scope: Scope) -> Verdict:
    row = subject.draft.rows(table.id)[number - 1]

    def typed(path: str) -> str | None:
        first, _, column = path.partition(".")
        return row.cells.get(column) if first == "row" else _typed_form(subject, path)

    def blank_finding() -> Finding:
        places = tuple(
            Place(f"{table.id}/{row.id}/{c}", cell_label(subject.programme, table, number, c))
            for c in rule.at or ("",)
        )
        left = row.cells.get(rule.at[0], "") if rule.at else None
        return replace(_base(rule), places=places, left=left, key=f"{rule.code}@{row.id}")

    return _decide(subject, rule, scope, blank_finding, typed)


def _on_draft(subject: Subject, rule: Rule) -> Verdict:
    reads = _reads(rule)
    scope = Scope(
        {
            "form": narrow(subject.form, _under("form", reads)),
            "facts": narrow(subject.facts, _under("facts", reads)),
            "lists": narrow(subject.lists, _under("lists", reads)),
        }
    )

    def blank_finding() -> Finding:
        places = tuple(Place(path, place_label(subject.programme, path)) for path in rule.at)
        left = subject.draft.value(rule.at[0]) if rule.at else ""
        return replace(_base(rule), places=places, left=left or None, key=rule.code)

    return _decide(subject, rule, scope, blank_finding, lambda path: _typed_form(subject, path))


def _decide(
    subject: Subject, rule: Rule, scope: Scope, blank: Callable[[], Finding], typed: Typed
) -> Verdict:
    """How a rule ends in a scope; `blank` makes the finding but for its message."""
    try:
        if rule.when and not scope.holds(rule.when):
            return _NOT_APPLICABLE
        if rule.reading:
            return _by_readings(subject, rule, scope, blank, typed)
        if scope.holds(rule.require):
            return _PASSED
    except NoData as missing:
        return Verdict(State.NO_DATA, f"缺少数据:{_missing_label(subject, rule, str(missing))}")
    return Verdict(State.FAILED, "", replace(blank(), message=fill(rule.say, scope, typed)))


def _by_readings(
    subject: Subject, rule: Rule, scope: Scope, blank: Callable[[], Finding], typed: Typed
) -> Verdict:
    """An ambiguous clause: the chosen reading decides; without a choice a split needs words."""
    holds = {reading.id: scope.holds(reading.require) for reading in rule.reading}
    told = ";".join(
        f"按「{reading.title}」理解:{'符合' if holds[reading.id] else '不符合'}"
        for reading in rule.reading
    )
    chosen = subject.draft.values.get(f"readings/{rule.code}", "")
    if all(holds.values()) or holds.get(chosen):
        return Verdict(State.PASSED, told)
    message = f"{fill(rule.say, scope, typed)}({told})"
    split = any(holds.values()) and chosen not in holds
    severity = Severity.EXPLAIN if split else rule.severity
    return Verdict(State.FAILED, told, replace(blank(), severity=severity, message=message))


def _missing_label(subject: Subject, rule: Rule, key: str) -> str:
    """The blank input in the reader's words, by the last name of its path."""
    for path in sorted(_reads(rule)):
        first, *rest = path.split(".")
        if rest[-1:] != [key] or not _is_absent(subject, first, rest):
            continue
        if first == "lists":
            return f"名单 {key} 尚未载入"
        if first == "form":
            return place_label(subject.programme, "/".join(rest))
        table = subject.programme.table(rule.each if first == "row" else rest[-2])
        columns = () if table is None else table.column
        return next((column.label for column in columns if column.id == key), key)
    return key


def _is_absent(subject: Subject, first: str, rest: Sequence[str]) -> bool:
    """Whether a path has no value; a row's cells are blank by themselves, so they count."""
    known = {"form": subject.form, "lists": subject.lists, "facts": subject.facts}
    source: object = known.get(first)
    for part in rest:
        if not isinstance(source, Mapping) or part not in source:
            return True
        source = cast("Mapping[str, object]", source)[part]
    return False


def _base(rule: Rule) -> Finding:
    return Finding(
        rule.code, rule.severity, "", clause=rule.clause, quote=rule.quote, fixes=rule.fix
    )


def _together(verdicts: Sequence[Verdict]) -> tuple[State, str]:
    """One state for a rule: failed, then no data, then passed, then not applicable."""
    for state in (State.FAILED, State.NO_DATA, State.PASSED):
        ended = [verdict for verdict in verdicts if verdict.state is state]
        if ended:
            many = f"(共{len(ended)}处)" if state is State.NO_DATA and len(ended) > 1 else ""
            return state, ended[0].reason + many
    reason = verdicts[0].reason if verdicts else "表中没有行"
    return State.NOT_APPLICABLE if verdicts else State.NO_DATA, reason


def _explained(draft: Draft, finding: Finding) -> Finding:
    explanation = draft.explanations.get(finding.key)
    if explanation is None:
        return finding
    if explanation.fingerprint == fingerprint(draft, finding):
        return replace(finding, explanation=explanation.text)
    lapsed = f"原情况说明「{explanation.text}」所说明的数据已变,请重新说明"
    return replace(finding, fixes=(*finding.fixes, lapsed))


def expressions(rule: Rule) -> tuple[Expression, ...]:
    """All expressions of a rule, those in its message too."""
    texts = (rule.when, rule.require, *(reading.require for reading in rule.reading))
    return tuple(
        compile_expression(text) for text in (*texts, *placeholders(rule.say)) if text.strip()
    )


def _typed_form(subject: Subject, path: str) -> str | None:
    first, _, rest = path.partition(".")
    if first != "form" or rest.count(".") != 1:
        return None
    return subject.draft.values.get(rest.replace(".", "/"))


def _reads(rule: Rule) -> frozenset[str]:
    return frozenset[str]().union(*(expression.reads for expression in expressions(rule)))


def _under(name: str, reads: Iterable[str]) -> frozenset[str]:
    start = f"{name}."
    return frozenset(path.removeprefix(start) for path in reads if path.startswith(start))


class _RowVerdicts:
    """How the rules over the rows of a table end, row by row: all rules of a table share the scope
    of a row, which is dear to build and, with thousands kept, to hold."""

    def __init__(self, subject: Subject, rules: Sequence[Rule]) -> None:
        self._subject = subject
        self._rules = rules
        self._ended: dict[str, list[Verdict]] = {}

    def of(self, rule: Rule) -> list[Verdict]:
        """One verdict per row of the rule's table; none where there is no such table."""
        if rule.code not in self._ended:
            self._decide_all(rule.each)
        return self._ended[rule.code]

    def _decide_all(self, table_id: str) -> None:
        rules = [rule for rule in self._rules if rule.each == table_id]
        self._ended |= {rule.code: [] for rule in rules}
        subject = self._subject
        table = subject.programme.table(table_id)
        if table is None:
            return
        reads = frozenset[str]().union(*(_reads(rule) for rule in rules))
        wanted = {"form": subject.form, "lists": subject.lists, "facts": subject.facts}
        shared = {
            name: narrow(values, _under(name, reads))
            for name, values in wanted.items()
            if _under(name, reads)
        }
        for number, row in enumerate(subject.rows[table.id], start=1):
            scope = Scope({**shared, "row": row})
            for rule in rules:
                self._ended[rule.code].append(_on_row(subject, rule, table, number, scope))
