"""The figures of a report for one period, out of a draft's rows: of the period, of the one before,
up to the period's end, against the targets, by group, and held against the plan's phases.

A row counts from the day its date says, so earlier periods can be told from today's rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from desktop_app.core.draft import Row
from desktop_app.core.expressions import NoData, Scope, compile_expression, show, under
from desktop_app.core.facts import Subject
from desktop_app.core.measures import Share, Shares, shared_inputs, total
from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_reports import PeriodReport, ReportFigure, ReportPhases
from desktop_app.core.pack_rules import Measure
from desktop_app.core.periods import Period, latest
from desktop_app.core.values import Month

BLANK = "未填写"
_RUNNING = "进行中"
# A column's list of so many texts is told whole; of a longer one those that occur.
_SHORT_LIST = 8
Number = float | int | None
# Whether a row's date lies in what is counted.
When = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Told:
    """One figure: of the period and of the one before (None without a date), at the period's end
    (`total`) and at that of the one before, and the target."""

    id: str
    title: str
    unit: str
    period: Number
    before: Number
    total: Number
    total_before: Number
    target: Number = None

    @property
    def share(self) -> Number:
        """How much of the target is reached, in per cent; what is a share itself has none."""
        if self.target is None or self.total is None or not self.target or self.unit == "%":
            return None
        return self.total * 100 / self.target


@dataclass(frozen=True, slots=True)
class Line:
    """A group's line: its name, how many rows it has, and per figure (period, total)."""

    name: str
    rows: int
    figures: tuple[tuple[Number, Number], ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The figures by the texts of one column; `whole` is the line of all rows."""

    column: str
    label: str
    lines: tuple[Line, ...]
    whole: Line


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the plan as it stands at the period's end. `state` is 未开始, 进行中 or 已结束;
    `rows`, `done` count those it is about; `is_late` says that some should be done and are not."""

    title: str
    start: str
    finish: str
    work: str
    state: str
    group: str = ""
    rows: int = 0
    done: int = 0
    is_late: bool = False

    @property
    def is_running(self) -> bool:
        return self.state == _RUNNING

    @property
    def left(self) -> int:
        return self.rows - self.done


def figure_id(figure: ReportFigure) -> str:
    """What tells a figure of a report from the others: its measure, and of what it is a share."""
    return f"{figure.measure}_of_{figure.of}" if figure.of else figure.measure


class ReportView:
    """A report of a programme over one state of a draft, for one period."""

    def __init__(self, subject: Subject, report: PeriodReport, period: Period) -> None:
        self.subject = subject
        self.report = report
        self.period = period
        self._measures = {one.id: one for one in subject.programme.measures}
        self._shares: dict[str, list[Share]] = {}

    @cached_property
    def figures(self) -> tuple[Told, ...]:
        """All figures of the report, in its order."""
        return tuple(self._told(one) for one in self.report.figure)

    @cached_property
    def groups(self) -> tuple[Grouped, ...]:
        """The figures by each of the report's columns."""
        columns = {one.id: one for one in self._summary.column}
        return tuple(self._grouped(columns[one]) for one in self.report.by if one in columns)

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The plan's phases, in its order."""
        wanted = self.report.phases
        table = self.subject.programme.table(wanted.table) if wanted is not None else None
        if wanted is None or table is None:
            return ()
        rows = self.subject.table_values(table)
        return tuple(self._phase(wanted, row) for row in rows if wanted.title in row)

    def columns(self) -> tuple[Told, ...]:
        """The figures that stand in the tables by group."""
        return tuple(
            told for told, one in zip(self.figures, self.report.figure, strict=True) if one.column
        )

    @property
    def _summary(self) -> Table:
        return self.subject.programme.summary.table

    def _told(self, figure: ReportFigure) -> Told:
        measure = self._measures[figure.measure]
        now, before = self.period, self.period.before()
        is_dated = bool(figure.on)
        return Told(
            figure_id(figure),
            figure.title or measure.title,
            "%" if figure.of else measure.unit,
            self._value(figure, _within(now)) if is_dated else None,
            self._value(figure, _within(before)) if is_dated else None,
            self._value(figure, _until(now)),
            self._value(figure, _until(before)) if is_dated else None,
            self._target(figure),
        )

    def _value(self, figure: ReportFigure, when: When, rows: Sequence[int] | None = None) -> Number:
        """The figure over rows (of the summary; all without) whose date is as `when` says."""
        value = self._sum(self._measures[figure.measure], figure.on, when, rows)
        if not figure.of:
            return value
        whole = self._sum(self._measures[figure.of], figure.on, when, rows)
        return value * 100 / whole if whole else None

    def _sum(
        self, measure: Measure, on: str, when: When, rows: Sequence[int] | None
    ) -> float | int:
        table = self.subject.programme.table(measure.each)
        if table is None:
            return 0
        values = self.subject.table_values(table)
        shares = self._of_rows(measure, values)
        looked_at = range(len(values)) if rows is None else rows
        return total(
            measure,
            [
                shares[n]
                for n in looked_at
                if not on or (on in values[n] and when(str(values[n][on])))
            ],
        )

    def _of_rows(self, measure: Measure, values: Sequence[Mapping[str, Any]]) -> list[Share]:
        """What each row adds to a measure, worked out once for all periods and groups."""
        if measure.id not in self._shares:
            known = {"form": self.subject.fields, "lists": self.subject.lists}
            shared = shared_inputs(measure, known)
            shares = Shares(measure, shared)
            self._shares[measure.id] = [shares.of(row) for row in values]
        return self._shares[measure.id]

    def _target(self, figure: ReportFigure) -> Number:
        if not figure.target:
            return None
        expression = compile_expression(figure.target)
        # Facts of thousands of rows are only worked out where a target asks for them.
        facts = self.subject.facts if under("facts", expression.reads) else {}
        scope = Scope({"form": self.subject.fields, "facts": facts, "lists": {}})
        try:
            value = scope.value(expression)
        except NoData:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return value if is_number else None  # pyright: ignore[reportReturnType]

    def _grouped(self, column: Field) -> Grouped:
        rows = self.subject.draft.rows(self._summary.id)
        found: dict[str, tuple[str, list[int]]] = {}
        options = self.subject.programme.options(column)
        for option in options:
            found[in_plain_script(option)] = (option, [])
        values = self.subject.table_values(self._summary)
        for n, row in enumerate(rows):
            if any(text.strip() for text in row.cells.values()):
                name = _text(values[n], row, column.id) or BLANK
                found.setdefault(in_plain_script(name), (name, []))[1].append(n)
        is_told_whole = len(options) <= _SHORT_LIST
        lines = [self._line(name, at) for name, at in found.values() if at or is_told_whole]
        everything = [n for _, at in found.values() for n in at]
        return Grouped(column.id, column.label, tuple(lines), self._line("合计", everything))

    def _line(self, name: str, rows: Sequence[int]) -> Line:
        shown = [one for one in self.report.figure if one.column]
        within, until = _within(self.period), _until(self.period)
        figures = tuple(
            (
                self._value(one, within, rows) if one.on else None,
                self._value(one, until, rows),
            )
            for one in shown
        )
        return Line(name, len(rows), figures)

    def _phase(self, wanted: ReportPhases, row: Mapping[str, Any]) -> Phase:
        start, finish = str(row.get(wanted.start, "")), str(row.get(wanted.finish, ""))
        if start and not self.period.reaches(start):
            state = "未开始"
        elif finish and finish[:7] < self.period.first.iso():
            state = "已结束"
        else:
            state = _RUNNING
        group = str(row.get(wanted.group, "")) if wanted.group else ""
        is_due = bool(row.get(wanted.due)) if wanted.due else bool(group)
        rows, done = self._done(wanted, group) if group and wanted.done else (0, 0)
        is_late = is_due and bool(finish) and self.period.reaches(finish) and done < rows
        return Phase(
            str(row[wanted.title]),
            start,
            finish,
            str(row.get(wanted.work, "")) if wanted.work else "",
            state,
            group if is_due else "",
            rows if is_due else 0,
            done if is_due else 0,
            is_late,
        )

    def _done(self, wanted: ReportPhases, group: str) -> tuple[int, int]:
        values = self.subject.table_values(self._summary)
        key = in_plain_script(group)
        mine = [row for row in values if in_plain_script(str(row.get(wanted.group, ""))) == key]
        done = [r for r in mine if wanted.done in r and self.period.reaches(str(r[wanted.done]))]
        return len(mine), len(done)


def _text(values: Mapping[str, Any], row: Row, column: str) -> str:
    """What a row says in a column; as it was typed where that is not understood."""
    return str(values.get(column, "")).strip() or row.cells.get(column, "").strip()


def _within(period: Period) -> When:
    """`period.holds`, its ends worked out once for all rows."""
    first, last = period.first.iso(), period.last.iso()
    return lambda day: first <= day[:7] <= last


def _until(period: Period) -> When:
    """`period.reaches`, its end worked out once for all rows."""
    last = period.last.iso()
    return lambda day: day[:7] <= last


def usual_period(subject: Subject, report: PeriodReport, today: Month) -> Period:
    """The period that a report is likely made for: that of the last thing that happened."""
    return latest(_days(subject, report), today, report.every)


def number_words(value: Number) -> str:
    """A figure as it is printed; shares to one place, — for none."""
    if value is None:
        return "—"
    return show(round(value, 2) if isinstance(value, float) else value)


def month_words(iso: str) -> str:
    """2025-06 as 2025年6月; what is no month as it is."""
    year, _, month = iso[:7].partition("-")
    return f"{year}年{int(month)}月" if year.isdigit() and month.isdigit() else iso


def _days(subject: Subject, report: PeriodReport) -> Iterator[str]:
    measures = {one.id: one for one in subject.programme.measures}
    for figure in report.figure:
        table = subject.programme.table(measures[figure.measure].each)
        if figure.on and table is not None:
            for row in subject.table_values(table):
                if figure.on in row:
                    yield str(row[figure.on])
