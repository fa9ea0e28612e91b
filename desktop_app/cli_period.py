"""The command that makes a report for one period (月报, 季报)."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.cli_drafts import opened_to_read
from desktop_app.cli_history import AddCommand
from desktop_app.cli_say import say, say_json

FINE = 0


def add_commands(command: AddCommand) -> None:
    """Add this module's commands with `command(name, run, about)`."""
    one = command(
        "period-report", report, "月报、季报:某一期的数字、分类、对照计划,写成 Word 和 PDF"
    )
    one.add_argument("draft", type=Path, metavar="草稿")
    one.add_argument(
        "--period", default="", metavar="期间", help="2025-06 或 2025-Q2;不写则取最近有进展的一期"
    )
    one.add_argument("--kind", default="", metavar="编号", help="报告的编号;不写则由期间决定")
    one.add_argument("--out", type=Path, metavar="文件夹", help="写成文件的文件夹;不写则只显示数字")


def report(options: argparse.Namespace) -> int:
    """Tell the figures of a period, and write the report where a folder is given."""
    from desktop_app.core.facts import Subject
    from desktop_app.core.period_report import ReportView
    from desktop_app.core.report_texts import lacking, written
    from desktop_app.jobs import report_period as job
    from desktop_app.jobs.packs import load_for

    today = date.today()
    with opened_to_read(options.draft) as file:
        programme = load_for(file.draft)
        asked, period = job.chosen(programme, file.draft, today, options.period, options.kind)
        if options.out is not None:
            found = job.write_period(programme, file.draft, asked, period, options.out, today)
        else:
            view = ReportView(Subject(programme, file.draft), asked, period)
            blank = lacking(asked, written(file.draft, asked, period))
            found = job.PeriodFiles(view, (), blank, job.since_last(view))
    if options.json:
        say_json(job.as_record(found))
    else:
        for line in lines(found):
            say(line)
    return FINE


def lines(found: Any) -> list[str]:
    """A report for people at the command line."""
    from desktop_app.core.own_words import own_words
    from desktop_app.core.period_report import number_words

    view = found.view
    words = own_words(view.subject.programme)
    out = [f"{view.report.called} {view.period.title}"]
    for one in view.figures:
        parts = [f"  {one.title}:累计 {number_words(one.total)} {one.unit}"]
        if one.period is not None:
            parts.append(f"本期 {number_words(one.period)},上期 {number_words(one.before)}")
        if one.target is not None:
            share = f"({number_words(round(one.share, 1))}%)" if one.share is not None else ""
            parts.append(f"目标 {number_words(one.target)}{share}")
        out.append(",".join(parts))
    for grouped in view.groups:
        out.append(f"  按{grouped.label}:")
        for line in (*grouped.lines, grouped.whole):
            cells = [
                f"{one.title} {number_words(total)}"
                for one, (_, total) in zip(view.columns(), line.figures, strict=True)
            ]
            out.append(f"    {line.name}:{words.noun} {line.rows},{','.join(cells)}")
    for one in view.phases:
        if one.is_late:
            out.append(f"  {one.title}已到期:{one.group}尚有 {one.left} {words.counter}没有完成")
    out += [f"  与上次报告不同:{text}" for text in found.otherwise]
    out += [f"  「{title}」还没有写,这一期的报告里没有这一段" for title in found.lacking]
    out += [f"  {path}" for path in found.files]
    return out
