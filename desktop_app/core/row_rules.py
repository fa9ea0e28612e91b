"""Rules over every row of a table: the rows that changed are decided again, the others kept."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop_app.core.draft import Row
from desktop_app.core.expressions import Scope, row_key
from desktop_app.core.facts import Subject, cell_label, row_words
from desktop_app.core.findings import Finding, Place, State
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_rules import Rule
from desktop_app.core.row_changes import write_cell
from desktop_app.core.verdicts import (
    PASSED,
    Telling,
    Verdict,
    decide,
    reads_of,
    shared_typed,
    shared_values,
    typed_form,
)


class RowRule:
    """One rule over the rows of its table, run again and again on states of one draft.

    Rows that say the same in all columns the rule reads end the same, so each such combination is
    decided once; only failing rows are looked at one by one, because their words differ.
    """

    def __init__(self, rule: Rule, table: Table) -> None:
        self._rule = rule
        self._table = table
        self._reads = reads_of(rule)
        self._says_number = self._reads.row is None or "number" in self._reads.row
        self._shared: object = None
        self._scope = Scope({})
        self._ended: dict[Hashable, Verdict] = {}

    def run(self, subject: Subject) -> list[Verdict]:
        """One verdict per row, in order."""
        shared = shared_values(subject, self._reads)
        chosen = subject.draft.values.get(f"readings/{self._rule.code}", "")
        now = (shared, shared_typed(subject, self._reads), chosen)
        is_stale = now != self._shared
        if is_stale:
            self._shared = now
            self._scope = Scope(shared)
            self._ended.clear()
        values = subject.table_values(self._table)

        def make(row: Row, number: int) -> Verdict:
            return self._on_row(subject, values[number - 1], row, number)

        name = f"rule {self._rule.code}"
        return subject.per_row(self._table.id, name, make, self._hangs_on_number, is_stale=is_stale)

    def _hangs_on_number(self, verdict: Verdict) -> bool:
        return verdict.finding is not None or self._reads.number

    def _on_row(
        self, subject: Subject, values: Mapping[str, Any], row: Row, number: int
    ) -> Verdict:
        numbered = {**values, "number": number} if self._says_number else values
        columns = self._reads.deciding_row
        key = None if columns is None else row_key(numbered, columns)
        if key is not None:
            known = self._ended.get(key)
            if known is not None and known.state is not State.FAILED:
                return known
        wanted = numbered
        if self._reads.row is not None:
            wanted = {name: numbered[name] for name in self._reads.row if name in numbered}
        self._scope.put("row", wanted)
        verdict = decide(
            subject,
            self._rule,
            self._scope,
            Telling(
                lambda: self._blank(subject, row, number),
                lambda path: _typed(subject, row, path),
                lambda column, text: write_cell(self._table.id, row, column, text),
            ),
        )
        if key is not None and (verdict.finding is None or verdict is PASSED):
            self._ended[key] = verdict
        return verdict

    def _blank(self, subject: Subject, row: Row, number: int) -> Finding:
        rule, table = self._rule, self._table
        places = tuple(
            Place(f"{table.id}/{row.id}/{c}", cell_label(subject.programme, table, number, c))
            for c in rule.at or ("",)
        )
        left = row.cells.get(rule.at[0], "") if rule.at else None
        key = f"{rule.code}@{row.id}"
        spoken = row_words(subject.programme, table, number)
        blank = Finding(rule.code, rule.severity, "", clause=rule.clause, quote=rule.quote)
        return replace(blank, places=places, left=left, key=key, row=spoken)


def _typed(subject: Subject, row: Row, path: str) -> str | None:
    first, _, column = path.partition(".")
    return row.cells.get(column) if first == "row" else typed_form(subject, path)


def together(verdicts: Sequence[Verdict]) -> tuple[State, str]:
    """One state for a rule: failed, then no data, then passed, then not applicable.

    The reason is that of most rows which ended so, with how many there are.
    """
    if not verdicts:
        return State.NO_DATA, "表中没有行"
    counted = Counter(map(id, verdicts))
    known = {id(verdict): verdict for verdict in verdicts}
    by_state: dict[State, Counter[str]] = {}
    for one, times in counted.items():
        verdict = known[one]
        by_state.setdefault(verdict.state, Counter())[verdict.reason] += times
    order = (State.FAILED, State.NO_DATA, State.PASSED, State.NOT_APPLICABLE)
    state = next(one for one in order if one in by_state)
    reasons = by_state[state]
    reason = max(sorted(reasons), key=lambda text: reasons[text])
    is_counted = state is State.NO_DATA and reasons.total() > 1
    return state, reason + (f"(共{reasons.total()}处)" if is_counted and reason else "")
