"""A report for one period as files: Word and PDF, out of a draft that stays as it is."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.core.draft import Draft
from desktop_app.core.facts import Subject
from desktop_app.core.own_words import own_words
from desktop_app.core.pack_about import Format
from desktop_app.core.pack_reports import PeriodReport
from desktop_app.core.period_report import Grouped, ReportView, figure_id, usual_period
from desktop_app.core.periods import Period, parse_period
from desktop_app.core.programme import Programme
from desktop_app.core.report_texts import lacking, made, told_otherwise, written
from desktop_app.core.values import Month
from desktop_app.documents.compose_report import compose_report
from desktop_app.documents.fonts import BUNDLED, Fonts
from desktop_app.documents.tree import Document
from desktop_app.errors import AppError, in_words
from desktop_app.jobs.bundle_folder import safe_name
from desktop_app.jobs.one_paper import write_new
from desktop_app.jobs.papers import write_as
from desktop_app.paths import free_stem

FOLDER = "月报季报"
# The PDF comes first: where it cannot be written, no Word file lies there alone.
_FORMATS: tuple[Format, ...] = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class PeriodFiles:
    """A report that was written: its view, its files, the required paragraphs that lack, and what
    is otherwise than the report of the period before said."""

    view: ReportView
    files: tuple[Path, ...]
    lacking: tuple[str, ...]
    otherwise: tuple[str, ...]


def chosen(
    programme: Programme, draft: Draft, today: date, period: str = "", kind: str = ""
) -> tuple[PeriodReport, Period]:
    """The report and the period that were asked for: the period tells which kind is meant, the
    `kind` (an id) which of several. Without a period that of the last thing that happened.

    Raises AppError when there is no such report, or the period is none.
    """
    reports = programme.reports
    if not reports:
        raise AppError("这个申报事项没有月报、季报;请换有这类报告的事项。")
    ids = "、".join(f"{one.id}({one.called})" for one in reports)
    if kind:
        reports = tuple(one for one in reports if one.id == kind)
        if not reports:
            raise AppError(f"没有报告「{kind}」;可选:{ids}。")
    if not period:
        subject = Subject(programme, draft)
        return reports[0], usual_period(subject, reports[0], Month(today.year, today.month))
    parsed = parse_period(period)
    if parsed is None:
        raise AppError(f"期间「{period}」看不懂;请写成 2025-06(月)或 2025-Q2(季度)。")
    report = next((one for one in reports if one.every == parsed.every), None)
    if report is None:
        words = {"month": "月", "quarter": "季度"}
        needed = words[reports[0].every]
        raise AppError(
            f"期间「{period}」与报告不符;{reports[0].called}请写{needed},可选的报告:{ids}。"
        )
    return report, parsed


def composed(view: ReportView, today: date) -> Document:
    """The document of a report, with what is written in the draft for its period."""
    texts = written(view.subject.draft, view.report, view.period)
    day = f"{today.year}年{today.month}月{today.day}日"
    return compose_report(view, texts, day)


def write_period(
    programme: Programme,
    draft: Draft,
    report: PeriodReport,
    period: Period,
    folder: Path,
    today: date,
    fonts: Fonts = BUNDLED,
) -> PeriodFiles:
    """Write a report into a folder, under names that are still free; the draft stays as it is.

    Raises AppError when there is no row yet, or a file cannot be written: then there is none.
    """
    if not draft.filled_rows(programme.summary.table.id):
        words = own_words(programme)
        raise AppError(
            f"{words.summary}还没有{words.noun},不能生成报告;请先填写或导入{words.noun}。"
        )
    view = ReportView(Subject(programme, draft), report, period)
    document = composed(view, today)
    files = _files(document, folder, fonts)
    texts = written(draft, report, period)
    return PeriodFiles(view, files, lacking(report, texts), since_last(view))


def since_last(view: ReportView) -> tuple[str, ...]:
    """What today's rows give otherwise than the last report before this one said."""
    report, subject = view.report, view.subject
    for one in made(subject.draft, report):
        if one.period < view.period:
            return told_otherwise(one, ReportView(subject, report, one.period).figures)
    return ()


def as_record(found: PeriodFiles) -> dict[str, Any]:
    """A report for programs."""
    view = found.view
    return {
        "report": view.report.id,
        "title": view.report.called,
        "period": view.period.id,
        "period_title": view.period.title,
        "figures": [
            {
                "id": one.id,
                "title": one.title,
                "unit": one.unit,
                "before": one.before,
                "period": one.period,
                "total": one.total,
                "target": one.target,
                "share": one.share,
            }
            for one in view.figures
        ],
        "by": {one.column: _grouped(view, one) for one in view.groups},
        "phases": [
            {
                "title": one.title,
                "start": one.start,
                "finish": one.finish,
                "state": one.state,
                "group": one.group,
                "rows": one.rows,
                "done": one.done,
                "late": one.is_late,
            }
            for one in view.phases
        ],
        "lacking": list(found.lacking),
        "otherwise": list(found.otherwise),
        "files": [str(path) for path in found.files],
    }


def _grouped(view: ReportView, grouped: Grouped) -> list[dict[str, Any]]:
    names = [figure_id(one) for one in view.report.figure if one.column]
    return [
        {
            "name": line.name,
            "rows": line.rows,
            "figures": {
                name: {"period": period, "total": total}
                for name, (period, total) in zip(names, line.figures, strict=True)
            },
        }
        for line in (*grouped.lines, grouped.whole)
    ]


def _files(document: Document, folder: Path, fonts: Fonts) -> tuple[Path, ...]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise AppError(
            f"不能写入「{folder}」({in_words(reason)});请换一个可以写入的文件夹。"
        ) from reason
    stem = free_stem(folder, safe_name(document.title), _FORMATS)
    made: list[Path] = []
    try:
        for kind in _FORMATS:
            path = folder / f"{stem}.{kind}"
            write_new(
                path, "报告", lambda out, kind=kind: write_as(kind, document, out, fonts=fonts)
            )
            made.append(path)
    except AppError:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    return tuple(reversed(made))
