"""Linting reports.toml: what would fail when a report is made."""

import re
from collections.abc import Iterator

from desktop_app.core.pack import quote_occurs
from desktop_app.core.pack_forms import Table
from desktop_app.core.pack_reports import PeriodReport, ReportPhases
from desktop_app.core.period_report import figure_id
from desktop_app.core.programme import Programme
from desktop_app.core.rule_lint import sound_problems
from desktop_app.core.shown import placeholder_problems
from desktop_app.core.values import Kind

Found = Iterator[tuple[str, str]]
# Ids stand in paths of the draft beside the period, apart by dots.
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DATES = (Kind.DATE, Kind.MONTH)
# What a group of rows is called is printed as it was typed.
_GROUPS = (Kind.TEXT, Kind.CHOICE, Kind.REGION)


def report_problems(programme: Programme) -> Found:
    """What is wrong in reports.toml: the key, and the message."""
    names = [one.id for one in programme.reports]
    for n, report in enumerate(programme.reports):
        key = f"report[{n}]"
        if report.id in names[:n]:
            yield f"{key}.id", f"「{report.id}」重复"
        if not _NAME.fullmatch(report.id):
            yield f"{key}.id", f"「{report.id}」须由小写字母、数字和下划线组成"
        yield from _texts(programme, key, report)
        yield from _figures(programme, key, report)
        columns = {column.id: column for column in programme.summary.table.column}
        for name in report.by:
            if name not in columns:
                yield f"{key}.by", f"汇总表没有列「{name}」"
            elif columns[name].kind not in _GROUPS:
                told = "、".join(_GROUPS)
                yield f"{key}.by", f"不能按列「{name}」分组,只能按 {told} 类的列"
        if report.by and not any(one.column for one in report.figure):
            yield f"{key}.by", "没有一个 figure 标明 column = true,分组表没有内容"
        if report.phases is not None:
            yield from _phases(programme, f"{key}.phases", report.phases)
        yield from _paragraphs(key, report)


def _texts(programme: Programme, key: str, report: PeriodReport) -> Found:
    if report.quote and not quote_occurs(report.quote, programme.notice):
        yield f"{key}.quote", f"通知原文中没有「{report.quote}」"
    for name in ("title", "signed"):
        for message in placeholder_problems(programme, getattr(report, name)):
            yield f"{key}.{name}", message


def _figures(programme: Programme, key: str, report: PeriodReport) -> Found:
    measures = {one.id: one for one in programme.measures}
    ids = [figure_id(one) for one in report.figure]
    for n, figure in enumerate(report.figure):
        at = f"{key}.figure[{n}]"
        measure, whole = measures.get(figure.measure), measures.get(figure.of)
        if ids[n] in ids[:n]:
            yield f"{at}.measure", f"「{ids[n]}」重复"
        if measure is None:
            yield f"{at}.measure", f"没有 measure「{figure.measure}」"
            continue
        if figure.of and whole is None:
            yield f"{at}.of", f"没有 measure「{figure.of}」"
        elif whole is not None and whole.each != measure.each:
            yield f"{at}.of", "占比的两个数须取自同一张表"
        if figure.column and measure.each != programme.summary.table.id:
            yield f"{at}.column", "分组表只能用汇总表的数"
        yield from _date(f"{at}.on", programme.table(measure.each), figure.on)
        if figure.target:
            for message in sound_problems(programme, None, figure.target, "number"):
                yield f"{at}.target", message


def _phases(programme: Programme, key: str, phases: ReportPhases) -> Found:
    table = programme.table(phases.table)
    if table is None:
        yield f"{key}.table", f"没有表「{phases.table}」"
        return
    columns = {column.id: column for column in table.column}
    for name in ("title", "work", "group", "due"):
        column = getattr(phases, name)
        if column and column not in columns:
            yield f"{key}.{name}", f"表「{table.id}」没有列「{column}」"
    for name in ("start", "finish"):
        yield from _date(f"{key}.{name}", table, getattr(phases, name))
    if phases.due in columns and columns[phases.due].kind is not Kind.YES_NO:
        yield f"{key}.due", f"列「{phases.due}」须是 yes_no"
    summary = programme.summary.table
    if phases.group and phases.group not in {column.id for column in summary.column}:
        yield f"{key}.group", f"汇总表没有列「{phases.group}」"
    yield from _date(f"{key}.done", summary, phases.done)


def _paragraphs(key: str, report: PeriodReport) -> Found:
    names = [one.id for one in report.paragraph]
    for n, one in enumerate(report.paragraph):
        if one.id in names[:n]:
            yield f"{key}.paragraph[{n}].id", f"「{one.id}」重复"
        if not _NAME.fullmatch(one.id):
            yield f"{key}.paragraph[{n}].id", f"「{one.id}」须由小写字母、数字和下划线组成"


def _date(key: str, table: Table | None, column_id: str) -> Found:
    """A column that holds days or months."""
    if not column_id or table is None:
        return
    column = next((one for one in table.column if one.id == column_id), None)
    if column is None:
        yield key, f"表「{table.id}」没有列「{column_id}」"
    elif column.kind not in _DATES:
        yield key, f"列「{column_id}」不是日期或年月"
