"""What all named checks share: making findings out of a rule."""

from desktop_app.core.facts import Subject, cell_label
from desktop_app.core.findings import Finding, Place
from desktop_app.core.programme import Rule, Table


class NotApplicable(Exception):
    """There is nothing for this check to look at; the argument says why."""


def finding(
    rule: Rule,
    message: str,
    places: tuple[Place, ...],
    key: str = "",
    left: str | None = None,
    right: str | None = None,
    kind: str = "",
    fixes: tuple[str, ...] = (),
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
        fixes or rule.fix,
        f"{rule.code}@{key}" if key else rule.code,
        kind,
    )


def cell_place(subject: Subject, table: Table, number: int, row_id: str, column: str) -> Place:
    """The place of a cell; `number` is the row's, from 1."""
    label = cell_label(subject.programme, table, number, column)
    return Place(f"{table.id}/{row_id}/{column}", label)
