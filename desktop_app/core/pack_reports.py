"""Reports that an office makes again and again of the same rows: the records that reports.toml is
read into (月报, 季报)."""

from typing import Literal

from desktop_app.core.record import Record

_QUARTER = "季度"


class ReportFigure(Record, frozen=True):
    """One figure of a report: a `measure` over the rows whose date in the column `on` lies in the
    period, and over those up to its end. Without `on` it is told as it stands, and has no period.

    `of` is another measure that it is a share of, in per cent. `target` (CEL over form and facts)
    is what is to be reached in the end. `column` says that it stands in the tables by group too.
    """

    measure: str
    title: str = ""
    on: str = ""
    of: str = ""
    target: str = ""
    column: bool = False


class ReportPhases(Record, frozen=True):
    """The phases of the plan that a period is held against: a `table` of the draft with the columns
    `start` and `finish` (months), `title` and `work`.

    A phase may speak of the rows whose `group` column says what the phase's does; those are to have
    the date `done` by the end of a phase for which `due` (a yes-no column of the phase) says so.
    """

    table: str
    start: str
    finish: str
    title: str
    work: str = ""
    group: str = ""
    due: str = ""
    done: str = ""


class ReportParagraph(Record, frozen=True):
    """What a clerk writes for each period; left out of the paper while blank, unless `required`."""

    id: str
    title: str
    hint: str = ""
    required: bool = False


class PeriodReport(Record, frozen=True):
    """One kind of report: how often it is made, to whom, with which figures.

    Its figures are over the rows of the summary, or of the table that their measure is `each` of.
    `by` names columns of the summary; each makes a table with a line for each of its texts.
    `title` and `signed` are templates as in letters.
    """

    id: str
    title: str
    every: Literal["month", "quarter"]
    figure: tuple[ReportFigure, ...]
    name: str = ""
    to: str = ""
    by: tuple[str, ...] = ()
    phases: ReportPhases | None = None
    paragraph: tuple[ReportParagraph, ...] = ()
    signed: str = ""
    layout: str = ""
    clause: str = ""
    quote: str = ""

    @property
    def called(self) -> str:
        """What lists and buttons call it."""
        return self.name or {"month": "月报", "quarter": "季报"}[self.every]

    def called_for(self, period: str) -> str:
        """What it is called for a period: 2026年第三季度进展, where 季度 is said once."""
        if self.called.startswith(_QUARTER):
            period = period.removesuffix(_QUARTER)
        return f"{period}{self.called}"


class ReportsFile(Record, frozen=True):
    """reports.toml."""

    report: tuple[PeriodReport, ...] = ()
