"""The projects that any file names, plan or summary: what verification compares."""

from dataclasses import dataclass
from typing import Literal

from desktop_app.core.programme import Programme
from desktop_app.errors import AppError
from desktop_app.intake.plain import Doubt, ProjectsRead, Raw, ReadRow
from desktop_app.intake.plan import read_plan
from desktop_app.intake.project_table import read_projects

# Fewer chapters than this are chance: a summary with a foot 工作目标 is no plan.
_FEWEST_CHAPTERS = 2


@dataclass(frozen=True, slots=True)
class NamesRead:
    """The projects of one file, names to the letter, each with where it stands.

    The cells are under the summary's column ids for name, enterprise, county, industry,
    investment. Rows of a worksheet stand at Sheet1!C14, others at 「第五章 表3 第12行」.
    """

    kind: Literal["plan", "summary"]
    rows: tuple[ReadRow, ...]
    doubts: tuple[Doubt, ...] = ()

    def names(self, column: str) -> tuple[str, ...]:
        return tuple(row.cells.get(column, "") for row in self.rows)


def read_names(raw: Raw, programme: Programme, file: str) -> NamesRead:
    """The projects of a plan or a summary, told apart by its chapters.

    Raises AppError when the file holds neither chapters nor a project table.
    """
    if raw.kind != "sheets":
        try:
            plan = read_plan(raw, programme, file=file)
        except AppError:
            if not raw.sheets:
                raise
        else:
            if len(plan.chapters) >= _FEWEST_CHAPTERS:
                return NamesRead("plan", tuple(plan.projects), tuple(plan.doubts))
    form = programme.summary
    found = read_projects(raw, form.table, file=file, county_column=form.county)
    kept = [role for role in _roles(programme) if role]
    rows = tuple(
        ReadRow(
            {key: row.cells[key] for key in kept if key in row.cells},
            _address(row.where, found, form.name) if raw.kind == "sheets" else row.where,
        )
        for row in found.rows
    )
    return NamesRead("summary", rows, tuple(found.doubts))


def _roles(programme: Programme) -> tuple[str, ...]:
    form = programme.summary
    return form.name, form.enterprise, form.county, form.industry, form.investment


def _address(where: str, found: ProjectsRead, name: str) -> str:
    """「Sheet1 第14行」 as Sheet1!C14."""
    sheet, stands, row = where.rpartition(" 第")
    number = row.removesuffix("行")
    letters = found.address.get(name, "")
    return f"{sheet}!{letters}{number}" if stands and letters and number.isdecimal() else where
