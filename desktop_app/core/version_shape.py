"""What a version of a programme has a place for: fields, chapters, tables, columns, rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme

CHAPTERS = "chapters"


@dataclass(frozen=True, slots=True)
class Shape:
    """`labels` has every path: `section/field`, `chapters/id`, `table`, `table//column`; `fields`
    those of fields and columns. `readings` are the ids of each rule's and reward's readings,
    `reports` the reports with the ids of their paragraphs."""

    labels: Mapping[str, str]
    fields: Mapping[str, Field]
    codes: frozenset[str]
    readings: Mapping[str, frozenset[str]]
    reports: Mapping[str, frozenset[str]]


def shape_of(programme: Programme) -> Shape:
    """The places of a programme, in its order."""
    labels: dict[str, str] = {}
    fields: dict[str, Field] = {}
    for section in programme.plan.section:
        for field in section.field:
            path = f"{section.id}/{field.id}"
            labels[path], fields[path] = f"{section.title} {field.label}", field
    for chapter in programme.plan.chapter:
        labels[f"{CHAPTERS}/{chapter.id}"] = f"{programme.plan.attachment} {chapter.title}"
    tables = [*programme.tables()]
    for table in tables:
        labels[table.id] = table.title
        for column in table.column:
            path = f"{table.id}//{column.id}"
            labels[path], fields[path] = f"{table.title} {column.label}", column
    return Shape(
        labels,
        fields,
        frozenset(rule.code for rule in programme.rules),
        _readings(programme),
        {one.id: frozenset(part.id for part in one.paragraph) for one in programme.reports},
    )


def place_kind(path: str) -> str:
    """What stands at a path: a `column`, a `text` (a field's or a chapter's) or a `table`."""
    if "//" in path:
        return "column"
    return "text" if "/" in path else "table"


def _readings(programme: Programme) -> dict[str, frozenset[str]]:
    found = {rule.code: frozenset(one.id for one in rule.reading) for rule in programme.rules}
    money = programme.rewards
    for reward in (*money.reward, *money.group):
        found[reward.id] = frozenset(one.id for one in reward.reading)
    return found
