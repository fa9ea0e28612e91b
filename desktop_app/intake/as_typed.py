"""Places that a person wants as they were typed, after all: cleaning taken back one by one."""

from collections.abc import Sequence

from msgspec import structs

from desktop_app.intake.plain import Cleaned, PlanRead, ProjectsRead, ReadRow


def table_as_typed(read: ProjectsRead, places: frozenset[str]) -> ProjectsRead:
    """The table with what was typed at these places."""
    return structs.replace(read, rows=_as_typed(read.rows, read.cleaned, places))


def plan_as_typed(read: PlanRead, places: frozenset[str]) -> PlanRead:
    """The plan with what was typed at these places of its tables."""
    return structs.replace(
        read,
        projects=_as_typed(read.projects, read.cleaned, places),
        tables={key: _as_typed(rows, read.cleaned, places) for key, rows in read.tables.items()},
    )


def _as_typed(
    rows: Sequence[ReadRow], cleaned: Sequence[Cleaned], places: frozenset[str]
) -> list[ReadRow]:
    typed: dict[str, dict[str, str]] = {}
    for one in cleaned:
        if one.where in places and one.column:
            typed.setdefault(one.row, {})[one.column] = one.old
    return [
        ReadRow({**row.cells, **typed[row.where]}, row.where) if row.where in typed else row
        for row in rows
    ]
