"""What all named checks share: making findings out of a rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.core.draft import Row
from desktop_app.core.facts import Subject
from desktop_app.core.findings import Finding, Fix, Place
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_rules import Rule
from desktop_app.core.place_words import cell_label


class NotApplicable(Exception):
    """There is nothing for this check to look at; the argument says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a check says of itself beside its findings: how much it looked at."""

    text: str


def finding(
    rule: Rule,
    message: str,
    places: tuple[Place, ...],
    key: str = "",
    left: str | None = None,
    right: str | None = None,
    kind: str = "",
    fixes: tuple[Fix, ...] = (),
    row: str = "",
    gap: str = "",
) -> Finding:
    """A finding with the rule's code, severity, clause and quote."""
    return Finding(
        rule.code,
        rule.severity,
        message,
        places,
        rule.clause,
        rule.quote,
        left,
        right,
        fixes,
        f"{rule.code}@{key}" if key else rule.code,
        kind,
        row=row,
        gap=gap,
    )


def found_per_row(
    subject: Subject,
    rule: Rule,
    table: Table,
    look: Callable[[Row, int], tuple[Finding, ...]],
) -> Iterator[Finding]:
    """What `look` finds in each row of a table; rows that are as they were are not looked at."""
    for found in subject.per_row(table.id, f"check {rule.code}", look, bool):
        yield from found


def cell_place(subject: Subject, table: Table, number: int, row_id: str, column: str) -> Place:
    """The place of a cell; `number` is the row's, from 1."""
    label = cell_label(subject.programme, table, number, column)
    return Place(f"{table.id}/{row_id}/{column}", label)
